"""Spans and ratings as they stand now: the projection of suggestions and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import DECIDED, Span
from annotator.store.as_json import as_json, from_json
from annotator.store.database import Database
from annotator.store.errors import understood, without_bytes

_SPAN = 'id, start, "end", exact, label, entity, state, origin, note'

#: A person stands behind the item, as a test of SQL.
IS_DECIDED = "state IN ({})".format(", ".join(f"'{state}'" for state in sorted(DECIDED)))

_SPAN_ROW = f"spans (document_id, {_SPAN})"
_RATING_ROW = "ratings (document_id, id, record)"
_PUT_SPAN = f"INSERT OR REPLACE INTO {_SPAN_ROW} VALUES (?,?,?,?,?,?,?,?,?,?)"
_PUT_RATING = f"INSERT OR REPLACE INTO {_RATING_ROW} VALUES (?,?,?)"


def _span_row(document_id: str, span: Span) -> tuple[object, ...]:
    values = (span.start, span.end, span.exact, span.label, span.entity, span.state)
    return (document_id, span.id, *values, span.origin, span.note)


def _rating_row(document_id: str, rating: Rating) -> tuple[object, ...]:
    return (document_id, rating.id, as_json(rating.to_dict()))


class Items:
    """The tables ``spans`` and ``ratings``; every write is checked against the text."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def load(self, document_id: str) -> list[Span | Rating]:
        """All items of an article."""
        spans = self._db.rows(f"SELECT {_SPAN} FROM spans WHERE document_id = ?", document_id)
        ratings = self._db.rows("SELECT record FROM ratings WHERE document_id = ?", document_id)
        items: list[Span | Rating] = [_span(row) for row in spans]
        return items + [Rating.from_dict(said) for said in from_json([row[0] for row in ratings])]

    def write(self, document_id: str, before: Review, after: Review) -> set[str]:
        """Write what differs between two states; returns the ids that do.

        The caller holds the transaction.
        """
        touched: set[str] = set()
        for span_id in before.spans.keys() | after.spans.keys():
            new = after.spans.get(span_id)
            if before.spans.get(span_id) != new:
                touched.add(span_id)
                self._write_span(document_id, span_id, new)
        for rating_id in before.ratings.keys() | after.ratings.keys():
            record = after.ratings.get(rating_id)
            if before.ratings.get(rating_id) != record:
                touched.add(rating_id)
                self._write_rating(document_id, rating_id, record)
        return touched

    def are(self, document_id: str, review: Review) -> bool:
        """Are exactly these items stored?"""
        stored = {item.id: item for item in self.load(document_id)}
        return stored == {**review.spans, **review.ratings}

    def add(self, by_article: Iterable[tuple[str, Sequence[Span | Rating]]]) -> None:
        """Write new items of articles; the caller holds the transaction."""
        spans, ratings = [], []
        for document_id, items in by_article:
            for item in items:
                if isinstance(item, Span):
                    spans.append(_span_row(document_id, item))
                else:
                    ratings.append(_rating_row(document_id, item))
        self._db.insert(_SPAN_ROW, spans)
        self._db.insert(_RATING_ROW, ratings)

    def replace(self, document_id: str, items: list[Span | Rating]) -> None:
        """Put these items in the place of all that are stored, however those are damaged."""
        for table in ("spans", "ratings"):
            self._db.conn.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
        self.add([(document_id, items)])

    def _write_span(self, document_id: str, span_id: str, span: Span | None) -> None:
        if span is None:
            self._delete("spans", document_id, span_id)
            return
        self._db.conn.execute(_PUT_SPAN, _span_row(document_id, span))

    def _write_rating(self, document_id: str, rating_id: str, rating: Rating | None) -> None:
        if rating is None:
            self._delete("ratings", document_id, rating_id)
            return
        self._db.conn.execute(_PUT_RATING, _rating_row(document_id, rating))

    def _delete(self, table: str, document_id: str, item_id: str) -> None:
        self._db.conn.execute(
            f"DELETE FROM {table} WHERE document_id = ? AND id = ?", (document_id, item_id)
        )


def _span(row: tuple[Any, ...]) -> Span:
    span = Span(*without_bytes(row))
    if type(span.start) is not int or type(span.end) is not int:
        raise TypeError("an offset is no number")
    return span
