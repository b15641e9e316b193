"""The history of the project: shown, gone to, and taken back from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.core.history import Past
from annotator.core.wording import counted
from annotator.gui import keymap
from annotator.gui.desk import Desk
from annotator.gui.places import Panels


class LookingBack(QObject):
    """Signals: informed(str): a sentence to show."""

    informed = Signal(str)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels

    def show_history(self) -> None:
        """Show what was decided; go to the place of a decision, or take back down to it."""
        from annotator.gui.dialogs.history_dialog import HistoryDialog

        session, window = self._desk.session, self._panels.window
        past = session.past()
        rows = session.article_rows(dict.fromkeys(p.document_id for p in past))
        titles = {row.id: row.title for row in rows}
        dialog = HistoryDialog(past, titles, window.theme, window)
        wishes: list[tuple[Past, bool]] = []
        dialog.place_requested.connect(lambda one: wishes.append((one, False)))
        dialog.undo_requested.connect(lambda one: wishes.append((one, True)))
        dialog.exec()
        dialog.deleteLater()
        self._panels.view.setFocus()
        for one, take_back in wishes:
            if take_back:
                self._take_back(one, past)
            else:
                self._go_to(one)

    def _go_to(self, past: Past) -> None:
        self._desk.open_article(past.document_id)
        review = self._desk.review
        if review is None or review.document.id != past.document_id:
            return  # it could not be opened; the desk has said why
        if review.item(past.target) is not None:
            self._desk.choose(past.target)
        elif past.kind != "article":
            self.informed.emit("What this decision was about is no longer in the article.")

    def _take_back(self, past: Past, shown: list[Past]) -> None:
        count = sum(1 for p in shown if p.stands and p.gesture >= past.gesture)

        def said() -> None:
            again = f"{keymap.key('redo')} does them again one by one."
            self.informed.emit(f"Took back {counted(count, 'gesture')}. {again}")

        self._desk.take_back(
            lambda: self._desk.session.undo_back_to(past.gesture),
            "This was taken back in the meantime.",
            said,
        )
