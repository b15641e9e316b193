"""The new articles of one turn of an import."""

from __future__ import annotations

import time
from dataclasses import replace

from annotator.core.changes import Imported
from annotator.core.decisions import Decision
from annotator.core.gold import GoldLine
from annotator.session.near_copies import NearCopies, NearCopy
from annotator.store.project import Project

#: What is written in one turn, so that it takes no longer than a key press may wait: in code
#: points; an item with its decision costs as much as some hundred, and to compare a text as much as
#: some of it.
_FULL, _ROW, _COMPARED = 160_000, 250, 5
#: For so long articles are looked at, where that takes longer than their size tells.
_LONGEST_SECONDS = 0.025


class Turn:
    """Articles that wait to be written together, which costs less than one after the other.

    Attributes:
        ids: of those that wait.
    """

    def __init__(self, project: Project, copies: NearCopies) -> None:
        self._project = project
        self._copies = copies
        self._waiting: list[tuple[GoldLine, Decision]] = []
        self._sums: set[str] = set()
        self._near: dict[str, NearCopy] = {}
        self._size = 0
        self._since = time.monotonic()
        self.ids: set[str] = set()

    def add(self, line: GoldLine, act: Decision) -> None:
        """Let a new article wait.

        Args:
            act: the project's own ``import`` act.
        """
        self._waiting.append((line, act))
        self._sums |= {line.document.sha256, line.document.raw_sha256}
        self.ids.add(line.document.id)
        text = len(line.document.text) * (1 if line.line_sha256 else _COMPARED)
        items = len(line.suggestions) + len(line.spans) + len(line.ratings)
        self._size += text + _ROW * max(items, len(line.decisions))

    @property
    def is_full(self) -> bool:
        """Is it time to give the write lock back?"""
        return self._size >= _FULL or time.monotonic() - self._since > _LONGEST_SECONDS

    def look_for(self, line: GoldLine) -> None:
        """Write what waits if this article may be among it, so that the project tells."""
        if not self._sums.isdisjoint((line.document.sha256, line.document.raw_sha256)):
            self.write()

    def write(self) -> None:
        """Write what waits, and compare it; the caller holds the transaction."""
        if not self._waiting:
            return
        self._project.add(*self._waiting)
        for line, _ in self._waiting:
            near = self._copies.take_in(line.document, joins=line.line_sha256 is None)
            if near:
                self._near[line.document.id] = near
        self._waiting, self._sums, self.ids = [], set(), set()

    def told(self, done: Imported) -> Imported:
        """What became of an article, with what the comparison found."""
        near = self._near.get(done.document_id or "") if done.outcome == "added" else None
        if near is None:
            return done
        detail = f"{near}; {done.detail}" if done.detail else str(near)
        return replace(done, detail=detail, is_near_copy=True)
