"""The article under review, and the gestures that decide something in it or in others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from annotator.core.changes import Changes
from annotator.core.decisions import Edit
from annotator.core.errors import KnownError
from annotator.core.history import gesture_to_redo, gesture_to_undo, standing
from annotator.core.reopening import reopening
from annotator.core.review import Review
from annotator.session.deciding import Deciding
from annotator.store.backups import MANY
from annotator.store.project import Conflict, Project, Standing, Step


class Gestures:
    """Checks, writes, changes memory, announces, in this order; the session tells the rest."""

    def __init__(
        self,
        project: Project,
        analyst: Callable[[], str],
        announce: Callable[[Changes], None],
    ) -> None:
        self._project = project
        self._analyst = analyst
        self._announce = announce
        self._standing: Standing | None = None

    @property
    def review(self) -> Review | None:
        return self._standing.review if self._standing else None

    @property
    def last_n(self) -> int:
        """The number of the last decision in the article under review."""
        return self._standing.last_n if self._standing else 0

    def open_article(self, document_id: str) -> Review:
        self._standing = self._project.standing(document_id)
        return self._standing.review

    def apply(self, edit: Edit, ms: int) -> Changes:
        if not edit:
            return Changes(edit.document_id)
        with self._kept_on_failure(edit.document_id):
            self._have_open([edit.document_id])
            standing = self.standing_of(edit.document_id)
            edit = reopening(standing.review, edit)
            changes = self._write([self._deciding().decided(edit, standing, ms=ms)])
        self._announce(changes)
        return changes

    def apply_all(
        self,
        edits: Sequence[Edit],
        ms: int,
        on_progress: Callable[[int, int], object],
        is_cancelled: Callable[[], bool],
        also: Callable[[], object] = lambda: None,
    ) -> Changes:
        """Write one gesture over several articles (``Session.apply_all``).

        Args:
            also: writes what belongs to it, in the same transaction.
        """
        edits = [edit for edit in edits if not edit.is_silent]
        if not edits:
            also()
            return Changes()
        deciding, steps = self._deciding(), list[Step]()
        with self._kept_on_failure(None):
            for number, edit in enumerate(edits):
                if is_cancelled():
                    raise KnownError("This was cancelled.", safe="Nothing was changed.")
                standing = self.standing_of(edit.document_id)
                steps.append(deciding.decided(edit, standing, ms=0 if number else ms))
                on_progress(number + 1, len(edits))
            if len(steps) >= MANY:
                self._project.backups.before("bulk")
            changes = self._write(steps, also)
        self._announce(changes)
        return changes

    def undo(self) -> Changes | None:
        gesture = gesture_to_undo(self._project.decisions.gestures_backward())
        return None if gesture is None else self._take_back(gesture, "undo")

    def undo_back_to(self, gesture: int) -> Changes | None:
        changes = None
        while gesture in standing(self._project.decisions.gestures_backward()):
            changes = self.undo()
        return changes

    def redo(self) -> Changes | None:
        gesture = gesture_to_redo(self._project.decisions.gestures_backward())
        return None if gesture is None else self._take_back(gesture, "redo")

    def _take_back(self, gesture: int, act: Literal["undo", "redo"]) -> Changes:
        by_article = self._project.decisions.of_gesture(gesture)
        deciding = self._deciding()
        with self._kept_on_failure(next(iter(by_article)) if len(by_article) == 1 else None):
            self._have_open(list(by_article))
            changes = self._write(
                [
                    deciding.taken_back(decisions, self.standing_of(document_id), act)
                    for document_id, decisions in by_article.items()
                ]
            )
        self._announce(changes)
        return changes

    @contextmanager
    def _kept_on_failure(self, document_id: str | None) -> Iterator[None]:
        """The same article stays under review; after a conflict in its newer state.

        Args:
            document_id: the article that the gesture is about, None for several.
        """
        held = self._standing
        try:
            yield
        except Conflict:
            self._standing = held
            if document_id is not None:
                self.open_article(document_id)
            elif held is not None:
                self.open_article(held.review.document.id)
            self._announce(Changes(document_id, article=True, articles=True))
            raise
        except BaseException:
            self._standing = held
            raise

    def _have_open(self, document_ids: list[str]) -> None:
        """Make the first of these articles the one under review, unless one of them is."""
        if self.review is None or self.review.document.id not in document_ids:
            self.open_article(document_ids[0])

    def standing_of(self, document_id: str) -> Standing:
        if self._standing is not None and self._standing.review.document.id == document_id:
            return self._standing
        return self._project.standing(document_id)

    def _deciding(self) -> Deciding:
        return Deciding(self._project, self._analyst())

    def _write(self, steps: list[Step], also: Callable[[], object] = lambda: None) -> Changes:
        """Write and change memory; says it of the article under review, and names the others."""
        written = self._project.write(steps, also)
        here = self.review.document.id if self.review else None
        elsewhere = tuple(step.document_id for step in steps if step.document_id != here)
        own = next((step for step in steps if step.document_id == here), None)
        if own is None:
            return Changes(article=True, elsewhere=elsewhere)
        last_n = own.before.last_n + len(own.decisions)
        self._standing = Standing(own.after, last_n, written.stamp)
        before, after = own.before.review, own.after
        same = before.article == after.article and before.document == after.document
        is_article = bool(elsewhere) or not same
        touched = frozenset(written.touched[own.document_id])
        return Changes(here, touched, is_article, edit=own.edit, elsewhere=elsewhere)
