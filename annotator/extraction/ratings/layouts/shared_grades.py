"""One grade for all of a list: "the Crab Shack, the Plough Inn and Rosa's Cafe: all 4"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES, QUOTES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.focus import Focus

_ALL = frozenset(["all", "both", "each", "every"])
_MARKS = DASHES | {":", "(", ","}
_JOINS = frozenset([",", "and", "&"])
_SMALL = frozenset(["of", "the", "'s", "&", "'", "y"])
_LONGEST_NAME = 6


class SharedGrades:
    """Reads lists of names that have one grade."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        given = words.set("grammar", "status_words.given")
        self._given = given | {"on", "a", "now", "with"} | QUOTES
        premises = words.set("grammar", "joints.premises")
        self._beside = premises | {"in", "on", "at", "near", "of", ",", "the"}

    def share(self, article: Article, candidates: list[Candidate], focus: Focus) -> None:
        """Gives a value behind ": all" or ", both rated" the names of the list before it."""
        for candidate in candidates:
            mark, colon = (
                self._mark(article, candidate),
                article.words[candidate.end : candidate.end + 1],
            )
            if mark is not None:
                begin = article.sent(mark)[0]
                named = self._names(article, candidate, self._pieces(article, begin, mark), focus)
            elif colon == [":"] and candidate.number and not candidate.subjects:
                named = self._told_behind(article, candidate, focus)  # "with a zero: A, B and C"
            else:
                continue
            if len(named) > 1:
                candidate.subjects = [Subject(found, None, "listed", 0.86) for found in named]
                if not candidate.sign:
                    candidate.sign, candidate.score = "shared-grade", 0.78
        for first, second in itertools.pairwise(candidates):  # "G1/V2"
            if article.words[first.end : second.start] == ["/"] and not second.subjects:
                second.subjects = list(first.subjects)

    def _mark(self, article: Article, candidate: Candidate) -> int | None:
        """The sign before "all V"; None where the value is not told of all."""
        first, at = article.line(candidate.start)[0], candidate.start - 1
        while at > first and article.lowers[at] in self._given:
            at -= 1
        told = at > first and article.lowers[at] in _ALL
        return at - 1 if told and article.words[at - 1] in _MARKS else None

    def _names(
        self, article: Article, candidate: Candidate, pieces: list[tuple[int, int]], focus: Focus
    ) -> list[Found]:
        """The bodies of a list, left to right; new names are taken up beside a known one."""
        known = [_known(article, piece, focus) for piece in pieces]
        if len(pieces) < 2 or (not any(known) and not candidate.number):
            return []
        out: list[Found] = []
        for piece, found in zip(pieces, known, strict=True):
            named = found or self._new(article, piece, focus)
            if named is not None:
                out.append(named)
        return out

    def _told_behind(self, article: Article, candidate: Candidate, focus: Focus) -> list[Found]:
        """The list between a colon and the end of the sentence, if it holds nothing but names."""
        first, last = candidate.end + 1, article.sent(candidate.end)[1]
        verbs = any(article.pos[i] in {"VERB", "AUX"} for i in range(first, last))
        listed = "and" in article.lowers[first:last] and not verbs
        return (
            self._names(article, candidate, self._pieces(article, first, last), focus)
            if listed
            else []
        )

    def _pieces(self, article: Article, first: int, mark: int) -> list[tuple[int, int]]:
        """Stretches between commas and "and" that begin with a name, from the mark backward."""
        cuts = [first - 1]
        for index in range(first, mark):
            joins = article.lowers[index] in _JOINS and article.owner[index] is None
            if joins or article.lowers[index] in {"including", "were", "are"}:
                cuts.append(index)
        cuts.append(mark)
        stretches = [(a + 1, b) for a, b in itertools.pairwise(cuts) if b - a > 1]
        return [s for s in stretches if self._begin(article, s) is not None]

    def _begin(self, article: Article, piece: tuple[int, int]) -> int | None:
        """The first word of the name in a stretch: a capital, small words before it left out."""
        for index in range(*piece):
            if article.is_capital(index) and article.lowers[index] != "the":
                return index
            noun = article.pos[index] == "NOUN" and index - piece[0] < 3
            if article.lowers[index] not in self._beside and not noun:
                return None
        return None

    def _new(self, article: Article, piece: tuple[int, int], focus: Focus) -> Found | None:
        """A name that nothing knows, up to "on", "in" or "at"."""
        start, stop = self._begin(article, piece), piece[1]
        if start is None:
            return None
        stop -= not article.words[stop - 1][0].isalnum()
        end = next((i for i in range(start, stop) if article.lowers[i] in {"on", "in", "at"}), stop)
        owners = {id(o): o for o in article.owner[start:end] if o is not None}.values()
        capital = all(
            article.is_capital(i) or article.lowers[i] in _SMALL for i in range(start, end)
        )
        loose = capital and all(o.model and start <= o.start and o.end <= end for o in owners)
        if not loose or not 0 < end - start <= _LONGEST_NAME:
            return None
        for owner in owners:
            article.release(owner)
        found = Found(start, end, "SERVICE", "listed-name", 0.7)
        if not article.claim(found):
            return None
        focus.add(found)
        return found


def _known(article: Article, piece: tuple[int, int], focus: Focus) -> Found | None:
    return next((f for f in article.inside(*piece) if focus.is_body(f)), None)
