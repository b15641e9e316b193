"""Who speaks beside the quotations of an article; prepared once, asked for each judgement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.extraction.article import Article
from annotator.extraction.closed_words import HE_OR_SHE
from annotator.extraction.found import Found
from annotator.extraction.ratings.voices.quotes import Quote

_BEFORE, _BEHIND = 9, 14
_NAMES = frozenset(["PERSON", "ORG", "SERVICE"])


@dataclass(slots=True)
class _Line:
    """The names beside verbs of speech in one line, and where its quotations end."""

    persons: list[Found] = field(default_factory=list)
    others: list[Found] = field(default_factory=list)
    pronoun: bool = False


class Voices:
    """Speakers by line.

    Args:
        verbs: verbs of speech, all forms.
    """

    def __init__(self, article: Article, quotes: Sequence[Quote], verbs: frozenset[str]) -> None:
        self._article = article
        self._quoted = bytearray(len(article))
        self._last_end: dict[int, int] = {}
        for quote in quotes:
            self._quoted[quote.start : quote.end] = b"\1" * (quote.end - quote.start)
            line = article.line_of(quote.start)
            self._last_end[line] = max(quote.end, self._last_end.get(line, 0))
        self._verbs = [i for i, low in enumerate(article.lowers) if low in verbs]
        self._lines: dict[int, _Line] = {}

    def quoted(self, index: int) -> bool:
        """Does the word stand in a quotation?"""
        return bool(self._quoted[index])

    def runs_on(self, line: int) -> bool:
        """Does the line end with a quotation?"""
        return self._last_end.get(line, 0) >= self._article.lines[line][1] - 1

    def pronoun_speaks(self, line: int) -> bool:
        """ "she said" """
        return self._line(line).pronoun

    def nearest(self, line: int, index: int) -> Found | None:
        """The nearest person who speaks in the line, else the nearest other name."""
        known = self._line(line)
        return _nearest(known.persons, index) or _nearest(known.others, index)

    def _line(self, number: int) -> _Line:
        if number not in self._lines:
            self._lines[number] = self._read(*self._article.lines[number])
        return self._lines[number]

    def _read(self, first: int, last: int) -> _Line:
        line = _Line()
        for found in self._article.inside(first, last):
            if (
                found.label in _NAMES
                and not self._quoted[found.start]
                and self._speech(max(first, found.start - _BEFORE), min(last, found.end + _BEHIND))
            ):
                (line.persons if found.label == "PERSON" else line.others).append(found)
        lowers = self._article.lowers
        for verb in self._verbs[bisect_left(self._verbs, first) : bisect_left(self._verbs, last)]:
            line.pronoun = line.pronoun or (verb > first and lowers[verb - 1] in HE_OR_SHE)
        return line

    def _speech(self, first: int, last: int) -> bool:
        place = bisect_left(self._verbs, first)
        return place < len(self._verbs) and self._verbs[place] < last


def _nearest(names: list[Found], index: int) -> Found | None:
    place = bisect_left(names, index, key=lambda found: found.start)
    near = names[max(0, place - 1) : place + 1]
    return min(near, key=lambda found: abs(found.start - index), default=None)
