"""Pasting an article, correcting its details, opening its original."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.gui.dialogs.details_dialog import DetailsDialog, is_address
from annotator.gui.dialogs.original_dialog import OriginalDialog
from annotator.gui.dialogs.question import Question
from annotator.session import Session
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, here

Sit = Callable[..., Analyst]

TEXT = "Orme fire service is good\n\nInspectors rated it good in March.\n"


def in_details(analyst: Analyst, key: str, then: Qt.Key, **typed: str) -> list[str]:
    """Open the dialog by key, type into fields, press a key; what it complained of."""
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, DetailsDialog)
        for name, words in typed.items():
            dialog.fields[name].setFocus()
            dialog.fields[name].selectAll()
            QTest.keyClicks(dialog.fields[name], words)
        QTest.keyClick(dialog, then)
        if dialog.isVisible():
            said.append(dialog.problem.text())
            dialog.reject()

    analyst.meet_dialog(answer)
    analyst.press(key)
    return said


def test_a_pasted_article_is_taken_in_like_a_file(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    QApplication.clipboard().setText(TEXT)
    in_details(analyst, "Ctrl+V", Qt.Key.Key_Return, outlet="County News", published="14 May 2024")
    analyst.wait(lambda: "Added: “Orme fire service is good”" in banner(analyst))
    assert here(analyst) == "orme-fire-service-is-good"
    document = analyst.window.bench.desk.review.document  # type: ignore[union-attr]
    assert (document.text, document.outlet) == (TEXT, "County News")
    assert document.published.value == "2024-05-14"
    in_details(analyst, "Ctrl+V", Qt.Key.Key_Return, title="Again")
    analyst.wait(lambda: "in the project already" in banner(analyst))
    assert here(analyst) == "orme-fire-service-is-good"
    findings = Session(news)
    assert list(findings.examine()) == []
    findings.close()


def test_nothing_on_the_clipboard_is_said(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    QApplication.clipboard().setText(" \n")
    analyst.press("Ctrl+V")
    assert "no text on the clipboard" in banner(analyst)


def test_details_are_corrected_logged_and_undone(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    typed = {"title": "Ashcombe again", "published": "March 2024", "inspected": "last month"}
    in_details(analyst, "Ctrl+I", Qt.Key.Key_Return, outlet="Wire copy", **typed)
    details = analyst.window.bench.desk.review.document.details  # type: ignore[union-attr]
    assert (details.title, details.outlet) == ("Ashcombe again", "Wire copy")
    assert details.published.value == "2024-03"
    assert details.inspected.value == "2024-02"
    assert acts(news) == ["correct"]
    assert analyst.view.scene is not None
    assert "Wire copy" in analyst.view.scene.meta
    analyst.press("Ctrl+Z")
    assert "Wire copy" not in analyst.view.scene.meta


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("published", "soon", "Type a day, a month or a year"),
        ("url", "javascript:alert(1)", "That is no address."),
    ],
)
def test_what_is_no_date_or_address_is_refused(
    field: str, typed: str, said: str, news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    (problem,) = in_details(analyst, "Ctrl+I", Qt.Key.Key_Return, **{field: typed})
    assert said in problem
    assert acts(news) == []


def test_the_original_is_opened_only_after_its_address_was_shown(
    news: Path, sit: Sit, opened_urls: list[QUrl]
) -> None:
    analyst = sit(news)
    analyst.press("Ctrl+Alt+P")
    assert "Ctrl+I adds one" in banner(analyst)
    url = "https://news.example/a?b=1"
    in_details(analyst, "Ctrl+I", Qt.Key.Key_Return, url=url)
    asked: list[str] = []

    def look(dialog: QDialog, key: Qt.Key) -> None:
        assert isinstance(dialog, Question)
        asked.append(dialog.accessibleDescription())
        QTest.keyClick(dialog, key)

    analyst.meet_dialog(lambda dialog: look(dialog, Qt.Key.Key_Escape))
    analyst.press("Ctrl+Alt+P")
    assert opened_urls == []
    analyst.meet_dialog(lambda dialog: look(dialog, Qt.Key.Key_Return))
    analyst.press("Ctrl+Alt+P")
    assert opened_urls == [QUrl(url)]
    assert all(url in words for words in asked)


def test_only_pages_on_the_web_are_addresses() -> None:
    assert is_address("http://a.example")
    for text in ("file:///etc/passwd", "https://", "a.example", "https://a b", "http://[", ""):
        assert not is_address(text)


def test_the_file_of_an_article_is_opened_only_after_it_was_shown(
    news: Path, sit: Sit, opened_urls: list[QUrl]
) -> None:
    analyst = sit(news)
    path = news.with_name("a.txt")
    asked: list[str] = []

    def look(dialog: QDialog, key: Qt.Key) -> None:
        assert isinstance(dialog, OriginalDialog)
        asked.append(dialog.accessibleDescription())
        QTest.keyClick(dialog, key)

    analyst.meet_dialog(lambda dialog: look(dialog, Qt.Key.Key_Escape))
    analyst.press("Ctrl+Alt+F")
    assert opened_urls == []
    analyst.meet_dialog(lambda dialog: look(dialog, Qt.Key.Key_Return))
    analyst.press("Ctrl+Alt+F")
    assert opened_urls == [QUrl.fromLocalFile(str(path))]
    path.write_text("Another text.\n", encoding="utf-8")
    analyst.meet_dialog(lambda dialog: look(dialog, Qt.Key.Key_Escape))
    analyst.press("Ctrl+Alt+F")
    assert [str(path) in words for words in asked] == [True] * 3
    assert ["was changed" in words for words in asked] == [False, False, True]
    path.unlink()
    analyst.press("Ctrl+Alt+F")
    assert "no longer there" in banner(analyst)
