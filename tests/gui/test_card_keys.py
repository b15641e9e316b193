"""Keys on the chosen item without its form: status, value, why, note, the other record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.explanations import Explanation, ScorePart
from annotator.core.ratings import Rating
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, chosen, span_now

Sit = Callable[..., Analyst]


def rating(analyst: Analyst, rating_id: str = "r1") -> Rating:
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    return review.ratings[rating_id]


def lines(analyst: Analyst, rating_id: str = "r1") -> list[tuple[str, str]]:
    card = analyst.window.panels.cards.column.card(rating_id)
    assert card is not None
    assert card.content is not None
    return [(line.heading, line.text) for line in card.content.lines]


def test_s_gives_the_next_status_and_a_settles_the_spans(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("S")
    assert (rating(analyst).status, rating(analyst).state) == ("previous", "corrected")
    assert chosen(analyst) == "r1"
    analyst.press("A")
    assert span_now(analyst, "inadequate") == ("RATING", "confirmed")
    assert acts(news) == ["correct", "confirm", "confirm", "confirm"]
    assert chosen(analyst) != "r1"


def test_a_digit_is_a_value_on_a_rating_and_a_label_on_a_span(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("3")
    assert (rating(analyst).value_norm, rating(analyst).rank) == ("good", 3)
    analyst.press("9")
    assert "1 inadequate, 2 requires improvement, 3 good, 4 outstanding" in banner(analyst)
    analyst.press("3")  # it is that already: confirmed, and on to the next
    assert chosen(analyst) != "r1"
    analyst.choose("Ruth Hale")
    analyst.press("2")
    assert span_now(analyst, "Ruth Hale") != ("PERSON", "suggested")


def test_selected_words_are_marked_though_a_rating_is_chosen(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    assert chosen(analyst) == "r1"
    analyst.select("patchy")
    analyst.press("1")
    assert rating(analyst).value_norm == "inadequate"
    assert span_now(analyst, "patchy") is not None


def test_why_is_said_on_the_card_until_it_is_pressed_again(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("W")
    said = [("Rule", "by hand, 50\u202f% sure")]
    assert lines(analyst)[-1:] == said
    analyst.press("J", "J", "J")
    assert said[0] not in lines(analyst)  # only the chosen one
    analyst.press("W")
    assert "rule by hand, 50\u202f% sure" in banner(analyst)  # a span says it below the article


def test_what_the_rules_say_comes_to_the_card_when_they_are_asked(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    bench = analyst.window.bench
    assert bench is not None
    asked: list[tuple[str, str]] = []
    bench.card_keys._explain = lambda *what: asked.append(what)
    analyst.press("W")
    assert asked == [("a.txt", "r1")]
    weights = {
        "a verb of rating": 1.2,
        "RATING by by-hand": 0.9,
        "rule by-hand": 0.8,
        "services in the article: 2": -0.4,
        "how often such suggestions are right": 0.1,
    }
    parts = tuple(ScorePart(reason, weight) for reason, weight in weights.items())
    trigger = rating(analyst).value
    said = Explanation("by-hand", 0.5, trigger, None, ("hmi_probation4@1", "cqc4@1"), parts)
    bench.card_keys.take_explanation("a.txt", "r1", said)
    assert lines(analyst)[-4:] == [
        ("Trigger", "“inadequate”"),
        ("Scale", "hmi_probation4 rather than cqc4"),
        ("For it", "a verb of rating; a rule that is right more often"),
        ("Against it", "two services in the article"),
    ]


@pytest.mark.parametrize("words", ["inadequate", "Ruth Hale"])
def test_a_note_is_one_line_and_undone_as_one(news: Path, sit: Sit, words: str) -> None:
    analyst = sit(news)
    analyst.choose(words)
    item = chosen(analyst)
    analyst.press("M")
    analyst.type("a quote, ask")
    assert acts(news) == []
    analyst.press("Return")
    assert acts(news) == ["note"]
    assert QApplication.focusWidget() is analyst.view
    if item == "r1":
        assert ("Note", "a quote, ask") in lines(analyst)
    shown = analyst.window.panels.entities.note
    assert (shown.text(), shown.isVisible()) == (
        ("", False) if item == "r1" else ("Note: a quote, ask", True)
    )
    analyst.press("M", "Esc")
    assert acts(news) == ["note"]
    analyst.press("Backspace")
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    assert not shown.isVisible()
    assert [i.note for i in (*review.spans.values(), *review.ratings.values()) if i.note] == []


def test_a_record_that_contradicts_another_says_so_and_leads_there(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E", "+", "Return")  # the same record for the second subject ...
    made = next(i for i in review_ids(analyst) if i.startswith("ar"))
    analyst.window.panels.cards.chosen.emit(made)
    analyst.press("E")
    form = analyst.window.panels.cards.editor
    assert form is not None
    form.answers.subject.pick(rating(analyst).subject)
    analyst.press("Alt+V", "Down", "Return")  # ... and now of the first one, with another value
    look = "Two values, current, overall: inadequate and requires improvement."
    assert ("Look", look) in lines(analyst)
    assert ("Look", look) in lines(analyst, made)
    analyst.press("R")
    assert chosen(analyst) == "r1"
    analyst.press("R")
    assert chosen(analyst) == made


def review_ids(analyst: Analyst) -> list[str]:
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    return list(review.ratings)


def test_the_digits_are_told_while_words_are_selected(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    line = analyst.window.panels.keys
    assert "6 person" not in line.accessibleName()
    analyst.select("patchy")
    assert "1 rating, 2 service, 3 inspectorate" in line.accessibleName()
    analyst.press("Esc")
    assert "6 person" not in line.accessibleName()


def test_nothing_is_asked_of_a_project_that_was_closed(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    bench = analyst.window.bench
    assert bench is not None
    analyst.press("J")
    assert bench.card_keys._soon.isActive()
    analyst.window.detach()
    assert not bench.card_keys._soon.isActive()
