"""The cleaned copy of an article that the model reads, and the way back to the stored text.

Furniture and blank lines are left out, quotes and spaces are made plain, text is brought to NFC and
an agency's name glued to a word becomes a line of its own. Offsets are code points on both sides.
"""

from __future__ import annotations

import html
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import regex

from annotator.core.documents import Zone
from annotator.core.furniture import story_lines

#: No line goes to spaCy in longer pieces than this.
MAX_PIECE = 4000
#: A run without a space longer than this is no word of a language and is left out.
MAX_RUN = 200

_SPECIAL = regex.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});"  # HTML entity
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"  # shown as nothing
    r"|[\u2018\u2019\u201b\u02bc\u2032\u00b4`]|[\u201c\u201d\u201f\u2033\u00ab\u00bb]"
    r"|[^\S ]|\p{Cc}|\p{Cs}"
    r"|[^\p{M}]\p{M}+"  # a letter and its accents
)
_SINGLE = frozenset("\u2018\u2019\u201b\u02bc\u2032\u00b4`")
_DOUBLE = frozenset("\u201c\u201d\u201f\u2033\u00ab\u00bb")
_RUN = regex.compile(rf"\S{{{MAX_RUN + 1},}}")
_BREAK = regex.compile(r"[.!?][\"')]?\s|\s")


#: Cleaned text without and with curly quotes, start and end in the source, one to one?
_Part = tuple[str, str, int, int, bool]


class AnalysisCopy:
    """What the pipeline reads of one text.

    Attributes:
        text: the cleaned story lines (or pieces of long ones), joined by single spaces.
        marked: the same with curly quotes kept; equal in length, so offsets serve both.
        lines: start and end of each line in ``text``.
        line_numbers: for each piece the number of the story line it belongs to.
    """

    def __init__(self, source: str, zones: Iterable[Zone], glue: regex.Pattern[str] | None) -> None:
        # Flat arrays: a text of 10 MB has some hundred thousand parts.
        self._a, self._s, self._e = array("q"), array("q"), array("q")
        self._same = bytearray()
        self._parts: list[str] = []
        self._marked: list[str] = []
        self._length = 0
        self.lines: list[tuple[int, int]] = []
        self.line_numbers: list[int] = []
        self._source = source
        self._glue = glue
        for number, (start, end) in enumerate(_outside(source, tuple(zones))):
            for a, b in _pieces(source, start, end):
                for left, right in self._unglued(a, b):
                    self._add_line(left, right, number)
        self.text = "".join(self._parts)
        self.marked = "".join(self._marked)
        del self._parts, self._marked

    def parts(self, size: int) -> list[tuple[int, int]]:
        """First and behind-last line of stretches of about ``size`` code points."""
        out: list[tuple[int, int]] = []
        first = 0
        for number, (_, end) in enumerate(self.lines):
            length = end - self.lines[first][0]
            whole = self.line_numbers[number + 1 : number + 2] != [self.line_numbers[number]]
            if length >= 2 * size or (length >= size and whole):
                out.append((first, number + 1))
                first = number + 1
        if first < len(self.lines):
            out.append((first, len(self.lines)))
        return out

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the stored text that ``text[start:end]`` (not empty) was made from."""
        first = bisect_right(self._a, start) - 1
        last = max(bisect_left(self._a, end) - 1, first)
        left = self._s[first] + (start - self._a[first] if self._same[first] else 0)
        right = self._s[last] + end - self._a[last] if self._same[last] else self._e[last]
        return left, max(left, right)

    def from_source(self, offset: int) -> int:
        """Where a code point of the stored text stands in ``text``; the next one if left out."""
        index = bisect_right(self._e, offset)
        if index >= len(self._s):
            return self._length
        inside = offset - self._s[index]
        return self._a[index] + (inside if self._same[index] and inside > 0 else 0)

    def _unglued(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A caption and the agency's name glued to it are two lines."""
        for match in self._glue.finditer(self._source, start, end) if self._glue else ():
            if start < match.start() < end:
                yield start, match.start()
                start = match.start()
        yield start, end

    def _add_line(self, start: int, end: int, number: int) -> None:
        parts = list(self._cleaned(start, end))
        while parts and not parts[0][0].strip():
            parts.pop(0)
        while parts and not parts[-1][0].strip():
            parts.pop()
        if not parts:
            return
        parts[0] = _stripped(parts[0], left=True)
        parts[-1] = _stripped(parts[-1], left=False)
        if self.lines:
            self._put(" ", " ", start, start, False)
        begin = self._length
        for plain, marked, a, b, same in parts:
            self._put(plain, marked, a, b, same)
        self.lines.append((begin, self._length))
        self.line_numbers.append(number)

    def _put(self, plain: str, marked: str, start: int, end: int, same: bool) -> None:
        self._a.append(self._length)
        self._s.append(start)
        self._e.append(end)
        self._same.append(same)
        self._parts.append(plain)
        self._marked.append(marked)
        self._length += len(plain)

    def _cleaned(self, start: int, end: int) -> Iterator[_Part]:
        """(plain, marked, source start, source end, one to one?) from left to right."""
        position = start
        for match in _SPECIAL.finditer(self._source, start, end):
            if match.start() > position:
                yield self._as_is(position, match.start())
            plain, marked = _plain(match.group())
            if plain:
                same = len(plain) == len(match.group())
                yield plain, marked, match.start(), match.end(), same
            position = match.end()
        if position < end:
            yield self._as_is(position, end)

    def _as_is(self, start: int, end: int) -> _Part:
        plain = self._source[start:end]
        return plain, plain, start, end, True


