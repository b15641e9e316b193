"""First values for what a person is about to make: moved edges, a rating from selected words."""

from __future__ import annotations

import re

from annotator.core.errors import Refused
from annotator.core.ratings import FREE, Rating
from annotator.core.review import Review
from annotator.core.scales import Scale, ScalePoint, ScaleRegistry
from annotator.core.spans import Mention, Span, overlaps
from annotator.core.tokens import sentence_at, tokens
from annotator.gui.keymap import key
from annotator.gui.panels.rating_choices import body_mention, is_named, mention_at

#: Labels of spans that can be a rating's subject, the likeliest first.
SUBJECT_LABELS = ("SERVICE", "GPE", "ORG", "LOC")

#: An empty line; lines alone may be wrapped in the middle of a name.
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\u2029")


def stepped(text: str, span: Span, edge: str, step: int) -> tuple[int | None, int | None]:
    """The new start and end where one edge of a span moves by a token (None = as it is).

    Args:
        edge: "start" or "end". step: 1 outward, never into another paragraph (a selection can);
            -1 inward, where the last token always stays.
    """
    near = max(0, text.rfind("\n", 0, max(0, span.start - 200)))
    part = text[near : span.end + 400]
    # Punctuation alone is no step: nobody wants "2023." on the way to the next word.
    words = [(a + near, b + near) for a, b in tokens(part) if any(c.isalnum() for c in part[a:b])]
    if edge == "end":
        ends = [b for a, b in words if b > span.end and a < span.end + 200]
        if ends and _PARAGRAPH.search(text, span.end, ends[0]):
            ends = []
        if step < 0:
            ends = [b for a, b in reversed(words) if span.start < b < span.end]
        return None, (ends[0] if ends else None)
    starts = [a for a, _ in reversed(words) if a < span.start]
    if starts and _PARAGRAPH.search(text, starts[0], span.start):
        starts = []
    if step < 0:
        starts = [a for a, _ in words if span.start < a < span.end]
    return (starts[0] if starts else None), None


def rating(
    review: Review, scales: ScaleRegistry, selected: tuple[int, int] | None, chosen: Span | None
) -> Rating:
    """A rating of the selected words, else of the chosen RATING span, filled as far as is sure.

    Raises:
        Refused: there are no words to make it of.
    """
    text = review.document.text
    if selected is not None:
        value = mention_at(review, "value", *selected)
    elif chosen is not None and chosen.label == "RATING":
        value = Mention.of(chosen)
    else:
        raise Refused(
            "A rating needs the words of its judgement.",
            todo=f"Select them, or choose a RATING span, then press {key('new_rating')}.",
        )
    evidence = Mention.at(text, *sentence_at(text, value.start, value.end))
    body_id = _likely_body(review, scales, evidence)
    found = _point(scales, value.exact, body_id)
    scale, point = found if found else (None, None)
    return Rating(
        id="",
        subject=_subject(review, value, evidence),
        value=value,
        evidence=evidence,
        scale=scale.id if scale else FREE,
        value_norm=point.code if point else FREE,
        rank=point.rank if point else None,
        polarity=point.polarity if point else None,
        rating_body=body_mention(review, scales.body(body_id)),
        rating_body_id=body_id,
        state="added",
    )


def _subject(review: Review, value: Mention, evidence: Mention) -> Mention | None:
    """The nearest named body before the value in its sentence, else in the text before it."""
    bodies = [s for s in review.spans_in_order() if s.label in SUBJECT_LABELS]
    inside = [s for s in bodies if overlaps(s, evidence) and s.end <= value.start]
    before = inside or [s for s in bodies if s.end <= value.start and s.label == "SERVICE"]
    nearest = before[-1] if before else (bodies[0] if bodies else None)
    return Mention.of(nearest) if nearest else None


def _likely_body(review: Review, scales: ScaleRegistry, evidence: Mention) -> str | None:
    """The inspectorate named in the sentence, else the one that the article mostly speaks of."""
    given = [r.rating_body_id for r in review.ratings.values() if r.rating_body_id]
    for span in review.spans_in_order():
        if span.label == "INSPECTORATE":
            named = (body.id for body in scales.bodies if is_named(body, span.exact))
            body_id = next(named, None)
            if body_id is not None and overlaps(span, evidence):
                return body_id
            given += [body_id] if body_id else []
    return max(dict.fromkeys(given), key=given.count) if given else None


def _point(
    scales: ScaleRegistry, words: str, body_id: str | None
) -> tuple[Scale, ScalePoint] | None:
    """The scale point that the words name, on a scale of the usual body if one is known.

    Where the body is not known and several scales have such a point, none of them is guessed.
    """
    said = " ".join(words.casefold().split())
    body = scales.body(body_id)
    preferred = body.scales if body else ()
    found = []
    for scale in scales:
        if preferred and scale.code not in preferred:
            continue
        for point in scale.points:
            names = {point.name.casefold(), point.code.replace("_", " "), *point.synonyms}
            if said in names:
                found.append((scale, point))
    found.sort(key=lambda hit: preferred.index(hit[0].code) if preferred else 0)
    return found[0] if found and (preferred or len(found) == 1) else None
