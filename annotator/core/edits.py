"""Gestures of review as data: each function checks a gesture and returns its ``Edit``.

Pure: nothing is written here. What each gesture does to spans, ratings and states is the table of
review semantics in docs/ARCHITECTURE.md. A gesture that would change nothing is an empty edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from annotator.core import cannot_tell
from annotator.core.decisions import ArticleState, Change, Edit
from annotator.core.errors import Refused
from annotator.core.ratings import STATUSES, Rating
from annotator.core.rejecting import rejected
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import ItemState, Span
from annotator.core.suggestions import kind_of
from annotator.core.tokens import is_grapheme_edge, trimmed
from annotator.core.wording import counted

_UNTOUCHED = "Nothing was changed."


def confirm(review: Review, item_id: str, scales: ScaleRegistry) -> Edit:
    """Confirm a span, or a rating together with those of its spans that are still open.

    Of a rating that is decided already (corrected by a key, say), only those spans.

    Raises:
        Refused: a rating lacks a subject or a value, or its value is not on its scale.
    """
    item = _existing(review, item_id)
    if isinstance(item, Span):
        return _edit(review, _confirmed(item)) if item.is_open else _edit(review)
    if not item.is_open:
        return settle(review, item_id)
    _check_rating(item, scales)
    return _edit(review, _confirmed(item), *_confirmed_spans(review, item))


def settle(review: Review, rating_id: str) -> Edit:
    """Confirm those spans of a decided rating that are still open."""
    return _edit(review, *_confirmed_spans(review, _existing_rating(review, rating_id)))


def confirm_all(review: Review, item_ids: Iterable[str], scales: ScaleRegistry) -> Edit:
    """Confirm several items as one gesture; ratings that cannot be confirmed are refused."""
    changes: dict[str, Change] = {}
    for item_id in item_ids:
        for change in confirm(review, item_id, scales).changes:
            changes.setdefault(change.target, change)
    return _edit(review, *changes.values())


def correct_span(
    review: Review,
    span_id: str,
    *,
    start: int | None = None,
    end: int | None = None,
    label: str | None = None,
) -> Edit:
    """Move an edge or give another label. Ratings that use the span move with it.

    Raises:
        Refused: the new range is empty, cuts a character, or repeats another span.
    """
    span = _existing_span(review, span_id)
    text = review.document.text
    start = span.start if start is None else start
    end = span.end if end is None else end
    if (start, end) != (span.start, span.end):
        start, end = checked_range(text, start, end)
    label = label or span.label
    after = replace(span, start=start, end=end, exact=text[start:end], label=label)
    if after == span:
        return _edit(review)
    _check_not_there(review, after)
    return _edit(review, _corrected(span, after))


def correct_rating(
    review: Review, rating_id: str, scales: ScaleRegistry, fields: dict[str, Any]
) -> Edit:
    """Change fields of a rating; rank and polarity follow the value.

    What proved the former answer goes with it: the aliases of another subject, and the words
    that told another category, status or change.

    Args:
        fields: attribute names of ``Rating`` and their new values; a field that ``cannot_tell``
            names becomes empty, and an answer takes it out of there.

    Raises:
        Refused: the value is not on the scale, or a status is unknown.
    """
    rating = _existing_rating(review, rating_id)
    after = _without_old_proofs(rating, cannot_tell.answered(rating, fields), fields)
    if (rating.scale, rating.value_norm) != (after.scale, after.value_norm):
        after = _ranked(after, scales)
    _check_status(after)
    if after == rating:
        return _edit(review)
    return _edit(review, _corrected(rating, after))


def reject(review: Review, item_id: str, *, also_ratings: bool = False) -> Edit:
    """Reject a span or a rating.

    The value span of a suggested rating takes that rating along; from a suggested rating's other
    fields a rejected span is emptied. A rating takes along the words of its judgement that are
    still open and judge nothing else.

    Args:
        also_ratings: reject the decided ratings that use the span too ("reject both").

    Raises:
        Refused: a decided rating uses the span, and ``also_ratings`` is not set.
    """
    item = _existing(review, item_id)
    if isinstance(item, Rating):
        return _edit(review, *rejected(review, [item], []))
    users = review.ratings_using(item.id)
    decided = [r for r in users if not r.is_open]
    if decided and not also_ratings:
        losing = [r for r in users if r.is_open and not (r.value and r.value.span == item.id)]
        too = f" ({counted(len(losing), 'suggested rating')} would lose a field)" if losing else ""
        raise Refused(
            f"“{item.exact}” is used by {counted(len(decided), 'rating')} already decided.",
            safe=_UNTOUCHED,
            todo=f"Reject both with Shift+X{too}, or change the rating first.",
        )
    going = [r for r in users if not r.is_open or (r.value and r.value.span == item.id)]
    emptied = [
        Change("rating", r.id, "correct", r, r.without_span(item.id))
        for r in users
        if r not in going
    ]
    return _edit(review, *emptied, *rejected(review, going, [item]))


def add_span(review: Review, span_id: str, start: int, end: int, label: str) -> Edit:
    """Add a span that the machine did not find.

    Raises:
        Refused: the range is empty, cuts a character, or repeats another span.
    """
    text = review.document.text
    start, end = checked_range(text, start, end)
    span = Span(span_id, start, end, text[start:end], label, state="added")
    _check_not_there(review, span)
    return _edit(review, Change("span", span.id, "add", None, span))


def add_rating(review: Review, rating: Rating, scales: ScaleRegistry) -> Edit:
    """Add a rating; those of its spans that are still open are confirmed with it.

    Raises:
        Refused: the value is missing or not on the scale.
    """
    if rating.value is None:
        raise Refused("A rating needs the words of its judgement.", safe=_UNTOUCHED)
    rating = _ranked(cannot_tell.answered(replace(rating, state="added"), {}), scales)
    _check_status(rating)
    added = Change("rating", rating.id, "add", None, rating)
    return _edit(review, added, *_confirmed_spans(review, rating))


def complete(review: Review) -> Edit:
    """Say that the article is done; an empty one may be complete.

    Raises:
        Refused: suggestions are still open; says how many.
    """
    check_all_decided(review)
    if review.status == "complete":
        return _edit(review)
    return _article(review, "complete", status="complete")


def check_all_decided(review: Review) -> None:
    """An article with open suggestions cannot be complete, whichever gesture would make it so.

    Raises:
        Refused: says how many are open.
    """
    left = review.open_items()
    if left:
        spans = sum(isinstance(item, Span) for item in left)
        ratings = len(left) - spans
        parts = [counted(spans, "span")] * bool(spans) + [counted(ratings, "rating")] * bool(
            ratings
        )
        raise Refused(
            f"{' and '.join(parts)} still {'wait' if len(left) > 1 else 'waits'} for a decision.",
            safe="The article stays as it is.",
            todo="Decide them, or confirm all that is visible and complete with Ctrl+Shift+Enter.",
        )


def reopen(review: Review) -> Edit:
    """Take a complete article up again."""
    if review.status != "complete":
        return _edit(review)
    return _article(review, "reopen", status="in_progress")


def set_flag(review: Review, flag: bool) -> Edit:
    """Flag the article for a second look, or take the flag away."""
    return _article(review, "flag", flag=flag) if flag != review.flag else _edit(review)


def set_aside(review: Review, aside: bool) -> Edit:
    """Set the article aside, or bring it back; its status and all that is in it stay."""
    return _article(review, "flag", aside=aside) if aside != review.aside else _edit(review)


def set_note(review: Review, item_id: str | None, note: str | None) -> Edit:
    """Set the note of a span, a rating or (None) the article; an empty one removes it."""
    note = (note or "").strip() or None
    if item_id is None:
        return _article(review, "note", note=note) if note != review.note else _edit(review)
    item = _existing(review, item_id)
    if item.note == note:
        return _edit(review)
    return _edit(review, Change(kind_of(item), item.id, "note", item, replace(item, note=note)))


def correct_details(review: Review, fields: dict[str, Any]) -> Edit:
    """Change what is known of the article: its title, outlet, address or dates.

    Args:
        fields: attribute names of ``Details`` and their new values; empty words become None.
    """
    before = review.document.details
    words = {key: " ".join(v.split()) for key, v in fields.items() if isinstance(v, str)}
    empty = {key: None for key in ("outlet", "url") if words.get(key) == ""}
    after = replace(before, **{**fields, **words, **empty})
    if after == before:
        return _edit(review)
    return _edit(review, Change("article", review.document.id, "correct", before, after))


def skip(review: Review, item_id: str) -> Edit:
    """Leave an item for later; only the log says so."""
    item = _existing(review, item_id)
    return _edit(review, Change(kind_of(item), item.id, "skip", item, item))


def checked_range(text: str, start: int, end: int) -> tuple[int, int]:
    """A range fit for a span: trimmed, not empty, cutting no user-perceived character.

    Raises:
        Refused: with a sentence that says which it is.
    """
    if not 0 <= start <= end <= len(text):
        raise Refused("That range lies outside the text.", safe=_UNTOUCHED)
    start, end = trimmed(text, start, end)
    if start == end:
        raise Refused("A span needs at least one visible character.", safe=_UNTOUCHED)
    if not (is_grapheme_edge(text, start) and is_grapheme_edge(text, end)):
        raise Refused("A span cannot begin or end inside a character.", safe=_UNTOUCHED)
    return start, end


def _edit(review: Review, *changes: Change) -> Edit:
    return Edit(review.document.id, changes)


def _article(review: Review, act: Any, **fields: Any) -> Edit:
    before: ArticleState = review.article
    after = replace(before, **fields)
    return _edit(review, Change("article", review.document.id, act, before, after))


def _confirmed(item: Span | Rating) -> Change:
    """What was carried over was suggested otherwise, or not at all: it is no hit of the machine."""
    seen: ItemState = "corrected" if item.origin else "added"
    state: ItemState = seen if item.state == "propagated" else "confirmed"
    return Change(kind_of(item), item.id, "confirm", item, replace(item, state=state))


def _confirmed_spans(review: Review, rating: Rating) -> list[Change]:
    """Confirmations of the rating's spans that are still open."""
    spans = (review.spans.get(s) for s in sorted(rating.span_ids(), key=_by_number))
    return [_confirmed(span) for span in spans if span is not None and span.is_open]


