"""Reading what can be read of a damaged project file, row by row around its broken pages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from annotator.core.documents import PartialDate, text_sha256
from annotator.core.wording import counted
from annotator.store.copying import reader
from annotator.store.database import Database
from annotator.store.errors import errors_in_words, unreadable

Row = tuple[Any, ...]
Progress = Callable[[int, int], object]

#: Tables with a number as their key; what else there is hangs on the articles.
_NUMBERED = {"documents": "position", "texts": "rowid", "decisions": "seq", "label_sets": "number"}
_SMALL = ("project", "filters", "labels", "sources")
#: Columns that are computed anew.
_DERIVED = {"compared", "doubt"}
#: How far beyond the last row that could be read is looked for the next one.
_FARTHEST = 1 << 40
_HIGHEST = "SELECT max(seq) FROM sqlite_sequence WHERE name = 'decisions'"
_NO_DATE = json.dumps(PartialDate().to_dict())


def salvage(path: Path, target: Path, on_progress: Progress) -> list[str]:
    """Write what can be read of a project into a new file; says what is lost, a sentence each.

    Texts, suggestions and the log are taken over as they are; spans and ratings only where the
    log of their article is no longer whole, as a repair makes the others from it.

    Args:
        target: must not exist. on_progress: told (done, total) articles.

    Raises:
        ProjectError: nothing can be read, or the new file cannot be written.
    """
    with errors_in_words(path), closing(reader(path, touches=False)) as source:
        try:
            source.execute("SELECT name FROM sqlite_master").fetchall()
        except sqlite3.DatabaseError as error:
            raise unreadable(path) from error
        made = Database(target, create=True)
        try:
            made.conn.execute("PRAGMA foreign_keys = OFF")
            return list(_Salvage(source, made).run(on_progress))
        finally:
            made.close()


class _Salvage:
    def __init__(self, source: sqlite3.Connection, made: Database) -> None:
        self._source, self._made = source, made

    def run(self, on_progress: Progress) -> Iterator[str]:
        for table, key in _NUMBERED.items():
            columns = self._columns(table)
            self._insert(table, columns, _numbered(self._source, table, columns, key))
        for table in _SMALL:
            columns = self._columns(table)
            rows, _ = _both_ways(self._source, f"SELECT {_list(columns)} FROM {table}", "1")
            self._insert(table, columns, rows)
        self._keep_chain()
        yield from self._rebuilt_articles()
        yield from self._articles(on_progress)
        yield from self._gaps()

    def _columns(self, table: str) -> list[str]:
        """Names that both files have; a project of an older version has fewer."""
        there, wanted = (
            [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
            for conn in (self._source, self._made.conn)
        )
        return [name for name in wanted if name in there and name not in _DERIVED]

    def _insert(self, table: str, columns: list[str], rows: Iterable[Row]) -> None:
        if not columns:
            return
        marks = ",".join("?" * len(columns))
        sql = f"INSERT OR REPLACE INTO {table} ({_list(columns)}) VALUES ({marks})"
        if table in ("decisions", "texts"):  # are never changed, so never replaced
            sql = sql.replace(" OR REPLACE", "")
        with self._made.writing():
            for row in rows:
                with suppress(sqlite3.IntegrityError):  # rubbish of a broken page
                    self._made.conn.execute(sql, row)

    def _keep_chain(self) -> None:
        """Entries of a log from before m004 keep their form of hash."""
        if self._made.value("SELECT count(*) FROM decisions") and not self._has_chain():
            with self._made.writing():
                self._made.conn.execute(
                    "UPDATE project SET value = (SELECT max(seq) + 1 FROM decisions) "
                    "WHERE key = 'chain'"
                )

    def _has_chain(self) -> bool:
        with suppress(sqlite3.DatabaseError):
            sql = "SELECT 1 FROM project WHERE key = 'chain'"
            return self._source.execute(sql).fetchone() is not None
        return True

    def _rebuilt_articles(self) -> Iterator[str]:
        """Articles whose own row is gone, but whose text is there."""
        found = self._made.rows(
            "SELECT document_id, text FROM texts "
            "WHERE document_id NOT IN (SELECT id FROM documents)"
        )
        for document_id, text in found:
            sql = "SELECT after FROM decisions WHERE document_id = ? AND act = 'import' LIMIT 1"
            said = json.loads(self._made.value(sql, document_id) or "{}")
            values = {
                "id": document_id,
                "title": text.strip().partition("\n")[0][:200],
                "published": _NO_DATE,
                "appearances": "[]",
                "zones": "[]",
                "sha256": text_sha256(text),
                "raw_sha256": said.get("raw_sha256", ""),
                "guideline": self._any("guideline"),
                "label_set": self._any("label_set"),
            }
            self._insert("documents", list(values), [tuple(values.values())])
            yield f"{document_id}: its outlet, address, date and furniture are lost."

    def _any(self, column: str) -> str:
        return str(self._made.value(f"SELECT {column} FROM documents LIMIT 1") or "")

    def _articles(self, on_progress: Progress) -> Iterator[str]:
        ids = [
            row[0]
            for row in self._made.rows(
                "SELECT id FROM documents UNION SELECT DISTINCT document_id FROM decisions"
            )
        ]
        with_text = {row[0] for row in self._made.rows("SELECT document_id FROM texts")}
        for number, document_id in enumerate(ids, 1):
            if document_id not in with_text:
                yield f"{document_id}: its text is lost; what the log says of it is kept."
            elif not self._take("suggestions", document_id):
                yield f"{document_id}: some of its suggestions are lost."
            if self._has_gap(document_id):
                whole = [self._take(table, document_id) for table in ("spans", "ratings")]
                if not all(whole):
                    yield f"{document_id}: some of its spans and ratings are lost."
            on_progress(number, len(ids))

    def _has_gap(self, document_id: str) -> bool:
        sql = "SELECT coalesce(max(n), 0) != count(n) FROM decisions WHERE document_id = ?"
        return bool(self._made.value(sql, document_id))

    def _take(self, table: str, document_id: str) -> bool:
        """Take over the rows of an article; False where some could not be read."""
        columns = self._columns(table)
        quoted = document_id.replace("'", "''")
        sql = f"SELECT {_list(columns)} FROM {table} WHERE document_id = '{quoted}'"
        rows, is_whole = _both_ways(self._source, sql, "id")
        self._insert(table, columns, rows)
        return is_whole

    def _gaps(self) -> Iterator[str]:
        """Which entries of the log are lost; of its end nobody knows."""
        rows = self._made.rows(
            "SELECT before + 1, seq - 1 FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) "
            "AS before FROM decisions) WHERE seq > before + 1"
        )
        for first, last in rows:
            lost = counted(last - first + 1, "entry", "entries")
            yield f"decision log: {lost} from {first} to {last} are lost."
        with suppress(sqlite3.DatabaseError):
            highest = self._source.execute(_HIGHEST).fetchone()[0]
            lost = highest - (self._made.value("SELECT max(seq) FROM decisions") or 0)
            if lost > 0:
                with self._made.writing():  # so that doctor goes on to say so
                    sql = "UPDATE sqlite_sequence SET seq = ? WHERE name = 'decisions'"
                    self._made.conn.execute(sql, (highest,))
                yield f"decision log: its newest {counted(lost, 'entry', 'entries')} are lost."


def _numbered(
    source: sqlite3.Connection, table: str, columns: list[str], key: str
) -> Iterator[Row]:
    """Every row that can be read, by its number."""
    sql = f"SELECT {key}, {_list(columns)} FROM {table} WHERE {key} > ? ORDER BY {key}"
    at: int | None = -1
    while at is not None:
        try:
            for row in source.execute(sql, (at,)):
                at = row[0]
                yield row[1:]
            return
        except sqlite3.DatabaseError:
            at = _before_next(source, f"{sql} LIMIT 1", at)


def _before_next(source: sqlite3.Connection, sql: str, at: int) -> int | None:
    """A number behind ``at`` from which on rows can be read again; None where there is none."""

    def reads_from(number: int) -> bool:
        try:
            source.execute(sql, (number,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return True

    step = 1
    while not reads_from(at + step):
        step *= 2
        if step > _FARTHEST:
            return None
    low, high = at + step // 2, at + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reads_from(middle) else (middle, high)
    return high


def _both_ways(source: sqlite3.Connection, sql: str, order: str) -> tuple[list[Row], bool]:
    """The rows from the beginning, and from the end, as far as each goes; and whether it is all."""
    found: dict[Row, None] = {}
    for direction in ("ASC", "DESC"):
        try:
            for row in source.execute(f"{sql} ORDER BY {order} {direction}"):
                found[row] = None
            return list(found), True
        except sqlite3.DatabaseError:
            continue
    return list(found), False


def _list(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
