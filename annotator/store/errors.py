"""What can happen to a file, in sentences to the analyst."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from annotator.core.errors import Busy, Damaged, KnownError, NotUnderstood, ProjectError
from annotator.core.review import ReplayError

if TYPE_CHECKING:
    from annotator.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class _Reader(Protocol):
    _db: Database


_OfTable = TypeVar("_OfTable", bound=_Reader)

_SAFE = "What was decided before is safe."


def create_private(path: Path) -> None:
    """Make an empty file that only its owner can read and write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def need_plain_file(path: Path) -> None:
    """SQLite would wait for ever at a pipe, and read a device without end.

    Raises:
        ProjectError: there is something else than a file. OSError: nobody can say.
    """
    if path.is_dir():
        raise _is_folder(path)
    if path.exists() and not path.is_file():
        raise ProjectError(f"{path.name} is no plain file, so it is no project.")


def _is_folder(path: Path) -> ProjectError:
    return ProjectError(f"{path.name} is a folder, no project.", todo="Name a file in it.")


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


def damaged(path: Path, what: str = "") -> Damaged:
    """The project file is damaged: what that means, and what to do."""
    return Damaged(
        what or f"{path.name} is damaged.",
        safe="What can be read is shown; nothing is written to it any more.",
        todo=f"Restore a backup, or run: annotator doctor --repair {path.name}",
    )


@contextmanager
def index_errors(path: Path) -> Iterator[None]:
    """The same where only the index of words is read: its damage harms nothing else."""
    try:
        with errors_in_words(path):
            yield
    except Damaged as error:
        raise _index_damaged(path) from error


def _index_damaged(path: Path) -> ProjectError:
    return ProjectError(
        f"The index of words of {path.name} is damaged.",
        safe="Nothing else is; only searching does not work.",
        todo=f"Run: annotator doctor --repair {path.name}",
    )


def could_not_read(path: Path) -> ProjectError:
    """Something could not be read, although the file is sound when it is looked through."""
    return ProjectError(
        f"{path.name} could not be read just now.",
        safe=_SAFE,
        todo="Repeat the last step; if it happens again, check the disk.",
    )


def unreadable(path: Path) -> Damaged:
    """The project file is so damaged that SQLite finds none of its tables."""
    return Damaged(
        f"{path.name} is so damaged that it cannot be opened.",
        safe="It was not changed.",
        todo=f"Restore a backup; they are listed by: annotator backups {path.name}",
    )


#: How SQLite says that a value is no text, or no JSON.
_STRANGE = ("Could not decode to UTF-8", "malformed JSON")
#: What comes of a stored value that is not as the program stores it.
NOT_UNDERSTOOD = (
    *(KeyError, TypeError, ValueError, AttributeError, IndexError),
    *(ArithmeticError, RecursionError),  # numbers beyond all bounds, JSON a thousand deep
)


@contextmanager
def understanding(path: Path) -> Iterator[None]:
    """Where stored rows become values: what cannot, somebody else wrote.

    It may be a mistake of ours all the same, so the log says where in the code it happened.

    Raises:
        NotUnderstood: something is stored that the program does not store so.
    """
    try:
        yield
    except NOT_UNDERSTOOD as error:
        why = f" ({error})" if isinstance(error, ReplayError) else ""
        note_cause(error)
        raise strange(path, why) from error


def note_cause(error: BaseException) -> None:
    """Places in our code and the kind of error; its message could quote an article."""
    import logging  # both take their time to load, and are hardly ever needed
    import traceback

    log = logging.getLogger("annotator")  # the file that annotator/logs.py opens
    if log.handlers:
        places = "".join(traceback.format_tb(error.__traceback__))
        log.info("not understood: %s\n%s", type(error).__name__, places)


def understood(
    method: Callable[Concatenate[_OfTable, P], T],
) -> Callable[Concatenate[_OfTable, P], T]:
    """The same for a method of a table."""

    @wraps(method)
    def reading(self: _OfTable, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with understanding(self._db.path):
            return method(self, *args, **kwargs)

    return reading


def without_bytes(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row; no table of a project holds bytes.

    Raises:
        TypeError: this one does.
    """
    if bytes in map(type, row):
        raise TypeError("bytes where text or a number should be")
    return row


def strange(path: Path, why: str = "") -> NotUnderstood:
    """Something is stored that no version of the program stores so."""
    return NotUnderstood(
        f"{path.name} holds something that Annotator does not understand{why}.",
        safe="It was not changed.",
        todo=f"Run: annotator doctor {path.name}",
    )


def _in_words(path: Path, error: sqlite3.DatabaseError) -> ProjectError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = path.name
    if any(words in str(error) for words in _STRANGE):
        return strange(path)
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
    if code == sqlite3.SQLITE_CANTOPEN and path.is_dir():
        return _is_folder(path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return ProjectError(
            f"{name} cannot be read or written.", safe=_SAFE, todo="Check the disk and the folder."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return ProjectError(
            f"{name} is not a project of Annotator.",
            safe="It was not changed.",
            todo="If it was one, restore a backup of it.",
        )
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB:
        return _index_damaged(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    return None
