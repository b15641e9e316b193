"""Up, down or the same: read off the two grades where an article tells both."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.subjects.focus import Focus

_NEAR = 4
_OVERALL = ("overall",)


def share_categories(article: Article, candidates: list[Candidate]) -> None:
    """ "inadequate for safety, where it had been good": what was before is about the same."""
    for first, second in itertools.pairwise(candidates):
        same = first.scale is not None and first.scale is second.scale
        turned = {first.status, second.status} == {"current", "previous"}
        if not same or not turned or article.sent_of(first.start) != article.sent_of(second.start):
            continue
        if "overall" in article.lowers[first.end : second.start]:
            continue
        if second.category == _OVERALL:
            second.category = first.category
        elif first.category == _OVERALL and second.start - first.end < _NEAR:
            first.category = second.category


def compare(candidates: list[Candidate], focus: Focus) -> None:
    """Sets the change of grades of one body, scale and category of which one was before the other.

    The last of the previous ones counts; both ends of a change carry it.
    """
    bodies: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        for subject in candidate.subjects:
            if candidate.scale is not None and subject.found is not None:
                key = (focus.key(subject.found), candidate.scale.id)
                bodies.setdefault(key, []).append(candidate)
    for group in bodies.values():
        for now in group:
            if now.status != "current":
                continue
            for then in group:
                if then.status == "previous" and set(now.category) & set(then.category):
                    change = _change(then, now)
                    if change:
                        now.change = then.change = change


def _change(then: Candidate, now: Candidate) -> str | None:
    before = then.point.rank if then.point else None
    after = now.point.rank if now.point else None
    if before is None or after is None:
        return None
    return "same" if before == after else "up" if after > before else "down"
