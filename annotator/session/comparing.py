"""Two near copies side by side, and decisions carried over from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.core.changes import Changes
from annotator.core.decisions import Edit
from annotator.core.errors import Refused
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.core.suggestions import ItemKind
from annotator.session.carrying import ApplyAll
from annotator.session.deciding import free_item_id
from annotator.store.project import Project, Standing

if TYPE_CHECKING:
    from annotator.core.alignment import Alignment
    from annotator.core.copy_decisions import NewId, Offer


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles as they stand, and how the words of the first stand in the second."""

    one: Review
    other: Review
    alignment: Alignment

    def turned(self) -> Pair:
        """The same pair, seen from the other article."""
        return Pair(self.other, self.one, self.alignment.turned())


class Comparing:
    """What a session offers to compare copies."""

    def __init__(
        self, project: Project, standing_of: Callable[[str], Standing], apply_all: ApplyAll
    ) -> None:
        self._project = project
        self._standing_of = standing_of
        self._apply_all = apply_all

    def pair(self, document_id: str, other_id: str) -> Pair:
        """Two articles, compared word by word.

        Raises:
            ProjectError: there is none with this id.
        """
        from annotator.core.alignment import Alignment

        one = self._standing_of(document_id).review
        other = self._standing_of(other_id).review
        return Pair(one, other, Alignment(one.document.text, other.document.text))

    def offers(self, pair: Pair) -> list[Offer]:
        """What was decided in the first article and can be carried over to the second."""
        return self._offers(pair)

    def carry(self, pair: Pair, chosen: Collection[str]) -> Changes:
        """Carry items of the first article over to the second, as one gesture.

        What changed since they were compared is looked at anew.

        Args:
            chosen: ids of the items.

        Raises:
            KnownError: the second article is complete, or could not be written; nothing changed.
        """
        one = self._standing_of(pair.one.document.id).review
        other = self._standing_of(pair.other.document.id).review
        if other.status == "complete":
            raise Refused(
                f"“{other.document.title or other.document.id}” is complete.",
                safe="Nothing was carried over.",
                todo="Reopen it first.",
            )
        made = self._offers(Pair(one, other, pair.alignment), chosen)
        changes = tuple(change for offer in made for change in offer.changes)
        return self._apply_all([Edit(other.document.id, changes)] if changes else [])

    def _offers(self, pair: Pair, chosen: Collection[str] | None = None) -> list[Offer]:
        """Those of the chosen items (None: of all) that can go along."""
        from annotator.core import copy_decisions
        from annotator.core.rerun import sameness

        refused = set(map(sameness, self._rejected(pair.other)))
        new_id = self._new_ids(pair.other)
        way = copy_decisions.Crossing(pair.one, pair.other, pair.alignment, refused, new_id)
        return list(copy_decisions.offers(way, self._rejected(pair.one), chosen))

    def _rejected(self, review: Review) -> list[Span | Rating]:
        """What somebody rejected in an article, and no longer stands there."""
        discarded = self._project.replay(review.document.id).discarded
        return [item for item_id, item in discarded if review.item(item_id) is None]

    def _new_ids(self, review: Review) -> NewId:
        """Ids for what is added, named after the decisions that will add it."""
        last = self._project.decisions.last_n(review.document.id)
        given = 0

        def new_id(kind: ItemKind) -> str:
            nonlocal given
            given += 1
            return free_item_id(review, kind, last + given)

        return new_id
