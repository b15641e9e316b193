"""Records of one article that repeat or contradict each other, or lack what they need.

Nothing here is wrong for certain: an analyst looks and decides. Pure, one article at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from annotator.core.ratings import FREE, Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry

InconsistencyKind = Literal["twice", "conflict", "no_body", "other_body", "off_scale"]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Something to look at.

    Attributes:
        items: ids of the records that it is about; the first is where it is shown, a further one
            what it repeats or contradicts.
        what: one sentence.
    """

    kind: InconsistencyKind
    items: tuple[str, ...]
    what: str


def findings(review: Review, scales: ScaleRegistry) -> list[Inconsistency]:
    """What stands out in an article, in the order of its text."""
    ratings = review.ratings_in_order()
    alone = [finding for rating in ratings for finding in _alone(rating, scales)]
    pairs = (_pair(one, other, scales) for one, other in _of_one_body(ratings))
    return alone + [finding for finding in pairs if finding is not None]


def by_item(found: list[Inconsistency]) -> dict[str, list[tuple[Inconsistency, str | None]]]:
    """Per record: its findings, each with the other record where there is one."""
    out: dict[str, list[tuple[Inconsistency, str | None]]] = {}
    for finding in found:
        for item in finding.items:
            other = next((i for i in finding.items if i != item), None)
            out.setdefault(item, []).append((finding, other))
    return out


def _of_one_body(ratings: list[Rating]) -> list[tuple[Rating, Rating]]:
    """The pairs that may be about one body; all pairs would be too many in a long article."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, rating in enumerate(ratings):
        for key in {("name", _name(rating)), ("entity", rating.entity or "")}:
            if key[1]:
                groups.setdefault(key, []).append(place)
    places = {pair for group in groups.values() for pair in combinations(group, 2)}
    return [(ratings[one], ratings[other]) for one, other in sorted(places)]


def _alone(rating: Rating, scales: ScaleRegistry) -> Iterator[Inconsistency]:
    problem = scales.record_problem(rating.scale, rating.value_norm)
    if problem:
        yield Inconsistency("off_scale", (rating.id,), problem)
    has_body = rating.rating_body or rating.rating_body_id or "rating_body" in rating.cannot_tell
    if rating.scale != FREE and not has_body:
        yield Inconsistency(
            "no_body", (rating.id,), "No rating body is named for a value on a scale."
        )
    strange = scales.strange_body(rating.scale, rating.rating_body_id)
    if strange:
        yield Inconsistency("other_body", (rating.id,), strange)


def _pair(one: Rating, other: Rating, scales: ScaleRegistry) -> Inconsistency | None:
    """Two records of one body and status: the same value again, or another one.

    Values of the past may differ without a contradiction, unless they are of the same date; so
    may what somebody denies, and interventions, of which a body can be under several.
    """
    same_day = _date(one) is not None and _date(one) == _date(other)
    dated_apart = _date(one) is not None and _date(other) is not None and not same_day
    if not _same_body(one, other) or one.status != other.status or dated_apart:
        return None
    both = (one.id, other.id)
    if _value(one) == _value(other):
        shared = set(one.category) & set(other.category)
        said = f"{_words(one, scales)}, {one.status}"
        if shared or one.category == other.category:
            return Inconsistency("twice", both, f"Recorded twice: {said}.")
        if not _same_evidence(one, other):  # a line each in a list of grades
            return None
        body = " ".join(one.subject.exact.split()) if one.subject else "one body"
        hint = "differ in their category only; one can hold both"
        return Inconsistency("twice", both, f"Two records of {body}, {said}, {hint}.")
    may_differ = one.status == "negated" or (one.status == "previous" and not same_day)
    scale = scales.find(one.scale) if one.scale_code == other.scale_code != FREE else None
    shared = set(one.category) & set(other.category)
    if scale is None or scale.kind == "status" or not shared or may_differ:
        return None
    values = f"{_words(one, scales)} and {_words(other, scales)}"
    return Inconsistency("conflict", both, f"Two values, {one.status}, {min(shared)}: {values}.")


def _same_body(one: Rating, other: Rating) -> bool:
    if one.entity and other.entity:
        return one.entity == other.entity
    return bool(_name(one)) and _name(one) == _name(other)


def _same_evidence(one: Rating, other: Rating) -> bool:
    """Do the same words prove both, as far as it is known?"""
    proofs = {(r.evidence.start, r.evidence.end) for r in (one, other) if r.evidence}
    return len(proofs) < 2


def _name(rating: Rating) -> str:
    words = " ".join(rating.subject.exact.split()).casefold() if rating.subject else ""
    return words.removeprefix("the ").removesuffix("’s").removesuffix("'s")


def _value(rating: Rating) -> tuple[str, str]:
    """Scale and value; of free wording the words themselves."""
    if rating.scale != FREE:
        return rating.scale_code, rating.value_norm
    return FREE, " ".join(rating.value.exact.split()).casefold() if rating.value else rating.id


def _date(rating: Rating) -> str | None:
    if rating.date.value:
        return rating.date.value
    mention = rating.date.mention
    return " ".join(mention.exact.split()).casefold() if mention else None


def _words(rating: Rating, scales: ScaleRegistry) -> str:
    scale = scales.find(rating.scale) if rating.scale != FREE else None
    point = scale.point(rating.value_norm) if scale else None
    if point is not None:
        return point.name
    free = rating.scale == FREE and rating.value is not None
    return f"“{rating.value.exact}”" if free and rating.value else rating.value_norm
