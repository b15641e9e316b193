"""How one article is drawn in the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.panels import drawing
from annotator.gui.panels.article_list_model import (
    NOT_READ,
    ROW_ROLE,
    AnyIndex,
    Row,
    is_unread,
    title_of,
)
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.list_view import draw_ground
from annotator.gui.panels.wording import date_words
from annotator.gui.theme import LIGHT, Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ArticleDelegate(QStyledItemDelegate):
    """Title in two lines at most, where it is from, what is open, how much is decided.

    Every row is equally high, so that a list of 100,000 opens without reading one of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = draw_ground(painter, option, self._theme)
        row: Row | None = index.data(ROW_ROLE)
        inside = area.adjusted(px(16), 0, -px(16), 0)
        if row is not None:
            # On the chosen ground a hairline would not be seen.
            chosen = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
            track = self._theme.selection if chosen else self._theme.hairline
            self._draw_row(painter, inside, row, track)
        painter.restore()

    def _draw_row(self, painter: QPainter, area: QRectF, row: Row, track: str) -> None:
        theme, height = self._theme, _line_height()
        font = ui_font(13, 600)
        lines = drawing.wrapped(title_of(row), font, area.width(), 2)
        used = len(lines) * height + px(32)
        top = area.top() + (area.height() - used) / 2
        for line in lines:
            spot = QRectF(area.left(), top, area.width(), height)
            drawing.draw_text(painter, spot, line, font, theme.ink)
            top += height
        top += px(4)
        self._draw_meta(painter, QRectF(area.left(), top, area.width(), px(20)), row)
        bar = QRectF(area.left(), top + px(20) + px(5), area.width(), px(3))
        drawing.draw_bar(painter, bar, share_decided(row), theme, track)

    def _draw_meta(self, painter: QPainter, area: QRectF, row: Row) -> None:
        theme = self._theme
        done = row.status == "complete"
        count = "✓" if done else NOT_READ if is_unread(row) else f"{row.open:,}"
        tone = theme.positive if done else theme.muted
        drawing.draw_text(painter, area, count, ui_font(13), tone, _RIGHT)
        room = area.adjusted(0, 0, -drawing.text_width(count, ui_font(13)) - px(12), 0)
        for word in ["aside"] * row.aside + ["flagged"] * row.flag:
            drawing.draw_text(painter, room, word, ui_font(12, 600), theme.ink, _RIGHT)
            room.adjust(0, 0, -drawing.text_width(word, ui_font(12, 600)) - px(8), 0)
        drawing.draw_text(painter, room, _place(row, room.width()), ui_font(13), theme.muted)


def _place(row: Row, width: float) -> str:
    """Outlet and date; where there is no room the outlet is cut, not the date."""
    outlet, date = row.outlet or row.id, date_words(row.published.value)
    if not date:
        return outlet
    left = width - drawing.text_width(f" · {date}", ui_font(13))
    if left < px(32) and drawing.text_width(outlet, ui_font(13)) > left:
        return date
    return f"{drawing.elided(outlet, ui_font(13), left)} · {date}"


def share_decided(row: Row) -> float:
    """How much of an article is decided, 0 to 1; a complete one is."""
    if row.status == "complete":
        return 1.0
    total = row.open + row.decided
    return row.decided / total if total else 0.0


def row_height() -> int:
    """Of every row: title in two lines, place and count, bar."""
    return 2 * _line_height() + px(32) + px(24)


def _line_height() -> int:
    return round(QFontMetricsF(ui_font(13, 600)).height()) + px(2)
