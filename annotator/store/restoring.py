"""What a backup holds against the project as it is, and how the project becomes it again."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from annotator.core.backups import Backup, Held, read_name
from annotator.core.errors import Busy, Damaged, ProjectError
from annotator.store.backups import Backups
from annotator.store.copying import Progress, check, reader
from annotator.store.database import check_kind
from annotator.store.errors import create_private, errors_in_words
from annotator.store.migrations import OF_PEOPLE

#: How long a restore waits for another program that writes.
_PATIENCE_SECONDS = 20.0
_DECISIONS = OF_PEOPLE.format("")
_UNDOS = "NOT imported AND act IN ('undo', 'redo')"


def held(project: Path, backup: Path) -> Held:
    """What a backup holds, and what a restore would leave out.

    Raises:
        ProjectError: the backup cannot be read.
    """
    with errors_in_words(backup), closing(reader(backup)) as old:
        articles = _value(old, "SELECT count(*) FROM documents")
        decisions = _after(old, 0, _DECISIONS)
        try:
            with errors_in_words(project), closing(reader(project)) as now:
                common = _common(old, now)
                (lost, undone), (gained, redone) = (
                    [_after(conn, common, kind) for kind in (_DECISIONS, _UNDOS)]
                    for conn in (now, old)
                )
                beyond = _value(now, "SELECT count(*) FROM documents") - articles
                more, fewer = max(0, beyond), max(0, -beyond)
                return Held(articles, decisions, lost, gained, more, fewer, undone, redone)
        except ProjectError:  # it is missing or damaged: all that the backup holds comes back
            return Held(articles, decisions, 0, decisions, 0, articles)


def restore(
    backups: Backups,
    backup: Path,
    *,
    by: str,
    at: str,
    on_progress: Progress = lambda _done, _total: None,
) -> Backup | None:
    """Make a project what a backup holds, as one transaction; nothing else may use it meanwhile.

    The state before is backed up first, and can be restored in the same way.

    Args:
        by: the analyst. at: the time, as the log writes it.

    Returns:
        the backup of the state before; None where there was no project.

    Raises:
        ProjectError: the backup is not sound, or the project cannot be written; it stays as it was.
    """
    project = backups.project
    with errors_in_words(backup), closing(reader(backup)) as old:
        check_kind(old, backup)
        check(old, backup)
        before, is_sound = _kept(backups, on_progress)
        said = {"from": backup.name, "by": by, "at": at, "before": before and before.path.name}
        put = _write if is_sound else _replace
        with errors_in_words(project):
            put(old, project, said, on_progress)
    return before


def restored(conn: sqlite3.Connection) -> dict[str, Any] | None:
    """What the project says of its last restore: ``from``, ``by``, ``at``, ``before``."""
    with suppress(sqlite3.Error, ValueError):
        row = conn.execute("SELECT value FROM project WHERE key = 'restored'").fetchone()
        return dict(json.loads(row[0])) if row else None
    return None


def _kept(backups: Backups, on_progress: Progress) -> tuple[Backup | None, bool]:
    """The state before, kept as a backup; and whether the file is sound."""
    project = backups.project
    if not project.exists():
        return None, False
    try:
        return backups.make("restore", always=True, on_progress=on_progress), True
    except Damaged:
        pass
    except ProjectError:
        with project.open("rb") as file:  # where it is not even a database any more
            if file.read(16) == b"SQLite format 3\x00":
                raise
    target = backups.free_path("damaged")
    for ending in ("", "-wal"):
        source = project.with_name(project.name + ending)
        if source.exists():
            create_private(target.with_name(target.name + ending))
            shutil.copyfile(source, target.with_name(target.name + ending))
    return read_name(target), False


def _write(
    old: sqlite3.Connection, project: Path, said: dict[str, Any], on_progress: Progress
) -> None:
    """Let SQLite write the backup's pages into the project, as one transaction."""
    until = time.monotonic() + _PATIENCE_SECONDS

    def step(status: int, left: int, total: int) -> None:
        on_progress(total - left, total)
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise Busy(
                f"Another program is writing to {project.name}.",
                safe="The project is as it was.",
                todo="Close the other program, and restore again.",
            )

    with closing(sqlite3.connect(project, isolation_level=None)) as now:
        now.execute("PRAGMA synchronous = FULL")
        old.backup(now, progress=step, sleep=0.05)
        _note(now, said)
        now.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _replace(
    old: sqlite3.Connection, project: Path, said: dict[str, Any], on_progress: Progress
) -> None:
    """Put the backup in the place of a file that SQLite cannot write any more."""
    part = project.with_name(f"{project.name}.restored")
    part.unlink(missing_ok=True)
    create_private(part)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as made:
            made.execute("PRAGMA synchronous = FULL")
            old.backup(
                made, pages=4096, progress=lambda _, left, all_: on_progress(all_ - left, all_)
            )
            _note(made, said)
        for ending in ("-wal", "-shm"):  # of the damaged file, which is kept with its own
            project.with_name(project.name + ending).unlink(missing_ok=True)
        part.replace(project)
    finally:
        part.unlink(missing_ok=True)


def _note(conn: sqlite3.Connection, said: dict[str, Any]) -> None:
    text = json.dumps(said, ensure_ascii=False)
    conn.execute("INSERT OR REPLACE INTO project VALUES ('restored', ?)", (text,))


def _common(one: sqlite3.Connection, other: sqlite3.Connection) -> int:
    """The last entry up to which two logs are the same: hashes are chained, so halving finds it."""
    low = 0
    high = min(_value(conn, "SELECT coalesce(max(seq), 0) FROM decisions") for conn in (one, other))
    while low < high:
        middle = (low + high + 1) // 2
        first, second = (
            _value(conn, f"SELECT max(hash) FROM decisions WHERE seq = {middle:d}")
            for conn in (one, other)
        )
        if first == second:
            low = middle
        else:
            high = middle - 1
    return low


def _after(conn: sqlite3.Connection, seq: int, kind: str) -> int:
    """How many entries of a kind people made after an entry of the log."""
    sql = f"SELECT count(*) FROM decisions WHERE seq > {seq:d} AND {kind}"
    return int(_value(conn, sql))


def _value(conn: sqlite3.Connection, sql: str) -> Any:
    return conn.execute(sql).fetchone()[0]
