"""Old grades beside new ones: "Safe: 2 (was 4)", "Good (previously: inadequate)"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate

_OVER = frozenset(["was", "were", "previously", "formerly", "from", "had", "last", "earlier"])
_OVER |= frozenset(["before", "previous", "originally", "old", "former", "prev", "then"])
_SMALL = _OVER | frozenset(
    ["up", "down", "time", ":", "a", "an", "it", "been", "the", "at", "rating"]
)
_SMALL |= frozenset(["grade", "score", "inspection", "in", "rated", "graded", "-", "–", "of", "'"])
_SMALL |= frozenset(["compared", "with", "against", "improved", "visit", "report", "scored", "."])
_SAME = (["unchanged"], ["no", "change"], ["as", "before"], ["same"], ["the", "same"], ["also"])
_REACH = 9


def read_brackets(article: Article, candidates: list[Candidate]) -> None:
    """Signs the grade in the brackets behind another one and puts it into the past."""
    for now, then in itertools.pairwise(candidates):
        opened = _opening(article, now, then)
        if opened is None or article.line_of(now.start) != article.line_of(then.start):
            continue
        if not {s.id for s, _ in now.options} & {s.id for s, _ in then.options}:
            continue
        then.status, then.fixed = "previous", True
        if not then.sign:
            then.sign, then.score = "bracketed-value", 0.8
        if not now.sign and now.number:
            now.sign, now.score = "bracketed-value", 0.7
        then.subjects = then.subjects or list(now.subjects)
    for candidate in candidates:
        behind = article.lowers[candidate.end : candidate.end + 4]
        if behind[:1] == ["("] and any(behind[1:] == [*same, ")"][:3] for same in _SAME):
            candidate.change = "same"


def _opening(article: Article, now: Candidate, then: Candidate) -> int | None:
    """Where the brackets around the old grade begin; None where there are none."""
    between = article.lowers[now.end : then.start]
    closed = article.words[then.end] if then.end < len(article) else ""
    if "(" not in between or ")" in between or closed not in {")", ",", ";"}:
        return None
    start = now.end + between.index("(")
    inside = range(start + 1, then.start)
    dated = [i for i in inside if (o := article.owner[i]) is not None and o.label == "DATE"]
    small = all(article.lowers[i] in _SMALL or i in dated for i in inside)
    over = bool(dated) or bool(_OVER & set(article.lowers[start : then.start]))
    near = start - now.end < _REACH and then.start - start < _REACH
    return start if small and over and near else None
