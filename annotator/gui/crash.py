"""What nobody foresaw: a report that can be copied and holds no word of an article."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from annotator import logs
from annotator.core.errors import KnownError
from annotator.gui.places import ThemedWindow


def install(window: ThemedWindow, say: Callable[[KnownError], object]) -> None:
    """Show every unexpected error in a dialog; the program goes on.

    Args:
        say: shows an error that is known, but that nobody caught: the disk fails while a list is
            being read, say.
    """
    shown: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        if isinstance(error, KnownError):
            say(error)
            return
        text = logs.report(kind, trace)
        print(text, file=sys.stderr)
        if not logs.is_started():  # it went wrong before the window was on the screen
            logs.start()
        logs.note(text)
        if shown:  # one that comes while the dialog is open would put a dialog on the dialog
            return
        shown.append(text)
        from annotator.gui.dialogs.crash_dialog import CrashDialog

        try:
            CrashDialog.show_report(window, text, window.theme)
        finally:
            shown.clear()

    sys.excepthook = hook
