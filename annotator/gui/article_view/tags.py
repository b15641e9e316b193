"""The small words above a line: label tags and captions, placed so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QStaticText, QTextOption, QTransform


@dataclass(slots=True)
class Tag:
    """A word above the text.

    Attributes:
        left, base: where it begins and stands, in pixels of the document.
        line: base line of the text below; tags of one line make room for each other.
    """

    left: float
    base: float
    line: int
    text: str
    colour: QColor
    caption: bool = False


class TagFonts:
    """Fonts of tags (capitals) and captions; their words are laid out once."""

    def __init__(self, tag: QFont, caption: QFont) -> None:
        self.tag, self.caption = tag, caption
        self._measures = (QFontMetricsF(tag), QFontMetricsF(caption))
        self._words: dict[tuple[str, bool], tuple[QStaticText, float]] = {}
        self.height = self._measures[0].capHeight()

    def width(self, tag: Tag) -> float:
        return self._known(tag)[1]

    def word(self, tag: Tag) -> QStaticText:
        """The tag's word, which is drawn from its top left corner."""
        return self._known(tag)[0]

    def ascent(self, tag: Tag) -> float:
        return self._measures[tag.caption].ascent()

    def _known(self, tag: Tag) -> tuple[QStaticText, float]:
        key = (tag.text, tag.caption)
        if key not in self._words:
            word = plain(tag.text, self.caption if tag.caption else self.tag)
            self._words[key] = word, self._measures[tag.caption].horizontalAdvance(tag.text)
        return self._words[key]


def plain(text: str, font: QFont, width: float = -1.0) -> QStaticText:
    """Text that is laid out once and drawn often; with a width, its lines break between words."""
    still = QStaticText(text)
    still.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    still.setTextOption(option)
    still.setTextWidth(width)
    still.prepare(QTransform(), font)
    return still


def placed(tags: Iterable[Tag], fonts: TagFonts, right: float, gap: float) -> list[Tag]:
    """The tags, moved to the right of what stands before them on their line.

    Where a line is too full for that, its last tags are pushed back from ``right``. Lengths are
    pixels; ``gap`` is free space between neighbours.
    """
    out = sorted(tags, key=_order)
    before: Tag | None = None
    for tag in out:
        if before is not None and before.line == tag.line:
            tag.left = max(tag.left, before.left + fonts.width(before) + gap)
        before = tag
    limit, line = right, -1
    for tag in reversed(out):
        limit = right if tag.line != line else limit
        line = tag.line
        if tag.left + fonts.width(tag) > limit:
            tag.left = max(0.0, limit - fonts.width(tag))
        limit = tag.left - gap
    return out


def _order(tag: Tag) -> tuple[int, float, bool]:
    return tag.line, tag.left, tag.caption
