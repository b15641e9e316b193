"""Numbers that are grades because other numbers of the article are: "Shop: 6, 5, 6", "a five"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES, POSSESSIVES, QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.values.number_signs import whole_range
from annotator.extraction.ratings.values.sign_words import SignWords, noun_follows

_HAVING = frozenset(["has", "had", "have", "got", "get"])
_WOULD = frozenset(["would", "will", "is", "was", "had", "has", "means", "could", "might"])
_MARKS = DASHES | {":", ")"}
_SHORTEST_ROW = 3
#: Between two grades with their years no more words than these stand: "in ... and then".
_GAP = 5


class VouchedNumbers:
    """Signs bare numbers where the same scale's numbers are certain elsewhere."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = self._words = SignWords.of(knowledge)
        lists = knowledge.words
        self._not_behind = lists.set("grammar", "signs.not_behind_number")
        self._given = lists.set("grammar", "signs.behind_definite")
        self._before = lists.set("grammar", "signs.before_vouched")
        self._aims = knowledge.word_phrases("grammar", "status.target_behind")
        self._verbs = words.giving | words.moving | words.rating | words.being

    def judge(self, article: Article, candidates: list[Candidate]) -> None:
        """Sets sign and score of numbers in rows and of bare ones behind a verb of giving."""
        numbers = [c for c in candidates if c.number and c.options[0][0].kind == "ordered"]
        self._rows(article, numbers)
        sure = {c.options[0][0].code for c in candidates if c.sign and _counts(c)}
        for candidate in numbers:
            if not candidate.sign and candidate.options[0][0].code in sure:
                sign = self._bare(article, candidate)
                if sign:
                    candidate.sign, candidate.score = sign, 0.6
        for first, second in itertools.pairwise(numbers):
            listed = _listed_on(article, first, second) and first.sign and not second.sign
            if listed and not noun_follows(article, second.end):
                second.sign, second.score = "row-of-grades", 0.62  # "the grades were 3, 2 and 2"

    def _rows(self, article: Article, numbers: list[Candidate]) -> None:
        """ "Corner House: 6, 5, 6, 6": a name and nothing but grades in a line."""
        for _, group in itertools.groupby(numbers, lambda c: article.line_of(c.start)):
            row = list(group)
            first, last = article.line(row[0].start)
            last -= article.words[last - 1] == "."
            between = article.words[row[0].start : last]
            filled = len(row) >= _SHORTEST_ROW and all(
                w in {",", ";", "|", "/", "and"} or article.lowers[i] in _words_of(row)
                for i, w in enumerate(between, row[0].start)
            )
            if filled and row[0].start > first and article.words[row[0].start - 1] in _MARKS:
                for candidate in row:
                    candidate.sign, candidate.score = "row-of-grades", 0.8

    def _bare(self, article: Article, candidate: Candidate) -> str:
        start, end, lowers = candidate.start, candidate.end, article.lowers
        behind = lowers[end] if end < len(article) else "."
        dated = behind == "in" and any(
            f.label == "DATE" for f in article.inside(end + 1, min(end + 2, len(article)))
        )
        hoped = self._aims.at(lowers, end) and article.before(start) in {"for", "a", "be", "to"}
        if hoped or _before_back(article, start, end) or _supposed(article, start, behind):
            return "bare-number"  # "on course for two next time"
        if noun_follows(article, end) or (behind in self._not_behind and not dated):
            return ""
        if behind == "to" and "from" not in lowers[max(0, start - 2) : start]:
            return ""  # "three to four months"
        if whole_range(article, candidate, self._words):
            return ""
        first = max(article.sent(start)[0], start - 6)
        before = [w for w in lowers[first:start] if w not in QUOTES]
        if not before or before[-2:] == ["out", "of"]:
            return ""
        pronoun = lowers[start:end] == ["one"]  # "the one they did not like"
        if lowers[start:end] == ["one"] and before[-1] in _HAVING:
            return ""  # "has a 5 and has had one since 2019"
        if before[-1] == "the" and behind == "," and article.low(end + 1) in self._given:
            return "bare-number"  # "the 2, awarded in April"
        if _owned(article, start, end) or (
            before[-1] == "the" and behind in self._given and not pronoun
        ):
            return "bare-number"
        if before[-1] in self._verbs or (
            before[-1] in self._before and any(w in self._verbs for w in before)
        ):
            return "bare-number"
        return ""


def _owned(article: Article, start: int, end: int) -> bool:
    """ "the café's 5", "its five became a one" """
    told = article.pos[end : end + 1] in (["VERB"], ["AUX"])
    return article.before(start) == "'s" or (article.before(start) in POSSESSIVES and told)


def _listed_on(article: Article, first: Candidate, second: Candidate) -> bool:
    """ "3, 2 and 2", "three stars in 2004 and two in 2005": does the list of grades go on?"""
    gap = article.lowers[first.end : second.start]
    if gap in ([","], ["and"], [",", "and"]):
        return True
    dates = [f for f in article.inside(first.end, second.start) if f.label == "DATE"]
    if gap[-1:] not in (["and"], [","], ["then"], ["but"]) or len(dates) != 1:
        return False
    between = second.start - first.end - (dates[0].end - dates[0].start)
    behind = second.end + (article.low(second.end) == "in")
    dated = any(f.label == "DATE" for f in article.inside(behind, behind + 1))
    return dated and between < _GAP


def _supposed(article: Article, start: int, behind: str) -> bool:
    """ "A zero would have closed us", "a three had been awarded" """
    first = article.sent(start)[0]
    opens = start - first <= 2 and article.lowers[max(first, start - 1) : start] == ["a"]
    return opens and behind in _WOULD


def _before_back(article: Article, start: int, end: int) -> bool:
    """ "expects to have the five back", "wants its 5 back" """
    own = article.before(start) in POSSESSIVES | {"the", "that"}
    return own and article.low(end) == "back"


def _counts(candidate: Candidate) -> bool:
    return candidate.number or candidate.plural or "star" in candidate.options[0][0].code


def _words_of(row: list[Candidate]) -> set[str]:
    return {w for c in row for _, p in c.options for w in (p.code, p.name, *p.synonyms)}
