"""Who is rated where an order tells it: "A and B got 5 and 2 respectively", "the latter"."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.closed_words import QUOTES
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.relative_clauses import RelativeClauses

#: Which of two bodies a word means, and the word that must stand beside it in the sentence.
_OF_TWO = {
    "former": (0, ""),
    "latter": (1, ""),
    "first": (0, "second"),
    "second": (1, "first"),
    "one": (0, "other"),
    "other": (1, "one"),
}
_OPENING = frozenset(["in", "at", "for", "of"])
_BETWEEN = QUOTES | {",", "and", "&", "a", "an", "then"}
#: So many grades share out as many names even where nothing says "respectively".
_PLAINLY = 3


class Distribution(RelativeClauses):
    """What ``Subjects`` asks about grades in a row; knows one article."""

    def _of_two(self, candidate: Candidate) -> list[Subject]:
        """ "The former was rated good and the LATTER inadequate", "one is good, the OTHER poor"."""
        at = self._ordinal(candidate)
        bodies = self._focus.last(at, 2) if at else []
        if len(bodies) < 2:
            return []
        place, _ = _OF_TWO[self._article.lowers[at]]
        the = self._article.before(at) == "the"
        return [Subject(bodies[place], (at - the, at + 1), "one-of-two", 0.8)]

    def _ordinal(self, candidate: Candidate) -> int:
        """Where "the latter" stands before a grade and its verb, or opens the clause; 0 if nowhere.

        "First" and "one" tell nothing without "second" and "other".
        """
        article = self._article
        first, last = article.sent(candidate.start)
        at = candidate.start - 1
        while at > first and article.lowers[at] not in _OF_TWO:
            verb = article.pos[at] in {"VERB", "AUX", "ADV", "PART", "ADP"}
            if not (verb or article.lowers[at] in _BETWEEN) or article.owner[at] is not None:
                break
            at -= 1
        if article.lowers[at] not in _OF_TWO:
            at = self._opening_ordinal(first, candidate.start)
        _, partner = _OF_TWO.get(article.lowers[at], (0, "?"))
        the = article.before(at) == "the"
        if (partner and partner not in article.lowers[first:last]) or (
            the == (article.lowers[at] == "one")
        ):
            return 0
        return at

    def _opening_ordinal(self, first: int, stop: int) -> int:
        """ "In the latter, leadership was": the last that opens a clause before the word."""
        lowers = self._article.lowers
        for at in range(stop - 1, first + 1, -1):
            if lowers[at] in {"former", "latter"} and lowers[at - 2] in _OPENING:
                return at
        return 0

    def _distribute(self, candidates: list[Candidate]) -> None:
        """Gives the grades of a row to the names of a row, the first to the first."""
        for row in self._grade_rows(candidates):
            names = self._names_beside(row)
            if len(names) == len(row):
                for candidate, found in zip(row, names, strict=True):
                    candidate.subjects = [Subject(found, None, "respectively", 0.86)]

    def _grade_rows(self, candidates: list[Candidate]) -> Iterator[list[Candidate]]:
        """Grades that nothing but commas and "and" stands between, if they are shared out."""
        row: list[Candidate] = []
        for candidate in [*(c for c in candidates if not c.free), None]:
            gap = None
            if candidate is not None and row:
                gap = self._article.lowers[row[-1].end : candidate.start]
            if candidate is not None and gap and all(word in _BETWEEN for word in gap):
                row.append(candidate)
                continue
            if len(row) > 1 and (len(row) >= _PLAINLY or self._shared_out(row)):
                yield row
            row = [candidate] if candidate is not None else []

    def _shared_out(self, row: list[Candidate]) -> bool:
        """Does "respectively" or "in that order" stand in the sentence?"""
        lowers = self._article.lowers
        first, last = self._article.sent(row[0].start)
        if "respectively" in lowers[first:last]:
            return True
        return any(
            lowers[i + 1 : i + 3] in (["that", "order"], ["this", "order"])
            for i in range(first, last)
        )

    def _names_beside(self, row: list[Candidate]) -> list[Found]:
        """The row of names before the grades, in their sentence, else behind them."""
        first, last = self._article.sent(row[0].start)
        if self._shared_out(row):
            self._claim_before(first, row[0].start)
        before = self._joined_names(self._named(first, row[0].start)[::-1])
        if len(before) >= len(row):
            return before[: len(row)][::-1]
        behind = self._joined_names(self._named(row[-1].end, last))
        return behind[: len(row)]

    def _claim_before(self, first: int, stop: int) -> None:
        """Takes up the unknown names of "the Plough, the Ship and Ned's Kebabs got"."""
        known = self._named(first, stop)
        if known:
            verbs = [i for i in range(first, stop) if self._article.pos[i] == "VERB"]
            begin = max((i + 1 for i in verbs if i < known[0].start), default=first)
            end = min((i for i in verbs if i >= known[-1].end), default=stop)
            self._claim_list(begin, end)

    def _joined_names(self, named: list[Found]) -> list[Found]:
        """Names of different bodies, up to the first that is not joined to the one before."""
        out: list[Found] = []
        for found in named:
            if out:
                left, right = sorted((out[-1], found), key=lambda f: f.start)
                joined = all(w in {",", "and", "&", "the"} for w in self._between(left, right))
                if not joined or any(self._focus.key(found) == self._focus.key(f) for f in out):
                    break
            out.append(found)
        return out
