"""What a decision about some words says of the same words elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import edits, propagation
from annotator.core.decisions import ArticleState, Edit
from annotator.core.documents import Document, Zone
from annotator.core.propagation import Hit, Lesson
from annotator.core.review import Review
from annotator.core.spans import Span
from tests import samples
from tests.samples import scales

TEXT = (
    "Tamefield was rated good. Officers in Tamefield were praised.\r\n"
    "Tamefield Road is shut. In Tamefield 😀 nothing happened, said Tamefielders.\n"
    "Share Tamefield"
)


def at(number: int, words: str = "Tamefield") -> tuple[int, int]:
    """The range of the ``number``-th place (from 0) of the words."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def review(*labels: str, **article: object) -> Review:
    """Open spans on the first places of the name, with these labels ("" for none)."""
    zones = (Zone(TEXT.index("Share"), len(TEXT), "furniture"),)
    spans = [Span(f"s{n}", *at(n), "Tamefield", label) for n, label in enumerate(labels) if label]
    return Review(Document("a", TEXT, "A", zones=zones), spans, ArticleState(**article))  # type: ignore[arg-type]


def taught(edit: Edit) -> Lesson:
    lesson = propagation.lesson_of(edit)
    assert lesson is not None
    return lesson


def places(found: list[Hit]) -> list[tuple[int, str | None]]:
    return [(hit.start, hit.span_id) for hit in found]


def test_another_label_goes_to_open_mentions_and_to_words_nobody_marked() -> None:
    before = review("GPE", "GPE", "", "ORG")
    edit = edits.correct_span(before, "s0", label="SERVICE")
    found = propagation.hits(taught(edit), before.after(edit.changes))

    # s3 was another label than the one corrected; the last place is furniture.
    assert places(found) == [(at(1)[0], "s1"), (at(2)[0], None)]
    assert [hit.is_sure for hit in found] == [True, False]  # "Tamefield Road" may be another name


def test_what_a_person_decided_is_left_alone() -> None:
    before = review("GPE", "GPE")
    before = before.after(edits.confirm(before, "s1", scales()).changes)
    edit = edits.correct_span(before, "s0", label="SERVICE")

    assert [h.span_id for h in propagation.hits(taught(edit), before.after(edit.changes))] == [
        None,
        None,
    ]


def test_a_complete_article_is_left_alone() -> None:
    lesson = Lesson("label", "Tamefield", "GPE", "SERVICE", (0, 0), "Tamefield")

    assert propagation.hits(lesson, review("GPE", "GPE", status="complete")) == []


def test_a_rejection_takes_open_mentions_of_that_label_only() -> None:
    before = review("GPE", "GPE", "ORG")
    edit = edits.reject(before, "s0")

    found = propagation.hits(taught(edit), before.after(edit.changes))

    assert places(found) == [(at(1)[0], "s1")]


def test_moved_edges_move_where_the_text_is_the_same() -> None:
    text = "the Tamefield and the Tamefield or the  Tamefield"
    spans = [Span("s0", 0, 13, text[:13], "GPE"), Span("s1", 18, 31, text[18:31], "GPE")]
    before = Review(Document("a", text, "A"), spans)
    edit = edits.correct_span(before, "s0", start=4)

    assert [
        (h.start, h.end) for h in propagation.hits(taught(edit), before.after(edit.changes))
    ] == [(22, 31)]


def test_what_is_carried_waits_to_be_seen_and_can_be_taken_back() -> None:
    before = review("GPE", "GPE")
    edit = edits.correct_span(before, "s0", label="SERVICE")
    there = before.after(edit.changes)
    lesson = taught(edit)
    ids = iter(["n1", "n2", "n3"])

    carried = propagation.carried(there, propagation.hits(lesson, there), lesson, lambda: next(ids))
    after = there.after(carried.changes)

    assert {(s.id, s.label, s.state) for s in after.spans.values()} == {
        ("s0", "SERVICE", "corrected"),
        ("s1", "SERVICE", "propagated"),
        ("n1", "SERVICE", "propagated"),
        ("n2", "SERVICE", "propagated"),
    }
    assert {i.id for i in after.open_items()} == {"s1", "n1", "n2"}
    assert samples.before(after, carried).spans == there.spans


def test_a_place_that_changed_since_the_preview_is_left_out() -> None:
    there = review("GPE", "GPE")
    lesson = Lesson("reject", "Tamefield", "GPE", "")
    chosen = propagation.hits(lesson, there)
    there.put("span", "s1", replace(there.spans["s1"], state="confirmed"))

    edit = propagation.carried(there, chosen, lesson, str)

    assert [change.target for change in edit.changes] == ["s0"]


@pytest.mark.parametrize("act", ["confirm", "flag"])
def test_other_gestures_teach_nothing(act: str) -> None:
    before = review("GPE")
    made = (
        edits.confirm(before, "s0", scales()) if act == "confirm" else edits.set_flag(before, True)
    )

    assert propagation.lesson_of(made) is None


@given(st.text("aA b😀é́\r\n", max_size=30), st.text("aA b😀é́", min_size=1, max_size=4))
def test_a_hit_always_gives_its_words(text: str, words: str) -> None:
    lesson = Lesson("add", words, "", "GPE", (0, 0), words)
    there = Review(Document("a", text, "A"))

    for hit in propagation.hits(lesson, there):
        assert text[hit.start : hit.end] == words
