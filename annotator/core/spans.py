"""Labelled spans and mentions, and the algebra of their offsets.

Offsets everywhere: Unicode code points of the stored text, half-open ``[start, end)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

ItemState = Literal["suggested", "confirmed", "corrected", "added", "propagated"]

#: States of an item that a person (or a person's earlier decision) stands behind.
DECIDED: frozenset[str] = frozenset({"confirmed", "corrected", "added"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text with a label.

    Attributes:
        exact: the text's slice, kept so that no offset can ever drift unnoticed.
        origin: id of the suggestion it came from (``from`` in files), None if a person made it.
    """

    id: str
    start: int
    end: int
    exact: str
    label: str
    entity: str | None = None
    state: ItemState = "suggested"
    origin: str | None = None
    note: str | None = None

    @property
    def is_open(self) -> bool:
        """Does it still wait for a decision?"""
        return self.state not in DECIDED

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "label": self.label,
            "entity": self.entity,
            "state": self.state,
            "from": self.origin,
            "note": self.note,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Span:
        get = data.get
        place = data["start"], data["end"], data["exact"]
        state = get("state", "suggested")
        return cls(
            data["id"], *place, data["label"], get("entity"), state, get("from"), get("note")
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that prove one field of a rating.

    Attributes:
        span: id of the labelled span with these offsets, which the mention follows when it is
            corrected; None where the words carry no label ("the unit").
    """

    start: int
    end: int
    exact: str
    span: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "exact": self.exact, "span": self.span}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Mention:
        return cls(data["start"], data["end"], data["exact"], data.get("span"))

    @classmethod
    def of(cls, span: Span) -> Mention:
        return cls(span.start, span.end, span.exact, span.id)

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Mention:
        return cls(start, end, text[start:end], None)

    def following(self, span: Span) -> Mention:
        """The mention moved to where ``span`` is now."""
        return replace(self, start=span.start, end=span.end, exact=span.exact)


def overlaps(a: Span | Mention, b: Span | Mention) -> bool:
    """Do the two share at least one code point?"""
    return a.start < b.end and b.start < a.end


def in_text_order(spans: Iterable[Span]) -> list[Span]:
    """By start, outer before inner, then by id."""
    return sorted(spans, key=lambda s: (s.start, -s.end, s.id))


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlaps, in text order: of those that overlap, the longest, then the first."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start, s.id)):
        if span.start not in taken and span.end - 1 not in taken:
            kept.append(span)
            taken.update(range(span.start, span.end))
    return in_text_order(kept)


def stack_of(spans: Iterable[Span], span: Span) -> list[Span]:
    """The spans that hang together with ``span`` by overlaps, itself included, smallest first.

    Going on from one to the next goes through all of them, whichever it begins with.
    """
    group: list[Span] = []
    reach, is_there = -1, False
    for other in in_text_order(spans):
        if other.start >= reach:
            if is_there:
                break
            group = []
        group.append(other)
        reach = max(reach, other.end)
        is_there = is_there or other.id == span.id
    return sorted(group, key=lambda s: (s.end - s.start, s.start, s.id)) if is_there else []


def lanes(spans: Iterable[Span]) -> dict[str, int]:
    """How many underlines lower each span is drawn: 0 for one that holds no other.

    A span that contains or overlaps smaller ones gets the lowest lane free of them, so that
    stacked underlines never touch.
    """
    taken: dict[str, int] = {}
    placed: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.end - s.start, s.start, s.id)):
        used = {taken[other.id] for other in placed if overlaps(span, other)}
        taken[span.id] = next(lane for lane in range(len(used) + 1) if lane not in used)
        placed.append(span)
    return taken
