"""Who decides from now on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme
from annotator.settings import analyst_name

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AnalystDialog(Dialog):
    """A name to type, or one of those known here with Up and Down; Enter takes it."""

    def __init__(
        self, now: str, known: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Who decides?", theme, parent)
        self.add_sentence("Decisions from now on are signed with this name.", quiet=True)
        self.field = QLineEdit(now)
        self.field.setFont(ui_font(13))
        self.field.setAccessibleName("Analyst")
        self.field.selectAll()
        self.field.installEventFilter(self)
        self.body.addWidget(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName("Analysts known here")
        self.list.setFont(ui_font(13))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setStyleSheet(
            f"QListWidget {{ background: {theme.panel}; border: 0; }}"
            f"QListWidget::item {{ padding: {px(4)}px {px(8)}px; }}"
        )
        self.list.addItems(list(known))
        self.list.setVisible(bool(known))
        self.list.currentTextChanged.connect(self._show_name)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.body.addWidget(self.list, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Sign with it", default=True).clicked.connect(self.accept)
        self.fit(420, 200 + 30 * min(6, len(known)))
        self.field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, now: str, known: Sequence[str], theme: Theme) -> str:
        """The name that was given; "" where the analyst left."""
        dialog = cls(now, known, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = analyst_name(dialog.field.text()) if accepted else ""
        dialog.deleteLater()
        return name

    def accept(self) -> None:
        """Nobody decides without a name."""
        if analyst_name(self.field.text()):
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _show_name(self, name: str) -> None:
        self.field.setText(name)
        self.field.selectAll()
