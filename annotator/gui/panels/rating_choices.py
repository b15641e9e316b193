"""What the form of a rating offers in its pickers, and what it makes of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.core.ratings import FREE, Rating
from annotator.core.review import Review
from annotator.core.scales import Inspectorate, Scale, ScaleRegistry
from annotator.core.spans import Mention
from annotator.gui.panels.card_content import one_line

SUBJECTS = frozenset({"SERVICE", "GPE", "ORG", "INSPECTORATE"})
SPEAKERS = frozenset({"PERSON"})

#: Stands for a subject that nobody has chosen yet.
NOT_CHOSEN = "no subject yet"

#: Words and the value that they stand for.
Choice = tuple[str, Any]


def mention_choices(
    review: Review,
    labels: frozenset[str],
    current: Mention | None,
    selection: Mention | None = None,
) -> list[Choice]:
    """The current mention, the selected words, then each text that a span marks, once."""
    out: list[Choice] = [(one_line(current.exact), current)] if current else []
    if selection is not None:
        out.append((f"{one_line(selection.exact)} (from the selected text)", selection))
    seen = {one_line(current.exact)} if current else set()
    for span in review.spans_in_order():
        text = one_line(span.exact)
        if span.label in labels and text not in seen:
            seen.add(text)
            out.append((text, Mention.of(span)))
    return out


def scale_choices(rating: Rating, scales: ScaleRegistry) -> list[Choice]:
    """The scale as it is, those of the rating body, free wording, then the rest by name."""
    body = scales.body(rating.rating_body_id)
    own = [scales.find(code) for code in body.scales] if body else []
    likely = [rating.scale, *(scale.id for scale in own if scale)]
    rest = [scale.id for scale in sorted(scales, key=lambda s: s.name.lower())]
    ids = dict.fromkeys([*likely, FREE, *rest])
    return [(scale_name(scale, scales), scale) for scale in ids]


def scale_name(scale_id: str, scales: ScaleRegistry) -> str:
    if scale_id == FREE:
        return "free wording"
    scale = scales.find(scale_id)
    return scale.name if scale else scale_id


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


def body_choices(scales: ScaleRegistry) -> list[Choice]:
    bodies = sorted(scales.bodies, key=lambda body: body.name.lower())
    return [("not known", None), *((body.name, body.id) for body in bodies)]


def body_mention(review: Review, body: Inspectorate | None) -> Mention | None:
    """Where the article first names an inspectorate."""
    if body is None:
        return None
    names = {name.lower() for name in (body.name, body.short, *body.aliases)}
    for span in review.spans_in_order():
        if span.label == "INSPECTORATE" and one_line(span.exact).lower() in names:
            return Mention.of(span)
    return None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the form holds."""

    subject: Mention | None
    scale: str
    value_norm: str
    category: tuple[str, ...]
    status: str
    change: str | None
    rating_body_id: str | None
    speaker: Mention | None

    def changes(self, rating: Rating, review: Review, scales: ScaleRegistry) -> dict[str, Any]:
        """The fields that differ from the rating, with what follows from them."""
        names = self.__slots__
        fields = {n: getattr(self, n) for n in names if getattr(self, n) != getattr(rating, n)}
        if "rating_body_id" in fields:
            fields["rating_body"] = body_mention(review, scales.body(self.rating_body_id))
        if "subject" in fields:
            span = review.spans.get(self.subject.span or "") if self.subject else None
            entity = span.entity if span else None
            if entity != rating.entity:
                fields["entity"] = entity
        return fields
