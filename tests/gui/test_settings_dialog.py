"""What is changed in the settings is seen at once, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from annotator.gui.dialogs.settings_dialog import SettingsDialog
from annotator.gui.panels.drawing import text_scale
from annotator.settings import Settings, changed
from tests.e2e.conftest import Analyst
from tests.gui.conftest import banner, chosen

Sit = Callable[..., Analyst]
Key = Qt.Key


@pytest.fixture
def usual_size(qapp: QApplication) -> Iterator[None]:
    """Other tests count on the usual size of the interface."""
    font = qapp.font()
    yield
    qapp.setFont(font)


def in_settings(analyst: Analyst, act: Callable[[SettingsDialog], None]) -> None:
    """Open the settings by key, do something, and leave with Esc."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsDialog)
        analyst.wait(dialog.fields["theme"].hasFocus)
        act(dialog)
        QTest.keyClick(dialog, Key.Key_Escape)

    analyst.meet_dialog(answer)
    analyst.press("Ctrl+,")


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_settings_by_keyboard_are_shown_at_once_and_kept(
    news: Path, sit: Sit, usual_size: None
) -> None:
    analyst = sit(news, changed(Settings(), theme="light"))
    window = analyst.window
    kept: list[Settings] = []
    window.settings_changed.connect(kept.append)

    def work(dialog: SettingsDialog) -> None:
        press(Key.Key_D)
        assert window.theme.dark
        assert dialog.theme.dark
        press(Key.Key_Tab, Key.Key_End)
        assert text_scale() == 2.0
        for label in dialog.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        press(Key.Key_Tab, Key.Key_Space)
        assert window.settings.reduced_motion

    in_settings(analyst, work)
    expected = Settings(theme="dark", interface_scale=200, reduced_motion=True)
    assert changed(kept[-1], recent=[]) == expected
    assert window.focusWidget() is analyst.view
    window.grab()
    analyst.press(*["Ctrl+Alt+-"] * 6)
    assert text_scale() == 1.0


def test_a_new_name_signs_the_next_decision(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    session = analyst.window.bench.session  # type: ignore[union-attr]

    def work(dialog: SettingsDialog) -> None:
        field = dialog.fields["analyst"]
        assert isinstance(field, QLineEdit)
        field.setFocus()
        QTest.keyClicks(field, "  Ruth   Hale ")

    in_settings(analyst, work)
    assert analyst.window.settings.analysts == ["Ruth Hale"]
    assert analyst.window.panels.top.analyst.text() == "Ruth Hale"
    analyst.press("A")
    assert session.gold_line("a.txt").decisions[-1].by == "Ruth Hale"


def test_what_counts_as_doubtful_is_as_set(news: Path, sit: Sit) -> None:
    analyst = sit(news, changed(Settings(), doubt_below=50))  # the machine is 50 % sure of all
    before = chosen(analyst)
    analyst.press("Shift+J")
    assert "less than 50\u202f% sure" in banner(analyst)
    assert chosen(analyst) == before
    analyst.window.change(doubt_below=60)
    analyst.press("Shift+J")
    assert chosen(analyst) != before
