"""What commands print: a line each, whatever the names of files, articles and people hold."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from annotator.core.wording import written_out


def say(*columns: object, failed: bool = False) -> None:
    """Print a line; columns stand behind tabs.

    Args:
        failed: it is for the error stream.
    """
    line = "\t".join(written_out(str(column)) for column in columns)
    print(line, file=sys.stderr if failed else sys.stdout)


def complain(sentences: Iterable[object]) -> None:
    """Say each on the error stream, in the program's name."""
    for sentence in sentences:
        say(f"annotator: {sentence}", failed=True)


def write_any_name() -> None:
    """A name that the terminal's encoding does not have, or none has, stops no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
