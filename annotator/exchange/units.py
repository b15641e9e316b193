"""Offsets as other tools count them, and as we do: in code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence, Set
from itertools import accumulate, chain
from typing import Literal, NamedTuple

import regex

from annotator.core.tokens import is_grapheme_edge, trimmed

Unit = Literal["code points", "UTF-16", "CRLF as one", "graphemes"]

_ASTRAL = regex.compile(r"[\U00010000-\U0010ffff]")
_GRAPHEME = regex.compile(r"\X")


class Claim(NamedTuple):
    """A stretch as a file names it; ``words`` are those that it says stand there, if it does."""

    start: int
    end: int
    words: str | None = None


def to_utf16(text: str) -> Callable[[int], int]:
    """From an offset in code points to one in UTF-16 units."""
    if text.isascii():
        return lambda offset: offset
    sums = [0, *accumulate(1 + (c > "\uffff") for c in text)]
    return sums.__getitem__


def edges(text: str, unit: Unit) -> list[int] | None:
    """Where each unit of the text begins, in code points, and its end; -1 inside a character.

    None where the unit is the code point in this text.
    """
    if unit == "UTF-16" and _ASTRAL.search(text):
        pairs = ((at, -1) if c > "\uffff" else (at,) for at, c in enumerate(text))
        return [*chain.from_iterable(pairs), len(text)]
    if unit == "CRLF as one" and "\r\n" in text:
        return [*(at for at in range(len(text)) if text[at - 1 : at + 1] != "\r\n"), len(text)]
    if unit == "graphemes" and not text.isascii():
        starts = [match.start() for match in _GRAPHEME.finditer(text)]
        return [*starts, len(text)] if len(starts) < len(text) else None
    return None


def located(text: str, claim: Claim, table: list[int] | None) -> tuple[int, int] | None:
    """The stretch in code points; None where it is beyond the text or in a character's middle."""
    last = len(text) if table is None else len(table) - 1
    if not 0 <= claim.start <= claim.end <= last or bool in map(type, claim):
        return None
    if table is None:
        return claim.start, claim.end
    start, end = table[claim.start], table[claim.end]
    return None if start < 0 or end < 0 else (start, end)


def unit_of(
    text: str,
    claims: Sequence[Claim],
    usual: Sequence[Unit],
    known: Set[tuple[int, int]] = frozenset(),
) -> Unit:
    """The unit in which a file counts.

    By the words that stand there, where the file says them; else by how many stretches begin and
    end where words do. Of units that fit alike the first of ``usual`` is taken.

    Args:
        known: stretches in code points that were there before: the better sign.
    """
    tables = {unit: edges(text, unit) for unit in usual}
    if not claims or all(table is None for table in tables.values()):
        return usual[0]
    fits = {unit: _fit(text, claims, table, known) for unit, table in tables.items()}
    return max(usual, key=lambda unit: fits[unit])


def _fit(
    text: str, claims: Sequence[Claim], table: list[int] | None, known: Set[tuple[int, int]]
) -> int:
    fit = 0
    for claim in claims:
        place = located(text, claim, table)
        if place is None:
            continue
        start, end = place
        if known:
            fit += place in known
        elif claim.words is not None:
            fit += 4 * same_words(text[start:end], claim.words)
        else:
            fit += 1 + _is_edge(text, start) + _is_edge(text, end)
    return fit


def same_words(found: str, said: str) -> bool:
    """Are they the same but for white space, which tools collapse or write as ``\\\\n``?"""
    return found == said or found.split() == said.replace("\\n", "\n").split()


def _is_edge(text: str, offset: int) -> bool:
    """Does a word begin or end here, or none stand around?"""
    before, after = text[offset - 1 : offset] or " ", text[offset : offset + 1] or " "
    return before.isalnum() != after.isalnum()


def snapped_to_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends, then widened to whole characters.

    Empty (start == end) where nothing but white space is in it.
    """
    start, end = trimmed(text, start, end)
    if is_whole(text, start, end):
        return start, end
    begins = [*(match.start() for match in _GRAPHEME.finditer(text)), len(text)]
    first, last = bisect_left(begins, start), bisect_left(begins, end)
    start = start if begins[first] == start else begins[first - 1]
    start, end = trimmed(text, start, begins[last])
    return (start, end) if is_whole(text, start, end) else (start, start)


def is_whole(text: str, start: int, end: int) -> bool:
    """Is there something, that neither begins nor ends in white space or inside a character?"""
    return (
        start < end
        and trimmed(text, start, end) == (start, end)
        and is_grapheme_edge(text, start)
        and is_grapheme_edge(text, end)
    )
