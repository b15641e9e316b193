"""The project in charts: Enter on a bar shows its articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.gui.dialogs.overview_dialog import Overview
from tests.e2e.conftest import Analyst

Sit = Callable[..., Analyst]


def in_overview(analyst: Analyst, chart: str, *keys: Qt.Key) -> list[str]:
    seen: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, Overview)
        view = next(c.view for c in dialog.charts if c.accessibleName() == chart)
        model = view.model()
        seen.extend(model.data(model.index(row, 0)) for row in range(model.rowCount()))
        view.setFocus()
        view.choose(model.index(0, 0))
        for key in keys:
            QTest.keyClick(view, key)

    analyst.meet_dialog(meet)
    analyst.press("Ctrl+D")
    return seen


def test_enter_on_a_bar_shows_its_articles(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    seen = in_overview(analyst, "Ratings by value", Qt.Key.Key_Return)
    assert seen[0].startswith("requires improvement (")
    assert analyst.window.panels.articles.line.text() == "scale:cqc4 value:requires_improvement"
    assert list(analyst.window.panels.articles.model.ids) == ["a.txt", "b.txt", "c.txt"]


def test_a_bar_without_articles_says_so(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    seen = in_overview(
        analyst, "Ratings by month of the article", Qt.Key.Key_Return, Qt.Key.Key_Escape
    )
    assert seen == ["no date"]
    assert analyst.window.panels.articles.line.text() == ""
