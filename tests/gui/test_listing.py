"""The list follows chips, typed lines and filters kept under a name; keys only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.gui.dialogs.saved_filters import SavedFilters
from tests.e2e.conftest import Analyst
from tests.gui.conftest import banner, here

Sit = Callable[..., Analyst]


def listed(analyst: Analyst) -> list[str]:
    return list(analyst.window.panels.articles.model.ids)


def ask(analyst: Analyst, line: str) -> None:
    """Type a line above the list and press Enter."""
    if not analyst.window.panels.articles.line.hasFocus():
        analyst.press("/")
    analyst.press("Ctrl+A", "Delete")
    analyst.type(line)
    analyst.press("Return")


def in_filters(analyst: Analyst, typed: str, *keys: Qt.Key) -> list[str]:
    seen: list[str] = []

    def meet(dialog: QDialog) -> None:
        assert isinstance(dialog, SavedFilters)
        seen.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        QTest.keyClicks(dialog.field, typed)
        for key in keys:
            QTest.keyClick(dialog.field, key)

    analyst.meet_dialog(meet)
    analyst.press("Ctrl+Shift+K")
    return seen


def test_a_typed_line_shows_what_fits_and_next_article_follows_it(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    ask(analyst, '"report b"')
    assert listed(analyst) == ["b.txt"]
    assert analyst.window.panels.articles.line.text() == '"Report b"'.lower()
    assert here(analyst) == "b.txt"  # a.txt is not in the list: a key must not decide there
    ask(analyst, "")
    assert here(analyst) == "b.txt"
    assert listed(analyst) == ["a.txt", "b.txt", "c.txt"]


def test_a_line_that_cannot_be_understood_changes_nothing(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    ask(analyst, "status:finished")
    assert "is not a status" in banner(analyst)
    assert listed(analyst) == ["a.txt", "b.txt", "c.txt"]
    ask(analyst, "flagged")
    assert listed(analyst) == []
    assert "No article fits this filter" in banner(analyst)


def test_single_keys_are_letters_in_the_line_and_esc_goes_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    before = here(analyst)
    analyst.press("/")
    line = analyst.window.panels.articles.line
    analyst.type("axf")
    assert line.text() == "axf"
    analyst.press("Esc")
    assert line.text() == ""
    assert not line.hasFocus()
    assert here(analyst) == before


def test_the_line_completes_keys_and_values(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    complete = analyst.window.panels.articles.line.completions
    assert complete("status:o") == ["status:open", "status:in_progress", "status:complete"]
    assert "flagged label:PERSON" in complete("flagged label:per")
    assert complete("la") == ["label:"]
    assert "value:reasonably_good" in complete("value:g")
    assert "inspectorate:cqc value:good" in complete("inspectorate:cqc value:g")
    assert "inspectorate:cqc value:reasonably_good" not in complete("inspectorate:cqc value:g")


def test_enter_asks_for_what_is_typed_and_ends_only_a_value(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    line = analyst.window.panels.articles.line
    for typed, keys, asked in (
        ("label:pers", [Qt.Key.Key_Return], "label:PERSON"),
        ("lab", [Qt.Key.Key_Return], "lab"),  # a word, and not the key that begins so
        ("lab", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Return], "label:"),
        ("label:", [Qt.Key.Key_Down, Qt.Key.Key_Return], "label:RATING"),
    ):
        analyst.press("/", "Ctrl+A", "Delete")
        analyst.type(typed)
        for key in keys:
            popup = QApplication.activePopupWidget()
            assert popup is not None  # a desktop gives it the keys
            QTest.keyClick(popup, key)
        assert line.text() == asked
        assert QApplication.activePopupWidget() is None


def test_an_article_that_no_longer_fits_leaves_the_list(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("F")
    ask(analyst, "flagged label:PERSON")
    assert listed(analyst) == ["a.txt"]
    analyst.press("F")
    assert listed(analyst) == []


def test_an_article_is_set_aside_found_and_brought_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Ctrl+Delete")
    assert here(analyst) == "b.txt"
    assert listed(analyst) == ["b.txt", "c.txt"]
    assert "Set aside: " in banner(analyst)
    analyst.press("Backspace")
    assert (here(analyst), listed(analyst)) == ("a.txt", ["a.txt", "b.txt", "c.txt"])
    analyst.press("Ctrl+Delete", "/")
    analyst.type("aside")
    analyst.press("Return", "Ctrl+PgDown")
    assert (here(analyst), listed(analyst)) == ("a.txt", ["a.txt"])
    analyst.press("Ctrl+Delete")
    assert "back in the list" in banner(analyst)
    assert listed(analyst) == []


def test_a_line_that_shows_nothing_is_left_to_be_mended(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    line, before = analyst.window.panels.articles.line, listed(analyst)
    for typed, is_wrong, left in (
        ("labl:PERSON", True, before),
        ("flagged", False, []),
    ):
        ask(analyst, typed)
        assert (line.hasFocus(), line.property("wrong"), listed(analyst)) == (True, is_wrong, left)
    analyst.press("Esc")
    assert analyst.window.panels.view.hasFocus()


def test_a_filter_is_kept_taken_and_forgotten(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    ask(analyst, "label:PERSON")
    in_filters(analyst, "People", Qt.Key.Key_Return)
    ask(analyst, "flagged")
    seen = in_filters(analyst, "", Qt.Key.Key_Return)
    assert [words.split() for words in seen] == [["People", "label:PERSON"]]
    assert listed(analyst) == ["a.txt", "b.txt", "c.txt"]
    in_filters(analyst, "", Qt.Key.Key_Delete, Qt.Key.Key_Escape)
    assert in_filters(analyst, "", Qt.Key.Key_Escape) == []


def test_an_article_whose_text_is_lost_stops_nobody(news: Path, sit: Sit) -> None:
    with closing(sqlite3.connect(news)) as conn:
        conn.execute("DROP TRIGGER texts_no_DELETE")
        conn.execute("DELETE FROM texts WHERE document_id = 'b.txt'")
        conn.commit()
    analyst = sit(news)
    assert here(analyst) == "a.txt"
    analyst.press("Ctrl+PgDown")
    assert "The text of “b.txt” is lost" in banner(analyst)
    analyst.press("Ctrl+PgDown")
    assert here(analyst) == "c.txt"
    analyst.press("Ctrl+PgUp")
    assert here(analyst) == "a.txt"
