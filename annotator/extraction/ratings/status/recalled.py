"""A grade that is known to be over and named again: in a headline, in somebody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.merging import is_heading
from annotator.extraction.ratings.status.told_time import holds, is_now
from annotator.extraction.ratings.subjects.focus import Focus

#: What a body is rated on: its scale, its key in the focus, a category ("" for all of them).
_Place = tuple[str, object, str]


def recall(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Makes previous what names a former grade again while another grade of the thing holds.

    "'Outstanding' nursery falls to inadequate" over a story in which it was outstanding once;
    "being in special measures was a shock", said when they are lifted; "scored one in May" under
    "From one star to five".
    """
    known = [c for c in candidates if not c.free and c.scale is not None]
    standing = _Standing(article, known, focus)
    for candidate in known:
        told = candidate.status != "current" or "status" in candidate.why
        if told or candidate.change == "same" or _stays(article, candidate):
            continue
        loose = _is_loose(article, candidate)
        if standing.is_over(candidate, loose):
            candidate.status = "previous"
            standing.leave(candidate)


class _Standing:
    """How often each grade of a body and thing is said to hold or to be over, kept as counts.

    With every grade held against every other, a long text would take time by its square.
    """

    def __init__(self, article: Article, candidates: list[Candidate], focus: Focus) -> None:
        self._article = article
        self._places = {id(c): set(_places(c, focus)) for c in candidates}
        self._holding: dict[_Place, Counter[str]] = {}
        self._over: dict[_Place, set[str]] = {}
        self._over_in_headings: dict[_Place, set[str]] = {}
        for candidate in candidates:
            for place in self._places[id(candidate)]:
                if candidate.status == "current":
                    self._holding.setdefault(place, Counter())[candidate.value_norm] += 1
            if candidate.status == "previous":
                self._add_over(candidate)

    def is_over(self, candidate: Candidate, loose: bool) -> bool:
        """Is its value of the thing over elsewhere and held nowhere else, while another holds?

        Args:
            loose: who speaks leaves out what is spoken of.
        """
        value = candidate.value_norm
        unsaid = loose and candidate.category == ("overall",)
        places = [p for p in self._places[id(candidate)] if (p[2] == "") is unsaid]
        holding = [self._holding[place] for place in places]  # itself is among them
        if any(counts[value] > 1 for counts in holding):
            return False
        over = self._over if loose else self._over_in_headings
        known = any(value in over.get(place, ()) for place in places)
        return known and (_is_status(candidate) or any(len(counts) > 1 for counts in holding))

    def leave(self, candidate: Candidate) -> None:
        """Its grade is over too."""
        for place in self._places[id(candidate)]:
            self._holding[place] -= Counter([candidate.value_norm])  # drops what is left of none
        self._add_over(candidate)

    def _add_over(self, candidate: Candidate) -> None:
        headed = is_heading(self._article, candidate.start)
        for place in self._places[id(candidate)]:
            self._over.setdefault(place, set()).add(candidate.value_norm)
            if headed:
                self._over_in_headings.setdefault(place, set()).add(candidate.value_norm)


def _places(candidate: Candidate, focus: Focus) -> Iterator[_Place]:
    """Where its grade stands: each of its bodies with each thing, and with any thing."""
    scale = candidate.scale.id if candidate.scale is not None else ""
    for key in focus.keys(candidate):
        yield from ((scale, key, category) for category in {*candidate.category, ""})


def _is_loose(article: Article, candidate: Candidate) -> bool:
    """Is it named by a headline, a speaker or a banner?"""
    shown = candidate.sign == "quoted-value"
    return candidate.quoted or shown or is_heading(article, candidate.start)


def _stays(article: Article, candidate: Candidate) -> bool:
    """Do its own words tell that it holds? Headlines are in the present tense anyway."""
    if is_heading(article, candidate.start):
        return False
    return is_now(article, candidate) or holds(article, candidate)


def _is_status(candidate: Candidate) -> bool:
    return candidate.scale is not None and candidate.scale.kind == "status"
