"""A table of rows of words, as several dialogs show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import tip
from annotator.gui.theme import Theme


def dress(table: QTableWidget, theme: Theme) -> None:
    """Rows are chosen as a whole, one at a time, and cannot be changed."""
    table.setFont(ui_font(13))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(28))
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    table.setStyleSheet(
        f"QTableWidget {{ background: {theme.card}; color: {theme.ink};"
        f" border: 1px solid {theme.hairline}; border-radius: 4px;"
        f" selection-background-color: {theme.chosen}; selection-color: {theme.ink};"
        " outline: 0; }"
        "QTableWidget::item { padding: 0 8px; border: 0; }"
        "QHeaderView::section { padding-left: 11px; }"  # as Qt moves the words of a cell by 3
        f"QTableWidget::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}"
    )


class PlainTable(QTableWidget):
    """Rows under heads, to read; the last column takes the room that is left."""

    def __init__(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], theme: Theme
    ) -> None:
        super().__init__(len(rows), len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        dress(self, theme)
        self.setWordWrap(True)
        self.horizontalHeader().setStretchLastSection(True)
        for number, row in enumerate(rows):
            for column, words in enumerate(row[: len(heads)]):
                item = QTableWidgetItem(words)
                item.setToolTip(tip(words))
                self.setItem(number, column, item)
