"""What in a project does not fit together: an analyst looks at it and decides. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.core.consistency import findings
from annotator.core.labels import RATING
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span

#: What a list says of each kind of finding, in a word or two.
KINDS = {
    "twice": "recorded twice",
    "conflict": "two values",
    "no_body": "no rating body",
    "other_body": "scale of another rating body",
    "off_scale": "not on its scale",
    "unused": "used by no rating",
    "furniture": "in furniture",
}
#: Places that are kept of each label of a form; of one that is marked more often it is the rule.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place to look at: ``[start, end)`` in code points.

    Attributes:
        item: id of the span or rating.
        what: one sentence.
        is_open: is it about something that is only suggested?
    """

    kind: str
    document_id: str
    item: str
    start: int
    end: int
    what: str
    is_open: bool


def of_article(review: Review, scales: ScaleRegistry) -> list[Doubt]:
    """What does not fit in one article, in the order of its text."""
    doubts = [*_of_ratings(review, scales), *_of_spans(review)]
    return sorted(doubts, key=lambda doubt: doubt.start)


def _of_ratings(review: Review, scales: ScaleRegistry) -> Iterator[Doubt]:
    for finding in findings(review, scales):
        items = [review.ratings[item] for item in finding.items]
        is_open = any(rating.is_open for rating in items)
        start, end = _place(items[-1])
        yield Doubt(
            finding.kind, review.document.id, items[-1].id, start, end, finding.what, is_open
        )


def _of_spans(review: Review) -> Iterator[Doubt]:
    used = {span_id for rating in review.ratings.values() for span_id in rating.span_ids()}
    for span in review.spans_in_order():
        if span.label == RATING and span.id not in used:
            what = "This judgement is marked, but no rating uses it."
            yield _of_span("unused", review, span, what)
        zones = review.document.zones
        if any(zone.start < span.end and span.start < zone.end for zone in zones):
            yield _of_span("furniture", review, span, "It stands in furniture, not in the story.")


def _of_span(kind: str, review: Review, span: Span, what: str) -> Doubt:
    return Doubt(kind, review.document.id, span.id, span.start, span.end, what, span.is_open)


def _place(rating: Rating) -> tuple[int, int]:
    mention = rating.value or rating.subject or rating.evidence
    return (mention.start, mention.end) if mention else (0, 0)


@dataclass(slots=True)
class _Marked:
    """How often some words have a label, and where at first."""

    count: int = 0
    spans: list[tuple[str, Span]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Form:
    """Words that have different labels.

    Attributes:
        labels: how often they have each, the usual one first.
        doubts: the places of the unusual ones; of all of them where none is usual.
    """

    words: str
    labels: tuple[tuple[str, int], ...]
    doubts: tuple[Doubt, ...]


class Forms:
    """Gathers which labels the same words have, article by article."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[str, _Marked]] = {}

    def add(self, review: Review, *, with_open: bool) -> None:
        for span in review.spans_in_order():
            if span.is_open and not with_open:
                continue
            labels = self._forms.setdefault(" ".join(span.exact.split()), {})
            marked = labels.setdefault(span.label, _Marked())
            marked.count += 1
            if len(marked.spans) < _MOST:
                marked.spans.append((review.document.id, span))

    def differing(self) -> list[Form]:
        """The words with more than one label, those that are marked most often first."""
        forms = [_form(words, labels) for words, labels in self._forms.items() if len(labels) > 1]
        return sorted(forms, key=lambda form: -sum(count for _, count in form.labels))


def _form(words: str, labels: dict[str, _Marked]) -> Form:
    order = sorted(labels.items(), key=lambda pair: -pair[1].count)
    usual, is_usual = order[0][0], order[0][1].count > order[1][1].count
    shown = [(label, marked) for label, marked in order if label != usual or not is_usual]
    doubts = [
        Doubt("labels", article, span.id, span.start, span.end, label, span.is_open)
        for label, marked in shown
        for article, span in marked.spans
    ]
    return Form(words, tuple((label, marked.count) for label, marked in order), tuple(doubts))
