"""What the machine proposed, kept as it proposed it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.core.suggestions import Suggestion, suggestion_from_dict
from annotator.store.as_json import as_json
from annotator.store.database import Database
from annotator.store.errors import understood, without_bytes

_COLUMNS = "id, kind, value, model, rules, rule, score"


class Suggestions:
    """The table ``suggestions``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def load(self, document_id: str, text: str) -> list[Suggestion]:
        """The suggestions of an article, in order."""
        return [suggestion_from_dict(data, item, text) for data, item in self.lines(document_id)]

    @understood
    def lines(self, document_id: str) -> list[tuple[dict[str, Any], str]]:
        """Each suggestion with the keys of a gold line, and the id of its item."""
        rows = self._db.rows(
            f"SELECT {_COLUMNS}, item FROM suggestions WHERE document_id = ? ORDER BY number",
            document_id,
        )
        keys = _COLUMNS.split(", ")
        return [
            (dict(zip(keys, row[:-1], strict=True), value=json.loads(row[2])), row[-1])
            for row in map(without_bytes, rows)
        ]

    def add(self, document_id: str, lines: Iterable[tuple[dict[str, Any], str]]) -> None:
        """Add suggestions in the form of ``lines``; the caller holds the transaction."""
        rows = [
            (
                document_id,
                data["id"],
                int("".join(c for c in data["id"] if c.isdigit()) or 0),
                data["kind"],
                item,
                as_json(data["value"]),
                data.get("model"),
                data.get("rules"),
                data.get("rule"),
                data.get("score"),
            )
            for data, item in lines
        ]
        self._db.conn.executemany("INSERT INTO suggestions VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

    def remove(self, document_id: str, ids: Iterable[str]) -> None:
        """Take out suggestions that nobody decided, before a newer run; in a transaction."""
        self._db.conn.executemany(
            "DELETE FROM suggestions WHERE document_id = ? AND id = ?",
            [(document_id, suggestion_id) for suggestion_id in ids],
        )
