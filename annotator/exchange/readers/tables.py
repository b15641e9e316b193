"""Tables, CSV and Excel: one article a row, its columns known by their names."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from annotator.core.dates import read_date
from annotator.core.documents import Document, PartialDate
from annotator.core.errors import BadInput, Refused
from annotator.exchange.conversion.pieces import Row
from annotator.exchange.readers import converted
from annotator.exchange.readers.articles import check_text, new_article
from annotator.exchange.readers.columns import Columns, columns_of, guess, knows
from annotator.exchange.readers.encodings import beginning, encoding_of, is_text
from annotator.exchange.readers.incoming import MOST_BYTES, Incoming, Read, bounded_lines

_NAMES = frozenset({".csv", ".tsv", ".tab"})
_DELIMITERS = ",;\t|"
#: What Excel takes in front of the names of the columns: it says what parts them.
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[\r\n]*', re.I)
#: So many rows are looked at before the first article is made.
_SAMPLE = 20


def matches(file: Incoming) -> bool:
    """An Excel workbook, or a text whose first line names columns as those of articles.

    What is piped in has no name to tell: a person who names its columns says that it is a table.
    """
    if file.suffix in _NAMES:
        return is_text(file.head)
    if converted.kind_of(file) == "excel":
        return True
    lines = beginning(file.head).splitlines()[:2]
    if len(lines) < 2:
        return False
    header, first = (next(csv.reader([line], delimiter=_delimiter(lines[0]))) for line in lines)
    said = file.options.columns
    if said and (not file.suffix or knows(header, said)):
        return True
    return "text" in guess(header) and len(guess(header)) > 1 and len(first) > 1


def read(file: Incoming) -> Iterator[Read]:
    """The article of every row that holds a text."""
    if converted.kind_of(file) == "excel":
        yield from _read_workbook(file)
    else:
        yield from _articles(file, "", enumerate(_csv_rows(file), 1))


def _read_workbook(file: Incoming) -> Iterator[Read]:
    """The rows of every sheet that has a column for the text; one of them must have it."""
    sheet: list[tuple[int, Sequence[str]]] = []
    complaint: BadInput | None = None
    has_articles = False
    for name, rows in _sheets(file):
        try:
            for line in _articles(file, name, rows):
                has_articles = True
                yield line
        except BadInput as error:
            complaint = complaint or error
            for _ in rows:  # the next sheet begins behind them
                pass
        sheet.clear()
    if complaint is not None and not has_articles:
        raise complaint
    if not has_articles:
        raise file.bad("holds no rows.")


def _sheets(file: Incoming) -> Iterator[tuple[str, Iterator[tuple[int, Sequence[str]]]]]:
    rows = (piece for piece in converted.pieces(file, "excel") if isinstance(piece, Row))
    following = next(rows, None)

    def of_one_sheet(name: str) -> Iterator[tuple[int, Sequence[str]]]:
        nonlocal following
        while following is not None and following.sheet == name:
            row, following = following, next(rows, None)
            yield row.number, row.cells

    while following is not None:
        yield following.sheet, of_one_sheet(following.sheet)


def _articles(
    file: Incoming, sheet: str, numbered: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[Read]:
    rows = ((number, row) for number, row in numbered if any(cell.strip() for cell in row))
    sample = list(islice(rows, _SAMPLE))
    if not sample:
        raise file.bad("holds no rows.")
    top = _place_of_header([row for _, row in sample], file.options.columns)
    header, sample = sample[top][1], sample[top + 1 :]
    columns = columns_of(header, [row for _, row in sample], file.options.columns, file.name)
    for number, row in chain(sample, rows):
        place = f"{sheet}-{number}" if sheet else str(number)
        try:
            if not sheet and any(cell.strip() for cell in row[len(header) :]):
                raise BadInput(
                    f"it has {len(row)} cells, and the line of names {len(header)}; text that "
                    "holds what parts the cells must stand in quotes."
                )
            document = _document(row, columns, f"{file.id}-{place}")
        except BadInput as error:
            where = f"{sheet}, row {number}" if sheet else f"row {number}"
            yield BadInput(f"{file.name}, {where}: {error.what}")
        else:
            yield new_article(document)


def _place_of_header(rows: Sequence[Sequence[str]], said: Mapping[str, str]) -> int:
    """Which of the first rows names the columns: what a list is called may stand above them."""
    for place, row in enumerate(rows):
        names = guess(row)
        is_named = "text" in names and (place == 0 or len(names) > 1)
        if knows(row, said) if said else is_named:
            return place
    return 0


def _document(row: Sequence[str], columns: Columns, fallback: str) -> Document:
    text = columns.cell(row, "text")
    if not text.strip():
        raise BadInput("there is no text.")
    raw = json.dumps(list(row), ensure_ascii=False)
    check_text(raw, "it")
    check_text(text, "its text")
    return Document(
        id=columns.cell(row, "id").strip() or fallback,
        text=text,
        title=" ".join(columns.cell(row, "title").split()),
        raw_sha256=hashlib.sha256(raw.encode("utf-8")).hexdigest(),
        outlet=columns.cell(row, "outlet").strip() or None,
        url=columns.cell(row, "url").strip() or None,
        published=_date(columns.cell(row, "date")),
    )


def _date(words: str) -> PartialDate:
    """A date in ISO 8601 or as British people write it; what is no date says nothing."""
    found = PartialDate.from_words(words)
    if found.value is not None:
        return found
    try:
        return read_date(words.strip())
    except Refused:
        return PartialDate()


def _csv_rows(file: Incoming) -> Iterator[list[str]]:
    encoding = encoding_of(file)
    lines = bounded_lines(file, encoding.name, encoding.skip, "")
    first = next(lines, "")
    said = _SEPARATOR.fullmatch(first)
    sign = said[1] if said else _delimiter(first)
    csv.field_size_limit(MOST_BYTES)
    if said:
        yield []  # so that the rows keep their numbers
    try:
        yield from csv.reader(lines if said else chain([first], lines), delimiter=sign)
    except csv.Error as error:
        raise file.bad(f"is damaged: it is no table of this kind ({error}).") from error


def _delimiter(header: str) -> str:
    """What parts the columns: the sign that makes the most names of fields, then of columns."""

    def worth(sign: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=sign), [])
        return len(guess(names)), len(names)

    return max(_DELIMITERS, key=worth)
