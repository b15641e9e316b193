"""Places in articles, one below the other, with the words around them: a concordance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.documents import Document
from annotator.core.labels import Label
from annotator.gui.panels import drawing
from annotator.gui.panels.card_content import one_line
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.list_view import PanelListView, draw_ground
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import LIGHT, Theme, label_colours

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PLACE_ROLE = int(Role.UserRole)
#: How many characters around the words are kept; more than any window shows.
AROUND = 160
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Place:
    """One place of an article: its words, what stands left and right of them, and whose it is.

    Attributes:
        key: whatever the owner of the list wants to know it by.
        article: id of its article; places of one article stand together, under its ``title``.
            Where something else holds places together, both are what is said of that.
        note: a word at the right edge ("GPE", "not marked").
    """

    key: object
    article: str
    title: str
    left: str
    words: str
    right: str
    note: str = ""


def place_at(key: object, document: Document, start: int, end: int, note: str = "") -> Place:
    """The place ``[start, end)`` (code points) of an article with what stands around it."""
    text, title = document.text, document.title or document.id
    left = one_line(text[max(0, start - AROUND) : start])
    right = one_line(text[end : end + AROUND])
    gap_left = " " if text[max(0, start - 1) : start].isspace() else ""
    gap_right = " " if text[end : end + 1].isspace() else ""
    return Place(
        key, document.id, title, left + gap_left, one_line(text[start:end]), gap_right + right, note
    )


class ConcordanceModel(QAbstractListModel):
    """Places under the titles of their articles; each may carry a tick."""

    def __init__(self, *, with_ticks: bool) -> None:
        super().__init__()
        self.with_ticks = with_ticks
        self._rows: list[Place | str] = []
        self._ticked: set[object] = set()

    @property
    def places(self) -> list[Place]:
        return [row for row in self._rows if isinstance(row, Place)]

    def clear(self) -> None:
        self.beginResetModel()
        self._rows, self._ticked = [], set()
        self.endResetModel()

    def append(self, places: Sequence[Place], ticked: Iterable[object] = ()) -> None:
        """Add places at the end; a title goes before the first of each article."""
        rows: list[Place | str] = []
        last = next((r.article for r in reversed(self._rows) if isinstance(r, Place)), None)
        for place in places:
            if place.article != last:
                rows.append(place.title)
            last = place.article
            rows.append(place)
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self._ticked |= set(ticked)
        self.endInsertRows()

    def is_ticked(self, place: Place) -> bool:
        return place.key in self._ticked

    def ticked(self) -> list[object]:
        """Keys of the ticked places, in their order."""
        return [place.key for place in self.places if self.is_ticked(place)]

    def toggle(self, index: AnyIndex) -> None:
        """Tick a place, or take the tick away; on a title, all places under it."""
        group = self._group(index.row())
        keys = {place.key for place in group}
        self._ticked = self._ticked - keys if keys <= self._ticked else self._ticked | keys
        last = index.row() + len(group)
        self.dataChanged.emit(self.index(index.row()), self.index(min(last, len(self._rows) - 1)))

    def tick_all(self, ticked: bool) -> None:
        self._ticked = {place.key for place in self.places} if ticked else set()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Keys pass over titles, unless a title ticks what is under it."""
        is_title = index.isValid() and isinstance(self._rows[index.row()], str)
        return super().flags(index) if self.with_ticks or not is_title else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == PLACE_ROLE:
            return row
        if role == Role.AccessibleTextRole:
            return self._spoken(row, self._group(index.row())[:1])
        if role == Role.DisplayRole:
            return row if isinstance(row, str) else f"{row.left}{row.words}{row.right}"
        return None

    def _group(self, number: int) -> list[Place]:
        row = self._rows[number]
        if isinstance(row, Place):
            return [row]
        group: list[Place] = []
        for below in self._rows[number + 1 :]:
            if isinstance(below, str):
                break
            group.append(below)
        return group

    def _spoken(self, row: Place | str, group: list[Place]) -> str:
        """A heading that is no article's says itself what stands below it."""
        if isinstance(row, str):
            return row if any(place.article == row for place in group) else f"Article: {row}"
        near = f"{row.left[-40:]}{row.words}{row.right[:40]}"
        said = [near, row.note]
        if self.with_ticks:
            said.append("ticked" if self.is_ticked(row) else "not ticked")
        return ", ".join(part for part in said if part)


