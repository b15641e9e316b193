"""The form and the article together: words selected in one go into the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.ratings import Rating
from annotator.gui.panels.rating_editor import RatingEditor
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, chosen

Sit = Callable[..., Analyst]


def form_of(analyst: Analyst) -> RatingEditor:
    form = analyst.window.panels.cards.editor
    assert form is not None
    return form


def rating(analyst: Analyst, rating_id: str = "r1") -> Rating:
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    return review.ratings[rating_id]


def test_words_of_the_article_go_into_a_field_by_its_key(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E")
    analyst.select("Ruth Hale")
    analyst.press("K")
    assert form_of(analyst).answers.speaker.currentText() == "Ruth Hale"
    scene = analyst.view.scene
    assert scene is not None
    assert "said" in [caption for _, _, caption in scene.focus.links]  # drawn before it is saved
    analyst.select("unit")
    analyst.press("M", "T")  # without a selection a key goes to its field
    assert form_of(analyst).answers.status.hasFocus()
    analyst.press("P", "Return")
    saved = rating(analyst)
    assert saved.speaker is not None
    assert (saved.speaker.span, saved.status, saved.state) == ("s5", "previous", "corrected")
    assert saved.subject_mention is not None
    assert saved.subject_mention.exact == "unit"
    assert acts(news)[0] == "correct"
    assert chosen(analyst) != "r1"  # decided: the next one is asked for


def test_the_form_brings_the_words_that_it_is_about_into_sight(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press(*["Ctrl++"] * 8)
    analyst.press("End")
    assert "r1" not in analyst.view.visible_item_ids()
    analyst.press("E")
    analyst.wait(lambda: "r1" in analyst.view.visible_item_ids())


def test_words_are_found_with_the_caret_and_without_a_mouse(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E", "Alt+D", "F2")
    assert analyst.view.is_in_caret_mode()
    for _ in range(12):
        if analyst.view.selected_range() == analyst_range(analyst, "May"):
            break
        analyst.press("Right")
    analyst.press("Shift+Right", "D", "F2")
    form = form_of(analyst)
    assert form.answers.date.hasFocus()
    assert form.answers.date.text() == "May 2024"
    analyst.press("Return")
    date = rating(analyst).date
    assert (date.value, date.precision) == ("2024-05", "month")
    assert date.mention is not None
    assert date.mention.span == "s4"


def analyst_range(analyst: Analyst, words: str) -> tuple[int, int]:
    assert analyst.view.scene is not None
    start = analyst.view.scene.text.index(words)
    return start, start + len(words)


def test_evidence_from_a_selection_and_with_alt_in_the_form(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("Ashcombe Vale Probation was rated inadequate")
    analyst.press("E", "Alt+E", "Return")
    evidence = rating(analyst).evidence
    assert evidence is not None
    assert evidence.exact == "Ashcombe Vale Probation was rated inadequate"


def test_a_click_selects_words_for_the_form_and_esc_leads_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E")
    analyst.click("Dunmere Prison")
    assert chosen(analyst) == "r1"
    assert analyst.view.selected_range() == analyst_range(analyst, "Dunmere Prison")
    analyst.view.setFocus()
    analyst.press("A")  # a field's key now, and no confirming
    assert acts(news) == []
    analyst.press("Esc")
    assert form_of(analyst).has_focus_inside
    analyst.press("Esc")
    assert not analyst.window.panels.cards.is_editing


@pytest.mark.parametrize("undone", [False, True])
def test_one_gesture_makes_two_records(news: Path, sit: Sit, undone: bool) -> None:
    analyst = sit(news)
    analyst.press("E", "+", "Return")
    assert acts(news).count("add") == 1
    if undone:
        analyst.press("Backspace")
        assert rating(analyst).state == "suggested"
        assert analyst.window.bench is not None
        review = analyst.window.bench.desk.review
        assert review is not None
        assert len(review.ratings) == 2
    else:
        first = rating(analyst)
        assert (first.state, first.subject != rating(analyst, "ar5").subject) == ("confirmed", True)


def test_a_new_rating_of_selected_words_takes_two_presses(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("patchy")
    analyst.press("N", "Return")
    added = rating(analyst, chosen(analyst) or "")
    assert added.value is not None
    assert (added.value.exact, added.value.span is not None, added.state) == (
        "patchy",
        True,
        "added",
    )


def test_a_form_ends_caret_mode_which_goes_on_where_it_was(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.window.resize(1280, 800)
    line = analyst.window.panels.keys
    analyst.press("C", *["Right"] * 8)
    there = analyst.view.selected_range()
    assert {"word", "select", "new rating", "edges", "leave"} <= set(line.shown_keys())
    analyst.press("N")
    assert "Alt+S … a field’s key" in line.accessibleName()
    analyst.press("Esc")
    assert not analyst.view.is_in_caret_mode()
    assert "A confirm" in line.accessibleName()
    analyst.press("C")
    assert analyst.view.selected_range() == there
    analyst.press("1")  # marked: nothing is selected, and the footer says what the keys do
    assert "A confirm" in line.accessibleName()
    assert "← → ↑ ↓ word" in line.accessibleName()
