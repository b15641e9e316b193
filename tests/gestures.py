"""Random gestures of review, for the tests that must hold whatever an analyst does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from annotator.core import cannot_tell, edits, zoning
from annotator.core.decisions import Edit
from annotator.core.documents import PartialDate
from annotator.core.errors import Refused
from annotator.core.ratings import STATUSES
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention
from tests.samples import rating_of, scales

LABELS = ("SERVICE", "GPE", "RATING", "ORG", "DATE")
NewId = Callable[[str], str]


def random_gesture(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    """A gesture that the rules allow in this state; an empty edit where none was found.

    Args:
        new_id: gives a free id for "span" or "rating".
    """
    for _ in range(20):
        gesture = rng.choice(GESTURES)
        try:
            edit = gesture(review, rng, new_id)
        except Refused:
            continue
        if edit:
            return edit
    return Edit(review.document.id, ())


def confirm_all_and_complete(
    review: Review, item_ids: Iterable[str], scales: ScaleRegistry
) -> Edit:
    """Confirm items and complete the article as one gesture.

    Raises:
        Refused: one cannot be confirmed, or others are still open.
    """
    confirmed = edits.confirm_all(review, item_ids, scales)
    after = review.after(confirmed.changes)
    return Edit(review.document.id, confirmed.changes + edits.complete(after).changes)


def _any_item(review: Review, rng: random.Random) -> str:
    return rng.choice([*review.spans, *review.ratings, "nothing"])


def _any_span(review: Review, rng: random.Random) -> str:
    return rng.choice([*review.spans, "nothing"])


def _any_range(review: Review, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(review.document.text))
    return start, min(start + rng.randint(1, 12), len(review.document.text))


def _confirm(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.confirm(review, _any_item(review, rng), scales())


def _confirm_several(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    items = [item.id for item in review.open_items() if rng.random() < 0.5]
    return edits.confirm_all(review, items, scales())


def _reject(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.reject(review, _any_item(review, rng), also_ratings=rng.random() < 0.5)


def _correct_span(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    start, end = _any_range(review, rng)
    label = rng.choice([*LABELS, None])
    if rng.random() < 0.3:
        return edits.correct_span(review, _any_span(review, rng), label=label)
    return edits.correct_span(review, _any_span(review, rng), start=start, end=end, label=label)


def _correct_rating(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    rating_id = rng.choice([*review.ratings, "nothing"])
    span = review.spans.get(_any_span(review, rng))
    fields = rng.choice(
        [
            {"status": rng.choice(STATUSES)},
            {"category": ("staffing", "safe")},
            {"scale": "cqc4@1", "value_norm": rng.choice(["good", "inadequate"])},
            {"subject": Mention.of(span) if span else None},
            {"rating_body": Mention.of(span) if span else None},
            {"cannot_tell": tuple(rng.sample(cannot_tell.FIELDS, 2))},
        ]
    )
    return edits.correct_rating(review, rating_id, scales(), fields)


def _add_span(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    start, end = _any_range(review, rng)
    return edits.add_span(review, new_id("span"), start, end, rng.choice(LABELS))


def _add_rating(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    value, subject = review.spans.get(_any_span(review, rng)), _any_span(review, rng)
    if value is None:
        return Edit(review.document.id, ())
    rating = rating_of(new_id("rating"), review.spans.get(subject), value, "cqc4@1", "good")
    return edits.add_rating(review, rating, scales())


def _complete(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.complete(review)


def _complete_all(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    if rng.random() < 0.8:
        return Edit(review.document.id, ())
    items = [item.id for item in review.open_items()]
    return confirm_all_and_complete(review, items, scales())


def _reopen(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.reopen(review)


def _flag(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.set_flag(review, not review.flag)


def _aside(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.set_aside(review, not review.aside)


def _note(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    item = rng.choice([_any_item(review, rng), None])
    return edits.set_note(review, item, rng.choice(["check the date", "a quote", None]))


def _zones(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return zoning.toggled(review, *_any_range(review, rng))


def _details(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    date = PartialDate(*rng.choice([("2024", "year"), ("2024-05", "month"), (None, "unknown")]))
    words = rng.choice(["Two units", "Café 😀", ""])
    fields = {"title": words, "outlet": words, "published": date, "inspected": date}
    return edits.correct_details(review, dict(rng.sample(sorted(fields.items()), 2)))


def _skip(review: Review, rng: random.Random, new_id: NewId) -> Edit:
    return edits.skip(review, _any_item(review, rng))


GESTURES = (
    *(_confirm, _confirm, _confirm_several, _reject, _reject, _correct_span, _correct_rating),
    *(
        _add_span,
        _add_rating,
        _complete,
        _complete_all,
        _reopen,
        _flag,
        _aside,
        _note,
        _details,
        _zones,
        _skip,
    ),
)
