"""Random keys, clicks and drags on the true window: nothing breaks, and all of it can be undone.

After each run ``doctor`` is content, and taking back every gesture gives the same export as before
the first one, byte for byte.
"""

from __future__ import annotations

import random
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.gui.actions import COMMANDS
from annotator.gui.main_window import MainWindow
from annotator.session import Session
from annotator.settings import Settings
from tests import samples
from tests.chance import SEED
from tests.meeting import meeting_dialogs
from tests.samples import write_gold

ACTIONS = 100
#: Seeds of `make test`, and how many runs `make soak` adds.
QUICK, LONG = 3, 200
#: These leave the window, or ask the desktop for something.
_LEAVING = frozenset({"close_window", "close_project", "open_project", "new_project"})
_LEAVING |= frozenset({"open_sample", "open_original", "show_export", "paste_article"})
_LEAVING |= frozenset({"import_files", "import_folder", "export_gold", "change_analyst"})
_LEAVING |= frozenset({"show_backups"})  # a restored project is another one
KEYS = [command.keys[0] for command in COMMANDS if command.id not in _LEAVING]
#: What decides, so that a run is not all zooming and scrolling.
DECIDING = ["A", "A", "A", "X", "Shift+X", "1", "2", "3", "4", "5", "9", "0", "[", "]", "{", "}"]
DECIDING += ["S", "B", "F", "N", "E", "M", "P", "Backspace", "Ctrl+Y", "Ctrl+Return", "Ctrl+R"]
DECIDING += ["J", "K", "O", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Shift+Return", "Space"]
IN_DIALOGS = [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Space]
IN_DIALOGS += [Qt.Key.Key_Tab, Qt.Key.Key_A, Qt.Key.Key_U]
WORDS = ["good", "Ashcombe", "2024", "west", "é😀", '"', "label:PERSON", "inadequate"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives an offscreen window")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Four articles with suggestions, one of them with emoji and CRLF."""
    path = tmp_path / "template.annotator"
    with closing(Session(path, create=True, analyst="anna")) as session:
        for number in range(4):
            text = f"{samples.TEXT}\nReport {number}. Ruth Hale 😀 spoke.\r\nRuth Hale left."
            samples.filled(session, tmp_path, f"a{number}.txt", text)
    return path


class Monkey:
    """Does one random thing after the other; dialogs that open it meets with random keys."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._random = random.Random(seed)
        self.did: list[str] = []

    def run(self, actions: int) -> None:
        for _ in range(actions):
            act = self._random.choices(
                [self._press, self._click, self._drag, self._type], [75, 12, 8, 5]
            )[0]
            self._come_back()
            with meeting_dialogs(self._meet, acts=6, patience=3, every_ms=5):
                act()
                QApplication.processEvents()  # what was looked up may open a dialog only now

    def _come_back(self) -> None:
        """What a desktop does after a dialog: the window is the active one again."""
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window, 5000)

    def _press(self) -> None:
        key = self._random.choice(DECIDING if self._random.random() < 0.75 else KEYS)
        self.did.append(key)
        QTest.keySequence(QApplication.focusWidget() or self._window, key)

    def _click(self) -> None:
        """Anywhere on what can be seen."""
        target = self._random.choice([w for w in self._shown() if not isinstance(w, QDialog)])
        place = self._somewhere(target)
        self.did.append(f"click {type(target).__name__}")
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)

    def _drag(self) -> None:
        port = self._window.panels.view.viewport()
        if not port.isVisible():
            return
        start, end = self._somewhere(port), self._somewhere(port)
        self.did.append("drag")
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)

    def _type(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            self.did.append("type")
            focus.insert(self._random.choice(WORDS))

    def _shown(self) -> list[QWidget]:
        panels = self._window.panels
        areas = (panels.view.viewport(), panels.articles.view.viewport(), panels.cards)
        return [w for w in (*areas, panels.entities.view.viewport()) if w.isVisible()]

    def _somewhere(self, widget: QWidget) -> QPoint:
        x, y = self._random.random(), self._random.random()
        return QPoint(int(x * max(1, widget.width() - 1)), int(y * max(1, widget.height() - 1)))

    def _meet(self, dialog: QDialog) -> None:
        key = self._random.choice(IN_DIALOGS)
        self.did.append(f"{type(dialog).__name__} {key.name}")
        QTest.keyClick(dialog.focusWidget() or dialog, key)


def exported(session: Session, out: Path) -> bytes:
    """Every article as it stands, without its log."""
    write_gold(session, out, all_articles=True, log=False)
    return out.read_bytes()


def play(template: Path, seed: int, tmp_path: Path, qtbot: QtBot) -> None:
    """One run on a copy of the template."""
    project = tmp_path / f"monkey-{seed}.annotator"
    shutil.copy(template, project)
    window = MainWindow(Settings(analyst="anna", reduced_motion=True))
    try:
        window.show()
        qtbot.waitExposed(window)
        session = Session(project, analyst="anna", busy_ms=50)
        window.attach(session)
        window.activateWindow()
        before = exported(session, tmp_path / "before.jsonl")
        monkey = Monkey(window, seed)
        monkey.run(ACTIONS)
        assert list(session.examine()) == [], monkey.did
        while session.undo() is not None:
            pass
        assert exported(session, tmp_path / "after.jsonl") == before, monkey.did
        assert list(session.examine()) == [], monkey.did
    finally:
        window.panels.cards.stop_editing()  # an open form would hold the window open
        window.close()
        window.deleteLater()
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "own_command", lambda *_: ["no-worker-is-needed-here"])


@pytest.mark.parametrize("seed", range(QUICK))
def test_random_actions_break_nothing_and_can_be_undone(
    template: Path, seed: int, tmp_path: Path, qtbot: QtBot
) -> None:
    play(template, seed, tmp_path, qtbot)


@pytest.mark.soak
@pytest.mark.parametrize("group", range(LONG // 10))
def test_many_more_random_runs(template: Path, group: int, tmp_path: Path, qtbot: QtBot) -> None:
    for seed in range(1000 * SEED + 10 * group, 1000 * SEED + 10 * group + 10):
        play(template, seed, tmp_path, qtbot)
