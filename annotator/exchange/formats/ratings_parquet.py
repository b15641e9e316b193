"""The ratings table as Parquet, for data frames (docs/adr says why by arro3)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotator.core.gold import GoldLine
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.ratings_rows import COLUMNS, Cell, rows

if TYPE_CHECKING:
    from arro3.core import RecordBatch, Schema

#: Rows that are held at a time; each batch is a row group.
_BATCH = 20_000


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One row a rating; words as strings, ranks and offsets as numbers, unknown as null."""
    from arro3.core import DataType, Field, RecordBatchReader, Schema
    from arro3.io import write_parquet

    types = (DataType.int32() if whole else DataType.string() for whole in COLUMNS.values())
    fields = [Field(name, type_) for name, type_ in zip(COLUMNS, types, strict=True)]
    schema, failed = Schema(fields), list[Exception]()
    batches = RecordBatchReader.from_batches(schema, _batches(rows(lines, wanted), schema, failed))
    try:
        write_parquet(batches, files.main(), compression="snappy")
    except Exception as error:
        raise (failed or [error])[0] from None  # the library puts what it met in its own words
    return Report()


def _batches(
    table: Iterator[list[Cell]], schema: Schema, failed: list[Exception]
) -> Iterator[RecordBatch]:
    """The rows in batches; what goes wrong while they are made is kept in ``failed``."""
    try:
        while held := list(itertools.islice(table, _BATCH)):
            yield _batch(held, schema)
    except Exception as error:
        failed.append(error)
        raise


def _batch(held: list[list[Cell]], schema: Schema) -> RecordBatch:
    from arro3.core import Array, RecordBatch

    columns = zip(*held, strict=True)
    types = [schema.field(name).type for name in COLUMNS]
    arrays = [Array(list(cells), type=kind) for cells, kind in zip(columns, types, strict=True)]
    return RecordBatch.from_arrays(arrays, schema=schema)
