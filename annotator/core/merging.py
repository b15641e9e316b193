"""Labels merge: the spans of one get another, and whatever was decided of them stays decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.core.decisions import Change, Edit
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span


def merged(review: Review, label_id: str, into: str) -> Edit:
    """The edit that gives every span with one label another one; states stay as they are.

    Where the same words have the other label already, one span is left: the decided one, and what
    ratings say of the one that goes they say of it.
    """
    changes: list[Change] = []
    for span in review.spans_in_order():
        if span.label != label_id:
            continue
        made = tuple(_changes(review, span, into))
        changes += made
        review = review.after(made)
    return Edit(review.document.id, tuple(changes))


def _changes(review: Review, span: Span, into: str) -> Iterator[Change]:
    after = replace(span, label=into)
    place = (span.start, span.end, into)
    same = (s for s in review.spans.values() if (s.start, s.end, s.label) == place)
    other = next(same, None)
    if other is None:
        yield Change("span", span.id, "correct", span, after)
        return
    goes, stays = (other, after) if other.is_open and not span.is_open else (span, other)
    if stays is after:
        yield Change("span", span.id, "correct", span, after)
    for rating in review.ratings_using(goes.id):
        yield Change("rating", rating.id, "correct", rating, _pointing(rating, goes, stays))
    yield Change("span", goes.id, "reject", goes, None)


def _pointing(rating: Rating, goes: Span, stays: Span) -> Rating:
    """The rating with the one span in the place of the other."""

    def point(mention: Mention) -> Mention:
        return replace(mention, span=stays.id) if mention.span == goes.id else mention

    return rating.with_mentions(point)
