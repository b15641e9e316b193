"""JSON lines: one object an article a line, read one after the other, whatever their number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from annotator.core.errors import BadInput
from annotator.exchange.readers import json_objects
from annotator.exchange.readers.encodings import beginning, encoding_of, is_text
from annotator.exchange.readers.incoming import Incoming, Read, bounded_lines

#: Names that promise one JSON object a line.
_NAMES = frozenset({".jsonl", ".ndjson"})
_MANIFEST = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"annotator-manifest/')


def matches(file: Incoming) -> bool:
    """Is its first line an object that is an article?"""
    if _MANIFEST.match(file.head):
        raise file.bad("is the manifest of an export, not an article.")
    if file.suffix in _NAMES:
        return is_text(file.head)
    first, _, more = beginning(file.head).lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        return not more and json_objects.looks_like(first)
    return isinstance(data, dict) and json_objects.is_article(data)


def read(file: Incoming) -> Iterator[Read]:
    """The article of every line; of a line that is none, what is wrong with it."""
    for number, line in _lines(file):
        try:
            yield json_objects.read(line, file.id, number)
        except BadInput as error:
            yield BadInput(f"{file.name}, line {number}: {error.what}")


def _lines(file: Incoming) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers from 1."""
    encoding = encoding_of(file)
    lines = bounded_lines(file, encoding.name, encoding.skip, "\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line.removesuffix("\n")
