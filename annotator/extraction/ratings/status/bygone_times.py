"""Grades told of a time gone by: "was outstanding until June", "three years ago this was X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import WAS
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBORDINATE

Cue = tuple[int, int]
_REACH = 9
#: What they begin is told of something else.
_OTHERS = frozenset(["which", "who", "whose", "where"])


class BygoneTimes:
    """Finds the dates and the words of time that set a judgement in the past."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._visited = words.set("grammar", "visits.verbs")
        self._long = words.set("times", "long_spans")
        self._ago = words.set("times", "ago")
        self._gone = self._ago | words.set("times", "first_or_last") | {"previous"}

    def cue(self, article: Article, candidate: Candidate, start: int, right: int) -> Cue | None:
        """The words that say so.

        Args:
            start, right: the words that belong to the candidate.
        """
        told = self._told_then(article, candidate, start)
        if told is not None or not _is_told_in_past(article, candidate, start):
            return told
        lowers, end = article.lowers, candidate.end
        last = min(right, article.sent(end - 1)[1], end + _REACH)
        if lowers[end : end + 1] == ["when"] and self._on_this_visit(article, end, last):
            return None
        contrast = lowers[end + 1 : end + 2] in (["every"], ["all"], ["most"])
        if lowers[end : end + 1] in (["until"], ["when"]) and not contrast:
            return end, end + 1  # not "when all others were good"
        for found in article.inside(start, last):
            if found.label == "DATE" and self._is_gone(article, candidate, start, found):
                return found.start, found.end
        return None

    def _is_gone(self, article: Article, candidate: Candidate, start: int, date: Found) -> bool:
        """ "three YEARS AGO this was weak", "the one in 2016 was weak" """
        words = article.lowers[date.start : min(date.end + 1, len(article))]
        if self._long & set(words) and self._ago & set(words):
            return True
        linked = candidate.sign in {"dated-value", "body-is-value", "category-is-value"}
        behind = article.lowers[candidate.end : date.start]
        near = date.start - article.sent(date.start)[0] <= 2
        near = near or (date.start >= candidate.end and not _OTHERS & set(behind))
        return linked and near and any(w.isdigit() and len(w) == 4 for w in words)

    def _on_this_visit(self, article: Article, start: int, last: int) -> bool:
        """ "was weak when it was inspected in February", "when it came to safety": it still is."""
        if article.lowers[start : start + 4] == ["when", "it", "came", "to"]:
            return True
        words = article.lowers[start : min(last, start + 12)]
        dates = [
            w for f in article.inside(start, last) for w in article.lowers[f.start : f.end + 1]
        ]
        long_ago = self._gone & {*words, *dates}
        dated = any(w.isdigit() and len(w) == 4 for w in words)
        return bool(self._visited & set(words)) and not long_ago and not dated

    def _told_then(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "inspectors who last year described it as 'lawless'" """
        for found in article.inside(start, candidate.start):
            if found.label != "DATE" or article.before(found.start) not in {"who", "which"}:
                continue
            past = found.end < len(article) and article.tags[found.end] == "VBD"
            if past and self._gone & set(article.lowers[found.start : found.end]):
                return found.start, found.end
        return None


def _is_told_in_past(article: Article, candidate: Candidate, start: int) -> bool:
    """ "WAS X", "a school RATED X" """
    verb = candidate.verb
    rated = verb is not None and article.tags[verb] == "VBN" and article.deps[verb] in SUBORDINATE
    return rated or bool(WAS & set(article.lowers[start : candidate.start]))
