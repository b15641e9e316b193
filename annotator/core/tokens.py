"""Words, graphemes and sentences of a text, in code points."""

from __future__ import annotations

import regex

#: A word (with inner apostrophes, hyphens, points of numbers), a possessive, else one grapheme.
_TOKEN = regex.compile(
    r"[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_\u00AD\p{GCB=Extend}\u200D]*"
    r"(?:(?:['’](?![sS]\b)|[.\-]|(?<=\p{N}),(?=\p{N}))(?=[\p{L}\p{N}])"
    r"[\p{L}\p{N}\p{M}_\u00AD\p{GCB=Extend}\u200D]+)*"
    r"|['’][sS]\b[\p{M}\p{GCB=Extend}\u200D]*|(?!\s)\X"
)
_GRAPHEME = regex.compile(r"\X")
_SENTENCE_END = regex.compile(r"(?<=[.!?…][”’\"')\]]*)\s+(?=[“‘\"'(\[]*[\p{Lu}\p{N}])")
_ABBREVIATION = regex.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|Cllr|Sir|Prof|Rev|Ltd|No|[A-Z])\.$")


def tokens(text: str) -> list[tuple[int, int]]:
    """Start and end of every token; white space belongs to none."""
    return [m.span() for m in _TOKEN.finditer(text)]


def is_grapheme_edge(text: str, offset: int) -> bool:
    """Does no user-perceived character (emoji, letter with accents) contain this offset?"""
    if offset <= 0 or offset >= len(text):
        return True
    # Start counting at a space or line end nearby: those always begin a grapheme of their own.
    near = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset - 1), 0)
    if text[offset - 1 : offset + 1] == "\r\n":
        return False
    position = near
    while position < offset:
        match = _GRAPHEME.match(text, position)
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
    for match in _SENTENCE_END.finditer(text, left, right):
        if _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return trimmed(text, left, right)
