"""The project file's tables, as numbered steps that are never edited after a release."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database as Tables

#: Which steps of a file are ours.
_SET = "annotator"
#: Every step this program knows, in order; a file with another one was written by a newer program.
STEPS: dict[str, Callable[[sqlite3.Connection], None]] = {}
#: How sqlite-utils notes in a file which steps made it.
_OF_STEPS = (
    """CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)""",
    """CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")""",
)


def applied(conn: sqlite3.Connection) -> list[str]:
    """Names of the steps that made a file, in their order."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    if conn.execute(there).fetchone() is None:
        return []
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
    return [name for (name,) in conn.execute(sql, (_SET,))]


def pending(conn: sqlite3.Connection) -> list[str]:
    """Names of the steps that a file still needs."""
    done = set(applied(conn))
    return [name for name in STEPS if name not in done]


def apply(conn: sqlite3.Connection) -> None:
    """Take the steps that a file still needs; inside a transaction, as savepoints of it."""
    from sqlite_utils import Database, Migrations  # takes longer to load than a project to open

    steps = Migrations(_SET)
    for name, step in STEPS.items():
        steps(name=name)(_on_connection(step))
    steps.apply(Database(conn))


def _on_connection(step: Callable[[sqlite3.Connection], None]) -> Callable[[Tables], None]:
    def on_connection(tables: Tables) -> None:
        assert tables.conn is not None
        step(tables.conn)

    return on_connection


def _step(function: Callable[[sqlite3.Connection], None]) -> Callable[[sqlite3.Connection], None]:
    STEPS[function.__name__] = function
    return function


def expected_schema(steps: Iterable[str]) -> dict[str, str]:
    """Every table, index and trigger that these steps make: name -> SQL.

    The tables that SQLite makes itself for the words of the articles are not among them.
    """
    return _expected(tuple(steps))


@cache
def _expected(steps: tuple[str, ...]) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:")) as conn:
        for statement in _OF_STEPS:
            conn.execute(statement)
        for name, step in STEPS.items():
            if name not in steps:
                break
            step(conn)
        made = conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: sql for name, sql in made if not name.startswith("words_")}


@_step
def m001_project(db: sqlite3.Connection) -> None:
    """Documents and their text, suggestions, the decision log and its projection."""
    for statement in _M001:
        db.execute(statement)


@_step
def m002_workbench(db: sqlite3.Connection) -> None:
    """Search, inspection dates, filters and the project's own labels."""
    for statement in _M002:
        db.execute(statement)


@_step
def m003_pace(db: sqlite3.Connection) -> None:
    """How many decisions took how long, counted as they are made."""
    for statement in _M003:
        db.execute(statement)


@_step
def m004_chain(db: sqlite3.Connection) -> None:
    """From which entry on the log's hashes cover all of it (docs/adr/0011)."""
    db.execute(
        "INSERT INTO project SELECT 'chain', CAST(coalesce(max(seq), 0) + 1 AS TEXT) FROM decisions"
    )


@_step
def m005_copies(db: sqlite3.Connection) -> None:
    """What near copies are found by."""
    for statement in _M005:
        db.execute(statement)


@_step
def m006_aside(db: sqlite3.Connection) -> None:
    """Articles that are set aside."""
    for statement in _M006:
        db.execute(statement)


def _slice_check(table: str, start: str, end: str, exact: str) -> list[str]:
    """Triggers that refuse a row whose offsets do not give its words."""
    return [
        f"""CREATE TRIGGER {table}_exact_on_{event} BEFORE {event} ON {table}
        WHEN substr((SELECT text FROM texts WHERE document_id = NEW.document_id),
                    {start} + 1, {end} - {start}) IS NOT {exact}
        BEGIN SELECT RAISE(ABORT, 'a span differs from the text'); END"""
        for event in ("INSERT", "UPDATE")
    ]


def _mention_check() -> list[str]:
    """The same for every mention inside a rating record."""
    return [
        f"""CREATE TRIGGER ratings_exact_on_{event} BEFORE {event} ON ratings
        WHEN EXISTS (
          SELECT 1 FROM json_tree(NEW.record) AS m,
                        (SELECT text FROM texts WHERE document_id = NEW.document_id) AS t
          WHERE m.type = 'object' AND json_extract(m.value, '$.exact') IS NOT NULL
            AND substr(t.text, json_extract(m.value, '$.start') + 1,
                       json_extract(m.value, '$.end') - json_extract(m.value, '$.start'))
                IS NOT json_extract(m.value, '$.exact'))
        BEGIN SELECT RAISE(ABORT, 'a mention differs from the text'); END"""
        for event in ("INSERT", "UPDATE")
    ]


