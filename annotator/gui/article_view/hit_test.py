"""Which items stand under the pointer, and what a tool tip says of one."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.core.labels import LabelSet
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.gui.article_view.geometry import Piece
from annotator.gui.article_view.scene import Scene
from annotator.gui.keymap import key

_STATES = {
    "suggested": "suggested, not yet decided",
    "confirmed": "confirmed",
    "corrected": "corrected",
    "added": "added by a person",
    "propagated": "carried over from a correction, not yet seen",
}


def stack_at(scene: Scene, point: QPointF) -> list[str]:
    """Ids under a point of the page, the smallest span first.

    A rating whose value carries no span of its own can be hit at that value.
    """
    low = scene.page.offset_at(point)
    # A tag stands between two lines: the words below it are looked at too.
    high = scene.page.offset_at(point + QPointF(0, scene.marks.tag_height))
    near = {span.id: span for n in (low, high) for span in scene.index.between(n - 1, n + 1)}
    spans = [s for s in near.values() if _covers(scene, s.start, s.end, point)]
    bare = [
        rating.id
        for rating in scene.review.ratings_in_order()
        if rating.value
        and rating.value.span not in scene.review.spans
        and any(rating.value.start - 1 <= n <= rating.value.end for n in (low, high))
        and _covers(scene, rating.value.start, rating.value.end, point)
    ]
    return [span.id for span in sorted(spans, key=_size)] + bare


def tip(scene: Scene, labels: LabelSet | None, stack: list[str], why: str) -> str:
    """What a tool tip says of the first item of a stack, and that there are more below it."""
    said = described(scene, labels, stack[0], why)
    below = [_name(item, labels) for n in stack[1:] if (item := scene.review.item(n))]
    more = f"Around it: {', '.join(below)}. {key('cycle')}: the next of them" if below else ""
    return "\n".join(part for part in (said, more) if part)


def described(scene: Scene, labels: LabelSet | None, item_id: str, why: str) -> str:
    """Label, state, confidence and rule of an item, in lines."""
    item = scene.review.item(item_id)
    if item is None:
        return ""
    score = scene.scores.get(item_id) if item.state == "suggested" else None
    state = _STATES[item.state] + (f", {score:.0%}".replace("%", " %") if score else "")
    note = f"Note: {item.note}" if item.note else ""
    parts = (_name(item, labels), state[0].upper() + state[1:], why, note)
    return "\n".join(part for part in parts if part)


def spoken(scene: Scene, labels: LabelSet | None, item_id: str | None, why: str) -> str:
    """The chosen item as a screen reader says it; "" where none is chosen."""
    item = scene.review.item(item_id) if item_id else None
    if item is None or item_id is None:
        return ""
    words = item.exact if isinstance(item, Span) else (item.value.exact if item.value else "")
    said = described(scene, labels, item_id, why).splitlines()
    return ", ".join([f"Chosen: “{' '.join(words.split())}”", *said])


def _name(item: Span | Rating, labels: LabelSet | None) -> str:
    if isinstance(item, Rating):
        return f"Rating: {item.value_norm.replace('_', ' ')}"
    label = labels.get(item.label) if labels else None
    return label.name if label else item.label


def _covers(scene: Scene, start: int, end: int, point: QPointF) -> bool:
    return any(_touches(scene, p, point) for p in scene.page.pieces(start, end))


def _touches(scene: Scene, piece: Piece, point: QPointF) -> bool:
    """Is the point on the words, or on the tag above their beginning?"""
    above = scene.marks.tag_height if piece.first else 0.0
    return piece.box.adjusted(0, -above, 0, 2).contains(point)


def _size(span: Span) -> tuple[int, int, str]:
    return span.end - span.start, span.start, span.id
