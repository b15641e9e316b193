"""The small words above a line: label tags and captions, placed so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF


@dataclass(frozen=True, slots=True)
class Tag:
    """A word above the text.

    Attributes:
        left, base: where it begins and stands, in pixels of the document.
        line: base line of the text below; tags of one line make room for each other.
        colour: ``#RRGGBB``.
    """

    left: float
    base: float
    line: int
    text: str
    colour: str
    caption: bool = False

    def box(self, width: float, height: float) -> QRectF:
        return QRectF(self.left, self.base - height, width, height)


class TagFonts:
    """Fonts of tags (capitals) and captions, and how wide their words are."""

    def __init__(self, tag: QFont, caption: QFont) -> None:
        self.tag, self.caption = tag, caption
        self._measures = (QFontMetricsF(tag), QFontMetricsF(caption))
        self._widths: dict[tuple[str, bool], float] = {}
        self.height = self._measures[0].capHeight()

    def width(self, tag: Tag) -> float:
        key = (tag.text, tag.caption)
        if key not in self._widths:
            self._widths[key] = self._measures[tag.caption].horizontalAdvance(tag.text)
        return self._widths[key]


def placed(tags: Iterable[Tag], fonts: TagFonts, right: float, gap: float) -> list[Tag]:
    """The tags, moved to the right of what stands before them on their line.

    Where a line is too full for that, its last tags are pushed back from ``right``. Lengths are
    pixels; ``gap`` is free space between neighbours.
    """
    out: list[Tag] = []
    for tag in sorted(tags, key=lambda t: (t.line, t.left, t.caption)):
        before = out[-1] if out and out[-1].line == tag.line else None
        if before is not None:
            tag = replace(tag, left=max(tag.left, before.left + fonts.width(before) + gap))
        out.append(tag)
    limit, line = right, -1
    for index in range(len(out) - 1, -1, -1):
        tag = out[index]
        limit = right if tag.line != line else limit
        line = tag.line
        if tag.left + fonts.width(tag) > limit:
            out[index] = tag = replace(tag, left=max(0.0, limit - fonts.width(tag)))
        limit = tag.left - gap
    return out
