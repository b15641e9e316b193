"""Where the column of text stands in the widget: centred, never wider than the reading measure.

The viewport itself is kept narrow, so that a wider window never lays the text out again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, Qt
from PySide6.QtWidgets import QTextEdit

from annotator.gui.article_view.scrolling import Glide, middle_third
from annotator.gui.article_view.typesetting import Reading

if TYPE_CHECKING:
    from annotator.gui.article_view.scene import Scene

    _Base = QTextEdit
else:
    _Base = object


class Column(_Base):
    """Mixed into the article view; all lengths in pixels."""

    _reading: Reading
    _glide: Glide
    scene: Scene | None

    def _page_width(self) -> int:
        """Width of the viewport: column and padding, but never more than there is."""
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        return max(1, min(room, self._reading.measure + 2 * self._reading.padding))

    def _set_up_column(self) -> None:
        """A scroll bar that is always there, so that it never changes the column by appearing."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar()
        # The stylesheet draws no handle on a bar that is off.
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))

    def _centre(self) -> None:
        """Free margins beside the viewport."""
        taken = self.verticalScrollBar().sizeHint().width()
        spare = self.contentsRect().width() - taken - self._page_width()
        left = max(0, spare // 2)
        margins = QMargins(left, 0, max(0, spare - left), 0)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Do what moves the text, and scroll so that what is read stays where it was."""
        bar, view = self.verticalScrollBar(), self.viewport()
        if bar.value() == 0:
            change()
            return
        place = self.cursorForPosition(QPoint(view.width() // 2, view.height() // 3))
        before = self.cursorRect(place).center().y()
        change()
        bar.setValue(bar.value() + self.cursorRect(place).center().y() - before)

    def _is_ring_in_sight(self, height: int) -> bool:
        """Are the chosen words within the first ``height`` pixels of the viewport?"""
        ring = self.scene.focus.ring if self.scene else None
        pieces = self.scene.page.pieces(*ring) if self.scene and ring else ()
        top = self.verticalScrollBar().value()
        return bool(pieces) and top <= pieces[0].box.top() <= top + height - pieces[0].box.height()

    def _bring_to_middle(self, start: int, end: int) -> None:
        """Scroll until a range's first line (code points) is in the middle third."""
        pieces = self.scene.page.pieces(start, end) if self.scene else ()
        if pieces:
            box = pieces[0].box
            bar = self.verticalScrollBar()
            target = middle_third(box.top(), box.bottom(), bar.value(), self.viewport().height())
            if target is not None:
                self._glide.to(target)
