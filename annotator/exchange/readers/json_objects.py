"""One JSON object as an article: our own gold line, or a plain ``{"text": ...}``.

A further form is a module with ``matches(data)`` and ``read(data, origin)``, named in ``_FORMS``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from annotator.core.documents import text_sha256
from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl
from annotator.exchange.readers import doccano, label_studio, plain_spans, prodigy
from annotator.exchange.readers.articles import check_text, new_article
from annotator.exchange.readers.described import Origin, described

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class Form(NamedTuple):
    """One kind of object: how it is known, and how it is read."""

    matches: Callable[[dict[str, Any]], bool]
    read: Callable[[dict[str, Any], Origin], GoldLine]


def read(line: str, name: str, number: int) -> GoldLine:
    """The article of one object.

    Args:
        line: the object as JSON.
        name, number: its file and its place there, from 1.

    Raises:
        BadInput: it is none; says why, without saying where.
    """
    try:
        data = DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("this is not JSON.") from error
    return article(data, Origin(f"{name}-{number}", line))


def article(data: object, origin: Origin) -> GoldLine:
    """The article of an object that was parsed.

    Raises:
        BadInput: as ``read``.
    """
    if not isinstance(data, dict):
        raise BadInput("this is not a JSON object.")
    if _HALF_CHARACTER.search(origin.raw):
        _check_whole(data)
    form = next((form for form in _FORMS if form.matches(data)), None)
    if form is None:
        raise BadInput("there is no “text”.")
    return form.read(data, origin)


def is_article(data: dict[str, Any]) -> bool:
    """Is an object of a known form?"""
    return any(form.matches(data) for form in _FORMS)


def looks_like(start: str) -> bool:
    """Does what begins here, and is too long to be looked at whole, look like such an object?"""
    return start.startswith("{") and any(
        f'"{key}"' in start[:200] for key in ("schema", "text", "data")
    )


def _read_gold(data: dict[str, Any], origin: Origin) -> GoldLine:
    gold = gold_jsonl.from_json(data)
    check_text(gold.document.text, "its text")
    return replace(gold, line_sha256=text_sha256(origin.raw))


def _read_plain(data: dict[str, Any], origin: Origin) -> GoldLine:
    return new_article(described(data, origin, data.get("text")))


def _finite(number: str) -> float:
    """Python reads NaN, Infinity and 1e999; JSON has no such numbers, and SQLite refuses them."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


def _check_whole(data: dict[str, Any]) -> None:
    """No string, key or text, may hold what is no character: no file can keep it."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput("it holds half a character (a lone surrogate).") from error


#: Parses JSON, and nothing that is not.
DECODER = json.JSONDecoder(parse_constant=_finite, parse_float=_finite)

#: In this order; the first that matches reads.
_FORMS = (
    Form(lambda data: "schema" in data, _read_gold),
    Form(prodigy.matches, prodigy.read),
    Form(doccano.matches, doccano.read),
    Form(label_studio.matches, label_studio.read),
    Form(plain_spans.matches, plain_spans.read),
    Form(lambda data: "text" in data, _read_plain),
)
