"""In which order open suggestions are offered, and which article comes next.

A rating is offered where its sentence begins, before that sentence's spans: one key then settles
the rating and all its spans, and only what no rating uses is asked for on its own.
"""

from __future__ import annotations

from annotator.core.ratings import Rating
from annotator.core.review import Review, position_of
from annotator.core.spans import Span


def in_review_order(review: Review) -> list[Span | Rating]:
    """All spans and ratings in the order in which they are offered."""
    items: list[Span | Rating] = [*review.ratings.values(), *review.spans.values()]
    return sorted(items, key=place)


def next_open(review: Review, after: str | None) -> str | None:
    """The id of the next open item behind ``after``, going round; None where all is decided."""
    return _step(review, after, 1)


def previous_open(review: Review, before: str | None) -> str | None:
    """The id of the open item ahead of ``before``, going round."""
    return _step(review, before, -1)


def next_open_from(review: Review, here: tuple[int, int, int, str]) -> str | None:
    """The next open item at or behind a place, going round (for when the item there is gone)."""
    order = [item for item in in_review_order(review) if item.is_open]
    later = [item.id for item in order if place(item) >= here]
    return later[0] if later else (order[0].id if order else None)


def _step(review: Review, item_id: str | None, step: int) -> str | None:
    order = in_review_order(review)
    ids = [item.id for item in order]
    start = ids.index(item_id) if item_id in ids else (-1 if step > 0 else 0)
    for distance in range(1, len(order) + 1):
        item = order[(start + step * distance) % len(order)]
        if item.is_open:
            return item.id
    return None


def place(item: Span | Rating) -> tuple[int, int, int, str]:
    """Where an item stands in the order of review; sorts before all that is offered later."""
    if isinstance(item, Rating):
        begin = item.evidence.start if item.evidence else position_of(item)
        return begin, 0, position_of(item), item.id
    return item.start, 1, -item.end, item.id
