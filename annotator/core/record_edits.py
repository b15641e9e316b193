"""Gestures on rating records that are more than one change: a whole form saved as one act.

Pure, like ``core.edits``, of whose gestures these are made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from annotator.core import cannot_tell, edits
from annotator.core.decisions import Edit
from annotator.core.labels import RATING
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention
from annotator.core.suggestions import ItemKind

Fields = dict[str, Any]
#: Gives the id of an item that is added as the nth change (from 0) of the gesture.
NewId = Callable[[ItemKind, int], str]


def save_rating(
    review: Review,
    rating_id: str,
    scales: ScaleRegistry,
    fields: Fields,
    more: Sequence[Fields],
    new_id: NewId,
) -> Edit:
    """Correct a rating by a form; it is decided with those of its spans that are still open.

    Args:
        more: per further record what it has instead ("X and Y were both rated ..."): each becomes
            a record of its own.

    Raises:
        Refused: as for correcting and adding a rating.
    """
    if fields.keys() == {"note"} and not more:
        return edits.set_note(review, rating_id, fields["note"])
    made = _Gesture(review, scales, new_id)
    made.do(edits.correct_rating(made.review, rating_id, scales, made.with_spans(fields)))
    if made.changes or more:
        made.do(edits.confirm(made.review, rating_id, scales))
        made.add_each(made.review.ratings[rating_id], more)
    return made.edit


def add_rating(
    review: Review, draft: Rating, scales: ScaleRegistry, more: Sequence[Fields], new_id: NewId
) -> Edit:
    """Add a drafted rating; words that carry no RATING span yet get one first.

    Args:
        more: as for ``save_rating``.

    Raises:
        Refused: as for adding a span or a rating.
    """
    made = _Gesture(review, scales, new_id)
    draft = replace(draft, **made.with_spans({"value": draft.value, "also": draft.also}))
    draft = replace(draft, id=new_id("rating", len(made.changes)))
    made.do(edits.add_rating(made.review, draft, scales))
    made.add_each(draft, more)
    return made.edit


class _Gesture:
    """Changes one after the other, each checked in the state that those before it lead to."""

    def __init__(self, review: Review, scales: ScaleRegistry, new_id: NewId) -> None:
        self.review = review
        self.changes: tuple[Any, ...] = ()
        self._scales = scales
        self._new_id = new_id

    @property
    def edit(self) -> Edit:
        return Edit(self.review.document.id, self.changes)

    def do(self, edit: Edit) -> None:
        self.changes += edit.changes
        self.review = self.review.after(edit.changes)

    def add_each(self, first: Rating, more: Sequence[Fields]) -> None:
        """A record like the first for each; what proved the first one's own answer is left out."""
        for fields in more:
            rating_id = self._new_id("rating", len(self.changes))
            why = {name: words for name, words in first.why.items() if name not in fields}
            copy = replace(first, id=rating_id, origin=None, note=None, why=why)
            if "subject" in fields:
                copy = replace(copy, subject_aliases=(), subject_mention=None)
            copy = cannot_tell.answered(copy, fields)
            self.do(edits.add_rating(self.review, copy, self._scales))

    def with_spans(self, fields: Fields) -> Fields:
        """The fields with the words of the judgement and its repeats as RATING spans."""
        out = dict(fields)
        if out.get("value") is not None:
            out["value"] = self._marked(out["value"])
        if out.get("also"):
            out["also"] = tuple(self._marked(mention) for mention in out["also"])
        return out

    def _marked(self, words: Mention) -> Mention:
        if words.span is not None:
            return words
        span_id = self._new_id("span", len(self.changes))
        self.do(edits.add_span(self.review, span_id, words.start, words.end, RATING))
        return Mention.of(self.review.spans[span_id])
