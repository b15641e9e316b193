"""The review loop with real keys: what each gesture writes, and what is chosen after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, chosen, here, span_now

Sit = Callable[..., Analyst]


def choose(analyst: Analyst, item_id: str) -> None:
    assert analyst.window.bench is not None
    analyst.window.bench.desk.choose(item_id)


def test_confirm_takes_the_ratings_spans_along_and_goes_on(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    assert chosen(analyst) == "r1"
    analyst.press("A")
    assert acts(news) == ["confirm"] * 4
    assert chosen(analyst) == "s4"


def test_skip_writes_that_and_leaves_it_open(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Space")
    assert acts(news) == ["skip"]
    assert chosen(analyst) != "r1"
    analyst.press("K")
    assert chosen(analyst) == "r1"


def test_digits_relabel_the_chosen_span(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s5")
    analyst.press("5")
    assert span_now(analyst, "Ruth Hale") == ("ORG", "corrected")


def test_the_digit_of_its_own_label_confirms(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s5")
    analyst.press("6")
    assert span_now(analyst, "Ruth Hale") == ("PERSON", "confirmed")


def test_a_digit_on_a_rating_says_what_to_do(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("5")
    assert "The scale has 1 inadequate, 2 requires improvement" in banner(analyst)
    assert acts(news) == []


def test_a_digit_marks_the_selected_words_and_lets_go_of_them(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("Chief inspector")
    analyst.press("2")
    assert span_now(analyst, "Chief inspector") == ("SERVICE", "added")
    assert analyst.view.selected_range() is None
    assert analyst.chosen_words() == "Chief inspector"


def test_going_on_lets_go_of_the_selected_words(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("Chief inspector")
    analyst.press("J")
    assert analyst.view.selected_range() is None


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("]", "Ruth Hale called"),
        ("[", "Ruth"),
        ("}", "inspector Ruth Hale"),
        ("{", "Hale"),
    ],
)
def test_brackets_move_an_edge_by_a_word(key: str, words: str, news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s5")
    analyst.press(key)
    assert span_now(analyst, words) == ("PERSON", "corrected")
    assert chosen(analyst) == "s5"
    assert acts(news) == ["correct"]


def test_the_last_word_of_a_span_stays(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s5")
    analyst.press("[", "[")
    assert span_now(analyst, "Ruth") is not None
    assert "at least one word" in banner(analyst)


def test_b_sets_both_edges_to_the_selected_words(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s5")
    analyst.select("inspector Ruth")
    analyst.press("B")
    assert span_now(analyst, "inspector Ruth") == ("PERSON", "corrected")


def test_x_on_a_value_span_rejects_its_open_rating_too(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    choose(analyst, "s2")
    analyst.press("X")
    assert acts(news) == ["reject", "reject"]
    assert analyst.window.bench.desk.review.item("r1") is None  # type: ignore[union-attr]


def test_x_on_a_span_of_a_decided_rating_is_refused_and_shift_x_takes_both(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    analyst.press("A")
    choose(analyst, "s1")
    analyst.press("X")
    assert "Reject both with Shift+X" in banner(analyst)
    assert acts(news) == ["confirm"] * 4
    analyst.press("Shift+X")
    assert acts(news)[4:] == ["reject", "reject"]
    assert banner(analyst) == ""


def test_backspace_undoes_across_articles_and_jumps_there(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("A", "Ctrl+PgDown")
    assert here(analyst) == "b.txt"
    analyst.press("A", "Backspace")
    assert here(analyst) == "b.txt"
    analyst.press("Backspace")
    assert here(analyst) == "a.txt"
    assert chosen(analyst) == "r1"
    assert analyst.view.scene is not None
    assert analyst.view.scene.text.endswith("Report a.")
    assert acts(news, "a.txt") == ["confirm"] * 4 + ["undo"] * 4
    analyst.press("Ctrl+Shift+Z")
    assert acts(news, "a.txt")[8:] == ["redo"] * 4
    assert chosen(analyst) == "r1"


def test_undoing_an_added_span_chooses_the_next_open_one(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("Chief")
    analyst.press("2", "Backspace")
    assert chosen(analyst) == "s5"
    assert span_now(analyst, "Chief") is None


def test_nothing_to_undo_is_said_and_not_called_saved(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    analyst.press("Backspace")
    assert "There is nothing to undo." in banner(analyst)
    assert analyst.window.panels.keys.state_text == ""


def test_flag_and_its_undo(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("F")
    assert "Flagged" in banner(analyst)
    analyst.press("F", "Backspace")
    assert acts(news) == ["flag", "flag", "undo"]
    assert chosen(analyst) == "r1"


def test_keys_that_can_do_nothing_say_why(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    for key, words in {
        "A": "Nothing is open here",
        "J": "Nothing is open here",
        "L": "Choose a span",
        "E": "Choose a rating first",
        "N": "A rating needs the words",
        "O": "Choose a span",
        "B": "Select the right words first",
        "Ctrl+R": "still open",
        "Ctrl+PgDown": "only article",
        "Ctrl+PgUp": "first article",
    }.items():
        analyst.press(key)
        assert words in banner(analyst), key
        analyst.press("Esc")
        assert banner(analyst) == ""
