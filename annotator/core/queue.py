"""In which order open suggestions are offered, and which article comes next.

A rating is offered where its sentence begins, before that sentence's spans, and a span that an open
rating uses is never offered before that rating (a headline's words wait for the story): one key
then settles the rating and all its spans, and only what no rating uses is asked for on its own.
"""

from __future__ import annotations

from collections.abc import Container

from annotator.core.ratings import Rating
from annotator.core.review import Review, position_of
from annotator.core.spans import Span

Place = tuple[int, int, int, int, str]


def in_review_order(review: Review) -> list[Span | Rating]:
    """All spans and ratings in the order in which they are offered."""
    places = _places(review)
    items: list[Span | Rating] = [*review.ratings.values(), *review.spans.values()]
    return sorted(items, key=lambda item: places[item.id])


def place(review: Review, item: Span | Rating) -> Place:
    """Where an item stands in the order of review; sorts before all that is offered later."""
    return _places(review)[item.id]


def next_open(review: Review, after: str | None) -> str | None:
    """The id of the next open item behind ``after``, going round; None where all is decided."""
    return _step(review, after, 1)


def next_open_of(review: Review, after: str | None, ids: Container[str]) -> str | None:
    """The id of the next open item behind ``after`` that is one of these, going round."""
    return _step(review, after, 1, ids)


def previous_open(review: Review, before: str | None) -> str | None:
    """The id of the open item ahead of ``before``, going round."""
    return _step(review, before, -1)


def next_open_from(review: Review, here: Place) -> str | None:
    """The next open item at or behind a place, going round (for when the item there is gone)."""
    places = _places(review)
    order = sorted((places[item.id], item.id) for item in review.open_items())
    later = [item_id for where, item_id in order if where >= here]
    return later[0] if later else (order[0][1] if order else None)


def _step(
    review: Review, item_id: str | None, step: int, wanted: Container[str] | None = None
) -> str | None:
    order = in_review_order(review)
    ids = [item.id for item in order]
    start = ids.index(item_id) if item_id in ids else (-1 if step > 0 else 0)
    for distance in range(1, len(order) + 1):
        item = order[(start + step * distance) % len(order)]
        if item.is_open and (wanted is None or item.id in wanted):
            return item.id
    return None


def _places(review: Review) -> dict[str, Place]:
    places = {item.id: _own_place(item) for item in review.spans.values()}
    for rating in review.ratings.values():
        places[rating.id] = _own_place(rating)
    for rating in sorted(review.ratings.values(), key=_own_place, reverse=True):
        if rating.is_open:
            begin = places[rating.id][0]
            for span_id in rating.span_ids() & review.spans.keys():
                span = review.spans[span_id]
                # Later ratings first, so that the earliest one that uses the span decides.
                places[span_id] = max(_own_place(span), (begin, *_own_place(span)[1:]))
    return places


def _own_place(item: Span | Rating) -> Place:
    if isinstance(item, Rating):
        begin = item.evidence.start if item.evidence else position_of(item)
        return begin, 0, position_of(item), 0, item.id
    return item.start, 1, item.start, -item.end, item.id
