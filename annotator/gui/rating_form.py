"""Corrects and adds ratings through the form in the panel of cards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.core import queue
from annotator.core.errors import KnownError, Refused
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.gui.desk import Desk
from annotator.gui.keymap import key
from annotator.gui.panels.form_keys import Field, field_of_key
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.core.decisions import Edit
    from annotator.core.review import Review

Fields = dict[str, Any]


class RatingForm(QObject):
    """Opens the form, gives it words of the article, and writes what was filled in.

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
        for panel in (panels.view, panels.cards.column):
            panel.installEventFilter(self)

    def links(self) -> list[tuple[Any, Callable[..., object]]]:
        """Signals of panels that are meant for it."""
        view, cards = self._panels.view, self._panels.cards
        return [
            (view.item_clicked, self.click),
            (cards.edit_saved, self.save),
            (cards.edit_cancelled, self.leave),
            (cards.drafted, view.show_draft),
            (cards.words_wanted, self.take_words),
        ]

    # --- commands ---

    def edit_rating(self) -> None:
        """Edit the chosen rating, or the first that uses the chosen span."""
        rating = self._desk.rating(f"{key('new_rating')} makes one of a RATING span.")
        if rating is None:
            return
        if rating.id != self._desk.chosen_id:
            self._desk.choose(rating.id)
        self._panels.view.choose(rating.id)  # its words in sight, wherever somebody scrolled to
        self._draft = None
        self._panels.cards.start_editing(rating.id)

    def new_rating(self) -> None:
        """Draft a rating of the selected words, or of the chosen RATING span, and open its form."""
        from annotator.gui import drafts

        desk, review = self._desk, self._desk.review
        if review is None:
            return
        item = desk.item()
        chosen = item if isinstance(item, Span) else None
        try:
            self._draft = drafts.rating(review, desk.session.scales, desk.selection(), chosen)
        except Refused as error:
            desk.refused.emit(error)
            return
        self._panels.view.set_caret_mode(False)  # "caret mode" goes on there, should it be left
        self._panels.view.clear_selection()
        self._panels.cards.start_new(self._draft)

    def pick_words(self) -> None:
        """From the form to the words of the article, with the caret; and back."""
        cards, view = self._panels.cards, self._panels.view
        if cards.editor is None:
            self.informed.emit(
                f"Open the form of a rating first: {key('edit_rating')} edits one,"
                f" {key('new_rating')} makes one."
            )
        elif view.hasFocus():
            self._back()
        else:
            view.setFocus()
            view.set_caret_mode(True)

    # --- what the form says ---

    def take_words(self, field: Field) -> None:
        """The key of a field: the selected words go there, else the focus."""
        editor, selected = self._panels.cards.editor, self._panels.view.selected_range()
        if editor is None:
            return
        if selected is not None and field.takes_words:
            editor.put(field, *selected)
            self._panels.view.clear_selection()
        else:
            editor.go_to(field)

    def click(self, item_id: str) -> None:
        """A click in the article chooses; while the form is open it selects words for it."""
        review = self._desk.review
        if not self._panels.cards.is_editing:
            self._desk.choose(item_id)
        elif review is not None and item_id in review.spans:
            span = review.spans[item_id]
            self._panels.view.select_range(span.start, span.end)

    def save(self, rating_id: str, fields: Fields, more: Sequence[Fields]) -> None:
        """Write what was filled in; where it is refused, the form stays and says why."""
        from annotator.core import record_edits

        desk, scales, new_id = self._desk, self._desk.session.scales, self._new_id
        review = desk.review
        if review is None:
            return
        if self._draft is not None and not rating_id:
            draft = replace(self._draft, **fields)

            def add(now: Review) -> Edit:
                return record_edits.add_rating(now, draft, scales, more, new_id)

            known = set(review.ratings)
            desk.apply(add, lambda: self._on_added(known))
            return
        was_open = review.ratings[rating_id].is_open
        here = queue.place(review, review.ratings[rating_id])

        def save(now: Review) -> Edit:
            return record_edits.save_rating(now, rating_id, scales, fields, more, new_id)

        desk.apply(save, lambda: self._on_saved(rating_id, here if was_open else None))

    def leave(self) -> None:
        """Forget what was filled in."""
        self._draft = None
        self._panels.view.choose(self._desk.chosen_id, scroll=False)
        self.closed.emit()

    def show_problem(self, error: KnownError) -> None:
        """Say in the form why it was not written; what was filled in stays."""
        sentence = " ".join(part for part in (error.what, error.todo) if part)
        self._panels.cards.show_problem(sentence)

    # --- within ---

    def _on_added(self, known: set[str]) -> None:
        """Choose the first of the new records."""
        review = self._desk.review
        self._close()
        new = [r for r in review.ratings if r not in known] if review else []
        if new:
            self._desk.choose(new[0])

    def _on_saved(self, rating_id: str, here: Any) -> None:
        """Go on, where the rating was waiting for its decision; else it stays chosen."""
        review = self._desk.review
        self._close()
        rating = review.ratings.get(rating_id) if review else None
        if review is None or here is None or rating is None or rating.is_open:
            return
        self._desk.choose(queue.next_open_from(review, here) or rating_id)

    def _close(self) -> None:
        self._panels.cards.stop_editing()  # where nothing was to be changed, it is still there
        self.leave()

    def _new_id(self, kind: Any, ahead: int) -> str:
        return self._desk.session.new_item_id(kind, ahead=ahead)

    def _back(self) -> None:
        """From the article back into the form; what is selected stays so."""
        editor = self._panels.cards.editor
        self._panels.view.set_caret_mode(False)
        if editor is not None:
            editor.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with a field's key opens the form there; while it is open, the article's keys are
        those of its fields, Enter and Esc."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        field = field_of_key(chr(event.key())) if event.key() < 128 else None
        if plain == Qt.KeyboardModifier.AltModifier and field is not None:
            if not self._panels.cards.is_editing:
                self.edit_rating()
            self.take_words(field)
            return True
        is_open = self._panels.cards.is_editing and plain == Qt.KeyboardModifier.NoModifier
        return is_open and self._did(event, field)

    def _did(self, event: QKeyEvent, field: Field | None) -> bool:
        """Was it a key for the open form? Then it is done."""
        editor = self._panels.cards.editor
        if editor is None:
            return False
        if event.key() in ENTER_KEYS:
            editor.save()
        elif event.key() == Qt.Key.Key_Escape:
            self._panels.view.clear_selection()
            self._back()
        elif field is not None:
            self.take_words(field)
        else:
            return False
        return True
