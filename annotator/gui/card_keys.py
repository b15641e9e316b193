"""Keys that work on the chosen item without opening its form: status, value, why, note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.ratings import FREE, STATUSES, Rating
from annotator.core.spans import Span
from annotator.core.why import reasons
from annotator.gui.desk import Desk
from annotator.gui.keymap import key
from annotator.gui.panels.card_content import one_line
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.core.explanations import Explanation
    from annotator.core.scales import ScalePoint

#: Score (0 to 1) and rule of an item's suggestion, by its id.
Made = Callable[[str], tuple[float | None, str]]

_PAUSE_MS = 400


class CardKeys(QObject):
    """One key, one correction: the rating stays chosen, and confirming settles its spans.

    Signals:
        informed(str): a sentence to show.
    """

    informed = Signal(str)

    def __init__(
        self, desk: Desk, panels: Panels, made: Made, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panels = panels
        self._made = made
        self._noted: str | None = None
        self._explain: Callable[[str, str], object] = lambda _document_id, _item_id: None
        self._told: dict[tuple[str, str], Explanation] = {}
        self._soon = QTimer(self)  # whoever runs through the cards asks nothing on the way
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._ask_chosen)

    def links(self) -> list[tuple[Any, Callable[..., object]]]:
        """Signals of panels that are meant for it."""
        return [
            (self._panels.note.saved, self._save_note),
            (self._panels.note.left, self._panels.view.setFocus),
            (self._panels.cards.why_requested, lambda _rating: self.show_why()),
            (self._desk.chosen, lambda _item: self._soon.start()),
        ]

    def ask_with(self, explain: Callable[[str, str], object], explained: Any) -> None:
        """Who knows what the rules say: a question, and the signal that answers it."""
        self._explain = explain
        explained.connect(self.take_explanation)

    def stop(self) -> None:
        """The project is being closed: ask nothing of it any more."""
        self._soon.stop()

    # --- commands ---

    def next_status(self) -> None:
        """Give the rating the next status: current, previous, negated, target."""
        rating = self._desk.rating("Only ratings have a status.")
        if rating is not None:
            following = STATUSES[(STATUSES.index(rating.status) + 1) % len(STATUSES)]
            self._correct(rating, status=following)

    def show_why(self) -> None:
        """Say why the chosen item was suggested; a rating says it on its card."""
        item = self._desk.item()
        if item is None:
            self.informed.emit(
                f"Choose a suggestion first: {key('next_open')} goes to the next one."
            )
        elif isinstance(item, Rating):
            cards = self._panels.cards
            cards.show_why(None if cards.is_explaining else self._reasons)
            self._ask_chosen()
        else:
            self._say_of(item)
            self._ask(item.id)

    def take_explanation(self, document_id: str, item_id: str, said: Explanation | None) -> None:
        """What the rules said: it is shown where it was asked for."""
        item, review = self._desk.item(), self._desk.review
        if said is None or review is None or item is None:
            return
        self._told[document_id, item_id] = said
        if (review.document.id, item.id) != (document_id, item_id):
            return
        if isinstance(item, Span):
            self._say_of(item)
        elif self._panels.cards.is_explaining:
            self._panels.cards.show_why(self._reasons)

    def edit_note(self) -> None:
        """Write a note on the chosen item, or on the article where none is chosen."""
        review, item = self._desk.review, self._desk.item()
        if review is None:
            return
        self._noted = item.id if item is not None else None
        if item is None:
            self._panels.note.ask("the article", review.note)
        else:
            words = item.exact if isinstance(item, Span) else _words(item)
            self._panels.note.ask(f"“{one_line(words)}”", item.note)

    def go_to_other(self) -> None:
        """Go to the rating that the chosen one repeats or contradicts."""
        other = self._panels.cards.other_of(self._desk.chosen_id or "")
        if other is None:
            self.informed.emit("The chosen item repeats or contradicts no other rating.")
        else:
            self._desk.choose(other)

    def digit(self, pressed: str) -> None:
        """A value of the chosen rating's scale; else the label with this digit."""
        item = self._desk.item()
        if isinstance(item, Rating) and self._desk.selection() is None:
            self._set_point(item, int(pressed) if pressed.isdigit() else 0)
            return
        label = self._desk.session.labels.by_key(pressed)
        if label is None:
            self.informed.emit(f"No label has the key {pressed}.")
        else:
            self._desk.relabel(label.id)

    # --- within ---

    def _set_point(self, rating: Rating, number: int) -> None:
        """The point of this rank, or of this place on a scale without ranks."""
        scale = self._desk.session.scales.find(rating.scale) if rating.scale != FREE else None
        points: tuple[ScalePoint, ...] = scale.points if scale else ()
        ranked = next((p for p in points if p.rank == number), None)
        placed = points[number - 1] if 0 < number <= len(points) else None
        point = ranked if any(p.rank for p in points) else placed
        if point is None:
            names = ", ".join(f"{p.rank or place} {p.name}" for place, p in enumerate(points, 1))
            here = f"The scale has {names}." if names else "Its scale has no points to choose from."
            self.informed.emit(f"{here} {key('edit_rating')} opens the form.")
        elif point.code == rating.value_norm:
            self._desk.confirm()
        else:
            self._correct(rating, value_norm=point.code)

    def _correct(self, rating: Rating, **fields: Any) -> None:
        scales = self._desk.session.scales
        if rating.id != self._desk.chosen_id:
            self._desk.choose(rating.id)
        self._desk.apply(lambda review: edits.correct_rating(review, rating.id, scales, fields))

    def _save_note(self, text: str) -> None:
        noted = self._noted
        self._panels.view.setFocus()
        self._desk.apply(lambda review: edits.set_note(review, noted, text))

    def _ask_chosen(self) -> None:
        """Ask the rules of a rating whose card says why."""
        item = self._desk.item()
        if isinstance(item, Rating) and self._panels.cards.is_explaining:
            self._ask(item.id)

    def _ask(self, item_id: str) -> None:
        review = self._desk.review
        if review is not None and (review.document.id, item_id) not in self._told:
            self._explain(review.document.id, item_id)

    def _say_of(self, span: Span) -> None:
        (first, how), *more = self._reasons(span)
        said = [f"“{one_line(span.exact)}”, {span.label}: {first.lower()} {how}."]
        said += [f"{heading}: {words}." for heading, words in more]
        self.informed.emit(" ".join(said))

    def _reasons(self, item: Span | Rating) -> tuple[tuple[str, str], ...]:
        review = self._desk.review
        more = self._told.get((review.document.id, item.id)) if review else None
        return reasons(item, *self._made(item.id), more)


def _words(rating: Rating) -> str:
    mention = rating.value or rating.subject or rating.evidence
    return mention.exact if mention else rating.value_norm
