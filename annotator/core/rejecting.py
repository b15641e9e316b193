"""What a rejection takes along, and what is left where spans of a rating are gone."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.decisions import Change
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Span


def rejected(review: Review, ratings: list[Rating], spans: list[Span]) -> list[Change]:
    """Rejections of these, and of the open words of judgement that no other rating uses.

    By the guideline every such span belongs to a record, so that alone they would only wait for
    a rejection of their own.
    """
    gone = _ids(ratings)
    going = {s.id: s for s in spans}
    for mention in (m for r in ratings for m in (r.value, *r.also) if m):
        span = review.spans.get(mention.span or "")
        if span is not None and span.is_open and gone >= _ids(review.ratings_using(span.id)):
            going.setdefault(span.id, span)
    return [
        *(Change("rating", r.id, "reject", r, None) for r in ratings),
        *(Change("span", s.id, "reject", s, None) for s in going.values()),
    ]


def loose_ends(review: Review) -> list[Change]:
    """What becomes of suggested ratings whose spans are gone, as if these had been rejected.

    Undo and redo may take out a span that a later run of the extractor has used.
    """
    changes: list[Change] = []
    for rating in review.ratings.values():
        gone = rating.span_ids() - review.spans.keys()
        if gone and rating.value and rating.value.span in gone:
            changes.append(Change("rating", rating.id, "reject", rating, None))
        elif gone:
            left = rating
            for span_id in gone:
                left = left.without_span(span_id)
            changes.append(Change("rating", rating.id, "correct", rating, left))
    return changes


def _ids(ratings: Iterable[Rating]) -> set[str]:
    return {rating.id for rating in ratings}
