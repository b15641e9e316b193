"""Which gesture undo and redo take back: against a plain two-stack model."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.history import (
    Past,
    correction_words,
    gesture_to_redo,
    gesture_to_undo,
    in_words,
    standing,
)


class Model:
    """Two stacks, as in any editor, and the log that the store would hold."""

    def __init__(self) -> None:
        self.log: list[tuple[int, str]] = []
        self.done: list[int] = []
        self.undone: list[int] = []

    def act(self, kind: str) -> None:
        number = len(self.log) + 1
        if kind == "undo" and self.done:
            self.undone.append(number)
            self.done.pop()
        elif kind == "redo" and self.undone:
            self.undone.pop()
            self.done.append(number)
        elif kind == "confirm":
            self.done.append(number)
            self.undone.clear()
        else:
            return
        self.log.append((number, kind))


@given(st.lists(st.sampled_from(["confirm", "confirm", "undo", "redo"]), max_size=40))
def test_the_log_alone_gives_the_tops_of_both_stacks(kinds: list[str]) -> None:
    model = Model()
    for kind in kinds:
        model.act(kind)
        assert gesture_to_undo(reversed(model.log)) == (model.done[-1] if model.done else None)
        assert list(standing(reversed(model.log))) == model.done[::-1]
        assert gesture_to_redo(reversed(model.log)) == (model.undone[-1] if model.undone else None)


def test_nothing_to_take_back() -> None:
    assert gesture_to_undo([]) is None
    assert gesture_to_redo([]) is None


def test_only_as_much_of_the_log_is_read_as_needed() -> None:
    def log() -> object:
        yield 3, "confirm"
        raise AssertionError("read too far")

    assert gesture_to_undo(log()) == 3  # type: ignore[arg-type]
    assert gesture_to_redo(iter([(3, "confirm")])) is None


def test_codes_of_scales_are_said_as_words() -> None:
    words = "Dunmere Prison: requires_improvement"
    past = Past(1, "confirm", "rating", "r1", "a", "", words, 3, 1, "anna", "", True)
    assert in_words(past) == "confirmed rating “Dunmere Prison: requires improvement” and 2 more"


def test_a_correction_says_what_it_made_of_what() -> None:
    subject = {"start": 8, "end": 17, "exact": "West Kent", "span": "s2"}
    assert correction_words({"subject": subject}, {"subject": None}) == "subject West Kent → none"
    lists = correction_words(
        {"category": ["overall"], "rank": 2}, {"category": ["care", "x"], "rank": 1}
    )
    assert lists == "category overall → care, x"
    assert correction_words({"end": 9}, {"end": 12}) == "other edges"
