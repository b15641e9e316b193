"""A consistent copy of a project file by SQLite's backup interface, and whether it is sound."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.core.errors import Damaged, KnownError
from annotator.store.addresses import address
from annotator.store.errors import (
    could_not_read,
    create_private,
    damaged,
    errors_in_words,
    need_plain_file,
)

#: Pages (mostly of 4 kB) that are copied before others get the disk.
_PAGES = 512
_PAUSE_SECONDS = 0.002

#: How SQLite begins what it says of rows that are readable, but not allowed.
OF_ROWS = ("CHECK constraint failed", "NULL value in")

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class Stopped(KnownError):
    """A copy was broken off, as its owner wished."""

    def __init__(self, what: str = "The backup") -> None:
        super().__init__(f"{what} was broken off.", safe="The project is as it was.")


def reader(path: Path, *, touches: bool = True) -> sqlite3.Connection:
    """A connection of one's own that reads a project or a backup and changes nothing in it.

    Args:
        touches: False where not a byte may be written, not even what the write-ahead file holds;
            that file then stays behind.
    """
    need_plain_file(path)
    mode = "mode=rw" if touches else "mode=ro"
    conn = sqlite3.connect(address(path, mode), uri=True, isolation_level=None)
    if not touches:  # else a file that was cut off is not read at all
        conn.execute("PRAGMA writable_schema = ON")
    conn.execute("PRAGMA query_only = ON")
    return conn


def copy(
    source: sqlite3.Connection,
    target: Path,
    *,
    on_progress: Progress = lambda _done, _total: None,
    is_cancelled: Cancelled = lambda: False,
) -> None:
    """Copy the state that ``source`` sees into a new file, and check it by opening it.

    The file appears under its name once it is whole and on the disk. A ``source`` that is inside a
    transaction is copied as that sees it, whatever is written meanwhile.

    Raises:
        Stopped: it was cancelled.
        Damaged: the copy is not sound, so neither is the source.
    """
    part = target.with_name(f"{target.name}.part")
    create_private(part)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as made:
            made.execute("PRAGMA journal_mode = OFF")
            made.execute("PRAGMA synchronous = OFF")
            source.backup(made, pages=_PAGES, progress=_paced(on_progress, is_cancelled))
            # As one file, which can be read also where nothing can be written.
            made.execute("PRAGMA journal_mode = DELETE")
            made.set_progress_handler(lambda: int(is_cancelled()), 100_000)
            check(made, target)
        _sync(part)
        part.replace(target)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        raise
    finally:
        part.unlink(missing_ok=True)


def check(conn: sqlite3.Connection, path: Path) -> None:
    """Raises Damaged where the file has broken pages."""
    with errors_in_words(path):
        said = [row[0] for row in conn.execute("PRAGMA quick_check(100)")]
    if not all(line == "ok" or line.startswith(OF_ROWS) for line in said):
        raise damaged(path)


@contextmanager
def damage_confirmed(path: Path) -> Iterator[None]:
    """Damage that SQLite speaks of counts only where a look at the whole file finds it, too.

    It says the same of a disk that failed for a moment. The look has a connection of its own:
    one whose read has failed may repeat the failure for as long as its transaction lasts.

    Raises:
        Damaged: the file is damaged. ProjectError: it could not be read just now.
    """
    try:
        yield
    except Damaged as error:
        if not isinstance(error.__cause__, sqlite3.Error) or is_damaged(path):
            raise
        raise could_not_read(path) from error


def is_damaged(path: Path) -> bool:
    """Has the file broken pages? It is read from its beginning to its end."""
    try:
        with errors_in_words(path), closing(reader(path, touches=False)) as conn:
            check(conn, path)
    except Damaged:
        return True
    return False


def fingerprint(conn: sqlite3.Connection) -> str | None:
    """Says whether two files hold the same work; None where that cannot be told.

    It reads the articles' rows, but neither texts nor suggestions: no run of the extractor leaves
    all of these as they were.
    """
    try:
        rows = [conn.execute(statement).fetchall() for statement in _WORK]
    except sqlite3.Error:
        return None  # an older kind of file, or a damaged one
    return json.dumps(rows)


_WORK = (
    "SELECT seq, hash FROM decisions ORDER BY seq DESC LIMIT 1",
    "SELECT rules, model, count(*), total(doubt) FROM documents GROUP BY rules, model",
    "SELECT * FROM labels",
    "SELECT * FROM label_sets",
    "SELECT * FROM filters",
    "SELECT name FROM _sqlite_migrations ORDER BY name",
)


def _paced(on_progress: Progress, is_cancelled: Cancelled) -> Callable[[int, int, int], None]:
    def step(_status: int, left: int, total: int) -> None:
        if is_cancelled():
            raise Stopped
        on_progress(total - left, total)
        time.sleep(_PAUSE_SECONDS)  # whoever decides now gets the disk first

    return step


def _sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
