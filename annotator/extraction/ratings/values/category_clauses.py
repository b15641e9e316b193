"""What is rated stands right before "is": "safety is good", "for attainment it was good"."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import phrase
from annotator.extraction.ratings.values.sign_words import noun_follows

_IS = frozenset(["is", "was", "were", "are", "remain", "remains", "remained", "stayed", "stays"])
#: "For ... it was good": so many words before the verb.
_OPENING = 14
#: Words that the name of a category may have.
_LONGEST = 5


class CategoryClauses:
    """Reads the words before a value, whatever the parser takes for the subject."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._light = words.set("grammar", "copula.behind_category")
        self._times = words.set("grammar", "copula.times")
        self._by_the_way = words.set("grammar", "copula.by_the_way")
        self._opens = words.set("grammar", "copula.opens")
        self._goes_on = words.set("grammar", "copula.goes_on")

    def joined(self, article: Article, candidate: Candidate) -> bool:
        """ "Effective and responsive are good": nothing but categories, joined, before the verb."""
        first, at = article.sent(candidate.start)[0], candidate.start - 1
        while at > first and article.lowers[at] in QUOTES | self._light:
            at -= 1
        if at <= first or article.lowers[at] not in _IS:
            return False
        text = " ".join(w for w in article.lowers[first:at] if w not in {"the", "both"})
        parts = re.split(r" (?:and|,|&) ", text.replace(" - ", "-"))
        known = _rated_on(candidate)
        return len(parts) > 1 and all(part.strip() in known for part in parts)

    def right_before(self, article: Article, candidate: Candidate) -> bool:
        """ "..., safety and respect were both good", whatever the parser takes for the subject."""
        first, at, lowers = article.sent(candidate.start)[0], candidate.start - 1, article.lowers
        while at > first and lowers[at] in QUOTES | self._light:
            at -= 1
        if lowers[at] == "(" and lowers[candidate.end : candidate.end + 1] == [")"]:
            return self._ends_with(article, first, at, candidate)  # "behaviour (good)"
        if lowers[at] not in _IS or noun_follows(article, candidate.end):
            return False
        if article.before(at) == "," and article.low(at - 2) in self._by_the_way:
            at -= 2 + (article.low(at - 3) == ",")  # "early years, too, is good"
        if lowers[candidate.end : candidate.end + 1] and lowers[candidate.end] in self._goes_on:
            return False
        return self._ends_with(article, first, at, candidate)

    def opening(self, article: Article, candidate: Candidate) -> bool:
        """ "For raising attainment it was good": what is rated stands before a plain clause."""
        first, at = article.sent(candidate.start)[0], candidate.start - 1
        while at > first and article.lowers[at] in QUOTES | self._times | {"again", "also"}:
            at -= 1
        if article.lowers[at] not in _IS or at - first > _OPENING:
            return False
        begin = first + (article.lowers[first] in {"and", "but"})
        if article.lowers[begin] not in {"for", "on", "in", "at"}:
            return False
        text = " ".join(
            w for w in article.lowers[begin + 1 : at] if w not in {"the", "its", "being"}
        )
        return any(text.startswith(wording) for wording in _rated_on(candidate))

    def _ends_with(self, article: Article, first: int, at: int, candidate: Candidate) -> bool:
        """Does the name of a category, and no longer thing, stand right before the word ``at``?"""
        known, lowers = _rated_on(candidate), article.lowers
        begins = [
            b for b in range(max(first, at - _LONGEST), at) if " ".join(lowers[b:at]) in known
        ]
        return any(begin == first or lowers[begin - 1] in self._opens for begin in begins)


def is_category(article: Article, subject: int, candidate: Candidate) -> bool:
    """Does the phrase name what this scale rates?"""
    words = article.lowers[slice(*phrase(article, subject))]
    text = f" {' '.join(words)} ".replace(" - ", "-")
    known = _rated_on(candidate)
    return "outcomes" in words or any(f" {wording} " in text for wording in known)


def ends_category(article: Article, being: int, candidate: Candidate) -> bool:
    """Does a thing that this scale rates stand right before the verb?"""
    before = " " + " ".join(article.lowers[max(0, being - 6) : being])
    known = _rated_on(candidate)
    return any(before.endswith(f" {wording}") for wording in known)


def _rated_on(candidate: Candidate) -> set[str]:
    """The wordings of what is rated on the scales that the value may be of."""
    return {w for scale, _ in candidate.options for ws in scale.categories.values() for w in ws}
