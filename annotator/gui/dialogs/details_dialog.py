"""What people know of an article besides its text: title, outlet, address, dates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from annotator.core.dates import read_date
from annotator.core.documents import Details, PartialDate
from annotator.core.errors import Refused
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.wording import date_words
from annotator.gui.theme import Theme

_WORDS = {
    "title": "Title",
    "outlet": "Outlet",
    "url": "Address",
    "published": "Published",
    "inspected": "Inspected",
}
_HINTS = {
    "url": "https://",
    "published": "14 March 2026, March 2026 or 2026",
    "inspected": "when the inspection took place",
}


class DetailsDialog(Dialog):
    """Enter keeps what is typed, Esc leaves it as it was."""

    def __init__(
        self,
        title: str,
        verb: str,
        details: Details,
        sentence: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, theme, parent)
        self.details = details
        self.add_sentence(sentence, quiet=True)
        self.fields = {name: self._field(name) for name in _WORDS}
        self._place()
        self.problem = self.add_sentence("")
        self.problem.setStyleSheet(f"color: {theme.danger};")
        self.body.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button(verb, default=True).clicked.connect(self.accept)
        self.fit(560, 380)
        self.fields["title"].setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, title: str, verb: str, details: Details, sentence: str, theme: Theme
    ) -> Details | None:
        """The details as they are wanted; None where the analyst left."""
        dialog = cls(title, verb, details, sentence, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.details if accepted else None
        dialog.deleteLater()
        return wanted

    def accept(self) -> None:
        """Refused with a sentence where a field cannot be understood."""
        try:
            self.details = self._read()
        except Refused as error:
            self.problem.setText(" ".join(part for part in (error.what, error.todo) if part))
            return
        super().accept()

    def _field(self, name: str) -> QLineEdit:
        value = getattr(self.details, name)
        words = date_words(value.value, full=True) if isinstance(value, PartialDate) else value
        field = QLineEdit(words or "")
        field.setFont(ui_font(13))
        field.setAccessibleName(_WORDS[name])
        field.setPlaceholderText(_HINTS.get(name, ""))
        field.setCursorPosition(0)
        return field

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(self.fields.items()):
            label = PlainLabel(_WORDS[name])
            label.setFont(ui_font(13))
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.body.addLayout(grid)

    def _read(self) -> Details:
        """What the fields say.

        Raises:
            Refused: the first one that cannot be understood, which gets the focus.
        """
        read: dict[str, Any] = {}
        for name, line in self.fields.items():
            if not line.isModified():
                read[name] = getattr(self.details, name)
                continue
            try:
                read[name] = self._value(name, " ".join(line.text().split()), read)
            except Refused:
                line.setFocus()
                raise
        return replace(self.details, **read)

    def _value(self, name: str, typed: str, read: dict[str, Any]) -> Any:
        if name == "published":
            return read_date(typed)
        if name == "inspected":  # "last month" is counted from the day of publication
            return read_date(typed, read["published"])
        if name == "title":
            return typed or self.details.title
        if name == "url" and typed and not is_address(typed):
            raise Refused("That is no address.", todo="It begins with https:// or http://.")
        return typed or None


def is_address(text: str) -> bool:
    """Is this an address of a page on the web?"""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
