"""JSON that is no JSON lines: an array of objects, or one object over several lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain

from annotator.core.errors import BadInput
from annotator.exchange.readers import json_objects
from annotator.exchange.readers.encodings import beginning, decode, encoding_of
from annotator.exchange.readers.incoming import MOST_BYTES, Incoming, Read, text_chunks

_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"
_SPACES = re.compile(f"[{_SPACE}]*")


def matches(file: Incoming) -> bool:
    """Does it begin with an object that is an article, in an array or alone?"""
    start = beginning(file.head).lstrip(_SPACE)
    if not start.startswith(("[", "{")):
        return False
    if file.suffix == ".json":
        return True
    first = start.removeprefix("[").lstrip(_SPACE)
    try:
        data = _DECODER.raw_decode(first)[0]
    except (ValueError, RecursionError):
        return file.is_long and json_objects.looks_like(first)
    return isinstance(data, dict) and json_objects.is_article(data)


def read(file: Incoming) -> Iterator[Read]:
    """The article of every object; of one that is none, what is wrong with it."""
    if not beginning(file.head).lstrip(_SPACE).startswith("["):
        text = decode(file.read(), file.name, file.options.encoding)
        try:
            yield json_objects.read(text, file.id, 1)
        except BadInput as error:
            raise BadInput(f"{file.name}: {error.what}") from error
        return
    for number, raw in enumerate(_elements(file), 1):
        try:
            yield json_objects.read(raw, file.id, number)
        except BadInput as error:
            yield BadInput(f"{file.name}, object {number}: {error.what}")


def _elements(file: Incoming) -> Iterator[str]:
    """The elements of an array as they are written; never more than one is kept in memory."""
    encoding = encoding_of(file)
    buffer, place, expected, wanted = "", 0, "[", 0
    for chunk in chain(text_chunks(file, encoding.name, encoding.skip), [""]):
        buffer, place = buffer[place:] + chunk, 0
        if chunk and len(buffer) < wanted:
            continue
        while True:
            place = _behind_space(buffer, place)
            if buffer.startswith("]", place) and expected == ",":
                return
            if not buffer.startswith(expected, place):
                break
            start = _behind_space(buffer, place + 1)
            if expected == "[" and buffer.startswith("]", start):
                return
            end = _end_of_element(buffer, start)
            if end is None:
                break
            yield buffer[start:end]
            place, expected, wanted = end, ",", 0
        if not chunk or len(buffer) - place > MOST_BYTES:
            raise file.bad("is damaged: it stops being JSON there, or one object is too large.")
        wanted = 2 * (len(buffer) - place)  # an object that is cut is not tried at every chunk


def _end_of_element(text: str, start: int) -> int | None:
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def _behind_space(text: str, start: int) -> int:
    found = _SPACES.match(text, start)
    return found.end() if found else start
