"""The lines around the article: top bar, key line, banner, and the empty state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotator.core.errors import Refused
from annotator.core.wording import per_cent
from annotator.gui import fonts
from annotator.gui.panels import drawing
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.parts import KeyButton
from annotator.gui.panels.top_bar import TopBar, progress_words
from annotator.gui.panels.wording import date_words
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
KEYS = [("A", "confirm"), ("J K", "move"), ("Ctrl+Enter", "complete"), ("?", "all keys")]
REFUSAL = Refused("“Saltby” is <used>.", safe="Nothing was changed.", todo="Reject both.")


@dataclass(frozen=True)
class FakeProgress:
    articles: int = 40
    complete: int = 12
    decisions: int = 318
    median_ms: int | None = 1812


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int = 60) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def twice(qapp: QApplication) -> Iterator[None]:
    """Text at 200 %."""
    before = qapp.font()
    qapp.setFont(fonts.interface_font(26))
    yield
    qapp.setFont(before)


# --- top bar ---


def test_progress_in_words(qtbot: QtBot) -> None:
    bar = TopBar()
    bar.set_progress(FakeProgress())
    shown(qtbot, bar, 1400)
    assert bar.progress.text == "12 of 40 articles · 318 decisions · 1.8 s each"
    assert bar.bar.share == 0.3
    bar.set_progress(FakeProgress(1, 0, 1, None))
    assert bar.progress.text == "0 of 1 article · 1 decision"
    bar.set_progress(FakeProgress(0, 0, 0, None))
    assert bar.progress.text == ""
    assert not bar.bar.isVisible()


def test_what_the_machine_is_doing(qtbot: QtBot) -> None:
    bar = TopBar()
    shown(qtbot, bar, 1400)
    assert not bar.busy.isVisible()
    bar.set_busy(3, 14)
    assert bar.busy.text == "Finding entities and ratings: 3 of 14"
    assert bar.busy_bar.isVisible()
    bar.set_busy(None)
    assert not bar.busy.isVisible()
    assert not bar.busy_bar.isVisible()
    bar.set_notice("No language model: rules only")
    assert bar.notice.isVisible()


def test_a_narrow_top_bar_says_less_and_clips_nothing(qtbot: QtBot, twice: None) -> None:
    bar = TopBar()
    bar.set_project("Inspection news")
    bar.set_analyst("anna")
    bar.set_progress(FakeProgress())
    bar.set_busy(3, 14)
    bar.set_theme(DARK)
    shown(qtbot, bar, 1400, 80)
    assert bar.progress.text == "12 of 40 articles"
    assert bar.progress.width() >= bar.progress.sizeHint().width()
    assert bar.progress.accessibleName().endswith("1.8 s each")
    assert not bar.bar.isVisible()
    bar.resize(3200, 80)
    assert bar.progress.text.endswith("1.8 s each")
    assert bar.bar.isVisible()


def test_the_list_of_keys_can_be_asked_for(qtbot: QtBot) -> None:
    bar = TopBar()
    shown(qtbot, bar, 1000)
    with qtbot.waitSignal(bar.keys_requested):
        qtbot.mouseClick(bar.keys, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.keys_requested):
        qtbot.keyClick(bar.keys, Key.Key_Return)
    with qtbot.assertNotEmitted(bar.keys_requested):
        qtbot.keyClick(bar.keys, Key.Key_Space)  # belongs to the window


# --- key line ---


def test_keys_and_saved_time(qtbot: QtBot) -> None:
    line = KeyLine()
    line.show_keys(KEYS)
    line.set_saved(datetime(2026, 3, 14, 14, 2, 11))
    shown(qtbot, line, 900)
    assert line.shown_keys() == ["confirm", "move", "complete", "all keys"]
    assert line.state_text == "Saved 14:02:11"
    assert line.accessibleName().startswith("Keys: A confirm, J K move")
    line.set_state("Waiting for another program ...")
    assert line.state_text == "Waiting for another program ..."
    line.set_state("")
    assert line.state_text == "Saved 14:02:11"
    line.set_state("Waiting for another program ...")
    line.set_saved(datetime(2026, 3, 14, 14, 3, 0))
    assert line.state_text == "Saved 14:03:00"


def test_a_narrow_key_line_leaves_out_the_last_keys(qtbot: QtBot) -> None:
    line = KeyLine()
    line.show_keys(KEYS)
    line.set_saved(datetime(2026, 3, 14, 14, 2, 11))
    shown(qtbot, line, 1000)
    counts = []
    for width in range(1000, 120, -20):
        line.resize(width, 33)
        line.grab()
        words = line.shown_keys()
        assert words == ["confirm", "move", "complete", "all keys"][: len(words)]
        counts.append(len(words))
    assert counts[0] == 4
    assert counts[-1] == 0
    assert counts == sorted(counts, reverse=True)


def test_the_key_line_grows_with_the_text(qtbot: QtBot, twice: None) -> None:
    line = KeyLine()
    line.show_keys(KEYS)
    line.set_theme(DARK)
    shown(qtbot, line, 1400)
    assert line.sizeHint().height() >= 60
    assert line.shown_keys()


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ("A", ["A"]),
        ("J K", ["J", " ", "K"]),
        ("Ctrl+Enter", ["Ctrl", "+", "Enter"]),
        ("+", ["+"]),
        ("Ctrl++", ["Ctrl", "+", "+"]),
    ],
)
def test_keys_become_caps(keys: str, parts: list[str]) -> None:
    found = drawing._parts(keys)
    assert [name for _, name in found] == parts
    assert [is_cap for is_cap, _ in found] == [number % 2 == 0 for number in range(len(parts))]


# --- banner ---


def test_an_error_says_what_is_safe_and_stays_until_the_next_decision(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_error(REFUSAL)
    assert banner.isVisible()
    assert banner.kind.text() == "Not done"
    said = "Not done: “Saltby” is <used>. Nothing was changed. Reject both."
    assert banner.accessibleName() == said
    assert "&lt;used&gt;" in banner.text.text()
    with qtbot.waitSignal(banner.dismissed):
        banner.decision_made()
    assert banner.isHidden()


def test_an_info_goes_by_itself_and_with_the_next_decision(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_info("12 articles added.", 0)
    assert banner.kind.text() == "Note"
    banner.decision_made()
    assert banner.isHidden()
    with qtbot.waitSignal(banner.dismissed):
        banner.show_info("13 articles added.", 1)
    assert banner.isHidden()


def test_an_error_is_not_taken_away_by_the_timer_of_an_info(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_info("12 articles added.", 60_000)
    banner.show_error(REFUSAL)
    assert not banner._timer.isActive()
    assert banner.is_error


def test_escape_and_clicks_dismiss_it(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for way in ("key", "click", "button"):
        banner.show_error(REFUSAL)
        with qtbot.waitSignal(banner.dismissed):
            if way == "key":
                qtbot.keyClick(banner, Key.Key_Escape)
            elif way == "click":
                qtbot.mouseClick(banner, Qt.MouseButton.LeftButton)
            else:
                qtbot.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    banner.dismiss()
    assert banner.isHidden()


def test_escape_on_its_button_is_not_the_windows(qtbot: QtBot) -> None:
    window = QWidget()
    banner = Banner()
    QVBoxLayout(window).addWidget(banner)
    heard: list[bool] = []
    QShortcut(QKeySequence("Esc"), window).activated.connect(lambda: heard.append(True))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    banner.show_error(REFUSAL)
    button = banner.findChild(KeyButton)
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Escape)
    assert banner.isHidden()
    assert heard == []


@pytest.mark.parametrize("width", [300, 420, 900])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_banner_clips_no_words(qtbot: QtBot, twice: None, theme: object, width: int) -> None:
    window = QWidget()
    banner = Banner()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banner)
    column.addStretch(1)
    banner.set_theme(theme)
    shown(qtbot, window, width, 900)
    banner.show_error(REFUSAL)
    window.grab()
    assert banner.text.height() >= banner.text.heightForWidth(banner.text.width())


# --- empty state and words ---


def test_the_empty_state_has_one_sentence_one_action_and_a_way_elsewhere(qtbot: QtBot) -> None:
    empty = EmptyState()
    shown(qtbot, empty, 600, 400)
    assert empty.sentence.text() == "Drop articles here, or press Ctrl+O"
    with qtbot.waitSignal(empty.action_requested):
        qtbot.mouseClick(empty.action, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.command_requested) as asked:
        qtbot.mouseClick(empty.buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["new_project"]
    empty.set_text("Nothing fits the filter.", "")
    empty.set_theme(DARK)
    assert not empty.action.isVisible()
    assert empty.accessibleName() == "Nothing fits the filter."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-03-14", "14 Mar 2026"),
        ("2026-03", "Mar 2026"),
        ("2026", "2026"),
        (None, ""),
        ("soon", "soon"),
        ("2026-13", "2026"),
    ],
)
def test_dates_in_words(value: str | None, words: str) -> None:
    assert date_words(value) == words


def test_scores_in_per_cent() -> None:
    assert per_cent(0.884) == "88\u202f%"
    assert per_cent(None) == ""


def test_of_a_few_decisions_no_pace_is_told() -> None:
    assert "each" not in progress_words(FakeProgress(decisions=6))
