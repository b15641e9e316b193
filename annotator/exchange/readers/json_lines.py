"""JSON lines: one object an article a line, read one after the other, whatever their number."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from annotator.core.errors import BadInput
from annotator.exchange.readers import json_objects
from annotator.exchange.readers.encodings import encoding_of, marked
from annotator.exchange.readers.incoming import MOST_BYTES, Incoming, Read

#: Names that promise one JSON object a line.
_NAMES = frozenset({".jsonl", ".ndjson"})
_MANIFEST = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"annotator-manifest/')


def matches(file: Incoming) -> bool:
    """Is its first line an object that is an article?"""
    if _MANIFEST.match(file.head):
        raise file.bad("is the manifest of an export, not an article.")
    if file.suffix in _NAMES:
        return marked(file.head) is not None or b"\x00" not in file.head
    found = marked(file.head)
    encoding = found.name if found else "utf-8"
    start = file.head[found.skip if found else 0 :].decode(encoding, "replace")
    first, _, more = start.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        # The first line may be longer than what is looked at.
        return not more and ('"schema"' in first[:200] or '"text"' in first[:200])
    return isinstance(data, dict) and json_objects.is_article(data)


def read(file: Incoming) -> Iterator[Read]:
    """The article of every line; of a line that is none, what is wrong with it."""
    for number, line in _lines(file):
        try:
            yield json_objects.read(line, file.name, number)
        except BadInput as error:
            yield BadInput(f"{file.name}, line {number}: {error.what}")


def _lines(file: Incoming) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers from 1."""
    encoding = encoding_of(file)
    with file.open() as raw:
        raw.read(encoding.skip)
        with io.TextIOWrapper(raw, encoding.name, newline="\n") as stream:
            number = 0
            try:
                while line := stream.readline(MOST_BYTES):
                    number += 1
                    if len(line) == MOST_BYTES and not line.endswith("\n"):
                        raise BadInput(
                            f"{file.name}, line {number} is longer than "
                            f"{MOST_BYTES // 1_000_000} MB; what follows was not read."
                        )
                    if line.strip():
                        yield number, line.removesuffix("\n")
            except UnicodeDecodeError as error:
                raise file.bad(f"is damaged: it is not valid {encoding.name}.") from error
