"""Two current grades for one thing cannot both hold: the dated or subordinate one is over."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.focus import Focus

_SUBORDINATE = frozenset(["acl", "relcl", "advcl"])


def supersede(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Marks as previous what a later grade of the same subject and category has replaced.

    Only where the text itself dates it ("rated good in 2019") or tells it aside ("which was rated
    good"), and another grade stands in a main clause.
    """
    current: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.free or candidate.status != "current":
            continue
        for subject in candidate.subjects:
            if subject.found is not None:
                scale = candidate.scale.code if candidate.scale else ""
                key = (focus.key(subject.found), scale, candidate.category)
                current.setdefault(key, []).append(candidate)
    for group in current.values():
        if len({c.value_norm for c in group}) < 2:
            continue
        weak = [c for c in group if _dated(article, c) or _aside(article, c)]
        if 0 < len(weak) < len(group):
            for candidate in weak:
                candidate.status = "previous"


def _dated(article: Article, candidate: Candidate) -> bool:
    date = candidate.date
    return (
        date is not None
        and date.start >= candidate.end
        and any(w.isdigit() and len(w) == 4 for w in article.words[date.start : date.end])
    )


def _aside(article: Article, candidate: Candidate) -> bool:
    verb = candidate.verb
    return (
        verb is not None
        and article.deps[verb] in _SUBORDINATE
        and article.tags[verb] in {"VBN", "VBD"}
        and any(article.lowers[c] in {"was", "were", "had"} for c in article.children[verb])
    )
