"""Excel workbooks: the rows of every sheet that is not hidden, cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from annotator.exchange.conversion.packages import check_package
from annotator.exchange.conversion.pieces import Page, Row, clean

#: Further columns are not looked at.
_MOST_COLUMNS = 200
_ALIVE_ROWS = 5000


def convert(path: Path, encoding: str | None) -> Iterator[Row | Page]:
    """The rows that hold something, numbered as in Excel."""
    from openpyxl import load_workbook

    check_package(path, "xl/workbook.xml")
    with path.open("rb") as stream:  # by its name it would be refused in a zip archive
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield from _rows(sheet)


def _rows(sheet: Any) -> Iterator[Row | Page]:
    sheet.reset_dimensions()  # what the file claims of its size may be wrong
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(rows, 1):
        words = [_word(cell) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if words:
            yield Row(sheet.title, number, tuple(words))
        elif number % _ALIVE_ROWS == 0:
            yield Page(number)


def _word(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat() if cell.time() != time() else cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case _:
            return clean(str(cell))
