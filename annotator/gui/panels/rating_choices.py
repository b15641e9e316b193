"""What the form of a rating offers in its pickers, and what it makes of the answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.core import cannot_tell
from annotator.core.ratings import CERTAINTIES, CHANGES, FREE, POLARITIES, STATUSES, Rating
from annotator.core.review import Review
from annotator.core.scales import Inspectorate, Scale, ScaleRegistry
from annotator.core.spans import Mention, Span
from annotator.core.tokens import sentence_at
from annotator.core.wording import counted
from annotator.gui.panels.card_content import one_line, short_scale
from annotator.gui.panels.wording import change_words

SUBJECTS = frozenset({"SERVICE", "GPE", "ORG", "INSPECTORATE", "LOC"})
SPEAKERS = frozenset({"PERSON"})
DATES = frozenset({"DATE"})
#: Which label the words of a field should carry, where it matters.
LABELS = {
    "subject": SUBJECTS,
    "subject_aliases": SUBJECTS,
    "rating_body": frozenset({"INSPECTORATE"}),
    "speaker": SPEAKERS,
    "date": DATES,
    "value": frozenset({"RATING"}),
    "also": frozenset({"RATING"}),
}

#: Stands for a subject that nobody has chosen yet.
NOT_CHOSEN = "no subject yet"


class _CannotTell:
    def __repr__(self) -> str:
        return "CANNOT_TELL"


#: The analyst's answer that the article does not tell; typing "?" picks it.
CANNOT_TELL: Any = _CannotTell()
CANNOT_TELL_WORDS = "? can’t tell"

#: Words and the value that they stand for.
Choice = tuple[str, Any]


def mention_choices(
    review: Review,
    labels: frozenset[str],
    current: Mention | None,
    near: Mention | None = None,
) -> list[Choice]:
    """The current mention, then each text that a span marks, once; the nearest to ``near`` first.

    What stands before it is nearer than what follows: a verdict comes after the name. Those who
    rate come last.
    """
    out: list[Choice] = [(one_line(current.exact), current)] if current else []
    seen = {one_line(current.exact)} if current else set()
    spans = [span for span in review.spans_in_order() if span.label in labels]
    if near is not None:
        spans.sort(key=lambda span: _distance(span, near))
    for span in spans:
        text = one_line(span.exact)
        if text not in seen:
            seen.add(text)
            out.append((text, Mention.of(span)))
    return out


def _distance(span: Span, near: Mention) -> tuple[bool, int]:
    steps = near.start - span.end if span.start < near.start else 3 * (span.start - near.end)
    return span.label == "INSPECTORATE", steps


def mention_at(review: Review, name: str, start: int, end: int) -> Mention:
    """The words of a range for a field: with the span that marks just them, if one does."""
    wanted = LABELS.get(name, frozenset())
    same = [s for s in review.spans_in_order() if (s.start, s.end) == (start, end)]
    fitting = [span for span in same if span.label in wanted] or (
        [] if name in ("value", "also") else same
    )
    return Mention.of(fitting[0]) if fitting else Mention.at(review.document.text, start, end)


def scale_choices(rating: Rating, scales: ScaleRegistry) -> list[Choice]:
    """The scale as it is, those of the rating body, free wording, then the rest by name: those
    that have the words of the judgement first."""
    body = scales.body(rating.rating_body_id)
    own = [scales.find(code) for code in body.scales] if body else []
    likely = [rating.scale, *(scale.id for scale in own if scale)]
    words = rating.value.exact if rating.value else ""
    by_name = sorted(scales, key=lambda s: (kept_point(s, "", words) is None, s.name.lower()))
    ids = dict.fromkeys([*likely, FREE, *(scale.id for scale in by_name)])
    return [(scale_name(scale, scales), scale) for scale in ids]


def scale_name(scale_id: str, scales: ScaleRegistry) -> str:
    if scale_id == FREE:
        return "free wording"
    scale = scales.find(scale_id)
    return scale.name if scale else scale_id


def scale_short(scale_id: str, scales: ScaleRegistry) -> str:
    """What a scale is called where there is little room: as its inspectorate, if it is the usual
    one there."""
    scale = scales.find(scale_id) if scale_id != FREE else None
    return short_scale(scale, scales) if scale else scale_name(scale_id, scales)


def point_choices(scale: Scale | None) -> list[Choice]:
    """The points of a scale, worst first, with their rank."""
    points = scale.points if scale else ()
    steps = scale.steps if scale else 0
    return [(f"{p.name} · {p.rank} of {steps}" if p.rank else p.name, p.code) for p in points]


def kept_point(scale: Scale, value_norm: str, words: str) -> str | None:
    """The point that a value keeps on another scale: the same code, or what its words say."""
    if scale.point(value_norm):
        return value_norm
    said = one_line(words).lower()
    hits = (p.code for p in scale.points if said in (p.name.lower(), *p.synonyms))
    return next(hits, None)


def body_choices(review: Review, rating: Rating, scales: ScaleRegistry) -> list[Choice]:
    """The body as it is, those of the article, then the rest by name; each with its short name."""
    bodies = sorted(scales.bodies, key=lambda body: body.name.lower())
    words = [span.exact for span in review.spans_in_order() if span.label == "INSPECTORATE"]
    given = [rating.rating_body_id, *(r.rating_body_id for r in review.ratings_in_order())]
    near = [body for body in bodies if any(is_named(body, said) for said in words)]
    near += [body for body in bodies if body.id in given]
    first = [body for body in bodies if body.id == rating.rating_body_id]
    order = {body.id: body for body in (*first, *near, *bodies)}.values()
    return [("not known", None), *((body_name(body), body.id) for body in order)]


def body_name(body: Inspectorate) -> str:
    """The name of an inspectorate, and how it is called in short."""
    return body.name if body.short == body.name else f"{body.name} · {body.short}"


def body_mention(review: Review, body: Inspectorate | None) -> Mention | None:
    """Where the article first names an inspectorate."""
    for span in review.spans_in_order() if body else ():
        if span.label == "INSPECTORATE" and is_named(body, span.exact):
            return Mention.of(span)
    return None


def is_named(body: Inspectorate | None, words: str) -> bool:
    """Are these words a name of the inspectorate?"""
    names = (body.name, body.short, *body.aliases) if body else ()
    return one_line(words).lower().removeprefix("the ") in {name.lower() for name in names}


def status_choices() -> list[Choice]:
    return [(status, status) for status in STATUSES]


def change_choices() -> list[Choice]:
    return [("not said", None), *((change_words(change), change) for change in CHANGES)]


def certainty_choices() -> list[Choice]:
    return [(certainty, certainty) for certainty in CERTAINTIES]


def polarity_choices() -> list[Choice]:
    return [("not said", None), *((polarity, polarity) for polarity in POLARITIES)]


def evidence_choices(
    review: Review, current: Mention | None, value: Mention | None
) -> list[Choice]:
    """The evidence as it is, the sentence of the value, or none."""
    out: list[Choice] = [(one_line(current.exact), current)] if current else []
    if value is not None:
        text = review.document.text
        sentence = Mention.at(text, *sentence_at(text, value.start, value.end))
        if sentence != current:
            out.append(("the sentence of the value", sentence))
    return [*out, ("no evidence", None)]


def several_choices(
    review: Review, labels: frozenset[str], current: tuple[Mention, ...], taken: Iterable[str]
) -> list[Choice]:
    """Mentions as they are, with each further text that no record uses yet, or none.

    Args:
        taken: ids of spans that are not offered.
    """
    out: list[Choice] = [(several_words(current), current)] if current else [("none", ())]
    used = {mention.span for mention in current} | set(taken)
    free = (s for s in review.spans_in_order() if s.label in labels and s.id not in used)
    out += [(f"{one_line(s.exact)}, too", (*current, Mention.of(s))) for s in free]
    return out + ([("none", ())] if current else [])


def several_words(mentions: tuple[Mention, ...]) -> str:
    """Mentions in a line: "Brackmoor, the unit"."""
    return ", ".join(one_line(mention.exact) for mention in mentions)


def used_values(review: Review) -> set[str]:
    """Ids of the spans that are the value of a record or its repeat."""
    ratings = review.ratings.values()
    mentions = [m for r in ratings for m in (r.value, *r.also) if m is not None]
    return {mention.span for mention in mentions if mention.span is not None}


def changes(
    rating: Rating, answers: dict[str, Any], review: Review, scales: ScaleRegistry
) -> dict[str, Any]:
    """The fields that differ from the rating, with what follows from them.

    Args:
        answers: attribute names and values; ``CANNOT_TELL`` for what the article does not tell.
    """
    untold = tuple(name for name in cannot_tell.FIELDS if answers.get(name) is CANNOT_TELL)
    told = {name: value for name, value in answers.items() if value is not CANNOT_TELL}
    fields = {name: value for name, value in told.items() if getattr(rating, name) != value}
    if untold != rating.cannot_tell:
        fields["cannot_tell"] = untold
    if "rating_body_id" in fields and "rating_body" not in fields:
        fields["rating_body"] = body_mention(review, scales.body(fields["rating_body_id"]))
    if "subject" in fields:
        span = review.spans.get(fields["subject"].span or "") if fields["subject"] else None
        entity = span.entity if span else None
        if entity != rating.entity:
            fields["entity"] = entity
    return fields


def plan_words(subjects: list[str], categories: int) -> str:
    """How many records a form will make, where it is more than one or could be."""
    parts = []
    if len(subjects) > 1:
        parts.append(f"Makes {counted(len(subjects), 'record')}: {', '.join(subjects)}.")
    if categories > 1:
        parts.append(f"Shift+Enter: a record for each of {categories} categories.")
    return " ".join(parts)
