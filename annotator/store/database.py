"""Opening a project file: pragmas, version check, backup before migrating."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from annotator.core.errors import Damaged, ProjectError
from annotator.store import defence, migrations
from annotator.store.backups import Backups
from annotator.store.copying import copy, damage_confirmed
from annotator.store.errors import create_private, damaged, need_plain_file, strange, unreadable
from annotator.store.errors import errors_in_words as errors_in_words
from annotator.store.read_only import connect, connect_to_copy, why_read_only

#: Marks a SQLite file as a project of this program ("ANNO").
APPLICATION_ID = 0x414E4E4F

#: How long a write waits for another program before it says so.
BUSY_MS = 400
_ROWS_AT_ONCE = 25


class Database:
    """One connection to one project file; use it only in the thread that opened it.

    Attributes:
        read_only: why nothing can be written, as a sentence to show; None where it can.
    """

    def __init__(self, path: Path, *, create: bool = False, busy_ms: int = BUSY_MS) -> None:
        """Open a project; one that is damaged or write-protected only for reading.

        Raises:
            ProjectError: it is missing, newer than the program, not a project, or so damaged that
                nothing can be read.
        """
        self.path = path
        self._copy: Path | None = None
        self._is_reading = False
        with errors_in_words(path):
            need_plain_file(path)
            is_new = not path.exists() or path.stat().st_size == 0
            if is_new and not create:
                raise ProjectError(f"There is no project at {path}.", todo="Check the name.")
            if is_new:
                create_private(path)
            self.read_only = None if is_new else why_read_only(path)
            if self.read_only is None:
                try:
                    self._open(sqlite3.connect(path, timeout=busy_ms / 1000), self._prepare)
                except Damaged as error:
                    self.read_only = error
            if self.read_only is not None:
                try:
                    self._open_for_reading()
                except Damaged as error:
                    raise unreadable(path) from error

    def _open(self, conn: sqlite3.Connection, prepare: Callable[[], object]) -> None:
        self.conn = conn
        try:
            with damage_confirmed(self.path), errors_in_words(self.path):
                defence.harden(conn)
                prepare()
        except BaseException:
            self.close()
            raise

    def _open_for_reading(self) -> None:
        conn, self._copy = connect(self.path)
        self._open(conn, lambda: check_kind(self.conn, self.path, marked=False))
        if migrations.pending(self.conn):  # of an older program: a copy is brought up to date
            self.close()
            conn, self._copy = connect_to_copy(self.path)
            self._open(conn, lambda: migrations.apply(self.conn))

    def _prepare(self) -> None:
        if self.value("SELECT count(*) FROM sqlite_master"):
            check_kind(self.conn, self.path)
            self._check_own()
        else:  # new, or broken off before its first table
            self.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.conn.execute("PRAGMA journal_mode = WAL")
        self.conn.execute("PRAGMA synchronous = FULL")
        self.conn.execute("PRAGMA foreign_keys = ON")
        pending = migrations.pending(self.conn)
        self._held = self._identities()  # both stand once something was read
        if not pending:
            return
        if migrations.applied(self.conn):
            copy(self.conn, Backups(self.path).free_path("migration"))
        with self.writing():  # where two programs open it at once, the second finds it done
            migrations.apply(self.conn)
        self.settle()

    def _check_own(self) -> None:
        """Refuse to write to a file with triggers, views or tables that somebody else made.

        One of theirs could keep a decision from being stored, and nobody would see it.
        """
        steps = migrations.applied(self.conn)
        foreign = defence.foreign(self.rows("SELECT type, name, sql FROM sqlite_master"), steps)
        if foreign:
            raise Damaged(
                f"{self.path.name} holds what Annotator did not put there: {', '.join(foreign)}.",
                safe="It can be read and exported; nothing is written to it.",
                todo=f"Ask who made it, or run: annotator doctor {self.path.name}",
            )

    def give_up_writing(self, why: ProjectError) -> None:
        """From now on nothing is written any more."""
        self.read_only = self.read_only or why

    @contextmanager
    def writing(self, *, nests: bool = True) -> Iterator[None]:
        """One transaction that takes the write lock at its start.

        One that begins deferred can in WAL mode fail half-way, when another program wrote in
        between. Inside another block it nests as a savepoint.

        Args:
            nests: False where what fails takes the outer block back too: much is written, and for
                a savepoint SQLite keeps every page as it was.

        Raises:
            ProjectError: the project is busy, full, read-only or gone; nothing was written.
            RuntimeError: inside ``reading``, whose end would take back what is written.
        """
        if self._is_reading:
            raise RuntimeError("nothing may be written while one state of the file is read")
        if self.read_only is not None:
            raise self.read_only.with_traceback(None)
        if self.conn.in_transaction:
            with self.errors(), self._savepoint() if nests else nullcontext():
                yield
            return
        with self.errors():
            self._check_place()
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the first error is the one that counts
                    self.conn.rollback()
                raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self.conn.execute("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            if self.conn.in_transaction:  # else all of it is undone already
                self.conn.execute("ROLLBACK TO inner")
                self.conn.execute("RELEASE inner")
            raise
        self.conn.execute("RELEASE inner")

    def _check_place(self) -> None:
        """Refuse to write into a file that has no name any more, where nobody would find it."""
        if self._identities() != self._held:
            raise ProjectError(
                f"{self.path.name} was moved, deleted or replaced while it was open.",
                safe="What was decided before is safe in that file; nothing was written now.",
                todo=f"Put it back into {self.path.parent}, or open it where it is now.",
            )

    def _identities(self) -> list[tuple[int, int] | None]:
        """Which files stand under the names of the project and of its write-ahead file."""
        if os.name == "nt":  # where an open file can be neither moved nor deleted
            return []
        return [_identity(self.path), _identity(self.path.with_name(f"{self.path.name}-wal"))]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several queries that see one state of the file, whatever others write meanwhile.

        Nothing may be written inside. Writers are not held up by it.
        """
        if self.conn.in_transaction:
            yield
            return
        with self.errors():
            self.conn.execute("BEGIN")
        self._is_reading = True
        try:
            yield
        finally:
            self._is_reading = False
            with suppress(sqlite3.Error):  # nothing was written, so nothing can be lost
                self.conn.rollback()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self.errors():
            return self.conn.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        with self.errors():
            row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def insert(self, into: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Insert rows into a table that triggers guard; the caller holds the transaction.

        Many go into one statement: for each of them SQLite keeps every page that it changes, in
        case that a trigger refuses it.

        Args:
            into: the table, and its columns where not all are given.
        """
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[first : first + _ROWS_AT_ONCE]
            marks = f"({','.join('?' * len(part[0]))})"
            sql = f"INSERT INTO {into} VALUES {','.join([marks] * len(part))}"
            self.conn.execute(sql, [*chain.from_iterable(part)])

    def version(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        return int(self.value("PRAGMA data_version"))

    def settle(self) -> None:
        """Carry what is safe in the write-ahead file over into the project file itself.

        Whoever copies the one file then has it all. It waits for nobody: what another program
        still reads is carried over the next time.
        """
        if self.read_only is None:
            with self.errors():
                self.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        self.conn.close()
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Errors in words; once the file turns out to be damaged, nothing is written any more."""
        try:
            with damage_confirmed(self.path), errors_in_words(self.path):
                yield
        except Damaged as error:
            self.give_up_writing(error)
            raise


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_kind(conn: sqlite3.Connection, path: Path, *, marked: bool = True) -> None:
    """Refuse what is not a project of this program or of an older one.

    Args:
        marked: False where a project that has lost its mark will do, as it is only read.

    Raises:
        Damaged: it has lost its mark.
        ProjectError: says what it is.
    """
    (application_id,) = conn.execute("PRAGMA application_id").fetchone()
    applied = migrations.applied(conn)
    if application_id != APPLICATION_ID and not applied:
        raise ProjectError(
            f"{path.name} is a database, but not a project of Annotator.",
            safe="It was not changed.",
        )
    if not applied:
        raise strange(path)
    if any(step not in migrations.STEPS for step in applied):
        raise ProjectError(
            f"{path.name} was written by a newer Annotator.",
            safe="It was not changed.",
            todo="Install the newer version to open it.",
        )
    if application_id != APPLICATION_ID and marked:
        raise damaged(path, f"{path.name} has lost the mark of a project.")
