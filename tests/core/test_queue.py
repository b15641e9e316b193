"""In which order open suggestions are offered."""

from __future__ import annotations

from dataclasses import replace

from annotator.core import edits
from annotator.core.decisions import Edit
from annotator.core.queue import in_review_order, next_open, next_open_from, place, previous_open
from annotator.core.review import Review
from annotator.core.spans import Mention
from tests.samples import review, scales

ORDER = ["r1", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "r2"]


def done(state: Review, edit: Edit) -> Review:
    state = state.copy()
    for change in edit.changes:
        state.put(change.kind, change.target, change.after)
    return state


def test_a_rating_comes_before_the_spans_of_its_sentence() -> None:
    """r1 has its sentence as evidence; r2 has none, so it stands where its value does,
    and its subject, which comes before it, waits for it."""
    order = [item.id for item in in_review_order(review())]
    assert order == ["r1", "s1", "s2", "s3", "s4", "s5", "r2", "s6", "s7"]


def test_next_goes_round_and_skips_what_is_decided() -> None:
    state = done(review(), edits.confirm(review(), "r1", scales()))
    assert next_open(state, None) == "s4"
    assert next_open(state, "s4") == "s5"
    assert next_open(state, "s7") == "s4"
    assert next_open(state, "r1") == "s4"
    assert next_open(state, "gone") == "s4"


def test_previous_goes_round_the_other_way() -> None:
    state = done(review(), edits.confirm(review(), "r1", scales()))
    assert previous_open(state, None) == "s7"
    assert previous_open(state, "s4") == "s7"
    assert previous_open(state, "r2") == "s5"
    assert previous_open(state, "gone") == "s7"


def test_walking_forward_visits_every_open_item_once() -> None:
    state = review()
    seen = [next_open(state, None)]
    while (following := next_open(state, seen[-1])) != seen[0]:
        seen.append(following)
    assert seen == [item.id for item in in_review_order(state)]


def test_the_place_of_a_rejected_item_is_kept() -> None:
    state = review()
    here = place(state, state.spans["s4"])
    left = done(state, edits.reject(state, "s4"))
    assert next_open_from(left, here) == "s5"
    last = place(state, state.spans["s7"])
    assert next_open_from(done(state, edits.reject(state, "s7")), last) == "r1"


def test_nothing_left() -> None:
    state = review()
    state = done(state, edits.confirm_all(state, ORDER, scales()))
    assert next_open(state, "s1") is None
    assert previous_open(state, None) is None
    assert next_open_from(state, (0, 0, 0, "")) is None
    assert next_open(review([]), None) is None


def test_words_of_the_headline_wait_for_the_rating_that_uses_them() -> None:
    """The subject stands before the evidence; confirming the rating settles it as well."""
    state = review()
    rating = state.ratings["r1"]
    later = replace(
        rating, evidence=Mention.at(state.document.text, rating.value.start, rating.value.end)
    )  # type: ignore[union-attr]
    state.put("rating", "r1", later)
    order = [item.id for item in in_review_order(state)]
    assert all(order.index("r1") < order.index(span_id) for span_id in rating.span_ids())
    confirmed = done(state, edits.confirm(state, "r1", scales()))
    assert next_open_from(confirmed, place(state, later)) not in rating.span_ids()
