"""Near copies: how much of one article stands in another, whoever shortened or updated it.

Two articles are near copies where a good part of the shorter stands in the longer in runs of the
same words, and the names at those places are the same too. The second test parts a copy from a
report on another service in the wording of the same inspectorate (docs/adr/0012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from annotator.core.documents import Source

#: How many words in a row make a run.
RUN = 4
#: Texts of fewer words say too little to be told apart.
MIN_WORDS = 32
#: How much of the shorter text must stand in the longer.
ENOUGH = 0.4
#: From this share on, names that stand for other names make it another story.
OTHER_NAMES = 0.1
#: A longer stretch that differs was rewritten, not renamed.
_GAP = 16

_WORD = re.compile(r"[^\W_]+")
_OPENS = frozenset(".!?:;\n\r•–-")  # what stands before a capital that says nothing
_QUOTES = " \t\u00a0\"'“”‘’()"


class Story:
    """The words of an article outside its furniture.

    Attributes:
        words: casefolded, without punctuation.
    """

    def __init__(self, source: Source) -> None:
        self._text = source.text
        self._parts = list(_outside(source))
        found = chain.from_iterable(_WORD.findall(self._text, *part) for part in self._parts)
        self.words = " ".join(found).casefold().split()

    def reads_as(self, other: Story) -> bool:
        """Do both say the same, furniture included and white space apart?"""
        return self._text.split() == other._text.split()

    @property
    def runs(self) -> list[str]:
        """Every run of ``RUN`` words."""
        shifted = (self.words[start:] for start in range(RUN))
        return list(map(" ".join, zip(*shifted, strict=False)))

    @cached_property
    def is_name(self) -> list[bool]:
        """For each word, whether it is capitalised within a sentence."""
        found = (match for part in self._parts for match in _WORD.finditer(self._text, *part))
        return [m.group()[0].isupper() and _is_inside(self._text, m.start()) for m in found]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two articles are.

    Attributes:
        share: of the shorter one's words, how many stand in runs that the longer has too (0 to 1).
        renamed: of the names at the same places, how many are others (0 to 1).
        is_same: whether the whole texts are the same, white space apart.
    """

    share: float
    renamed: float
    is_same: bool = False

    @property
    def is_near_copy(self) -> bool:
        return self.share >= ENOUGH and self.renamed < OTHER_NAMES

    @property
    def percent(self) -> int:
        return 100 if self.is_same else min(99, int(100 * self.share))


def likeness(one: Story, other: Story) -> Likeness:
    """Compare two articles; which comes first does not matter."""
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    if len(short.words) < MIN_WORDS:
        return Likeness(0.0, 0.0)
    places = _places(short, long)
    kept = sum(place >= 0 and name for place, name in zip(places, short.is_name, strict=True))
    renamed = sum(_renamed(short, long, places))
    share = sum(place >= 0 for place in places) / len(places)
    return Likeness(share, renamed / (renamed + kept) if renamed else 0.0, one.reads_as(other))


def _outside(source: Source) -> Iterator[tuple[int, int]]:
    """The parts of the text that are no furniture."""
    start = 0
    for zone in sorted(source.zones, key=lambda zone: zone.start):
        yield start, max(start, zone.start)
        start = max(start, zone.end)
    yield start, len(source.text)


def _is_inside(text: str, start: int) -> bool:
    """Does a word stand within a sentence, where a capital makes it a name?"""
    at = start
    while at > 0 and text[at - 1] in _QUOTES:
        at -= 1
    return at > 0 and text[at - 1] not in _OPENS


def _places(short: Story, long: Story) -> list[int]:
    """For every word of the shorter story its place in the longer, -1 where no run holds it."""
    known: dict[str, list[int]] = {}
    for place, run in enumerate(long.runs):
        known.setdefault(run, []).append(place)
    places = [-1] * len(short.words)
    following = 0
    for number, run in enumerate(short.runs):
        found = known.get(run)
        if found is None:
            continue
        expected = places[number] if places[number] >= 0 else following
        start = expected if expected in found else _nearest(found, expected)
        places[number : number + RUN] = range(start, start + RUN)
        following = start + 1
    return places


def _nearest(found: Sequence[int], wanted: int) -> int:
    return found[0] if len(found) == 1 else min(found, key=lambda place: abs(place - wanted))


def _renamed(short: Story, long: Story, places: list[int]) -> Iterator[bool]:
    """For every short stretch that differs between two that are the same: another name there?

    What differs before the first is a headline, and what differs after the last an ending. A name
    that stands in what is the same too was only said in other words there.
    """
    same = {word for word, place in zip(short.words, places, strict=True) if place >= 0}
    last = next((i for i, place in enumerate(places) if place >= 0), len(places))
    for number in range(last + 1, len(places)):
        if places[number] < 0:
            continue
        here, there = slice(last + 1, number), slice(places[last] + 1, places[number])
        if 0 < here.stop - here.start <= _GAP and 0 < there.stop - there.start <= _GAP:
            mine, theirs = _names(short, here), _names(long, there)
            yield bool(mine - theirs - same) and bool(theirs - mine - same)
        last = number


def _names(story: Story, part: slice) -> set[str]:
    pairs = zip(story.words[part], story.is_name[part], strict=True)
    return {word for word, is_name in pairs if is_name}
