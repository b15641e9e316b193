"""The backups of a project, and what restoring one would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.backups import Backup, Held, in_words
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.question import Question
from annotator.gui.dialogs.table import dress
from annotator.gui.panels.drawing import px
from annotator.gui.panels.plain import tip
from annotator.gui.theme import Theme

_HEADS = ("When", "Why", "Articles", "Decisions", "Restoring it")
_NONE = "There is no backup yet. One is made when a project is opened, and every hour."

#: A backup with what it holds; None where it cannot be read.
Row = tuple[Backup, Held | None]


class BackupsDialog(Dialog):
    """Up and Down look around, R restores, B makes a backup now, Esc leaves.

    Args:
        rows: the newest first.
        remark: what there is to say of the project's last restore, "" if nothing.

    Signals:
        restore_requested(object): the ``Backup``.
        backup_requested(): one is to be made now.
    """

    restore_requested = Signal(object)
    backup_requested = Signal()

    def __init__(
        self, rows: Sequence[Row], remark: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Backups", theme, parent)
        self._rows = list(rows)
        if remark:
            self.add_sentence(remark)
        self.said = self.add_sentence("", quiet=True)
        self.table = QTableWidget(len(rows), len(_HEADS))
        self.table.setAccessibleName("Backups, newest first")
        self.table.setHorizontalHeaderLabels(_HEADS)
        self._set_up_table()
        self.body.addWidget(self.table, 1)
        self.now = self.add_button("Back up now (B)")
        self.now.setShortcut("B")
        self.now.clicked.connect(self._back_up)
        self.go = self.add_button("Restore (R)")
        self.go.setShortcut("R")
        self.go.clicked.connect(self._restore)
        self.add_button("Close").clicked.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._say)
        self.fit(920, 520)
        if rows:
            self.table.selectRow(
                next((n for n, (_, held) in enumerate(rows) if held and in_words(held)), 0)
            )
        self._say()
        self.table.setFocus()

    def _set_up_table(self) -> None:
        dress(self.table, self.theme)
        header = self.table.horizontalHeader()
        for column in range(4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(72))
        for row, (backup, held) in enumerate(self._rows):
            for column, words in enumerate((when(backup), backup.why, *_cells(held))):
                item = QTableWidgetItem(words)
                item.setToolTip(tip(words))
                self.table.setItem(row, column, item)

    def _chosen(self) -> Row | None:
        rows = self.table.selectionModel().selectedRows()
        return self._rows[rows[0].row()] if rows else None

    def _say(self) -> None:
        chosen = self._chosen()
        self.go.setEnabled(chosen is not None and chosen[1] is not None)
        if chosen is None:
            self.said.setText(_NONE)
        elif chosen[1] is None:
            self.said.setText("This backup cannot be read.")
        elif not in_words(chosen[1]):
            self.said.setText(
                "It holds the same decisions and articles. Labels, kept filters and suggestions "
                "become what they were then; the state now is backed up first."
            )
        else:
            self.said.setText(
                "The project becomes what it was then. Its state now is backed up first, so that "
                "it can be restored in the same way."
            )

    def _is_meant(self, backup: Backup, held: Held | None) -> bool:
        """One key does not put work aside: what would go is named once more."""
        if held is None or not (held.lost or held.lost_undos or held.lost_articles):
            return True
        return Question.ask(
            self,
            "Restore",
            f"Restoring {when(backup)} {in_words(held)}.",
            "The state now is backed up first, so that it can be restored in the same way.",
            "Restore",
            self.theme,
        )

    def _back_up(self) -> None:
        self.accept()
        self.backup_requested.emit()

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen[1] is not None and self._is_meant(*chosen):
            self.accept()
            self.restore_requested.emit(chosen[0])


def when(backup: Backup) -> str:
    """The time as it was here: "22 Nov 2026, 14:02:31"."""
    local = backup.at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M:%S}"


def _cells(held: Held | None) -> tuple[str, str, str]:
    if held is None:
        return "", "", "cannot be read"
    return f"{held.articles:,}", f"{held.decisions:,}", in_words(held) or "would change no decision"
