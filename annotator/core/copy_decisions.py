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

from annotator.core import cannot_tell, edits
from annotator.core.alignment import Alignment, Range
from annotator.core.decisions import Change
from annotator.core.errors import Refused
from annotator.core.ratings import Rating
from annotator.core.rerun import sameness
from annotator.core.review import Review
from annotator.core.spans import Mention, Span, overlaps
from annotator.core.suggestions import ItemKind

NewId = Callable[[ItemKind], str]


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


@dataclass(frozen=True, slots=True)
class Crossing:
    """The way from one article to a near copy of it.

    Attributes:
        copy: as it stands; each offer changes it, so that the next one meets what it leaves.
        alignment: from the text of ``source`` to that of ``copy``.
        refused: what was rejected in the copy (``core.rerun.sameness``).
        new_id: a free id for what is added to the copy.
    """

    source: Review
    copy: Review
    alignment: Alignment
    refused: Collection[tuple[object, ...]]
    new_id: NewId

    def place(self, words: Span | Mention | None) -> Range | None:
        """Where words of ``source`` stand in the copy."""
        return self.alignment.place(words.start, words.end) if words is not None else None

    def is_barred(self, wanted: Span | Rating, place: Range) -> bool:
        """Was it rejected in the copy, or does it stand in its furniture?"""
        start, end = place
        zones = self.copy.document.zones
        in_furniture = any(zone.start < end and start < zone.end for zone in zones)
        return in_furniture or sameness(wanted) in self.refused


def offers(
    way: Crossing,
    rejected: Iterable[Span | Rating] = (),
    chosen: Collection[str] | None = None,
) -> Iterator[Offer]:
    """What can be carried over from ``way.source``: spans, ratings, rejections.

    Args:
        rejected: what was rejected in the source, as it was.
        chosen: only these items of the source; None: all.
    """
    if way.copy.status == "complete":
        return
    way = replace(way, copy=way.copy.copy())
    for offer in chain(_decided(way, chosen), _rejected(way, rejected, chosen)):
        for change in offer.changes:
            way.copy.put(change.kind, change.target, change.after)
        yield offer


def _decided(way: Crossing, chosen: Collection[str] | None) -> Iterator[Offer]:
    """What stands in the source; each is looked for in the copy as the ones before left it."""
    spans = [s for s in way.source.spans_in_order() if not s.is_open]
    ratings = [r for r in way.source.ratings_in_order() if not r.is_open]
    takes = {(*place, span.label) for span in spans if (place := way.place(span))}
    items: list[Span | Rating] = [*spans, *ratings]
    for item in items:
        if chosen is not None and item.id not in chosen:
            continue
        offer = _of_span(way, item, takes) if isinstance(item, Span) else _of_rating(way, item)
        if offer is not None:
            yield offer


def _rejected(
    way: Crossing, rejected: Iterable[Span | Rating], chosen: Collection[str] | None
) -> Iterator[Offer]:
    """What was rejected in the source and is suggested at the same words of the copy.

    Spans first: that of a judgement takes its rating along.
    """
    standing = chain[Span | Rating](way.source.spans.values(), way.source.ratings.values())
    stands = set(map(sameness, standing))
    gone = [item for item in rejected if sameness(item) not in stands]
    for item in sorted(gone, key=lambda item: isinstance(item, Rating)):
        if chosen is not None and item.id not in chosen:
            continue
        place = way.place(item if isinstance(item, Span) else item.value)
        there = _suggested_at(way.copy, item, place) if place is not None else None
        if place is None or there is None:
            continue
        with suppress(Refused):  # a decided rating of the copy uses it
            yield Offer(item.id, *place, edits.reject(way.copy, there.id).changes)


def _suggested_at(copy: Review, item: Span | Rating, place: Range) -> Span | Rating | None:
    """What is open in the copy at this place and says what ``item`` said."""
    if isinstance(item, Span):
        spans = copy.spans.values()
        fits = (s for s in spans if (s.start, s.end, s.label) == (*place, item.label))
        return next((span for span in fits if span.is_open), None)
    same = (r for r in copy.ratings.values() if sameness(r) == sameness(item))
    return next((r for r in same if r.is_open and _place(r.value) == place), None)


def _of_span(way: Crossing, span: Span, takes: Collection[tuple[int, int, str]]) -> Offer | None:
    place = way.place(span)
    if place is None:
        return None
    start, end = place
    wanted = Span("", start, end, span.exact, span.label, span.entity, "propagated")
    if way.is_barred(wanted, place):
        return None
    near = [other for other in way.copy.spans.values() if overlaps(other, wanted)]
    if any(_stands_for(other, wanted) for other in near if not other.is_open):
        return None
    there = _to_change(near, wanted, takes)
    if there is None:
        after = replace(wanted, id=way.new_id("span"))
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


def _of_rating(way: Crossing, rating: Rating) -> Offer | None:
    wanted, lost = _moved(way, rating)
    main = wanted.value or wanted.evidence
    if (rating.value and not wanted.value) or main is None:
        return None
    if way.is_barred(wanted, (main.start, main.end)):
        return None
    there = [r for r in way.copy.ratings.values() if _place(r.value) == _place(wanted.value)]
    same = [r for r in there if _place(r.subject) == _place(wanted.subject)]
    if any(not other.is_open for other in same or there):
        return None
    of_words = (r for r in way.source.ratings.values() if _place(r.value) == _place(rating.value))
    alone = len(list(of_words)) == 1
    former = next(iter(same), there[0] if alone and len(there) == 1 else None)
    if former is None:
        after = replace(wanted, id=way.new_id("rating"))
    else:
        after = replace(wanted, id=former.id, origin=former.origin, note=former.note)
    if former == after:
        return None
    change = Change("rating", after.id, "propagate", former, after)
    return Offer(rating.id, main.start, main.end, (change,), lost)


def _place(mention: Mention | None) -> Range | None:
    return (mention.start, mention.end) if mention else None


def _moved(way: Crossing, rating: Rating) -> tuple[Rating, tuple[str, ...]]:
    """The rating with its mentions where their words stand in the copy, and what has none there.

    Of a field whose words are not there nothing is left, as nothing in the copy proves it.
    """

    def move(mention: Mention) -> Mention | None:
        place = way.place(mention)
        if place is None:
            return None
        marked = way.source.spans.get(mention.span) if mention.span else None
        at_place = [s for s in way.copy.spans.values() if (s.start, s.end) == place]
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
