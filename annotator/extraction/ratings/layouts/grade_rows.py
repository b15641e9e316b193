"""Grades in a row, of which one vouches for the next: "five were adequate, three good"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.categories.category_words import part_nouns
from annotator.extraction.ratings.values.sign_words import noun_follows

_IS = frozenset(["is", "are", "was", "were"])
_BETWEEN = frozenset([",", "and", "or", "but", "a", "an", "the", "other", "just", "only", "no"])


class GradeRows:
    """Knows what the parts of an inspection are called and how they are counted."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._parts = part_nouns(knowledge) | {"services"}
        self._numbers = words.set("counts", "numbers") | words.set("grammar", "nouns.some")
        self._between = self._numbers | QUOTES | _BETWEEN

    def judge(self, article: Article, candidates: list[Candidate]) -> None:
        """Signs the words of a scale that are counted, or joined to one that is a grade."""
        words = [c for c in candidates if c.options and not c.number]
        for candidate in words:
            if not candidate.sign and self._counted(article, candidate):
                candidate.sign, candidate.score = "counted-parts", 0.66
        pairs = list(itertools.pairwise(words))
        for one, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
            if one.sign and not other.sign and self._in_row(article, one, other):
                other.sign, other.score, other.verb = "row-of-grades", one.score - 0.1, one.verb

    def _counted(self, article: Article, candidate: Candidate) -> bool:
        """ "Out of nine areas, five were adequate" """
        first, at = article.sent(candidate.start)[0], candidate.start - 1
        while at > first and article.lowers[at] in QUOTES:
            at -= 1
        counted = at - 1 > first and article.lowers[at] in _IS
        counted = counted and article.lowers[at - 1] in self._numbers
        told = bool(self._parts & set(article.lowers[first : candidate.start]))
        return counted and told and not noun_follows(article, candidate.end)

    def _in_row(self, article: Article, one: Candidate, other: Candidate) -> bool:
        """Nothing but numbers and commas between two points of one scale?"""
        left, right = (one, other) if one.start < other.start else (other, one)
        between = article.lowers[left.end : right.start]
        same = {s.id for s, _ in left.options} & {s.id for s, _ in right.options}
        small = 0 < len(between) < 5 and set(between) <= self._between
        joined = small and {",", "and"} & set(between)
        near = article.sent_of(left.start) == article.sent_of(right.start)
        return bool(same and joined) and near and not noun_follows(article, other.end)
