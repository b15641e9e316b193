"""Draws everything that lies under the words: grounds, underlines, tags, rings, furniture.

All places are pixels of the document; the view has moved the painter already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QStaticText

from annotator.core.contrast import mixed
from annotator.core.labels import LabelColours, LabelSet
from annotator.core.spans import DECIDED, Span
from annotator.gui import fonts
from annotator.gui.article_view.geometry import Piece
from annotator.gui.article_view.tags import Tag, TagFonts, placed, plain
from annotator.gui.article_view.typesetting import Kind, Reading
from annotator.gui.theme import Theme, label_colours

#: Outlines of a chosen rating's words, told apart by their strokes as well as by their captions.
_STROKES: dict[str, list[float]] = {"by": [4, 2], "said": [1, 2]}
#: How far below the first underline those of outer spans stand; a fifth would meet the next tags.
_STEPS = (0, 4, 8, 11)
_SMOOTH = QPainter.RenderHint.Antialiasing
_PALE = 0.45  # share of the page in the tint of a span that is nearly certain
#: Dash patterns in units of the pen's width; the words for them are in the tool tip.
_DASHES: dict[str, list[float]] = {"suggested": [2.5, 1.6], "propagated": [1, 1]}


class Mark(NamedTuple):
    """A visible span, ready to draw.

    Attributes:
        lane: how many steps lower its underline is; only lane 0 has a tint.
        pale: nearly certain.
    """

    span: Span
    lane: int
    pale: bool
    pieces: tuple[Piece, ...]


class MarkPainter:
    """Colours, fonts and strokes of one theme, label set and text size."""

    def __init__(self, theme: Theme, labels: LabelSet | None, reading: Reading) -> None:
        self.theme = theme
        self.reading = reading
        known = labels.known if labels else ()  # spans may have one that is no longer offered
        shades = {label.id: label_colours(label, theme) for label in known}
        self._colours = {name: _Colours.of(shade, theme) for name, shade in shades.items()}
        self._names = {label.id: label.name.upper() for label in known}
        self._unknown = _Colours.of(LabelColours(theme.muted, theme.panel), theme)
        self._accent = QColor(theme.accent)
        self._lines: dict[tuple[str, str], QPen] = {}
        tag = fonts.interface_font(max(9, round(reading.scaled(9))), 640)
        tag.setLetterSpacing(tag.SpacingType.AbsoluteSpacing, reading.scaled(0.4))
        self.tag_fonts = TagFonts(tag, fonts.interface_font(round(reading.scaled(11)), 560))
        self._captions: dict[str, QStaticText] = {}
        self._furniture_font = fonts.interface_font(reading.scaled(11), 450)

    def tints(self, painter: QPainter, marks: Iterable[Mark]) -> None:
        """Grounds; small and pale as their corners are, smoothing them would only take time."""
        painter.setRenderHint(_SMOOTH, False)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._px(3)
        for mark in marks:
            if mark.lane:
                continue
            colours = self._of(mark.span)
            painter.setBrush(colours.pale if mark.pale else colours.tint)
            for piece in mark.pieces:
                _fill(painter, piece, radius)
        painter.setRenderHint(_SMOOTH, True)

    def underlines(self, painter: QPainter, marks: Iterable[Mark]) -> None:
        """Solid, dashed or dotted lines; level as they are, they need no smoothing."""
        rows: defaultdict[tuple[str, str], list[QLine]] = defaultdict(list)
        steps = [self._px(step - 1) for step in _STEPS]
        for mark in marks:
            same = rows[mark.span.label, mark.span.state]
            lower = steps[min(mark.lane, len(steps) - 1)]
            for piece in mark.pieces:
                box = piece.box
                y = round(box.bottom() + lower)
                same.append(QLine(round(box.left() + 1), y, round(box.right() - 1), y))
        painter.setRenderHint(_SMOOTH, False)
        for (label, state), lines in rows.items():
            painter.setPen(self._line(label, state))
            painter.drawLines(lines)
        painter.setRenderHint(_SMOOTH, True)

    def _line(self, label: str, state: str) -> QPen:
        key = (label, state)
        if key not in self._lines:
            ink = self._colours.get(label, self._unknown).ink
            pen = QPen(ink, max(1, round(self._px(2))))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if state not in DECIDED:
                pen.setDashPattern(_DASHES[state])
            self._lines[key] = pen
        return self._lines[key]

    def tags(
        self,
        painter: QPainter,
        marks: Iterable[Mark],
        captions: Iterable[tuple[Piece, str]],
        ringed: tuple[int, int] | None,
        right: float,
    ) -> None:
        """Names above the spans' beginnings; ``ringed`` is the range that has the ring."""
        wanted = [self._tag_of(mark, ringed) for mark in marks if self.has_tag(mark)]
        wanted += [self._tag(piece, text, self._accent, caption=True) for piece, text in captions]
        ascents, of_captions = self.tag_fonts.ascents, None
        for tag in placed(wanted, right, self._px(6)):
            if tag.caption != of_captions:
                of_captions = tag.caption
                painter.setFont(self.tag_fonts.fonts[of_captions])
            painter.setPen(tag.colour)
            painter.drawStaticText(
                QPointF(tag.left, tag.base - ascents[of_captions]), tag.word.text
            )

    def ring(self, painter: QPainter, pieces: Iterable[Piece]) -> None:
        """The chosen words, as one shape: open where they run over a line's end."""
        painter.setPen(QPen(self._accent, self._px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = self._px(2)
        for piece in pieces:
            box = piece.box.adjusted(-out + 0.5, -out, out - 0.5, out)
            painter.drawPath(outline(box, self._px(5), *_ends(piece), closed=False))

    def links(self, painter: QPainter, pieces: Iterable[Piece], caption: str = "") -> None:
        """Outlines of a rating's further words, or of what is selected."""
        pen = QPen(self._accent, self._px(1.5))
        if caption in _STROKES:
            pen.setDashPattern(_STROKES[caption])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in pieces:
            box = piece.box.adjusted(-0.5, -0.5, 0.5, 0.5)
            painter.drawPath(outline(box, self._px(3), *_ends(piece), closed=False))

    def wash(self, painter: QPainter, pieces: Iterable[Piece]) -> None:
        """A ground behind the evidence, and beside it the bar that its card's quote has."""
        pieces = tuple(pieces)
        self._ground(painter, pieces, self.theme.chosen)
        if pieces:
            bar = self.bar(pieces)
            painter.setBrush(self._accent)
            painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)

    def bar(self, pieces: Sequence[Piece]) -> QRectF:
        """Where the bar of the evidence stands, in the margin."""
        top, bottom = pieces[0].box.top(), pieces[-1].box.bottom()
        return QRectF(self.reading.padding - self._px(14), top, self._px(3), bottom - top)

    def selection(self, painter: QPainter, pieces: Iterable[Piece]) -> None:
        """The ground of what is selected, with an edge, so that it differs from a tint."""
        pieces = tuple(pieces)
        self._ground(painter, pieces, self.theme.selection)
        self.links(painter, pieces)

    def _ground(self, painter: QPainter, pieces: Iterable[Piece], colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for piece in pieces:
            _fill(painter, piece, self._px(3))

    def furniture(self, painter: QPainter, box: QRectF, caption: str) -> None:
        """A dashed box around greyed lines, with what it is in words."""
        pen = QPen(QColor(self.theme.hairline), self._px(1))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(_SMOOTH, False)
        painter.drawRoundedRect(box, self._px(4), self._px(4))
        painter.setRenderHint(_SMOOTH, True)
        painter.setFont(self._furniture_font)
        painter.setPen(QColor(self.theme.muted))
        word = self._captions.get(caption)
        if word is None:
            self._captions[caption] = word = plain(caption, self._furniture_font)
        painter.drawStaticText(box.topLeft() + QPointF(self._px(14), self._px(8)), word)

    def reach(self, piece: Piece) -> QRectF:
        """All that drawing a span's piece may touch, without its tag."""
        out = self._px(4)
        return piece.box.adjusted(-out, -out, out, self.depth)

    @property
    def depth(self) -> float:
        """How far below the words the lowest underline reaches."""
        return self._px(_STEPS[-1] + 2)

    def tag_strip(self, piece: Piece) -> QRectF:
        """Where the tag of a first piece may be, as far as it may be pushed aside."""
        return QRectF(0, piece.box.top() - self.tag_height, 1e6, self.tag_height)

    @property
    def tag_height(self) -> float:
        """How far above the words a tag reaches."""
        return self.tag_fonts.height + self._px(8)

    def has_tag(self, mark: Mark) -> bool:
        """Furniture is set too tightly for tags; its spans say their label in the tool tip."""
        return bool(mark.pieces) and mark.pieces[0].kind is not Kind.FURNITURE

    def _tag_of(self, mark: Mark, ringed: tuple[int, int] | None) -> Tag:
        name = self._names.get(mark.span.label) or mark.span.label.upper()
        ink = self._of(mark.span).ink
        lifted = ringed is not None and ringed[0] <= mark.span.start < ringed[1]
        return self._tag(mark.pieces[0], name, ink, lifted=lifted)

    def _tag(
        self,
        piece: Piece,
        text: str,
        colour: QColor,
        *,
        caption: bool = False,
        lifted: bool = False,
    ) -> Tag:
        base = piece.box.top() - self._px(5 if lifted else 3)
        word = self.tag_fonts.word(text, caption=caption)
        return Tag(piece.box.left(), base, piece.baseline, word, colour, caption)

    def _of(self, span: Span) -> _Colours:
        return self._colours.get(span.label, self._unknown)

    def _px(self, pixels: float) -> float:
        return self.reading.scaled(pixels)


class _Colours(NamedTuple):
    """A label's colours, the paler tint of what is nearly certain among them."""

    ink: QColor
    tint: QColor
    pale: QColor

    @classmethod
    def of(cls, shades: LabelColours, theme: Theme) -> _Colours:
        pale = mixed(shades.tint, theme.page, _PALE)
        return cls(QColor(shades.ink), QColor(shades.tint), QColor(pale))


def _fill(painter: QPainter, piece: Piece, radius: float) -> None:
    """The ground of a piece, round where the range ends."""
    if all(ends := _ends(piece)):
        painter.drawRoundedRect(piece.box, radius, radius)
    else:
        painter.drawPath(outline(piece.box, radius, *ends))


def _ends(piece: Piece) -> tuple[bool, bool]:
    """Is a piece closed at its left, and at its right?"""
    return piece.first or piece.whole, piece.last or piece.whole


def outline(
    box: QRectF, radius: float, left: bool, right: bool, *, closed: bool = True
) -> QPainterPath:
    """A box with round corners on the sides that end a range.

    Args:
        left, right: is the range's begin (end) here? Other sides are square, and with
            ``closed=False`` not drawn.
    """
    path = QPainterPath()
    if left and right:
        path.addRoundedRect(box, radius, radius)
        return path
    low, high = box.left(), box.right()
    inner_low, inner_high = (low + radius if left else low), (high - radius if right else high)
    d = 2 * radius
    path.moveTo(inner_high, box.top())
    path.lineTo(inner_low, box.top())
    if left:
        path.arcTo(low, box.top(), d, d, 90, 90)
        path.arcTo(low, box.bottom() - d, d, d, 180, 90)
    elif closed:
        path.lineTo(low, box.bottom())
    else:
        path.moveTo(low, box.bottom())
    path.lineTo(inner_high, box.bottom())
    if right:
        path.arcTo(high - d, box.bottom() - d, d, d, 270, 90)
        path.arcTo(high - d, box.top(), d, d, 0, 90)
    elif closed:
        path.closeSubpath()
    return path
