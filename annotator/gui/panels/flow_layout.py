"""A row of widgets that goes on in the next line where it is too long."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from annotator.gui.panels.drawing import px


class FlowLayout(QLayout):
    """From left to right, then the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + px(6) * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, area: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inside = area.marginsRemoved(margins)
        x, y, line = inside.x(), inside.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > inside.x() and x + size.width() > inside.x() + inside.width():
                x, y, line = inside.x(), y + line + px(6), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + px(6)
            line = max(line, size.height())
        return y + line + margins.bottom() - area.y()
