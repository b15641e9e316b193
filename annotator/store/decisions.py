"""The append-only decision log, each entry chained to the one before by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from annotator.core.decisions import SILENT, Decision
from annotator.core.history import (
    ASIDE,
    BACK,
    FLAGGED,
    FURNITURE,
    UNFLAGGED,
    Past,
    correction_words,
    standing,
)
from annotator.store.as_json import as_json, from_json
from annotator.store.database import Database
from annotator.store.errors import understood, without_bytes
from annotator.store.migrations import PACE

_COLUMNS = 'n, kind, target, act, before, after, "by", at, ms, batch, undoes'
_START = "0" * 64
#: An act that changes something, as a test of SQL.
_ACTS = "act NOT IN ({})".format(", ".join(f"'{act}'" for act in sorted(SILENT)))
#: How an entry is written to take its hash, for all time.
_CHAINED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, check_circular=False)


def _rating(record: str, value: str) -> str:
    """SQL for what a stored rating says: its subject, and its value or its free wording."""
    free = f"json_extract({record}, '$.value.exact')"
    said = f"CASE {value} WHEN 'free' THEN coalesce({free}, 'free') ELSE {value} END"
    return f"json_extract({record}, '$.subject.exact') || ': ' || {said}"


#: The first decision of each gesture, with the words of what it was about: as the item stands, as
#: it was removed or added, or as it was suggested. A gesture's decisions stand together in the log,
#: so that what came after them is not looked at, however much it was. An undo goes backward, so
#: that the first decision of what it took back is its last.
_PAST = f"""
    SELECT d.gesture, d.act, d.kind, d.target, d.document_id, d."by", d.at,
      coalesce(s.label, json_extract(d.before, '$.label'), json_extract(g.value, '$.label')),
      coalesce(s.exact, {_rating("r.record", "r.value_norm")},
        CASE WHEN json_type(d.after, '$.zones') IS NOT NULL THEN '{FURNITURE}' END,
        CASE json_extract(d.after, '$.aside') WHEN 1 THEN '{ASIDE}' WHEN 0 THEN '{BACK}' END,
        CASE json_extract(d.after, '$.flag') WHEN 1 THEN '{FLAGGED}' WHEN 0 THEN '{UNFLAGGED}' END,
        json_extract(d.before, '$.exact'), json_extract(d.after, '$.exact'),
        {_rating("d.before", "json_extract(d.before, '$.value_norm')")},
        {_rating("g.value", "json_extract(g.value, '$.value_norm')")},
        substr(t.text, json_extract(g.value, '$.start') + 1,
          json_extract(g.value, '$.end') - json_extract(g.value, '$.start'))),
      (SELECT count(*) FROM decisions AS o WHERE o.seq >= d.gesture AND o.seq < h.following),
      (SELECT count(DISTINCT o.document_id) FROM decisions AS o
        WHERE o.seq >= d.gesture AND o.seq < h.following),
      CASE d.act WHEN 'correct' THEN json_array(json(d.before), json(d.after)) END
    FROM (SELECT *, coalesce((SELECT n.seq FROM decisions AS n WHERE n.seq > g.seq
              AND n.gesture != g.seq ORDER BY n.seq LIMIT 1), 9e18) AS following
            FROM decisions AS g WHERE seq = gesture AND NOT imported
            AND {_ACTS} ORDER BY seq DESC LIMIT ?) AS h
    JOIN decisions AS d ON d.seq = CASE h.act WHEN 'undo' THEN
      (SELECT max(o.seq) FROM decisions AS o WHERE o.seq >= h.gesture AND o.seq < h.following
        AND o.document_id = h.document_id AND o.act = 'undo') ELSE h.seq END
    LEFT JOIN spans AS s ON s.document_id = d.document_id AND s.id = d.target
    LEFT JOIN ratings AS r ON r.document_id = d.document_id AND r.id = d.target
    LEFT JOIN suggestions AS g ON g.document_id = d.document_id AND g.item = d.target
    LEFT JOIN texts AS t ON t.document_id = d.document_id
    ORDER BY h.seq DESC"""


_ROW = f"decisions (seq, document_id, {_COLUMNS}, gesture, imported, hash)"


class Decisions:
    """The table ``decisions``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @understood
    def load(self, document_id: str) -> list[Decision]:
        """An article's decisions in order; the project's own ``import`` acts are left out."""
        rows = self._db.rows(
            f"SELECT {_COLUMNS} FROM decisions WHERE document_id = ? AND n IS NOT NULL ORDER BY n",
            document_id,
        )
        return _decisions(rows)

    @understood
    def of_gesture(self, gesture: int) -> dict[str, list[Decision]]:
        """The decisions of one gesture by article, in the order in which they were written."""
        rows = self._db.rows(
            f"SELECT document_id, {_COLUMNS} FROM decisions WHERE seq >= ? AND gesture = ? "
            "AND n IS NOT NULL ORDER BY seq",
            gesture,
            gesture,
        )
        found: dict[str, list[Decision]] = {}
        for document_id, *columns in rows:
            found.setdefault(document_id, []).extend(_decisions([tuple(columns)]))
        return found

    @understood
    def last_n(self, document_id: str) -> int:
        """The number of the article's last decision, 0 where there is none."""
        return int(
            self._db.value("SELECT max(n) FROM decisions WHERE document_id = ?", document_id) or 0
        )

    @understood
    def last_batch(self, document_id: str) -> int:
        """The number of the article's last batch, 0 where there is none."""
        sql = "SELECT max(batch) FROM decisions WHERE document_id = ?"
        return int(self._db.value(sql, document_id) or 0)

    def append_gesture(self, by_article: Iterable[tuple[str, Iterable[Decision]]]) -> None:
        """Write what one gesture decided in one or more articles; in a transaction.

        Its number, which all of them share, is the ``seq`` of its first decision.
        """
        self.append(by_article, gesture=self.tail()[0] + 1)

    def append(
        self,
        by_article: Iterable[tuple[str, Iterable[Decision]]],
        *,
        imported: bool = False,
        gesture: int | None = None,
    ) -> None:
        """Write the decisions of articles; the caller holds the transaction.

        Args:
            gesture: that they belong to; None: those of one batch are one.
        """
        seq, head = self.tail()
        whole_from = self._whole_from()
        rows = []
        for document_id, decisions in by_article:
            batches: dict[int, int] = {}
            for decision in decisions:
                seq += 1
                own = seq if decision.batch is None else batches.setdefault(decision.batch, seq)
                own = own if gesture is None else gesture
                place = Place(seq, document_id, own, imported)
                head = chained(head, place, decision, whole=seq >= whole_from)
                rows.append((seq, document_id, *_values(decision), own, int(imported), head))
        self._db.insert(_ROW, rows)

    def gestures_backward(self) -> Iterator[tuple[int, str]]:
        """(gesture, act) of what people did in this project, newest first, a row a gesture."""
        with self._db.errors():
            yield from self._db.conn.execute(
                "SELECT gesture, act FROM decisions WHERE seq = gesture AND NOT imported "
                f"AND {_ACTS} ORDER BY seq DESC"
            )

    @understood
    def past(self, limit: int) -> list[Past]:
        """The newest gestures of people in this project, newest first."""
        stands = set(standing(islice(self.gestures_backward(), limit)))
        rows = self._db.rows(_PAST, limit)
        return [_past(row, stands) for row in rows]

    def mentioned(self, document_id: str) -> set[str]:
        """Ids of the items that any decision (other than a skip) is about or speaks of.

        An undo may bring back a rating as it was, so the spans that it pointed to count too.
        """
        rows = self._db.rows(
            "WITH mine AS (SELECT * FROM decisions WHERE document_id = ? AND act != 'skip') "
            "SELECT target FROM mine "
            "UNION SELECT j.atom FROM mine, json_tree(mine.before) AS j WHERE j.key = 'span' "
            "UNION SELECT j.atom FROM mine, json_tree(mine.after) AS j WHERE j.key = 'span'",
            document_id,
        )
        return {row[0] for row in rows if row[0] is not None}

    def head(self) -> str:
        """The hash of the last entry: whoever knows it knows the whole log."""
        return self.tail()[1]

    @understood
    def pace(self) -> tuple[int, int | None]:
        """How many decisions people made here, and the median milliseconds of those timed.

        The median is exact to a tenth of a second, None where none was timed.
        """
        rows = self._db.rows("SELECT tenths, decisions FROM pace ORDER BY tenths")
        timed = [row for row in rows if row[0] > 0]
        left = sum(count for _, count in timed) // 2
        for tenths, count in timed:
            if left < count:
                return sum(count for _, count in rows), tenths * 100
            left -= count
        return sum(count for _, count in rows), None

    def pace_differs(self) -> bool:
        """Is the kept pace not what the log says?"""
        said = self._db.rows(f"{PACE} ORDER BY 1")
        return said != self._db.rows("SELECT tenths, decisions FROM pace ORDER BY 1")

    def broken_link(self) -> int | None:
        """The ``seq`` of the first entry whose hash does not follow from the one before."""
        with self._db.errors():
            return self._broken_link()

    @understood
    def _broken_link(self) -> int | None:
        head, expected, whole_from = _START, 1, self._whole_from()
        rows = self._db.conn.execute(
            f"SELECT seq, document_id, gesture, imported, hash, {_COLUMNS} FROM decisions "
            "ORDER BY seq"
        )
        for seq, document_id, gesture, imported, stored, *columns in rows:
            place = Place(seq, document_id, gesture, bool(imported))
            try:
                (decision,) = _decisions([tuple(columns)])
                head = chained(head, place, decision, whole=seq >= whole_from)
            except (ValueError, TypeError):  # its values are no JSON any more
                return int(seq)
            if seq != expected or head != stored:
                return int(seq)
            expected += 1
        return None

    def imports(self, document_id: str) -> list[str]:
        """What the project's own acts say of where an article came from, as JSON."""
        rows = self._db.rows(
            "SELECT after FROM decisions WHERE document_id = ? AND n IS NULL "
            "AND act = 'import' ORDER BY seq",
            document_id,
        )
        return [row[0] for row in rows]

    def articles_from(self, seq: int) -> set[str]:
        """Ids of the articles with an entry at this place of the log or after it."""
        sql = "SELECT DISTINCT document_id FROM decisions WHERE seq >= ? AND n IS NOT NULL"
        return {row[0] for row in self._db.rows(sql, seq)}

    def count_pace(self) -> None:
        """Count anew what ``pace`` tells."""
        with self._db.writing():
            self._db.conn.execute("DELETE FROM pace")
            self._db.conn.execute(f"INSERT INTO pace {PACE}")

    def entry(self, head: str) -> int | None:
        """The place of the entry with this hash, or whose hash begins so; None without one."""
        sql = "SELECT seq FROM decisions WHERE substr(hash, 1, ?) = ? ORDER BY seq DESC LIMIT 1"
        found = self._db.value(sql, len(head), head)
        return None if found is None else int(found)

    def with_gaps(self) -> list[str]:
        """Ids of the articles of whose decisions some are missing."""
        rows = self._db.rows(
            "SELECT document_id FROM decisions GROUP BY document_id "
            "HAVING coalesce(max(n), 0) != count(n)"
        )
        return [row[0] for row in rows]

    @understood
    def lost_end(self) -> int:
        """How many of the newest entries are missing: SQLite remembers the highest ``seq``."""
        highest = self._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'decisions'")
        return int(highest or 0) - self.tail()[0]

    def _whole_from(self) -> int:
        """The ``seq`` from which on hashes cover all of an entry; before m004 they did not."""
        found = self._db.value("SELECT value FROM project WHERE key = 'chain'")
        return int(found) if str(found).isdigit() else 1

    @understood
    def tail(self) -> tuple[int, str]:
        """Place and hash of the last entry."""
        rows = self._db.rows("SELECT seq, hash FROM decisions ORDER BY seq DESC LIMIT 1")
        seq, head = without_bytes(rows[0]) if rows else (0, _START)
        return int(seq), str(head)


