"""The review semantics, row by row: what each gesture does to spans, ratings and states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.core import edits, zoning
from annotator.core.decisions import Edit
from annotator.core.documents import Document
from annotator.core.errors import Refused
from annotator.core.ratings import Rating
from annotator.core.rejecting import loose_ends
from annotator.core.reopening import reopening
from annotator.core.review import Review
from annotator.core.spans import Mention, Span
from tests.gestures import confirm_all_and_complete
from tests.samples import TEXT, items_of, rating_of, review, scales, span_of

# In the sample: s1 Ashcombe Vale Probation, s2 inadequate, s3 HMI Probation, s4 May 2024,
# s5 Ruth Hale, s6 Dunmere Prison, s7 requires improvement; r1 uses s1 s2 s3, r2 uses s6 s7.


def after(state: Review, *gestures: Callable[[Review], Edit]) -> Review:
    """The state once the gestures were made, one after the other."""
    state = state.copy()
    for gesture in gestures:
        for change in gesture(state).changes:
            assert state.target(change) == change.before
            state.put(change.kind, change.target, change.after)
    return state


def acts(edit: Edit) -> list[tuple[str, str]]:
    return [(change.act, change.target) for change in edit.changes]


def states(state: Review) -> dict[str, str]:
    return {item.id: item.state for item in (*state.spans.values(), *state.ratings.values())}


def confirm(item_id: str) -> Callable[[Review], Edit]:
    return lambda state: edits.confirm(state, item_id, scales())


def reject(item_id: str, *, also_ratings: bool = False) -> Callable[[Review], Edit]:
    return lambda state: edits.reject(state, item_id, also_ratings=also_ratings)


def correct(item_id: str, **fields: object) -> Callable[[Review], Edit]:
    return lambda state: edits.correct_rating(state, item_id, scales(), fields)


# --- confirm a rating: its spans that are still suggested are confirmed in the same batch ---


def test_confirm_a_rating_takes_its_open_spans_along() -> None:
    state = review()
    edit = edits.confirm(state, "r1", scales())
    assert acts(edit) == [
        ("confirm", "r1"),
        ("confirm", "s1"),
        ("confirm", "s2"),
        ("confirm", "s3"),
    ]
    left = states(after(state, confirm("r1")))
    assert {k for k, v in left.items() if v == "confirmed"} == {"r1", "s1", "s2", "s3"}
    assert {k for k, v in left.items() if v == "suggested"} == {"s4", "s5", "s6", "s7", "r2"}


def test_confirm_a_rating_leaves_decided_spans_as_they_are() -> None:
    def shorten(state: Review) -> Edit:
        return edits.correct_span(state, "s1", end=state.spans["s1"].end - 10)

    state = after(review(), shorten, confirm("s3"))
    assert acts(edits.confirm(state, "r1", scales())) == [("confirm", "r1"), ("confirm", "s2")]
    assert states(after(state, confirm("r1")))["s1"] == "corrected"


def test_confirm_a_span_touches_nothing_else() -> None:
    assert acts(edits.confirm(review(), "s4", scales())) == [("confirm", "s4")]


@pytest.mark.parametrize("item_id", ["s4", "r1"])
def test_confirm_twice_changes_nothing(item_id: str) -> None:
    state = after(review(), confirm(item_id))
    assert not edits.confirm(state, item_id, scales())


@pytest.mark.parametrize(("origin", "state"), [("g1", "corrected"), (None, "added")])
def test_what_was_carried_over_is_no_hit_of_the_machine(origin: str | None, state: str) -> None:
    span = span_of(TEXT, "Ruth Hale", "PERSON", "s1")
    carried = Review(Document("a", TEXT), [replace(span, state="propagated", origin=origin)])
    assert states(after(carried, confirm("s1"))) == {"s1": state}


def test_a_rating_without_subject_or_value_cannot_be_confirmed() -> None:
    value = span_of(TEXT, "inadequate", "RATING", "s1")
    rating = rating_of("r1", None, value, "hmi_probation4@1", "inadequate")
    with pytest.raises(Refused, match="no subject"):
        edits.confirm(review([value, rating]), "r1", scales())
    with pytest.raises(Refused, match="no value"):
        edits.confirm(
            review([replace(rating, subject=Mention.of(value), value=None)]), "r1", scales()
        )


def test_a_value_off_its_scale_cannot_be_confirmed() -> None:
    items = [replace(i, value_norm="good-ish") if i.id == "r1" else i for i in items_of(TEXT)]  # type: ignore[call-arg]
    with pytest.raises(Refused, match="“good-ish” is not on the scale of HM Inspectorate of Prob"):
        edits.confirm(review(items), "r1", scales())


def test_confirm_all_is_one_edit_without_repeats() -> None:
    state = review()
    edit = edits.confirm_all(state, ["s1", "r1", "s2", "s5"], scales())
    targets = [target for _, target in acts(edit)]
    assert sorted(targets) == ["r1", "s1", "s2", "s3", "s5"]
    assert states(after(state, lambda _: edit))["s3"] == "confirmed"


# --- correct: state corrected; an added item stays added ---


def test_correct_a_span() -> None:
    state = review()
    start, end = state.spans["s3"].start, state.spans["s3"].end
    new = after(state, lambda r: edits.correct_span(r, "s3", end=end - 10, label="ORG"))
    assert new.spans["s3"] == replace(
        state.spans["s3"], end=start + 3, exact="HMI", label="ORG", state="corrected"
    )


@pytest.mark.parametrize(
    ("fields", "attribute", "expected"),
    [
        ({"status": "previous"}, "status", "previous"),
        ({"category": ("staffing",)}, "category", ("staffing",)),
        ({"value_norm": "good"}, "rank", 3),
        ({"value_norm": "good"}, "polarity", "positive"),
        ({"subject": None}, "subject", None),
        ({"scale": "free", "value_norm": "free"}, "rank", None),
        ({"scale": "ofsted4", "value_norm": "good"}, "scale", "ofsted4@1"),
    ],
)
def test_correct_any_field_of_a_rating(
    fields: dict[str, object], attribute: str, expected: object
) -> None:
    new = after(review(), correct("r1", **fields)).ratings["r1"]
    assert getattr(new, attribute) == expected
    assert new.state == "corrected"


def test_what_proved_the_former_answer_goes_with_it() -> None:
    state = review()
    told = Mention.at(TEXT, TEXT.index("was"), TEXT.index("was") + 3)
    alias = Mention.at(TEXT, TEXT.index("unit"), TEXT.index("unit") + 4)
    why = {"status": told, "change": told}
    state.ratings["r1"] = replace(state.ratings["r1"], why=why, subject_aliases=(alias,))
    new = after(state, correct("r1", status="previous")).ratings["r1"]
    assert (new.why, new.subject_aliases) == ({"change": told}, (alias,))
    new = after(state, correct("r1", subject=Mention.of(state.spans["s6"]))).ratings["r1"]
    assert (new.why, new.subject_aliases) == (why, ())
    new = after(state, correct("r1", status="current", speaker=told)).ratings["r1"]
    assert (new.why, new.subject_aliases) == (why, (alias,))


def test_a_confirmed_item_becomes_corrected() -> None:
    state = after(review(), confirm("r1"), correct("r1", status="previous"))
    assert state.ratings["r1"].state == "corrected"


def test_an_added_item_stays_added_however_often_it_is_edited() -> None:
    start = TEXT.index("Chief inspector")
    state = after(
        review(),
        lambda r: edits.add_span(r, "as1", start, start + 15, "ROLE"),
        lambda r: edits.correct_span(r, "as1", start=start + 6),
        lambda r: edits.correct_span(r, "as1", label="ORG"),
    )
    assert state.spans["as1"] == Span(
        "as1", start + 6, start + 15, "inspector", "ORG", None, "added"
    )
    rating = rating_of("ar2", state.spans["as1"], state.spans["s2"], "cqc4@1", "good")
    state = after(
        state,
        lambda r: edits.add_rating(r, rating, scales()),
        correct("ar2", status="target"),
        correct("ar2", value_norm="outstanding"),
    )
    assert (state.ratings["ar2"].state, state.ratings["ar2"].rank) == ("added", 4)


def test_a_correction_that_changes_nothing_is_no_decision() -> None:
    state = review()
    span = state.spans["s2"]
    assert not edits.correct_span(state, "s2", start=span.start, end=span.end, label=span.label)
    assert not edits.correct_rating(state, "r1", scales(), {"status": "current"})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value_norm": "excellent"}, "“excellent” is not on the scale"),
        ({"scale": "unheard_of@1"}, "no scale “unheard_of@1”"),
        ({"status": "someday"}, "not a status"),
        ({"scale": "free"}, "no point"),
    ],
)
def test_a_correction_off_the_scale_is_refused(fields: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        edits.correct_rating(review(), "r1", scales(), fields)


# --- correct a span that a rating uses: the mention moves, the rating's state stays ---


@pytest.mark.parametrize("decided", [False, True])
def test_a_rating_moves_with_its_span_and_keeps_its_state(decided: bool) -> None:
    state = after(review(), confirm("r1")) if decided else review()
    new = after(state, lambda r: edits.correct_span(r, "s1", end=r.spans["s1"].end - 10))
    assert new.ratings["r1"].subject == Mention(0, 13, "Ashcombe Vale", "s1")
    assert new.ratings["r1"].state == state.ratings["r1"].state
    assert replace(new.ratings["r1"], subject=state.ratings["r1"].subject) == state.ratings["r1"]


# --- reject ---


def test_reject_a_rating_span_takes_its_suggested_rating_along() -> None:
    state = review()
    assert acts(edits.reject(state, "s2")) == [("reject", "r1"), ("reject", "s2")]
    left = states(after(state, reject("s2")))
    assert left.keys() == {"s1", "s3", "s4", "s5", "s6", "s7", "r2"}
    assert set(left.values()) == {"suggested"}


@pytest.mark.parametrize(("span_id", "field"), [("s1", "subject"), ("s3", "rating_body")])
def test_reject_another_span_empties_the_field(span_id: str, field: str) -> None:
    state = review()
    new = after(state, reject(span_id))
    assert span_id not in new.spans
    assert new.ratings["r1"] == replace(state.ratings["r1"], **{field: None})
    assert new.ratings["r1"].state == "suggested"


def test_reject_a_repeat_in_the_headline_keeps_the_rating() -> None:
    spans = [s for s in items_of(TEXT) if s.id != "r1"]
    rating = next(i for i in items_of(TEXT) if isinstance(i, Rating) and i.id == "r1")
    again = Mention.of(next(s for s in spans if isinstance(s, Span) and s.id == "s7"))
    state = review([*spans, replace(rating, also=(again,))])
    new = after(state, reject("s7"))
    assert new.ratings["r1"].also == ()
    assert "r2" not in new.ratings


@pytest.mark.parametrize("span_id", ["s1", "s2", "s3"])
def test_reject_a_span_of_a_decided_rating_is_refused(span_id: str) -> None:
    state = after(review(), confirm("r1"))
    with pytest.raises(Refused, match=r"used by 1 rating.*[Rr]eject both"):
        edits.reject(state, span_id)
    left = states(after(state, reject(span_id, also_ratings=True)))
    assert left.keys() == states(state).keys() - {"r1", span_id}


def test_reject_both_still_empties_what_is_only_suggested() -> None:
    body = span_of(TEXT, "HMI Probation", "INSPECTORATE", "s3")
    items = [
        replace(i, rating_body=Mention.of(body)) if isinstance(i, Rating) else i
        for i in items_of(TEXT)
    ]
    state = after(review(items), confirm("r1"))
    new = after(state, reject("s3", also_ratings=True))
    assert new.ratings.keys() == {"r2"}
    assert new.ratings["r2"].rating_body is None
    assert new.ratings["r2"].state == "suggested"


def test_reject_a_rating_takes_its_open_words_of_judgement_along() -> None:
    assert acts(edits.reject(review(), "r1")) == [("reject", "r1"), ("reject", "s2")]
    decided = after(review(), confirm("s2"))
    assert acts(edits.reject(decided, "r1")) == [("reject", "r1")]


def test_words_that_judge_something_else_too_stay() -> None:
    items = items_of(TEXT)
    first = next(i for i in items if isinstance(i, Rating) and i.id == "r1")
    state = review([*items, replace(first, id="r9", status="previous")])
    assert acts(edits.reject(state, "r1")) == [("reject", "r1")]


# --- add ---


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (5, 5, "visible character"),
        (23, 24, "visible character"),
        (-1, 4, "outside"),
        (0, 10_000, "outside"),
        (0, 23, "already marked as SERVICE"),
    ],
)
def test_a_bad_range_is_refused(start: int, end: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        edits.add_span(review(), "as1", start, end, "SERVICE")


def test_no_edge_inside_a_character() -> None:
    text = "Calm 👩\u200d🚒 work"
    with pytest.raises(Refused, match="inside a character"):
        edits.add_span(review([], text), "as1", 0, 6, "ORG")
    assert edits.checked_range(text, 0, 9) == (0, 8)


def test_white_space_at_the_ends_is_left_out() -> None:
    new = after(review(), lambda r: edits.add_span(r, "as1", 23, 34, "ORG"))
    assert new.spans["as1"].exact == "was rated"


def test_an_added_rating_confirms_its_open_spans() -> None:
    state = review()
    rating = rating_of("ar1", state.spans["s6"], state.spans["s2"], "hmi_prisons4@1", "poor")
    edit = edits.add_rating(state, rating, scales())
    assert acts(edit) == [("add", "ar1"), ("confirm", "s2"), ("confirm", "s6")]
    assert after(state, lambda _: edit).ratings["ar1"].state == "added"


def test_an_added_rating_needs_a_value_of_its_scale() -> None:
    state = review()
    rating = rating_of("ar1", state.spans["s6"], state.spans["s2"], "cqc4@1", "good")
    with pytest.raises(Refused, match="needs the words"):
        edits.add_rating(state, replace(rating, value=None), scales())
    with pytest.raises(Refused, match="not on the scale"):
        edits.add_rating(state, replace(rating, value_norm="fine"), scales())


def test_loose_ends_are_what_a_rejection_would_leave() -> None:
    state = review()
    assert loose_ends(state) == []
    for span_id in ("s1", "s3", "s7"):
        state.put("span", span_id, None)
    changes = loose_ends(state)
    assert acts(Edit("", tuple(changes))) == [("correct", "r1"), ("reject", "r2")]
    assert changes[0].after == replace(state.ratings["r1"], subject=None, rating_body=None)


# --- complete ---


def test_complete_with_open_suggestions_is_refused_and_says_how_many() -> None:
    with pytest.raises(Refused, match=r"^7 spans and 2 ratings still wait for a decision\."):
        edits.complete(review())
    state = after(review(), confirm("r1"), confirm("r2"), confirm("s4"))
    with pytest.raises(Refused, match=r"^1 span still waits for a decision\."):
        edits.complete(state)


def test_confirm_all_visible_and_complete_is_one_gesture() -> None:
    state = review()
    edit = confirm_all_and_complete(state, list(states(state)), scales())
    assert acts(edit)[-1] == ("complete", "ashcombe.txt")
    new = after(state, lambda _: edit)
    assert (new.status, new.open_items()) == ("complete", [])
    with pytest.raises(Refused, match="2 spans still wait"):
        confirm_all_and_complete(state, ["r1", "r2"], scales())


def test_only_what_decides_something_reopens_a_complete_article() -> None:
    state = review()
    done = state.after(confirm_all_and_complete(state, list(states(state)), scales()).changes)

    def gesture(edit: Edit) -> list[str]:
        return [change.act for change in reopening(done, edit).changes]

    assert gesture(edits.reject(done, "s4")) == ["reject", "reopen"]
    assert gesture(edits.add_span(done, "as1", 0, 3, "ORG")) == ["add", "reopen"]
    assert gesture(zoning.toggled(done, 0, 3)) == ["correct", "reopen"]
    assert gesture(edits.set_note(done, "s4", "why?")) == ["note"]
    assert gesture(edits.set_flag(done, True)) == ["flag"]
    assert gesture(edits.correct_details(done, {"title": "Another"})) == ["correct"]
    assert gesture(edits.skip(done, "s4")) == ["skip"]
    assert gesture(edits.confirm(done, "r1", scales())) == []
    assert reopening(state, edits.reject(state, "s4")) == edits.reject(state, "s4")


def test_an_empty_article_may_be_complete_and_be_taken_up_again() -> None:
    state = after(review([]), edits.complete)
    assert state.status == "complete"
    assert not edits.complete(state)
    assert after(state, edits.reopen).status != "complete"
    assert not edits.reopen(review())


# --- flag, note, skip ---


def test_flag_and_note_of_the_article() -> None:
    state = after(
        review(),
        lambda r: edits.set_flag(r, True),
        lambda r: edits.set_note(r, None, "  check the date "),
    )
    assert (state.flag, state.note) == (True, "check the date")
    assert not edits.set_flag(state, True)
    assert not edits.set_note(state, None, "check the date")
    assert after(state, lambda r: edits.set_note(r, None, " ")).note is None


@pytest.mark.parametrize("item_id", ["s1", "r1"])
def test_a_note_changes_no_state(item_id: str) -> None:
    new = after(review(), lambda r: edits.set_note(r, item_id, "odd")).item(item_id)
    assert new is not None
    assert (new.note, new.state) == ("odd", "suggested")


def test_skip_changes_nothing_but_the_log() -> None:
    state = review()
    edit = edits.skip(state, "s1")
    assert acts(edit) == [("skip", "s1")]
    assert states(after(state, lambda _: edit)) == states(state)


@pytest.mark.parametrize(
    "gesture",
    [
        confirm("zz"),
        reject("zz"),
        correct("zz", status="previous"),
        correct("s1", status="previous"),
        lambda r: edits.correct_span(r, "zz", end=3),
        lambda r: edits.correct_span(r, "r1", end=3),
        lambda r: edits.skip(r, "zz"),
        lambda r: edits.set_note(r, "zz", "x"),
    ],
)
def test_what_is_not_there_is_refused(gesture: Callable[[Review], Edit]) -> None:
    with pytest.raises(Refused):
        gesture(review())
