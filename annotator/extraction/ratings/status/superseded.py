"""Two current grades for one thing cannot both hold: the dated or subordinate one is over."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, share_category
from annotator.extraction.ratings.clauses import SUBORDINATE
from annotator.extraction.ratings.status.latest import Latest
from annotator.extraction.ratings.status.recalled import recall
from annotator.extraction.ratings.status.told_time import (
    ToldTime,
    for_years,
    holds,
    is_now,
    looks_back,
    year_of,
)
from annotator.extraction.ratings.subjects.focus import Focus


class Superseding:
    """Marks as previous what a later grade of the same subject has replaced.

    Only where the text itself dates it ("rated good in 2019", another grade being undated or
    younger) or tells it aside ("which was rated good", another value standing in a main clause).
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._times = ToldTime(knowledge)
        self._latest = Latest(knowledge)
        self._again = knowledge.words.set("grammar", "visits.again")

    def __call__(
        self, article: Article, candidates: list[Candidate], focus: Focus, year: int | None
    ) -> None:
        """Sets their status.

        Args:
            year: the latest year the text names; an undated grade counts as of that year.
        """
        self._latest.keep(article, candidates, focus, year)
        bodies: dict[object, list[Candidate]] = {}
        names: dict[str, object] = {}
        for candidate in candidates:
            if candidate.free or candidate.status != "current":
                continue
            for subject in candidate.subjects:
                if subject.found is not None:
                    name = article.text(subject.found.start, subject.found.end)
                    key = names.setdefault(name, focus.key(subject.found))
                    bodies.setdefault(key, []).append(candidate)
        for group in bodies.values():
            _replaced(article, group)
            self._older(article, group, year or 0)
            self._told_aside(article, group)
            _moved_on(article, group)
        recall(article, candidates, focus)

    def _older(self, article: Article, group: list[Candidate], now: int) -> None:
        years = [year_of(article, candidate) for candidate in group]
        looking_back = [
            other
            for other, year in zip(group, years, strict=True)
            if year == now and looks_back(article, other)
        ]
        for number, candidate in enumerate(group):
            if candidate.date and article.low(candidate.date.end) == "later":
                years[number] = now + 1  # "in special measures in 2015, good three years later"
            elif self._times.gone_by(article, candidate) and self._contested(
                article, candidate, group
            ):
                candidate.status = "previous"
            elif years[number] is None and (
                is_now(article, candidate) or self._told_before(article, candidate, looking_back)
            ):
                years[number] = now + 1
        for candidate, year in zip(group, years, strict=True):
            if year is not None and any(
                _outdates(
                    candidate, year, other, now if told is None else told, dated=told is not None
                )
                for other, told in zip(group, years, strict=True)
            ):
                candidate.status = "previous"

    def _told_before(
        self, article: Article, candidate: Candidate, looking_back: list[Candidate]
    ) -> bool:
        """Is a dated grade of another value looked back on, behind this undated one or beside it?

        "The jail is rated poor. In 2019 it scored ...", "was good in 2021 and is now X".
        """
        return any(
            other.scale is candidate.scale
            and other.value_norm != candidate.value_norm
            and (
                other.start > candidate.end
                or (
                    bool(set(other.category) & set(candidate.category))
                    and (holds(article, candidate) or self._against(article, other, candidate))
                )
            )
            for other in looking_back
        )

    def _against(self, article: Article, earlier: Candidate, later: Candidate) -> bool:
        """ "gave it X in 2021, BUT in May it was Y", "when they RETURNED in May it was Y" """
        first = article.sent(later.start)[0]
        if article.sent_of(earlier.start) == article.sent_of(later.start):
            return "but" in article.lowers[earlier.end : later.start]
        return earlier.end <= first and bool(self._again & set(article.lowers[first : later.start]))

    def _contested(self, article: Article, candidate: Candidate, group: list[Candidate]) -> bool:
        """Has the same thing another grade that no sentence sets in the past?"""
        return any(
            _rivals(candidate, other) and not self._times.gone_by(article, other) for other in group
        )

    def _told_aside(self, article: Article, group: list[Candidate]) -> None:
        same: dict[object, list[Candidate]] = {}
        for candidate in group:
            code = candidate.scale.code if candidate.scale else ""
            if candidate.status == "current":
                same.setdefault((code, candidate.category), []).append(candidate)
        for rivals in same.values():
            aside = [
                c for c in rivals if self._aside(article, c) or self._times.back_then(article, c)
            ]
            if any(is_now(article, c) for c in rivals):
                then = [
                    c
                    for c in rivals
                    if (_was(article, c) or for_years(article, c)) and not is_now(article, c)
                ]
                aside += [c for c in then if c not in aside]
            if len({c.value_norm for c in rivals}) > 1 and len(aside) < len(rivals):
                for candidate in aside:
                    candidate.status = "previous"

    def _aside(self, article: Article, candidate: Candidate) -> bool:
        """ "the college, rated good in 2019, ...": a date in a clause told aside."""
        if candidate.date is None or self._times.lasted(article, candidate):
            return False
        if candidate.sign in {"attribute-of-service", "body-then-value"}:
            return not is_now(article, candidate)
        verb = candidate.verb
        return (
            verb is not None
            and article.deps[verb] in SUBORDINATE
            and article.tags[verb] in {"VBN", "VBD"}
        )


