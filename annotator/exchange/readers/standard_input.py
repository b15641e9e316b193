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
    """The paths, ``-`` replaced by a file with what the stream holds, for as long as it is needed.

    Raises:
        BadInput: there is no room for it.
    """
    given = list(paths)
    if DASH not in given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        copy = Path(folder) / _NAME
        try:
            with copy.open("wb") as out:
                shutil.copyfileobj(stream, out)
        except OSError as error:
            raise BadInput(
                f"Standard input cannot be kept: {error.strerror or error}.",
                todo="Check the free space for temporary files.",
            ) from error
        yield [copy if path == DASH else path for path in given]


def is_copy(path: Path) -> bool:
    """Is it what ``with_input`` made, which is gone afterwards?"""
    return path.name == _NAME and path.parent.name.startswith(_PREFIX)
