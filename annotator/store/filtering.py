"""The ids of the articles that a filter lets pass, in its order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from annotator.core.filters import ArticleFilter
from annotator.store.database import Database
from annotator.store.migrations import ASIDE
from annotator.store.search import as_match

_ORDERS = {
    "imported": "position",
    "newest": "published_on IS NULL, published_on DESC, position",
    "doubt": "doubt IS NULL, doubt, position",
    "random": "position",
}
_BY_CLUSTER = (
    "(SELECT min(position) FROM documents AS d WHERE d.cluster = documents.cluster), position"
)
_SERVICE_SPAN = (
    "id IN (SELECT document_id FROM spans WHERE label = 'SERVICE' AND exact LIKE ? ESCAPE '\\')"
)
#: One that is aside is a near copy still, but nobody is to look for it.
_HAS_COPIES = (
    "cluster IS NOT NULL AND EXISTS (SELECT 1 FROM documents AS d "
    "WHERE d.cluster = documents.cluster AND d.id != documents.id AND NOT d.aside)"
)
Test = tuple[str, list[Any]]


def ids(db: Database, wanted: ArticleFilter, most: int | None = None) -> list[str]:
    """Ids of the articles, in the filter's order; only the first ``most`` where that is said."""
    tests = list(_tests(wanted))
    where = " AND ".join(sql for sql, _ in tests) or "true"
    values = [value for _, given in tests for value in given]
    grouped = wanted.copies and wanted.order == "imported"
    order = _BY_CLUSTER if grouped else _ORDERS[wanted.order]
    sql = f"SELECT id FROM documents WHERE {where} ORDER BY {order}"
    if most is not None and wanted.order != "random":
        # The plus keeps SQLite from sorting all of a status where a walk soon finds enough.
        sql = sql.replace("status IN", "+status IN") + f" LIMIT {most}"
    found = [row[0] for row in db.rows(sql, *values)]
    return _shuffled(found, wanted.seed) if wanted.order == "random" else found


def _tests(wanted: ArticleFilter) -> Iterator[Test]:
    # Not by an index where they are not asked for: nearly every article is not aside.
    yield ASIDE if wanted.aside else "NOT aside", []
    if wanted.status:
        yield f"status IN ({','.join('?' * len(wanted.status))})", list(wanted.status)
    if wanted.flagged:
        yield "flag = 1", []
    if wanted.copies:
        yield _HAS_COPIES, []
    if wanted.published:
        longer = f"{_escaped(wanted.published)}-%"
        test = "(published_on = ? OR published_on LIKE ? ESCAPE '\\')"
        yield test, [wanted.published, longer]
    if wanted.cluster:
        yield "cluster = ?", [wanted.cluster]
    if wanted.doubt is not None:
        yield "doubt < ?", [wanted.doubt]
    if wanted.label:
        yield "id IN (SELECT document_id FROM spans WHERE label = ?)", [wanted.label]
    yield from _of_ratings(wanted)
    if wanted.text:
        from annotator.core.searching import read_query

        match = as_match(read_query(wanted.text))
        yield "position IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]


def _of_ratings(wanted: ArticleFilter) -> Iterator[Test]:
    """What is asked of ratings holds of one and the same rating."""
    tests: list[Test] = []
    if wanted.inspectorate:
        tests.append(("rating_body_id = ?", [wanted.inspectorate]))
    if wanted.value:
        tests.append(("value_norm = ?", [wanted.value]))
    if wanted.scale:
        with_version = f"{_escaped(wanted.scale)}@%"
        tests.append(("(scale = ? OR scale LIKE ? ESCAPE '\\')", [wanted.scale, with_version]))
    holds = f"%{_escaped(wanted.service)}%" if wanted.service else None
    is_of_ratings = bool(tests)
    if holds:
        tests.append(("subject LIKE ? ESCAPE '\\'", [holds]))
    if not tests:
        return
    where = " AND ".join(sql for sql, _ in tests)
    values = [value for _, given in tests for value in given]
    sql = f"EXISTS (SELECT 1 FROM ratings WHERE document_id = documents.id AND {where})"
    if holds and not is_of_ratings:
        yield f"({sql} OR {_SERVICE_SPAN})", [*values, holds]
    else:
        yield sql, values


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _shuffled(found: list[str], seed: int) -> list[str]:
    """In an order that depends on the ids and the seed alone: what leaves moves no other."""

    def place(document_id: str) -> bytes:
        return hashlib.blake2b(f"{seed}:{document_id}".encode(), digest_size=8).digest()

    return sorted(found, key=place)
