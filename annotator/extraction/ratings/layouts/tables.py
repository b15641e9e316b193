"""Tables of grades: "| Safe | Good | Inadequate |" under "| Area | 2024 | 2022 |"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.focus import Focus

_BARS = frozenset(["|", "\t", "¦"])
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class _Row:
    """The cells of one line, as word ranges."""

    line: int
    cells: list[tuple[int, int]]


class Tables:
    """Signs candidates that fill a cell, with what row and column say of them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._over = knowledge.words.set("grammar", "brackets.over")

    def judge(self, article: Article, candidates: list[Candidate], focus: Focus) -> None:
        """Sets sign, subject and status of every candidate that fills a cell."""
        by_start = {c.start: c for c in candidates}
        head: _Row | None = None
        last = -2
        for row in _rows(article):
            graded = [
                (n, by_start[a])
                for n, (a, b) in enumerate(row.cells)
                if a in by_start and by_start[a].end == b
            ]
            if row.line != last + 1:
                head = None
            last = row.line
            if not graded:
                head = row
            for number, candidate in graded:
                if number or len(graded) > 1:
                    self._set(article, candidate, number, row, head, focus)

    def _set(
        self,
        article: Article,
        candidate: Candidate,
        number: int,
        row: _Row,
        head: _Row | None,
        focus: Focus,
    ) -> None:
        candidate.sign, candidate.score = "table-cell", 0.86
        column = head.cells[number] if head and number < len(head.cells) else None
        for cell in (column, row.cells[0]):
            named = [f for f in article.inside(*cell) if focus.eligible(f)] if cell else []
            if named:
                candidate.subjects = [Subject(named[0], None, "table", 0.9)]
                break
        if head and column and self._is_older(article, column, head):
            candidate.status, candidate.fixed = "previous", True

    def _is_older(self, article: Article, column: tuple[int, int], head: _Row) -> bool:
        """Is the column headed as the grade before, or with a year before another column's?"""
        words = article.lowers[slice(*column)]
        if self._over & set(words):
            return True
        mine = [int(w) for w in words if _YEAR.fullmatch(w)]
        others = [
            int(w)
            for cell in head.cells
            for w in article.lowers[slice(*cell)]
            if _YEAR.fullmatch(w)
        ]
        return bool(mine) and max(mine) < max(others)


def _rows(article: Article) -> Iterator[_Row]:
    for number, (first, last) in enumerate(article.lines):
        bars = [i for i in range(first, last) if article.words[i] in _BARS]
        if not bars:
            continue
        edges = [first - 1, *bars, last]
        cells = [(a + 1, b) for a, b in itertools.pairwise(edges)]
        if bars[0] == first:
            cells = cells[1:]
        yield _Row(number, cells)
