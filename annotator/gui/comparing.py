"""Near copies in the window: how an article is marked as one, and comparing it with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.core.errors import KnownError
from annotator.core.wording import counted, shortened
from annotator.gui import keymap
from annotator.gui.desk import Desk
from annotator.gui.panels.article_list_model import place_words, title_of
from annotator.gui.panels.plain import progress_window
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.core.copy_decisions import Offer
    from annotator.gui.dialogs.compare_copies import CompareCopies
    from annotator.session.comparing import Pair

#: A longer title is cut in the line under an article's title.
_LONGEST = 48
#: Of more copies it is not said how alike each is: all their texts would have to be read.
_MANY = 60


class Comparing(QObject):
    """Shows what differs between near copies, and carries decisions over.

    Signals:
        informed(str): a sentence to show; refused(object): a KnownError.
    """

    informed = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels

    def mark(self, document_id: str) -> str:
        """What the line under the title says of an article's near copies; "" without any."""
        session = self._desk.session
        others = session.copies.members(document_id)
        if not others:
            return ""
        first = session.copies.first(document_id)
        if first == document_id:
            return counted(len(others), "near copy", "near copies")
        (row,) = session.article_rows([first]) or (None,)
        title = title_of(row) if row else first
        return f"near copy of “{shortened(title, _LONGEST)}”"

    def compare_copies(self) -> None:
        """Show what differs between the open article and a near copy of it."""
        review, session = self._desk.review, self._desk.session
        if review is None:
            self.informed.emit("Open an article first.")
            return
        try:
            if not self._catch_up():
                return
            others = session.copies.members(review.document.id)
            if not others:
                self.informed.emit(
                    "No near copy of this article is in the project. "
                    f"{keymap.key('filter_articles')} and “copies” list the articles with some."
                )
                return
            picked = self._show(review.document.id, others)
        except KnownError as error:
            self.refused.emit(error)
            return
        self._panels.window.activateWindow()  # behind two dialogs it may not be yet
        self._panels.view.setFocus()
        if picked is not None:
            self._desk.open_article(picked)

    def _show(self, here: str, others: list[str]) -> str | None:
        from annotator.gui.dialogs.compare_copies import CompareCopies

        session, window = self._desk.session, self._panels.window
        rows = {row.id: row for row in session.article_rows(others)}
        many = len(others) > _MANY

        def words(other: str) -> str:
            alike = "" if many else f" · {session.copies.alike(here, other)} % alike"
            return f"{title_of(rows[other])} · {place_words(rows[other])}{alike}"

        dialog = CompareCopies(
            [(other, words(other)) for other in others],
            lambda other: session.comparing.pair(here, other),
            session.comparing.offers,
            window.theme,
            window,
        )
        dialog.carry_requested.connect(lambda pair, offers: self._carry(dialog, pair, offers))
        dialog.exec()
        dialog.deleteLater()
        return dialog.picked

    def _carry(self, dialog: CompareCopies, pair: Pair, offers: list[Offer]) -> None:
        """Show what would be carried over, and do it where ticked."""
        from annotator.gui.dialogs.carry_to_copy import CarryToCopy

        session = self._desk.session
        copy = pair.other.document
        preview = CarryToCopy(offers, copy, session.labels, dialog.theme, dialog)
        chosen: list[str] = []
        preview.carry_requested.connect(chosen.extend)
        preview.exec()
        preview.deleteLater()
        dialog.activateWindow()
        dialog.texts.setFocus()
        if not chosen:
            return

        def done(_: object) -> None:
            dialog.reload()
            self.informed.emit(
                f"{counted(len(chosen), 'decision')} carried over to “{copy.title or copy.id}”. "
                f"{keymap.key('undo')} takes all of it back."
            )

        self._desk.writer.write(lambda: session.comparing.carry(pair, chosen), done)

    def _catch_up(self) -> bool:
        """Compare what came in before anybody looked for copies; False where that was stopped."""
        session, window = self._desk.session, self._panels.window
        waiting = session.copies.missing()
        if not waiting:
            return True
        words = "Comparing the articles with each other, once:"
        progress = progress_window(words, "Stop", waiting, window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)

        def show(done: int, total: int) -> None:
            progress.setLabelText(f"{words} {done:,} of {total:,}")
            progress.setValue(done)

        try:
            session.copies.catch_up(show, progress.wasCanceled)
            return not progress.wasCanceled()
        finally:  # also where another program holds the file: what was compared so far stays
            progress.reset()
            progress.deleteLater()
            session.refresh()
