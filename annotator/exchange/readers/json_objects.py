"""One JSON object as an article: our own gold line, or a plain ``{"text": ...}``.

A further form is a module with ``matches(data)`` and ``read(data, origin)``, named in ``_FORMS``.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from annotator.core.documents import Document, PartialDate, text_sha256
from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl
from annotator.exchange.readers.articles import check_text, new_article

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an object stood.

    Attributes:
        fallback: the id of an article that gives itself none.
        raw: the object as it was written.
    """

    fallback: str
    raw: str

    @property
    def raw_sha256(self) -> str:
        return hashlib.sha256(self.raw.strip().encode("utf-8", "replace")).hexdigest()


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
        data = json.loads(line, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadInput("this is not JSON.") from error
    if not isinstance(data, dict):
        raise BadInput("this is not a JSON object.")
    if _HALF_CHARACTER.search(line):
        _check_whole(data)
    form = next((form for form in _FORMS if form.matches(data)), None)
    if form is None:
        raise BadInput("there is no “text”.")
    return form.read(data, Origin(f"{name}-{number}", line))


def is_article(data: dict[str, Any]) -> bool:
    """Is an object of a known form?"""
    return any(form.matches(data) for form in _FORMS)


def looks_like(start: str) -> bool:
    """Does what begins here, and is too long to be looked at whole, look like such an object?"""
    return start.startswith("{") and any(f'"{key}"' in start[:200] for key in ("schema", "text"))


def _read_gold(data: dict[str, Any], origin: Origin) -> GoldLine:
    gold = gold_jsonl.from_json(data)
    check_text(gold.document.text, "its text")
    return replace(gold, line_sha256=text_sha256(origin.raw))


def _read_plain(data: dict[str, Any], origin: Origin) -> GoldLine:
    """A plain object with whatever it says about itself."""
    text = data.get("text")
    if not isinstance(text, str):
        raise BadInput("there is no “text”.")
    check_text(text, "its text")
    given = data.get("id")
    return new_article(
        Document(
            id=str(given) if isinstance(given, str | int) and str(given) else origin.fallback,
            text=text,
            title=_word(data.get("title")) or "",
            raw_sha256=origin.raw_sha256,
            outlet=_word(data.get("outlet")),
            url=_word(data.get("url")),
            published=PartialDate.from_words(data.get("published")),
        )
    )


def _finite(number: str) -> float:
    """Python reads NaN, Infinity and 1e999; JSON has no such numbers, and SQLite refuses them."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _check_whole(data: dict[str, Any]) -> None:
    """No string, key or text, may hold what is no character: no file can keep it."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput("it holds half a character (a lone surrogate).") from error


#: In this order; the first that matches reads.
_FORMS = (
    Form(lambda data: "schema" in data, _read_gold),
    Form(lambda data: "text" in data, _read_plain),
)
