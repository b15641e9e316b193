"""The articles of a list, read a hundred at a time as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.core.documents import PartialDate
from annotator.core.wording import counted
from annotator.gui.panels.plain import tip
from annotator.gui.panels.wording import date_words

#: How many rows are read at once.
CHUNK = 100

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOT_READ = "not read yet"
ROW_ROLE = int(Role.UserRole)
ID_ROLE = ROW_ROLE + 1


class Row(Protocol):
    """What is shown of an article; ``ArticleRow`` of the store fits."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> PartialDate: ...
    @property
    def status(self) -> str: ...
    @property
    def flag(self) -> bool: ...
    @property
    def aside(self) -> bool: ...
    @property
    def unread(self) -> bool: ...
    @property
    def open(self) -> int: ...
    @property
    def decided(self) -> int: ...


FetchRows = Callable[[list[str]], Sequence[Row]]


class ArticleListModel(QAbstractListModel):
    """Ids are known at once, rows only once they are looked at."""

    def __init__(self, fetch_rows: FetchRows) -> None:
        """``fetch_rows`` gives the rows of some ids; it may leave out one that is gone."""
        super().__init__()
        self._fetch_rows = fetch_rows
        self._ids: list[str] = []
        self._rows: dict[str, Row] = {}

    @property
    def ids(self) -> list[str]:
        return self._ids

    def set_ids(self, ids: list[str]) -> None:
        """Show other articles; what was read before is read anew."""
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = {}
        self.endResetModel()

    def refresh(self, ids: Iterable[str] | None) -> None:
        """Read some articles again when they are next seen (None: all)."""
        if ids is None:
            self._rows = {}
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for article in ids:
            if self._rows.pop(article, None) is not None:
                index = self.index_of(article)
                self.dataChanged.emit(index, index)

    def index_of(self, article: str | None) -> QModelIndex:
        """Where an article stands; an invalid index where it does not."""
        try:
            return self.index(self._ids.index(article))  # type: ignore[arg-type]
        except ValueError:
            return QModelIndex()

    def row_at(self, number: int) -> Row | None:
        """The row at a place; None where the article is gone."""
        article = self._ids[number]
        if article not in self._rows:
            start = number - number % CHUNK
            wanted = [a for a in self._ids[start : start + CHUNK] if a not in self._rows]
            self._rows.update((row.id, row) for row in self._fetch_rows(wanted))
        return self._rows.get(article)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in _READERS:
            return None
        row = self.row_at(index.row())
        return None if row is None else _READERS[role](row)


def place_words(row: Row) -> str:
    """Outlet and date; the article's id where no outlet is known."""
    date = date_words(row.published.value)
    return " · ".join(part for part in (row.outlet or row.id, date) if part)


def title_of(row: Row) -> str:
    return " ".join(row.title.split()) or row.id


def is_unread(row: Row) -> bool:
    """Does it wait for the extractor? Then 0 open would promise that nothing is to be done."""
    return row.unread and not (row.open or row.decided)


def spoken(row: Row) -> str:
    """The whole row as a screen reader says it."""
    left = NOT_READ if is_unread(row) else counted(row.open, "open suggestion")
    state = "complete" if row.status == "complete" else left
    parts = [title_of(row), place_words(row), state, f"{row.decided:,} decided"]
    return ", ".join(parts + ["flagged"] * row.flag + ["set aside"] * row.aside)


def _tip(row: Row) -> str:
    left = NOT_READ.capitalize() if is_unread(row) else f"{row.open:,} open"
    state = "Complete" if row.status == "complete" else left
    flag = "\nFlagged for a second look" if row.flag else ""
    flag += "\nSet aside" if row.aside else ""
    return tip(f"{title_of(row)}\n{state}, {row.decided:,} decided{flag}")


_READERS: dict[int, Callable[[Row], Any]] = {
    int(Role.DisplayRole): title_of,
    int(Role.AccessibleTextRole): spoken,
    int(Role.ToolTipRole): _tip,
    ROW_ROLE: lambda row: row,
}
