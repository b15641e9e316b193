"""The review loop: which article and item are chosen, and what each gesture does with them.

It holds no widget. Panels ask it for gestures, it asks the session, and says what changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core import edits, queue
from annotator.core.errors import KnownError, Refused
from annotator.core.ratings import Rating
from annotator.core.reopening import is_reopening
from annotator.core.review import Review
from annotator.core.spans import Span, stack_of
from annotator.gui.article_words import reopened_words, stays_open_words
from annotator.gui.keymap import key
from annotator.gui.writer import Writer

if TYPE_CHECKING:
    from annotator.core.decisions import Edit
    from annotator.session import Changes, Session

Then = Callable[[], object]


class Desk(QObject):
    """One analyst at work on one open project.

    Signals:
        shown(object): another article is under review (its Review).
        changed(object): something was written (session Changes).
        chosen(object): id of the chosen item, or None.
        moved(): the analyst goes on to another suggestion, without a decision.
        refused(object): a KnownError to show; informed(str): a sentence to show.
    """

    shown = Signal(object)
    changed = Signal(object)
    chosen = Signal(object)
    moved = Signal()
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

    def open_article(self, document_id: str, item_id: str | None = None) -> KnownError | None:
        """Put an article under review and choose its first open suggestion (or ``item_id``).

        Returns:
            why it cannot be read, which was said; None else.
        """
        if self._must_wait():
            return None
        try:
            review = self.session.open_article(document_id)
        except KnownError as error:
            self.refused.emit(error)
            return error
        self.chosen_id = None
        self.shown.emit(review)
        self.choose(item_id or queue.next_open(review, None))
        return None

    def choose(self, item_id: str | None) -> None:
        """Choose a span or rating of the open article."""
        self.chosen_id = item_id
        self._since = time.monotonic()
        self.chosen.emit(item_id)

    def next_open(self) -> None:
        """Choose the next open suggestion, going round."""
        if self.review is not None:
            self._move_to(queue.next_open(self.review, self.chosen_id))

    def previous_open(self) -> None:
        """Choose the open suggestion before, going round."""
        if self.review is not None:
            self._move_to(queue.previous_open(self.review, self.chosen_id))

    def cycle(self) -> None:
        """Choose the next span of those that lie on each other at the chosen one's place."""
        item = self._span(f"first: {key('cycle')} goes through those at its place")
        if self.review is None or item is None:
            return
        stack = [s.id for s in stack_of(self.review.spans.values(), item)]
        if len(stack) < 2:
            self.informed.emit("No other span lies at this place.")
        else:
            self.choose(stack[(stack.index(item.id) + 1) % len(stack)])

    def _move_to(self, item_id: str | None) -> None:
        """Go to another suggestion; words selected for something else are let go of."""
        if item_id is None:
            self.informed.emit(self._nothing_open())
        else:
            self.moved.emit()
            self.choose(item_id)

    def _nothing_open(self) -> str:
        complete = self.review is not None and self.review.status == "complete"
        if complete:
            following = key("next_article")
            return f"Nothing is open here: this article is complete. {following}: the next one."
        return f"Nothing is open here. {key('complete')}: complete, and next."

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
        item = self.item()
        if item is not None and item.is_open:
            self.apply(lambda review: edits.skip(review, item.id), self.next_open, quiet=True)
        else:
            self.next_open()

    def relabel(self, label: str) -> None:
        """Give the chosen span another label, or mark the selected text with it."""
        selected = self.selection()
        if selected is not None:
            self.add_span(*selected, label)
            return
        item = self.item()
        if not self.can_label() or not isinstance(item, Span):
            return
        if item.label == label:
            self.confirm()
        else:
            self._decide(lambda review, span_id: edits.correct_span(review, span_id, label=label))

    def can_label(self) -> bool:
        """Is there something that a label can be given to? Says what to do where there is not."""
        can = self.selection() is not None or isinstance(self.item(), Span)
        if not can:
            self.informed.emit("Choose a span to give it a label, or select text to mark it.")
        return can

    def step_edge(self, edge: str, step: int) -> None:
        """Move the chosen span's ``start`` or ``end`` by one token, outward with ``step`` 1."""
        span = self._span("to move its edges")
        if span is None or self.review is None:
            return
        from annotator.gui import drafts

        start, end = drafts.stepped(self.review.document.text, span, edge, step)
        if start is None and end is None:
            self.informed.emit(
                "There is no further word in this paragraph."
                if step > 0
                else "A span keeps at least one word."
            )
            return
        self.apply(lambda r: edits.correct_span(r, span.id, start=start, end=end))

    def set_edges(self) -> None:
        """Set both edges of the chosen span to the selected text."""
        selected = self.selection()
        if selected is None:
            self.informed.emit(f"Select the right words first, then press {key('set_edges')}.")
            return
        span = self._span("to set its edges")
        if span is not None:
            start, end = selected
            self.apply(lambda r: edits.correct_span(r, span.id, start=start, end=end))

    def add_span(self, start: int, end: int, label: str) -> None:
        """Mark text that the machine did not find; it becomes the chosen item."""
        item_id = self.session.new_item_id("span")
        self.apply(
            lambda review: edits.add_span(review, item_id, start, end, label),
            lambda: self.choose(item_id),
        )

    def rating(self, todo: str) -> Rating | None:
        """The chosen rating, or the first that uses the chosen span; None says what to do.

        Args:
            todo: what to do with a span that no rating uses.
        """
        item = self.item()
        if self.review is None or item is None:
            self.informed.emit(
                f"Choose a rating first: {key('next_open')} goes to the next suggestion."
            )
            return None
        users = self.review.ratings_using(item.id)
        rating = item if isinstance(item, Rating) else next(iter(users), None)
        if rating is None:
            self.informed.emit(f"No rating uses this span. {todo}")
        return rating

    def flag(self) -> None:
        """Flag the article, or take the flag away."""
        if self.review is None:
            return
        flag = not self.review.flag
        said = "Flagged for a second look." if flag else "The flag is taken away."
        self.apply(lambda review: edits.set_flag(review, flag), lambda: self.informed.emit(said))

    def undo(self) -> None:
        """Take back the last decision, in whichever article it was."""
        self.take_back(self.session.undo, "There is nothing to undo.")

    def redo(self) -> None:
        """Do again what was undone."""
        self.take_back(self.session.redo, "There is nothing to redo.")

    # --- the one way to write ---

    def apply(
        self, make: Callable[[Review], Edit], then: Then | None = None, *, quiet: bool = False
    ) -> None:
        """Check and write a gesture on the open article.

        Args:
            then: called once it is written, or at once where there is nothing to change; not
                where it is refused.
            quiet: do not announce it as a decision.
        """
        if self.review is None or self._must_wait():
            return
        try:
            edit = make(self.review)
        except Refused as error:
            self.refused.emit(error)
            return

        def written(changes: Changes | None) -> None:
            self._since = time.monotonic()
            if then is not None:
                then()
            if changes is not None and is_reopening(changes.edit):
                self.informed.emit(reopened_words())

        ms = round((time.monotonic() - self._since) * 1000)
        if edit:
            self.writer.write(lambda: self.session.apply(edit, ms=ms), written, quiet=quiet)
        else:
            written(None)

    def _decide(self, make: Callable[[Review, str], Edit]) -> None:
        """Apply a gesture to the chosen item, then choose the next open one."""
        item = self.item()
        if item is None or self.review is None:
            nothing_left = self.review is not None and not self.review.open_items()
            first = f"Choose a suggestion first: {key('next_open')} goes to the next one."
            self.informed.emit(self._nothing_open() if nothing_left else first)
            return
        here = queue.place(self.review, item)

        def go_on() -> None:
            if self.review is None:
                return
            following = queue.next_open_from(self.review, here)
            self.choose(following or self._kept(item.id))
            if following is None and self.review.status != "complete":
                self.informed.emit(self._nothing_open())

        self.apply(lambda review: make(review, item.id), go_on)

    def _must_wait(self) -> bool:
        """Does a decision still wait for another program? Then this gesture is not taken."""
        if self.writer.is_waiting:
            self.informed.emit(
                "The last decision still waits for another program. Press the key again then."
            )
        return self.writer.is_waiting

    def _kept(self, item_id: str) -> str | None:
        return item_id if self.review is not None and self.review.item(item_id) else None

    def take_back(
        self, act: Callable[[], Changes | None], nothing: str, then: Then | None = None
    ) -> None:
        """Undo or redo by ``act``, and show what became of it.

        Args:
            nothing: said where there is nothing to take back.
            then: called once it is done.
        """
        if self._must_wait():
            return
        before = self.review

        def done(changes: Changes | None) -> None:
            if changes is None:
                self.informed.emit(nothing)
                return
            self._show_taken_back(changes, before)
            if is_reopening(changes.edit) and self.review is not None:
                self.informed.emit(stays_open_words(len(self.review.open_items())))
            if then is not None:
                then()

        self.writer.write(act, done)

    def _show_taken_back(self, changes: Changes, before: Review | None) -> None:
        """Show what an undo changed, in its own article, with its first item chosen."""
        elsewhere = before is None or before.document.id != changes.document_id
        if elsewhere and self.review is not None:
            self.chosen_id = None
            self.shown.emit(self.review)
        targets = [c.target for c in changes.edit.changes] if changes.edit else []
        there = [t for t in reversed(targets) if self.review and self.review.item(t)]
        ratings = [t for t in there if self.review and t in self.review.ratings]
        if there or elsewhere:
            self.choose(next(iter(ratings or there), None))
        elif before is not None and self.chosen_id is None:
            self.choose(self._open_near(before, targets))

    def _open_near(self, before: Review, gone: list[str]) -> str | None:
        """The open item at or behind the place where items were that are no longer there."""
        items = [item for item in map(before.item, gone) if item is not None]
        if not items or self.review is None:
            return None
        return queue.next_open_from(self.review, queue.place(before, items[0]))

    def _on_change(self, changes: Changes) -> None:
        self.changed.emit(changes)
        if self.chosen_id is not None and not self._kept(self.chosen_id):
            self.chosen_id = None

    def item(self) -> Span | Rating | None:
        """The chosen span or rating."""
        if self.review is None or self.chosen_id is None:
            return None
        return self.review.item(self.chosen_id)

    def _span(self, purpose: str) -> Span | None:
        """The chosen span, or the value span of the chosen rating; None says what to do."""
        item = self.item()
        if isinstance(item, Rating) and item.value and item.value.span and self.review:
            item = self.review.spans.get(item.value.span)
        if isinstance(item, Span):
            return item
        self.informed.emit(f"Choose a span {purpose}.")
        return None
