"""A gesture made ready to be written: checked against the article as it stands, and numbered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.core.decisions import Change, Decision, Edit, as_decisions
from annotator.core.edits import reopen
from annotator.core.errors import Refused
from annotator.core.rejecting import loose_ends
from annotator.core.review import Replay, Review
from annotator.core.suggestions import ItemKind
from annotator.session.clock import now
from annotator.store.errors import understanding
from annotator.store.project import Project, Standing, Step


class Deciding:
    """Makes the steps of gestures; nothing is written here."""

    def __init__(self, project: Project, analyst: str) -> None:
        self._project = project
        self._analyst = analyst

    def decided(self, edit: Edit, standing: Standing, *, ms: int) -> Step:
        """The step that an edit asks for.

        Raises:
            Refused: the edit was made on another state.
        """
        before = standing.review
        after = before.copy()
        for change in edit.changes:
            if change.before != after.target(change):
                raise Refused("This changed in the meantime.", todo="Decide again.")
            after.put(change.kind, change.target, change.after)
        if not edit.is_silent:
            after.look_at()
        return Step(edit, self._numbered(edit, standing, ms), standing, after)

    def taken_back(
        self, decisions: list[Decision], standing: Standing, act: Literal["undo", "redo"]
    ) -> Step:
        """The step that undoes or does again what one gesture decided in an article.

        What would make an article complete that has open suggestions, as a later run found more,
        leaves it open: it must not keep back the gestures before it.
        """
        before = standing.review
        with understanding(self._project.path):
            replay = self._project.replay(before.document.id)
        taken = []
        for decision in reversed(decisions):
            assert decision.n is not None, "imports are never undone"
            prior = replay.prior(decision.n)
            there = before.target(decision, prior)
            taken.append(Change(decision.kind, decision.target, act, there, prior, decision.n))
        edit = self._replayed(replay, Edit(before.document.id, ()), taken, standing)
        edit = self._replayed(replay, edit, loose_ends(replay.review), standing)
        if replay.review.open_items():
            again = reopen(replay.review).changes if before.status != "complete" else ()
            edit = self._replayed(replay, edit, again, standing)
        return Step(edit, self._numbered(edit, standing, 0), standing, replay.review)

    def _replayed(
        self, replay: Replay, edit: Edit, more: Iterable[Change], standing: Standing
    ) -> Edit:
        """The edit with further changes, which are replayed too."""
        longer = Edit(edit.document_id, (*edit.changes, *more))
        for decision in self._numbered(longer, standing, 0)[len(edit.changes) :]:
            replay.apply(decision)
        return longer

    def _numbered(self, edit: Edit, standing: Standing, ms: int) -> list[Decision]:
        several = len(edit.changes) > 1
        batch = self._project.decisions.last_batch(edit.document_id) + 1 if several else 0
        first = standing.last_n + 1
        return as_decisions(edit, first, batch, by=self._analyst, at=now(), ms=ms)


def free_item_id(review: Review | None, kind: ItemKind, n: int) -> str:
    """A free id for an item that a person adds; named after the decision that adds it."""
    wanted = f"a{kind[0]}{n}"
    while review is not None and review.item(wanted) is not None:
        wanted += "x"  # an import without a log kept ids of a log that counted differently
    return wanted
