"""Which column of a table holds what: guessed from the columns' names, or said by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.errors import BadInput

#: What a column can hold, and what people call it, the likeliest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "full text", "fulltext", "article text", "body text", "content"),
        *(
            "article body",
            "articlebody",
            "article",
            "story",
            "main text",
            "hit sentence",
            "snippet",
        ),
    ),
    "title": ("title", "headline", "heading", "subject", "article title", "hit title"),
    "date": (
        *("date", "published", "publication date", "date published", "published at", "pub date"),
        *("published date", "article date", "publish date", "published on", "pubdate"),
    ),
    "url": ("url", "link", "address", "web address", "permalink", "article url", "href"),
    "outlet": (
        *("outlet", "source", "publication", "publisher", "newspaper", "media outlet", "site"),
        *("source name", "outlet name", "website", "domain", "medium"),
    ),
    "id": ("id", "article id", "reference", "ref", "key", "identifier", "guid"),
}
#: A column whose cells are this long on average, in code points, holds texts.
_TEXT_LENGTH = 200


class UnclearColumns(BadInput):
    """Nobody knows yet which column of a table holds the text.

    Args:
        what: the sentence.
        header: the names of the columns.
        rows: some rows, to show.
        guess: field -> name of its column, as far as it can be guessed.
    """

    def __init__(
        self,
        what: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        guess: Mapping[str, str],
    ) -> None:
        super().__init__(what, todo="Say it: --columns text=NAME,title=NAME.")
        self.header = tuple(header)
        self.rows = tuple(tuple(row) for row in rows)
        self.guess = dict(guess)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each field stands: field -> index from 0."""

    places: Mapping[str, int]

    def cell(self, row: Sequence[str], field: str) -> str:
        """What a row says of a field; empty where it says nothing."""
        place = self.places.get(field)
        return row[place] if place is not None and place < len(row) else ""


def guess(header: Sequence[str]) -> dict[str, int]:
    """The fields that the names of columns tell: field -> index."""
    plain = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for field, names in FIELDS.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


def knows(header: Sequence[str], said: Mapping[str, str]) -> bool:
    """Has a table all the columns that a person names?"""
    return all(_place(header, column) is not None for column in said.values())


def columns_of(
    header: Sequence[str], rows: Sequence[Sequence[str]], said: Mapping[str, str], name: str
) -> Columns:
    """The columns of a table.

    Args:
        header: its first row.
        rows: some of the rows after it.
        said: field -> name of its column, as a person says; it goes before what is guessed.
        name: of the file.

    Raises:
        UnclearColumns: no column is known to hold the text.
        BadInput: there is no column of the name that was said.
    """
    found = guess(header)
    for field, column in said.items():
        place = _place(header, column)
        if place is None:
            raise BadInput(f"{name} has no column “{column}”; it has {_listed(header)}.")
        found = {f: p for f, p in found.items() if p != place}
        found[field] = place
    if "text" not in found:
        likely = _longest(header, rows)
        names = {field: header[place] for field, place in found.items()}
        if likely is not None:
            names = {f: column for f, column in names.items() if column != header[likely]}
            names["text"] = header[likely]
        raise UnclearColumns(
            f"{name}: it is not clear which column holds the text; it has {_listed(header)}.",
            header,
            rows,
            names,
        )
    return Columns(found)


def parse(said: str | None) -> dict[str, str]:
    """``text=Body,title=Headline`` as a person types it: field -> name of its column.

    Raises:
        BadInput: a field is not known, or is not given a column.
    """
    found: dict[str, str] = {}
    for part in said.split(",") if said else ():
        field, _, column = (word.strip() for word in part.partition("="))
        if field not in FIELDS or not column:
            raise BadInput(
                f"“{part.strip()}” does not say which column holds what.",
                todo=f"Write FIELD=NAME; the fields are {', '.join(FIELDS)}.",
            )
        found[field] = column
    return found


def _place(header: Sequence[str], column: str) -> int | None:
    plain = [_plain(name) for name in header]
    wanted = _plain(column)
    return plain.index(wanted) if wanted in plain else None


def _longest(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    """The column whose cells are as long as texts are."""
    means = [
        sum(len(row[place]) for row in rows if place < len(row)) / max(1, len(rows))
        for place in range(len(header))
    ]
    best = max(range(len(means)), key=means.__getitem__, default=None)
    return best if best is not None and means[best] >= _TEXT_LENGTH else None


def _listed(header: Sequence[str]) -> str:
    names = [f"“{name[:40]}”" for name in header[:12] if name]
    return ", ".join(names) or "no names"


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", " ", name).strip().casefold()