def _corrected(before: Span | Rating, after: Span | Rating) -> Change:
    state: Any = "added" if before.state == "added" else "corrected"
    return Change(kind_of(before), before.id, "correct", before, replace(after, state=state))


def _existing(review: Review, item_id: str) -> Span | Rating:
    item = review.item(item_id)
    if item is None:
        raise Refused("That item is no longer there.", safe=_UNTOUCHED)
    return item


def _existing_span(review: Review, item_id: str) -> Span:
    item = _existing(review, item_id)
    if not isinstance(item, Span):
        raise Refused("That is a rating, not a span.", safe=_UNTOUCHED)
    return item


def _existing_rating(review: Review, item_id: str) -> Rating:
    item = _existing(review, item_id)
    if not isinstance(item, Rating):
        raise Refused("That is a span, not a rating.", safe=_UNTOUCHED)
    return item


def _check_not_there(review: Review, span: Span) -> None:
    for other in review.spans.values():
        same = (other.start, other.end, other.label) == (span.start, span.end, span.label)
        if same and other.id != span.id:
            raise Refused(f"“{span.exact}” is already marked as {span.label}.", safe=_UNTOUCHED)


def _check_rating(rating: Rating, scales: ScaleRegistry) -> None:
    if rating.subject is None and "subject" not in rating.cannot_tell:
        raise Refused(
            "This rating has no subject yet.", safe=_UNTOUCHED, todo="Choose who is rated with E."
        )
    if rating.value is None:
        raise Refused("This rating has no value.", safe=_UNTOUCHED, todo="Reject it with X.")
    problem = scales.record_problem(rating.scale, rating.value_norm)
    if problem:
        raise Refused(problem, safe=_UNTOUCHED)


