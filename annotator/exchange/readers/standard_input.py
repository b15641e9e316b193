"""What is piped into the program, as a file: its kind is found from its content too."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import BadInput

#: How standard input is written on the command line.
DASH = Path("-")
_NAME = "standard-input"
_PREFIX = "annotator-"


@contextmanager
def with_input(paths: Iterable[Path], stream: BinaryIO) -> Iterator[list[Path]]:
    """The paths, for as long as they are needed: ``-`` as a file with what the stream holds.

    What can be read but once, as a named pipe, is kept in a file as well.

    Raises:
        BadInput: there is no room for it.
    """
    given = list(paths)
    if not any(path == DASH or _is_pipe(path) for path in given):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield [_kept(path, Path(folder) / str(n), stream) for n, path in enumerate(given)]


def _is_pipe(path: Path) -> bool:
    try:
        return path.is_fifo()
    except (OSError, ValueError):  # no file can be called so; reading it says that
        return False


def _kept(path: Path, folder: Path, stream: BinaryIO) -> Path:
    if path != DASH and not _is_pipe(path):
        return path
    copy = folder / _NAME
    try:
        folder.mkdir()
        with copy.open("wb") as out:
            if path == DASH:
                shutil.copyfileobj(stream, out)
            else:
                with path.open("rb") as pipe:
                    shutil.copyfileobj(pipe, out)
    except OSError as error:
        raise BadInput(
            f"What is piped in cannot be kept: {error.strerror or error}.",
            todo="Check the free space for temporary files.",
        ) from error
    return copy


def is_copy(path: Path) -> bool:
    """Is it what ``with_input`` made, which is gone afterwards?"""
    return path.name == _NAME and path.parent.parent.name.startswith(_PREFIX)
