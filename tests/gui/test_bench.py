"""Session and panels together: lists, completing, other windows, what stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.core import edits
from annotator.core.documents import Appearance, Document, PartialDate
from annotator.gui.article_words import date_in_words, meta_line
from annotator.gui.dialogs.question import Question
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gestures import confirm_all_and_complete
from tests.gui.conftest import acts, banner, chosen, here, span_now

Sit = Callable[..., Analyst]


def say_no(analyst: Analyst, questions: list[str]) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        questions.append(dialog.accessibleDescription())
        dialog.cancel.click()

    analyst.meet_dialog(answer)


def listed(analyst: Analyst) -> list[str]:
    model = analyst.window.panels.articles.model
    return [model.data(model.index(row, 0), 257) for row in range(model.rowCount())]


def test_completing_with_open_suggestions_is_refused_and_jumps(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("J", "J", "Ctrl+Return")
    assert "7 spans and 2 ratings still wait" in banner(analyst)
    assert chosen(analyst) == "r1"
    assert acts(news) == []


def test_completing_goes_on_to_the_next_and_backspace_takes_it_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    while analyst.window.bench.desk.review.open_items():  # type: ignore[union-attr]
        analyst.press("A")
    analyst.press("Ctrl+Return")
    assert here(analyst) == "b.txt"
    assert "Complete: " in banner(analyst)
    analyst.press("Backspace")
    assert here(analyst) == "a.txt"
    assert acts(news)[-1] == "undo"


def test_an_empty_article_may_be_complete(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    analyst.press("Ctrl+Return")
    assert acts(bare) == ["complete"]
    assert "No other article is left" in banner(analyst)
    analyst.press("Ctrl+Return")
    assert "was complete already" in banner(analyst)
    assert acts(bare) == ["complete"]
    analyst.press("Ctrl+R")
    assert acts(bare) == ["complete", "reopen"]


def test_what_is_decided_in_a_complete_article_reopens_it_and_says_so(news: Path, sit: Sit) -> None:
    with closing(Session(news)) as session:
        review = session.open_article("a.txt")
        items = [*review.ratings, *review.spans]
        session.apply(confirm_all_and_complete(review, items, session.scales))
    before = len(acts(news))
    analyst = sit(news, article="a.txt")
    analyst.window.bench.desk.choose("r1")  # type: ignore[union-attr]
    analyst.press("F")
    assert acts(news)[before:] == ["flag"]  # says nothing of what was found complete
    analyst.press("X")
    assert acts(news)[before + 1 :] == ["reject", "reopen"]
    assert "was complete, and is open again" in banner(analyst)
    assert "a.txt" in listed(analyst)
    analyst.press("Backspace")
    review_now = analyst.window.bench.desk.review  # type: ignore[union-attr]
    assert review_now is not None
    assert "r1" in review_now.ratings
    assert review_now.status == "complete"


def test_an_article_never_read_is_completed_only_after_a_question(
    tmp_path: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.paths.own_command", lambda *_: ["no-such-program"])
    unread = tmp_path / "unread.annotator"
    file = samples.write_article(tmp_path, "plain.txt", "A fair was held in Dunmere.\n")
    with closing(Session(unread, create=True)) as session:
        list(session.import_files([file]))
    analyst = sit(unread)
    questions: list[str] = []
    say_no(analyst, questions)
    analyst.press("Ctrl+Return")
    assert "not been read for suggestions yet" in questions[0]
    assert acts(unread) == []
    analyst.say_yes()
    analyst.press("Ctrl+Return")
    assert acts(unread) == ["complete"]


def test_confirming_all_asks_with_a_count_and_is_one_undo(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    questions: list[str] = []
    say_no(analyst, questions)
    analyst.press("Ctrl+Shift+Return")
    assert questions == [
        "Confirm 2 ratings and 7 spans, and complete the article? The least sure is 50\u202f%. "
        "One Backspace takes all of it back."
    ]
    assert acts(news) == []
    analyst.say_yes()
    analyst.press("Ctrl+Shift+Return")
    assert acts(news) == ["confirm"] * 9 + ["complete"]
    assert here(analyst) == "b.txt"
    analyst.press("Backspace")
    assert acts(news)[10:] == ["undo"] * 10
    assert here(analyst) == "a.txt"


def test_what_is_visible_is_confirmed_without_completing(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    questions: list[str] = []
    say_no(analyst, questions)
    analyst.press("Shift+A")
    assert questions == [
        "Confirm 2 ratings and 7 spans? The least sure is 50\u202f%. "
        "One Backspace takes all of it back."
    ]
    analyst.say_yes()
    analyst.press("Shift+A")
    assert acts(news) == ["confirm"] * 9
    assert here(analyst) == "a.txt"
    assert "Nothing is open here" in banner(analyst)
    analyst.press("Shift+A")
    assert "Nothing that is visible waits" in banner(analyst)
    analyst.press("Backspace")
    assert acts(news)[9:] == ["undo"] * 9


def test_confirming_all_that_is_visible_leaves_the_rest_open(tmp_path: Path, sit: Sit) -> None:
    project = tmp_path / "long.annotator"
    text = "Dunmere Prison is old.\n" + "A line of words.\n" * 300 + "Ruth Hale said so."
    found = [
        samples.span_of(text, "Dunmere Prison", "SERVICE", "s1"),
        samples.span_of(text, "Ruth Hale", "PERSON", "s2"),
    ]
    with closing(Session(project, create=True)) as session:
        list(session.import_files([samples.write_article(tmp_path, "long.txt", text)]))
        session.add_suggestions("long.txt", samples.suggested(found))
    analyst = sit(project)
    analyst.say_yes()
    analyst.press("Ctrl+Shift+Return")
    assert acts(project) == ["confirm"]
    assert chosen(analyst) == "s2"
    assert "1 suggestion still open" in banner(analyst)


def test_a_rating_that_cannot_be_confirmed_is_shown_instead(tmp_path: Path, sit: Sit) -> None:
    project = tmp_path / "one.annotator"
    value = samples.span_of(samples.TEXT, "inadequate", "RATING", "s1")
    rating = samples.rating_of("r1", None, value, "hmi_probation4@1", "inadequate")
    with closing(Session(project, create=True)) as session:
        list(session.import_files([samples.write_article(tmp_path)]))
        session.add_suggestions("ashcombe.txt", samples.suggested([value, rating]))
    analyst = sit(project)
    analyst.press("Ctrl+Shift+Return")
    assert "no subject yet" in banner(analyst)
    assert chosen(analyst) == "r1"


def test_list_filters(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    chips = analyst.window.panels.articles._chips
    assert listed(analyst) == ["a.txt", "b.txt", "c.txt"]
    analyst.say_yes()
    analyst.press("Ctrl+Shift+Return")
    analyst.press("F")
    assert listed(analyst) == ["b.txt", "c.txt"]
    chips["done"].click()
    assert listed(analyst) == ["a.txt"]
    chips["flagged"].click()
    assert listed(analyst) == ["b.txt"]
    assert [chip.text() for chip in chips.values()] == ["Open 2", "Done 1", "Flagged 1"]


def test_the_list_is_read_anew_only_where_an_article_enters_or_leaves_it(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    articles, read = analyst.window.panels.articles, []
    kept = articles.set_ids
    articles.set_ids = lambda ids: (read.append(ids), kept(ids))  # type: ignore[method-assign]
    analyst.press("A", "F")  # new becomes in work, and it is flagged: both stay in "open"
    assert read == []
    row = articles.model.row_at(0)
    assert row is not None
    assert (row.status, row.flag) == ("in_progress", True)
    articles.filter_requested.emit("flagged")
    assert read == [["a.txt"]]
    analyst.press("F")
    assert read[1:] == [[]]


def test_an_article_opened_in_the_list_has_the_keys(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.window.panels.articles.view.setFocus()
    analyst.press("Down", "Return")
    assert here(analyst) == "b.txt"
    assert QApplication.focusWidget() is analyst.view


def test_decisions_of_a_second_window_appear_here(news: Path, sit: Sit) -> None:
    first, second = sit(news), sit(news)
    second.press("A")
    assert first.window.bench is not None
    first.wait(lambda: span_now(first, "inadequate") == ("RATING", "confirmed"))
    assert first.view.scene is not None
    assert first.view.scene.review.spans["s2"].state == "confirmed"


def test_a_conflict_overwrites_nothing(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    with closing(Session(news, analyst="ben")) as other:
        review = other.open_article("a.txt")
        other.apply(edits.reject(review, "r1"))
    analyst.press("A")
    assert "changed in another window" in banner(analyst)
    assert acts(news) == ["reject", "reject"]  # with its words of judgement
    assert analyst.window.bench.desk.review.item("r1") is None  # type: ignore[union-attr]
    analyst.press("A")
    assert banner(analyst) == ""


def test_what_another_program_writes_elsewhere_moves_nothing_here(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("Chief inspector")
    with closing(Session(news, analyst="ben")) as other:
        review = other.open_article("b.txt")
        other.apply(edits.confirm(review, "s5", other.scales))
    scene = analyst.view.scene
    assert analyst.window.bench is not None
    analyst.window.bench._look_outside()
    assert analyst.view.scene is scene  # not laid out again
    assert analyst.view.selected_range() is not None


def test_a_refused_form_keeps_the_focus_and_what_was_filled_in(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.select("patchy")
    analyst.press("N")
    form = analyst.window.panels.cards.editor
    assert form is not None
    form.answers.status._values = ["nonsense"] * 9  # what no form offers, to have it refused
    analyst.press("Return")
    assert analyst.window.panels.cards.is_editing
    assert "not a status" in form.problem.text()
    assert form.has_focus_inside
    form.answers.status._values = ["current"] * 9
    analyst.press("Return")
    assert not analyst.window.panels.cards.is_editing
    assert acts(news)[:2] == ["add", "add"]
    assert QApplication.focusWidget() is analyst.view


def test_an_unknown_article_is_said_and_the_first_one_is_shown(news: Path, sit: Sit) -> None:
    analyst = sit(news, article="nowhere.txt")
    assert "nowhere.txt" in banner(analyst)
    assert here(analyst) == "a.txt"


def test_an_error_stays_until_the_next_decision(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Ctrl+Return", "J", "K")
    assert "still wait" in banner(analyst)
    analyst.press("Esc")
    assert banner(analyst) == ""
    analyst.press("Ctrl+Return", "A")
    assert banner(analyst) == ""


def test_the_line_under_the_title() -> None:
    day = PartialDate("2026-03-04", "day")
    document = Document("a", "text", outlet="Wire", published=day, appearances=(Appearance(),) * 2)
    said = meta_line(document, ["Ofsted", "Estyn", "ETI"])
    assert said == "Wire · 4 March 2026 · Ofsted · Estyn · also published by 2 outlets"
    assert date_in_words(PartialDate("2026-03", "month")) == "March 2026"
    assert date_in_words(PartialDate("2026", "year")) == "2026"


def test_a_message_moves_no_line_of_the_article(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    top = analyst.view.mapTo(analyst.window, analyst.view.rect().topLeft())
    place = analyst.view.verticalScrollBar().value()
    analyst.press("Ctrl+Return")
    assert banner(analyst) != ""
    QApplication.processEvents()
    assert analyst.view.mapTo(analyst.window, analyst.view.rect().topLeft()) == top
    assert analyst.view.verticalScrollBar().value() == place


def test_an_open_form_is_not_thrown_away_by_going_elsewhere(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Alt+N")
    analyst.type("not sure")
    articles = analyst.window.panels.articles
    articles.article_requested.emit("b.txt")
    assert "Enter keeps what was filled in" in banner(analyst)
    analyst.window.close()
    assert analyst.window.isVisible()
    assert here(analyst) == "a.txt"
    analyst.press("Esc", "Esc")
    articles.article_requested.emit("b.txt")
    assert here(analyst) == "b.txt"


def test_what_was_said_of_the_last_decision_goes_with_the_next(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("F")
    assert "Flagged" in banner(analyst)
    analyst.press("A")
    assert banner(analyst) == ""


def test_a_copy_of_an_open_project_holds_what_was_decided(
    news: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(news)
    analyst.press("A")
    analyst.window.bench._settle()  # type: ignore[union-attr]
    copy = tmp_path / "copy.annotator"
    copy.write_bytes(news.read_bytes())
    assert acts(copy) == acts(news)
