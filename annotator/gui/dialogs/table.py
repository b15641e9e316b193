"""A table of rows to choose one from, as several dialogs show it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

from annotator.gui.panels.drawing import px, ui_font
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
        f"QTableWidget {{ background: {theme.card}; border: 1px solid {theme.hairline};"
        f" border-radius: 4px; selection-background-color: {theme.chosen}; outline: 0; }}"
        "QTableWidget::item { padding: 0 8px; border: 0; }"
        f"QTableWidget::item:selected {{ background: {theme.chosen}; }}"
    )
