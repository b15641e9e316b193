"""The only grade that an article tells is the latest, though the verb looks back."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate, share_category
from annotator.extraction.ratings.clauses import upward
from annotator.extraction.ratings.focus import Focus
from annotator.extraction.ratings.told_time import year_of

_JUDGED = frozenset(["graded", "rated", "judged", "assessed", "inspected", "visited"])
_LONG = frozenset(["year", "years", "decade", "decades"])
#: "X announced it would close AFTER BEING rated weak", "following its weak rating"
_AFTERWARDS = (["having", "been"], ["after", "being"], ["since", "being"])
_AFTER = frozenset(["after", "following", "since"])
_OWN = frozenset(["its", "their"])
_HAD = frozenset(["had", "been", "'d"])
_REPORTED = frozenset(["told", "said", "heard", "learned", "learnt", "announced", "reported"])
_REPORTED |= frozenset(["wrote", "confirmed", "discovered", "revealed", "added", "found", "knew"])
_BACK = frozenset(["previous", "previously", "earlier", "last", "once", "before", "ago", "former"])
_BACK |= frozenset(["then", "until", "formerly", "originally", "already", "when", "since"])


def keep_latest(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Makes such grades current again where no other grade of the same thing is told.

    "When last graded, it was good"; "parents were told that it had been rated inadequate"; "it
    closed after being rated inadequate".
    """
    for number, candidate in enumerate(candidates):
        if candidate.status != "previous" or not _soft(article, candidate):
            continue
        keys = {focus.key(s.found) for s in candidate.subjects if s.found}
        rivals = (
            other
            for other in candidates
            if other.scale is candidate.scale and other.status in {"current", "previous"}
            if keys & {focus.key(s.found) for s in other.subjects if s.found}
        )
        if not any(_rivals(article, candidate, other) for other in rivals):
            candidate.status = "current"
            _with_mates(article, candidates[number:])


def _with_mates(article: Article, candidates: list[Candidate]) -> None:
    """What the first one's clause lists besides had its status from it."""
    first = candidates[0]
    for mate in candidates[1:]:
        same = article.sent_of(mate.start) == article.sent_of(first.start)
        if not same or mate.status != "previous" or "status" in mate.why:
            return
        mate.status = "current"


def _soft(article: Article, candidate: Candidate) -> bool:
    """Is the cue a last visit, what came after, or a verb that only reported speech sets back?"""
    cue = candidate.why.get("status")
    words = article.lowers[slice(*cue)] if cue else []
    if cue is None or not words:
        return False
    if words[-1] == "last" or (words[0] == "last" and words[-1] in _JUDGED):
        return True
    if words in _AFTERWARDS or (words[0] in _AFTER and words[-1] in _OWN):
        long_ago = article.lowers[cue[0] - 1] in _LONG  # "two years after being rated X"
        date = candidate.date
        long_ago = long_ago or bool(date and _LONG & set(article.lowers[date.start : date.end]))
        return year_of(article, candidate) is None and not long_ago
    behind = article.lowers[cue[1] : cue[1] + 1]
    if words == ["when"]:
        return not candidate.free and year_of(article, candidate) is None
    if behind == ["after"] and not _LONG & set(words):
        return not candidate.free  # "will close two months after it was rated X"
    return not candidate.free and set(words) <= _HAD and _is_reported(article, candidate, cue[0])


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


def _rivals(article: Article, candidate: Candidate, other: Candidate) -> bool:
    """Another grade for the same thing; beside a last visit any that another sentence tells?"""
    same = share_category(candidate, other)
    cue = candidate.why.get("status", (0, 0))
    if article.lowers[cue[1] - 1] == "last" and other.status == "current":
        same = same or article.sent_of(other.start) != article.sent_of(candidate.start)
    return same and other.value_norm != candidate.value_norm
