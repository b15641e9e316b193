"""Corrections travel: what one decision about some words says of the same words elsewhere.

A person's own decisions are never overwritten: only open suggestions are changed, only words that
nobody marked are added, and articles that are complete or aside are left alone. What is carried
over is ``propagated`` until somebody has seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from annotator.core import edits
from annotator.core.decisions import Change, Edit
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.core.tokens import is_grapheme_edge

Kind = Literal["label", "edges", "add", "reject"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a decision says about some words.

    Attributes:
        kind: another label, other edges, words to be marked, or a mark to be taken away.
        words: the words as they were marked (for ``add``: as they are marked now).
        former: the label they had; "" for ``add``.
        label: the label they get; "" for ``reject``.
        shift: how many code points the start and the end move (outward is negative, positive).
        result: the words as they are marked then.
    """

    kind: Kind
    words: str
    former: str
    label: str
    shift: tuple[int, int] = (0, 0)
    result: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place to which a lesson can be carried: ``[start, end)`` as it would be then.

    Attributes:
        span_id: the open span that changes, None where the words are not marked yet.
        is_sure: False where the words may be part of a longer name ("West Kent Police").
    """

    document_id: str
    start: int
    end: int
    span_id: str | None
    is_sure: bool = True


def lesson_of(edit: Edit) -> Lesson | None:
    """What a gesture teaches; None where it is about no span, or about several."""
    changes = [c for c in edit.changes if c.kind == "span" and c.act in _TEACHING]
    if len(changes) != 1:
        return None
    before, after, act = changes[0].before, changes[0].after, changes[0].act
    if act == "reject" and isinstance(before, Span):
        return Lesson("reject", before.exact, before.label, "")
    if not isinstance(after, Span):
        return None
    if act == "add":
        return Lesson("add", after.exact, "", after.label, (0, 0), after.exact)
    if not isinstance(before, Span):
        return None
    shift = after.start - before.start, after.end - before.end
    if shift != (0, 0):
        return Lesson("edges", before.exact, before.label, after.label, shift, after.exact)
    return Lesson("label", before.exact, before.label, after.label, shift, after.exact)


_TEACHING = frozenset({"correct", "add", "reject"})


def hits(lesson: Lesson, review: Review) -> list[Hit]:
    """Every place of an article to which the lesson can be carried, in text order."""
    if review.status == "complete" or review.aside:
        return []
    found = [*_marked(lesson, review), *(_unmarked(lesson, review) if lesson.label else ())]
    return sorted(found, key=lambda hit: hit.start)


def carried(
    review: Review, chosen: Iterable[Hit], lesson: Lesson, new_id: Callable[[], str]
) -> Edit:
    """The edit that carries a lesson to places of one article; what has gone since is left out.

    Args:
        new_id: a free id for each span that is added.
    """
    there = {(hit.start, hit.end, hit.span_id) for hit in hits(lesson, review)}
    changes: list[Change] = []
    for hit in chosen:
        if (hit.start, hit.end, hit.span_id) not in there:
            continue
        made = _changes(review, hit, lesson, new_id)
        changes += made
        review = review.after(made)
    return Edit(review.document.id, tuple(changes))


def _changes(
    review: Review, hit: Hit, lesson: Lesson, new_id: Callable[[], str]
) -> tuple[Change, ...]:
    exact = review.document.text[hit.start : hit.end]
    if hit.span_id is None:
        span = Span(new_id(), hit.start, hit.end, exact, lesson.label, state="propagated")
        return (Change("span", span.id, "propagate", None, span),)
    before = review.spans.get(hit.span_id)
    if before is None:
        return ()
    if lesson.kind == "reject":
        return edits.reject(review, before.id).changes
    after = replace(
        before, start=hit.start, end=hit.end, exact=exact, label=lesson.label, state="propagated"
    )
    return (Change("span", before.id, "propagate", before, after),)


def _marked(lesson: Lesson, review: Review) -> Iterator[Hit]:
    """Open spans on the same words that the lesson would change."""
    for span in review.spans.values():
        if not span.is_open or span.exact != lesson.words:
            continue
        adds = lesson.kind == "add"
        fits = span.label != lesson.label if adds else span.label == lesson.former
        if lesson.kind == "reject":
            if fits and all(rating.is_open for rating in review.ratings_using(span.id)):
                yield Hit(review.document.id, span.start, span.end, span.id)
            continue
        start, end = span.start + lesson.shift[0], span.end + lesson.shift[1]
        if fits and _may_lie(review, span, start, end, lesson):
            yield Hit(review.document.id, start, end, span.id)


def _may_lie(review: Review, span: Span, start: int, end: int, lesson: Lesson) -> bool:
    """The words are the same there, and nobody marked them so already."""
    if start < 0 or review.document.text[start:end] != lesson.result:
        return False
    others = (other for other in review.spans.values() if other.id != span.id)
    return not any((o.start, o.end, o.label) == (start, end, lesson.label) for o in others)


def _unmarked(lesson: Lesson, review: Review) -> Iterator[Hit]:
    """The same words where nothing is marked; only what a person added or relabelled says so."""
    if lesson.kind not in {"add", "label"}:
        return
    text, words = review.document.text, lesson.result
    taken = sorted((s.start, s.end) for s in review.spans.values())
    taken += [(zone.start, zone.end) for zone in review.document.zones]
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        free = all(end <= a or b <= start for a, b in taken)
        if free and _is_whole(text, start, end):
            yield Hit(review.document.id, start, end, None, not _goes_on(text, start, end))
        start = text.find(words, end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """No part of a longer word or character."""
    before = text[start - 1 : start].isalnum() and text[start].isalnum()
    after = text[end : end + 1].isalnum() and text[end - 1].isalnum()
    edges = is_grapheme_edge(text, start) and is_grapheme_edge(text, end)
    return not before and not after and edges


def _goes_on(text: str, start: int, end: int) -> bool:
    """Does a capitalised word stand right before or behind capitalised words?"""
    if not text[start].isupper():
        return False
    behind = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    word = text[: max(start - 1, 0)].rpartition(" ")[2].rpartition("\n")[2]
    ahead = text[start - 1 : start] == " " and word[:1].isupper() and word[-1:].isalnum()
    opens = text[: start - len(word) - 1].rstrip()[-1:] in _OPENING if ahead else False
    return behind or (ahead and not opens)


#: Behind these a capital only opens the sentence.
_OPENING = frozenset(["", ".", "!", "?", ":", "“", '"', "\n"])
