"""Articles in the project file: text, metadata, status, and what the list shows of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from annotator.core.decisions import ArticleState
from annotator.core.documents import (
    Appearance,
    ArticleStatus,
    Details,
    Document,
    PartialDate,
    Zone,
    text_sha256,
)
from annotator.core.errors import ProjectError, TextLost
from annotator.store.as_json import as_json
from annotator.store.database import Database
from annotator.store.errors import understood, without_bytes
from annotator.store.items import IS_DECIDED
from annotator.store.migrations import DOUBT
from annotator.store.search import as_match

_COLUMNS = "id, title, outlet, url, published, appearances, zones, cluster, raw_sha256, inspected"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article; counts are of spans and ratings together.

    Attributes:
        unread: the extractor has not read it, and nobody has decided anything in it.
    """

    id: str
    title: str
    outlet: str | None
    published: PartialDate
    status: ArticleStatus
    flag: bool
    aside: bool
    unread: bool
    open: int
    decided: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a gold line needs besides the document, its items and its log.

    Attributes:
        rules, model: that its suggestions come from, where all come from the same.
    """

    state: ArticleState
    guideline: str
    label_set: str
    reviewed_elsewhere: tuple[str, ...]
    rules: str | None = None
    model: str | None = None


class Documents:
    """The tables ``documents``, ``texts`` and ``sources``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._suffixes: dict[str, int] = {}  # id -> the first suffix that may be free

    def add(self, articles: Sequence[tuple[Document, DocumentInfo]]) -> None:
        """Store articles; the caller holds the transaction."""
        rows = [_row(document, info) for document, info in articles]
        marks = ", ".join("?" * len(rows[0]))
        self._db.conn.executemany(
            f"INSERT INTO documents ({', '.join(rows[0])}) VALUES ({marks})",
            [tuple(row.values()) for row in rows],
        )
        self._db.insert("texts", [(document.id, document.text) for document, _ in articles])
        for document, _ in articles:
            self.add_source(document.id, document.raw_sha256, document.id)

    def add_source(self, document_id: str, raw_sha256: str, name: str) -> None:
        """Remember that a file with these bytes holds this article."""
        self._db.conn.execute(
            "INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", (raw_sha256, document_id, name)
        )

    def add_appearance(self, document_id: str, appearance: Appearance) -> None:
        """Note that the same text was published elsewhere; the caller holds the transaction."""
        document = self.get(document_id)
        appearances = [a.to_dict() for a in (*document.appearances, appearance)]
        self._db.conn.execute(
            "UPDATE documents SET appearances = ? WHERE id = ?", (as_json(appearances), document_id)
        )

    @understood
    def get(self, document_id: str) -> Document:
        """An article with its text.

        Raises:
            TextLost: a repair could save the rest of it only.
            ProjectError: there is none with this id, or its text is not what was stored.
        """
        rows = self._db.rows(
            f"SELECT {_COLUMNS}, text, sha256 FROM documents JOIN texts ON document_id = id "
            "WHERE id = ?",
            document_id,
        )
        if not rows:
            if self._position(document_id) is not None:
                raise TextLost(
                    f"The text of “{document_id}” is lost: the project file was damaged.",
                    safe="The other articles can be used.",
                    todo="A backup may still hold it.",
                )
            raise ProjectError(f"There is no article “{document_id}” in this project.")
        *columns, text, sha256 = without_bytes(rows[0])
        if text_sha256(text) != sha256:
            raise ProjectError(
                f"The text of “{document_id}” is not the text that was stored.",
                todo=f"Run: annotator doctor {self._db.path.name}",
            )
        return _document(columns, text)

    def clusters(self) -> dict[str, str]:
        """The cluster of every article that is in one."""
        rows = self._db.rows("SELECT id, cluster FROM documents WHERE cluster IS NOT NULL")
        return dict(rows)

    @understood
    def info(self, document_id: str) -> DocumentInfo:
        """Status, flag, note and the rest of what a gold line says of an article."""
        row = self._db.rows(
            "SELECT status, flag, note, guideline, label_set, reviewed_elsewhere, aside "
            "FROM documents WHERE id = ?",
            document_id,
        )[0]
        state = ArticleState(row[0], bool(without_bytes(row)[1]), row[2], bool(row[6]))
        return DocumentInfo(state, row[3], row[4], tuple(json.loads(row[5])))

    def set_state(self, document_id: str, state: ArticleState) -> None:
        """Write the article's part of the projection; the caller holds the transaction."""
        self._db.conn.execute(
            "UPDATE documents SET status = ?, flag = ?, note = ?, aside = ? WHERE id = ?",
            (state.status, int(state.flag), state.note, int(state.aside), document_id),
        )

    def set_details(self, document_id: str, details: Details) -> None:
        """Write title, outlet, address, dates and zones as corrected; in a transaction."""
        dates = as_json(details.published.to_dict()), as_json(details.inspected.to_dict())
        zones = as_json([zone.to_dict() for zone in details.zones])
        self._db.conn.execute(
            "UPDATE documents SET title = ?, outlet = ?, url = ?, published = ?, inspected = ?, "
            "zones = ? WHERE id = ?",
            (details.title, details.outlet, details.url, *dates, zones, document_id),
        )

    def note_doubt(self, document_id: str) -> None:
        """Keep the lowest score of what is open in an article; the caller holds the transaction."""
        sql = f"UPDATE documents SET doubt = {DOUBT} WHERE id = ?"
        self._db.conn.execute(sql, (document_id,))

    def note_doubt_after(self, document_id: str, touched: Collection[str]) -> None:
        """The same after these items were decided; mostly all score higher than the lowest."""
        doubt = self._db.value("SELECT doubt FROM documents WHERE id = ?", document_id)
        lowest = self._db.value(
            "SELECT min(score) FROM suggestions WHERE document_id = ? "
            "AND item IN (SELECT value FROM json_each(?))",
            document_id,
            as_json(list(touched)),
        )
        if lowest is not None and (doubt is None or lowest <= doubt):
            self.note_doubt(document_id)

    def doubt_differs(self, document_id: str) -> bool:
        """Is the lowest open score that is kept another than the suggestions say?"""
        sql = f"SELECT doubt IS NOT {DOUBT} FROM documents WHERE id = ?"
        return bool(self._db.value(sql, document_id))

    def set_versions(self, document_id: str, rules: str | None, model: str | None) -> None:
        """Remember which rules and model its suggestions come from."""
        self._db.conn.execute(
            "UPDATE documents SET rules = ?, model = ? WHERE id = ?", (rules, model, document_id)
        )

    def ids(self) -> list[str]:
        """Ids of all articles, also those that are set aside, in the order of import."""
        return [row[0] for row in self._db.rows("SELECT id FROM documents ORDER BY position")]

    def open_with_words(self, words: str, most: int | None = None) -> list[str]:
        """Ids of the articles, neither complete nor aside, that hold these very words, as imported.

        They are looked for as whole words, which the index of words knows without a look at the
        texts; words without a letter or figure are in no index.

        Args:
            most: give only the first so many.
        """
        from annotator.core.searching import Wanted

        if any(character.isalnum() for character in words):
            source = "words AS w JOIN documents AS d ON d.position = w.rowid"
            test, order, values = "words MATCH ? AND ", "w.rowid", [as_match([Wanted(words)])]
        else:
            source, test, order, values = "documents AS d", "", "d.position", []
        rows = self._db.rows(
            f"SELECT d.id FROM {source} JOIN texts AS t ON t.document_id = d.id "
            f"WHERE {test}d.status != 'complete' AND NOT d.aside AND instr(t.text, ?) "
            f"ORDER BY {order} LIMIT ?",
            *values,
            words,
            -1 if most is None else most,
        )
        return [row[0] for row in rows]

    def without_suggestions(self, rules: str, model: str | None) -> list[str]:
        """Ids of the articles, neither complete nor aside, new to this rule set and model."""
        rows = self._db.rows(
            "SELECT id FROM documents WHERE status != 'complete' AND NOT aside "
            "AND (rules IS NOT ? OR model IS NOT ?) ORDER BY position",
            rules,
            model,
        )
        return [row[0] for row in rows]

    def never_read(self) -> list[str]:
        """Ids of the articles, neither complete nor aside, that no extractor has ever read."""
        sql = "SELECT id FROM documents WHERE status != 'complete' AND NOT aside AND rules IS NULL"
        return [row[0] for row in self._db.rows(f"{sql} ORDER BY position")]

    @understood
    def row_list(self, ids: Iterable[str]) -> list[ArticleRow]:
        """List rows for some ids, in the order given."""
        wanted = list(ids)
        found: dict[str, ArticleRow] = {}
        for first in range(0, len(wanted), 500):  # SQLite takes only so many values at once
            found |= self._row_chunk(wanted[first : first + 500])
        return [found[i] for i in wanted if i in found]

    def _row_chunk(self, wanted: list[str]) -> dict[str, ArticleRow]:
        marks = ",".join("?" * len(wanted))
        counts = ", ".join(
            f"(SELECT count(*) FROM spans s WHERE s.document_id = d.id AND {test}) + "
            f"(SELECT count(*) FROM ratings r WHERE r.document_id = d.id AND {test})"
            for test in (f"NOT {IS_DECIDED}", IS_DECIDED)
        )
        rows = self._db.rows(
            "SELECT id, title, outlet, published, status, flag, aside, "
            f"status = 'new' AND rules IS NULL, {counts} "
            f"FROM documents d WHERE id IN ({marks})",
            *wanted,
        )
        return {row[0]: _article_row(row) for row in rows}

    @understood
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many articles there are, are complete, in progress, and flagged; how many are aside.

        Those that are aside are counted nowhere else.
        """
        sql = "SELECT status, flag, aside, count(*) FROM documents GROUP BY flag, status, aside"
        found = self._db.rows(sql)
        groups = [(status, flag, n) for status, flag, aside, n in found if not aside]
        aside = sum(n for *_, is_aside, n in found if is_aside)

        def total(status: str = "", *, flagged: bool = False) -> int:
            return sum(n for s, f, n in groups if status in ("", s) and (f or not flagged))

        return total(), total("complete"), total("in_progress"), total(flagged=True), aside

    def with_source(self, raw_sha256: str) -> str | None:
        """The id of the article that a file with these bytes brought in."""
        found = self._db.value(
            "SELECT document_id FROM sources WHERE raw_sha256 = ? LIMIT 1", raw_sha256
        )
        return str(found) if found is not None else None

    def has_source(self, document_id: str, raw_sha256: str) -> bool:
        """Is it noted that a file with these bytes holds this article?"""
        sql = "SELECT 1 FROM sources WHERE raw_sha256 = ? AND document_id = ?"
        return self._db.value(sql, raw_sha256, document_id) is not None

    def with_text(self, sha256: str) -> str | None:
        """The id of the article with this text."""
        found = self._db.value(
            "SELECT id FROM documents WHERE sha256 = ? ORDER BY position LIMIT 1", sha256
        )
        return str(found) if found is not None else None

    def free_id(self, wanted: str, taken: Container[str] = ()) -> str:
        """``wanted``, or with a suffix where an article already has that id.

        Args:
            taken: further ids that are not free.
        """

        def is_free(name: str) -> bool:
            return name not in taken and self._position(name) is None

        if is_free(wanted):
            return wanted
        number = self._suffixes.get(wanted, 2)  # saved pages are all called index.html
        while not is_free(f"{wanted}-{number}"):
            number += 1
        self._suffixes[wanted] = number
        return f"{wanted}-{number}"

    def _position(self, document_id: str) -> int | None:
        found = self._db.value("SELECT position FROM documents WHERE id = ?", document_id)
        return int(found) if found is not None else None


def _row(document: Document, info: DocumentInfo) -> dict[str, object]:
    """What the table ``documents`` holds of a new article."""
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": as_json(document.published.to_dict()),
        "inspected": as_json(document.inspected.to_dict()),
        "appearances": as_json([a.to_dict() for a in document.appearances]),
        "zones": as_json([z.to_dict() for z in document.zones]),
        "cluster": document.cluster,
        "sha256": document.sha256,
        "raw_sha256": document.raw_sha256,
        "status": info.state.status,
        "flag": int(info.state.flag),
        "note": info.state.note,
        "aside": int(info.state.aside),
        "guideline": info.guideline,
        "label_set": info.label_set,
        "reviewed_elsewhere": as_json(list(info.reviewed_elsewhere)),
        "rules": info.rules,
        "model": info.model,
    }


def _document(columns: list[str], text: str) -> Document:
    id_, title, outlet, url, published, appearances, zones, cluster, raw_sha256, inspected = columns
    return Document(
        id=id_,
        text=text,
        title=title,
        raw_sha256=raw_sha256,
        outlet=outlet,
        url=url,
        published=PartialDate.from_dict(json.loads(published)),
        appearances=tuple(Appearance.from_dict(a) for a in json.loads(appearances)),
        cluster=cluster,
        zones=tuple(Zone.from_dict(z) for z in json.loads(zones)),
        inspected=PartialDate.from_dict(json.loads(inspected)),
    )


def _article_row(row: tuple[object, ...]) -> ArticleRow:
    id_, title, outlet, published, status, flag, aside, unread, *counts = row
    date = PartialDate.from_dict(json.loads(str(published)))
    marks = (bool(mark) for mark in (flag, aside, unread))
    return ArticleRow(id_, title, outlet, date, status, *marks, *counts)  # type: ignore[arg-type]
