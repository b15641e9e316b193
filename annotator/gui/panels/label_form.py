"""One label's name, key, colour and description, each changed as soon as its field is left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from annotator.core.label_colours import derived
from annotator.core.labels import Label
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.label_colour import LabelSample, Swatches
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme


class LabelForm(QWidget):
    """Tab goes from field to field.

    Signals:
        change_requested(object, str): the label as it is wanted, and what was mended in it ("").
        refused(str): why what was typed cannot be used.
    """

    change_requested = Signal(object, str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: Label | None = None
        self.name, self.key, self.colour = QLineEdit(), QLineEdit(), QLineEdit()
        self.swatches, self.sample = Swatches(theme), LabelSample()
        self.description = _Words(theme)
        self.key.setMaxLength(1)
        self.key.setPlaceholderText("none")
        self.key.setFixedWidth(px(64))
        self.colour.setMaxLength(7)
        self.colour.setPlaceholderText("#1F5FBF")
        self.colour.setFixedWidth(px(120))
        self.id = PlainLabel()
        self.id.setProperty("quiet", True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self._add("&Name", self.name)
        self._add("&Key, a digit", self.key)
        self._add("&Colour", self.swatches)
        self._add("or #RRGGBB", self.colour)
        self._add("", self.sample)
        self._add("&Description", self.description)
        self._add("In files", self.id)
        self._grid.setRowStretch(5, 1)
        self.name.editingFinished.connect(self._rename)
        self.key.editingFinished.connect(self._give_key)
        self.colour.editingFinished.connect(self._type_colour)
        self.description.left.connect(self._describe)
        self.swatches.picked.connect(self._recolour)

    def show_label(self, label: Label, taken: frozenset[str]) -> None:
        """Show a label; what was typed and not taken over is gone.

        Args:
            taken: inks of the other labels.
        """
        self._label = label
        self.name.setText(label.name)
        self.key.setText(label.key)
        self.colour.setText(label.light.ink)
        self.swatches.show_colour(label.light.ink, taken)
        self.sample.show_label(label)
        if self.description.toPlainText() != label.description:
            self.description.setPlainText(label.description)
        self.id.setText(label.id)

    @property
    def is_modified(self) -> bool:
        """Is there anything typed that was not taken over?"""
        label = self._label
        return label is not None and (
            self.name.text(),
            self.key.text(),
            self.colour.text(),
            self.description.toPlainText(),
        ) != (label.name, label.key, label.light.ink, label.description)

    def take_over(self) -> None:
        """Ask for what is typed, as if the field had been left."""
        for take in (self._rename, self._give_key, self._type_colour, self._describe):
            take()

    def _rename(self) -> None:
        self._ask(name=" ".join(self.name.text().split()))

    def _give_key(self) -> None:
        self._ask(key=self.key.text().strip())

    def _describe(self) -> None:
        self._ask(description=" ".join(self.description.toPlainText().split()))

    def _type_colour(self) -> None:
        typed = self.colour.text().strip().upper()
        typed = typed if typed.startswith("#") else f"#{typed}"
        if self._label is not None and typed != self._label.light.ink.upper():
            self._recolour(typed)

    def _recolour(self, colour: str) -> None:
        try:
            light, dark = derived(colour)
        except ValueError as error:
            self.refused.emit(f"{error}.")
            return
        mended = "" if light.ink == colour else f"{colour} is too pale to be read; {light.ink} is "
        mended += "the nearest that can be." if mended else ""
        self._ask(mended, light=light, dark=dark)

    def _ask(self, mended: str = "", **fields: object) -> None:
        if self._label is None:
            return
        wanted = replace(self._label, **fields)  # type: ignore[arg-type]
        if wanted != self._label or mended:
            self.change_requested.emit(wanted, mended)

    def _add(self, words: str, field: QWidget) -> None:
        row = self._grid.rowCount() - (self._grid.count() == 0)
        label = PlainLabel(words)
        label.setFont(ui_font(13))
        if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            label.setBuddy(field)
            if not field.accessibleName():
                field.setAccessibleName(words.replace("&", ""))
        field.setFont(ui_font(13))
        top = (
            Qt.AlignmentFlag.AlignTop
            if field is self.description
            else Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(field, row, 1)


class _Words(QPlainTextEdit):
    """A few lines of text.

    Signals:
        left(): something else has the focus now.
    """

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.card}; color: {theme.ink}; padding: {px(2)}px;"
            f" border: 1px solid {theme.control}; border-radius: 4px; }}"
            f"QPlainTextEdit:focus {{ border: 2px solid {theme.accent};"
            f" padding: {px(2) - 1}px; }}"
        )
        self.setAccessibleName("Description")
        self.setMinimumHeight(px(60))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
