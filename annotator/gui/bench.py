"""One open project on the panels: they show what the session says, and it hears their wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QMessageBox

from annotator.core import queue
from annotator.core.documents import Document, PartialDate
from annotator.core.errors import KnownError
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span
from annotator.gui.article_view.view import ArticleView
from annotator.gui.desk import Desk
from annotator.gui.dialogs.label_picker import LabelPicker
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.top_bar import TopBar
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.session import Changes, Session

#: Which articles each filter of the list shows.
FILTERS: dict[str, dict[str, Any]] = {
    "open": {"status": ("new", "in_progress")},
    "done": {"status": ("complete",)},
    "flagged": {"flagged": True},
}
_OUTSIDE_MS = 2000
_INFO_MS = 5000


class ThemedWindow(QMainWindow):
    """A window that knows its colours, as every dialog wants them."""

    theme: Theme


@dataclass(frozen=True, slots=True)
class Panels:
    """The window's panels, as it placed them."""

    window: ThemedWindow
    top: TopBar
    articles: ArticleList
    view: ArticleView
    cards: RatingCards
    entities: EntityList
    banner: Banner
    keys: KeyLine


class Bench(QObject):
    """Connects one session and its desk with the panels."""

    def __init__(self, session: Session, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.panels = panels
        self.desk = Desk(session, self)
        self.desk.selection = panels.view.selected_range
        self._filter = "open"
        self._scores: dict[str, tuple[float | None, str]] = {}
        self._draft: Rating | None = None
        self._connections: list[Any] = []
        self._connect()
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look_outside)
        self._poll.start(_OUTSIDE_MS)

    def start(self, article: str | None = None) -> None:
        """Show the list and an article: the one named, else the first that is open."""
        self.panels.view.set_labels(self.session.labels)
        self._show_filter("open")
        ids = self.session.article_ids(**FILTERS["open"]) or self.session.article_ids()
        if article is not None or ids:
            self.desk.open_article(article or ids[0])

    def release(self) -> None:
        """Let go of the panels and the project."""
        self._poll.stop()
        for connection in self._connections:
            QObject.disconnect(connection)
        self.session.close()

    # --- commands that need the panels ---

    def escape(self) -> None:
        """Take a message away, else the selection."""
        if self.panels.banner.isVisible():
            self.panels.banner.dismiss()
        else:
            self.panels.view.clear_selection()
        self.panels.view.setFocus()

    def pick_label(self) -> None:
        """Choose a label by typing its name."""
        view = self.panels.view
        label = LabelPicker.ask(self.panels.window, self.session.labels, self.panels.window.theme)
        if label is not None:
            self.desk.relabel(label)
        view.setFocus()

    def shrink_end(self) -> None:
        self.desk.step_edge("end", -1)

    def grow_end(self) -> None:
        self.desk.step_edge("end", 1)

    def shrink_start(self) -> None:
        self.desk.step_edge("start", -1)

    def grow_start(self) -> None:
        self.desk.step_edge("start", 1)

    def set_edges(self) -> None:
        self.desk.set_edges()
        self.panels.view.clear_selection()

    def edit_rating(self) -> None:
        """Edit the chosen rating, or the first that uses the chosen span."""
        review = self.desk.review
        chosen = self.desk.chosen_id
        if review is None or chosen is None:
            return
        users = review.ratings_using(chosen)
        rating = review.ratings.get(chosen) or (users[0] if users else None)
        if rating is None:
            self._inform("No rating uses this span. N makes one of a RATING span.")
            return
        if rating.id != chosen:
            self.desk.choose(rating.id)
        self._draft = None
        self.panels.cards.start_editing(rating.id, self._selected())

    def new_rating(self) -> None:
        """Draft a rating of the selected words and open its form."""
        self._draft = self.desk.draft_rating()
        if self._draft is not None:
            self.panels.cards.start_new(self._draft)

    def complete(self) -> None:
        """Complete the article and go to the next open one."""
        review = self.desk.review
        following = self._neighbour(1)
        if review is None or not self.desk.complete():
            return
        self._inform(f"Complete: {review.document.title}. Backspace takes it back.")
        if following is not None:
            self.desk.open_article(following)

    def confirm_visible(self) -> None:
        """Confirm what is visible, after saying how much that is, and complete the article."""
        review = self.desk.review
        if review is None:
            return
        seen = [i for i in self._visible_ids(review) if self._is_open(review, i)]
        if not seen:
            self.complete()
            return
        if not self._agreed(review, seen):
            return
        if self.desk.confirm_all(seen):
            self.complete()

    def next_article(self) -> None:
        self._open_neighbour(1)

    def previous_article(self) -> None:
        self._open_neighbour(-1)

    def _open_neighbour(self, step: int) -> None:
        neighbour = self._neighbour(step)
        if neighbour is not None:
            self.desk.open_article(neighbour)

    def _neighbour(self, step: int) -> str | None:
        """The article before or behind the open one in the list as it is filtered."""
        ids = self.session.article_ids(**FILTERS[self._filter])
        here = self.desk.review.document.id if self.desk.review else ""
        if here not in ids:
            return ids[0] if ids else None
        index = ids.index(here) + step
        if 0 <= index < len(ids):
            return ids[index]
        others = [i for i in ids if i != here]
        return others[0] if others and step > 0 else None

    def _visible_ids(self, review: Review) -> list[str]:
        """Visible spans, and the ratings whose value is visible."""
        spans = set(self.panels.view.visible_item_ids())
        ratings = [
            r.id
            for r in review.ratings.values()
            if r.value and (r.value.span in spans or r.id in spans)
        ]
        return ratings + sorted(spans - set(ratings))

    @staticmethod
    def _is_open(review: Review, item_id: str) -> bool:
        item = review.item(item_id)
        return item is not None and item.is_open

    def _agreed(self, review: Review, seen: list[str]) -> bool:
        left = len(review.open_items()) - len(seen)
        rest = f" {left} more further up or down stay open." if left > 0 else ""
        answer = QMessageBox.question(
            self.panels.window,
            "Confirm all that is visible",
            f"Confirm the {len(seen)} open suggestions that are visible?{rest}\n"
            "One Backspace takes all of it back.",
        )
        return answer == QMessageBox.StandardButton.Yes

    # --- what the session says ---

    def _connect(self) -> None:
        desk, panels = self.desk, self.panels
        links: list[tuple[Any, Callable[..., object]]] = [
            (desk.shown, self._on_shown),
            (desk.changed, self._on_changed),
            (desk.chosen, self._on_chosen),
            (desk.refused, self._on_refused),
            (desk.informed, self._inform),
            (desk.writer.decided, self._on_decided),
            (desk.writer.waiting, self._on_waiting),
            (panels.articles.filter_requested, self._show_filter),
            (panels.articles.article_requested, desk.open_article),
            (panels.view.item_clicked, desk.choose),
            (panels.cards.chosen, desk.choose),
            (panels.cards.confirm_requested, self._confirm),
            (panels.cards.reject_requested, self._reject),
            (panels.cards.edit_requested, self._edit),
            (panels.cards.edit_saved, self._on_edit_saved),
            (panels.cards.edit_cancelled, panels.view.setFocus),
            (panels.entities.entity_chosen, desk.choose),
        ]
        self._connections = [signal.connect(slot) for signal, slot in links]

    def _on_shown(self, review: Review) -> None:
        panels = self.panels
        self._scores = self.session.scores(review.document.id)
        numbers = {item: score for item, (score, _) in self._scores.items() if score is not None}
        panels.view.set_meta(meta_line(review.document, self._body_names(review)))
        panels.view.set_why(lambda item: self._scores.get(item, (None, ""))[1])
        panels.view.show_review(review, numbers)
        panels.cards.show_review(review, numbers, self.session.scales, self.session.labels)
        panels.entities.show_review(review, numbers, self.session.labels)
        panels.articles.set_current(review.document.id)

    def _on_changed(self, changes: Changes) -> None:
        review = self.desk.review
        if changes.edit is None and review is not None:
            if changes.document_id in (None, review.document.id):
                self._show_again(review)
        elif review is not None and changes.document_id == review.document.id:
            self.panels.view.take(review, changes.items)
            self.panels.cards.refresh(review, changes.items)
            self.panels.entities.refresh(review, changes.items)
        if changes.articles or changes.article:
            self._show_list()
        elif changes.document_id is not None:
            self.panels.articles.refresh([changes.document_id])
        self._show_progress()

    def _show_again(self, review: Review) -> None:
        """The machine or another program wrote: show it where the analyst was."""
        chosen = self.desk.chosen_id
        place = self.panels.view.verticalScrollBar().value()
        self._on_shown(review)
        self.panels.view.verticalScrollBar().setValue(place)
        if chosen is None or review.item(chosen) is None:
            chosen = queue.next_open(review, None)
        self.desk.choose(chosen)

    def _on_chosen(self, item_id: str | None) -> None:
        self.panels.view.choose(item_id)
        self.panels.cards.choose(item_id)
        self.panels.entities.choose(item_id)
        self.show_usual_keys()

    def _on_decided(self) -> None:
        self.panels.banner.decision_made()
        self.panels.view.clear_selection()
        self.panels.keys.set_saved(datetime.now())

    def _on_refused(self, error: KnownError) -> None:
        if self.panels.cards.is_editing:
            self.panels.cards.show_problem(" ".join(part for part in (error.what, error.todo) if part))
        else:
            self.panels.banner.show_error(error)

    def _on_waiting(self, waiting: bool) -> None:
        self.panels.keys.set_state("Waiting for another program ..." if waiting else "")

    def show_usual_keys(self) -> None:
        """The keys that work now."""
        review, chosen = self.desk.review, self.desk.chosen_id
        item = review.item(chosen) if review and chosen else None
        if self.panels.cards.is_editing:
            keys = [("Enter", "save"), ("Esc", "cancel"), ("Tab", "next field")]
        elif review is None:
            keys = [("Ctrl+O", "import articles"), ("?", "all keys")]
        elif isinstance(item, Span):
            keys = [("A", "confirm"), ("X", "reject"), ("Space", "skip"), ("1-9", "relabel")]
            keys += [
                ("J K", "move"),
                ("[ ]", "edges"),
                ("Ctrl+Enter", "complete"),
                ("?", "all keys"),
            ]
        elif isinstance(item, Rating):
            keys = [("A", "confirm"), ("X", "reject"), ("E", "edit"), ("Space", "skip")]
            keys += [("J K", "move"), ("Ctrl+Enter", "complete"), ("?", "all keys")]
        else:
            keys = [("J K", "move"), ("N", "new rating"), ("1-9", "mark selection")]
            keys += [("Ctrl+Enter", "complete"), ("Backspace", "undo"), ("?", "all keys")]
        self.panels.keys.show_keys(keys)

    # --- lists and numbers ---

    def _show_filter(self, name: str) -> None:
        self._filter = name
        self.panels.articles.set_filter(name)
        self._show_list()
        self._show_progress()

    def _show_list(self) -> None:
        review = self.desk.review
        self.panels.articles.set_ids(self.session.article_ids(**FILTERS[self._filter]))
        self.panels.articles.refresh(None)
        if review is not None:
            self.panels.articles.set_current(review.document.id)

    def _show_progress(self) -> None:
        progress = self.session.progress()
        open_ = progress.articles - progress.complete
        self.panels.articles.set_counts(open_, progress.complete, progress.flagged)
        self.panels.top.set_progress(progress)

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
        self.edit_rating()

    def _on_edit_saved(self, rating_id: str, fields: dict[str, Any]) -> None:
        draft, self._draft = self._draft, None
        if draft is not None and not rating_id:
            self.desk.add_rating(draft, fields)
        else:
            self.desk.correct_rating(rating_id, fields)
        self.panels.view.setFocus()

    def _selected(self) -> Mention | None:
        """The selected words, which a form offers as the subject."""
        chosen = self.panels.view.selected_range()
        if chosen is None or self.desk.review is None:
            return None
        return Mention.at(self.desk.review.document.text, *chosen)

    def _inform(self, text: str) -> None:
        self.panels.banner.show_info(text, _INFO_MS)

    def _look_outside(self) -> None:
        """Another window or a command may have written to the project."""
        if not self.panels.cards.is_editing and self.session.changed_outside():
            self.session.refresh()


def meta_line(document: Document, bodies: list[str]) -> str:
    """Outlet, date, inspectorates and further outlets, as far as they are known."""
    parts = [document.outlet or "", date_in_words(document.published), *bodies[:2]]
    others = len(document.appearances)
    if others:
        parts.append(f"also published by {others} outlet{'s' if others > 1 else ''}")
    return " · ".join(part for part in parts if part)


def date_in_words(date: PartialDate) -> str:
    """14 March 2026, March 2026, 2026, or nothing."""
    if date.value is None:
        return ""
    shapes = {"day": ("%Y-%m-%d", "%d %B %Y"), "month": ("%Y-%m", "%B %Y")}
    if date.precision not in shapes:
        return date.value
    read, shown = shapes[date.precision]
    try:
        return datetime.strptime(date.value[:10], read).strftime(shown).lstrip("0")
    except ValueError:
        return date.value
