"""A gesture made ready to be written: checked against the article as it stands, and numbered."""

from __future__ import annotations

from typing import Literal

from annotator.core.decisions import Change, Decision, Edit, as_decisions
from annotator.core.edits import check_all_decided
from annotator.core.errors import Refused
from annotator.core.rejecting import loose_ends
from annotator.core.review import Review
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

        Raises:
            Refused: the article would be complete with open suggestions.
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
        edit = Edit(before.document.id, tuple(taken))
        for decision in self._numbered(edit, standing, 0):
            replay.apply(decision)
        loose = loose_ends(replay.review)
        if loose:
            edit = Edit(edit.document_id, (*taken, *loose))
            for decision in self._numbered(edit, standing, 0)[len(taken) :]:
                replay.apply(decision)
        if replay.review.status == "complete" and before.status != "complete":
            check_all_decided(replay.review)  # a later run may have found more
        return Step(edit, self._numbered(edit, standing, 0), standing, replay.review)

    def _numbered(self, edit: Edit, standing: Standing, ms: int) -> list[Decision]:
        several = len(edit.changes) > 1
        batch = self._project.decisions.last_batch(edit.document_id) + 1 if several else 0
        first = standing.last_n + 1
        return as_decisions(edit, first, batch, by=self._analyst, at=now(), ms=ms)


def free_item_id(review: Review | None, kind: Literal["span", "rating"], n: int) -> str:
    """A free id for an item that a person adds; named after the decision that adds it."""
    wanted = f"a{kind[0]}{n}"
    while review is not None and review.item(wanted) is not None:
        wanted += "x"  # an import without a log kept ids of a log that counted differently
    return wanted
