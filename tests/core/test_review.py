"""Whatever an analyst does: the log replayed is the live state, and undo goes back to the start."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.deciders import reviewers
from annotator.core.decisions import SILENT, Change, Decision, Edit, as_decisions
from annotator.core.history import gesture_to_redo, gesture_to_undo
from annotator.core.ratings import Rating
from annotator.core.review import Replay, ReplayError, Review, replay
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Suggestion
from tests import samples
from tests.gestures import random_gesture
from tests.samples import document, extract, review, scales


def picture(state: Review) -> tuple[object, ...]:
    """All that a review says, to compare two of them."""
    return state.spans, state.ratings, state.article


class Desk:
    """An analyst at one article, with the log as a session would write it."""

    def __init__(self) -> None:
        self.document = document()
        self.suggestions = extract(self.document.text).suggestions
        self.review = Review(self.document, (s.item for s in self.suggestions))
        self.log: list[Decision] = []
        self.gestures: list[tuple[int, str]] = []
        self._batch = 0

    def new_id(self, kind: str) -> str:
        return f"a{kind[0]}{len(self.log) + 1}"

    def act(self, edit: Edit) -> None:
        if not edit:
            return
        after = self.review.copy()
        for change in edit.changes:
            assert after.target(change) == change.before
            after.put(change.kind, change.target, change.after)
        if any(change.act not in SILENT for change in edit.changes):
            after.look_at()
        self.review = after
        self.write(edit)

    def write(self, edit: Edit) -> None:
        first = len(self.log) + 1
        self._batch += 1
        made = as_decisions(edit, first, self._batch, by="anna", at="2026-01-05T09:00:00Z", ms=1)
        stored = [json.loads(json.dumps(decision.to_dict())) for decision in made]
        self.log += [Decision.from_dict(data) for data in stored]
        self.gestures.append((first, made[0].act))

    def backward(self) -> Iterator[tuple[int, str]]:
        return (g for g in reversed(self.gestures) if g[1] not in SILENT)

    def take_back(self, first: int | None, act: str) -> bool:
        if first is None:
            return False
        rebuilt = replay(self.document, self.suggestions, self.log)
        batch = self.log[first - 1].batch
        gesture = [d for d in self.log if d.n == first or (batch and d.batch == batch)]
        changes = []
        for d in reversed(gesture):
            assert d.n is not None
            now, prior = self.review.target(d), rebuilt.prior(d.n)
            changes.append(Change(d.kind, d.target, act, now, prior, d.n))  # type: ignore[arg-type]
        self.write(Edit(self.document.id, tuple(changes)))
        self.review = replay(self.document, self.suggestions, self.log).review
        return True

    def undo(self) -> bool:
        return self.take_back(gesture_to_undo(self.backward()), "undo")

    def redo(self) -> bool:
        return self.take_back(gesture_to_redo(self.backward()), "redo")


def step(desk: Desk, rng: random.Random) -> None:
    """One gesture, or sometimes an undo or a redo."""
    kind = rng.random()
    if kind < 0.2:
        desk.undo()
    elif kind < 0.3:
        desk.redo()
    else:
        desk.act(random_gesture(desk.review, rng, desk.new_id))


seeds = st.integers(0, 2**32)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 25))
def test_the_log_replayed_is_the_live_state_after_every_step(seed: int, steps: int) -> None:
    desk, rng = Desk(), random.Random(seed)
    for _ in range(steps):
        step(desk, rng)
        rebuilt = replay(desk.document, desk.suggestions, desk.log)
        assert picture(rebuilt.review) == picture(desk.review)


@settings(max_examples=100, deadline=None)
@given(seeds, st.integers(0, 12))
def test_a_gesture_knows_the_state_that_it_was_made_on(seed: int, steps: int) -> None:
    desk, rng = Desk(), random.Random(seed)
    for _ in range(steps):
        step(desk, rng)
    before = desk.review
    edit = random_gesture(before, rng, desk.new_id)
    assert picture(samples.before(before.after(edit.changes), edit)) == picture(before)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 20))
def test_undo_all_gives_the_first_state_and_redo_all_the_last(seed: int, steps: int) -> None:
    desk, rng = Desk(), random.Random(seed)
    first = picture(desk.review)
    for _ in range(steps):
        step(desk, rng)
    last = picture(desk.review)
    undone = 0
    while desk.undo():
        undone += 1
    assert picture(desk.review) == first
    assert desk.review.status == "new"
    again = 0
    while desk.redo():
        again += 1
    assert again >= undone
    while again > undone:  # what had been undone before came back too
        desk.undo()
        again -= 1
    assert picture(desk.review) == last


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 25))
def test_no_gesture_leaves_a_broken_reference(seed: int, steps: int) -> None:
    desk, rng = Desk(), random.Random(seed)
    for _ in range(steps):
        step(desk, rng)
        text = desk.document.text
        for rating in desk.review.ratings.values():
            for _, mention in rating.mentions():
                assert text[mention.start : mention.end] == mention.exact
                if mention.span is not None:
                    span = desk.review.spans[mention.span]
                    assert (span.start, span.end) == (mention.start, mention.end)


# --- single facts ---


def decision(n: int, kind: str, target: str, act: str, **more: object) -> Decision:
    data = {"n": n, "kind": kind, "target": target, "act": act, "by": "a", "at": "t", **more}
    return Decision.from_dict(data)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (decision(1, "span", "s99", "confirm"), "names s99: not there"),
        (decision(1, "span", "s99", "reject"), "rejects s99: not there"),
        (decision(1, "span", "s1", "undo", undoes=7), "undoes 7: not there"),
        (decision(1, "span", "x1", "add", after={"start": 1}), "no whole span"),
        (decision(1, "span", "x1", "add", after={"start": "1", "end": 3}), "no whole span"),
    ],
)
def test_a_log_that_does_not_fit_is_refused_by_name(wrong: Decision, words: str) -> None:
    with pytest.raises(ReplayError, match=words):
        replay(document(), extract(document().text).suggestions, [wrong])


def test_an_article_is_new_until_a_decision_stands() -> None:
    desk = Desk()
    assert desk.review.status == "new"
    desk.act(edits.skip(desk.review, "s1"))
    assert desk.review.status == "new"
    desk.act(edits.confirm(desk.review, "s1", scales()))
    assert desk.review.status == "in_progress"
    desk.undo()
    assert desk.review.status == "new"


def test_reviewers_are_those_whose_decisions_stand() -> None:
    log = [
        decision(1, "span", "s1", "confirm", by="anna"),
        decision(2, "span", "s2", "confirm", by="ben"),
        decision(3, "span", "s1", "undo", undoes=1, by="cleo"),
        decision(4, "span", "s3", "skip", by="dora"),
    ]
    assert reviewers(log) == ["ben"]


def test_discarded_holds_what_standing_decisions_took_out() -> None:
    desk = Desk()
    first = desk.review.spans["s4"]
    desk.act(edits.correct_span(desk.review, "s4", end=first.end - 5))
    second = desk.review.spans["s4"]
    desk.act(edits.reject(desk.review, "s4"))
    rebuilt = replay(desk.document, desk.suggestions, desk.log)
    assert rebuilt.discarded == [("s4", first), ("s4", second)]
    desk.undo()
    desk.undo()
    assert replay(desk.document, desk.suggestions, desk.log).discarded == []


def test_a_stored_mention_is_moved_to_its_span() -> None:
    span = Span("s1", 0, 8, "Ashcombe", "GPE")
    rating = Rating("r1", Mention(0, 13, "Ashcombe Vale", "s1"), None, None)
    state = Review(document(), [rating, span])
    assert state.ratings["r1"].subject == Mention.of(span)


def test_the_state_after_some_changes_leaves_this_one_as_it_is() -> None:
    state = review()
    edit = edits.reject(state, "s2")
    later = state.after(edit.changes)
    assert (later.item("s2"), later.item("r1")) == (None, None)
    assert state.item("s2") is not None
    assert state.item("r1") is not None


def test_a_copy_is_free() -> None:
    state = review()
    other = state.copy()
    other.put("span", "s1", None)
    other.look_at()
    assert "s1" in state.spans
    assert state.status == "new"


def test_order_in_the_text() -> None:
    state = review()
    assert [s.id for s in state.spans_in_order()] == [f"s{n}" for n in range(1, 8)]
    assert [r.id for r in state.ratings_in_order()] == ["r1", "r2"]
    assert [r.id for r in state.ratings_using("s7")] == ["r2"]


def test_suggestions_are_the_first_state() -> None:
    found: tuple[Suggestion, ...] = extract(document().text).suggestions
    assert picture(Replay(document(), found).review) == picture(review())
