"""The ratings table as CSV, for a spreadsheet or a script (RFC 4180, UTF-8 with its mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from annotator.core.gold import GoldLine
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.ratings_rows import COLUMNS, Cell, rows

#: A spreadsheet takes a cell that begins so for a formula, and a formula can do harm.
#: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One row a rating; an apostrophe stands before what would be read as a formula."""
    # Without its mark Excel takes UTF-8 for the code page of the machine.
    file = io.TextIOWrapper(files.main(), encoding="utf-8-sig", newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for row in rows(lines, wanted):
        table.writerow([harmless(cell) for cell in row])
    file.flush()
    file.detach()  # the file is closed by who opened it
    return Report()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
