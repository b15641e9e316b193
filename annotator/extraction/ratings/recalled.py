"""A grade that is known to be over and named again: in a headline, in somebody's words."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.focus import Focus
from annotator.extraction.ratings.merging import is_heading
from annotator.extraction.ratings.told_time import holds, is_now


def recall(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Makes previous what names a former grade again while another grade of the thing holds.

    "'Outstanding' nursery falls to inadequate" over a story in which it was outstanding once;
    "being in special measures was a shock", said when they are lifted.
    """
    known = [c for c in candidates if not c.free and c.scale is not None]
    for candidate in known:
        if candidate.status != "current" or "status" in candidate.why:
            continue
        heading = is_heading(article, candidate.start)
        if not heading and (is_now(article, candidate) or holds(article, candidate)):
            continue
        keys = {focus.key(s.found) for s in candidate.subjects if s.found}
        rivals = [
            other
            for other in known
            if other is not candidate
            and other.scale is candidate.scale
            and _same_thing(article, candidate, other)
            and keys & {focus.key(s.found) for s in other.subjects if s.found}
        ]
        again = [c for c in rivals if c.value_norm == candidate.value_norm]
        over = any(c.status == "previous" for c in again)
        told = any(c.status == "current" for c in again)
        moved = any(c.status == "current" and c.value_norm != candidate.value_norm for c in rivals)
        if over and not told and (moved or _is_status(candidate)):
            candidate.status = "previous"


def _same_thing(article: Article, candidate: Candidate, other: Candidate) -> bool:
    """Of the same thing? Headlines and speakers leave out what they speak of."""
    loose = candidate.quoted or is_heading(article, candidate.start)
    return bool(set(candidate.category) & set(other.category)) or (
        loose and candidate.category == ("overall",)
    )


def _is_status(candidate: Candidate) -> bool:
    return candidate.scale is not None and candidate.scale.kind == "status"
