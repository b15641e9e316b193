"""Where ranges of the text stand on the page, and which spans stand in a part of it.

Ranges are code points of the stored text; places are pixels of the laid-out document, from which
the view subtracts its scroll bars.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from annotator.core.offsets import OffsetMap
from annotator.core.spans import Span, in_text_order, lanes
from annotator.gui.article_view.typesetting import Kind, Reading

#: How far a mark reaches above and below the base line, as shares of the text size.
_REACH = {Kind.TITLE: (0.8, 0.28)}
_USUAL_REACH = (0.82, 0.34)
#: Letters and marks of scripts that run from right to left.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)
#: Runs of letters that are no further apart, in pixels, are one.
_JOINED = 1.0


class Piece(NamedTuple):
    """What one line shows of a range; a line in which scripts run both ways may show several.

    Attributes:
        box: the ground of the words, underline included.
        baseline: of the text, whole pixels.
        first, last: does the range begin and end here?
        kind: of the paragraph.
        whole: closed on both sides, wherever the range begins and ends.
    """

    box: QRectF
    baseline: int
    first: bool
    last: bool
    kind: Kind
    whole: bool = False


class _Line(NamedTuple):
    """A laid-out line.

    Attributes:
        start, end: as widget positions.
        left, baseline: pixels of the document; marks reach from ``top`` to ``bottom``.
        both_ways: do scripts that run from right to left stand in its paragraph?
    """

    start: int
    end: int
    left: float
    baseline: int
    top: int
    bottom: int
    kind: Kind
    both_ways: bool


class SpanIndex:
    """The spans of an article, found by range."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = in_text_order(spans)
        self._measure()

    def between(self, start: int, end: int) -> list[Span]:
        """The spans that share a code point with ``[start, end)``, in text order."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return [span for span in self._spans[low:high] if span.end > start]

    def replace(self, old: Iterable[Span], new: Iterable[Span]) -> None:
        """Take spans out and put others in."""
        gone = {span.id: span for span in old}
        coming = {span.id: span for span in new}
        if gone.keys() == coming.keys() and all(
            (gone[i].start, gone[i].end) == (coming[i].start, coming[i].end) for i in gone
        ):
            for span in coming.values():  # the usual decision: nothing moves
                self._spans[self._place_of(span)] = span
            return
        self._spans = in_text_order(
            [*(span for span in self._spans if span.id not in gone), *coming.values()]
        )
        self._measure()

    def _place_of(self, span: Span) -> int:
        index = bisect_left(self._starts, span.start)
        while self._spans[index].id != span.id:
            index += 1
        return index

    def _measure(self) -> None:
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))


def lanes_of(spans: list[Span]) -> dict[str, int]:
    """``core.spans.lanes`` of each group of touching spans, so that only few are compared."""
    placed: dict[str, int] = {}
    group: list[Span] = []
    reach = -1
    for span in [*spans, None]:
        if group and (span is None or span.start >= reach):
            placed |= lanes(group) if len(group) > 1 else {group[0].id: 0}
            group = []
        if span is not None:
            group.append(span)
            reach = max(reach, span.end)
    return placed


class TextGeometry:
    """Asks the laid-out document where ranges stand; answers are kept until ``forget``."""

    def __init__(
        self, document: QTextDocument, text: str, offsets: OffsetMap, reading: Reading
    ) -> None:
        self._document = document
        self._text = text
        self.offsets = offsets
        self.reading = reading
        self._known: dict[tuple[int, int], tuple[Piece, ...]] = {}
        self._lines: dict[int, list[_Line]] = {}  # by the position of the paragraph
        self._known_width = self.width

    @property
    def width(self) -> float:
        """Width of the page, margins included."""
        return self._document.textWidth()

    def forget(self) -> None:
        """The text was laid out anew."""
        self._known.clear()
        self._lines.clear()
        self._known_width = self.width

    def width_changed(self) -> bool:
        """Was the text laid out for another width? Then what was known is forgotten."""
        changed = self.width != self._known_width
        if changed:
            self.forget()
        return changed

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The lines' shares of a range, top down; white space at a line's end is left out."""
        key = (start, end)
        found = self._known.get(key)
        if found is None:
            self._known[key] = found = self._pieces(start, end)
        return found

    def range_between(self, top: float, bottom: float) -> tuple[int, int]:
        """The code points of the lines whose words stand between two heights."""
        block = self._block_at(top)
        start = end = block.position()
        found = False
        while block.isValid() and (lines := self._lines_of(block)):
            for line in lines:
                if line.top > bottom:
                    return self.offsets.to_offset(start), self.offsets.to_offset(end)
                if line.bottom >= top:
                    start, end, found = start if found else line.start, line.end, True
            block = block.next()
        return self.offsets.to_offset(start), self.offsets.to_offset(end)

    def offset_at(self, point: QPointF) -> int:
        """The offset between two characters that is nearest to a point, on the point's own line.

        The room above a line, where its tags stand, belongs to that line (in Qt's hit test it is
        the paragraph's beginning).
        """
        block = self._block_at(point.y())
        corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            last = number == layout.lineCount() - 1
            if last or corner.y() + line.y() + line.height() >= point.y():
                place = _x(line.xToCursor(point.x() - corner.x()))
                return self.offsets.to_offset(block.position() + int(place))
        return self.offsets.to_offset(block.position())

    def block_box(self, first: int, last: int) -> QRectF:
        """Around the lines of the paragraphs from number ``first`` to ``last``, full width."""
        boxes = [self._lines_box(self._document.findBlockByNumber(n)) for n in (first, last)]
        return boxes[0].united(boxes[1])

    def is_laid_out(self, number: int) -> bool:
        """Has a paragraph got its lines yet? Long texts are laid out bit by bit."""
        return self._document.findBlockByNumber(number).layout().lineCount() > 0

    def _pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        position, stop = self.offsets.to_position(start), self.offsets.to_position(end)
        block = self._document.findBlock(position)
        shares: list[tuple[QRectF, _Line]] = []
        while block.isValid():
            shares += self._shares(block, position, stop)
            if block.position() + block.length() >= stop:
                break
            block = block.next()
        last = len(shares) - 1
        return tuple(
            Piece(box, line.baseline, n == 0, n == last, line.kind, line.both_ways)
            for n, (box, line) in enumerate(shares)
        )

    def _shares(self, block: QTextBlock, start: int, stop: int) -> list[tuple[QRectF, _Line]]:
        """What the lines of a paragraph show of a range of widget positions."""
        lines = self._lines_of(block)
        shares = []
        number = max(0, bisect_right(lines, start, key=_start) - 1)
        while number < len(lines) and lines[number].start < stop:
            line = lines[number]
            low = max(start, line.start)
            high = stop if stop < line.end else self._without_space(low, line.end)
            if high > low:
                laid, base = block.layout().lineAt(number), block.position()
                reaches = _runs if line.both_ways else _reach
                boxes = (self._box(line, *ends) for ends in reaches(laid, low - base, high - base))
                shares += [(box, line) for box in boxes]
            number += 1
        return shares

    def _box(self, line: _Line, left: float, right: float) -> QRectF:
        out, height = self.reading.scaled(1.5), line.bottom - line.top
        return QRectF(line.left + left - out, line.top, right - left + 2 * out, height)

    def _lines_of(self, block: QTextBlock) -> list[_Line]:
        """The lines of a paragraph; asked once, as most paragraphs carry several spans."""
        base = block.position()
        found = self._lines.get(base)
        if found is None:
            corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
            layout, found = block.layout(), []
            kind = Kind(max(0, block.userState()))
            size = self.reading.text_size(kind)
            above, below = (share * size for share in _REACH.get(kind, _USUAL_REACH))
            ends = map(self.offsets.to_offset, (base, base + block.length() - 1))
            both_ways = _RIGHT_TO_LEFT.search(self._text[slice(*ends)]) is not None
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                start = base + line.textStart()
                baseline = round(corner.y() + line.y() + line.ascent())
                end, top, bottom = start + line.textLength(), baseline - above, baseline + below
                reach = round(top), round(bottom)
                found.append(_Line(start, end, corner.x(), baseline, *reach, kind, both_ways))
            layout.setCacheEnabled(True)
            if found:  # one without lines is still to be laid out
                self._lines[base] = found
        return found

    def _block_at(self, height: float) -> QTextBlock:
        """The last paragraph that begins above a height.

        Asks the paragraphs' own layouts: the document's hit test takes a millisecond in a long
        text. Paragraphs that have no lines yet are still to be laid out, below all others.
        """
        document = self._document
        origin = document.documentLayout().blockBoundingRect(document.begin()).top()
        origin -= document.begin().layout().position().y()
        low, high = 0, document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            layout = document.findBlockByNumber(middle).layout()
            if layout.lineCount() and layout.position().y() + origin <= height:
                low = middle
            else:
                high = middle - 1
        return document.findBlockByNumber(low)

    def _without_space(self, start: int, stop: int) -> int:
        """A line's end without the white space that hangs there (widget positions)."""
        end, first = self.offsets.to_offset(stop), self.offsets.to_offset(start)
        while end > first and self._text[end - 1].isspace():
            end -= 1
        return self.offsets.to_position(end)

    def _lines_box(self, block: QTextBlock) -> QRectF:
        corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        ends = [layout.lineAt(0), layout.lineAt(max(0, layout.lineCount() - 1))]
        top = corner.y() + ends[0].y()
        bottom = corner.y() + ends[1].y() + ends[1].height()
        return QRectF(0, top, self.width, bottom - top)


def _start(line: _Line) -> int:
    return line.start


def _reach(line: QTextLine, low: int, high: int) -> list[tuple[float, float]]:
    """Left and right of positions of a paragraph, where all of it runs from left to right."""
    return [(_x(line.cursorToX(low)), _x(line.cursorToX(high)))]


def _runs(line: QTextLine, low: int, high: int) -> list[tuple[float, float]]:
    """Left and right of each stretch in which they stand, where scripts run both ways."""
    joined: list[tuple[float, float]] = []
    rects = (run.boundingRect() for run in line.glyphRuns(low, high - low))
    for left, right in sorted((rect.left(), rect.right()) for rect in rects):
        if joined and left <= joined[-1][1] + _JOINED:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _x(answer: object) -> float:
    """PySide gives cursorToX back as (x, position), as C++ would change the position."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
