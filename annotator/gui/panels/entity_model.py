"""The entities of the article: spans with the same label and words are one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.core.labels import Label, LabelSet
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.core.wording import counted, per_cent
from annotator.gui.panels.card_content import one_line
from annotator.gui.panels.plain import tip

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ENTITY_ROLE = int(Role.UserRole)
_RATING = "RATING"

#: Label and words: what the rows are grouped by.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity.

    Attributes:
        spans: ids of its mentions, in the order of the text.
        target: the first open mention, else the first.
        score: of that mention's suggestion; None where a person decided on it or carried it over.
        notes: what was noted on its mentions.
    """

    label: str
    text: str
    spans: tuple[str, ...]
    open: int
    target: str
    score: float | None
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.text} ×{len(self.spans):,}" if len(self.spans) > 1 else self.text

    @property
    def corner(self) -> str:
        """A tick, how many mentions are decided, or the score."""
        if not self.open:
            return "✓"
        done = len(self.spans) - self.open
        return f"{done} of {len(self.spans)}" if done else per_cent(self.score)


class EntityModel(QAbstractListModel):
    """Rows by label, in the order of the label set, then by first mention.

    RATING spans are left out where a rating uses them: its card shows them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[EntityRow] = []
        self._row_of: dict[str, int] = {}
        self._used: frozenset[str | None] = frozenset()
        self._scores: Mapping[str, float | None] = {}
        self._labels: LabelSet | None = None
        self._review: Review | None = None

    @property
    def rows(self) -> tuple[EntityRow, ...]:
        return tuple(self._rows)

    def label(self, label_id: str) -> Label | None:
        return self._labels.get(label_id) if self._labels else None

    def show_review(
        self, review: Review | None, scores: Mapping[str, float | None], labels: LabelSet
    ) -> None:
        self._scores, self._labels = scores, labels
        self._review = review
        self._reset(self._grouped(review))

    def set_labels(self, labels: LabelSet) -> None:
        """Other names, keys, colours or another order of the labels."""
        self._labels = labels
        self._reset(self._grouped(self._review))

    def refresh(self, review: Review | None, items: Iterable[str]) -> None:
        """Show the new state; ``items`` were touched. Only rows that changed are redrawn."""
        self._review = review
        if review is not None and self._can_stay(review, items := list(items)):
            for number in sorted({self._row_of[item] for item in items if item in self._row_of}):
                row = self._rows[number]
                spans = [review.spans[span] for span in row.spans]
                self._rows[number] = self._row((row.label, row.text), spans)
                self.dataChanged.emit(self.index(number), self.index(number))
            return
        rows = self._grouped(review)
        if [row.spans for row in rows] != [row.spans for row in self._rows]:
            self._reset(rows)
            return
        old, self._rows = self._rows, rows
        for number, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number), self.index(number))

    def index_of(self, span_id: str | None) -> QModelIndex:
        """The row of a span; an invalid index where it is in none."""
        number = self._row_of.get(span_id or "")
        return QModelIndex() if number is None else self.index(number)

    def note_of(self, item_id: str | None) -> str:
        """The note on a span, "" where there is none; on the article where nothing is chosen.

        The note on a rating stands on its card.
        """
        review = self._review
        if review is None:
            return ""
        if item_id is None:
            return review.note or ""
        span = review.spans.get(item_id)
        return (span.note or "") if span is not None else ""

    def counts(self) -> tuple[int, int]:
        """How many mentions are decided, and how many there are."""
        total = sum(len(row.spans) for row in self._rows)
        return total - sum(row.open for row in self._rows), total

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.DisplayRole:
            return row.words
        if role == ENTITY_ROLE:
            return row
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            said = self._spoken(row)
            return tip(said) if role == Role.ToolTipRole else said
        return None

    def _spoken(self, row: EntityRow) -> str:
        label = self.label(row.label)
        mentions = counted(len(row.spans), "mention")
        state = f"{row.open:,} open" if row.open else "decided"
        notes = "".join(f"\nNote: {note}" for note in row.notes)
        return f"{label.name if label else row.label}: {row.text}, {mentions}, {state}{notes}"

    def _reset(self, rows: list[EntityRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._row_of = {span: number for number, row in enumerate(rows) for span in row.spans}
        self.endResetModel()

    def _can_stay(self, review: Review, items: list[str]) -> bool:
        """Are all these still in the rows where they were?"""
        if _used_by_ratings(review) != self._used or not items:
            return False
        for item in items:
            span, number = review.spans.get(item), self._row_of.get(item)
            hidden = span is None or (span.label == _RATING and span.id in self._used)
            if number is None and hidden:
                continue  # a rating, or a judgement that its card shows
            if number is None or span is None:
                return False
            row = self._rows[number]
            if (span.label, one_line(span.exact)) != (row.label, row.text):
                return False
        return True

    def _grouped(self, review: Review | None) -> list[EntityRow]:
        if review is None:
            return []
        self._used = _used_by_ratings(review)
        groups: dict[Key, list[Span]] = {}
        for span in review.spans_in_order():
            if span.label == _RATING and span.id in self._used:
                continue
            groups.setdefault((span.label, one_line(span.exact)), []).append(span)
        order = {label.id: number for number, label in enumerate(self._labels or ())}
        order[_RATING] = len(order)
        keys = sorted(groups, key=lambda key: order.get(key[0], len(order)))
        return [self._row(key, groups[key]) for key in keys]

    def _row(self, key: Key, spans: list[Span]) -> EntityRow:
        waiting = [span.id for span in spans if span.is_open]
        target = next((span for span in spans if span.is_open), spans[0])
        score = self._scores.get(target.id) if target.state == "suggested" else None
        ids = tuple(span.id for span in spans)
        notes = tuple(span.note for span in spans if span.note)
        return EntityRow(*key, ids, len(waiting), target.id, score, notes)


def _used_by_ratings(review: Review) -> frozenset[str | None]:
    """Ids of the spans that are the words of a rating's judgement."""
    return frozenset(r.value.span for r in review.ratings.values() if r.value is not None)
