"""Tells the story from the site around it: furniture zones and the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.core.documents import Zone

#: Longer lines are never furniture; keeps patterns from running over a text without line ends.
_MAX_LINE = 400
_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]*(?:\r\n|[\r\n\u2028\u2029\x85]|$)")
_ENDS = "\r\n\u2028\u2029\x85"
_SENTENCE_ENDS = ".!?\"”'’"
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "…": "..."})


@dataclass(frozen=True, slots=True)
class FurniturePatterns:
    """What furniture and headlines look like.

    Attributes:
        lines: whole lines, as ``plain_line`` gives them.
        patterns: matched against a whole line.
        title_min_words, title_max_words: how long a headline is.
        list_heads: of ``lines``, those after which headlines of other articles are listed.
        not_title: beginnings (lower case) of lines above a headline that are none.
    """

    lines: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    title_min_words: int = 4
    title_max_words: int = 30
    not_title: tuple[str, ...] = ()
    list_heads: frozenset[str] = frozenset()

    def matches(self, line: str) -> bool:
        """Is this line (without its end) furniture?"""
        words = line.translate(_QUOTES).strip()
        if not words or len(words) > _MAX_LINE:
            return False
        if plain_line(line) in self.lines:
            return True
        return any(pattern.fullmatch(words) for pattern in self.patterns)

    def may_be_title(self, line: str) -> bool:
        """Does this line look like a headline?"""
        is_fit = self.title_min_words <= len(line.split()) <= self.title_max_words
        return is_fit and not line.lower().startswith(self.not_title)

    def opens_list(self, line: str) -> bool:
        """Do headlines of other articles follow this line?"""
        plain = plain_line(line)
        return plain in self.list_heads or plain.startswith("more from ")


def plain_line(line: str) -> str:
    """A line as furniture is listed: lower case, straight quotes, no final colon or full stop."""
    return line.translate(_QUOTES).strip().lower().rstrip(".:").rstrip()


def story_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line, line ends left out, blank lines too; code points."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] in _ENDS:
            end -= 1
        if start < len(text) or not text:
            yield start, end


def find_zones(text: str, patterns: FurniturePatterns) -> tuple[Zone, ...]:
    """One zone per block of consecutive furniture lines, in text order.

    The line ends and blank lines inside a block belong to it, the end of its last line does not.
    """
    zones: list[Zone] = []
    open_block = False
    in_list = False
    for start, end in story_lines(text):
        line = text[start:end].strip()
        if not line:
            continue
        known = patterns.matches(line)
        in_list = (known and patterns.opens_list(line)) or (
            in_list and line[-1] not in _SENTENCE_ENDS
        )
        if not known and not in_list:
            open_block = False
        elif open_block:
            zones[-1] = Zone(zones[-1].start, end)
        else:
            zones.append(Zone(start, end))
            open_block = True
    return tuple(zones)


def title_of(text: str, zones: Iterable[Zone], patterns: FurniturePatterns) -> str:
    """The headline: the first line outside the zones that looks like one, else the first line.

    A name of a site ("Harbour House") or a byline above the headline is passed over. Empty where
    the text has no line of its own.
    """
    first = ""
    for start, end in _outside(text, tuple(zones)):
        line = text[start:end].strip()
        first = first or line
        if patterns.may_be_title(line):
            return line[:_MAX_LINE]
    return first[:_MAX_LINE]


def _outside(text: str, zones: tuple[Zone, ...]) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in story_lines(text):
        while position < len(zones) and zones[position].end <= start:
            position += 1
        inside = position < len(zones) and zones[position].start < end
        if not inside and text[start:end].strip():
            yield start, end
