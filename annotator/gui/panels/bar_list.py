"""Bars with their names and numbers, one below the other; a bar is a row that keys can reach."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.core.overview import Bar, Chart
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.list_view import PanelListView, draw_ground
from annotator.gui.panels.parts import PanelHeader
from annotator.gui.panels.plain import tip
from annotator.gui.theme import LIGHT, Theme

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BAR_ROLE = int(Role.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BarModel(QAbstractListModel):
    """The bars of one chart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.most = max((bar.total for bar in chart.bars), default=1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.chart.bars)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.chart.bars):
            return None
        bar = self.chart.bars[index.row()]
        if role == BAR_ROLE:
            return bar
        if role == Role.DisplayRole:
            return bar.name
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            strong = self.chart.note.partition(", ")[0].partition(": ")[2]
            said = f"{bar.name}: {bar.total:,}, of them {bar.decided:,} {strong}"
            return tip(said) if role == Role.ToolTipRole else said
        return None


class BarList(QWidget):
    """A chart: its heading, and its bars."""

    def __init__(self, chart: Chart, theme: Theme) -> None:
        super().__init__()
        self.header = PanelHeader(chart.title)
        total = sum(bar.total for bar in chart.bars)
        self.header.set_detail(f"{total:,}" if chart.bars else "nothing yet")
        self.header.setToolTip(tip(chart.note))
        self._delegate = _Delegate(self)
        self.view = PanelListView(chart.title, BarModel(chart), self._delegate)
        self.setAccessibleName(chart.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, px(6))  # the frame stays free
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        self.setObjectName("chart")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_theme(theme)

    def bar(self, index: QModelIndex) -> Bar | None:
        """The bar of a row."""
        found = index.data(BAR_ROLE)
        return found if isinstance(found, Bar) else None

    def set_theme(self, theme: Theme) -> None:
        self.header.set_theme(theme)
        self._delegate.theme = theme
        self.setStyleSheet(
            f"#chart {{ background: {theme.card}; border: 1px solid {theme.hairline};"
            f" border-radius: {px(8)}px; }}"
            f"#chart QTableView {{ background: {theme.card}; border: 0; }}"
        )
        self.view.set_row_height(px(26))
        self.view.setMinimumHeight(3 * px(26))


class _Delegate(QStyledItemDelegate):
    """Name, bar, number: strong as far as decided, faint as far as it goes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        bar, model = index.data(BAR_ROLE), index.model()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = draw_ground(painter, option, self.theme, px(16)).adjusted(px(16), 0, -px(16), 0)
        if isinstance(bar, Bar) and isinstance(model, BarModel):
            self._draw(painter, area, bar, model.most)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRectF, bar: Bar, most: int) -> None:
        theme, font = self.theme, ui_font(13)
        number = f"{bar.decided:,} of {bar.total:,}"
        drawing.draw_text(painter, area, number, ui_font(12), theme.muted, _RIGHT)
        half = area.width() * 0.46
        name = QRectF(area.left(), area.top(), half - px(8), area.height())
        drawing.draw_text(painter, name, bar.name, font, theme.ink)
        left = area.left() + half
        room = area.width() - half - drawing.text_width("0,000 of 0,000", ui_font(12))
        track = QRectF(left, area.center().y() - px(4), max(px(2), room * bar.total / most), px(8))
        share = bar.decided / bar.total if bar.total else 0.0
        drawing.draw_bar(painter, track, share, theme, theme.selection)
