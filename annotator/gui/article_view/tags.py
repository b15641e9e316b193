"""The small words above a line: label tags and captions, placed so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

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
    word: Word
    colour: QColor
    caption: bool = False


class Word(NamedTuple):
    """A tag's word, laid out; ``width`` is in pixels."""

    text: QStaticText
    width: float


class TagFonts:
    """Fonts of tags (capitals) and captions; their words are laid out once."""

    def __init__(self, tag: QFont, caption: QFont) -> None:
        self.fonts = (tag, caption)
        self._measures = (QFontMetricsF(tag), QFontMetricsF(caption))
        self._words: dict[tuple[str, bool], Word] = {}
        self.height = self._measures[0].capHeight()
        #: How far above its base line a tag (a caption) begins.
        self.ascents = tuple(metrics.ascent() for metrics in self._measures)

    def word(self, text: str, *, caption: bool = False) -> Word:
        key = (text, caption)
        word = self._words.get(key)
        if word is None:
            width = self._measures[caption].horizontalAdvance(text)
            self._words[key] = word = Word(plain(text, self.fonts[caption]), width)
        return word


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


def placed(tags: Iterable[Tag], right: float, gap: float) -> list[Tag]:
    """The tags, moved to the right of what stands before them on their line.

    Where a line is too full for that, its last tags are pushed back from ``right``. Lengths are
    pixels; ``gap`` is free space between neighbours.
    """
    out = sorted(tags, key=_order)
    before: Tag | None = None
    for tag in out:
        if before is not None and before.line == tag.line:
            tag.left = max(tag.left, before.left + before.word.width + gap)
        before = tag
    limit, line = right, -1
    for tag in reversed(out):
        limit = right if tag.line != line else limit
        line = tag.line
        if tag.left + tag.word.width > limit:
            tag.left = max(0.0, limit - tag.word.width)
        limit = tag.left - gap
    return out


def _order(tag: Tag) -> tuple[int, float, bool]:
    return tag.line, tag.left, tag.caption
