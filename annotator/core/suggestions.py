"""What the machine proposes: spans and ratings with a score and who made them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from annotator.core.documents import PartialDate, Zone
from annotator.core.ratings import Rating
from annotator.core.spans import Span

if TYPE_CHECKING:
    from annotator.core.explanations import Explanation

ItemKind = Literal["span", "rating"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One machine-made span or rating.

    Attributes:
        id: ``g1``, ``g2`` ... within the article.
        item: the span or rating it proposes, in state ``suggested``, with ``origin`` = ``id``.
        model: name and version of the language model that found it, None for a rule alone.
        rules: version of the rule set; ``rule`` the id of the rule.
        score: confidence from 0 to 1; None where it came from a file without one.
    """

    id: str
    item: Span | Rating
    model: str | None
    rules: str | None
    rule: str | None
    score: float | None

    @property
    def kind(self) -> ItemKind:
        return kind_of(self.item)

    def to_dict(self) -> dict[str, Any]:
        """The keys of a gold line; the value leaves out what every suggestion has."""
        return {
            "id": self.id,
            "kind": self.kind,
            "value": value_of(self.item),
            "model": self.model,
            "rules": self.rules,
            "rule": self.rule,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one run over one text found; span ids s1 .. and rating ids r1 .. in text order.

    Attributes:
        explanations: one for each suggestion, in the same order; none where nobody asked.
    """

    suggestions: tuple[Suggestion, ...]
    model: str | None
    rules: str
    explanations: tuple[Explanation, ...] = ()

    def explanation_of(self, item: Span | Rating) -> Explanation | None:
        """Why an earlier run proposed an item: why this one proposes the same; None if it does not.

        Args:
            item: as it was suggested, before anybody corrected it.
        """
        from annotator.core.explanations import is_same

        pairs = zip(self.suggestions, self.explanations, strict=bool(self.explanations))
        return next((why for made, why in pairs if is_same(made.item, item)), None)


#: Told how much of a long text has been read, and of how much; it may raise to stop.
OnProgress = Callable[[int, int], object]


class Extractor(Protocol):
    """Text in, suggestions out: what a worker process runs.

    Attributes:
        model: name and version of the language model, None where only rules run.
        complaints: what of a user's own files could not be used, a sentence each.
    """

    model: str | None
    complaints: tuple[str, ...]

    def extract(
        self,
        text: str,
        zones: tuple[Zone, ...],
        published: PartialDate,
        on_progress: OnProgress | None = None,
        explain: bool = False,
    ) -> Extraction: ...


def kind_of(item: Span | Rating) -> ItemKind:
    """What an item is called in a log and in files."""
    return "span" if isinstance(item, Span) else "rating"


def value_of(item: Span | Rating) -> dict[str, Any]:
    """What was suggested: a span as start, end and label, a rating as the whole record."""
    if isinstance(item, Span):
        return {"start": item.start, "end": item.end, "label": item.label}
    return {k: v for k, v in item.to_dict().items() if k not in {"id", "state", "from", "note"}}


def suggested_item(
    kind: str, item_id: str, origin: str, value: dict[str, Any], text: str
) -> Span | Rating:
    """The span or rating that a suggestion's stored value stands for, in state ``suggested``."""
    if kind == "span":
        start, end = value["start"], value["end"]
        return Span(
            id=item_id,
            start=start,
            end=end,
            exact=text[start:end],
            label=value["label"],
            origin=origin,
        )
    return Rating.from_dict({**value, "id": item_id, "from": origin, "state": "suggested"})


def suggestion_from_dict(data: dict[str, Any], item_id: str, text: str) -> Suggestion:
    """A suggestion from its stored or sent form."""
    return Suggestion(
        id=data["id"],
        item=suggested_item(data["kind"], item_id, data["id"], data["value"], text),
        model=data.get("model"),
        rules=data.get("rules"),
        rule=data.get("rule"),
        score=data.get("score"),
    )
