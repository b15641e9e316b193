"""A table to read: rows of words under heads, nothing to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme


class PlainTable(QTableWidget):
    """Rows can be chosen and read out; the last column takes the room that is left."""

    def __init__(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], theme: Theme
    ) -> None:
        super().__init__(len(rows), len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setFont(ui_font(13))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(28))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for number, row in enumerate(rows):
            for column, words in enumerate(row[: len(heads)]):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(number, column, item)
        self.setStyleSheet(
            f"QTableWidget {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.hairline}; border-radius: 4px;"
            f" selection-background-color: {theme.chosen}; selection-color: {theme.ink};"
            " outline: 0; }"
            "QTableWidget::item { padding: 0 8px; border: 0; }"
            f"QTableWidget::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}"
        )
