"""What became of the files of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.core.brought import Brought
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog, copy_text
from annotator.gui.dialogs.table import PlainTable
from annotator.gui.panels.drawing import px
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
NONE: Mapping[str, int] = {}
NOTHING = Brought()
_HEADS = ("File", "Outcome", "Detail")


class ImportReport(Dialog):
    """A line per article, failures and near copies first, and the counts; it can be copied.

    Args:
        unlisted: outcome -> how many articles more had it, which are only counted.
        brought: annotations that came along from other tools, of all articles.
    """

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        theme: Theme,
        parent: QWidget | None = None,
        unlisted: Mapping[str, int] = NONE,
        brought: Brought = NOTHING,
    ) -> None:
        super().__init__("Import", theme, parent)
        self._outcomes = sorted(outcomes, key=lambda o: (o.outcome != "failed", not o.is_near_copy))
        self._sentence = count_sentence(outcomes, unlisted)
        if brought:
            self._sentence += f"\nBrought along: {brought.sentence()}."
        self.add_sentence(self._sentence)
        cells = [_cells(outcome) for outcome in self._outcomes]
        self.table = PlainTable("What became of each file", _HEADS, cells, theme)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(0, min(px(220), 280))
        self.body.addWidget(self.table, 1)
        copy = self.add_button("Copy")
        copy.clicked.connect(lambda: copy_text(self.as_text()))
        close = self.add_button("Close", default=True)
        close.clicked.connect(self.accept)
        close.setFocus()
        self.fit(720, min(560, 204 + 28 * max(3, len(outcomes))))

    @classmethod
    def show_report(
        cls,
        parent: QWidget | None,
        outcomes: Sequence[Outcome],
        theme: Theme,
        unlisted: Mapping[str, int] = NONE,
        brought: Brought = NOTHING,
    ) -> None:
        """Show it and wait until it is closed."""
        report = cls(outcomes, theme, parent, unlisted, brought)
        report.exec()
        report.deleteLater()

    def as_text(self) -> str:
        """The counts and the table with tabs, as it is copied."""
        lines = [self._sentence, "", "\t".join(_HEADS)]
        lines += ["\t".join(_cells(outcome)) for outcome in self._outcomes]
        return "\n".join(lines) + "\n"


def count_sentence(outcomes: Sequence[Outcome], unlisted: Mapping[str, int] = NONE) -> str:
    """ "12 added (1 near copy), 1 already there, 2 failed." """
    counts = Counter(o.outcome for o in outcomes) + Counter(unlisted)
    said = [f"{counts[name]:,} {words}" for name, words in _WORDS.items() if counts[name]]
    copies = sum(outcome.is_near_copy for outcome in outcomes)
    if copies:
        said[0] += f" ({counted(copies, 'near copy', 'near copies')})"
    if any(unlisted.values()):
        said.append(f"{sum(unlisted.values()):,} of them not listed here")
    return ", ".join(said) + "." if said else "No article was found."


def _cells(outcome: Outcome) -> tuple[str, str, str]:
    detail = " ".join(outcome.detail.split())
    is_elsewhere = outcome.outcome == "same" or outcome.document_id != outcome.name
    if outcome.document_id and is_elsewhere:
        detail = "; ".join(part for part in (f"as {outcome.document_id}", detail) if part)
    return outcome.name, _WORDS.get(outcome.outcome, outcome.outcome), detail
