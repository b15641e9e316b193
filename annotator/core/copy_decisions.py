"""What was decided in one article, carried over to a near copy of it.

A decision goes along where its very words stand in the copy; a rejection where the very same is
suggested there. What somebody decided or rejected there is never touched; what is carried over is
``propagated`` until somebody has seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from annotator.core import cannot_tell, edits
from annotator.core.alignment import Alignment, Range
from annotator.core.decisions import Change
from annotator.core.errors import Refused
from annotator.core.ratings import Rating
from annotator.core.rerun import sameness
from annotator.core.review import Review
from annotator.core.spans import Mention, Span, overlaps

NewId = Callable[[Literal["span", "rating"]], str]


@dataclass(frozen=True, slots=True)
class Offer:
    """One decision that can be carried over.

    Attributes:
        item_id: of the span or rating that was decided.
        start, end: where it would stand in the copy, in code points; of a rating, its value.
        changes: what becomes of the copy, the item itself last.
        lost: fields of a rating whose words do not stand in the copy; they are left empty.
    """

    item_id: str
    start: int
    end: int
    changes: tuple[Change, ...]
    lost: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """What becomes of the item itself."""
        return self.changes[-1]


def offers(
    source: Review,
    copy: Review,
    alignment: Alignment,
    refused: Collection[tuple[object, ...]],
    new_id: NewId,
    rejected: Iterable[Span | Rating] = (),
    chosen: Collection[str] | None = None,
) -> Iterator[Offer]:
    """What can be carried over from ``source``: spans, ratings, rejections.

    Args:
        alignment: from the text of ``source`` to that of ``copy``.
        refused: what was rejected in the copy (``core.rerun.sameness``).
        new_id: a free id for what is added to the copy.
        rejected: what was rejected in ``source``, as it was.
        chosen: only these items of ``source``; None: all.
    """
    if copy.status == "complete":
        return
    work = copy.copy()
    for offer in chain(
        _decided(source, work, alignment, refused, new_id, chosen),
        _rejected(source, work, alignment, rejected, chosen),
    ):
        for change in offer.changes:
            work.put(change.kind, change.target, change.after)
        yield offer


def _decided(
    source: Review,
    work: Review,
    alignment: Alignment,
    refused: Collection[tuple[object, ...]],
    new_id: NewId,
    chosen: Collection[str] | None,
) -> Iterator[Offer]:
    """What stands in ``source``; each is looked for in the copy as the ones before left it."""
    spans = [s for s in source.spans_in_order() if not s.is_open]
    ratings = [r for r in source.ratings_in_order() if not r.is_open]
    takes = {(*place, s.label) for s in spans if (place := alignment.place(s.start, s.end))}
    items: list[Span | Rating] = [*spans, *ratings]
    for item in items:
        if chosen is not None and item.id not in chosen:
            continue
        if isinstance(item, Span):
            offer = _of_span(item, work, alignment, refused, new_id, takes)
        else:
            offer = _of_rating(item, source, work, alignment, refused, new_id)
        if offer is not None:
            yield offer


def _rejected(
    source: Review,
    work: Review,
    alignment: Alignment,
    rejected: Iterable[Span | Rating],
    chosen: Collection[str] | None,
) -> Iterator[Offer]:
    """What was rejected in ``source`` and is suggested at the same words of the copy.

    Spans first: that of a judgement takes its rating along.
    """
    stands = set(
        map(sameness, chain[Span | Rating](source.spans.values(), source.ratings.values()))
    )
    gone = [item for item in rejected if sameness(item) not in stands]
    for item in sorted(gone, key=lambda item: isinstance(item, Rating)):
        if chosen is not None and item.id not in chosen:
            continue
        at = item if isinstance(item, Span) else item.value
        place = alignment.place(at.start, at.end) if at is not None else None
        there = _suggested_at(work, item, place) if place is not None else None
        if place is None or there is None:
            continue
        with suppress(Refused):  # a decided rating of the copy uses it
            yield Offer(item.id, *place, edits.reject(work, there.id).changes)


def _suggested_at(copy: Review, item: Span | Rating, place: Range) -> Span | Rating | None:
    """What is open in the copy at this place and says what ``item`` said."""
    if isinstance(item, Span):
        spans = copy.spans.values()
        fits = (s for s in spans if (s.start, s.end, s.label) == (*place, item.label))
        return next((span for span in fits if span.is_open), None)
    same = (r for r in copy.ratings.values() if sameness(r) == sameness(item))
    return next((r for r in same if r.is_open and _place(r.value) == place), None)


def _of_span(
    span: Span,
    copy: Review,
    alignment: Alignment,
    refused: Collection[tuple[object, ...]],
    new_id: NewId,
    takes: Collection[tuple[int, int, str]],
) -> Offer | None:
    place = alignment.place(span.start, span.end)
    if place is None or _in_furniture(copy, place):
        return None
    start, end = place
    wanted = Span("", start, end, span.exact, span.label, span.entity, "propagated")
    if sameness(wanted) in refused:
        return None
    near = [other for other in copy.spans.values() if overlaps(other, wanted)]
    if any(_stands_for(other, wanted) for other in near if not other.is_open):
        return None
    there = _to_change(near, wanted, takes)
    if there is None:
        after = replace(wanted, id=new_id("span"))
    else:
        after = replace(wanted, id=there.id, origin=there.origin, note=there.note)
    if there == after:
        return None
    return Offer(span.id, start, end, (Change("span", after.id, "propagate", there, after),))


def _stands_for(decided: Span, wanted: Span) -> bool:
    """Has somebody said there what this span would say?"""
    at_place = (decided.start, decided.end) == (wanted.start, wanted.end)
    return at_place or decided.label == wanted.label


def _to_change(
    near: list[Span], wanted: Span, takes: Collection[tuple[int, int, str]]
) -> Span | None:
    """The open span of the copy that becomes ``wanted``: by place, else by its label."""
    open_ = [span for span in near if span.is_open]
    at_place = [s for s in open_ if (s.start, s.end) == (wanted.start, wanted.end)]
    at_place.sort(key=lambda s: s.label != wanted.label)
    other_edges = [
        s for s in open_ if s.label == wanted.label and (s.start, s.end, s.label) not in takes
    ]
    return next(iter((*at_place, *other_edges)), None)


def _in_furniture(copy: Review, place: Range) -> bool:
    return any(z.start < place[1] and place[0] < z.end for z in copy.document.zones)


def _of_rating(
    rating: Rating,
    source: Review,
    copy: Review,
    alignment: Alignment,
    refused: Collection[tuple[object, ...]],
    new_id: NewId,
) -> Offer | None:
    wanted, lost = _moved(rating, source, copy, alignment)
    main = wanted.value or wanted.evidence
    if (rating.value and not wanted.value) or main is None:
        return None
    if _in_furniture(copy, (main.start, main.end)) or sameness(wanted) in refused:
        return None
    there = [r for r in copy.ratings.values() if _place(r.value) == _place(wanted.value)]
    same = [r for r in there if _place(r.subject) == _place(wanted.subject)]
    if any(not other.is_open for other in same or there):
        return None
    alone = sum(_place(r.value) == _place(rating.value) for r in source.ratings.values()) == 1
    former = next(iter(same), there[0] if alone and len(there) == 1 else None)
    if former is None:
        after = replace(wanted, id=new_id("rating"))
    else:
        after = replace(wanted, id=former.id, origin=former.origin, note=former.note)
    if former == after:
        return None
    change = Change("rating", after.id, "propagate", former, after)
    return Offer(rating.id, main.start, main.end, (change,), lost)


def _place(mention: Mention | None) -> Range | None:
    return (mention.start, mention.end) if mention else None


def _moved(
    rating: Rating, source: Review, copy: Review, alignment: Alignment
) -> tuple[Rating, tuple[str, ...]]:
    """The rating with its mentions where their words stand in the copy, and what has none there.

    Of a field whose words are not there nothing is left, as nothing in the copy proves it.
    """

    def move(mention: Mention) -> Mention | None:
        place = alignment.place(mention.start, mention.end)
        if place is None:
            return None
        marked = source.spans.get(mention.span) if mention.span else None
        at_place = [s for s in copy.spans.values() if (s.start, s.end) == place]
        at_place.sort(key=lambda s: marked is None or s.label != marked.label)
        span = at_place[0].id if marked is not None and at_place else None
        return Mention(*place, mention.exact, span)

    gone = {name for name, mention in rating.mentions() if move(mention) is None}
    after = rating.with_mentions(move)
    lost = dict.fromkeys(name.removeprefix("why.") for name in gone)
    for name in lost:
        after = cannot_tell.emptied(after, name)
    after = replace(after, state="propagated", origin=None, note=None)
    return after, tuple(name for name in lost if name not in ("subject_aliases", "also"))
