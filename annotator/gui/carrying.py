"""Corrections travel: after a decision the window offers to carry it over to the same words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.changes import Changes
from annotator.core.errors import KnownError
from annotator.core.reopening import is_reopening
from annotator.core.wording import counted, shortened
from annotator.gui import keymap
from annotator.gui.article_words import reopened_words
from annotator.gui.desk import Desk
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.core.propagation import Hit, Lesson

#: Other articles that are looked through before the offer is made; the preview looks through all.
_MOST = 200
#: Other articles that are looked through before a preview is opened.
_AT_ONCE = 20


class Carrying(QObject):
    """Remembers what the last correction teaches, offers it, and carries it over.

    Signals:
        offered(str), informed(str): a sentence to show.
    """

    offered = Signal(str)
    informed = Signal(str)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels
        self._lesson: Lesson | None = None
        self._here = 0
        self._first = ""  # said before the offer
        self._waiting: list[str] = []
        self._found: list[int] = []  # hits in each article that has any
        self._timer = QTimer(self)  # one article a turn, so that no key press waits
        self._timer.timeout.connect(self._look_on)
        desk.changed.connect(self._learn)

    def carry_over(self) -> None:
        """Show where the last correction can be carried over to, and do it where ticked."""
        from annotator.gui.dialogs.carry_over import CarryOver

        lesson, session, window = self._lesson, self._desk.session, self._panels.window
        if lesson is None:
            self.informed.emit(
                "Correct, add or reject a span first; this carries it over to the same words."
            )
            return
        self._timer.stop()
        if not self._may_find(lesson):
            words = shortened(lesson.words, 40)
            self.informed.emit(
                f"“{words}” stands nowhere else where this could be carried over to."
            )
            return
        dialog = CarryOver(
            lesson,
            self._articles(lesson),
            lambda document_id: session.carrying.hits(lesson, document_id),
            session.labels,
            window.theme,
            window,
        )
        chosen: list[Hit] = []
        dialog.carry_requested.connect(chosen.extend)
        dialog.exec()
        dialog.deleteLater()
        self._panels.view.setFocus()
        if chosen:
            self._carry(lesson, chosen)

    def _may_find(self, lesson: Lesson) -> bool:
        """Is there a place to carry to, or are there too many articles to know at once?"""
        articles = self._articles(lesson, _AT_ONCE + 1)
        for document_id in articles[:_AT_ONCE]:
            with suppress(KnownError):  # it cannot be read; nothing is carried to it
                if self._desk.session.carrying.hits(lesson, document_id)[1]:
                    return True
        return len(articles) > _AT_ONCE

    def stop(self) -> None:
        """The project is let go of."""
        self._timer.stop()

    def forget(self) -> None:
        """What was decided last teaches nothing."""
        self._timer.stop()
        self._lesson = None

    def _learn(self, changes: Changes) -> None:
        """Take note of what a decision teaches; an undo takes the lesson back too."""
        if changes.edit is None:
            return
        from annotator.core import propagation

        lesson = propagation.lesson_of(changes.edit)
        if lesson is None:
            if any(change.act in {"undo", "redo"} for change in changes.edit.changes):
                self._lesson = None
            return
        self._lesson, self._found = lesson, []
        self._first = f"{reopened_words()} " if is_reopening(changes.edit) else ""
        review = self._desk.review
        here = review.document.id if review else None
        self._here = len(propagation.hits(lesson, review)) if review else 0
        self._waiting = [i for i in self._articles(lesson, _MOST + 1) if i != here][:_MOST]
        self._timer.start(0)

    def _articles(self, lesson: Lesson, most: int | None = None) -> list[str]:
        """Where the words stand (the first ``most``), the open article first."""
        here = self._desk.review.document.id if self._desk.review else None
        ids = self._desk.session.carrying.articles(lesson, most)
        return sorted(ids, key=lambda i: i != here)

    def _look_on(self) -> None:
        if self._waiting and self._lesson is not None:
            try:
                _, hits = self._desk.session.carrying.hits(self._lesson, self._waiting.pop(0))
            except KnownError:
                return  # it cannot be read; nothing is offered there
            if hits:
                self._found.append(len(hits))
            return
        self._timer.stop()
        if self._lesson is not None and (self._here or self._found):
            self.offered.emit(self._first + _offer(self._lesson, self._here, self._found))

    def _carry(self, lesson: Lesson, chosen: list[Hit]) -> None:
        def said(_: object) -> None:
            articles = counted(len({hit.document_id for hit in chosen}), "article")
            done = f"Carried over to {counted(len(chosen), 'place')} in {articles}."
            self.informed.emit(f"{done} {keymap.key('undo')} takes all of it back.")

        session = self._desk.session
        self._desk.writer.write(lambda: session.carrying.carry(lesson, chosen), said)


def _offer(lesson: Lesson, here: int, elsewhere: list[int]) -> str:
    """ "Also 7 here, 12 in 5 articles"."""
    places = [f"{here:,} here"] if here else []
    if elsewhere:
        places.append(f"{sum(elsewhere):,} in {counted(len(elsewhere), 'other article')}")
    words = shortened(lesson.words, 40)
    return f"“{words}”: also {', '.join(places)}. {keymap.key('carry_over')} carries this over."
