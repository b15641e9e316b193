"""The consistency check lists what does not fit, and leads there by Enter and F3."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.gui.dialogs.check_dialog import CheckDialog
from tests.e2e.conftest import Analyst
from tests.gui.conftest import banner, chosen, here, span_now

Sit = Callable[..., Analyst]


def check(analyst: Analyst, *keys: Qt.Key) -> list[str]:
    """Press keys in the check; returns what it said after each."""
    said: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, CheckDialog)
        analyst.wait(lambda: not dialog.said.text().startswith("Looking"))
        said.append(dialog.said.text())
        for key in keys:
            QTest.keyClick(dialog.list, key)
            analyst.wait(lambda: not dialog.said.text().startswith("Looking"))
            said.append(dialog.said.text())

    analyst.meet_dialog(meet)
    analyst.press("Ctrl+Shift+C")
    return said


def test_what_is_decided_is_checked_and_suggestions_on_demand(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    said = check(analyst, Qt.Key.Key_S, Qt.Key.Key_S, Qt.Key.Key_Escape)
    assert said[0] == "What is decided fits together. S looks at what is suggested too."
    assert said[1].endswith("Enter goes there, F3 to the next.")
    assert said[2] == said[0]


def test_enter_and_f3_lead_from_one_to_the_next(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    for label in ("5", "4"):  # the same prison in two articles, with two labels
        analyst.choose("Dunmere Prison", "SERVICE")
        analyst.press(label, "Ctrl+PgDown")
    assert here(analyst) == "c.txt"

    check(analyst, Qt.Key.Key_Return)

    assert (here(analyst), span_now(analyst, "Dunmere Prison")) == ("a.txt", ("ORG", "corrected"))
    assert analyst.chosen_words() == "Dunmere Prison"
    assert "The same words have other labels too" in banner(analyst)
    analyst.press("F3")
    assert here(analyst) == "b.txt"
    assert chosen(analyst) is not None
