"""Is every value of a gold line of the right kind? Files come from anywhere, so each is asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import NoneType
from typing import Any, get_args

from annotator.core.decisions import Act, TargetKind
from annotator.core.documents import ArticleStatus, Precision
from annotator.core.errors import BadInput
from annotator.core.ratings import RatingStatus
from annotator.core.spans import ItemState
from annotator.core.suggestions import ItemKind

#: Where in a value something is wrong ("" = the value itself); None where all is well.
Check = Callable[[object], str | None]
#: From here on not every program can tell a whole number from the next.
_TOO_LARGE = 2**53


def check_shape(data: dict[str, Any]) -> None:
    """Let the parsed JSON of a gold line pass; keys that are missing are not asked for here.

    Raises:
        BadInput: names the first key whose value is not of the right kind.
    """
    wrong = _LINE(data)
    if wrong is not None:
        raise BadInput(f"“{wrong.lstrip('.')}” is not of the right kind.")


# Each of these is one call a value: a file of 10,000 articles has millions of them.


def _name(value: object) -> str | None:
    return None if isinstance(value, str) and value.strip() else ""


def _whole(value: object) -> str | None:
    return None if type(value) is int and -_TOO_LARGE < value < _TOO_LARGE else ""


def _score(value: object) -> str | None:
    return None if isinstance(value, float) and math.isfinite(value) else _whole(value)


def _of(*kinds: type) -> Check:
    return lambda value: None if isinstance(value, kinds) else ""


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _one_of(literal: Any) -> Check:
    known = frozenset(get_args(literal))
    return lambda value: None if isinstance(value, str) and value in known else ""


def _list_of(check: Check) -> Check:
    def checked(value: object) -> str | None:
        if not isinstance(value, list):
            return ""
        for number, part in enumerate(value):
            wrong = check(part)
            if wrong is not None:
                return f"[{number}]{wrong}"
        return None

    return checked


def _map_of(check: Check) -> Check:
    def checked(value: object) -> str | None:
        return _fields(dict.fromkeys(value, check))(value) if isinstance(value, dict) else ""

    return checked


def _fields(checks: dict[str, Check]) -> Check:
    asked = tuple(checks.items())

    def checked(value: object) -> str | None:
        if not isinstance(value, dict):
            return ""
        for key, check in asked:
            if key in value:
                wrong = check(value[key])
                if wrong is not None:
                    return f".{key}{wrong}"
        return None

    return checked


_ANY_MAP = _of(dict)
_TEXT = _of(str)
_SWITCH = _of(bool)
_OPTIONAL_TEXT = _of(str, NoneType)
_OPTIONAL_NUMBER = _or_none(_whole)

_DATE = _fields({"value": _OPTIONAL_TEXT, "precision": _or_none(_one_of(Precision))})
_MENTION = _fields({"start": _whole, "end": _whole, "exact": _TEXT, "span": _or_none(_name)})
_MENTIONS = _or_none(_list_of(_MENTION))
_SPAN: dict[str, Check] = {
    "id": _name,
    "start": _whole,
    "end": _whole,
    "exact": _TEXT,
    "label": _name,
    "entity": _OPTIONAL_TEXT,
    "state": _one_of(ItemState),
    "from": _or_none(_name),
    "note": _OPTIONAL_TEXT,
}
_RATING: dict[str, Check] = {
    "id": _name,
    **dict.fromkeys(("subject", "subject_mention", "value", "rating_body"), _or_none(_MENTION)),
    **dict.fromkeys(("speaker", "evidence"), _or_none(_MENTION)),
    **dict.fromkeys(("subject_aliases", "also"), _MENTIONS),
    **dict.fromkeys(("entity", "change", "certainty", "polarity"), _OPTIONAL_TEXT),
    "rating_body_id": _OPTIONAL_TEXT,
    "scale": _name,
    "value_norm": _name,
    "rank": _OPTIONAL_NUMBER,
    "category": _or_none(_list_of(_TEXT)),
    "status": _one_of(RatingStatus),
    "date": _or_none(
        _fields(
            {
                "mention": _or_none(_MENTION),
                "value": _OPTIONAL_TEXT,
                "precision": _or_none(_one_of(Precision)),
            }
        )
    ),
    "why": _or_none(_map_of(_MENTION)),
    "cannot_tell": _or_none(_list_of(_name)),
    "state": _one_of(ItemState),
    "from": _or_none(_name),
    "note": _OPTIONAL_TEXT,
}
_VALUES: dict[str, Check] = {
    "span": _fields(_SPAN),
    "rating": _fields(_RATING),
    "article": _fields(
        {
            "status": _one_of(ArticleStatus),
            "flag": _SWITCH,
            "aside": _SWITCH,
            **dict.fromkeys(("note", "title", "outlet", "url"), _OPTIONAL_TEXT),
            **dict.fromkeys(("published", "inspected"), _or_none(_DATE)),
        }
    ),
}
_APPEARANCE = _fields({"outlet": _OPTIONAL_TEXT, "url": _OPTIONAL_TEXT, "published": _DATE})
_ZONE = _fields({"start": _whole, "end": _whole, "kind": _TEXT})


def _suggestion(value: object) -> str | None:
    wrong = _ANY_MAP(value)
    if wrong is not None or not isinstance(value, dict):
        return wrong
    kind = value.get("kind")
    checks: dict[str, Check] = {
        "kind": _one_of(ItemKind),
        "id": _name,
        **dict.fromkeys(("model", "rules", "rule"), _OPTIONAL_TEXT),
        "score": _or_none(_score),
        "value": _VALUES.get(str(kind), _ANY_MAP),
    }
    needed = ("id", "kind", "value")
    missing = next((f".{key}" for key in needed if key not in value), None)
    return missing or _fields(checks)(value)


def _decision(value: object) -> str | None:
    wrong = _ANY_MAP(value)
    if wrong is not None or not isinstance(value, dict):
        return wrong
    said = _or_none(_VALUES.get(str(value.get("kind")), _ANY_MAP))
    checks: dict[str, Check] = {
        "kind": _one_of(TargetKind),
        "act": _one_of(Act),
        "n": _whole,
        "target": _name,
        "before": said,
        "after": said,
        "by": _name,
        "at": _name,
        **dict.fromkeys(("ms", "batch", "undoes"), _OPTIONAL_NUMBER),
    }
    return _fields(checks)(value)


_LINE = _fields(
    {
        "article": _fields(
            {
                "id": _name,
                "title": _OPTIONAL_TEXT,
                "text": _TEXT,
                "sha256": _OPTIONAL_TEXT,
                "raw_sha256": _OPTIONAL_TEXT,
                "outlet": _OPTIONAL_TEXT,
                "url": _OPTIONAL_TEXT,
                **dict.fromkeys(("published", "inspected"), _or_none(_DATE)),
                "appearances": _or_none(_list_of(_APPEARANCE)),
                "cluster": _OPTIONAL_TEXT,
                "zones": _or_none(_list_of(_ZONE)),
            }
        ),
        "status": _one_of(ArticleStatus),
        "flag": _SWITCH,
        "note": _OPTIONAL_TEXT,
        "aside": _SWITCH,
        "reviewed_by": _or_none(_list_of(_name)),
        "guideline": _OPTIONAL_TEXT,
        "label_set": _OPTIONAL_TEXT,
        "spans": _list_of(_fields(_SPAN)),
        "ratings": _list_of(_fields(_RATING)),
        "suggestions": _or_none(_list_of(_suggestion)),
        "decisions": _or_none(_list_of(_decision)),
    }
)
