"""A correction is carried over: offered, seen before it is done, and taken back at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.carry_over import CarryOver
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner

Sit = Callable[..., Analyst]


def labels(project: Path, words: str) -> list[tuple[str, str]]:
    """(label, state) of the spans on these words, article by article."""
    with closing(sqlite3.connect(project)) as db:
        sql = "SELECT label, state FROM spans WHERE exact = ? ORDER BY document_id"
        return list(db.execute(sql, (words,)))


def relabel_the_person(analyst: Analyst) -> None:
    """Ruth Hale becomes an ORG in the first article."""
    bench = analyst.window.bench
    assert bench is not None
    assert bench.desk.review is not None
    span = next(s for s in bench.desk.review.spans.values() if s.exact == "Ruth Hale")
    bench.desk.choose(span.id)
    digit = next(label.key for label in bench.session.labels if label.id == "ORG")
    analyst.press(digit)


def in_preview(analyst: Analyst, keys: list[Qt.Key]) -> list[str]:
    """Press keys in the next preview; returns what it said before the last one."""
    said: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, CarryOver)
        while "Looking" in dialog.said.text():
            QApplication.processEvents()
        for key in keys:
            said[:] = [dialog.said.text()]
            QTest.keyClick(dialog.focusWidget() or dialog, key)

    analyst.meet_dialog(meet)
    return said


def test_another_label_is_offered_previewed_carried_over_and_taken_back(
    news: Path, sit: Sit, qtbot: QtBot
) -> None:
    analyst = sit(news)
    relabel_the_person(analyst)
    qtbot.waitUntil(lambda: "also 2 in 2 other articles" in banner(analyst))

    said = in_preview(analyst, [Qt.Key.Key_Return])
    analyst.press("P")

    assert "2 of 2 places ticked, in 2 articles." in said[0]
    assert labels(news, "Ruth Hale") == [
        ("ORG", "corrected"),
        ("ORG", "propagated"),
        ("ORG", "propagated"),
    ]
    assert acts(news) == ["correct", "propagate", "propagate"]
    assert "Carried over to 2 places in 2 articles." in banner(analyst)
    analyst.press("Backspace")
    assert labels(news, "Ruth Hale") == [
        ("ORG", "corrected"),
        ("PERSON", "suggested"),
        ("PERSON", "suggested"),
    ]


def test_a_place_without_a_tick_stays(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    relabel_the_person(analyst)

    in_preview(analyst, [Qt.Key.Key_Space, Qt.Key.Key_Return])
    analyst.press("P")

    assert [state for _, state in labels(news, "Ruth Hale")] == [
        "corrected",
        "suggested",
        "propagated",
    ]


def test_leaving_the_preview_changes_nothing(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    relabel_the_person(analyst)

    in_preview(analyst, [Qt.Key.Key_A, Qt.Key.Key_Escape])
    analyst.press("P")

    assert acts(news) == ["correct"]


def test_words_that_stand_nowhere_else_open_no_preview(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    analyst.press("C", "Shift+End", "Shift+Down", "2", "P")
    assert "stands nowhere else" in banner(analyst)


def test_without_a_correction_there_is_nothing_to_carry_over(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("A", "P")

    assert "Correct, add or reject a span first" in banner(analyst)
