"""Another program holds the project: the window waits, says so, writes once, or gives up."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.core.errors import Busy, KnownError
from annotator.gui.dialogs.saved_filters import SavedFilters
from annotator.gui.writer import Writer
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, chosen, here

Sit = Callable[..., Analyst]


@pytest.fixture
def other(news: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    with closing(sqlite3.connect(news, isolation_level=None)) as connection:
        yield connection


def test_it_waits_says_so_and_writes_once_it_can(
    news: Path, other: sqlite3.Connection, sit: Sit
) -> None:
    analyst = sit(news)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    analyst.press("A")
    assert time.monotonic() - began < 1, "the key press held the window up"
    line = analyst.window.panels.keys
    assert "Waiting for another program" in line.state_text
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    analyst.wait(lambda: len(ticks) > 20)
    timer.stop()
    analyst.press("X")
    assert "still waits" in banner(analyst)
    analyst.press("Ctrl+PgDown")
    assert here(analyst) == "a.txt"
    assert acts(news) == []
    other.execute("ROLLBACK")
    analyst.wait(lambda: line.state_text.startswith("Saved"))
    assert acts(news) == ["confirm"] * 4
    assert chosen(analyst) == "s4"  # it went on, as after any decision


def test_it_gives_up_with_a_sentence(news: Path, other: sqlite3.Connection, sit: Sit) -> None:
    analyst = sit(news)
    bench = analyst.window.bench
    assert bench is not None
    bench.desk.writer.patience = 0.2
    other.execute("BEGIN IMMEDIATE")
    analyst.press("A")
    analyst.wait(lambda: "Another program is writing" in banner(analyst))
    assert analyst.window.panels.keys.state_text == ""
    other.execute("ROLLBACK")
    assert chosen(analyst) == "r1"
    analyst.press("A")
    assert acts(news) == ["confirm"] * 4
    assert banner(analyst) == ""


def test_completing_goes_on_to_the_next_however_late(
    news: Path, other: sqlite3.Connection, sit: Sit
) -> None:
    analyst = sit(news)
    while analyst.window.bench.desk.review.open_items():  # type: ignore[union-attr]
        analyst.press("A")
    other.execute("BEGIN IMMEDIATE")
    analyst.press("Ctrl+Return")
    assert here(analyst) == "a.txt"
    other.execute("ROLLBACK")
    analyst.wait(lambda: here(analyst) == "b.txt")
    assert acts(news)[-1] == "complete"


def test_the_window_closes_only_once_the_decision_is_written(
    news: Path, other: sqlite3.Connection, sit: Sit
) -> None:
    analyst = sit(news)
    other.execute("BEGIN IMMEDIATE")
    analyst.press("A")
    analyst.window.close()
    assert analyst.window.isVisible()
    assert "the window closes then" in banner(analyst)
    other.execute("ROLLBACK")
    analyst.wait(lambda: not analyst.window.isVisible())
    assert acts(news) == ["confirm"] * 4


def test_signals_of_a_wait(qtbot: QtBot) -> None:
    writer = Writer(patience=10)
    tries, said = [], []
    writer.waiting.connect(said.append)
    writer.decided.connect(lambda: said.append("decided"))

    def act() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise Busy("Another program is writing.")
        return "done"

    writer.write(act, said.append)
    assert writer.is_waiting
    qtbot.waitUntil(lambda: "done" in said)
    assert said == [True, False, "decided", "done"]


def test_a_refusal_and_a_bug_leave_it_free(qtbot: QtBot) -> None:
    writer = Writer()
    refused: list[KnownError] = []
    writer.refused.connect(refused.append)

    def full() -> None:
        raise KnownError("The disk is full.")

    writer.write(full)
    assert [error.what for error in refused] == ["The disk is full."]
    with pytest.raises(ZeroDivisionError):
        writer.write(lambda: 1 / 0)
    assert not writer.is_waiting


def test_what_wrote_nothing_is_not_announced(qtbot: QtBot) -> None:
    writer = Writer()
    decided: list[int] = []
    writer.decided.connect(lambda: decided.append(1))
    writer.write(lambda: None)
    writer.write(lambda: "something", quiet=True)
    assert decided == []


def test_a_filter_waits_too(news: Path, other: sqlite3.Connection, sit: Sit) -> None:
    analyst = sit(news)

    def keep(dialog: QDialog) -> None:
        assert isinstance(dialog, SavedFilters)
        other.execute("BEGIN IMMEDIATE")
        QTest.keyClicks(dialog.field, "Mine")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    analyst.meet_dialog(keep)
    analyst.press("Ctrl+Shift+K")
    assert "Waiting for another program" in analyst.window.panels.keys.state_text
    other.execute("ROLLBACK")
    analyst.wait(lambda: analyst.window.panels.keys.state_text == "")
    assert other.execute("SELECT name FROM filters").fetchall() == [("Mine",)]
