"""What was decided, newest first, across articles and restarts; any of it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.history import Past, in_words
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.table import dress
from annotator.gui.panels.drawing import px
from annotator.gui.panels.plain import tip
from annotator.gui.theme import Theme

_HEADS = ("When", "Who", "What", "Article")


class HistoryDialog(Dialog):
    """Enter goes to the place of a decision, U takes back all down to it, Esc leaves.

    Args:
        titles: of articles by their ids.

    Signals:
        place_requested(object), undo_requested(object): a ``Past``.
    """

    place_requested = Signal(object)
    undo_requested = Signal(object)

    def __init__(
        self,
        past: Sequence[Past],
        titles: Mapping[str, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("History", theme, parent)
        self._past = list(past)
        self.said = self.add_sentence("", quiet=True)
        self.table = QTableWidget(len(past), len(_HEADS))
        self.table.setAccessibleName("Decisions, newest first")
        self.table.setHorizontalHeaderLabels(_HEADS)
        self._set_up_table()
        self._fill(titles)
        self.body.addWidget(self.table, 1)
        self.undo = self.add_button("Undo back to here (U)")
        self.go = self.add_button("Go there", default=True)
        close = self.add_button("Close")
        self.undo.setShortcut("U")
        self.undo.clicked.connect(self._undo)
        self.go.clicked.connect(self._go)
        close.clicked.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._say)
        self.table.cellDoubleClicked.connect(lambda *_: self._go())
        self.fit(960, 560)
        if past:
            self.table.selectRow(0)
        self._say()
        self.table.setFocus()

    def _set_up_table(self) -> None:
        table = self.table
        dress(table, self.theme)
        header = table.horizontalHeader()
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(3, px(180))

    def _fill(self, titles: Mapping[str, str]) -> None:
        for row, past in enumerate(self._past):
            title = titles.get(past.document_id) or past.document_id
            said = in_words(past) if past.stands or past.act == "undo" else _taken_back(past)
            for column, words in enumerate((_when(past.at), past.by, said, title)):
                item = QTableWidgetItem(words)
                item.setToolTip(tip(words))
                tone = self.theme.ink if past.stands else self.theme.muted
                item.setForeground(QColor(tone))
                self.table.setItem(row, column, item)

    def _chosen(self) -> Past | None:
        rows = self.table.selectionModel().selectedRows()
        return self._past[rows[0].row()] if rows else None

    def _say(self) -> None:
        past = self._chosen()
        self.go.setEnabled(past is not None)
        self.undo.setEnabled(past is not None and past.stands)
        if past is None:
            self.said.setText("Nothing has been decided in this project yet.")
        elif past.stands:
            newer = [p for p in self._past if p.stands and p.gesture >= past.gesture]
            self.said.setText(
                f"U takes back {counted(len(newer), 'gesture')}: this, and newer ones."
            )
        else:
            self.said.setText("This was taken back, or takes something back.")

    def _go(self) -> None:
        past = self._chosen()
        if past is not None:
            self.accept()
            self.place_requested.emit(past)

    def _undo(self) -> None:
        past = self._chosen()
        if past is not None and past.stands:
            self.accept()
            self.undo_requested.emit(past)


def _taken_back(past: Past) -> str:
    return f"{in_words(past)} (taken back)"


def _when(at: str) -> str:
    """A time of the log as it was here: "22 Nov, 14:02"."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return f"{local.day} {local:%b}, {local:%H:%M}"
