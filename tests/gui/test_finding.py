"""Searching all articles: what is shown, and going from hit to hit with keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.gui.dialogs.find_words import FindWords
from tests.e2e.conftest import Analyst
from tests.gui.conftest import banner, here

Sit = Callable[..., Analyst]


def in_search(analyst: Analyst, typed: str, *keys: Qt.Key) -> list[str]:
    """Type into the next search and press keys; returns what it says and the hits it shows."""
    seen: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, FindWords)
        if typed:
            dialog.field.clear()
            dialog.field.insert(typed)
        dialog.look()
        places = dialog.list.places.places
        seen.extend([dialog.said.text(), *(place.words for place in places)])
        for key in keys:
            QTest.keyClick(dialog.field, key)

    analyst.meet_dialog(meet)
    analyst.press("Ctrl+F")
    return seen


def selected(analyst: Analyst) -> str:
    view = analyst.window.panels.view
    at = view.selected_range()
    assert view.scene is not None
    return view.scene.text[slice(*at)] if at else ""


def test_enter_goes_to_the_hit_in_its_article_and_f3_goes_on(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    seen = in_search(analyst, "RUTH hale", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert seen[0] == "6 hits in 3 articles."
    assert (here(analyst), selected(analyst)) == ("b.txt", "Ruth")  # titles are passed over
    analyst.press("F3")
    assert (here(analyst), selected(analyst)) == ("b.txt", "Hale")
    assert "Hit 4 of 6" in banner(analyst)
    analyst.press("Shift+F3", "Shift+F3", "Shift+F3", "Shift+F3")
    assert (here(analyst), selected(analyst)) == ("c.txt", "Hale")
    analyst.press("F3", "C", "F3", "Left")  # the caret goes along
    assert (here(analyst), selected(analyst)) == ("a.txt", "Ruth")


def test_words_in_quotes_are_one_hit_and_what_is_selected_is_looked_for(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    analyst.select("Ruth Hale")

    seen = in_search(analyst, "", Qt.Key.Key_Escape)

    assert seen == ["3 hits in 3 articles.", "Ruth Hale", "Ruth Hale", "Ruth Hale"]
    assert here(analyst) == "a.txt"


def test_the_word_that_is_being_typed_is_found_before_it_is_finished(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    assert in_search(analyst, "hale rut", Qt.Key.Key_Escape)[0] == "6 hits in 3 articles."
    assert in_search(analyst, "hale rut ", Qt.Key.Key_Escape)[0].startswith("No article holds")


@pytest.mark.parametrize("typed", ["zebra", '"', "NEAR(a b", "* OR 1=1 --", "😀"])
def test_nothing_that_can_be_typed_is_an_error(news: Path, sit: Sit, typed: str) -> None:
    seen = in_search(sit(news), typed, Qt.Key.Key_Return, Qt.Key.Key_Escape)

    assert seen[0].startswith("No article holds this")


def test_f3_without_a_search_says_what_to_do(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("F3")

    assert "Ctrl+F searches all articles first" in banner(analyst)