def _ranked(rating: Rating, scales: ScaleRegistry) -> Rating:
    """The rating with rank and polarity of its value, on the newest version of a bare scale."""
    known = scales.find(rating.scale)
    scale = known.id if known else rating.scale
    rank, polarity = scales.checked(scale, rating.value_norm)
    untold = rating.cannot_tell
    if polarity:  # the scale tells it
        untold = tuple(name for name in untold if name != "polarity")
    return replace(
        rating,
        scale=scale,
        rank=rank,
        polarity=polarity or rating.polarity,
        cannot_tell=untold,
    )


def _without_old_proofs(before: Rating, after: Rating, fields: Iterable[str]) -> Rating:
    """The rating without the mentions that speak for an answer it no longer gives."""
    named = {*fields, *before.why, "subject"}  # what nobody can tell becomes empty unnamed
    changed = {n for n in named if getattr(before, n, None) != getattr(after, n, None)}
    if "why" not in changed:
        after = replace(after, why={k: m for k, m in after.why.items() if k not in changed})
    if "subject" in changed and "subject_aliases" not in changed:
        after = replace(after, subject_aliases=())
    return after


def _check_status(rating: Rating) -> None:
    if rating.status not in STATUSES:
        raise Refused(f"“{rating.status}” is not a status of a rating.", safe=_UNTOUCHED)


def _by_number(item_id: str) -> tuple[int, str]:
    return int("".join(c for c in item_id if c.isdigit()) or 0), item_id
