"""What became of the files of an import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog, copy_text
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme


class Outcome(Protocol):
    """What became of one article; the session's ``Imported`` fits."""

    @property
    def name(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def document_id(self) -> str | None: ...
    @property
    def detail(self) -> str: ...
    @property
    def is_near_copy(self) -> bool: ...


_WORDS = {
    "added": "added",
    "same": "already there",
    "appearance": "also elsewhere",
    "failed": "failed",
}
_HEADS = ("File", "Outcome", "Detail")


class ImportReport(Dialog):
    """A line per article, failures and near copies first, and the counts; it can be copied."""

    def __init__(
        self, outcomes: Sequence[Outcome], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Import", theme, parent)
        self._outcomes = sorted(outcomes, key=lambda o: (o.outcome != "failed", not o.is_near_copy))
        self.add_sentence(count_sentence(outcomes))
        self.table = QTableWidget(len(outcomes), len(_HEADS))
        self.table.setAccessibleName("What became of each file")
        self.table.setHorizontalHeaderLabels(_HEADS)
        self._fill()
        self.body.addWidget(self.table, 1)
        copy = self.add_button("Copy")
        copy.clicked.connect(lambda: copy_text(self.as_text()))
        close = self.add_button("Close", default=True)
        close.clicked.connect(self.accept)
        close.setFocus()
        self.fit(720, min(560, 204 + 28 * max(3, len(outcomes))))

    @classmethod
    def show_report(cls, parent: QWidget | None, outcomes: Sequence[Outcome], theme: Theme) -> None:
        """Show it and wait until it is closed."""
        report = cls(outcomes, theme, parent)
        report.exec()
        report.deleteLater()

    def as_text(self) -> str:
        """The counts and the table with tabs, as it is copied."""
        lines = [count_sentence(self._outcomes), "", "\t".join(_HEADS)]
        lines += ["\t".join(_cells(outcome)) for outcome in self._outcomes]
        return "\n".join(lines) + "\n"

    def _fill(self) -> None:
        table, theme = self.table, self.theme
        table.setFont(ui_font(13))
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(28))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row, outcome in enumerate(self._outcomes):
            for column, words in enumerate(_cells(outcome)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(row, column, item)
        table.setColumnWidth(0, min(px(220), 280))
        table.setStyleSheet(
            f"QTableWidget {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.hairline}; border-radius: 4px;"
            f" selection-background-color: {theme.chosen}; selection-color: {theme.ink};"
            " outline: 0; }"
            "QTableWidget::item { padding: 0 8px; border: 0; }"
            f"QTableWidget::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}"
        )


def count_sentence(outcomes: Sequence[Outcome]) -> str:
    """ "12 added (1 near copy), 1 already there, 2 failed." """
    counts = {name: sum(o.outcome == name for o in outcomes) for name in _WORDS}
    said = [f"{count:,} {_WORDS[name]}" for name, count in counts.items() if count]
    copies = sum(outcome.is_near_copy for outcome in outcomes)
    if copies:
        said[0] += f" ({counted(copies, 'near copy', 'near copies', form=',')})"
    return ", ".join(said) + "." if said else "No article was found."


def _cells(outcome: Outcome) -> tuple[str, str, str]:
    detail = " ".join(outcome.detail.split())
    if outcome.outcome == "same" and outcome.document_id and not detail:
        detail = f"as {outcome.document_id}"
    return outcome.name, _WORDS.get(outcome.outcome, outcome.outcome), detail
