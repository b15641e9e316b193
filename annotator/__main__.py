"""Where the program starts, from source, from a wheel and from a bundle."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status (0 done, 1 something failed, 2 wrong use)."""
    from annotator import cli

    given = list(sys.argv[1:] if arguments is None else arguments)
    return cli.run(given, show_window)


def show_window(options: argparse.Namespace) -> int:
    """The one command that needs Qt.

    Raises:
        KnownError: there is no Qt, or no screen.
    """
    import gc

    from annotator.core.errors import KnownError

    gc.disable()  # until the window is painted: what a start makes is there to stay
    try:
        from annotator import app
    except ImportError as error:
        raise KnownError(
            f"The window cannot be shown: {error}.",
            todo="The other commands work without it: annotator --help lists them.",
        ) from error
    try:
        return app.run(
            options.project,
            article=options.open,
            screenshot=options.screenshot,
            size=options.size,
            theme=options.theme,
        )
    finally:
        gc.unfreeze()
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
