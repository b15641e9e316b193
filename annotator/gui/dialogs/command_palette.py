"""Type a few letters, press Enter: every command of the window by name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui import keymap
from annotator.gui.actions import COMMANDS, Command
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px
from annotator.gui.theme import Theme

_ID = Qt.ItemDataRole.UserRole


class CommandPalette(Dialog):
    """A field and the commands that match it; the arrow keys move through them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Commands", theme, parent)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("What do you want to do?")
        self._field.setAccessibleName("Command")
        self._list = QTreeWidget(self)
        self._set_up_list()
        self.body.addWidget(self._field)
        self.body.addWidget(self._list, 1)
        self._nothing = self.add_sentence("", quiet=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.setStretchFactor(self._nothing, 1)
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self.accept)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self.accept)
        self._fill("")
        self.fit(520, 460)

    @classmethod
    def ask(cls, parent: QWidget, theme: Theme) -> str | None:
        """The id of the command chosen, None if the analyst left."""
        dialog = cls(theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if accepted else None

    def chosen(self) -> str | None:
        """The id of the marked command."""
        item = self._list.currentItem()
        return str(item.data(0, _ID)) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            count = self._list.topLevelItemCount()
            if step is not None and count:
                row = self._list.indexOfTopLevelItem(self._list.currentItem())
                self._mark((row + step) % count)
                return True
        return super().eventFilter(watched, event)

    def _set_up_list(self) -> None:
        self._list.setAccessibleName("Matching commands")
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self._list.setStyleSheet(
            f"QTreeWidget {{ background: {self.theme.panel}; border: 0; }}"
            f"QTreeWidget::item {{ padding: {px(4)}px {px(8)}px; }}"
        )
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _fill(self, text: str) -> None:
        self._list.clear()
        for command in fitting(text):
            item = QTreeWidgetItem([command.words, keymap.key(command.id)])
            item.setData(0, _ID, command.id)
            item.setForeground(1, QColor(self.theme.muted))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            self._list.addTopLevelItem(item)
        is_found = self._list.topLevelItemCount() > 0
        self._nothing.setText(f"No command is called “{text.strip()}”. Try another word for it.")
        self._nothing.setHidden(is_found)
        self._list.setVisible(is_found)
        self._mark(0)

    def _mark(self, row: int) -> None:
        item = self._list.topLevelItem(row)
        if item is not None:
            self._list.setCurrentItem(item)


def fitting(text: str) -> list[Command]:
    """The commands that hold every word typed, those first that begin with it.

    Then come those with a word that begins so, those that hold it anywhere, and those that people
    know by another word.
    """
    typed = text.casefold().strip()
    words = typed.split()

    def place(command: Command) -> int | None:
        said, also = command.words.casefold(), command.also.split()
        if said.startswith(typed):
            return 0
        if all(f" {word}" in f" {said}" for word in words):
            return 1
        if all(word in said for word in words):
            return 2
        return 3 if all(_begins(word, (*said.split(), *also)) for word in words) else None

    places = [(place(command), command) for command in COMMANDS]
    found = [(at, command) for at, command in places if at is not None]
    return [command for _, command in sorted(found, key=lambda one: one[0])]


def _begins(word: str, others: tuple[str, ...]) -> bool:
    return any(other.startswith(word) for other in others)
