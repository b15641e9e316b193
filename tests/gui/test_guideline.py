"""The guideline beside the article follows what is chosen, and nothing in it is live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
from annotator.exchange.label_files import load_label_set
from annotator.gui.guideline_text import guideline_for
from annotator.gui.panels.guideline_panel import GuidelinePanel
from tests.e2e.conftest import Analyst

Sit = Callable[..., Analyst]


def section_in_sight(panel: GuidelinePanel) -> str:
    """The heading above or at the top of what is in sight."""
    top = panel.text.cursorForPosition(panel.text.viewport().rect().topLeft()).block()
    while top.isValid() and not top.blockFormat().headingLevel():
        top = top.previous()
    return top.text()


def test_it_shows_the_section_of_what_is_chosen(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    panels = analyst.window.panels
    analyst.press("Ctrl+3")
    assert panels.guideline.isVisible()
    assert not panels.entities.isVisible()
    assert analyst.view.hasFocus()
    assert section_in_sight(panels.guideline) == "Current"
    analyst.press("J")
    desk = analyst.window.bench.desk  # type: ignore[union-attr]
    spans = [item for item in desk.review.open_items() if isinstance(item, Span)]  # type: ignore[union-attr]
    person = next(span for span in spans if span.label == "PERSON")
    desk.choose(person.id)
    assert section_in_sight(panels.guideline) == "PERSON"
    analyst.press("Ctrl+3")
    assert panels.entities.isVisible()


def test_every_label_and_status_has_a_section(qtbot: QtBot, tmp_path: Path) -> None:
    panel = GuidelinePanel()
    qtbot.addWidget(panel)
    panel.set_markdown(guideline_for(tmp_path / "x.annotator", ""))
    panel.show()
    assert {label.id for label in load_label_set()} <= set(panel.headings())
    assert {"Current", "Previous", "Negated", "Target"} <= set(panel.headings())


def test_nothing_in_it_is_live(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    picture.write_bytes(b"no picture")
    panel = GuidelinePanel()
    qtbot.addWidget(panel)
    panel.set_markdown(
        f"# One\n[a link](https://example.org) ![a picture]({picture.as_uri()})\n\n"
        "<b onclick='x'>raw</b> <img src='https://example.org/x.png'>\n"
    )
    panel.show()
    panel.grab()
    html = panel.text.toHtml()
    assert "a link" in panel.text.toPlainText()
    assert "href" not in html
    assert "<img" not in html
    assert "<b onclick='x'>raw</b>" in panel.text.toPlainText()  # HTML is text like any other


def test_words_are_found_and_escape_goes_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Ctrl+G")
    field = analyst.window.panels.guideline.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "telephone")
    text = analyst.window.panels.guideline.text
    assert text.textCursor().selectedText() == "telephone"
    QTest.keyClicks(field, "x")
    assert analyst.window.panels.guideline.header.detail == "not in here"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert analyst.view.hasFocus()


def test_a_projects_own_guideline_takes_its_place(tmp_path: Path) -> None:
    project = tmp_path / "news.annotator"
    chosen = tmp_path / "ours.md"
    chosen.write_text("# Ours\n", encoding="utf-8")
    assert guideline_for(project, "").startswith("# Guideline: inspection news")
    assert guideline_for(project, str(chosen)) == "# Ours\n"
    (tmp_path / "guideline.md").write_text("# Folder\n", encoding="utf-8")
    assert guideline_for(project, str(chosen)) == "# Folder\n"
    (tmp_path / "news.guideline.md").write_bytes(b"\xef\xbb\xbf# Project \xff\n")
    assert guideline_for(project, "") == "# Project \ufffd\n"
