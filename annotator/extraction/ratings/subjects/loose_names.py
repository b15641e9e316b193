"""Names that only stand among rated ones: in a list behind a colon, beside a bare value."""

from __future__ import annotations

import itertools

from annotator.extraction.entities.human_names import is_human
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.subjects.rated_names import RatedNames

_LISTING = frozenset([",", "and", ";"])
_LONGEST_NAME = 8
_INSIDE = frozenset(["'s", "of", "the", "'", "&"])


class LooseNames(RatedNames):
    """What ``Subjects`` asks about names that nobody knows; knows one article."""

    def _told_off(self, head: int, last: int) -> list[Found]:
        """ "Three takeaways were given one: A, B and C": as many names behind a colon."""
        article = self._article
        counted = any(article.deps[c] == "nummod" for c in article.children[head])
        if not counted and article.pos[head] != "NUM":
            return []
        stop = article.sent(head)[1]
        for index in range(last, stop):
            if article.words[index] in {":", "–", "—"}:
                self._claim_list(index + 1, stop)
                named = self._named(index + 1, stop)
                return self._together(named) if len(named) > 1 else []
        return []

    def _claim_list(self, start: int, stop: int) -> None:
        """Takes the names of a list for services where one of them is known to be one."""
        known = self._named(start, stop)
        cuts = [i for i in range(start, stop) if self._article.lowers[i] in _LISTING]
        pieces = list(itertools.pairwise([start - 1, *cuts, stop]))
        names = [self._name_of(left + 1, right) for left, right in pieces if right - left > 1]
        if not known or not all(names):
            return
        for first, last in (name for name in names if name):
            if any(self._focus.is_body(f) for f in self._article.inside(first, last)):
                continue
            for guess in list(self._article.inside(first, last)):
                self._article.release(guess)
            found = Found(first, last, known[0].label, "rated-name", 0.5, kind=known[0].kind)
            if self._article.claim(found):
                self._focus.add(found)

    def _name_of(self, first: int, last: int) -> tuple[int, int] | None:
        """The name that a piece of a list is; None where it is none or known for another thing."""
        article = self._article
        while first < last and article.lowers[first] in {"the", "and"}:
            first += 1
        while (
            first < last
            and not article.words[last - 1][0].isalnum()
            and (article.lowers[last - 1] != "'s")
        ):
            last -= 1
        capital = all(
            article.is_capital(i) or article.lowers[i] in _INSIDE for i in range(first, last)
        )
        if not capital or not 0 < last - first < _LONGEST_NAME:
            return None
        owners = [o for o in article.owner[first:last] if o is not None]
        if any(is_human(article, o.start, o.end, self._humans) for o in owners):
            return None
        plain = all(o.model or self._focus.is_body(o) or o.label == "GPE" for o in owners)
        inside = all(first <= o.start and o.end <= last for o in owners)
        return (first, last) if plain and inside else None

    def _gapped_name(self, first: int, end: int, candidate: Candidate) -> Found | None:
        """ "A was rated V1, Five Lanes V2": a name nobody knows where the verb is left out."""
        article = self._article
        start = end
        while (
            start > first and article.is_capital(start - 1) and self._is_loose(start - 1, candidate)
        ):
            start -= 1
        before = article.lowers[start - 1] if start > first else ""
        plain = all(word.isalpha() for word in article.words[start:end])
        if not plain or before not in {",", "and", ";", "while"} or not 0 < end - start < 5:
            return None
        beside = self._named(first, start)
        if not beside:
            return None
        label, kind = beside[-1].label, beside[-1].kind
        found = Found(start, end, label, "rated-name", 0.5, kind=kind)
        if self._focus.is_category(found):
            return None
        for count in list(article.inside(start, end)):
            article.release(count)
        if not article.claim(found):
            return None
        self._focus.add(found)
        return found

    def _is_loose(self, index: int, candidate: Candidate) -> bool:
        """No entity, or a count or street that may be a name: "Five Lanes"; or the model's guess.

        What the model took a name for counts for little right before a bare value.
        """
        owner = self._article.owner[index]
        if owner is None or owner.label in {"COUNT", "LOC"}:
            return True
        bare = owner.end == candidate.start
        return bare and owner.model and self._may_be_service(owner)
