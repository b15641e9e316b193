"""What nobody foresaw: a report that can be copied and holds no word of an article."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import qVersion

from annotator import __version__
from annotator.core.errors import KnownError
from annotator.gui.bench import ThemedWindow
from annotator.gui.dialogs.crash_dialog import CrashDialog


def install(window: ThemedWindow) -> None:
    """Show every unexpected error in a dialog; the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        text = report(kind, error, trace)
        print(text, file=sys.stderr)
        CrashDialog.show_report(window, text, window.theme)

    sys.excepthook = hook


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Versions and the places in our code, but no values: those could quote an article."""
    said = str(error) if isinstance(error, KnownError) else ""
    frames = "".join(traceback.format_tb(trace))
    return (
        f"Annotator {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}\n{kind.__name__} {said}\n{frames}"
    )
