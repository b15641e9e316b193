"""Opening a project that nothing may be written to."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from annotator.core.backups import FOLDER_SUFFIX, read_name
from annotator.core.errors import ProjectError
from annotator.store.addresses import address

_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SAFE = "Everything can be read; nothing is changed."


def why_read_only(path: Path) -> ProjectError | None:
    """Why a project cannot be written, in words; None where it can."""
    if path.parent.name.endswith(FOLDER_SUFFIX) and read_name(path) is not None:
        return ProjectError(
            f"{path.name} is a backup, which is open for reading only.",
            safe=_SAFE,
            todo="To decide here, restore it in its project, or open a copy elsewhere.",
        )
    if not path.exists():
        return None  # whoever opens it says so
    if _is_denied(path):
        return ProjectError(
            f"{path.name} is open for reading only: its file is write-protected.",
            safe=_SAFE,
            todo="To decide here, allow writing to the file, or open a copy of it.",
        )
    if _may(path.parent, os.W_OK | os.X_OK):
        return None
    return ProjectError(
        f"{path.name} is open for reading only: nothing can be written in its folder.",
        safe=_SAFE,
        todo="To decide here, allow writing in the folder, or open a copy elsewhere.",
    )


def _may(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _is_denied(path: Path) -> bool:
    if os.name != "nt":
        # Not by opening it: closing it again would take away the locks that SQLite holds for other
        # connections of this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
        return not _may(path, os.R_OK | os.W_OK)
    try:
        with path.open("r+b"):  # os.access knows only the attribute there
            return False
    except OSError as error:
        return error.errno in _DENIED


def connect(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """A connection that reads; and the folder of the copy that it reads, where there is one.

    SQLite keeps what was written last in a second file, and needs a third one to read it. Where
    that cannot be made, a file that stands alone is read as it is, and two are copied elsewhere.
    """
    try:
        return _tried(address(path, "mode=ro")), None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    wal = path.with_name(f"{path.name}-wal")
    if not wal.exists() or not wal.stat().st_size:
        return _tried(address(path, "immutable=1")), None
    return connect_to_copy(path)


def connect_to_copy(path: Path) -> tuple[sqlite3.Connection, Path]:
    """A connection to a private copy, which may be changed, and its folder."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-"))
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return sqlite3.connect(folder / path.name), folder


def _tried(where: str) -> sqlite3.Connection:
    conn = sqlite3.connect(where, uri=True)
    try:
        # Nothing can be written to it; but without this a file that was cut off is not read at all.
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        conn.close()
        raise
    return conn
