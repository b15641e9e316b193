"""Says of articles that they are done (one by one, or all that is visible first), or set aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.core import edits, queue
from annotator.core.decisions import Edit
from annotator.core.errors import Refused
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.core.wording import counted, per_cent
from annotator.gui.desk import Desk
from annotator.gui.keymap import key
from annotator.gui.places import Panels


class Completion(QObject):
    """Completes the open article and goes on to the next.

    Signals:
        informed(str), refused(object): what to show.
    """

    informed = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        desk: Desk,
        panels: Panels,
        following: Callable[[], str | None],
        parent: QObject | None = None,
    ) -> None:
        """``following`` gives the article behind the open one."""
        super().__init__(parent)
        self._desk = desk
        self._panels = panels
        self._following = following

    def complete(self) -> None:
        """Complete the article and go to the next; with open suggestions, jump to the first."""
        review = self._desk.review
        if review is None:
            return
        try:
            edit = edits.complete(review)
        except Refused as error:
            self._desk.choose(queue.next_open(review, None))
            self.refused.emit(error)
            return
        if edit and not self._is_meant(review):
            return
        said = _completed(review) if edit else f"“{_title(review)}” was complete already."
        self._write(edit, said)

    def _is_meant(self, review: Review) -> bool:
        """An article without a mark that the extractor never read may just not be read yet."""
        from annotator.gui.dialogs.question import Question

        if review.spans or review.ratings:
            return True
        if review.document.id not in self._desk.session.never_read():
            return True
        window = self._panels.window
        answer = Question.ask(
            window,
            "Complete without suggestions",
            "This article has not been read for suggestions yet, and nothing is marked in it.",
            "Completed like this, it says that there is nothing in it.",
            "Complete",
            window.theme,
        )
        self._panels.view.setFocus()
        return answer

    def confirm_visible(self) -> None:
        """Confirm what is visible, after saying how much that is, and complete the article."""
        review = self._desk.review
        if review is None:
            return
        seen = [i for i in self._visible_ids(review) if _is_open(review, i)]
        if not seen:
            self.complete()
            return
        edit = self._confirming(review, seen)
        if edit is None:
            return
        after = review.after(edit.changes)
        left = len(after.open_items())
        if not self._agreed(edit, left, completes=True):
            return
        if left:
            self._desk.apply(lambda _: edit, lambda: self._say_left(left))
        else:
            whole = Edit(edit.document_id, edit.changes + edits.complete(after).changes)
            self._write(whole, _completed(review))

    def confirm_seen(self) -> None:
        """Confirm what is visible, after saying how much that is; the article stays as it is."""
        review = self._desk.review
        if review is None:
            return
        seen = [i for i in self._visible_ids(review) if _is_open(review, i)]
        if not seen:
            self.informed.emit("Nothing that is visible waits for a decision.")
            return
        edit = self._confirming(review, seen)
        if edit is None:
            return
        left = len(review.after(edit.changes).open_items())
        if self._agreed(edit, left, completes=False):
            self._desk.apply(lambda _: edit, lambda: self._say_left(left))

    def set_aside(self) -> None:
        """Set an article aside that is none of this project's, and go on; or bring it back."""
        review = self._desk.review
        if review is None:
            return
        if review.aside:
            said = "The article is back in the list."
            self._desk.apply(
                lambda now: edits.set_aside(now, False), lambda: self.informed.emit(said)
            )
            return
        found = f"{key('undo')} takes it back; the filter “aside” finds it."
        self._write(edits.set_aside(review, True), f"Set aside: {_title(review)}. {found}")

    def reopen(self) -> None:
        """Take a complete article up again."""
        review = self._desk.review
        if review is not None and review.status != "complete":
            self.informed.emit("This article is still open: there is nothing to reopen.")
        else:
            self._desk.apply(edits.reopen, lambda: self.informed.emit("The article is open again."))

    def _write(self, edit: Edit, said: str) -> None:
        """Write what is decided of the whole article, go to the next one, and say so."""
        following = self._following()

        def go_on() -> None:
            if following is not None:
                self._desk.open_article(following)
            end = "" if following is not None else " No other article is left in this list."
            self.informed.emit(f"{said}{end}")

        self._desk.apply(lambda _: edit, go_on)

    def _say_left(self, left: int) -> None:
        if self._desk.review is not None:
            self._desk.choose(queue.next_open(self._desk.review, self._desk.chosen_id))
        if left:
            said = f"{counted(left, 'suggestion')} still open further up or down."
        else:
            said = f"Nothing is open here. {key('complete')}: complete, and next."
        self.informed.emit(said)

    def _confirming(self, review: Review, item_ids: list[str]) -> Edit | None:
        """The gesture that confirms them; where one cannot be, it is chosen and says why."""
        scales = self._desk.session.scales
        for item_id in item_ids:
            try:
                edits.confirm(review, item_id, scales)
            except Refused as error:
                self._desk.choose(item_id)
                self.refused.emit(error)
                return None
        return edits.confirm_all(review, item_ids, scales)

    def _visible_ids(self, review: Review) -> list[str]:
        """Visible spans, and the ratings whose value is visible."""
        seen = set(self._panels.view.visible_item_ids())
        ratings = [
            r.id
            for r in review.ratings_in_order()
            if r.id in seen or (r.value and r.value.span in seen)
        ]
        return ratings + sorted(seen - set(ratings))

    def _agreed(self, edit: Edit, left: int, *, completes: bool) -> bool:
        from annotator.gui.dialogs.question import Question

        spans = sum(isinstance(change.after, Span) for change in edit.changes)
        ratings = len(edit.changes) - spans
        parts = [counted(ratings, "rating")] * bool(ratings)
        parts += [counted(spans, "span")] * bool(spans)
        what = " and ".join(parts)
        if left:
            rest = "is" if left == 1 else "are"
            question = f"Confirm {what}? {left:,} more further up or down {rest} left open."
        elif completes:
            question = f"Confirm {what}, and complete the article?"
        else:
            question = f"Confirm {what}?"
        question += self._least_sure(edit)
        window = self._panels.window
        title, safe = "Confirm all that is visible", f"One {key('undo')} takes all of it back."
        answer = Question.ask(window, title, question, safe, "Confirm", window.theme)
        self._panels.view.setFocus()
        return answer

    def _least_sure(self, edit: Edit) -> str:
        """How sure the least sure of them is, where the machine said it."""
        scores = self._desk.session.scores(edit.document_id)
        found = [scores[c.target][0] for c in edit.changes if c.target in scores]
        known = [score for score in found if score is not None]
        return f" The least sure is {per_cent(min(known))}." if known else ""


def _is_open(review: Review, item_id: str) -> bool:
    item = review.item(item_id)
    return item is not None and item.is_open


def _completed(review: Review) -> str:
    return f"Complete: {_title(review)}. {key('undo')} takes it back."


def _title(review: Review) -> str:
    return review.document.title or review.document.id
