"""The words of titles and texts, kept by SQLite's full-text index."""

from __future__ import annotations

from annotator.store.database import Database

_SAME_WORDS = (
    "CREATE VIRTUAL TABLE temp.again USING fts5 (title, text, content = '', "
    'tokenize = "unicode61 remove_diacritics 2")',
    "INSERT INTO temp.again (rowid, title, text) SELECT position, title, text FROM searchable",
    "CREATE VIRTUAL TABLE temp.terms_again USING fts5vocab (temp, again, col)",
    "CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, col)",
)
_PAIRS = (("temp.terms", "temp.terms_again"), ("main.words_docsize", "temp.again_docsize"))


class Search:
    """The table ``words``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_right(self) -> bool:
        """Does the index hold the words of the articles, no more and no fewer?

        FTS5's own check takes the write lock; this one builds the index a second time, in a
        temporary file, and compares how often each word stands where.
        """
        with self._db.reading():  # and what is made here goes with its end
            for statement in _SAME_WORDS:
                self._db.rows(statement)
            same = not any(
                self._db.rows(f"SELECT * FROM {a} EXCEPT SELECT * FROM {b} LIMIT 1")
                for pair in _PAIRS
                for a, b in (pair, pair[::-1])
            )
            for name in ("terms", "terms_again", "again"):
                self._db.rows(f"DROP TABLE temp.{name}")
        return same