class Place(NamedTuple):
    """Where an entry stands in the log: what its decision does not say itself."""

    seq: int
    document_id: str
    gesture: int
    imported: bool


def chained(head: str, place: Place, decision: Decision, *, whole: bool = True) -> str:
    """The hash of an entry: sha256 over the one before and all that the entry says.

    Args:
        whole: False for entries from before m004, whose hashes left out gesture and ``imported``.
    """
    where = list(place) if whole else [place.document_id]
    said = _CHAINED.encode([head, *where, decision.to_dict()])
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def _values(decision: Decision) -> tuple[object, ...]:
    """What a row holds of a decision, in the order of ``_COLUMNS``."""
    before = None if decision.before is None else as_json(decision.before)
    after = None if decision.after is None else as_json(decision.after)
    what = (decision.n, decision.kind, decision.target, decision.act, before, after)
    return (*what, decision.by, decision.at, decision.ms, decision.batch, decision.undoes)


def _decisions(rows: Iterable[tuple[Any, ...]]) -> list[Decision]:
    """Rows with ``_COLUMNS`` as values."""
    rows = [without_bytes(row) for row in rows]
    said = zip(rows, *(from_json([row[column] for row in rows]) for column in (4, 5)), strict=True)
    return [
        Decision(n, kind, target, act, before, after, by, at, ms, batch, undoes)
        for (n, kind, target, act, _, _, by, at, ms, batch, undoes), before, after in said
    ]


def _past(row: tuple[Any, ...], stands: set[int]) -> Past:
    gesture, act, kind, target, document_id, by, at, label, words, *counts, change = row
    decisions, articles = counts
    before, after = json.loads(change) if change and kind != "article" else ({}, {})
    return Past(
        gesture=gesture,
        act=act,
        kind=kind,
        target=target,
        document_id=document_id,
        label=label or "",
        words=" ".join((words or "").split()),
        decisions=decisions,
        articles=articles,
        by=by,
        at=at,
        stands=gesture in stands,
        change=correction_words(before or {}, after or {}),
    )
