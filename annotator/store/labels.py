"""The project's own labels, once they differ from the packaged ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.core.labels import Label, LabelColours, LabelSet
from annotator.store.database import Database
from annotator.store.errors import understood


class Labels:
    """The tables ``labels`` and ``label_sets``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def load(self) -> LabelSet | None:
        """The project's label set; None while it has none of its own."""
        name = self._db.value("SELECT id FROM label_sets ORDER BY number DESC LIMIT 1")
        if name is None:
            return None
        rows = self._db.rows(
            "SELECT id, name, key, description, light_ink, light_tint, dark_ink, dark_tint, "
            "retired FROM labels ORDER BY place"
        )
        found = [(_label(row), row[-1]) for row in rows]
        offered = tuple(label for label, retired in found if not retired)
        return LabelSet(name, offered, tuple(label for label, retired in found if retired))

    def save(self, labels: LabelSet) -> None:
        """Replace the set as a whole; from the next decision on, articles are under its id."""
        rows = [
            (
                label.id,
                place,
                label.name,
                label.key,
                label.description,
                *(label.light.ink, label.light.tint, label.dark.ink, label.dark.tint),
                int(place >= len(labels.labels)),
            )
            for place, label in enumerate((*labels.labels, *labels.retired))
        ]
        former = self.load()
        with self._db.writing():
            self._db.conn.execute("DELETE FROM labels")
            self._db.conn.executemany("INSERT INTO labels VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
            if former is None or former.id != labels.id:
                self._db.conn.execute(
                    "INSERT INTO label_sets (id, since) "
                    "SELECT ?, coalesce(max(seq), 0) FROM decisions",
                    (labels.id,),
                )

    def under(self, document_id: str) -> str | None:
        """The id of the set under which an article was last decided here; None: no own set."""
        found = self._db.value(
            "SELECT id FROM label_sets WHERE since < (SELECT max(seq) FROM decisions "
            "WHERE document_id = ? AND NOT imported) ORDER BY number DESC LIMIT 1",
            document_id,
        )
        return None if found is None else str(found)

    def of_the_future(self) -> list[str]:
        """Ids of sets that count from an entry of the log that is not there."""
        sql = (
            "SELECT id FROM label_sets WHERE since > (SELECT coalesce(max(seq), 0) FROM decisions)"
        )
        return [row[0] for row in self._db.rows(sql)]

    def uses(self) -> dict[str, int]:
        """How many spans have each label."""
        return dict(self._db.rows("SELECT label, count(*) FROM spans GROUP BY label"))

    def used(self, label_ids: Iterable[str]) -> set[str]:
        """Those of these labels that a span has."""
        sql = "SELECT 1 FROM spans WHERE label = ? LIMIT 1"
        return {one for one in label_ids if self._db.value(sql, one) is not None}

    def articles(self, label_id: str) -> dict[str, bool]:
        """The articles in which a span has the label, as imported: is it complete?"""
        sql = (
            "SELECT id, status = 'complete' FROM documents WHERE id IN "
            "(SELECT document_id FROM spans WHERE label = ?) ORDER BY position"
        )
        return {document_id: bool(done) for document_id, done in self._db.rows(sql, label_id)}


def _label(row: tuple[Any, ...]) -> Label:
    id_, name, key, description, light_ink, light_tint, dark_ink, dark_tint, _ = row
    light, dark = LabelColours(light_ink, light_tint), LabelColours(dark_ink, dark_tint)
    return Label(id_, name, key, description, light, dark)
