"""A project file may come from anybody: what SQLite lets it do, and whether its tables are ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from annotator.store.migrations import expected_schema

#: From here on SQLite knows that its JSON functions are harmless; our own tables call them.
_HARMLESS_JSON = (3, 41)
#: Far above what the program needs, far below what would bring a machine to its knees.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1 << 28,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 32,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 5,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
}
#: The tables that SQLite makes itself for the search.
_OF_WORDS = frozenset(("table", f"words_{part}") for part in ("config", "data", "docsize", "idx"))
#: Type, name and SQL of something that stands in a file.
Entry = tuple[str, str, str | None]


def harden(conn: sqlite3.Connection) -> None:
    """Trust nothing that stands in the file; before anything is read from it."""
    conn.execute("PRAGMA cell_size_check = ON")  # a damaged page is noticed before it is used
    if sqlite3.sqlite_version_info >= _HARMLESS_JSON:
        conn.execute("PRAGMA trusted_schema = OFF")  # the file calls harmless functions only
    conn.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would pass by those of DELETE
    for category, limit in _LIMITS.items():
        conn.setlimit(category, limit)


def foreign(entries: Iterable[Entry], steps: Sequence[str]) -> list[str]:
    """Names of what the program did not make so, and what could act or deceive.

    A missing guard is not among them: that is doctor's to find.

    Args:
        steps: names of the migrations that made the file.
    """
    expected = expected_schema(steps)
    return [
        name
        for kind, name, sql in entries
        if sql is not None and expected.get(name) != sql and (kind, name) not in _OF_WORDS
    ]
