"""One open project on the panels: they show what the session says, and it hears their wishes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from annotator.core import queue
from annotator.core.errors import KnownError
from annotator.core.review import Review
from annotator.core.wording import per_cent
from annotator.gui.article_words import meta_line
from annotator.gui.card_keys import CardKeys
from annotator.gui.carrying import Carrying
from annotator.gui.comparing import Comparing
from annotator.gui.completion import Completion
from annotator.gui.desk import Desk
from annotator.gui.guideline_text import section_names
from annotator.gui.keys_now import show_keys
from annotator.gui.labelling import Labelling
from annotator.gui.listing import Listing
from annotator.gui.looking_back import LookingBack
from annotator.gui.places import UNSAVED, Panels
from annotator.gui.rating_form import RatingForm
from annotator.gui.searching import Searching
from annotator.gui.zoning import Zoning

if TYPE_CHECKING:
    from annotator.session import Changes, Session

T = TypeVar("T")

_OUTSIDE_MS = 2000
_SETTLE_MS = 20_000
_INFO_MS = 5000
_OFFER_MS = 12000


class Bench(QObject):
    """Connects one session and its desk with the panels."""

    def __init__(self, session: Session, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.panels = panels
        self.desk = Desk(session, self)
        self.desk.selection = panels.view.selected_range
        self.form = RatingForm(self.desk, panels, self)
        self.card_keys = CardKeys(self.desk, panels, self._made, self)
        self.listing = Listing(self.desk, panels, self)
        self.completion = Completion(self.desk, panels, lambda: self.listing.neighbour(1), self)
        self.carrying = Carrying(self.desk, panels, self)
        self.comparing = Comparing(self.desk, panels, self)
        self.zoning = Zoning(self.desk, self)
        self.searching = Searching(self.desk, panels, self)
        self.looking_back = LookingBack(self.desk, panels, self)
        self.labelling = Labelling(self.desk, panels, self)
        self._scores: dict[str, tuple[float | None, str]] = {}
        self._seen: Review | None = None  # what the panels show
        self._is_behind = False  # something new waits until the form is closed
        self._keeps_place = False
        self._connections: list[Any] = []
        self._connect()
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look_outside)
        self._poll.start(_OUTSIDE_MS)
        self._settling = QTimer(self)
        self._settling.timeout.connect(self._settle)
        self._settling.start(_SETTLE_MS)

    def start(self, article: str | None = None) -> None:
        """Show the list and an article: the one named, else the first that is open."""
        self.labelling.show_labels()
        self.panels.keys.forget_saved()
        self.listing.begin()
        if article is not None:
            self.desk.open_article(article)
        first = self.listing.first()
        if self.desk.review is None and first is not None:
            self.desk.open_article(first)
        elif self.desk.review is None:
            self._show_nothing()

    def release(self) -> None:
        """Let go of the panels and the project."""
        self._poll.stop()
        self._settling.stop()
        self.carrying.stop()
        self.listing.stop()
        self.card_keys.stop()
        for connection in self._connections:
            QObject.disconnect(connection)
        self.session.close()

    # --- commands that need the panels ---

    def shrink_end(self) -> None:
        self.desk.step_edge("end", -1)

    def grow_end(self) -> None:
        self.desk.step_edge("end", 1)

    def shrink_start(self) -> None:
        self.desk.step_edge("start", -1)

    def grow_start(self) -> None:
        self.desk.step_edge("start", 1)

    def caret_mode(self) -> None:
        """Move by word with the arrow keys, and select with Shift; or stop that."""
        view = self.panels.view
        if self.desk.review is not None:
            view.setFocus()
            view.set_caret_mode(not view.is_in_caret_mode())

    def next_doubtful(self) -> None:
        """Choose the next open suggestion that the machine was not sure of, going round."""
        review = self.desk.review
        if review is None:
            return
        limit = self.panels.window.settings.doubt_below / 100
        scores = ((item, score) for item, (score, _) in self._scores.items())
        doubtful = {item for item, score in scores if score is not None and score < limit}
        following = queue.next_open_of(review, self.desk.chosen_id, doubtful)
        if following is not None:
            self.desk.choose(following)
        else:
            self._inform(f"No open suggestion here is less than {per_cent(limit)} sure.")

    # --- what the session says ---

    def _connect(self) -> None:
        desk, panels = self.desk, self.panels
        links: list[tuple[Any, Callable[..., object]]] = [
            (desk.shown, self._on_shown),
            (desk.changed, self._on_changed),
            (desk.chosen, self._on_chosen),
            (desk.refused, self._on_refused),
            (desk.informed, self._inform),
            (desk.moved, self._let_go),
            (self.completion.informed, self._inform),
            (self.completion.refused, self._on_refused),
            (self.carrying.offered, self._offer),
            (self.carrying.informed, self._inform),
            (self.comparing.informed, self._inform),
            (self.comparing.refused, self._on_refused),
            (self.zoning.informed, self._inform),
            (self.searching.informed, self._inform),
            (self.looking_back.informed, self._inform),
            (self.labelling.informed, self._inform),
            (self.labelling.merged, self.carrying.forget),
            (self.form.informed, self._inform),
            (self.form.closed, self._on_form_closed),
            *self.form.links(),
            (self.card_keys.informed, self._inform),
            *self.card_keys.links(),
            (desk.writer.decided, self._on_decided),
            (desk.writer.waiting, self._on_waiting),
            (self.listing.informed, self._inform),
            (self.listing.refused, self._on_refused),
            *self.listing.links(),
            (panels.articles.article_requested, self._open),
            (panels.cards.chosen, desk.choose),
            (panels.cards.confirm_requested, self._confirm),
            (panels.cards.reject_requested, self._reject),
            (panels.cards.edit_requested, self._edit),
            (panels.view.caret_changed, self.show_usual_keys),
            (panels.view.selecting, self.show_usual_keys),
            (panels.entities.entity_chosen, desk.choose),
        ]
        self._connections = [signal.connect(slot) for signal, slot in links]

    def _on_shown(self, review: Review) -> None:
        panels = self.panels
        self._seen, self._is_behind = review, False
        self._scores = self._beside(lambda: self.session.scores(review.document.id), {})
        numbers = {item: score for item, (score, _) in self._scores.items() if score is not None}
        panels.view.set_meta(self._meta(review))
        panels.view.set_why(lambda item: self._made(item)[1])
        panels.note.dismiss()
        panels.view.show_review(review, numbers)
        panels.cards.show_review(review, numbers, self.session.scales, self.session.labels)
        panels.entities.show_review(review, numbers, self.session.labels)
        panels.articles.set_current(review.document.id)

    def _beside(self, read: Callable[[], T], otherwise: T) -> T:
        """What stands beside an article; where it cannot be read, the article is shown without."""
        try:
            return read()
        except KnownError as error:
            self._on_refused(error)
            return otherwise

    def _made(self, item_id: str) -> tuple[float | None, str]:
        """Score and rule of an item's suggestion."""
        return self._scores.get(item_id, (None, ""))

    def _show_nothing(self) -> None:
        panels = self.panels
        panels.view.show_review(None)
        panels.cards.show_review(None, {}, self.session.scales, self.session.labels)
        panels.entities.show_review(None, {}, self.session.labels)
        self.show_usual_keys()

    def _on_changed(self, changes: Changes) -> None:
        review, seen = self.desk.review, self._seen
        is_seen = review and seen and review.document.id == seen.document.id
        if review is not None and is_seen and changes.document_id in (None, review.document.id):
            if changes.edit is None or (seen and seen.document.zones != review.document.zones):
                self._show_again(review)
            else:
                self._seen = review
                self.panels.view.take(review, changes.items)
                self.panels.cards.refresh(review, changes.items)
                self.panels.entities.refresh(review, changes.items)
        if changes.labels:
            self.labelling.show_labels()
            self._show_section()
            self.show_usual_keys()
        if changes.article and review is not None:
            self.panels.view.set_meta(self._meta(review))
        self.listing.take_note(changes)

    def _show_again(self, review: Review) -> None:
        """The machine or another program wrote: show it, and leave the analyst in place."""
        if self.panels.cards.is_editing:
            self._is_behind = True  # a form that is being filled in is not taken away
            return
        if self._seen is not None and _same(self._seen, review):
            return
        view = self.panels.view
        place, selected = view.verticalScrollBar().value(), view.selected_range()
        was_in_caret_mode = view.is_in_caret_mode()
        self._on_shown(review)
        if selected is not None:
            view.select_range(*selected)
        view.set_caret_mode(was_in_caret_mode)
        chosen = self.desk.chosen_id
        is_there = chosen is not None and review.item(chosen) is not None
        self._keeps_place = is_there or place > 0
        self.desk.choose(chosen if is_there else queue.next_open(review, None))
        if self._keeps_place:
            view.verticalScrollBar().setValue(place)
        self._keeps_place = False

    def _on_form_closed(self) -> None:
        if self._is_behind and self.desk.review is not None:
            self._show_again(self.desk.review)
        self.panels.view.setFocus()
        self.show_usual_keys()

    def _on_chosen(self, item_id: str | None) -> None:
        self.panels.view.choose(item_id, scroll=not self._keeps_place)
        self.panels.cards.choose(item_id)
        self.panels.entities.choose(item_id)
        self._show_section()
        self.show_usual_keys()

    def _show_section(self) -> None:
        """The guideline's section of what is chosen."""
        names = section_names(self.desk.review, self.desk.chosen_id, self.session.labels)
        self.panels.guideline.show_section(names)

    def _on_decided(self) -> None:
        self.panels.banner.decision_made()
        self.panels.view.clear_selection()
        self.panels.keys.set_saved(datetime.now())

    def _let_go(self) -> None:
        self.panels.view.set_caret_mode(False)
        self.panels.view.clear_selection()

    def _on_refused(self, error: KnownError) -> None:
        if self.panels.cards.is_editing:
            self.form.show_problem(error)
        else:
            self.panels.banner.show_error(error)

    def _on_waiting(self, waiting: bool) -> None:
        self.panels.keys.set_state("Waiting for another program ..." if waiting else "")
        if not waiting and not self.panels.banner.is_error:
            self.panels.banner.dismiss()  # what it said of the waiting is over

    def show_usual_keys(self) -> None:
        """The keys that work now."""
        show_keys(self.panels, self.desk.review, self.desk.item(), self.session.labels)

    def _meta(self, review: Review) -> str:
        copies = self._beside(lambda: self.comparing.mark(review.document.id), "")
        return meta_line(review.document, self._body_names(review), copies, is_aside=review.aside)

    def _body_names(self, review: Review) -> list[str]:
        ids = dict.fromkeys(r.rating_body_id for r in review.ratings_in_order() if r.rating_body_id)
        bodies = (self.session.scales.body(i) for i in ids)
        return [b.name if len(b.name) <= 40 else b.short for b in bodies if b is not None]

    # --- what panels wish ---

    def _confirm(self, item_id: str) -> None:
        self.desk.choose(item_id)
        self.desk.confirm()

    def _reject(self, item_id: str) -> None:
        self.desk.choose(item_id)
        self.desk.reject()

    def _edit(self, item_id: str) -> None:
        self.desk.choose(item_id)
        self.form.edit_rating()

    def _open(self, document_id: str) -> None:
        """Opened in the list: the keys belong to the article now."""
        if self.panels.cards.has_unsaved:
            self._inform(UNSAVED)
            return
        if self.desk.review is None or self.desk.review.document.id != document_id:
            self.desk.open_article(document_id)
        self.panels.view.setFocus()

    def _inform(self, text: str) -> None:
        self.panels.banner.show_info(text, _INFO_MS)

    def _offer(self, text: str) -> None:
        if not self.panels.banner.is_error:
            self.panels.banner.show_info(text, _OFFER_MS)

    def _look_outside(self) -> None:
        """Another window or a command may have written to the project."""
        if not self.panels.cards.is_editing and self.session.changed_outside():
            self.session.refresh()

    def _settle(self) -> None:
        """Now and then, so that a copy of the project file holds what was decided."""
        with suppress(KnownError):  # it is safe all the same, and tried again
            self.session.settle()


def _same(one: Review, other: Review) -> bool:
    """Do two states of an article look the same?"""
    return (one.document, one.article, one.spans, one.ratings) == (
        other.document,
        other.article,
        other.spans,
        other.ratings,
    )
