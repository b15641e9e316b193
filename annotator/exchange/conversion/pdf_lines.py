"""The lines of a page of a PDF with where they stand and how large their letters are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotator.exchange.conversion.pieces import clean

#: Letters set as one, and tabs where a program spaced the words by hand.
_PLAIN = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 9: " "}
_SPACES = re.compile(r" {2,}")
#: So much more than the usual distance between two lines parts paragraphs.
_WIDER = 1.3
_OTHER_SIZE = 0.1
#: Letters so much larger than the usual make a headline.
LARGER = 1.15
#: No two lines of a paragraph are further apart, in points.
_FAR = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        y: of its base line, in points from the bottom of the page; None where nobody knows.
        size: of its letters in points, 0 where nobody knows.
    """

    words: str
    y: float | None = None
    size: float = 0.0

    def is_parted_from(self, following: Line, leading: float) -> bool:
        """Does a paragraph end between this line and the next, by what can be seen of them?

        Where the next stands higher, as in the next column, that says nothing.

        Args:
            leading: the usual distance of two lines, 0 where nobody knows.
        """
        larger = max(self.size, following.size)
        differ = abs(self.size - following.size) > _OTHER_SIZE * larger
        if self.size and following.size and differ:
            return True
        if self.y is None or following.y is None or not leading:
            return False
        return self.y - following.y > _WIDER * leading

    def is_headline_with(self, following: Line, usual: float) -> bool:
        """Are both lines of one headline: in letters larger than the usual size?"""
        if self.y is None or following.y is None or self.size != following.size:
            return False
        return self.size > LARGER * usual > 0 and 0 < self.y - following.y < 2 * self.size


def lines_of(page: Any) -> list[Line]:
    """The lines of a page of ``pypdf``, in the order of their words in the file."""
    parts: list[tuple[str, float, float]] = []

    def take(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        parts.append((text, y, abs(size * tm[3] * cm[3])))

    text = page.extract_text(visitor_text=take) or ""
    if "".join(part for part, *_ in parts) != text:  # then nobody knows which part is where
        parts = []
        return [Line(words) for words in _plain(text)]
    return list(_placed(parts))


def usual_size(lines: Sequence[Line]) -> float:
    """The size of most letters, 0 where nobody knows."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.words)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def usual_leading(lines: Sequence[Line]) -> float:
    """The usual distance between the base lines of two lines; 0 where too few tell."""
    steps = (a.y - b.y for a, b in pairwise(lines) if a.y is not None and b.y is not None)
    often = Counter(round(2 * step) / 2 for step in steps if 0 < step < _FAR)
    step, count = often.most_common(1)[0] if often else (0.0, 0)
    return step if count > 1 else 0.0


def _placed(parts: Sequence[tuple[str, float, float]]) -> Iterator[Line]:
    """Each line is where most of its words are: the number of a note stands higher."""
    words, longest, y, size = "", 0, 0.0, 0.0
    for text, part_y, part_size in (*parts, ("\n", 0.0, 0.0)):
        for number, piece in enumerate(text.split("\n")):
            if number:
                yield from (Line(line, y, size) for line in _plain(words) or [""])
                words, longest = "", 0
            if len(piece.strip()) > longest:
                longest, y, size = len(piece.strip()), part_y, round(part_size, 1)
            words += piece


def _plain(text: str) -> list[str]:
    lines = clean(text).translate(_PLAIN).splitlines()
    return [_SPACES.sub(" ", line).strip() for line in lines]