def _append_only(table: str, *, events: tuple[str, ...] = ("UPDATE", "DELETE")) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"""
        for event in events
    ]


_M001: list[str] = [
    """CREATE TABLE project (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE documents (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        outlet TEXT, url TEXT,
        published TEXT NOT NULL CHECK (json_valid(published)),
        appearances TEXT NOT NULL CHECK (json_valid(appearances)),
        zones TEXT NOT NULL CHECK (json_valid(zones)),
        cluster TEXT,
        sha256 TEXT NOT NULL, raw_sha256 TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'in_progress', 'complete')),
        flag INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (0, 1)),
        note TEXT,
        guideline TEXT NOT NULL, label_set TEXT NOT NULL,
        reviewed_elsewhere TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reviewed_elsewhere)),
        rules TEXT, model TEXT)""",
    """CREATE TABLE texts (
        document_id TEXT PRIMARY KEY REFERENCES documents (id),
        text TEXT NOT NULL)""",
    """CREATE TABLE sources (
        raw_sha256 TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES documents (id),
        name TEXT NOT NULL,
        PRIMARY KEY (raw_sha256, document_id)) WITHOUT ROWID""",
    """CREATE INDEX documents_by_text ON documents (sha256)""",
    """CREATE INDEX documents_by_status ON documents (status, position)""",
    """CREATE TABLE suggestions (
        document_id TEXT NOT NULL REFERENCES documents (id),
        id TEXT NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('span', 'rating')),
        item TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)),
        model TEXT, rules TEXT, rule TEXT, score,
        PRIMARY KEY (document_id, id), UNIQUE (document_id, item)) WITHOUT ROWID""",
    """CREATE TABLE decisions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id TEXT NOT NULL REFERENCES documents (id),
        n INTEGER CHECK (n >= 1),
        kind TEXT NOT NULL CHECK (kind IN ('span', 'rating', 'article')),
        target TEXT NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('confirm', 'correct', 'reject', 'add', 'undo', 'redo',
          'complete', 'reopen', 'flag', 'note', 'propagate', 'skip', 'import')),
        before TEXT CHECK (before IS NULL OR json_valid(before)),
        after TEXT CHECK (after IS NULL OR json_valid(after)),
        by TEXT NOT NULL, at TEXT NOT NULL, ms INTEGER NOT NULL,
        batch INTEGER, undoes INTEGER,
        gesture INTEGER NOT NULL,
        imported INTEGER NOT NULL DEFAULT 0,
        hash TEXT NOT NULL,
        UNIQUE (document_id, n))""",
    """CREATE TABLE spans (
        document_id TEXT NOT NULL REFERENCES documents (id),
        id TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL CHECK ("end" > start),
        exact TEXT NOT NULL, label TEXT NOT NULL, entity TEXT,
        state TEXT NOT NULL
          CHECK (state IN ('suggested', 'confirmed', 'corrected', 'added', 'propagated')),
        origin TEXT, note TEXT,
        PRIMARY KEY (document_id, id)) WITHOUT ROWID""",
    """CREATE TABLE ratings (
        document_id TEXT NOT NULL REFERENCES documents (id),
        id TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record)),
        state TEXT GENERATED ALWAYS AS (json_extract(record, '$.state')) VIRTUAL
          CHECK (state IN ('suggested', 'confirmed', 'corrected', 'added', 'propagated')),
        subject TEXT GENERATED ALWAYS AS (json_extract(record, '$.subject.exact')) VIRTUAL,
        scale TEXT GENERATED ALWAYS AS (json_extract(record, '$.scale')) VIRTUAL,
        value_norm TEXT GENERATED ALWAYS AS (json_extract(record, '$.value_norm')) VIRTUAL,
        status TEXT GENERATED ALWAYS AS (json_extract(record, '$.status')) VIRTUAL,
        rating_body_id TEXT GENERATED ALWAYS AS (json_extract(record, '$.rating_body_id')) VIRTUAL,
        PRIMARY KEY (document_id, id)) WITHOUT ROWID""",
    """CREATE INDEX spans_by_state ON spans (document_id, state)""",
    """CREATE INDEX ratings_by_state ON ratings (document_id, state)""",
    *_append_only("decisions"),
    *_append_only("texts"),
    *_slice_check("spans", "NEW.start", 'NEW."end"', "NEW.exact"),
    *_mention_check(),
]

#: The lowest score of what still waits for a decision in the article ``documents.id``.
DOUBT = "(SELECT min(score) FROM ({} UNION ALL {}))".format(
    *(
        f"""SELECT score FROM {table} AS i CROSS JOIN suggestions AS g
            ON g.document_id = i.document_id AND g.item = i.id
            WHERE i.document_id = documents.id AND i.state IN ('suggested', 'propagated')"""
        for table in ("spans", "ratings")
    )
)

_NO_DATE = """'{"value":null,"precision":"unknown"}'"""

_M002: list[str] = [
    f"""ALTER TABLE documents ADD COLUMN inspected TEXT NOT NULL DEFAULT {_NO_DATE}
        CHECK (json_valid(inspected))""",
    """ALTER TABLE documents ADD COLUMN doubt REAL""",
    """ALTER TABLE documents ADD COLUMN published_on TEXT
        GENERATED ALWAYS AS (json_extract(published, '$.value')) VIRTUAL""",
    f"""UPDATE documents SET doubt = {DOUBT}""",
    """CREATE INDEX spans_by_label ON spans (label, document_id, exact)""",
    # Holds all that is counted of a project, so that the numbers need no look at the articles.
    """CREATE INDEX documents_by_flag ON documents (flag, status)""",
    """CREATE INDEX own_gestures ON decisions (seq, act) WHERE seq = gesture AND NOT imported""",
    """CREATE VIEW searchable AS
        SELECT position, title, text FROM documents JOIN texts ON document_id = id""",
    """CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'searchable',
        content_rowid = 'position', tokenize = "unicode61 remove_diacritics 2")""",
    """INSERT INTO words (words) VALUES ('rebuild')""",
    """CREATE TRIGGER texts_into_words AFTER INSERT ON texts
        BEGIN INSERT INTO words (rowid, title, text)
          SELECT position, title, NEW.text FROM documents WHERE id = NEW.document_id; END""",
    """CREATE TRIGGER titles_into_words AFTER UPDATE OF title ON documents
        WHEN NEW.title IS NOT OLD.title
        BEGIN
          INSERT INTO words (words, rowid, title, text)
            SELECT 'delete', OLD.position, OLD.title, text FROM texts WHERE document_id = OLD.id;
          INSERT INTO words (rowid, title, text)
            SELECT NEW.position, NEW.title, text FROM texts WHERE document_id = NEW.id;
        END""",
    """CREATE TABLE filters (
        name TEXT PRIMARY KEY, place INTEGER NOT NULL,
        filter TEXT NOT NULL CHECK (json_valid(filter))) WITHOUT ROWID""",
    """CREATE TABLE labels (
        id TEXT PRIMARY KEY, place INTEGER NOT NULL,
        name TEXT NOT NULL, key TEXT NOT NULL, description TEXT NOT NULL,
        light_ink TEXT NOT NULL, light_tint TEXT NOT NULL,
        dark_ink TEXT NOT NULL, dark_tint TEXT NOT NULL,
        retired INTEGER NOT NULL CHECK (retired IN (0, 1))) WITHOUT ROWID""",
    """CREATE TABLE label_sets (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL,
        since INTEGER NOT NULL)""",
]

#: What counts as a decision wherever decisions are counted; ``{0}`` goes before each column.
OF_PEOPLE = "NOT {0}imported AND {0}act NOT IN ('import', 'skip', 'undo', 'redo')"
#: How many decisions of people took how many tenths of a second (0: not timed), by the log.
PACE = f"""SELECT (ms + 99) / 100, count(*) FROM decisions
    WHERE {OF_PEOPLE.format("")} GROUP BY 1"""

_M003: list[str] = [
    # Counted as they are made, so that a long log costs nothing when a project is opened.
    """CREATE TABLE pace (
        tenths INTEGER PRIMARY KEY, decisions INTEGER NOT NULL)""",
    f"""INSERT INTO pace {PACE}""",
    f"""CREATE TRIGGER decisions_into_pace AFTER INSERT ON decisions
        WHEN {OF_PEOPLE.format("NEW.")}
        BEGIN
          INSERT INTO pace VALUES ((NEW.ms + 99) / 100, 1)
            ON CONFLICT (tenths) DO UPDATE SET decisions = decisions + 1;
        END""",
]

_M005: list[str] = [
    # By which rule the slots of an article were made; articles from before wait for theirs.
    """ALTER TABLE documents ADD COLUMN compared TEXT""",
    """CREATE INDEX documents_by_compared ON documents (compared)""",
    """CREATE INDEX documents_by_cluster ON documents (cluster) WHERE cluster IS NOT NULL""",
    """CREATE TABLE slots (
        slot INTEGER NOT NULL, position INTEGER NOT NULL REFERENCES documents (position),
        PRIMARY KEY (slot, position)) WITHOUT ROWID""",
]

#: The articles that are set aside; written just so, it is answered without a look at the others.
ASIDE = "aside = 1"

_M006: list[str] = [
    """ALTER TABLE documents ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1))""",
    """CREATE INDEX documents_aside ON documents (position, id) WHERE aside = 1""",
    # The numbers of a project, again without a look at the articles.
    """DROP INDEX documents_by_flag""",
    """CREATE INDEX documents_by_flag ON documents (flag, status, aside)""",
]
