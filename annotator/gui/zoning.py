"""Furniture as the analyst says it: selected lines become furniture, or story again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.core.changes import Changes
from annotator.core.documents import Zone
from annotator.core.review import Review
from annotator.gui.desk import Desk
from annotator.gui.keymap import key


class Zoning(QObject):
    """The one key for it, and the news that an article has other furniture now.

    Signals:
        informed(str): a sentence to show; rezoned(): the article is to be read anew.
    """

    informed = Signal(str)
    rezoned = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: tuple[str, tuple[Zone, ...]] | None = None
        desk.shown.connect(self._see)
        desk.changed.connect(self._look)

    def toggle_furniture(self) -> None:
        """Make the selected lines furniture, or story again where they are furniture."""
        review, selected = self._desk.review, self._desk.selection()
        if review is None or selected is None:
            self.informed.emit(
                "Select words first (drag, or "
                f"{key('caret_mode')}): their lines become furniture, or story again."
            )
            return
        from annotator.core import zoning

        was = zoning.is_furniture(review, *selected)
        said = "These lines are story again" if was else "These lines are furniture now"
        self._desk.apply(
            lambda now: zoning.toggled(now, *selected),
            lambda: self.informed.emit(f"{said}. {key('undo')} takes that back."),
        )

    def _see(self, review: Review) -> None:
        self._seen = review.document.id, review.document.zones

    def _look(self, _: Changes) -> None:
        review, seen = self._desk.review, self._seen
        if review is None or seen is None:
            return
        self._see(review)
        if seen[0] == review.document.id and seen[1] != review.document.zones:
            self.rezoned.emit()
