"""A field that keeps the focus, over a list through which Up and Down go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ListUnderField(Dialog):
    """The dialog places both; what Enter does is its own."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, theme, parent)
        self.field = QLineEdit()
        self.field.setFont(ui_font(13))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFont(ui_font(13))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)

    def set_row_space(self, space: int) -> None:
        """The free space above and below the words of a row, as at 100 % text."""
        self.list.setStyleSheet(
            f"QListWidget {{ background: {self.theme.panel}; border: 0; }}"
            f"QListWidget::item {{ padding: {px(space)}px {px(8)}px; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the focus; keys that move go to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)
