"""Which words of one text stand in another in the same order, and what differs between the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from annotator.core.tokens import tokens

#: Words in a row that stand only once in either text hold the two together.
_ANCHOR = 4
#: A lone word in the middle of so much that differs is there by chance.
_CHANCE = 8
#: Stretches of more words on both sides are not compared word by word; that would take minutes.
_MOST = 1500

Block = tuple[int, int, int]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of one text and what the other has there; code points, either may be empty."""

    here: Range
    there: Range


class Alignment:
    """Two texts, word by word. All ranges are half-open, in code points."""

    def __init__(self, here: str, there: str) -> None:
        self._here, self._there = here, there
        self._a, self._b = tokens(here), tokens(there)
        one = [here[start:end] for start, end in self._a]
        other = [there[start:end] for start, end in self._b]
        same = [*_joined(_blocks(one, other)), (len(one), len(other), 0)]
        sides = (
            _Side(one, _line_starts(here, self._a)),
            _Side(other, _line_starts(there, self._b)),
        )
        self._blocks = list(_at_lines(same, *sides))

    def place(self, start: int, end: int) -> Range | None:
        """Where the words of a range of the first text stand in the second.

        None where they do not stand there one behind the other exactly as here.
        """
        if not 0 <= start < end:
            return None
        first = bisect_right(self._a, (start, len(self._here))) - 1
        last = bisect_left(self._a, (end, 0)) - 1
        if first < 0 or self._a[first][1] <= start or self._a[last][1] < end:
            return None
        number = bisect_right(self._blocks, (first, len(self._b), 0)) - 1
        if number < 0:
            return None
        a, b, size = self._blocks[number]
        if not (a <= first and last < a + size):
            return None
        new = self._b[first - a + b][0] + start - self._a[first][0]
        stop = self._b[last - a + b][0] + end - self._a[last][0]
        return (new, stop) if self._there[new:stop] == self._here[start:end] else None

    def turned(self) -> Alignment:
        """The same, seen from the second text."""
        other = object.__new__(Alignment)
        other._here, other._there = self._there, self._here
        other._a, other._b = self._b, self._a
        other._blocks = [(b, a, size) for a, b, size in self._blocks]
        return other

    def differences(self) -> list[Difference]:
        """Everything that differs, in the order of the texts; white space does not count."""
        found, a0, b0 = [], 0, 0
        for a, b, size in [*self._blocks, (len(self._a), len(self._b), 0)]:
            if a > a0 or b > b0:
                found.append(Difference(_range(self._a, a0, a), _range(self._b, b0, b)))
            a0, b0 = a + size, b + size
        return found


def _range(places: Sequence[Range], first: int, stop: int) -> Range:
    """From the first token to the one before ``stop``; an empty range behind the token before."""
    if first < stop:
        return places[first][0], places[stop - 1][1]
    behind = places[first - 1][1] if first else 0
    return behind, behind


def _blocks(one: list[str], other: list[str]) -> Iterator[Block]:
    """What is the same: place in one, place in the other, number of tokens."""
    a0 = b0 = 0
    for a, b in [*_anchors(one, other), (len(one), len(other))]:
        if a < a0 or b < b0:
            continue  # within what the anchor before has grown to
        yield from _between(one, other, (a0, a), (b0, b))
        size = 0
        while a + size < len(one) and b + size < len(other) and one[a + size] == other[b + size]:
            size += 1
        if size:
            yield a, b, size
        a0, b0 = a + size, b + size


def _anchors(one: list[str], other: list[str]) -> list[Range]:
    """Places of runs that stand once in both, as many as stand in the same order in both."""
    mine, theirs = _once(one), _once(other)
    pairs = [(place, theirs[run]) for run, place in mine.items() if run in theirs]
    return _rising(pairs)


def _once(words: list[str]) -> dict[tuple[str, ...], int]:
    shifted = [words[start:] for start in range(_ANCHOR)]
    runs = list(zip(*shifted, strict=False))
    count = Counter(runs)
    return {run: place for place, run in enumerate(runs) if count[run] == 1}


def _rising(pairs: list[Range]) -> list[Range]:
    """The longest selection of pairs (in order of their first) whose seconds rise too."""
    ends: list[int] = []  # the smallest second that a selection of each length ends with
    who: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(who[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        who[length : length + 1] = [number]
    chosen, at = [], who[-1] if who else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _between(one: list[str], other: list[str], mine: Range, theirs: Range) -> Iterator[Block]:
    """What is the same between two anchors."""
    left, right = one[slice(*mine)], other[slice(*theirs)]
    if not left or not right or len(left) > _MOST or len(right) > _MOST:
        return
    least = 2 if max(len(left), len(right)) > _CHANCE else 1
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        edge = a + size == len(left) and b + size == len(right)  # it hangs on to an anchor
        if size >= least or (size and (edge or a == b == 0)):
            yield mine[0] + a, theirs[0] + b, size


@dataclass(frozen=True, slots=True)
class _Side:
    words: list[str]
    starts: set[int]  # the tokens with which lines begin, and the end


def _line_starts(text: str, places: Sequence[Range]) -> set[int]:
    ends = [0, *(end for _, end in places)]
    gaps = (text[end:start] for end, (start, _) in zip(ends, places, strict=False))
    return {0, len(places), *(at for at, gap in enumerate(gaps) if "\n" in gap)}


def _at_lines(blocks: Iterable[Block], one: _Side, other: _Side) -> Iterator[Block]:
    """Whole lines that only one text has begin and end with a line, where that can be said too.

    "A B. C\\nA B." holds "A B." at its beginning and at its end; only the end is a line like it.
    """
    a0 = b0 = size0 = 0
    for a, b, size in blocks:
        gaps = (a - a0 - size0, b - b0 - size0)
        shift = 0
        if 0 in gaps and any(gaps):
            side, stop, gap = (one, a, gaps[0]) if gaps[0] else (other, b, gaps[1])
            shift = _shift(side, stop - gap, stop, size0, size)
        if size0 + shift:
            yield a0, b0, size0 + shift
        a0, b0, size0 = a + shift, b + shift, size - shift
    if size0:
        yield a0, b0, size0


def _shift(side: _Side, start: int, stop: int, before: int, after: int) -> int:
    """By how many words what only this side has can be moved so that it is whole lines; or 0."""
    words = side.words
    for by in range(before + 1):
        if start - by in side.starts and stop - by in side.starts:
            return -by
        if by == before or words[start - by - 1] != words[stop - by - 1]:
            break
    for by in range(after + 1):
        if start + by in side.starts and stop + by in side.starts:
            return by
        if by == after or words[start + by] != words[stop + by]:
            break
    return 0


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks that follow each other in both texts as one."""
    last: Block | None = None
    for a, b, size in blocks:
        if last is not None and last[0] + last[2] == a and last[1] + last[2] == b:
            last = (last[0], last[1], last[2] + size)
            continue
        if last is not None:
            yield last
        last = (a, b, size)
    if last is not None:
        yield last
