"""The history: every gesture in words, gone to by Enter, taken back down to by U."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.gui.dialogs.history_dialog import HistoryDialog
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, chosen, here, span_now
from tests.samples import span_of, suggested

Sit = Callable[..., Analyst]


def in_history(analyst: Analyst, *keys: Qt.Key) -> list[str]:
    """Press keys in the history; returns what it says was done."""
    seen: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, HistoryDialog)
        dialog.activateWindow()
        analyst.wait(dialog.isActiveWindow)
        table = dialog.table
        cells = (table.item(row, 2) for row in range(table.rowCount()))
        seen.extend(cell.text() for cell in cells if cell is not None)
        for key in keys:
            QTest.keyClick(table, key)

    analyst.meet_dialog(meet)
    analyst.press("H")
    return seen


def test_undo_back_to_a_decision_and_redo_one_by_one(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    before = span_now(analyst, "Ashcombe Vale Probation")
    analyst.press("A", "X", "A")  # a rating with its spans, a span, another

    seen = in_history(analyst, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_U)

    assert seen[2].startswith("confirmed rating “Ashcombe Vale Probation: inadequate” and ")
    assert seen[1].startswith("rejected ")
    assert span_now(analyst, "Ashcombe Vale Probation") == before
    assert "Took back 3 gestures" in banner(analyst)
    analyst.press("Ctrl+Y", "Ctrl+Y")
    taken = in_history(analyst, Qt.Key.Key_Escape)
    assert taken[0].startswith("did again ")
    assert taken[2].startswith("took back rating “Ashcombe Vale Probation: inadequate” and ")
    assert sum("(taken back)" in words for words in taken) == 3


def test_an_undo_leaves_an_article_open_in_which_a_later_run_found_more(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    analyst.press("A")
    analyst.say_yes()
    analyst.press("Ctrl+Shift+Return")
    analyst.press("/")
    analyst.type("status:complete")
    analyst.press("Return", "Ctrl+R")
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    assert (here(analyst), review.open_items()) == ("a.txt", [])
    found = span_of(review.document.text, "inspectors", "ROLE", "s1")
    analyst.window.bench.session.add_suggestions(here(analyst), suggested([found], rules="2.0"))
    analyst.press("Backspace")
    assert "1 suggestion came in since this article was complete" in banner(analyst)
    analyst.press("Backspace")  # the gestures before it are not kept back
    review = analyst.window.bench.desk.review
    assert review is not None
    assert len(review.open_items()) > 1


def test_enter_goes_to_the_place_of_a_decision(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("A")
    decided = "r1"
    analyst.press("Ctrl+PgDown", "A")
    assert here(analyst) == "b.txt"

    in_history(analyst, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert (here(analyst), chosen(analyst)) == ("a.txt", decided)


def test_before_the_first_decision_there_is_no_history(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    assert in_history(analyst, Qt.Key.Key_U, Qt.Key.Key_Return, Qt.Key.Key_Escape) == []
    assert acts(news) == []
