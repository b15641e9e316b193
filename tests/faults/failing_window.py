"""The true window on a disk that fails: random keys, and after each failure a look at the screen.

``python failing_window.py PROJECT SEED FAILURES``, started with the library of ``failing_disk``,
ends with one JSON line: how many calls failed, what the window said, and what was wrong.
"""

from __future__ import annotations

import json
import random
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator import paths
from annotator.__main__ import main
from annotator.gui.main_window import MainWindow
from annotator.session import Session
from tests.faults.failing_disk import FAILURES, SAFE, Disk

KEYS = ("A", "X", "1", "3", "5", "]", "[", "}", "F", "Backspace", "Ctrl+Shift+Z", "Ctrl+PgDown")


class Looker:
    """Presses keys, lets calls fail, and looks what the window makes of it."""

    def __init__(
        self, window: MainWindow, project: Path, rng: random.Random, failures: int
    ) -> None:
        self._window = window
        self._project = project
        self._rng = rng
        self._left = failures
        self._disk = Disk()
        self.failed = 0
        self.sentences: set[str] = set()
        self.wrong: list[str] = []

    def run(self) -> None:
        """All failures, then close."""
        while self._left:
            self._left -= 1
            self._fail(self._rng.choice(list(FAILURES)))
        self._window.close()

    def _fail(self, name: str) -> None:
        self._disk.fail(name, self._project.name, self._rng.randrange(6))
        for _ in range(8):
            self._press(self._rng.choice(KEYS))
            self._note(name)
            if self._disk.has_failed and name != "short writes":
                break
        self.failed += self._disk.mend() > 0
        self._compare(name)
        before = self._count()
        for _ in range(2):
            self._press("F")
        if self._count() != before + 2:
            self.wrong.append(f"{name}: the next decisions were not taken: {self._banner()}")
        self._compare(name)

    def _press(self, key: str) -> None:
        window = self._window
        QTest.keySequence(QApplication.focusWidget() or window, key)
        QApplication.processEvents()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                self.wrong.append(f"a dialog: {dialog.windowTitle()}")
                dialog.close()

    def _banner(self) -> str:
        return self._window.panels.banner.text.text()

    def _note(self, name: str) -> None:
        """What the window says of a failure says what is safe."""
        failed, said = self._disk.has_failed, self._banner()
        if failed and name != "short writes" and self._window.panels.banner.is_error:
            self.sentences.add(said)
            if not any(words in said for words in SAFE):
                self.wrong.append(f"{name}: {said}")

    def _compare(self, name: str) -> None:
        bench, scene = self._window.bench, self._window.panels.view.scene
        if bench is None or bench.session.review is None or scene is None:
            self.wrong.append(f"{name}: nothing is shown any more")
            return
        here = bench.session.review
        with closing(Session(self._project)) as session:
            there = session.read(here.document.id)
        if (here.spans, here.ratings, here.article) != (there.spans, there.ratings, there.article):
            self.wrong.append(f"{name}: memory is not what the file says")
        if scene._spans != there.spans:
            self.wrong.append(f"{name}: the screen is not what the file says")

    def _count(self) -> int:
        with closing(Session(self._project)) as session:
            return int(session._project.db.value("SELECT count(*) FROM decisions WHERE n > 0"))


def start(project: Path, seed: int, failures: int) -> None:
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    window = next((w for w in windows if w.isVisible() and w.bench is not None), None)
    if window is None:
        QTimer.singleShot(10, lambda: start(project, seed, failures))
        return
    window.activateWindow()
    looker = Looker(window, project, random.Random(seed), failures)
    try:
        looker.run()
    finally:
        said = {"failed": looker.failed, "sentences": sorted(looker.sentences)}
        print(json.dumps({**said, "wrong": looker.wrong}), flush=True)


if __name__ == "__main__":
    paths.own_command = lambda *_: ["no-worker-is-needed-here"]
    app = QApplication(["annotator"])
    QTimer.singleShot(0, lambda: start(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    sys.exit(main([sys.argv[1]]))