def _stripped(part: _Part, *, left: bool) -> _Part:
    """The part without the white space at one end."""
    plain, marked, start, end, same = part
    kept = plain.lstrip() if left else plain.rstrip()
    cut = len(plain) - len(kept)
    if not cut or not same:
        return part
    if left:
        return kept, marked[cut:], start + cut, end, True
    return kept, marked[:-cut], start, end - cut, True


def glue_pattern(agencies: Iterable[str], suffixes: Iterable[str]) -> regex.Pattern[str]:
    """Matches (empty) where an agency's name is glued to the word before or after it."""
    names, ends = _any_of(agencies), _any_of(suffixes)
    return regex.compile(
        rf"(?<=\p{{Ll}}\p{{Ll}})(?=(?:{names})(?:\b|(?=\p{{Lu}}\p{{Ll}})))"
        rf"|(?<=\p{{Ll}}\p{{Ll}})(?=\p{{Lu}}\p{{Ll}}+\s(?:{ends})\b)"
        rf"|(?<=\b(?:{names}|{ends}))(?=\p{{Lu}}\p{{Ll}}*\s)"
    )


def _any_of(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(r"\s".join(map(regex.escape, name.split())) for name in longest)


def _plain(found: str) -> tuple[str, str]:
    """A special stretch as the model shall read it, without and with curly quotes."""
    if found[0] == "&" and len(found) > 1:
        found = html.unescape(found)
        if len(found) != 1:
            return found, found
    if found in _SINGLE:
        return "'", found
    if found in _DOUBLE:
        return '"', found
    if len(found) > 1 and unicodedata.category(found[-1]).startswith("M"):
        composed = unicodedata.normalize("NFC", found)
        return composed, composed
    kind = unicodedata.category(found[0])
    if found.isspace() or kind in {"Cc", "Cs"}:
        return " " * len(found), " " * len(found)
    return ("", "") if kind == "Cf" else (found, found)


def _outside(source: str, zones: tuple[Zone, ...]) -> Iterator[tuple[int, int]]:
    """The lines that no zone touches, blank ones too."""
    zones = tuple(sorted(zones, key=lambda zone: zone.start))
    position = 0
    for start, end in story_lines(source):
        while position < len(zones) and zones[position].end <= start:
            position += 1
        if position >= len(zones) or zones[position].start >= end:
            yield start, end


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line cut so that no piece is too long and no endless run of characters is in it."""
    position = start
    for match in _RUN.finditer(source, start, end) if end - start > MAX_RUN else ():
        yield from _short(source, position, match.start())
        position = match.end()
    yield from _short(source, position, end)


def _short(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_PIECE:
        cut = start
        for match in _BREAK.finditer(source, start + MAX_PIECE // 2, start + MAX_PIECE):
            cut = match.end()
            if len(match.group()) > 1:
                break
        cut = cut if cut > start else start + MAX_PIECE
        yield start, cut
        start = cut
    if end > start:
        yield start, end
