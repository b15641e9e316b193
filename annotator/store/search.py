"""The words of titles and texts, kept by SQLite's full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotator.core.errors import ProjectError
from annotator.store.database import Database
from annotator.store.errors import index_errors, understood
from annotator.store.migrations import ASIDE

if TYPE_CHECKING:
    from annotator.core.searching import Found, Hit, Wanted

_SAME_WORDS = (
    "CREATE VIRTUAL TABLE temp.again USING fts5 (title, text, content = '', "
    'tokenize = "unicode61 remove_diacritics 2")',
    "INSERT INTO temp.again (rowid, title, text) SELECT position, title, text FROM searchable",
    "CREATE VIRTUAL TABLE temp.terms_again USING fts5vocab (temp, again, col)",
    "CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, col)",
)
_PLACES = (
    "SELECT d.id, w.title, w.text, highlight(words, 0, ?, ?), highlight(words, 1, ?, ?) "
    "FROM words AS w JOIN documents AS d ON d.position = w.rowid "
    "WHERE words MATCH ? AND NOT d.aside ORDER BY w.rowid"
)
_ARTICLES = (
    "SELECT count(*) FROM words WHERE words MATCH ? "
    f"AND rowid NOT IN (SELECT position FROM documents WHERE {ASIDE})"
)
_PAIRS = (("temp.terms", "temp.terms_again"), ("main.words_docsize", "temp.again_docsize"))


class Search:
    """The table ``words``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def find(self, wanted: Sequence[Wanted], limit: int) -> Found:
        """The first ``limit`` hits, in the order of the articles; of those aside there is none.

        SQLite tells which articles hold the words, and marks them there; the places of the marks
        are the places of the hits.
        """
        from annotator.core.searching import Found

        if not wanted:
            return Found()
        query = as_match(wanted)
        with self._db.reading():
            articles = int(self._rows(_ARTICLES, query)[0][0])
            hits = tuple(islice(self._hits(query), limit + 1))
        return Found(hits[:limit], articles, len(hits) <= limit)

    def _hits(self, query: str) -> Iterator[Hit]:
        import secrets

        from annotator.core.searching import Hit

        opening, closing = (f"\x02{secrets.token_hex(8)}{end}" for end in "<>")
        with index_errors(self._db.path):
            rows = self._db.conn.execute(_PLACES, (*(opening, closing) * 2, query))
            for document_id, *columns in rows:
                title, text, marked_title, marked_text = columns
                in_text = list(_marked(marked_text, opening, closing))
                yield from (Hit.at(document_id, "text", text, *place) for place in in_text)
                if not in_text:  # most titles are the text's first line
                    for place in _marked(marked_title, opening, closing):
                        yield Hit.at(document_id, "title", title, *place)

    def is_right(self) -> bool:
        """Does the index hold the words of the articles, no more and no fewer?

        FTS5's own check takes the write lock; this one builds the index a second time, in a
        temporary file, and compares how often each word stands where.
        """
        with self._db.reading():  # and what is made here goes with its end
            for statement in _SAME_WORDS:
                self._rows(statement)
            same = not any(
                self._rows(f"SELECT * FROM {a} EXCEPT SELECT * FROM {b} LIMIT 1")
                for pair in _PAIRS
                for a, b in (pair, pair[::-1])
            )
            for name in ("terms", "terms_again", "again"):
                self._rows(f"DROP TABLE temp.{name}")
        return same

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with index_errors(self._db.path):
            return self._db.conn.execute(sql, values).fetchall()

    def rebuild(self, made_by: str) -> None:
        """Build the index anew from titles and texts.

        Args:
            made_by: the statement that makes its table, where that cannot be opened any more.
        """
        conn = self._db.conn
        try:
            with self._db.writing():
                conn.execute("INSERT INTO words (words) VALUES ('rebuild')")
        except ProjectError:
            with self._db.writing():
                conn.execute("PRAGMA writable_schema = ON")
                conn.execute("DELETE FROM sqlite_master WHERE name = 'words'")
                conn.execute("PRAGMA writable_schema = RESET")
                for part in ("data", "idx", "docsize", "config"):
                    conn.execute(f"DROP TABLE IF EXISTS words_{part}")
                conn.execute(made_by)
                conn.execute("INSERT INTO words (words) VALUES ('rebuild')")


def as_match(wanted: Iterable[Wanted]) -> str:
    """The query in the language of FTS5: everything quoted, so that nothing in it is a command."""
    quoted = ((w.words.replace('"', '""'), "*" if w.begins else "") for w in wanted)
    return " ".join(f'"{words}"{star}' for words, star in quoted)


def _marked(marked: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """The places of what is marked, in the text without the marks."""
    first, *parts = marked.split(opening)
    at = len(first)
    for part in parts:
        words, _, rest = part.partition(closing)
        yield at, at + len(words)
        at += len(words) + len(rest)
