"""What an analyst prefers: shown at once, kept at once; there is nothing to save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.tick_box import TickBox
from annotator.gui.theme import Theme
from annotator.settings import Settings, analyst_name

Choices = Sequence[tuple[str, Any]]

_CHOICES: dict[str, Choices] = {
    "theme": [("as the system", "system"), ("light", "light"), ("dark", "dark")],
    "interface_scale": [(f"{share} %", share) for share in (100, 110, 125, 150, 175, 200)],
    "text_size": [(f"{size} pixels", size) for size in (12, 14, 16, 18, 20, 22, 26, 30, 36)],
    "measure": [
        ("narrow: about 55 characters", 560),
        ("usual: about 66 characters", 680),
        ("wide: about 80 characters", 820),
        ("very wide: about 95 characters", 980),
    ],
    "serif": [("serif", True), ("sans", False)],
    "workers": [("one article", 1), ("two articles", 2), ("four articles", 4)],
    "doubt_below": [(f"less than {share} % sure", share) for share in range(50, 100, 5)],
}
#: Heading, and below it the settings with their words; a bool is a box to tick.
_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Look",
        (
            ("theme", "Theme"),
            ("interface_scale", "Size of the interface"),
            ("reduced_motion", "Reduced motion: nothing glides"),
        ),
    ),
    (
        "The article",
        (
            ("text_size", "Size of the text"),
            ("measure", "Length of a line"),
            ("serif", "Type"),
        ),
    ),
    (
        "Work",
        (
            ("analyst", "Analyst, as decisions are signed"),
            ("doubt_below", "A suggestion is doubtful when"),
            ("workers", "Read at the same time"),
            ("second_opinion", "A second model checks doubtful names (slower)"),
        ),
    ),
)


class SettingsDialog(Dialog):
    """Tab goes from field to field, Esc closes.

    Signals:
        change_requested(str, object): a setting and its new value.
    """

    change_requested = Signal(str, object)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Settings", theme, parent)
        self.fields: dict[str, QWidget] = {}
        self._labels: list[PlainLabel] = []
        self._headings: list[PlainLabel] = []
        self._inside = QWidget()
        self._inside.setObjectName("settings")
        self._grid = QGridLayout(self._inside)
        self._grid.setColumnStretch(1, 1)
        for heading, rows in _GROUPS:
            self._add_heading(heading)
            for name, words in rows:
                self._add_row(name, words)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll)
        self.usual = self.add_button("Usual settings")
        self.usual.clicked.connect(self._ask_for_usual)
        self.add_button("Close", default=True).clicked.connect(self.accept)
        self.show_settings(settings)
        self.set_theme(theme)
        self.fields["theme"].setFocus()

    def show_settings(self, settings: Settings) -> None:
        """Let every field say what is set."""
        for name, field in self.fields.items():
            value = getattr(settings, name)
            if isinstance(field, Picker):
                choices = list(_CHOICES[name])
                if value not in [choice for _, choice in choices]:
                    choices.append((str(value), value))  # set by hand in the file
                field.set_choices(choices, value)
            elif isinstance(field, TickBox):
                field.setChecked(value)
            elif isinstance(field, QLineEdit):
                field.setText(value)
                field.setPlaceholderText(settings.analyst_name)

    def done(self, result: int) -> None:
        """A name that is still being typed counts, however the dialog is left."""
        self._name_analyst()
        super().done(result)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setContentsMargins(0, 0, px(16), 0)
        for heading in self._headings:
            heading.setFont(ui_font(13, 600))
            heading.setContentsMargins(0, px(8), 0, 0)
        for label in self._labels:
            label.setFont(ui_font(13))
        for field in self.fields.values():
            field.setFont(ui_font(13))
            if isinstance(field, Picker | TickBox):
                field.set_theme(theme)
        self._scroll.setStyleSheet(f"QScrollArea, #settings {{ background: {theme.panel}; }}")
        self.fit(560, 608)

    def _add_heading(self, words: str) -> None:
        heading = PlainLabel(words)
        self._headings.append(heading)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def _add_row(self, name: str, words: str) -> None:
        row = self._grid.rowCount()
        field = self.fields[name] = self._field(name, words)
        if isinstance(field, TickBox):
            self._grid.addWidget(field, row, 1)
            return
        label = PlainLabel(words)
        label.setBuddy(field)
        label.setWordWrap(True)
        self._labels.append(label)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)

    def _field(self, name: str, words: str) -> QWidget:
        if name in _CHOICES:
            picker = Picker(words)
            picker.activated.connect(lambda _: self.change_requested.emit(name, picker.value))
            return picker
        if isinstance(getattr(Settings(), name), bool):
            box = TickBox(words, self.theme)
            box.setAccessibleName(words)
            box.clicked.connect(lambda on: self.change_requested.emit(name, on))
            return box
        line = QLineEdit()
        line.setAccessibleName(words)
        line.editingFinished.connect(self._name_analyst)
        return line

    def _name_analyst(self) -> None:
        line = self.fields["analyst"]
        assert isinstance(line, QLineEdit)
        name = analyst_name(line.text())
        if name and line.isModified():
            line.setModified(False)
            self.change_requested.emit("analyst", name)

    def _ask_for_usual(self) -> None:
        """Everything but who decides goes back to what it is for a new person."""
        usual = Settings()
        for name in self.fields:
            if name != "analyst":
                self.change_requested.emit(name, getattr(usual, name))
