"""The true window on a project, with a script in it that presses decision keys until it is killed.

``python deciding_window.py PROJECT SEED`` says ``= COUNT`` for the decisions of the log, read from
the session only after the key press returned.
"""

from __future__ import annotations

import random
import sys

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.__main__ import main
from annotator.gui.main_window import MainWindow

KEYS = ("A", "A", "A", "X", "X", "1", "3", "5", "]", "[", "}", "{", "F", "Space", "J")
OTHER = ("Backspace", "Ctrl+Shift+Z", "Ctrl+PgDown", "Ctrl+Return", "Ctrl+R")


def press(window: MainWindow, rng: random.Random) -> None:
    """One random key, then say how many decisions the log holds."""
    bench = window.bench
    if bench is not None:
        key = rng.choice(KEYS if rng.random() < 0.75 else OTHER)
        QTest.keySequence(QApplication.focusWidget() or window, key)
        count = bench.session._project.db.value("SELECT count(*) FROM decisions WHERE n > 0")
        print(f"= {count}", flush=True)
    QTimer.singleShot(0, lambda: press(window, rng))


def start(rng: random.Random) -> None:
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    window = next((w for w in windows if w._painted and w.bench is not None), None)
    if window is None:
        QTimer.singleShot(10, lambda: start(rng))
    else:
        window.activateWindow()
        press(window, rng)


if __name__ == "__main__":
    paths.own_command = lambda *_: ["no-worker-is-needed-here"]
    app = QApplication(["annotator"])
    QTimer.singleShot(0, lambda: start(random.Random(int(sys.argv[2]))))
    sys.exit(main([sys.argv[1]]))
