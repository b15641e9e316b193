"""Searching the project: what was found, and going from hit to hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.gui import keymap
from annotator.gui.desk import Desk
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.core.checking import Doubt
    from annotator.core.searching import Hit


class Searching(QObject):
    """Remembers the last search, so that F3 goes on from hit to hit.

    Signals:
        informed(str): a sentence to show.
    """

    informed = Signal(str)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels
        self._typed = ""
        self._hits: tuple[Hit | Doubt, ...] = ()
        self._at = 0

    def find_words(self) -> None:
        """Search all articles for the selected words, or for what was searched last."""
        from annotator.gui.dialogs.find_words import FindWords

        window = self._panels.window
        dialog = FindWords(
            self._selected() or self._typed,
            self._desk.session.search,
            self._titles,
            window.theme,
            window,
        )
        dialog.exec()
        self._typed = dialog.field.text()
        self._hits, picked = dialog.found.hits, dialog.picked
        dialog.deleteLater()
        self._panels.view.setFocus()
        if picked is not None:
            self._go_to(picked)

    def check_consistency(self) -> None:
        """Show what in the project does not fit together, and go there."""
        from annotator.gui.dialogs.check_dialog import CheckDialog

        session, window = self._desk.session, self._panels.window
        dialog = CheckDialog(
            session.article_ids(),
            session.read,
            session.scales,
            session.labels,
            window.theme,
            window,
        )
        dialog.exec()
        doubts, picked = dialog.doubts, dialog.picked
        dialog.deleteLater()
        self._panels.view.setFocus()
        if picked is not None:
            self._hits = tuple(doubts)
            self._go_to(picked)

    def next_hit(self) -> None:
        """Go to the next hit of the last search, going round."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the hit before, going round."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._hits:
            self._go_to((self._at + step) % len(self._hits))
        else:
            self.informed.emit(f"{keymap.key('find_words')} searches all articles first.")

    def _go_to(self, number: int) -> None:
        """Open the article of a hit and select its words."""
        from annotator.core.checking import Doubt

        self._at, hit = number, self._hits[number]
        review = self._desk.review
        if review is None or review.document.id != hit.document_id:
            self._desk.open_article(hit.document_id)
        review = self._desk.review
        if review is None or review.document.id != hit.document_id:
            return  # it could not be opened; the desk has said why
        if isinstance(hit, Doubt):
            self._choose(hit, number)
            return
        if hit.field == "text":
            self._panels.view.show_range(hit.start, hit.end)
        self.informed.emit(
            f"Hit {number + 1:,} of {len(self._hits):,} for “{self._typed}”. "
            f"{keymap.key('next_hit')} goes to the next."
        )

    def _choose(self, doubt: Doubt, number: int) -> None:
        """Choose what does not fit, and say what is the matter with it."""
        review = self._desk.review
        said = doubt.what if doubt.kind != "labels" else "The same words have other labels too."
        if review is None or review.item(doubt.item) is None:
            said = "What this was about is no longer in the article."
        else:
            self._desk.choose(doubt.item)
        following = f"{keymap.key('next_hit')} goes to the next of {len(self._hits):,}."
        self.informed.emit(f"{number + 1:,}: {said} {following}")

    def _selected(self) -> str:
        selected, review = self._desk.selection(), self._desk.review
        if selected is None or review is None:
            return ""
        words = " ".join(review.document.text[slice(*selected)].split())
        return f'"{words}"' if words else ""

    def _titles(self, ids: Sequence[str]) -> dict[str, str]:
        return {row.id: row.title for row in self._desk.session.article_rows(ids)}
