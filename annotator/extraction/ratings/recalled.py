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
    "being in special measures was a shock", said when they are lifted; "scored one in May" under
    "From one star to five".
    """
    known = [c for c in candidates if not c.free and c.scale is not None]
    for candidate in known:
        told = candidate.status != "current" or "status" in candidate.why
        if told or candidate.change == "same" or _stays(article, candidate):
            continue
        rivals = [c for c in known if _is_rival(article, candidate, c, focus)]
        over, held, other = _standing(candidate, rivals)
        from_headline = any(is_heading(article, c.start) for c in over)
        loose = _is_loose(article, candidate)
        if over and not held and (loose or from_headline) and (other or _is_status(candidate)):
            candidate.status = "previous"


def _is_loose(article: Article, candidate: Candidate) -> bool:
    """Is it named by a headline, a speaker or a banner?"""
    shown = candidate.sign == "quoted-value"
    return candidate.quoted or shown or is_heading(article, candidate.start)


def _stays(article: Article, candidate: Candidate) -> bool:
    """Do its own words tell that it holds? Headlines are in the present tense anyway."""
    if is_heading(article, candidate.start):
        return False
    return is_now(article, candidate) or holds(article, candidate)


def _is_rival(article: Article, candidate: Candidate, other: Candidate, focus: Focus) -> bool:
    """Another grade of the same body and thing? Who speaks leaves out what is spoken of."""
    if other is candidate or other.scale is not candidate.scale:
        return False
    unsaid = _is_loose(article, candidate) and candidate.category == ("overall",)
    if not unsaid and not set(candidate.category) & set(other.category):
        return False
    keys = {focus.key(s.found) for s in candidate.subjects if s.found}
    return any(focus.key(s.found) in keys for s in other.subjects if s.found)


def _standing(
    candidate: Candidate, rivals: list[Candidate]
) -> tuple[list[Candidate], list[Candidate], list[Candidate]]:
    """Rivals of the same value that are over and that hold, and those of another that hold."""
    same = [c for c in rivals if c.value_norm == candidate.value_norm]
    over = [c for c in same if c.status == "previous"]
    held = [c for c in same if c.status == "current"]
    return over, held, [c for c in rivals if c.status == "current" and c not in same]


def _is_status(candidate: Candidate) -> bool:
    return candidate.scale is not None and candidate.scale.kind == "status"
