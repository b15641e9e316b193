"""Signs that a digit or a number word is a grade: "rated 5", "zero-out-of-five", "C3"."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import subject_of
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, noun_follows

#: Grades like C3 mean nothing else in an article about their scale.
_CODE = re.compile(r"[A-Z]\d")


#: What the numbers of one scale are for.
_HYGIENE = frozenset(["hygiene", "cleanliness"])


class NumberSigns:
    """A number is a grade only where the words around it say so."""

    def __init__(self, knowledge: Knowledge, words: SignWords) -> None:
        self._words = words
        lists = knowledge.words
        self._counted_by = lists.set("counts", "numbers") | {"all", "half", "most"}
        self._handed = lists.set("grammar", "verbs.handed")
        self._listed = words.rating | {"lists", "shows", "shown"}
        self._utmost = lists.set("grammar", "signs.utmost")
        self._stayed = lists.set("grammar", "verbs.staying")
        self._scored = lists.set("grammar", "signs.scored")
        self._totals = lists.set("grammar", "signs.totals")
        self._links = lists.set("grammar", "signs.before_number")
        self._aimed_at = lists.set("grammar", "signs.aimed_at") | {"a", "an"}
        self._before_noun = lists.set("grammar", "signs.before_noun")
        self._after = words.nouns - {"reports", "report", "results", "inspection"}

    def code(self, article: Article, candidate: Candidate) -> Sign | None:
        """Is it a grade like C3?"""
        one = candidate.end - candidate.start == 1
        return (
            ("code-value", 0.85)
            if one and _CODE.fullmatch(article.words[candidate.start])
            else None
        )

    def number(self, article: Article, candidate: Candidate) -> Sign | None:
        """The sign of a number, if any."""
        start, end = candidate.start, candidate.end
        if candidate.options[0][0].kind == "numeric":
            return self._total(article, candidate)
        first = max(article.sent(start)[0], start - 6)
        before = [w for w in article.lowers[first:start] if w not in QUOTES | {"-"}]
        after = [w for w in article.lowers[end : end + 4] if w not in QUOTES | {"-"}]
        if before[-2:] == ["out", "of"] or before[-1:] == ["/"]:
            return None
        if before[-1:] == ["of"] and before[-2:-1] and before[-2] in self._counted_by:
            return None  # "weak in three of four areas"
        if after[:1] in (["point"], ["points"]) and after[1:2] != ["out"]:
            return None  # "a six-point scale"
        self._take_stars(article, candidate)
        return (
            self._by_next(after)
            or self._of_name(article, candidate, before)
            or self._apposed(article, candidate, before)
            or self._equated(article, candidate)
            or _no_less(article, candidate, before)
            or self._by_last(article, candidate, before)
        )

    def _of_name(self, article: Article, candidate: Candidate, before: list[str]) -> Sign | None:
        """ "graded Corrie House 4": a name between the verb and the number."""
        owner = article.owner[candidate.start - 1] if candidate.start else None
        if owner is None or owner.label in {"DATE", "COUNT"}:
            return None
        given = any(w in self._words.rating | self._words.giving for w in before)
        bare = not noun_follows(article, candidate.end)
        return ("rated-number", 0.7) if given and bare else None

    def _apposed(self, article: Article, candidate: Candidate, before: list[str]) -> Sign | None:
        """ "the top rating, five" """
        named = before[-1:] == [","] and before[-2:-1] and before[-2] in self._words.nouns
        return (
            ("rated-number", 0.75) if named and not noun_follows(article, candidate.end) else None
        )

    def _equated(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "the food hygiene rating of the café is now 5", "its score had been four" """
        at, end = candidate.start - 1, candidate.end
        while at > 0 and article.pos[at] in {"ADV", "DET"}:
            at -= 1
        if article.lowers[at] not in self._words.being or article.low(end) in {"of", "out"}:
            return None
        subject = subject_of(article, at)
        graded = subject is not None and article.lowers[subject] in self._words.grade
        return ("rated-number", 0.76) if graded and not noun_follows(article, end) else None

    def _take_stars(self, article: Article, candidate: Candidate) -> None:
        """ "five stars", "five-star" are one value."""
        at = candidate.end + (article.lowers[candidate.end : candidate.end + 1] == ["-"])
        if article.lowers[at : at + 1] in (["star"], ["stars"]):
            candidate.end = at + 1

    def _total(self, article: Article, candidate: Candidate) -> Sign:
        near = article.lowers[max(0, candidate.start - 10) : candidate.start]
        near = near + article.lowers[candidate.end : candidate.end + 4]
        return "total", 0.8 if any(w in self._totals for w in near) else 0.55

    def _by_next(self, after: list[str]) -> Sign | None:
        if not after:
            return None
        if after[0] in {"star", "stars", "/"} or after[:2] == ["out", "of"]:
            return "number-of-stars", 0.85
        if after[0] == "for" and _HYGIENE & set(after[1:3]):
            return "number-for", 0.74  # "kept its four for food hygiene"
        named = next((w for w in after if w in self._after or w not in self._before_noun), "")
        if named in self._words.grades:
            return None  # "up by two grades"
        return ("number-rating", 0.8) if named in self._after else None

    def _by_last(self, article: Article, candidate: Candidate, before: list[str]) -> Sign | None:
        if not before or whole_range(article, candidate, self._words):
            return None
        last = before[-1]
        if last in {"a", "an"}:
            counted = self._counted(article, candidate, before)
            if counted is not None:
                return counted
        bare = not noun_follows(article, candidate.end)
        utmost = bare and last in self._utmost and any(w in self._words.giving for w in before)
        if last in self._scored or utmost or (bare and last in self._handed):
            return "rated-number", 0.85
        if bare and last in self._aimed_at and self._aimed(article, candidate.start):
            return "aimed-at", 0.6
        if last not in self._links or len(before) < 2 or (not bare and last in {"from", "with"}):
            return None
        words = self._words
        if any(w in words.nouns or w in words.rating for w in before[:-1]):
            return "rated-number", 0.78
        if last in {"to", "from"} and any(w in words.moving for w in before):
            return ("moved-number", 0.66) if bare else None
        if last == "at" and any(w in words.being or w in self._stayed for w in before[-3:]):
            return ("moved-number", 0.62) if bare else None  # "stayed at 4"
        given = last in {"a", "an", "only", "just"} and any(w in words.giving for w in before)
        return ("given-number", 0.6) if given and bare else None

    def _counted(self, article: Article, candidate: Candidate, before: list[str]) -> Sign | None:
        """ "from a 5 to a 2", "a 1 for care planning"."""
        start = candidate.start
        if before[-2:-1] in (["to"], ["from"]):
            moved = any(w in self._words.moving for w in article.lowers[max(0, start - 9) : start])
            return ("moved-number", 0.66) if moved else None
        if before[-2:-1] == ["as"] and any(w in self._listed for w in before):
            return "rated-number", 0.72  # "lists the takeaway as a two"
        for_what = article.lowers[candidate.end : candidate.end + 1] in (["for"], ["("])
        return ("number-for", 0.68) if for_what else None

    def _aimed(self, article: Article, start: int) -> bool:
        first = article.sent(start)[0]
        return any(w in self._words.aims for w in article.lowers[max(first, start - 9) : start])


def _no_less(article: Article, candidate: Candidate, before: list[str]) -> Sign | None:
    """ "nothing less than a five would do" """
    least = before[-3:-1] == ["less", "than"] or before[-2:] == ["less", "than"]
    return ("aimed-at", 0.6) if least and not noun_follows(article, candidate.end) else None


def whole_range(article: Article, candidate: Candidate, words: SignWords) -> bool:
    """ "rates kitchens from 0 to 5": both ends of the scale, nobody's grade."""
    points = candidate.options[0][0].points
    ends = {points[0].code, points[-1].code}
    around = article.lowers[max(0, candidate.start - 3) : candidate.end + 3]
    moves = words.moving - {"up", "down"}
    first = max(article.sent(candidate.start)[0], candidate.start - 8)
    span = "to" in around and bool({"from", "between"} & set(around))
    moved = any(w in moves for w in article.lowers[first : candidate.start])
    return span and ends <= set(around) and not moved
