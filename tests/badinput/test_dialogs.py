"""Every command of the window, with anything typed into whatever it opens.

Nothing is raised, the project stays sound, and undoing all gestures gives the same gold as before.
"""

from __future__ import annotations

import json
import random
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.app import _Opener
from annotator.exchange.gold_jsonl import to_json
from annotator.gui.actions import COMMANDS
from annotator.gui.dialogs.backups_dialog import BackupsDialog
from annotator.gui.main_window import MainWindow
from annotator.session import Session
from annotator.settings import Settings
from tests import chance, samples
from tests.gui.conftest import opened_urls as opened_urls
from tests.meeting import meeting_dialogs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives an offscreen window")

#: What is typed or pasted; the long one where a person drops a whole article into a field.
TEXTS = (
    *("", " ", "\t", "a\nb\r\nc", "\x00", "a\x00b", "\x1b[31m", "\u2028\u2029", "\u202eevil"),
    *("😀👩\u200d🚒", "שלום عالم", "e\u0301\u0301\u0301", "\ud83d", "\udc00x", "%", "_"),
    *("%s %d {0} {}", "'; DROP TABLE texts; --", '"', '"""', "(", "[a-", "*", "\\", ".*+?^$|"),
    *("NEAR(a b)", "a AND", "-", "--", "label:", "label:RATING", "score:<nan order:", "~", "../x"),
    *("before:9999-99-99", "<b>x</b><img src=x>", "&amp;", "0", "-1", "²", "9" * 400),
    *("2024-02-30", "31/02/2024", "May", "Q", "RATING", "good", "west kent", "é" * 3000),
    *("word " * 20_000, "#ffffff", "#", "rgb(1,2,3)", "http://[", "file:///etc/passwd"),
    *("javascript:1", "50/50", "1/0/nan"),
)
#: Qt's own dialog warns of names that no file can have.
NAMES = tuple(text for text in TEXTS if "\0" not in text and len(text) < 100)
KEYS = "Return Return Esc Tab Tab Shift+Tab Down Up Space Ctrl+Return Del F3 A Ctrl+A Home".split()
COMMANDS_TRIED = [command for command in COMMANDS if command.id != "close_window"]
_ACTS, _PATIENCE = 9, 6


class Babbler:
    """Does every command once, in random order, and talks nonsense to all that asks."""

    def __init__(self, window: MainWindow, opener: _Opener, project: Path, seed: int) -> None:
        self._window, self._opener, self._project = window, opener, project
        self._seed, self._random = seed, random.Random(seed)
        self.did: list[str] = []

    def run(self) -> None:
        commands = list(COMMANDS_TRIED)
        random.Random(self._seed).shuffle(commands)
        for command in commands:
            # Its own draws: how fast the machine was before changes nothing from here on.
            self._random = random.Random(f"{self._seed} {command.id}")
            # Coming back too: what runs in the background may end, and tell it, at any moment.
            with meeting_dialogs(self._meet, acts=_ACTS, patience=_PATIENCE, every_ms=2):
                self._come_back()
                self.did.append(command.id)
                QTest.keySequence(QApplication.focusWidget() or self._window, command.keys[0])
                QApplication.processEvents()
                for _ in range(self._random.randint(0, 4)):
                    self._babble(self._window)
                    QApplication.processEvents()

    def _come_back(self) -> None:
        """The project is open again, and the window the active one."""
        if self._window.bench is None or self._window.bench.session.path != self._project:
            self._opener.open(self._project, False)
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window, 5000)
        if self._random.random() < 0.7:
            self._window.panels.view.setFocus()

    def _babble(self, place: QWidget) -> None:
        """Something into the field that has the focus, or into another one; or a key."""
        fields = [w for w in place.findChildren(QWidget) if _is_field(w)]
        focus = QApplication.focusWidget()
        if fields and self._random.random() < 0.3:
            focus = self._random.choice(fields)
            focus.setFocus()
        if focus is not None and _is_field(focus) and self._random.random() < 0.6:
            self._fill(focus)
            return
        key = self._random.choice(KEYS)
        self.did.append(key)
        QTest.keySequence(focus or place, key)

    def _fill(self, field: QWidget) -> None:
        is_qts_own = isinstance(field.window(), QFileDialog)
        text = self._random.choice(NAMES if is_qts_own else TEXTS)
        self.did.append(f"{type(field).__name__} {text[:30]!a}")
        if isinstance(field, QAbstractButton):
            QTest.keyClick(field, Qt.Key.Key_Space)
        elif isinstance(field, QComboBox) and not field.isEditable():
            QTest.keyClick(field, Qt.Key.Key_Down)
        elif len(text) < 40 and self._random.random() < 0.5:
            for sign in text:  # as an input method sends them
                QApplication.sendEvent(
                    field,
                    QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign),
                )
        else:
            QApplication.clipboard().setText(text)
            QTest.keySequence(field, "Ctrl+V")

    def _meet(self, dialog: QDialog) -> None:
        self.did.append(type(dialog).__name__)
        if isinstance(dialog, BackupsDialog):  # what is restored is another project
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
        else:
            self._babble(dialog)


def _is_field(widget: QWidget) -> bool:
    kinds = QLineEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox | QAbstractButton
    return isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()


def gold_of(session: Session, ids: list[str]) -> list[object]:
    """The articles as they stand, without their log and the labels' version."""
    lines = [json.loads(to_json(session.gold_line(one), log=False)) for one in ids]
    return [{key: line[key] for key in line if key != "label_set"} for line in lines]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "own_command", lambda *_: ["no-worker-is-needed-here"])
    with closing(Session(tmp_path / "news.annotator", create=True, analyst="anna")) as session:
        for number in range(3):
            text = f"{samples.TEXT}\nReport {number}. Ruth Hale 😀 spoke.\r\nRuth Hale left."
            samples.filled(session, tmp_path, f"a{number}.txt", text)
    return session.path


def play(project: Path, seed: int, qtbot: QtBot) -> None:
    with closing(Session(project)) as session:
        ids = session.article_ids()
        before = gold_of(session, ids)
    window = MainWindow(Settings(analyst="anna", analysts=["anna"], reduced_motion=True))
    opener = _Opener(keep=True)
    opener.take(window)
    try:
        window.show()
        qtbot.waitExposed(window)
        babbler = Babbler(window, opener, project, seed)
        babbler.run()
    finally:
        window.panels.cards.stop_editing()  # an open form would hold the window open
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    with closing(Session(project)) as session:
        assert list(session.examine()) == [], babbler.did
        while session.undo() is not None:
            pass
        assert gold_of(session, ids) == before, babbler.did
        assert list(session.examine()) == [], babbler.did


@pytest.mark.parametrize("seed", range(1))
def test_nonsense_in_every_dialog(
    project: Path, seed: int, qtbot: QtBot, opened_urls: list[object]
) -> None:
    play(project, 100 * chance.SEED + seed, qtbot)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(1, 15))
def test_much_more_nonsense(
    project: Path, seed: int, qtbot: QtBot, opened_urls: list[object]
) -> None:
    play(project, 100 * chance.SEED + seed, qtbot)
