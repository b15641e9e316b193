"""Near copies in the window: marked, compared by key, decisions carried over and taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.alignment import Alignment
from annotator.core.documents import Document
from annotator.gui.dialogs.carry_to_copy import CarryToCopy
from annotator.gui.dialogs.compare_copies import CompareCopies
from annotator.gui.panels.text_pair import TextPair
from annotator.gui.theme import LIGHT
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, here

Sit = Callable[..., Analyst]
Key = Qt.Key


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The story with one person confirmed, and a copy in which nothing was looked at."""
    path = tmp_path / "copies.annotator"
    text = samples.story()
    with closing(Session(path, create=True, analyst="anna")) as session:
        copy = samples.story(headline="Unit failing, says report", more="More soon.")
        for name, words in (("a.txt", text), ("b.txt", copy)):
            list(session.import_files([samples.write_article(tmp_path, name, words)]))
            session.add_suggestions(name, samples.suggested([]))
        review = session.open_article("a.txt")
        for words, label in (("Ruth Hale", "PERSON"), ("Larkmouth", "GPE")):
            start = text.index(words)
            new_id = session.new_item_id("span")
            session.apply(edits.add_span(review, new_id, start, start + len(words), label))
            review = session.open_article("a.txt")
    return path


def press(dialog: QDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.focusWidget() or dialog, key)


def test_d_compares_and_r_carries_over_to_the_copy(copies: Path, sit: Sit) -> None:
    analyst = sit(copies, article="a.txt")
    said: list[str] = []

    def preview(dialog: QDialog) -> None:
        assert isinstance(dialog, CarryToCopy)
        said.append(dialog.said.text())
        press(dialog, Key.Key_Space, Key.Key_Return)

    def compare(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareCopies)
        said.extend([dialog.choice.currentText(), dialog.said.text(), dialog.right.text()])
        press(dialog, Key.Key_N)
        said.append(dialog.said.text())
        left = dialog.texts.sides[0].textCursor()
        assert left.position() > len(samples.STORY[0])
        press(dialog, Key.Key_P)
        analyst.meet_dialog(preview)
        press(dialog, Key.Key_R)
        said.append(dialog.right.text())
        tops = [side.cursorRect().top() for side in dialog.texts.sides]
        thirds = [side.viewport().height() / 3 for side in dialog.texts.sides]
        assert tops[0] == tops[1] < min(thirds)
        dialog.accept()

    analyst.meet_dialog(compare)
    analyst.press("D")
    assert said == [
        "Unit failing, says report · b.txt · 95 % alike",
        "Difference 1 of 2",
        "Carry 2 decisions to the right (R)",
        "Difference 2 of 2",
        "2 of 2 decisions ticked.",
        "Carry 1 decision to the right (R)",
    ]
    assert acts(copies, "b.txt") == ["propagate"]
    assert "1 decision carried over to “Unit failing, says report”." in banner(analyst)
    assert here(analyst) == "a.txt"
    analyst.wait(analyst.view.hasFocus)
    analyst.press("Backspace")
    assert acts(copies, "b.txt") == ["propagate", "undo"]


def test_the_other_article_is_opened_and_taken_over_from(copies: Path, sit: Sit) -> None:
    analyst = sit(copies, article="a.txt")
    scene = analyst.view.scene
    assert scene is not None
    assert scene.meta == "1 near copy"
    analyst.meet_dialog(lambda dialog: press(dialog, Key.Key_O))
    analyst.press("D")
    assert here(analyst) == "b.txt"
    assert analyst.view.scene is not None
    assert analyst.view.scene.meta == "near copy of “Watchdog finds failings at Ashcombe Vale unit”"

    def take_over(dialog: QDialog) -> None:
        analyst.meet_dialog(lambda preview: press(preview, Key.Key_Return))
        press(dialog, Key.Key_L)
        dialog.accept()

    analyst.meet_dialog(take_over)
    analyst.press("D")
    bench = analyst.window.bench
    assert bench is not None
    assert bench.desk.review is not None
    assert len(bench.desk.review.open_items()) == 2
    analyst.press("J", "A")
    assert acts(copies, "b.txt") == ["propagate", "propagate", "confirm"]


def test_a_difference_chosen_before_they_are_shown_stands_on_one_line(qtbot: QtBot) -> None:
    lines = [f"Line {number} of the story." for number in range(90)]
    here, there = (
        "\n".join(lines),
        "\n".join(["One line more.", *lines]).replace("Line 45", "Row 45"),
    )
    pair = TextPair(LIGHT)
    qtbot.addWidget(pair)
    found = Alignment(here, there).differences()
    pair.show_texts((Document("a", here), Document("b", there)), found, ("", ""))
    pair.choose(len(found) - 1)
    pair.resize(900, 400)
    with qtbot.waitExposed(pair):
        pair.show()
    tops = [side.cursorRect().top() for side in pair.sides]
    assert 0 < tops[0] == tops[1] < pair.sides[0].viewport().height() / 3


def test_an_article_without_copies_says_so(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("D")
    assert "No near copy of this article" in banner(analyst)
