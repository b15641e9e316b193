"""Takes the pictures of README and GUIDE from the real window on the sample project."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

os.environ["QT_QPA_PLATFORM"] = "offscreen"
FOLDER = Path(__file__).resolve().parent
SIZE = (1440, 900)
#: Long enough for the glide to the chosen item to be over, in milliseconds.
SETTLED = 500


def windows() -> list[MainWindow]:
    """None while the first page stands."""
    from PySide6.QtWidgets import QApplication

    from annotator.gui.main_window import MainWindow

    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


def window() -> MainWindow:
    return windows()[0]


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANNOTATOR_DATA_DIR"] = home
        from PySide6.QtCore import QTimer

        from annotator.__main__ import main as annotator

        def then(steps: list[Callable[[], object]]) -> None:
            """One step after the other, each with time to be drawn."""
            if not steps:
                window().close()
                return
            steps[0]()
            QTimer.singleShot(SETTLED, lambda: then(steps[1:]))

        def take(name: str) -> Callable[[], object]:
            return lambda: window().grab().save(str(FOLDER / f"{name}.png"))

        def press(*commands: str) -> Callable[[], object]:
            def do() -> None:
                for command in commands:
                    window().actions_table.trigger(command)

            return do

        def start() -> None:
            if not any(shown.bench for shown in windows()):
                QTimer.singleShot(100, start)
                return
            window().resize(*SIZE)
            then(
                [
                    lambda: window().change(analyst="anna"),
                    lambda: window().bench.desk.open_article("harbury-vale-probation.txt", "r1"),
                    press("confirm"),
                    lambda: window().bench.desk.choose("r2"),
                    take("window-light"),
                    press("toggle_guideline"),
                    take("guideline"),
                    press("toggle_guideline"),
                    press("toggle_theme"),
                    take("window-dark"),
                    press("toggle_theme", "edit_rating"),
                    take("edit-rating"),
                ]
            )

        QTimer.singleShot(0, start)
        return annotator(["gui", "--theme", "light", "--size", f"{SIZE[0]}x{SIZE[1]}"])


if __name__ == "__main__":
    sys.exit(main())
