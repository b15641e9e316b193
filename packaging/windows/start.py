"""What both launchers start; the window one has nobody to read an error stream."""

from __future__ import annotations

import argparse
import ctypes
import io
import sys
import traceback


def main() -> int:
    """Run the program; what keeps the window from being shown is said in a message box."""
    sys.frozen = True  # type: ignore[attr-defined] # the launcher is the program: see paths.py
    unread = io.StringIO()
    if sys.stderr is None:
        sys.stdout = sys.stderr = unread
    from annotator import cli
    from annotator.__main__ import show_window
    from annotator.core.errors import KnownError

    def shown(options: argparse.Namespace) -> int:
        try:
            return show_window(options)
        except Exception as error:
            if sys.stderr is unread:
                say(str(error) if isinstance(error, KnownError) else traceback.format_exc())
            raise

    status = cli.run(sys.argv[1:], shown)
    if status == 2 and unread.getvalue():  # wrong use, as of a shortcut that somebody changed
        say(unread.getvalue())
    return status


def say(text: str) -> None:
    """A plain box of Windows: at this point there may be no Qt."""
    ctypes.windll.user32.MessageBoxW(None, text, "Annotator", 0x10)  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
