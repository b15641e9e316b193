"""The only grade that an article tells is the latest, though the verb looks back."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import upward
from annotator.extraction.ratings.focus import Focus

_JUDGED = frozenset(["graded", "rated", "judged", "assessed", "inspected", "visited"])
_HAD = frozenset(["had", "been", "'d"])
_REPORTED = frozenset(["told", "said", "heard", "learned", "learnt", "announced", "reported"])
_REPORTED |= frozenset(["wrote", "confirmed", "discovered", "revealed", "added", "found", "knew"])
_BACK = frozenset(["previous", "previously", "earlier", "last", "once", "before", "ago", "former"])
_BACK |= frozenset(["then", "until", "formerly", "originally", "already", "when", "since"])


def keep_latest(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Makes such grades current again where no other grade of the same thing is told.

    "When last graded, it was good"; "parents were told that it had been rated inadequate".
    """
    for candidate in candidates:
        if candidate.status != "previous" or not _soft(article, candidate):
            continue
        keys = {focus.key(s.found) for s in candidate.subjects if s.found}
        rivals = (
            other
            for other in candidates
            if other.scale is candidate.scale and other.status in {"current", "previous"}
            if keys & {focus.key(s.found) for s in other.subjects if s.found}
        )
        if not any(_rivals(candidate, other) for other in rivals):
            candidate.status = "current"


def _soft(article: Article, candidate: Candidate) -> bool:
    """Is the cue a last visit, or a verb that only reported speech sets back?"""
    cue = candidate.why.get("status")
    words = article.lowers[slice(*cue)] if cue else []
    if not words:
        return False
    if words[0] == "last" and words[-1] in _JUDGED:
        return True
    return (
        not candidate.free
        and set(words) <= _HAD
        and _is_reported(article, candidate, cue[0] if cue else 0)
    )


def _is_reported(article: Article, candidate: Candidate, had: int) -> bool:
    """Does a verb of telling in the past govern the clause, and no word in it look back?"""
    first, last = article.sent(candidate.start)
    dated = candidate.date is not None and candidate.date.start > had
    if dated or _BACK & set(article.lowers[first:last]):
        return False
    return any(
        article.lowers[word] in _REPORTED and article.tags[word] in {"VBD", "VBN"}
        for word in list(upward(article, had))[1:]
        if word < had
    )


def _rivals(candidate: Candidate, other: Candidate) -> bool:
    """Another grade for the same thing?"""
    same = bool(set(candidate.category) & set(other.category))
    return same and other.value_norm != candidate.value_norm
