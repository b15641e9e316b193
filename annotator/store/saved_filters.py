"""Filters that analysts keep under a name."""

from __future__ import annotations

import json
from typing import Any

from annotator.store.database import Database
from annotator.store.errors import understood


class SavedFilters:
    """The table ``filters``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def load(self) -> dict[str, dict[str, Any]]:
        """Name -> the filter's JSON, in the order in which they were first saved."""
        rows = self._db.rows("SELECT name, filter FROM filters ORDER BY place")
        return {name: json.loads(data) for name, data in rows}

    def save(self, name: str, data: dict[str, Any]) -> None:
        """Keep a filter; one of the same name is replaced."""
        with self._db.writing():
            self._db.conn.execute(
                "INSERT INTO filters (name, place, filter) "
                "SELECT ?, coalesce(max(place), 0) + 1, ? FROM filters WHERE true "
                "ON CONFLICT (name) DO UPDATE SET filter = excluded.filter",
                (name, json.dumps(data, ensure_ascii=False)),
            )

    def delete(self, name: str) -> None:
        with self._db.writing():
            self._db.conn.execute("DELETE FROM filters WHERE name = ?", (name,))
