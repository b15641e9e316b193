"""What stands around the fields of the form: its title, what it says, and its keys."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import ElidedLabel, KeyButton
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme


class FormFrame:
    """The title above the fields; below them what it will make, what is wrong, and the keys."""

    def __init__(self, holder: QWidget, fields: QLayout) -> None:
        self.title = ElidedLabel(13, 600)
        self.plan = _sentence()
        self.problem = _sentence()
        self.problem.setProperty("problem", True)
        self.save = KeyButton("Enter", "Save")
        self.leave = KeyButton("Esc", "Cancel")
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.save)
        self._buttons.addWidget(self.leave)
        self._buttons.addStretch(1)
        self._whole = QVBoxLayout(holder)
        self._whole.addWidget(self.title)
        self._whole.addLayout(fields)
        self._whole.addWidget(self.plan)
        self._whole.addWidget(self.problem)
        self._whole.addLayout(self._buttons)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.title, self.save, self.leave):
            part.set_theme(theme)
        self._whole.setContentsMargins(px(10), px(8), px(10), px(8))
        self._whole.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self.plan.setFont(ui_font(13))
        self.problem.setFont(ui_font(13))


def _sentence() -> PlainLabel:
    """A line that is there only while it says something."""
    label = PlainLabel()
    label.setWordWrap(True)
    label.hide()
    return label
