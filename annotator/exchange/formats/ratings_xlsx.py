"""The ratings table as an Excel workbook."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import IO, Any

from annotator.core.gold import GoldLine
from annotator.exchange.files import Files
from annotator.exchange.formats import Loss, Report, Unwritable, Wanted
from annotator.exchange.formats.ratings_rows import COLUMNS, Cell, rows

_MOST_ROWS = 1_048_575  # of a sheet, below its head
_LONGEST = 32_767  # characters of a cell
#: The clock must not show in the file: the same project gives the same bytes.
_EPOCH = datetime(1980, 1, 1)
_WIDTHS = {"title": 36, "subject": 28, "rating_body": 28, "evidence": 60, "value": 22, "url": 24}
_WIDTH = 14
CUT = Loss(
    "cut_cells",
    "One text was longer than a cell of Excel can be, and was cut.",
    "{n} texts were longer than a cell of Excel can be, and were cut.",
)


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One sheet with one row a rating, its head fixed and with a filter.

    Every cell with words is marked as text, so that none is taken for a formula.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    report = Report()
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = "Annotator"
    sheet = book.create_sheet("Ratings")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS):
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, _WIDTH)
    sheet.append([_cell(sheet, name, report) for name in COLUMNS])
    with tempfile.TemporaryFile() as made:
        try:
            last = _append(sheet, rows(lines, wanted), report)
        except BaseException:
            with suppress(Exception):  # only so does the library take its own temporary file away
                book.save(made)
            raise
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last + 1}"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()  # book.save() would write the time of day into it
        _without_clock(made, files.main())
    return report


def _append(sheet: Any, table: Iterable[list[Cell]], report: Report) -> int:
    """Append the rows; returns how many."""
    last = 0
    for last, row in enumerate(table, 1):
        if last > _MOST_ROWS:
            raise Unwritable(f"a sheet of Excel holds {_MOST_ROWS:,} ratings at most")
        sheet.append([_cell(sheet, cell, report) for cell in row])
    return last


def _cell(sheet: Any, value: Cell, report: Report) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    words = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    if len(words) > _LONGEST:
        report.lose(CUT)
        words = "".join(islice(words, _LONGEST - 1)) + "…"
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    return cell


def _without_clock(made: IO[bytes], out: IO[bytes]) -> None:
    """Copies a workbook's archive with the same day for each of its parts."""
    with (
        zipfile.ZipFile(made) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in given.infolist():
            plain = zipfile.ZipInfo(part.filename, _EPOCH.timetuple()[:6])
            plain.compress_type = zipfile.ZIP_DEFLATED
            with given.open(part) as source, archive.open(plain, "w") as target:
                shutil.copyfileobj(source, target)
