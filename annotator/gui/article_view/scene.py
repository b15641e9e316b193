"""One article on its page: which marks are visible, drawing them, and what a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextDocument

from annotator.core.offsets import OffsetMap
from annotator.core.review import Review
from annotator.core.spans import Span, overlaps
from annotator.gui.article_view.focus import Focus, Range, focus_of
from annotator.gui.article_view.geometry import Piece, SpanIndex, TextGeometry, lanes_of
from annotator.gui.article_view.header import Header
from annotator.gui.article_view.painter import Mark, MarkPainter

_NEARLY_CERTAIN = 0.97
_NEIGHBOURS = 400  # code points around what is drawn in which overlaps are looked for


class Scene:
    """What the view shows of a review.

    Attributes:
        review: live; after a decision the changed items are read from it again.
        scores: confidence from 0 to 1 by item id.
        selection: the range that is being, or was, selected.
        drawn: how many spans the last painting drew.
    """

    def __init__(
        self,
        review: Review,
        scores: Mapping[str, float],
        document: QTextDocument,
        offsets: OffsetMap,
        header: Header,
        marks: MarkPainter,
    ) -> None:
        self.review = review
        self.scores = scores
        self.header = header
        self.marks = marks
        self.text = review.document.text
        self.page = TextGeometry(document, self.text, offsets, marks.reading)
        self.focus = Focus()
        self.selection: Range | None = None
        self.meta = ""
        self.drawn = 0
        self._spans = dict(review.spans)
        self.index = SpanIndex(self._spans.values())

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw all that stands in ``area`` of the page, but the text itself."""
        below, above = self.marks.depth, self.marks.tag_height + self.marks.depth / 2
        low, high = self.page.range_between(area.top() - below, area.bottom() + above)
        marks = self._marks(low, high)
        self.drawn = len(marks)
        self.header.paint(painter, self.page, self.marks, area, self.meta)
        if self.focus.wash:
            self.marks.wash(painter, self._within(self.focus.wash, low, high))
        self.marks.tints(painter, marks)
        if self.selection:
            self.marks.selection(painter, self._within(self.selection, low, high))
        self.marks.underlines(painter, marks)
        self._paint_focus(painter, marks, low, high)

    def choose(self, item_id: str | None) -> list[QRectF]:
        """Draw another item as the chosen one; returns the areas that change."""
        return self.focus_on(focus_of(self.review, item_id))

    def focus_on(self, focus: Focus) -> list[QRectF]:
        """Draw this as what is chosen; returns the areas that change."""
        before = self._focus_areas()
        self.focus = focus
        return before + self._focus_areas()

    def refresh(self, item_ids: Iterable[str], chosen: str | None) -> list[QRectF]:
        """Take items over from the review; returns the areas that change, old and new."""
        changed = [i for i in item_ids if self._spans.get(i) != self.review.spans.get(i)]
        old = [self._spans[i] for i in changed if i in self._spans]
        new = [self.review.spans[i] for i in changed if i in self.review.spans]
        areas = [area for span in self._with_neighbours(old) for area in self._areas(span)]
        if changed:
            self.index.replace(old, new)
            for item_id in changed:
                self._spans.pop(item_id, None)
            self._spans |= {span.id: span for span in new}
        areas += [area for span in self._with_neighbours(new) for area in self._areas(span)]
        if focus_of(self.review, chosen) != self.focus:
            areas += self.choose(chosen)
        return areas

    def areas_of(self, chosen: Range) -> list[QRectF]:
        """What drawing on a range may touch."""
        pieces = self.page.pieces(*chosen)
        return [self.marks.reach(p) for p in pieces] + [
            self.marks.tag_strip(p) for p in pieces if p.first
        ]

    def boxes(self, chosen: Range) -> list[QRectF]:
        """The grounds of a range."""
        return [piece.box.adjusted(-2, -2, 2, 2) for piece in self.page.pieces(*chosen)]

    def ids_between(self, top: float, bottom: float) -> list[str]:
        """Items whose words begin between two heights: spans, then ratings, each in text order."""
        low, high = self.page.range_between(top, bottom)
        spans = [
            span.id
            for span in self.index.between(low, high)
            if self._is_between(span.start, span.end, top, bottom)
        ]
        ratings = [
            rating.id
            for rating in self.review.ratings_in_order()
            if (ring := focus_of(self.review, rating.id).ring)
            and ring[0] < high
            and low < ring[1]
            and self._is_between(*ring, top, bottom)
        ]
        return spans + ratings

    def _is_between(self, start: int, end: int, top: float, bottom: float) -> bool:
        pieces = self.page.pieces(start, end)
        return bool(pieces) and top <= pieces[0].baseline <= bottom

    def _marks(self, low: int, high: int) -> list[Mark]:
        near = self.index.between(low - _NEIGHBOURS, high + _NEIGHBOURS)
        lanes = lanes_of(near)
        return [
            Mark(
                span,
                lanes[span.id],
                span.state == "suggested" and self.scores.get(span.id, 0) >= _NEARLY_CERTAIN,
                self.page.pieces(span.start, span.end),
            )
            for span in near
            if span.start < high and low < span.end
        ]

    def _paint_focus(self, painter: QPainter, marks: list[Mark], low: int, high: int) -> None:
        captions: list[tuple[Piece, str]] = []
        for start, end, caption in self.focus.links:
            pieces = self._within((start, end), low, high)
            self.marks.links(painter, pieces, caption)
            captions += [(piece, caption) for piece in pieces if piece.first]
        right = self.page.width - 2
        self.marks.tags(painter, marks, captions, self.focus.ring, right)
        if self.focus.ring:
            self.marks.ring(painter, self._within(self.focus.ring, low, high))

    def _within(self, wanted: Range, low: int, high: int) -> tuple[Piece, ...]:
        return self.page.pieces(*wanted) if wanted[0] < high and low < wanted[1] else ()

    def _areas(self, span: Span) -> list[QRectF]:
        return self.areas_of((span.start, span.end))

    def _focus_areas(self) -> list[QRectF]:
        areas = [area for part in self.focus.ranges() for area in self.areas_of(part)]
        if self.focus.ring:  # tags of all spans that begin inside the ring make room for it
            areas += [self.marks.tag_strip(piece) for piece in self.page.pieces(*self.focus.ring)]
        if self.focus.wash and (pieces := self.page.pieces(*self.focus.wash)):
            areas.append(self.marks.bar(pieces).adjusted(-1, -1, 1, 1))
        return areas

    def _with_neighbours(self, spans: list[Span]) -> list[Span]:
        """The spans and those that overlap them, whose lanes may change with them."""
        found = {span.id: span for span in spans}
        for span in spans:
            near = self.index.between(span.start, span.end)
            found |= {other.id: other for other in near if overlaps(other, span)}
        return list(found.values())
