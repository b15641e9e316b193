"""Opening a project file: pragmas, version check, copy before migrating, errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlite_utils

from annotator.core.errors import Busy, KnownError, ProjectError
from annotator.store.migrations import MIGRATIONS, NAMES

#: Marks a SQLite file as a project of this program ("ANNO").
APPLICATION_ID = 0x414E4E4F

#: How long a write waits for another program before it says so.
BUSY_MS = 400

_SAFE = "What was decided before is safe."


class Database:
    """One connection to one project file; use it only in the thread that opened it."""

    def __init__(self, path: Path, *, create: bool = False, busy_ms: int = BUSY_MS) -> None:
        """Open a project.

        Raises:
            ProjectError: it is missing, damaged, newer than the program or not a project.
        """
        self.path = path
        with errors_in_words(path):
            is_new = not path.exists() or path.stat().st_size == 0
            if is_new and not create:
                raise ProjectError(f"There is no project at {path}.", todo="Check the name.")
            if is_new:
                _create_private(path)
            self.conn = sqlite3.connect(path, timeout=busy_ms / 1000)
            try:
                self._prepare()
            except BaseException:
                self.conn.close()
                raise

    def _prepare(self) -> None:
        self.tables = sqlite_utils.Database(self.conn)
        if self.value("SELECT count(*) FROM sqlite_master"):
            self._check_kind()
        else:  # new, or broken off before its first table
            self.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.conn.execute("PRAGMA journal_mode = WAL")
        self.conn.execute("PRAGMA synchronous = FULL")
        self.conn.execute("PRAGMA foreign_keys = ON")
        pending = MIGRATIONS.pending(self.tables)
        self._held = self._identities()  # both stand once something was read
        if not pending:
            return
        if MIGRATIONS.applied(self.tables):
            self.copy_to(self.path.with_name(f"{self.path.name}.before-{pending[0].name}"))
        with self.writing():  # where two programs open it at once, the second finds it done
            MIGRATIONS.apply(self.tables)
        self.settle()

    def _check_kind(self) -> None:
        application_id = self.value("PRAGMA application_id")
        if application_id != APPLICATION_ID:
            raise ProjectError(
                f"{self.path.name} is a database, but not a project of Annotator.",
                safe="It was not changed.",
            )
        newer = [m.name for m in MIGRATIONS.applied(self.tables) if m.name not in NAMES]
        if newer:
            raise ProjectError(
                f"{self.path.name} was written by a newer Annotator.",
                safe="It was not changed.",
                todo="Install the newer version to open it.",
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that takes the write lock at its start.

        sqlite-utils' ``atomic()`` begins deferred, which in WAL mode can fail half-way when
        another program wrote in between; inside another block it nests as a savepoint.

        Raises:
            ProjectError: the project is busy, full, read-only or gone; nothing was written.
        """
        if self.conn.in_transaction:
            with errors_in_words(self.path), self.tables.atomic():
                yield
            return
        with errors_in_words(self.path):
            self._check_place()
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the first error is the one that counts
                    self.conn.rollback()
                raise

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
        with errors_in_words(self.path):
            self.conn.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # nothing was written, so nothing can be lost
                self.conn.rollback()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with errors_in_words(self.path):
            return self.conn.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        with errors_in_words(self.path):
            row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def version(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        return int(self.value("PRAGMA data_version"))

    def copy_to(self, target: Path) -> None:
        """A consistent copy by SQLite's backup interface, readable by its owner only."""
        _create_private(target)
        copy = sqlite3.connect(target)
        try:
            self.conn.backup(copy)
        finally:
            copy.close()

    def settle(self) -> None:
        """Carry what is safe in the write-ahead file over into the project file itself.

        Whoever copies the one file then has it all. It waits for nobody: what another program
        still reads is carried over the next time.
        """
        with errors_in_words(self.path):
            self.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        self.conn.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _create_private(path: Path) -> None:
    """Make an empty file that only its owner can read and write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def errors_in_words(path: Path) -> Iterator[None]:
    """Turn what can happen to a file into a sentence; what is our own mistake stays a bug."""
    try:
        yield
    except KnownError:
        raise
    except OSError as error:
        raise ProjectError(
            f"{path.name} cannot be opened: {error.strerror or error}.",
            todo="Check the folder and its permissions.",
        ) from error
    except sqlite3.DatabaseError as error:
        known = _in_words(path, error)
        if known is None:
            raise
        raise known from error


def _in_words(path: Path, error: sqlite3.DatabaseError) -> ProjectError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = path.name
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(
            f"Another program is writing to {name}.", safe=_SAFE, todo="Try again in a moment."
        )
    if code == sqlite3.SQLITE_FULL:
        return ProjectError(
            f"The disk is full, so {name} could not be written.",
            safe=_SAFE,
            todo="Free some space and repeat the last step.",
        )
    if code == sqlite3.SQLITE_READONLY:
        return ProjectError(f"{name} is read-only.", safe=_SAFE, todo="Check its permissions.")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return ProjectError(
            f"{name} cannot be read or written.", safe=_SAFE, todo="Check the disk and the folder."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return ProjectError(f"{name} is not a project of Annotator.", safe="It was not changed.")
    if code == sqlite3.SQLITE_CORRUPT:
        return ProjectError(
            f"{name} is damaged.", safe="It was not changed.", todo=f"Run: annotator doctor {name}"
        )
    return None
