"""Which articles a list shows, in which order: a value, its JSON, and the line people type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from annotator.core.documents import ArticleStatus
from annotator.core.errors import Refused

Order = Literal["imported", "newest", "doubt", "random"]

#: Below which score a suggestion counts as doubtful, where the line does not say.
DOUBTFUL = 0.8

_STATUSES: tuple[str, ...] = get_args(ArticleStatus)
_ORDERS: tuple[str, ...] = get_args(Order)
_OPEN = ("new", "in_progress")
#: Keys that are followed by words, in the order in which a line is written.
_WORDS = ("label", "inspectorate", "service", "scale", "value", "published", "cluster")
#: Words that ask for something by themselves.
_SWITCHES = ("flagged", "aside", "copies")
_KEYS = ("status", *_WORDS, "doubt", "order", "seed")
_PART = re.compile(
    r"""(?<!\S)([A-Za-z_]+):(?:"((?:[^"]|"")*)(?:"|$)|([^\s"]*))"""  # key:word, key:"words"
    r"""|("[^"]*"?\*?|[^\s"]+)"""  # what is searched for in the text
)
_UNTOUCHED = "The list stays as it is."


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """All that is set must hold of an article; what is None or empty is not asked for.

    Attributes:
        status: any of these.
        label: id of a label that one of its spans has.
        inspectorate, scale, value: of one of its ratings; the scale with or without its version.
        service: words in the subject of that rating; without one, or in a span that is a SERVICE.
        flagged: only flagged ones.
        aside: only those that are set aside, which no other filter lets pass.
        copies: only those with near copies, cluster after cluster.
        doubt: something open scores less than this (0 to 1).
        text: words that it holds (``core.searching.read_query``).
        published: the year, month or day it appeared ("2024", "2024-05", "2024-05-14").
        cluster: of near copies that it belongs to.
        seed: of the order ``random``; each number is another order, and always the same one.
    """

    status: tuple[ArticleStatus, ...] = ()
    label: str | None = None
    inspectorate: str | None = None
    service: str | None = None
    scale: str | None = None
    value: str | None = None
    published: str | None = None
    cluster: str | None = None
    flagged: bool = False
    aside: bool = False
    copies: bool = False
    doubt: float | None = None
    text: str = ""
    order: Order = "imported"
    seed: int = 0

    def __post_init__(self) -> None:
        def put(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        put("status", tuple(s for s in _STATUSES if s in self.status))
        for name in _WORDS:
            words = " ".join((getattr(self, name) or "").split())
            put(name, words or None)
        if self.value:
            put("value", self.value.casefold().replace(" ", "_"))
        if self.text:
            put("text", " ".join(_searched(self.text)))

    def to_dict(self) -> dict[str, Any]:
        """As JSON: the keys that are set."""
        found = {f.name: (getattr(self, f.name), f.default) for f in fields(self)}
        kept = {name: value for name, (value, usual) in found.items() if value != usual}
        return kept | ({"status": list(self.status)} if self.status else {})

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ArticleFilter:
        """From such JSON; keys of a later version are not looked at."""
        known = {f.name for f in fields(cls)}
        given = {name: value for name, value in data.items() if name in known}
        return cls(**given | {"status": tuple(given.get("status", ()))})

    def to_line(self) -> str:
        """The line that ``read_filter`` reads as this filter."""
        parts = [f"status:{','.join(self.status)}"] if self.status else []
        named = ((name, getattr(self, name)) for name in _WORDS)
        parts += [f"{name}:{_quoted(value)}" for name, value in named if value]
        parts += [word for word in _SWITCHES if getattr(self, word)]
        parts += [f"doubt:{self.doubt!r}"] if self.doubt is not None else []
        parts += [f"order:{self.order}"] if self.order != "imported" else []
        parts += [f"seed:{self.seed}"] if self.seed else []
        return " ".join([*parts, self.text] if self.text else parts)


def read_filter(typed: str) -> ArticleFilter:
    """A filter from a line such as ``status:new label:SERVICE flagged "west kent"``.

    ``status:open`` is new or in progress; ``doubt`` alone stands for ``doubt:0.8``, ``copies`` for
    the articles with near copies, ``aside`` for those that were set aside. Every other
    word is looked for in the text, and so is one in quotes that would mean something here.

    Raises:
        Refused: says which part cannot be understood, and what it could be.
    """
    given: dict[str, Any] = {}
    searched: list[str] = []
    for match in _PART.finditer(typed):
        key, quoted, word, free = match.groups()
        if free is None:
            key = key.lower()
            value = word if quoted is None else quoted.replace('""', '"')
            _set(given, key, _value(key, value.strip()))
        elif free.lower() in _SWITCHES:
            _set(given, free.lower(), True)
        elif free.lower() == "doubt":
            _set(given, "doubt", DOUBTFUL)
        else:
            searched.append(free)
    return ArticleFilter(**given, text=" ".join(searched))


def _set(given: dict[str, Any], key: str, value: object) -> None:
    if key in given:
        raise Refused(f"“{key}” stands there twice.", safe=_UNTOUCHED, todo="Take one away.")
    given[key] = value


def _value(key: str, value: str) -> Any:
    if key not in _KEYS:
        raise Refused(
            f"There is no filter “{key}:”.",
            safe=_UNTOUCHED,
            todo=f"There are {', '.join((*_KEYS, *_SWITCHES))}; put words to search in quotes.",
        )
    if not value:
        raise Refused(f"“{key}:” needs a word behind it.", safe=_UNTOUCHED)
    if key == "status":
        return tuple(s for word in value.split(",") for s in _statuses(word.strip().lower()))
    if key == "order":
        return _one_of(value.lower(), _ORDERS, "an order")
    if key == "doubt":
        return _score(value)
    if key == "published":
        return _date(value)
    if key == "seed":
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise Refused(f"“{value}” is not a whole number for seed.", safe=_UNTOUCHED)
        return int(value)
    return value


def _statuses(word: str) -> tuple[str, ...]:
    return _OPEN if word == "open" else (_one_of(word, _STATUSES, "a status", "open"),)


def _one_of(word: str, known: tuple[str, ...], what: str, *more: str) -> str:
    if word not in known:
        choice = ", ".join((*known, *more))
        raise Refused(f"“{word}” is not {what}.", safe=_UNTOUCHED, todo=f"Type one of {choice}.")
    return word


def _score(value: str) -> float:
    is_share = value.endswith("%")
    try:
        score = float(value.rstrip("%")) / (100 if is_share else 1)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise Refused(
            f"“{value}” is not a score.", safe=_UNTOUCHED, todo="Type 0.6 or 60% for doubt."
        )
    return score


def _date(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise Refused(
            f"“{value}” is not a date.",
            safe=_UNTOUCHED,
            todo="Type 2024, 2024-05 or 2024-05-14 for published.",
        )
    return value


def _quoted(value: str) -> str:
    return value if re.fullmatch(r'[^\s"]+', value) else '"{}"'.format(value.replace('"', '""'))


def _searched(text: str) -> Iterator[str]:
    """The words of a search, each in quotes where it could be taken for something else."""
    from annotator.core.searching import read_query

    for wanted in read_query(text):
        words = " ".join(wanted.words.split())
        is_plain = words.isalnum() and words.lower() not in (*_SWITCHES, "doubt")
        yield (words if is_plain else f'"{words}"') + ("*" if wanted.begins else "")