class Concordance(PanelListView):
    """Arrow keys look around, Enter opens, Space ticks.

    Signals:
        opened(QModelIndex): Enter or a click (inherited; not emitted for a title).
        ticks_changed(): a tick was set or taken away.
    """

    ticks_changed = Signal()

    def __init__(self, name: str, *, with_ticks: bool = False) -> None:
        self.places = ConcordanceModel(with_ticks=with_ticks)
        self._delegate = _Delegate()
        super().__init__(name, self.places, self._delegate)
        self._delegate.setParent(self)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme, label: Label | None = None) -> None:
        """Colours and sizes; the words stand on the label's tint where one is named."""
        self._delegate.set_theme(theme, label)
        self.setStyleSheet(f"QTableView {{ background: {theme.panel}; border: 0; }}")
        self.set_row_height(px(28))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.places.with_ticks and event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif self.places.with_ticks and event.key() in ENTER_KEYS:
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.places.with_ticks:
            self._toggle(self.indexAt(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self.places.toggle(index)
            self.ticks_changed.emit()

    def _open(self, index: QModelIndex) -> None:
        if isinstance(index.data(PLACE_ROLE), Place):
            super()._open(index)


class _Delegate(QStyledItemDelegate):
    """The words of all rows stand below each other, so that the eye runs down one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._label: Label | None = None

    def set_theme(self, theme: Theme, label: Label | None) -> None:
        self._theme, self._label = theme, label

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = draw_ground(painter, option, self._theme, px(16)).adjusted(px(16), 0, -px(16), 0)
        row = index.data(PLACE_ROLE)
        if isinstance(row, str):
            drawing.draw_text(painter, area, row, ui_font(13, 600), self._theme.ink)
        elif row is not None:
            model = index.model()
            if isinstance(model, ConcordanceModel) and model.with_ticks:
                drawing.draw_tick(painter, area, model.is_ticked(row), self._theme)
                area.adjust(px(28), 0, 0, 0)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            self._draw_place(painter, area, row, chosen)
        painter.restore()

    def _draw_place(self, painter: QPainter, area: QRectF, place: Place, chosen: bool) -> None:
        theme, font = self._theme, ui_font(13)
        ink, tint = theme.ink, theme.card if chosen else theme.chosen
        if self._label is not None:
            colours = label_colours(self._label, theme)
            ink, tint = colours.ink, colours.tint
        note = drawing.text_width(place.note, ui_font(11)) + px(12) if place.note else 0.0
        drawing.draw_text(painter, area, place.note, ui_font(11), theme.muted, _RIGHT)
        area = area.adjusted(0, 0, -note, 0)
        words = drawing.elided(place.words, font, area.width() * 0.5)
        middle = area.left() + area.width() * 0.4
        chip = QRectF(middle, area.center().y() - px(10), drawing.text_width(words, font), px(20))
        drawing.outline(painter, chip.adjusted(-px(2), 0, px(2), 0), None, tint, px(3))
        drawing.draw_text(painter, chip.adjusted(0, 0, px(1), 0), words, font, ink)
        left = QRectF(area.left(), area.top(), middle - area.left() - px(2), area.height())
        drawing.draw_text(painter, left, _tail(place.left, left.width()), font, theme.muted, _RIGHT)
        right = QRectF(chip.right() + px(2), area.top(), 0, area.height())
        right.setRight(area.right())
        drawing.draw_text(painter, right, place.right, font, theme.muted)


def _tail(text: str, width: float) -> str:
    """The end of a text, as many words as fit."""
    font = ui_font(13)
    rest = text
    while rest and drawing.text_width(text, font) > width:
        rest = rest[max(1, len(rest) // 12) :]
        text = f"… {rest.partition(' ')[2] or rest}"
    return text if rest else ""
