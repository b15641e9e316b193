"""Mouse and selection in the article: clicks on items, drags that select words, tool tips.

A mixin, so that the view itself stays readable; it replaces QTextEdit's own selecting altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QRegion,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from annotator.gui.article_view import hit_test
from annotator.gui.article_view.selection import DragSelection, token_at
from annotator.gui.panels.plain import tip

if TYPE_CHECKING:
    from annotator.core.labels import LabelSet
    from annotator.gui.article_view.scene import Scene

    _Base = QTextEdit
else:
    _Base = object

_STEP = 30  # milliseconds between two steps of scrolling while dragging beyond an edge


class MouseReading(_Base):
    """What the mouse does; mixed into the article view."""

    scene: Scene | None
    _labels: LabelSet | None
    _why: Callable[[str], str] | None
    _chosen: str | None

    def _set_up_mouse(self) -> None:
        self._drag: DragSelection | None = None
        self._pressed = QPoint()
        self._dragged_to = QPointF()
        self._stack: list[str] = []
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_STEP)
        self._autoscroll.timeout.connect(self._scroll_while_dragging)

    def selected_range(self) -> tuple[int, int] | None:
        """The selected code points."""
        return self.scene.selection if self.scene else None

    def select_range(self, start: int, end: int) -> None:
        """Select code points; says nothing."""
        self._select((start, end))

    def clear_selection(self) -> None:
        """Select nothing; says nothing."""
        self._select(None)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        if self.scene and self.scene.selection:
            start, end = self.scene.selection
            data.setText(self.scene.text[start:end])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.scene is None:
            return
        self._pressed = event.position().toPoint()
        self._drag = DragSelection(self.scene.text)
        self._drag.press(self._offset_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._show_pointer(event.position())
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._drag.active or far >= QApplication.startDragDistance():
            self._drag_to(event.position(), event.modifiers())
            inside = self.viewport().rect().contains(event.position().toPoint())
            if inside:
                self._autoscroll.stop()
            elif not self._autoscroll.isActive():
                self._autoscroll.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag is None:
            return
        dragged = self._drag.active
        self._stop_drag()
        if not dragged:
            self._click_at(event.position())
        elif self.scene and self.scene.selection:
            self._tell_selection()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.scene is None:
            return
        token = token_at(self.scene.text, self._offset_at(event.position()))
        if token:
            self._select(token)
            self._tell_selection()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        # Beside the column lies the view itself, which would not scroll.
        if event.type() == QEvent.Type.Wheel:
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        return super().event(event)

    def item_at(self, point: QPoint) -> str | None:
        """The smallest item at a point of the viewport; the chosen one, where it lies there."""
        where = QPointF(point) + self._shift()
        stack = hit_test.stack_at(self.scene, where) if self.scene else []
        return self._chosen if self._chosen in stack else next(iter(stack), None)

    def tip_at(self, point: QPointF) -> str:
        """What the tool tip says at a point of the viewport; "" beside every item."""
        stack = hit_test.stack_at(self.scene, point + self._shift()) if self.scene else []
        if not stack or self.scene is None:
            return ""
        why = self._why(stack[0]) if self._why else ""
        return hit_test.tip(self.scene, self._labels, stack, why)

    def _shift(self) -> QPointF:
        """How far the page is scrolled, in pixels."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _offset_at(self, point: QPointF) -> int:
        return self.scene.page.offset_at(point + self._shift()) if self.scene else 0

    def _click_at(self, point: QPointF) -> None:
        self._select(None)
        stack = hit_test.stack_at(self.scene, point + self._shift()) if self.scene else []
        if stack:
            self._click(stack)
        else:
            self._stack = []
            self.empty_clicked.emit()  # type: ignore[attr-defined]

    def _click(self, stack: list[str]) -> None:
        """Say which item of a stack is meant: the smallest, or the one after the chosen."""
        again = stack == self._stack and self._chosen in stack
        following = stack.index(self._chosen) + 1 if again and self._chosen else 0
        self._stack = stack
        self.item_clicked.emit(stack[following % len(stack)])  # type: ignore[attr-defined]

    def _drag_to(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._drag:
            self._dragged_to = point
            by_character = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._select(self._drag.to(self._offset_at(point), by_character=by_character))

    def _snap_anew(self, *, by_character: bool) -> None:
        """Shift went down or up amid a drag: show at once what the selection is now."""
        if self._drag and self._drag.active:
            shift = Qt.KeyboardModifier.ShiftModifier
            none = Qt.KeyboardModifier.NoModifier
            self._drag_to(self._dragged_to, shift if by_character else none)

    def _stop_drag(self) -> None:
        self._drag = None
        self._autoscroll.stop()

    def _scroll_while_dragging(self) -> None:
        point = self.viewport().mapFromGlobal(QCursor.pos())
        room: QRect = self.viewport().rect()
        beyond = min(0, point.y() - room.top()) + max(0, point.y() - room.bottom())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond)))
        self._drag_to(QPointF(point), QGuiApplication.keyboardModifiers())

    def _select(self, wanted: tuple[int, int] | None) -> None:
        """Select a range, and repaint what it covered and covers."""
        scene = self.scene
        if scene is None or scene.selection == wanted:
            return
        areas = [area for part in (scene.selection, wanted) if part for area in scene.boxes(part)]
        was_selecting, scene.selection = scene.selection is not None, wanted
        self._update_areas(areas)
        if was_selecting != (wanted is not None):
            self.selecting.emit(wanted is not None)  # type: ignore[attr-defined]

    def _update_areas(self, areas: Iterable[QRectF], *, at_once: bool = False) -> None:
        region = QRegion()
        for area in areas:
            region += area.translated(-self._shift()).toAlignedRect()
        region &= self.viewport().rect()
        if at_once and not region.isEmpty():
            self.viewport().repaint(region)
        else:
            self.viewport().update(region)

    def _tell_selection(self) -> None:
        """Give the selection to Qt too (screen readers, primary selection), and say it."""
        if self.scene is None or self.scene.selection is None:
            return
        start, end = self.scene.selection
        to_position = self.scene.page.offsets.to_position
        bar = self.verticalScrollBar()
        place = bar.value()
        self._put_cursor(to_position(start), to_position(end))
        bar.setValue(place)  # Qt scrolls to its cursor, the reader did not ask for that
        self.range_selected.emit(start, end)  # type: ignore[attr-defined]

    def _put_cursor(self, start: int, end: int) -> None:
        """Where Qt's own cursor stands, as positions; another text leaves it at the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        self.setTextCursor(cursor)

    def _show_pointer(self, point: QPointF) -> None:
        over = self.scene and hit_test.stack_at(self.scene, point + self._shift())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _show_tip(self, event: QHelpEvent) -> None:
        text = self.tip_at(QPointF(event.pos()))
        if text:
            QToolTip.showText(event.globalPos(), tip(text), self.viewport())
        else:
            QToolTip.hideText()