def _moved_on(article: Article, group: list[Candidate]) -> None:
    """ "graded leadership 1 in March; the grade had risen to 3": where it rose from is over."""
    for earlier, later in itertools.pairwise(group):
        rose = later.sign == "verb-moved" or later.change in {"up", "down"}
        rose = (
            rose
            and earlier.change not in {"up", "down"}
            and "to" in article.lowers[max(0, later.start - 3) : later.start]
        )
        both = earlier.status == later.status == "current" and earlier.scale is later.scale
        near = article.sent_of(later.start) - article.sent_of(earlier.start) <= 1
        same = set(earlier.category) == set(later.category)
        same = same or (
            later.category == ("overall",)
            and article.sent_of(later.start) == article.sent_of(earlier.start)
        )
        rose = rose and "to" not in article.lowers[max(0, earlier.start - 3) : earlier.start]
        if rose and both and near and same and earlier.value_norm != later.value_norm:
            earlier.status = "previous"


def _outdates(candidate: Candidate, year: int, other: Candidate, told: int, *, dated: bool) -> bool:
    """Is the other grade younger? One without a date must be another one of the same thing.

    A month of the year before may well be that of the inspection that the article tells of.
    """
    if told <= year or (_of_progress(other) and not _of_progress(candidate)):
        return False
    date = candidate.date
    of_late = told - year < 2 and date is not None and date.end - date.start > 1
    if of_late and not dated and not share_category(candidate, other):
        return False
    return dated or _rivals(candidate, other)


def _rivals(candidate: Candidate, other: Candidate) -> bool:
    """Two values of one scale for one thing, or for a part and the whole?"""
    differ = other.scale is candidate.scale and other.value_norm != candidate.value_norm
    whole = "overall" in {*candidate.category, *other.category}
    return differ and (whole or share_category(candidate, other))


def _replaced(article: Article, group: list[Candidate]) -> None:
    """A body with a grade on a new scale keeps none on the one that it replaces.

    What is told in the present tense is another body's after all.
    """
    codes = {code for c in group if c.scale for code in c.scale.replaces}
    for candidate in group:
        replaced = candidate.scale is not None and candidate.scale.code in codes
        if replaced and not holds(article, candidate):
            candidate.status = "previous"


def _of_progress(candidate: Candidate) -> bool:
    """A visit between two inspections replaces no grade."""
    return candidate.scale is not None and candidate.scale.code == "ofsted_monitoring"


def _was(article: Article, candidate: Candidate) -> bool:
    """ "always was good" """
    first = max(article.sent(candidate.start)[0], candidate.start - 3)
    return "was" in article.lowers[first : candidate.start]
