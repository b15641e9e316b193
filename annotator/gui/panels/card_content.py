"""What a rating card says, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.consistency import Inconsistency
from annotator.core.ratings import FREE, Rating
from annotator.core.scales import Scale, ScaleRegistry
from annotator.gui.panels.wording import change_words, date_words, state_words

NO_SUBJECT = "no subject yet"


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line below the evidence: what to look at, a note, why it was suggested.

    Attributes:
        heading: one or two words before it.
        other: id of another rating that it is about, where a press leads.
    """

    heading: str
    text: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class CardContent:
    """A rating in words.

    Attributes:
        who: the subject, "" where there is none yet.
        rank, steps: 0 of 0 on a scale without order.
        scale: whose scale it is, in short.
        before, words, after: the evidence around the words of the judgement.
        corner: the decision, or the score of the suggestion.
        lines: what stands below the evidence.
    """

    id: str
    who: str
    value: str
    rank: int
    steps: int
    scale: str
    chips: tuple[str, ...]
    before: str
    words: str
    after: str
    corner: str
    is_open: bool
    lines: tuple[CardLine, ...] = ()

    @property
    def spoken(self) -> str:
        """The card as a screen reader says it."""
        rank = f"{self.rank} of {self.steps}" if self.steps else ""
        parts = [self.who or NO_SUBJECT, self.value, rank, self.scale, *self.chips]
        lines = [f"{line.heading}: {line.text}" for line in self.lines]
        return ", ".join(part for part in [*parts, self.corner.lstrip("✓ "), *lines] if part)


def card_content(
    rating: Rating,
    scales: ScaleRegistry,
    score: float | None,
    lines: Iterable[CardLine] = (),
) -> CardContent:
    """The card of a rating.

    Args:
        lines: what else there is to say, after its note.
    """
    scale = scales.find(rating.scale) if rating.scale != FREE else None
    steps = scale.steps if scale else 0
    before, words, after = quote(rating)
    return CardContent(
        id=rating.id,
        who=_who(rating),
        value=value_words(rating, scale),
        rank=rating.rank or 0,
        steps=steps if rating.rank else 0,
        scale=scale_words(rating, scale, scales),
        chips=_chips(rating, scales),
        before=before,
        words=words,
        after=after,
        corner=state_words(rating, score),
        is_open=rating.is_open,
        lines=(*((CardLine("Note", rating.note),) if rating.note else ()), *lines),
    )


def finding_lines(found: Iterable[tuple[Inconsistency, str | None]]) -> list[CardLine]:
    """What an analyst should look at, as lines of a card."""
    lines: dict[str, CardLine] = {}  # the same of several records is said once, with the first
    for finding, other in found:
        lines.setdefault(finding.what, CardLine("Look", finding.what, other))
    return list(lines.values())


def _who(rating: Rating) -> str:
    if "subject" in rating.cannot_tell:
        return "subject can’t be told"
    return one_line(rating.subject.exact) if rating.subject else ""


def value_words(rating: Rating, scale: Scale | None) -> str:
    """The point of the scale, or the free wording in quotes."""
    if scale is None and rating.value is not None:
        return f"“{one_line(rating.value.exact)}”"
    point = scale.point(rating.value_norm) if scale else None
    return point.name if point else rating.value_norm.replace("_", " ")


def scale_words(rating: Rating, scale: Scale | None, scales: ScaleRegistry) -> str:
    """The inspectorate where this is its usual scale, else the scale's own name."""
    if scale is None:
        return "free wording" if rating.scale == FREE else rating.scale
    return short_scale(scale, scales, rating.rating_body_id)


def short_scale(scale: Scale, scales: ScaleRegistry, body_id: str | None = None) -> str:
    """The inspectorate whose usual scale this is, in short; else the scale's own name."""
    own = body_id if body_id in scale.bodies else None
    body = scales.body(own or next(iter(scale.bodies), None))
    usual = body is not None and body.scales[:1] == (scale.code,)
    return body.short if body is not None and usual else scale.name


def quote(rating: Rating) -> tuple[str, str, str]:
    """The evidence before, in and after the words of the value."""
    evidence, value = rating.evidence, rating.value
    if evidence is None:
        return "", "", ""
    if value is None or not evidence.start <= value.start < value.end <= evidence.end:
        return one_line(evidence.exact), "", ""
    cut, end = value.start - evidence.start, value.end - evidence.start
    before, after = evidence.exact[:cut], evidence.exact[end:]
    lead = " " if before[-1:].isspace() else ""
    trail = " " if after[:1].isspace() else ""
    return one_line(before) + lead, one_line(value.exact), trail + one_line(after)


def one_line(text: str) -> str:
    """``text`` with every stretch of white space as one space."""
    return " ".join(text.split())


#: Names of the fields whose chip says that they cannot be told; the subject says it itself.
_UNTOLD = {
    "scale": "scale",
    "value_norm": "value",
    "category": "category",
    "status": "status",
    "change": "change",
    "certainty": "certainty",
    "polarity": "polarity",
    "rating_body": "rating body",
    "speaker": "speaker",
    "date": "date",
    "evidence": "evidence",
}


def _chips(rating: Rating, scales: ScaleRegistry) -> tuple[str, ...]:
    body = scales.body(rating.rating_body_id)
    named = rating.rating_body.exact if rating.rating_body else ""
    untold = [f"{_UNTOLD[name]} can’t be told" for name in rating.cannot_tell if name in _UNTOLD]
    chips = [
        "" if "status" in rating.cannot_tell else rating.status,
        *rating.category,
        one_line(named) or (body.short if body else ""),
        f"said by {one_line(rating.speaker.exact)}" if rating.speaker else "",
        change_words(rating.change, rating.status),
        "hedged" if rating.certainty == "hedged" else "",
        date_words(rating.date.value),
        *untold,
    ]
    if rating.scale == FREE and rating.polarity:
        chips.insert(1, rating.polarity)
    return tuple(chip for chip in chips if chip)
