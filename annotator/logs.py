"""What the program did, in a file beside the person's projects: no word of any article.

Kept small by rotation, so that it can be copied into a message to whoever maintains the program.
"""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

from annotator import paths
from annotator.core.errors import KnownError

_BYTES, _OLDER = 200_000, 3
_LOG = logging.getLogger("annotator")


def start() -> Path | None:
    """Write to the log from now on; None where its folder cannot be written: no reason to stop."""
    from logging.handlers import RotatingFileHandler  # takes its time: not before the first paint

    stop()
    try:
        file = paths.log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8")
    except (OSError, KnownError):
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logging.raiseExceptions = False  # a full disk must not fill the error stream
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    note(f"started: {_made_of()}")
    return file


def _made_of() -> str:
    """The program and its system; only what is written to the log needs these modules."""
    import platform

    from annotator import version

    return f"{version.text()}, {platform.platform()}"


def is_started() -> bool:
    """Is the log being written?"""
    return bool(_LOG.handlers)


def stop() -> None:
    """Let go of the file."""
    for handler in list(_LOG.handlers):
        _LOG.removeHandler(handler)
        handler.close()


def note(what: str) -> None:
    """Add a line, where the log is written; it must hold no text of an article."""
    if is_started():
        _LOG.info(what)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What is told of a bug: versions and the places in our code.

    Not the error's message: it could quote an article.
    """
    import traceback

    frames = "".join(traceback.format_tb(trace))
    return f"{_made_of()}\n{kind.__name__}\n{frames}"
