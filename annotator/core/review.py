"""The state of one article under review, and how decisions change it.

``Review`` is a fold: suggestions first, then every decision in order. The same ``apply`` serves
the live session, a replay after a restart, ``doctor`` and the gate of the gold export.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.core.deciders import stand
from annotator.core.decisions import SILENT, ArticleState, Change, Decision, Item, implied_state
from annotator.core.documents import ArticleStatus, Details, Document
from annotator.core.ratings import Rating
from annotator.core.spans import Span, in_text_order
from annotator.core.suggestions import Suggestion


class ReplayError(ValueError):
    """The log cannot be replayed; the message names the decision and the reason."""


class Review:
    """Spans, ratings and status of one article.

    Attributes:
        spans, ratings: by id; a rejected item is in neither.
        document: with its details as they were corrected.
    """

    def __init__(
        self,
        document: Document,
        items: Iterable[Span | Rating] = (),
        article: ArticleState | None = None,
    ) -> None:
        self.document = document
        self.spans: dict[str, Span] = {}
        self.ratings: dict[str, Rating] = {}
        self.flag = bool(article and article.flag)
        self.note = article.note if article else None
        self.aside = bool(article and article.aside)
        self._complete = bool(article and article.status == "complete")
        self._looked_at = bool(article and article.status != "new")
        ratings: list[Rating] = []
        for item in items:
            if isinstance(item, Span):
                self.spans[item.id] = item
            else:
                ratings.append(item)
        self.ratings.update((rating.id, rating.following(self.spans)) for rating in ratings)

    def copy(self) -> Review:
        """The same state, free to change."""
        other = Review(self.document, (), self.article)
        other.spans, other.ratings = dict(self.spans), dict(self.ratings)
        return other

    @property
    def status(self) -> ArticleStatus:
        if self._complete:
            return "complete"
        return "in_progress" if self._looked_at else "new"

    @property
    def article(self) -> ArticleState:
        return ArticleState(self.status, self.flag, self.note, self.aside)

    def item(self, item_id: str) -> Span | Rating | None:
        return self.spans.get(item_id) or self.ratings.get(item_id)

    def target(self, act: Change | Decision, former: Item | None = None) -> Item | None:
        """What an act is about, as it stands; None where it is not there.

        Args:
            former: what an undo or a redo brings back; it tells what of an article is meant.
        """
        if act.kind != "article":
            return self.item(act.target)
        is_of_details = act.act == "correct" or isinstance(former, Details)
        if is_of_details or isinstance(act.before, Details):
            return self.document.details
        return self.article

    def open_items(self) -> list[Span | Rating]:
        """What still waits for a decision."""
        items: list[Span | Rating] = [s for s in self.spans.values() if s.is_open]
        return items + [r for r in self.ratings.values() if r.is_open]

    def ratings_using(self, span_id: str) -> list[Rating]:
        """The ratings of which a field points to the span."""
        return [r for r in self.ratings.values() if span_id in r.span_ids()]

    def spans_in_order(self) -> list[Span]:
        return in_text_order(self.spans.values())

    def ratings_in_order(self) -> list[Rating]:
        """By the place of their value (a rating without one by its evidence), then by id."""
        return sorted(self.ratings.values(), key=lambda r: (position_of(r), _number(r.id)))

    def put(self, kind: str, target: str, item: Item | None) -> None:
        """Set, replace or (with None) remove a target; ratings follow their spans."""
        if kind == "article":
            if isinstance(item, Details):
                self.document = self.document.with_details(item)
            elif isinstance(item, ArticleState):
                self.flag, self.note, self.aside = item.flag, item.note, item.aside
                self._complete = item.status == "complete"
        elif item is None:
            self.spans.pop(target, None)
            self.ratings.pop(target, None)
        elif isinstance(item, Span | Rating):
            self._put(target, item)

    def _put(self, target: str, item: Span | Rating) -> None:
        if isinstance(item, Rating):
            self.ratings[target] = item.following(self.spans)
            return
        former, self.spans[target] = self.spans.get(target), item
        if former is not None and (former.start, former.end) == (item.start, item.end):
            return  # only moved words have to be followed
        for rating in self.ratings_using(target):
            self.ratings[rating.id] = rating.following({target: item})

    def after(self, changes: Iterable[Change]) -> Review:
        """The state that these changes lead to; this one stays as it is."""
        other = self.copy()
        for change in changes:
            other.put(change.kind, change.target, change.after)
        return other

    def look_at(self, looked_at: bool = True) -> None:
        """Say whether any decision stands: an article without one is new."""
        self._looked_at = looked_at


class Replay:
    """A review rebuilt from suggestions and decisions, remembering what undo needs.

    Attributes:
        review: the state after all decisions applied so far.
    """

    def __init__(self, document: Document, suggestions: Iterable[Suggestion] = ()) -> None:
        self.review = Review(document, (s.item for s in suggestions))
        self._prior: dict[int, Item | None] = {}
        self._live: dict[int, Decision] = {}

    @property
    def discarded(self) -> list[tuple[str, Span | Rating]]:
        """What standing decisions took out or replaced: the id, and the item as it was."""
        found = ((d.target, self._prior[n]) for n, d in sorted(self._live.items()))
        return [(target, item) for target, item in found if isinstance(item, Span | Rating)]

    def apply(self, decision: Decision) -> None:
        """Apply one stored decision.

        Raises:
            ReplayError: it does not fit the state it meets.
        """
        if decision.act in SILENT or decision.n is None:
            return
        undone = decision.undoes if decision.act in ("undo", "redo") else None
        before = self.review.target(decision, self._prior.get(undone) if undone else None)
        after = self._after(decision, before)
        self._prior[decision.n] = before
        self.review.put(decision.kind, decision.target, after)
        self._count(decision)

    def prior(self, n: int) -> Item | None:
        """What decision ``n`` found: the state that its undo restores."""
        return self._prior[n]

    def _after(self, decision: Decision, before: Item | None) -> Item | None:
        if decision.act in ("undo", "redo"):
            if decision.undoes not in self._prior:
                raise ReplayError(f"decision {decision.n} undoes {decision.undoes}: not there")
            return self._prior[decision.undoes]
        if decision.act == "reject":
            if before is None:
                raise ReplayError(f"decision {decision.n} rejects {decision.target}: not there")
            return None
        if before is None and decision.after is None:
            raise ReplayError(f"decision {decision.n} names {decision.target}: not there")
        return self._patched(decision, before)

    def _patched(self, decision: Decision, before: Item | None) -> Item:
        text = self.review.document.text
        data: dict[str, Any] = before.to_dict() if before else {"from": None, "note": None}
        data["state"] = implied_state(decision.act, data.get("state"))
        data |= decision.after or {}
        if isinstance(before, Details):
            return Details.from_dict(data)
        if decision.kind == "article":
            return ArticleState(data["status"], data["flag"], data["note"], bool(data["aside"]))
        data["id"] = decision.target
        try:
            if decision.kind == "rating":
                return Rating.from_dict(data)
            data["exact"] = text[data["start"] : data["end"]]
            return Span.from_dict(data)
        except (KeyError, TypeError) as error:
            raise ReplayError(f"decision {decision.n} has no whole {decision.kind}") from error

    def _count(self, decision: Decision) -> None:
        """Keep which decisions stand; an article without any is new again."""
        stand(self._live, decision)
        self.review.look_at(bool(self._live))


def replay(
    document: Document, suggestions: Iterable[Suggestion], decisions: Iterable[Decision]
) -> Replay:
    """Rebuild an article's state from its suggestions and its log.

    Raises:
        ReplayError: a decision does not fit the state it meets.
    """
    decisions = list(decisions)
    state = Replay(_uncorrected(document, decisions), suggestions)
    for decision in decisions:
        state.apply(decision)
    return state


def _uncorrected(document: Document, decisions: Iterable[Decision]) -> Document:
    """The article with the details that it had before anybody corrected them."""
    first: dict[str, Any] = {}
    for decision in decisions:
        if decision.kind == "article" and decision.act == "correct":
            first = (decision.before or {}) | first
    if not first:
        return document
    return document.with_details(Details.from_dict(document.details.to_dict() | first))


def position_of(item: Span | Rating) -> int:
    """Where an item stands in the text (code points)."""
    if isinstance(item, Span):
        return item.start
    mention = item.value or item.subject or item.evidence
    return mention.start if mention else 0


def _number(item_id: str) -> int:
    digits = "".join(c for c in item_id if c.isdigit())
    return int(digits) if digits else 0
