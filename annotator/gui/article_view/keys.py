"""Keys and wheel in the article: scrolling, copying, zooming, and the caret of caret mode.

A mixin. Every other key passes through to the window's actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent

from annotator.gui.article_view.caret import Caret, Range, beside, near
from annotator.gui.article_view.scrolling import scrolled_by_key

if TYPE_CHECKING:
    from annotator.gui.article_view.mouse import MouseReading
    from annotator.gui.article_view.scrolling import Glide

    _Base = MouseReading
else:
    _Base = object

_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACROSS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_EDGES = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_REACH = 12  # half lines in which the caret looks for the line above or below


class KeyReading(_Base):
    """What keys and wheel do; mixed into the article view."""

    _caret: Caret | None
    _caret_left: Range | None  # where the caret was when the mode ended, until another is chosen
    _column: float | None  # where Up and Down go along, in pixels of the page
    _glide: Glide

    def set_caret_mode(self, on: bool) -> None:
        """Begin or end the mode in which arrow keys move a selected word, and Shift extends it.

        It begins at the selection, else where it ended, else at the chosen item, else at the first
        visible word.
        """
        if on == (self._caret is not None) or (on and self.scene is None):
            return
        if self._caret is not None:
            self._caret_left = self._caret.head
        self._caret = self._column = None
        if on and self.scene:
            self._caret = Caret(self.scene.text, self._caret_start())
            self._show_caret()
        self.caret_changed.emit(on)  # type: ignore[attr-defined]

    def is_in_caret_mode(self) -> bool:
        """Do arrow keys move the caret?"""
        return self._caret is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self._snap_anew(by_character=True)
        done = self._copied(event) or self._moved_caret(event)
        if not (done or scrolled_by_key(self.verticalScrollBar(), event)):
            event.ignore()  # decisions are the window's actions

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self._snap_anew(by_character=False)
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._glide.stop()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = 1 if event.angleDelta().y() > 0 else -1
            self.zoom_requested.emit(steps)  # type: ignore[attr-defined]
            event.accept()
        else:
            super().wheelEvent(event)

    def _copied(self, event: QKeyEvent) -> bool:
        """Was it the key for copying, with something selected? Copies the stored text."""
        wanted = event.matches(QKeySequence.StandardKey.Copy) and self.selected_range()
        if wanted:
            # Not the mime data itself: made here, it would outlive Python and end in a crash.
            QGuiApplication.clipboard().setText(self.createMimeDataFromSelection().text())
        return bool(wanted)

    def _moved_caret(self, event: QKeyEvent) -> bool:
        """Was it a key of caret mode? Then it is done."""
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if self._caret is None or plain not in (Qt.KeyboardModifier.NoModifier, shift):
            return False
        extend = plain == shift
        if key in _ACROSS:
            self._cross_lines(_ACROSS[key], extend=extend)
        elif key in _ALONG:
            self._column = None
            self._caret.step(_ALONG[key], extend=extend)
        elif key in _EDGES:
            self._column = None
            self._to_edge(_EDGES[key], extend=extend)
        elif key == Qt.Key.Key_Escape:
            self.set_caret_mode(False)
            self.clear_selection()
            return True
        else:
            return False
        self._show_caret()
        return True

    def _cross_lines(self, by: int, *, extend: bool) -> None:
        """Move the caret to the line above (-1) or below (1), as far right as it was before."""
        if self._caret is None or self.scene is None:
            return
        page, now = self.scene.page, self.scene.page.pieces(*self._caret.head)[0]
        column = now.box.center().x() if self._column is None else self._column
        for distance in range(1, _REACH):
            height = now.box.center().y() + by * distance * page.reading.size
            offset = page.offset_at(QPointF(column, height))
            found = self._tokens_beyond(offset, now.baseline, by)
            if found:
                nearest = min(found, key=lambda one: (one[0] * by, _gap(one[2], column)))
                self._caret.to_token(nearest[1], extend=extend)
                self._column = column
                return

    def _tokens_beyond(
        self, offset: int, baseline: int, by: int
    ) -> list[tuple[int, Range, QRectF]]:
        """Tokens around an offset above (-1) or below (1) a base line, each with its own and box.

        Behind a line's last word the next token stands in another line, so the one before it is
        looked at too. Where the offset is in an empty paragraph there is none.
        """
        if self.scene is None:
            return []
        text, page = self.scene.text, self.scene.page
        around = (near(text, offset), beside(text, (offset, offset), -1))
        here = [t for t in around if t and "\n" not in text[min(offset, t[0]) : max(offset, t[1])]]
        pieces = [(token, page.pieces(*token)) for token in here]
        lines = [(shares[0].baseline, token, shares[0].box) for token, shares in pieces if shares]
        return [line for line in lines if (line[0] - baseline) * by > 0]

    def _to_edge(self, by: int, *, extend: bool) -> None:
        """Move the caret to the first (-1) or last (1) word of its line on the screen."""
        if self._caret is None or self.scene is None:
            return
        page, text = self.scene.page, self.scene.text
        now = page.pieces(*self._caret.head)[0].box.center().y()
        offset = page.offset_at(QPointF(page.width if by > 0 else 0, now))
        token = beside(text, (offset, offset), -1) if by > 0 else near(text, offset)
        if token is not None:
            self._caret.to_token(token, extend=extend)

    def _caret_start(self) -> int:
        """Offset at which caret mode begins."""
        if self.scene is None:
            return 0
        chosen = self.scene.selection or self._caret_left or self.scene.focus.ring
        return chosen[0] if chosen else self._offset_at(QPointF(self.viewport().width() / 2, 40))

    def _show_caret(self) -> None:
        """Select the caret's words, and scroll to them where they are out of sight."""
        if self._caret is None or self.scene is None:
            return
        self._select(self._caret.range)
        box = self.scene.page.pieces(*self._caret.head)[0].box.translated(-self._shift())
        if box.top() < 24 or box.bottom() > self.viewport().height() - 24:
            self._bring_to_middle(*self._caret.head)  # type: ignore[attr-defined]


def _gap(box: QRectF, column: float) -> float:
    """How far a box stands beside a column, in pixels."""
    return max(box.left() - column, column - box.right(), 0.0)
