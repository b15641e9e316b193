"""Corrects and adds ratings through the form in the panel of cards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import KnownError
from annotator.core.ratings import Rating
from annotator.core.spans import Mention
from annotator.gui.desk import Desk
from annotator.gui.keymap import key
from annotator.gui.places import Panels


class RatingForm(QObject):
    """Opens the form, and gives what was filled in to the desk.

    Signals:
        closed(): the form was saved or left.
        informed(str): a sentence to show.
    """

    closed = Signal()
    informed = Signal(str)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panels = panels
        self._draft: Rating | None = None

    def edit_rating(self) -> None:
        """Edit the chosen rating, or the first that uses the chosen span."""
        review, chosen = self._desk.review, self._desk.chosen_id
        if review is None or chosen is None:
            self.informed.emit(
                f"Choose a rating first: {key('next_open')} goes to the next suggestion."
            )
            return
        users = review.ratings_using(chosen)
        rating = review.ratings.get(chosen) or (users[0] if users else None)
        if rating is None:
            self.informed.emit("No rating uses this span. N makes one of a RATING span.")
            return
        selected = self._selected()
        if rating.id != chosen:
            self._desk.choose(rating.id)
        self._draft = None
        self._panels.cards.start_editing(rating.id, selected)

    def new_rating(self) -> None:
        """Draft a rating of the selected words and open its form."""
        self._draft = self._desk.draft_rating()
        if self._draft is not None:
            self._panels.cards.start_new(self._draft)

    def save(self, rating_id: str, fields: dict[str, Any]) -> None:
        """Write what was filled in; where it is refused, the form stays and says why."""
        if self._draft is not None and not rating_id:
            self._desk.add_rating(self._draft, fields, self._on_written)
        else:
            self._desk.correct_rating(rating_id, fields, self._on_written)

    def leave(self) -> None:
        """Forget what was filled in."""
        self._draft = None
        self.closed.emit()

    def show_problem(self, error: KnownError) -> None:
        """Say in the form why it was not written; what was filled in stays."""
        sentence = " ".join(part for part in (error.what, error.todo) if part)
        self._panels.cards.show_problem(sentence)

    def _on_written(self) -> None:
        self._panels.cards.stop_editing()  # where nothing was to be changed, it is still there
        self.leave()

    def _selected(self) -> Mention | None:
        """The selected words, which a form offers as the subject."""
        chosen = self._panels.view.selected_range()
        if chosen is None or self._desk.review is None:
            return None
        return Mention.at(self._desk.review.document.text, *chosen)
