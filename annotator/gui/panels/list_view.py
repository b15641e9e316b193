"""A list in which keys and clicks ask for a row, and only the window chooses one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import ENTER_KEYS, is_list_key
from annotator.gui.theme import Theme

_Flag = QItemSelectionModel.SelectionFlag
_State = QStyle.StateFlag


class PanelListView(QTableView):
    """The selected row is the chosen one; the arrow keys look around, Enter or a click opens.

    Every other key bubbles up to the window's actions. A table of one column, because a QListView
    asks the model for every row before it shows the first one.
    """

    opened = Signal(QModelIndex)

    def __init__(self, name: str, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = self._overlaid_bar()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Arrow keys look around, Enter opens")

    def set_row_height(self, height: int) -> None:
        """Every row is as high; the text may have got another size."""
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)

    def choose(self, index: QModelIndex) -> None:
        """Mark a row; an invalid index marks none."""
        selection = self.selectionModel()
        selection.select(index, _Flag.ClearAndSelect)
        selection.setCurrentIndex(index, _Flag.NoUpdate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - width, 0, width, self.height())

    def _overlaid_bar(self) -> QScrollBar:
        """A bar that lies over the rows' margin, so that their grounds reach the edge."""
        own, shown = self.verticalScrollBar(), QScrollBar(Qt.Orientation.Vertical, self)
        own.rangeChanged.connect(shown.setRange)
        own.rangeChanged.connect(lambda low, high: shown.setPageStep(own.pageStep()))
        own.rangeChanged.connect(lambda low, high: shown.setVisible(high > low))
        own.valueChanged.connect(shown.setValue)
        shown.valueChanged.connect(own.setValue)
        shown.setAccessibleName("Scroll")
        shown.hide()
        return shown

    def selectionCommand(self, index: QModelIndex, event: object = None) -> _Flag:  # type: ignore[override]
        return _Flag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_list_key(event):
            super().keyPressEvent(event)
        elif event.key() in ENTER_KEYS and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, line_inset: float = 0.0
) -> QRectF:
    """Ground, hairline, stripe of the chosen row and focus ring; returns the row's area."""
    area = QRectF(option.rect)  # type: ignore[attr-defined]
    state = option.state  # type: ignore[attr-defined]
    line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
    if state & _State.State_Selected:
        painter.fillRect(area, QColor(theme.chosen))
        stripe = QRectF(area.left(), area.top(), px(3), area.height())
        painter.fillRect(stripe, QColor(theme.accent))
    elif state & _State.State_MouseOver:
        painter.fillRect(area, QColor(theme.hover))
    painter.fillRect(line.adjusted(line_inset, 0, -line_inset, 0), QColor(theme.hairline))
    if state & _State.State_HasFocus:
        ring = area.adjusted(px(5), 1, -px(4), -2)
        drawing.outline(painter, ring, theme.accent, None, px(4), 2)
    return area
