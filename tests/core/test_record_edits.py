"""A whole form saved as one gesture."""

from __future__ import annotations

from typing import Any

from annotator.core import record_edits
from annotator.core.decisions import Edit
from annotator.core.review import Review
from annotator.core.spans import Mention
from tests import samples


def new_id(kind: str, ahead: int) -> str:
    return f"a{kind[0]}{ahead + 1}"


def saved(review: Review, fields: dict[str, Any], *more: dict[str, Any]) -> Edit:
    return record_edits.save_rating(review, "r1", samples.scales(), fields, more, new_id)


def acts(edit: Edit) -> list[tuple[str, str]]:
    return [(change.act, change.target) for change in edit.changes]


def test_a_corrected_rating_is_decided_with_its_spans() -> None:
    review = samples.review()
    edit = saved(review, {"status": "previous"})
    used = sorted(review.ratings["r1"].span_ids())
    assert acts(edit) == [("correct", "r1"), *(("confirm", span) for span in used)]


def test_several_subjects_are_a_record_each_and_one_undo() -> None:
    review = samples.review()
    other = Mention.of(review.spans["s6"])
    edit = saved(review, {"category": ("safe",)}, {"subject": other, "entity": None})
    after = review.after(edit.changes)
    added = after.ratings["ar5"]
    assert edit.changes[4].target == "ar5"  # the id is that of the decision that adds it
    assert (added.subject, added.category, added.state) == (other, ("safe",), "added")
    assert after.ratings["r1"].subject == review.ratings["r1"].subject
    back = samples.before(after, edit)
    assert (back.ratings, back.spans) == (review.ratings, review.spans)


def test_what_proved_one_category_does_not_prove_another() -> None:
    review = samples.review()
    words = Mention.at(samples.TEXT, 0, 7)
    fields = {"category": ("safe",), "why": {"category": words, "status": words}}
    edit = saved(review, fields, {"category": ("caring",)})
    after = review.after(edit.changes).ratings
    assert after["r1"].why.keys() == {"category", "status"}
    added = next(r for r in after.values() if r.category == ("caring",))
    assert added.why == {"status": words}


def test_a_note_alone_decides_nothing() -> None:
    assert acts(saved(samples.review(), {"note": "check"})) == [("note", "r1")]


def test_words_without_a_span_get_one_before_the_record_that_uses_them() -> None:
    review = samples.review()
    start = samples.TEXT.index("patchy")
    words = Mention.at(samples.TEXT, start, start + 6)
    edit = saved(review, {"also": (words,)})
    assert acts(edit)[:2] == [("add", "as1"), ("correct", "r1")]
    assert review.after(edit.changes).ratings["r1"].also == (
        Mention.of(review.after(edit.changes).spans["as1"]),
    )
