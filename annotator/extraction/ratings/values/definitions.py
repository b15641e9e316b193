"""Sentences that explain a scale and rate nobody: "A 6 is excellent", "a C1 grade means ..."."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

_BEFORE = ARTICLES | {"any", "each", "where", "(", ":", ",", "and", "while"}
#: So many words before "from" and "of" its verb or "scale" is looked for.
_NEAR = 3


class Definitions:
    """Tells what explains a scale from what rates somebody."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._means = words.set("grammar", "definitions.means")
        self._ranges = words.set("grammar", "definitions.ranges")
        self._scaling = self._ranges | {"go", "goes", "scale"}
        self._grade = words.set("grammar", "nouns.grade") | {"star", "stars"}
        self._grades = words.set("grammar", "nouns.grades") | {"scale", "stars"}

    def numbers(self, article: Article, candidates: list[Candidate]) -> set[int]:
        """Numbers of the candidates that stand in a definition of their scale."""
        out: set[int] = set()
        numbered = enumerate(candidates)
        for _, group in itertools.groupby(numbered, lambda n: article.sent_of(n[1].start)):
            inside = list(group)
            alone = [c for _, c in inside]
            whole = any(self._defines(article, c) for c in alone)
            stop = self._end_of_span(article, alone)
            out |= {n for n, c in inside if whole or c.start < stop}
        return out

    def _end_of_span(self, article: Article, inside: list[Candidate]) -> int:
        """ "Grades run from 1 to 6", "on a scale of 0 to 5": the ends of a scale, nobody's grades.

        Both ends must be named where the words before "from" may tell a change as well. What is
        said of a body behind them is no part of it; 0 where nothing of the kind is told.
        """
        first, last = article.sent(inside[0].start)
        lowers = article.lowers
        ends = {a.start: b.end for a, b in itertools.pairwise(inside) if _are_ends(article, a, b)}
        plain = self._grades & set(lowers[first:last]) and not _rated(article, first, last)
        for at in range(first + 1, last):
            near = set(lowers[max(first, at - _NEAR) : at])
            if plain and lowers[at - 1 : at + 1] == ["up", "to"] and self._scaling & near:
                return last
            if lowers[at] not in {"from", "of"}:
                continue
            if plain and lowers[at] == "from" and lowers[at - 1] in self._ranges:
                return last
            scores = lowers[at - 1] == "," and lowers[at - 2] in self._grades
            if at + 1 in ends and (scores or self._scaling & near):
                behind = _rated(article, ends[at + 1], last)
                return behind[0].start if behind else last
        return 0

    def _defines(self, article: Article, candidate: Candidate) -> bool:
        """Is it the subject of "means", or a grade with an article in front that "is" a word?"""
        first, last = article.sent(candidate.start)
        start = candidate.start
        if article.before(start) == "of" and start - first > 2 and self._named(article, start - 2):
            start -= 2  # "A score of 3 means ..."
        if start > first and article.before(start) not in _BEFORE:
            return False
        behind = candidate.end
        while behind < last and article.lowers[behind] in self._grade | {"'", '"', ")"}:
            behind += 1
        if behind >= last or _rated(article, first, start):
            return False
        if article.lowers[behind] in self._means:
            return True
        equals = article.lowers[behind] in {"is", "="}
        return candidate.number and equals and _is_point(article, candidate, behind + 1)

    def _named(self, article: Article, index: int) -> bool:
        return article.lowers[index] in self._grade


def _are_ends(article: Article, one: Candidate, other: Candidate) -> bool:
    """Does "to" stand between the first and the last point of the same scale?"""
    if "to" not in article.lowers[one.end : other.start]:
        return False
    upward = _at_end(one, 0) & _at_end(other, -1)
    return bool(upward or _at_end(one, -1) & _at_end(other, 0))


def _at_end(candidate: Candidate, number: int) -> set[str]:
    """The scales whose first (0) or last (-1) point the candidate may be."""
    return {scale.code for scale, point in candidate.options if scale.points[number] == point}


def _is_point(article: Article, candidate: Candidate, start: int) -> bool:
    """Do the next one or two words name a point of its scale?"""
    names = {point.name for scale, _ in candidate.options for point in scale.points}
    ahead = article.lowers[start : start + 2]
    return bool({" ".join(ahead), *ahead[:1]} & names)


def _rated(article: Article, first: int, last: int) -> list[Found]:
    """The services and places named, of which something may be said."""
    return [f for f in article.inside(first, last) if f.label in {"SERVICE", "GPE"}]
