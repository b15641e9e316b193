"""Reading files as analysts have them: what kind a file is, is found from its content.

Each kind is a module here with ``matches(file)`` and ``read(file)``; the first in ``_KINDS`` that
matches reads. A name is only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import BadInput
from annotator.exchange.readers import (
    brat,
    converted,
    json_documents,
    json_lines,
    tables,
    text,
    w3c,
    zipped,
)
from annotator.exchange.readers.incoming import AS_FOUND, Incoming, Options, Read

_KINDS = (brat, json_lines, w3c, json_documents, tables, converted, text)


def read_lines(path: Path, options: Options = AS_FOUND) -> Iterator[Read]:
    """As ``read_file``, but a file that cannot be read is one more error among the articles."""
    try:
        yield from read_file(path, options)
    except BadInput as error:
        yield error


def read_file(path: Path, options: Options = AS_FOUND) -> Iterator[Read]:
    """The articles of a file, one by one; a line that cannot be read is yielded as its error.

    Raises:
        BadInput: the file as a whole, or the rest of it, cannot be read.
    """
    yield from read(Incoming.at(path, options))


def read(file: Incoming) -> Iterator[Read]:
    """The articles of a file, wherever it lies.

    Raises:
        BadInput: the file as a whole, or the rest of it, cannot be read.
    """
    if zipped.matches(file) and converted.kind_of(file) is None:
        yield from zipped.read(file, read)
        return
    kind = next(kind for kind in _KINDS if kind.matches(file))
    yield from kind.read(file)
