"""Who is rated in a relative clause: "Northmoor, which the watchdog graded inadequate"."""

from __future__ import annotations

from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.referents import CLAUSE_ENDS, Referents

#: Words that one clause may have.
CLAUSE = 14
#: "a small rural primary school" has no more words.
_APPOSED = 7


class RelativeClauses(Referents):
    """What ``Subjects`` asks about "which" and "where"; knows one article."""

    def _relative(self, candidate: Candidate) -> list[Subject]:
        article = self._article
        first = article.sent(candidate.start)[0]
        for index in range(candidate.start - 1, max(first, candidate.start - CLAUSE), -1):
            if article.words[index] in CLAUSE_ENDS or article.lowers[index] in {"and", "but"}:
                return []
            noun = article.lowers[index] in {"that", "which"} and self._apposed(index - 1, first)
            if noun:  # "X, a home that inspectors grade excellent"
                return [Subject(noun, None, "which", 0.8)]
            if article.lowers[index] not in {"which", "who", "where", "whose"}:
                continue
            comma = index - 1 - (article.words[index - 1] == ",")
            owner = article.owner[comma] if comma >= first else None
            owner = self._not_its_place(owner, first, index) if owner is not None else None
            if owner is None or not (self._focus.is_body(owner) or self._grown(owner, index)):
                return []
            named = self._together(self._named(first, owner.end), last=True)
            return [Subject(f, None, "which", 0.86) for f in named if named[-1] is owner]
        return []

    def _grown(self, owner: Found, index: int) -> bool:
        """ "the Red Lion, which kept its five": takes up what the model took for something else."""
        thing = self._official and self._article.lowers[index] == "which"
        if not thing or not self._may_be_service(owner) or self._focus.is_category(owner):
            return False
        self._take_up(owner)
        return True

    def _not_its_place(self, owner: Found, first: int, index: int) -> Found:
        """ "Birchwood in nearby Holt, which ...": the body, not where it is."""
        article, at = self._article, owner.start - 1
        while at > first and article.lowers[at] in {"nearby", "neighbouring", "the"}:
            at -= 1
        if at <= first or article.lowers[at] not in {"in", "near", "at", "on"}:
            return owner
        body = article.owner[at - 1]
        apposed = self._apposed(at - 1, first) if body is None else None
        if apposed is not None:
            return apposed
        if body is None:  # "The Hollies in Barrow, which ..."
            new = self._new_service(at - 1, first, at, None)
            if new is not None:
                self._focus.add(new)
            return new or owner
        return body if self._focus.is_body(body) or self._grown(body, index) else owner

    def _apposed(self, noun: int, first: int) -> Found | None:
        """ "Maltby Juniors, a school in Kelham, which": what the noun is said of."""
        article = self._article
        if not self._focus.kinds_of(article.lowers[noun]):
            return None
        for at in range(noun - 1, max(first, noun - _APPOSED), -1):
            if (
                at > first + 1
                and article.lowers[at] in {"a", "an"}
                and article.lowers[at - 1] == ","
            ):
                body = article.owner[at - 2]
                return body if body is not None and self._focus.is_body(body) else None
        return None
