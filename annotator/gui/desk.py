"""The review loop: which article and item are chosen, and what each gesture does with them.

It holds no widget. Panels ask it for gestures, it asks the session, and says what changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.core import edits, queue
from annotator.core.errors import KnownError, Refused
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Span, smallest_at
from annotator.gui import drafts
from annotator.gui.writer import Writer

if TYPE_CHECKING:
    from annotator.core.decisions import Edit
    from annotator.session import Changes, Session


class Desk(QObject):
    """One analyst at work on one open project.

    Signals:
        shown(object): another article is under review (its Review).
        changed(object): something was written (session Changes).
        chosen(object): id of the chosen item, or None.
        refused(object): a KnownError to show; informed(str): a sentence to show.
    """

    shown = Signal(object)
    changed = Signal(object)
    chosen = Signal(object)
    refused = Signal(object)
    informed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.chosen_id: str | None = None
        self.selection: Callable[[], tuple[int, int] | None] = lambda: None
        self._since = time.monotonic()
        self.writer = Writer(self)
        self.writer.refused.connect(self.refused)
        session.on_change(self._on_change)

    @property
    def review(self) -> Review | None:
        return self.session.review

    # --- moving ---

    def open_article(self, document_id: str, item_id: str | None = None) -> None:
        """Put an article under review and choose its first open suggestion (or ``item_id``)."""
        try:
            review = self.session.open_article(document_id)
        except KnownError as error:
            self.refused.emit(error)
            return
        self.chosen_id = None
        self.shown.emit(review)
        self.choose(item_id or queue.next_open(review, None))

    def choose(self, item_id: str | None) -> None:
        """Choose a span or rating of the open article."""
        self.chosen_id = item_id
        self._since = time.monotonic()
        self.chosen.emit(item_id)

    def next_open(self) -> None:
        """Choose the next open suggestion, going round."""
        if self.review is not None:
            self._choose_or_say(queue.next_open(self.review, self.chosen_id))

    def previous_open(self) -> None:
        """Choose the open suggestion before, going round."""
        if self.review is not None:
            self._choose_or_say(queue.previous_open(self.review, self.chosen_id))

    def cycle(self) -> None:
        """Choose the next span of those that lie on each other at the chosen one's place."""
        item = self._item()
        if self.review is None or not isinstance(item, Span):
            return
        stack = [s.id for s in smallest_at(self.review.spans.values(), item.start)]
        self.choose(stack[(stack.index(item.id) + 1) % len(stack)])

    def _choose_or_say(self, item_id: str | None) -> None:
        if item_id is None:
            self.informed.emit("Nothing is open here. Ctrl+Enter: complete, and next.")
        else:
            self.choose(item_id)

    # --- deciding ---

    def confirm(self) -> None:
        """Confirm the chosen item and go on."""
        self._decide(lambda review, item: edits.confirm(review, item, self.session.scales))

    def reject(self) -> None:
        """Reject the chosen item and go on."""
        self._decide(edits.reject)

    def reject_both(self) -> None:
        """Reject the chosen span together with the decided ratings that use it."""
        self._decide(lambda review, item: edits.reject(review, item, also_ratings=True))

    def skip(self) -> None:
        """Leave the chosen item open and go on."""
        item = self._item()
        if self.review is None:
            return
        if item is not None and item.is_open:
            self._apply(lambda review: edits.skip(review, item.id), quiet=True)
        self.next_open()

    def relabel(self, label: str) -> None:
        """Give the chosen span another label, or mark the selected text with it."""
        selected = self.selection()
        if selected is not None:
            self.add_span(*selected, label)
            return
        item = self._item()
        if not isinstance(item, Span):
            self.informed.emit("Choose a span to give it a label, or select text to mark it.")
        elif item.label == label:
            self.confirm()
        else:
            self._decide(lambda review, span_id: edits.correct_span(review, span_id, label=label))

    def move_edge(self, *, start: int | None = None, end: int | None = None) -> None:
        """Move an edge of the chosen span; it stays chosen."""
        span = self._span("to move its edges")
        if span is not None:
            self._apply(lambda r: edits.correct_span(r, span.id, start=start, end=end))

    def step_edge(self, edge: str, step: int) -> None:
        """Move the chosen span's ``start`` or ``end`` by one token, outward with ``step`` 1."""
        span = self._span("to move its edges")
        if span is None or self.review is None:
            return
        start, end = drafts.stepped(self.review.document.text, span, edge, step)
        self.move_edge(start=start, end=end)

    def set_edges(self) -> None:
        """Set both edges of the chosen span to the selected text."""
        selected = self.selection()
        if selected is None:
            self.informed.emit("Select the right words first, then press B.")
            return
        self.move_edge(start=selected[0], end=selected[1])

    def add_span(self, start: int, end: int, label: str) -> None:
        """Mark text that the machine did not find; it becomes the chosen item."""
        item_id = self.session.new_item_id("span")
        if self._apply(lambda review: edits.add_span(review, item_id, start, end, label)):
            self.choose(item_id)

    def draft_rating(self) -> Rating | None:
        """A rating to be filled in, from the selected words or the chosen span; None says why."""
        if self.review is None:
            return None
        selected = self.selection()
        item = self._item()
        try:
            return drafts.rating(
                self.review, self.session.scales, selected, item if isinstance(item, Span) else None
            )
        except Refused as error:
            self.refused.emit(error)
            return None

    def add_rating(self, draft: Rating, fields: dict[str, Any]) -> None:
        """Add a drafted rating; words that carry no RATING span yet get one first."""
        draft = replace(draft, **fields)
        needs_span = draft.value is not None and draft.value.span is None
        span_id = self.session.new_item_id("span")
        rating_id = self.session.new_item_id("rating", ahead=int(needs_span))
        draft = replace(draft, id=rating_id)
        scales = self.session.scales
        if self._apply(lambda r: drafts.with_value_span(r, scales, draft, span_id)):
            self.choose(rating_id)

    def correct_rating(self, rating_id: str, fields: dict[str, Any]) -> None:
        """Change fields of a rating; it stays chosen."""
        scales = self.session.scales
        self._apply(lambda review: edits.correct_rating(review, rating_id, scales, fields))

    def confirm_all(self, item_ids: list[str]) -> bool:
        """Confirm several items as one gesture."""
        scales = self.session.scales
        return self._apply(lambda review: edits.confirm_all(review, item_ids, scales))

    def complete(self) -> bool:
        """Complete the article; with open suggestions, jump to the first instead."""
        if self.review is None:
            return False
        try:
            edit = edits.complete(self.review)
        except Refused as error:
            self.choose(queue.next_open(self.review, None))
            self.refused.emit(error)
            return False
        return self._apply(lambda _review: edit) or self.review.status == "complete"

    def reopen(self) -> None:
        """Take a complete article up again."""
        self._apply(edits.reopen)

    def flag(self) -> None:
        """Flag the article, or take the flag away."""
        self._apply(lambda review: edits.set_flag(review, not review.flag))

    def undo(self) -> None:
        """Take back the last decision, in whichever article it was."""
        self._take_back(self.session.undo, "There is nothing to undo.")

    def redo(self) -> None:
        """Do again what was undone."""
        self._take_back(self.session.redo, "There is nothing to redo.")

    # --- the one way to write ---

    def _decide(self, make: Callable[[Review, str], Edit]) -> None:
        """Apply a gesture to the chosen item, then choose the next open one."""
        item = self._item()
        if item is None or self.review is None:
            self.informed.emit("Choose a suggestion first: J goes to the next one.")
            return
        here = queue.place(self.review, item)
        was_open = item.is_open
        done = self._apply(lambda review: make(review, item.id))
        if self.review is None or not (done or not was_open):
            return
        self.choose(queue.next_open_from(self.review, here) or self._kept(item.id))

    def _kept(self, item_id: str) -> str | None:
        return item_id if self.review is not None and self.review.item(item_id) else None

    def _apply(self, make: Callable[[Review], Edit], *, quiet: bool = False) -> bool:
        """Check and write a gesture; False where it was refused, changed nothing or waits."""
        if self.review is None or self.writer.is_waiting:
            return False
        try:
            edit = make(self.review)
        except Refused as error:
            self.refused.emit(error)
            return False
        if not edit:
            return False
        ms = round((time.monotonic() - self._since) * 1000)
        if not self.writer.write(lambda: self.session.apply(edit, ms=ms), quiet=quiet):
            return False
        self._since = time.monotonic()
        return True

    def _take_back(self, act: Callable[[], Changes | None], nothing: str) -> None:
        if self.writer.is_waiting:
            return

        def write() -> None:
            before = self.review
            changes = act()
            if changes is None:
                self.informed.emit(nothing)
            else:
                self._show_taken_back(changes, before)

        self.writer.write(write)

    def _show_taken_back(self, changes: Changes, before: Review | None) -> None:
        """Show what an undo changed, in its own article, with its first item chosen."""
        elsewhere = before is None or before.document.id != changes.document_id
        if elsewhere and self.review is not None:
            self.chosen_id = None
            self.shown.emit(self.review)
        targets = [c.target for c in changes.edit.changes] if changes.edit else []
        there = [t for t in reversed(targets) if self.review and self.review.item(t)]
        if there or elsewhere:
            self.choose(there[0] if there else None)

    def _on_change(self, changes: Changes) -> None:
        self.changed.emit(changes)
        if self.chosen_id is not None and not self._kept(self.chosen_id):
            self.chosen_id = None

    def _item(self) -> Span | Rating | None:
        if self.review is None or self.chosen_id is None:
            return None
        return self.review.item(self.chosen_id)

    def _span(self, purpose: str) -> Span | None:
        """The chosen span, or the value span of the chosen rating; None says what to do."""
        item = self._item()
        if isinstance(item, Rating) and item.value and item.value.span and self.review:
            item = self.review.spans.get(item.value.span)
        if isinstance(item, Span):
            return item
        self.informed.emit(f"Choose a span {purpose}.")
        return None
