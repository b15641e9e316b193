"""Where ranges of the text stand on the page, and which spans stand in a part of it.

Ranges are code points of the stored text; places are pixels of the laid-out document, from which
the view subtracts its scroll bars.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from annotator.core.offsets import OffsetMap
from annotator.core.spans import Span, in_text_order, lanes
from annotator.gui.article_view.typesetting import Kind, Reading

#: How far a mark reaches above and below the base line, as shares of the text size.
_REACH = {Kind.TITLE: (0.8, 0.28)}
_USUAL_REACH = (0.88, 0.42)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line shows of a range.

    Attributes:
        box: the ground of the words, underline included.
        baseline: of the text, whole pixels.
        first, last: does the range begin and end on this line?
        kind: of the paragraph.
    """

    box: QRectF
    baseline: int
    first: bool
    last: bool
    kind: Kind


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
        self._known_width = self.width

    @property
    def width(self) -> float:
        """Width of the page, margins included."""
        return self._document.textWidth()

    def forget(self) -> None:
        """The text was laid out anew."""
        self._known.clear()
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
        if key not in self._known:
            found = list(self._shares(start, end))
            self._known[key] = tuple(
                Piece(box, base, n == 0, n == len(found) - 1, kind)
                for n, (box, base, kind) in enumerate(found)
            )
        return self._known[key]

    def range_between(self, top: float, bottom: float) -> tuple[int, int]:
        """The code points of the paragraphs' lines that stand between two heights."""
        start = self._line_edge(self._block_at(top), top, first=True)
        end = self._line_edge(self._block_at(bottom), bottom, first=False)
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

    def _shares(self, start: int, end: int) -> Iterator[tuple[QRectF, int, Kind]]:
        position, stop = self.offsets.to_position(start), self.offsets.to_position(end)
        block = self._document.findBlock(position)
        while block.isValid() and block.position() < stop:
            if block.length() > 1:
                yield from self._shares_of(block, position, stop)
            block = block.next()

    def _shares_of(
        self, block: QTextBlock, start: int, stop: int
    ) -> Iterator[tuple[QRectF, int, Kind]]:
        corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
        kind = Kind(max(0, block.userState()))
        size, out = self.reading.text_size(kind), self.reading.scaled(1.5)
        above, below = _REACH.get(kind, _USUAL_REACH)
        layout, base = block.layout(), block.position()
        first = layout.lineForTextPosition(max(0, start - base)).lineNumber()
        for number in range(max(0, first), layout.lineCount()):
            line = layout.lineAt(number)
            begin = base + line.textStart()
            if begin >= stop:
                return
            low = max(start, begin)
            high = self._without_space(low, min(stop, begin + line.textLength()))
            if high <= low:
                continue
            sides = [_x(line.cursorToX(place - base)) for place in (low, high)]
            baseline = round(corner.y() + line.y() + line.ascent())
            left, right = corner.x() + min(sides), corner.x() + max(sides)
            top, bottom = round(baseline - above * size), round(baseline + below * size)
            yield QRectF(left - out, top, right - left + 2 * out, bottom - top), baseline, kind

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

    def _line_edge(self, block: QTextBlock, height: float, *, first: bool) -> int:
        """Position at which the line at a height begins (or ends)."""
        corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        edge = block.position() + (0 if first else block.length() - 1)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = corner.y() + line.y() - line.height()
            if first and top <= height:
                edge = block.position() + line.textStart()
            if not first and corner.y() + line.y() >= height:
                return block.position() + line.textStart()
        return edge

    def _lines_box(self, block: QTextBlock) -> QRectF:
        corner = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        ends = [layout.lineAt(0), layout.lineAt(max(0, layout.lineCount() - 1))]
        top = corner.y() + ends[0].y()
        bottom = corner.y() + ends[1].y() + ends[1].height()
        return QRectF(0, top, self.width, bottom - top)


def _x(answer: object) -> float:
    """PySide gives cursorToX back as (x, position), as C++ would change the position."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
