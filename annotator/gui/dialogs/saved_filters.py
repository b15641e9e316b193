"""Filters kept under a name: taken with Enter, forgotten with Delete."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from annotator.gui.dialogs.list_under_field import ListUnderField
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import Theme

_LINE = Qt.ItemDataRole.UserRole


class SavedFilters(ListUnderField):
    """Up, Down and Enter take a filter; a name and Enter keep the present one.

    Args:
        kept: lines by the names they are kept under.
        present: the line of the filter that is shown now.

    Attributes:
        picked: the line that was taken, None where none was.

    Signals:
        keep_requested(str), delete_requested(str): a name.
    """

    keep_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(
        self, kept: Mapping[str, str], present: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Filters", theme, parent)
        self.picked: str | None = None
        shown = present or "all articles"
        self.add_sentence(f"Shown now: {shown}. Type a name and press Enter to keep it.")
        self.field.setPlaceholderText("Name to keep the present filter under")
        self.field.setAccessibleName("Name to keep the present filter under")
        self.body.addWidget(self.field)
        self.list.setAccessibleName("Filters that are kept")
        self.set_row_space(6)
        for name, line in kept.items():
            item = QListWidgetItem(f"{name}    {line}")
            item.setData(_LINE, (name, line))
            self.list.addItem(item)
        self.list.itemDoubleClicked.connect(lambda _: self._take())
        self.body.addWidget(self.list, 1)
        self.empty = self.add_sentence("No filter is kept yet.", quiet=True)
        self.empty.setVisible(not kept)
        forget = self.add_button("Forget (Del)")
        forget.clicked.connect(self._forget)
        self.add_button("Close").clicked.connect(self.reject)
        take = self.add_button("Show", default=True)
        take.clicked.connect(self._take)
        self.fit(560, 280 + 32 * min(8, len(kept)))
        self.list.setCurrentRow(0)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in the empty field forgets a filter, Enter takes one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete and not self.field.text():
                self._forget()
                return True
            if event.key() in ENTER_KEYS:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        name, item = self.field.text().strip(), self.list.currentItem()
        if name:
            self.keep_requested.emit(name)
            self.accept()
        elif item is not None:
            self.picked = item.data(_LINE)[1]
            self.accept()

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.delete_requested.emit(item.data(_LINE)[0])
            self.list.takeItem(self.list.row(item))
            self.empty.setVisible(self.list.count() == 0)
