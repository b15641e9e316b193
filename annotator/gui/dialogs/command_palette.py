"""Type a few letters, press Enter: every command of the window by name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.gui.actions import COMMANDS, shown_keys


class CommandPalette(QDialog):
    """A field and the commands that match it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Commands")
        self.setMinimumWidth(480)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("What do you want to do?")
        self._field.setAccessibleName("Command")
        self._list = QListWidget(self)
        self._list.setAccessibleName("Matching commands")
        self._list.setMinimumHeight(360)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self.accept)
        self._field.installEventFilter(self)
        self._list.itemActivated.connect(self.accept)
        self._list.itemClicked.connect(self.accept)
        self._fill("")

    @classmethod
    def ask(cls, parent: QWidget) -> str | None:
        """The id of the command chosen, None if the analyst left."""
        dialog = cls(parent)
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def chosen(self) -> str | None:
        """The id of the marked command."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        self._list.clear()
        for command in COMMANDS:
            if all(word in command.words.casefold() for word in words):
                keys = shown_keys(command.keys[0])
                item = QListWidgetItem(f"{command.words}\t{keys}")
                item.setData(Qt.ItemDataRole.UserRole, command.id)
                self._list.addItem(item)
        self._list.setCurrentRow(0)
