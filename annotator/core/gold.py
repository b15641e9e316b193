"""All that one gold line says of an article, whatever file or database it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.core.decisions import Act, ArticleState, Decision, TargetKind
from annotator.core.documents import Document
from annotator.core.ratings import Rating
from annotator.core.review import position_of
from annotator.core.spans import DECIDED, Span, in_text_order
from annotator.core.suggestions import Suggestion, kind_of, suggestion_from_dict

if TYPE_CHECKING:
    from annotator.core.brought import Brought

_Item = TypeVar("_Item", Span, Rating)

GUIDELINE = "inspection-news@1"
LABEL_SET = "inspection-news@1"


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One article with its spans, ratings, suggestions and decisions.

    Attributes:
        suggestions: with the keys of a gold line, kept as they were read.
        has_log: False for the ``--no-log`` form, which has neither suggestions nor decisions.
        line_sha256: of the line it was read from, None where it came from no gold file.
        brought: what became of annotations that another tool made; None where it came from none.
    """

    document: Document
    state: ArticleState = field(default_factory=ArticleState)
    spans: tuple[Span, ...] = ()
    ratings: tuple[Rating, ...] = ()
    suggestions: tuple[dict[str, Any], ...] = ()
    decisions: tuple[Decision, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    guideline: str = GUIDELINE
    label_set: str = LABEL_SET
    has_log: bool = True
    line_sha256: str | None = None
    brought: Brought | None = field(default=None, compare=False)

    @property
    def is_looked_at(self) -> bool:
        """Has somebody decided anything in it?"""
        return self.state.status != "new" or any(
            item.state in DECIDED for items in (self.spans, self.ratings) for item in items
        )

    def item_of(self) -> dict[str, str]:
        """Suggestion id -> id of the span or rating it became, rejected ones included."""
        found = {
            d.before["from"]: d.target
            for d in self.decisions
            if d.act == "reject" and d.before and d.before.get("from")
        }
        found.update((span.origin, span.id) for span in self.spans if span.origin)
        found.update((rating.origin, rating.id) for rating in self.ratings if rating.origin)
        return found

    def read_suggestions(self) -> list[Suggestion]:
        """The suggestions as values; one without an item gets its own id as the item's."""
        items = self.item_of()
        text = self.document.text
        return [
            suggestion_from_dict(data, items.get(data["id"], data["id"]), text)
            for data in self.suggestions
        ]


def in_gold_order(
    spans: list[Span], ratings: list[Rating]
) -> tuple[tuple[Span, ...], tuple[Rating, ...]]:
    """Spans by start, ratings by the place of their value: the order of every gold line."""
    by_place = sorted(ratings, key=lambda r: (position_of(r), len(r.id), r.id))
    return tuple(in_text_order(spans)), tuple(by_place)


def _article_acts(state: ArticleState, *, is_touched: bool) -> Iterator[tuple[Act, dict[str, Any]]]:
    """The acts that make this state of a new article, or of one with decisions on its items."""
    if state.status == "complete":
        yield "complete", {"status": "complete"}
    elif state.status == "in_progress" and not is_touched:
        yield "reopen", {"status": "in_progress"}
    if state.flag:
        yield "flag", {"flag": True}
    if state.aside:
        yield "flag", {"aside": True}
    if state.note:
        yield "note", {"note": state.note}


def with_log(line: GoldLine, by: str, at: str, *, as_suggestions: bool = False) -> GoldLine:
    """A line that came without a log, with one that says the same.

    What a person decided becomes ``add`` decisions, what is open becomes suggestions, which keep
    the model and the score that the line names for them.

    Args:
        by, at: who takes it in, and when (UTC), where the line does not name a reviewer.
        as_suggestions: take everything as suggested, and nothing as decided.
    """
    suggestions: list[dict[str, Any]] = []
    decisions: list[Decision] = []
    made_by = {made["id"]: made for made in line.suggestions}
    by = line.reviewed_by[0] if line.reviewed_by else by

    def decide(kind: TargetKind, target: str, act: Act, after: dict[str, Any]) -> None:
        number = len(decisions) + 1
        decisions.append(Decision(number, kind, target, act, None, after, by, at, 0, 1))

    def take(item: _Item) -> _Item:
        kind = kind_of(item)
        if as_suggestions or item.state == "suggested":
            origin = f"g{len(suggestions) + 1}"
            note = None if as_suggestions else item.note
            machine = {} if line.has_log else made_by.get(item.origin, {})
            item = replace(item, state="suggested", origin=origin, note=note)
            made = Suggestion(
                origin, item, machine.get("model"), None, "import", machine.get("score")
            )
            suggestions.append(made.to_dict())
            if note is not None:
                decide(kind, item.id, "note", {"note": note})
            return item
        if item.origin is not None:
            item = replace(item, origin=None)
        data = item.to_dict()
        del data["id"]
        decide(kind, item.id, "add", data)
        return item

    spans = tuple(take(span) for span in line.spans)
    ratings = tuple(take(rating) for rating in line.ratings)
    state = ArticleState() if as_suggestions else line.state
    if not as_suggestions:
        for act, after in _article_acts(line.state, is_touched=bool(decisions)):
            decide("article", line.document.id, act, after)
    if decisions and state.status == "new":
        state = replace(state, status="in_progress")
    return replace(
        line,
        spans=spans,
        ratings=ratings,
        suggestions=tuple(suggestions),
        decisions=tuple(decisions),
        reviewed_by=() if as_suggestions else line.reviewed_by,
        state=state,
        has_log=True,
    )
