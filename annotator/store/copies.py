"""What near copies are found by, and the clusters that they make."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.store.database import Database

#: A slot that more articles have than this is a phrase of the trade, and says little.
_COMMON = 50
#: So many slots are stored in one transaction, so that a key press never waits.
_AT_ONCE = 6_000


class Copies:
    """The table ``slots`` and the column ``documents.cluster``.

    Slots lie at random places of their table: each that is stored by itself rewrites a page of the
    file, and in a large project no two share one. So they wait here until many are stored together,
    in the order of the table (``settle``), and are found here until then. If the program dies in
    between, their articles count as ``missing``.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: dict[int, Sequence[int]] = {}  # position of the article -> slots
        self._holders: dict[int, list[int]] = {}  # slot -> positions of those that wait
        self._newest = 0  # position of the last article when the first of them began to wait

    @property
    def waiting(self) -> int:
        """Of how many articles the slots wait to be stored."""
        return len(self._waiting)

    def keep(self, document_id: str, slots: Sequence[int]) -> None:
        """Note the slots of a stored article (signed 64 bit each), until they are stored."""
        position = self._db.value("SELECT position FROM documents WHERE id = ?", document_id)
        if position in self._waiting:
            return
        if not self._waiting:
            self._newest = self._db.value("SELECT max(position) FROM documents")
        self._waiting[position] = slots
        for slot in slots:
            self._holders.setdefault(slot, []).append(position)

    def take_back(self, waiting: int) -> None:
        """Let only the first so many articles wait: the transaction of the others failed."""
        while len(self._waiting) > waiting:
            _, slots = self._waiting.popitem()
            for slot in slots:
                self._holders[slot].pop()

    def settle(self, made_by: str) -> Iterator[None]:
        """Store what waits; yields after each of several transactions.

        Where another program added articles meanwhile, what waited here was not found from there:
        the articles of both have their slots then, but those from here count as ``missing``.

        Args:
            made_by: the rule that made the slots.

        Raises:
            ProjectError: it cannot be written; all of it waits on.
        """
        if not self._waiting:
            return
        rows = sorted((slot, place) for place, slots in self._waiting.items() for slot in slots)
        for first in range(0, len(rows), _AT_ONCE):
            with self._db.writing():
                self._db.conn.executemany(
                    "INSERT OR IGNORE INTO slots VALUES (?, ?)", rows[first : first + _AT_ONCE]
                )
            yield
        with self._db.writing():
            if not self._have_others_come():
                self._db.conn.executemany(
                    "UPDATE documents SET compared = ? WHERE position = ?",
                    [(made_by, place) for place in self._waiting],
                )
        self._waiting, self._holders = {}, {}

    def _have_others_come(self) -> bool:
        """Are there newer articles than those that wait here, and are not among them?"""
        newer = "SELECT count(*) FROM documents WHERE position > ?"
        own = sum(place > self._newest for place in self._waiting)
        return int(self._db.value(newer, self._newest)) > own

    def sharing(self, slots: Sequence[int], *, at_least: int, most: int) -> list[str]:
        """Ids of the articles with so many of these slots, the likeliest first.

        A slot counts the less the more articles have it. However many articles there are, no
        more than ``_COMMON`` of a slot are looked at.
        """
        shared: Counter[int] = Counter()
        weight: Counter[int] = Counter()
        for positions in self._holding(slots):
            for position in positions:
                shared[position] += 1
                weight[position] += 1_000_000 // len(positions)
        likely = [place for place, _ in weight.most_common() if shared[place] >= at_least]
        name = "SELECT id FROM documents WHERE position = ?"
        return [self._db.value(name, place) for place in likely[:most]]

    def _holding(self, slots: Sequence[int]) -> Iterable[list[int]]:
        """For each slot that any article has, the positions of the first that have it."""
        marks, most = ",".join("?" * len(slots)), _COMMON * len(slots)
        sql = f"SELECT slot, position FROM slots WHERE slot IN ({marks}) LIMIT ?"
        rows = self._db.rows(sql, *slots, most)
        if len(rows) == most:  # some are too common to be read to their end
            sql = "SELECT slot, position FROM slots WHERE slot = ? LIMIT ?"
            rows = [row for slot in slots for row in self._db.rows(sql, slot, _COMMON)]
        found: dict[int, list[int]] = {}
        for slot, position in rows:
            found.setdefault(slot, []).append(position)
        for slot in slots:
            if waiting := self._holders.get(slot):
                found.setdefault(slot, []).extend(waiting[:_COMMON])
        return found.values()

    def missing(self, made_by: str) -> list[str]:
        """Ids of the articles whose slots were never made, or by other rules."""
        sql = "SELECT id FROM documents WHERE compared IS NOT ? ORDER BY position"
        return [row[0] for row in self._db.rows(sql, made_by)]

    def has_older(self, made_by: str) -> bool:
        """Are there slots that other rules made?"""
        sql = "SELECT 1 FROM documents WHERE compared IS NOT NULL AND compared != ? LIMIT 1"
        return self._db.value(sql, made_by) is not None

    def forget(self) -> None:
        """Forget all slots, so that they are made anew; clusters stay."""
        with self._db.writing():
            self._db.conn.execute("DELETE FROM slots")
            self._db.conn.execute("UPDATE documents SET compared = NULL")

    def cluster_of(self, document_id: str) -> str | None:
        """The cluster of an article, None where it has no near copies."""
        sql = "SELECT cluster FROM documents WHERE id = ?"
        return self._db.value(sql, document_id)  # type: ignore[no-any-return]

    def members(self, cluster: str) -> list[str]:
        """Ids of the articles of a cluster that are not aside, in the order of import."""
        sql = "SELECT id FROM documents WHERE cluster = ? AND NOT aside ORDER BY position"
        return [row[0] for row in self._db.rows(sql, cluster)]

    def join(self, ids: Sequence[str]) -> str:
        """Make near copies one cluster with all that are clustered with them; returns its id.

        It keeps the id of the cluster that began first; a new one is called after its first
        article. The caller holds the transaction.
        """
        rows = self._db.rows(
            "SELECT id, cluster FROM documents WHERE id IN (SELECT value FROM json_each(?)) "
            "ORDER BY position",
            json.dumps(list(ids)),
        )
        former = {cluster for _, cluster in rows if cluster is not None}
        begun = [(self._begins(cluster), cluster) for cluster in former]
        name = str(min(begun)[1]) if begun else self._free_name(rows[0][0])
        for cluster in former - {name}:
            self._db.conn.execute(
                "UPDATE documents SET cluster = ? WHERE cluster = ?", (name, cluster)
            )
        for document_id, cluster in rows:
            if cluster is None:
                self._db.conn.execute(
                    "UPDATE documents SET cluster = ? WHERE id = ?", (name, document_id)
                )
        return name

    def clusters(self) -> list[tuple[str, list[str]]]:
        """Every cluster with the ids of its articles, in the order in which they began.

        Without those that are aside; one article alone is no cluster.
        """
        rows = self._db.rows(
            "SELECT cluster, id FROM documents WHERE cluster IS NOT NULL AND NOT aside "
            "ORDER BY position"
        )
        found: dict[str, list[str]] = {}
        for cluster, document_id in rows:
            found.setdefault(cluster, []).append(document_id)
        return [(cluster, ids) for cluster, ids in found.items() if len(ids) > 1]

    def _begins(self, cluster: str) -> int:
        sql = "SELECT min(position) FROM documents WHERE cluster = ?"
        return int(self._db.value(sql, cluster))

    def _free_name(self, wanted: str) -> str:
        """``wanted``, or with a suffix where a file has already called a cluster so."""
        name, number = wanted, 2
        taken = "SELECT 1 FROM documents WHERE cluster = ? LIMIT 1"
        while self._db.value(taken, name) is not None:
            name, number = f"{wanted}-{number}", number + 1
        return name
