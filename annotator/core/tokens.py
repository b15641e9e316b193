"""Words, graphemes and sentences of a text, in code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

#: A word (with inner apostrophes, hyphens, points of numbers), a possessive, else one grapheme.
_TOKEN = (
    r"[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_\u00AD\p{GCB=Extend}\u200D]*"
    r"(?:(?:['’](?![sS]\b)|[.\-]|(?<=\p{N}),(?=\p{N}))(?=[\p{L}\p{N}])"
    r"[\p{L}\p{N}\p{M}_\u00AD\p{GCB=Extend}\u200D]+)*"
    r"|['’][sS]\b[\p{M}\p{GCB=Extend}\u200D]*|(?!\s)\X"
)
_WHITE_OR_NOT = re.compile(r"\s+|\S+")  # as str.isspace says, which is more than regex does
_LINE_END = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_GRAPHEME = r"\X"
_SENTENCE_END = r"(?<=[.!?…][”’\"')\]]*)\s+(?=[“‘\"'(\[]*[\p{Lu}\p{N}])"
_ABBREVIATION = r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|Cllr|Sir|Prof|Rev|Ltd|No|[A-Z])\.$"


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compiled when it is first wanted: an article is shown without any, and regex loads slowly."""
    import regex

    return regex.compile(pattern)


def tokens(text: str) -> list[tuple[int, int]]:
    """Start and end of every token; white space belongs to none."""
    return [m.span() for m in _compiled(_TOKEN).finditer(text)]


class Token(NamedTuple):
    """One token of a text that is told whole.

    Attributes:
        space: a single space follows that belongs to no token.
    """

    start: int
    end: int
    space: bool


def all_tokens(text: str, edges: Iterable[int] = ()) -> tuple[list[Token], int]:
    """Tokens that give the text back when they are joined, and how many of them edges split.

    No token reaches over an edge, or over the border of white space. White space beyond the
    single space between two words makes tokens of its own, as spaCy has it.

    Args:
        edges: offsets where labelled spans begin and end.
    """
    cuts = sorted(set(edges))
    places: list[tuple[int, int]] = []
    splits = 0
    for start, end in tokens(text):
        inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        splits += len(inside)
        if not inside and text[start:end].isalnum():
            places.append((start, end))
            continue
        for a, b in pairwise((start, *inside, end)):
            # A sign that joins what follows may have taken white space along.
            places += (match.span() for match in _WHITE_OR_NOT.finditer(text, a, b))
    return list(_with_white(text, places)), splits


def is_white(text: str, token: Token) -> bool:
    """Is it white space, which most formats have no tokens for?"""
    return text[token.start : token.end].isspace()


def sentence_starts(text: str, words: Iterable[Token]) -> set[int]:
    """The words' offsets at which a sentence or a line begins."""
    ends = {m.end() for m in _LINE_END.finditer(text)}
    for match in _compiled(_SENTENCE_END).finditer(text):
        if not _compiled(_ABBREVIATION).search(text[max(0, match.start() - 12) : match.start()]):
            ends.add(match.end())
    starts = [word.start for word in words]
    places = {bisect_left(starts, end) for end in ends}
    return {starts[place] for place in places if place < len(starts)} | set(starts[:1])


def _with_white(text: str, places: list[tuple[int, int]]) -> Iterator[Token]:
    """The tokens at these places, and those that the white space between them makes."""
    begins = [*(start for start, _ in places), len(text)]
    if begins[0]:
        yield Token(0, begins[0], False)
    for (start, end), following in zip(places, begins[1:], strict=True):
        space = end < following and text[end] == " "
        yield Token(start, end, space)
        if end + space < following:
            yield Token(end + space, following, False)


def is_grapheme_edge(text: str, offset: int) -> bool:
    """Does no user-perceived character (emoji, letter with accents) contain this offset?"""
    if offset <= 0 or offset >= len(text):
        return True
    around = text[offset - 1 : offset + 1]
    if around.isascii():  # nothing of ASCII joins, but for the two signs of one line end
        return around != "\r\n"
    # Start counting at a space or line end nearby: those always begin a grapheme of their own.
    near = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset - 1), 0)
    position = near
    while position < offset:
        match = _compiled(_GRAPHEME).match(text, position)
        position = match.end() if match else position + 1
    return position == offset


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty (start, start) where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to whole tokens and without white space at its ends."""
    start, end = trimmed(text, min(start, end), max(start, end))
    near = max(0, text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", end)
    line = text[near : stop if stop >= 0 else len(text)]
    for a, b in tokens(line):
        a, b = a + near, b + near
        if a < start < b:
            start = a
        if a < end < b:
            end = b
    return trimmed(text, start, end)  # a sign that joins what follows may take a space along


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences (never beyond line ends) that hold ``[start, end)``."""
    left = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stops = [stop for stop in (text.find("\n", end), text.find("\r", end)) if stop >= 0]
    right = min(stops, default=len(text))
    for match in _compiled(_SENTENCE_END).finditer(text, left, right):
        if _compiled(_ABBREVIATION).search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return trimmed(text, left, right)
