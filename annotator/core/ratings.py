"""Rating records: who was rated what, by whom, and the words that prove each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

from annotator.core.documents import Precision
from annotator.core.spans import DECIDED, ItemState, Mention, Span

RatingStatus = Literal["current", "previous", "negated", "target"]
STATUSES: tuple[RatingStatus, ...] = get_args(RatingStatus)
CHANGES: tuple[str, ...] = ("up", "down", "same")
CERTAINTIES: tuple[str, ...] = ("plain", "hedged")
POLARITIES: tuple[str, ...] = ("positive", "negative", "mixed")

#: Scale code of evaluative wording that no registered scale knows.
FREE = "free"


@dataclass(frozen=True, slots=True)
class RatingDate:
    """When the judgement was made, with the words that say so."""

    mention: Mention | None = None
    value: str | None = None
    precision: Precision = "unknown"

    def to_dict(self) -> dict[str, Any]:
        return {
            "mention": self.mention.to_dict() if self.mention else None,
            "value": self.value,
            "precision": self.precision,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> RatingDate:
        if not data:
            return cls()
        return cls(
            _mention(data.get("mention")), data.get("value"), data.get("precision") or "unknown"
        )


@dataclass(frozen=True, slots=True)
class Rating:
    """One subject, one value, one status; everything else says more about it.

    Attributes:
        subject: named mention of the rated body; None until one is found or chosen.
        subject_mention: the words that stand for it in the sentence ("the jail"), if other.
        value: the words of the judgement; ``also`` its repeats (headline).
        scale: ``code@version`` of a registered scale, or ``free``.
        value_norm: a point of that scale ("free" for free wording).
        rank: 1 = worst point; None for scales without order.
        why: mentions for further fields that the words of the text decide (status, change ...).
        cannot_tell: fields of which an analyst said that the article does not tell them
            (``core.cannot_tell``).
        origin: id of the suggestion it came from (``from`` in files).
    """

    id: str
    subject: Mention | None
    value: Mention | None
    evidence: Mention | None
    subject_mention: Mention | None = None
    subject_aliases: tuple[Mention, ...] = ()
    entity: str | None = None
    also: tuple[Mention, ...] = ()
    scale: str = FREE
    value_norm: str = FREE
    rank: int | None = None
    category: tuple[str, ...] = ("overall",)
    status: RatingStatus = "current"
    change: str | None = None
    certainty: str = "plain"
    polarity: str | None = None
    rating_body: Mention | None = None
    rating_body_id: str | None = None
    speaker: Mention | None = None
    date: RatingDate = RatingDate()
    why: dict[str, Mention] = field(default_factory=dict)
    cannot_tell: tuple[str, ...] = ()
    state: ItemState = "suggested"
    origin: str | None = None
    note: str | None = None

    @property
    def is_open(self) -> bool:
        """Does it still wait for a decision?"""
        return self.state not in DECIDED

    @property
    def scale_code(self) -> str:
        """The scale without its version."""
        return self.scale.split("@")[0]

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """Every mention with the name of its field (``also`` and aliases once each)."""
        for name in _SINGLE:
            mention = getattr(self, name)
            if mention is not None:
                yield name, mention
        for name in _MANY:
            for mention in getattr(self, name):
                yield name, mention
        if self.date.mention is not None:
            yield "date", self.date.mention
        for name, mention in self.why.items():
            yield f"why.{name}", mention

    def span_ids(self) -> set[str]:
        """Ids of the labelled spans it uses."""
        return {m.span for _, m in self.mentions() if m.span is not None}

    def following(self, spans: dict[str, Span]) -> Rating:
        """The rating with each mention moved to where its span is now."""

        def move(mention: Mention) -> Mention | None:
            span = spans.get(mention.span) if mention.span else None
            return mention if span is None else mention.following(span)

        return self.with_mentions(move)

    def without_span(self, span_id: str) -> Rating:
        """The rating with every field that used the span emptied."""
        return self.with_mentions(lambda m: None if m.span == span_id else m)

    def with_mentions(self, change: Callable[[Mention], Mention | None]) -> Rating:
        """The rating with every mention replaced by ``change`` of it (None empties the field)."""
        new: dict[str, Any] = {}
        for name in _SINGLE:
            old = getattr(self, name)
            new[name] = change(old) if old is not None else None
        for name in _MANY:
            new[name] = tuple(m for m in map(change, getattr(self, name)) if m is not None)
        if self.date.mention is not None:
            mention = change(self.date.mention)
            new["date"] = replace(self.date, mention=mention) if mention else RatingDate()
        moved = {name: change(m) for name, m in self.why.items()}
        new["why"] = {name: m for name, m in moved.items() if m is not None}
        return replace(self, **new)

    def to_dict(self) -> dict[str, Any]:
        """The record with the keys of a gold line, in their order; a rare one only where it says
        something."""
        out: dict[str, Any] = {}
        for key in _KEYS:
            value = getattr(self, "origin" if key == "from" else key)
            if value or key not in _RARE:
                out[key] = _plain(value)
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Rating:
        """From the keys of a gold line; a missing one takes its default."""
        given: dict[str, Any] = {}
        for item in fields(cls):
            key = "from" if item.name == "origin" else item.name
            if key in data:
                given[item.name] = _parsed(item.name, data[key])
        for name in ("subject", "value", "evidence"):
            given.setdefault(name, None)
        return cls(**given)


_SINGLE = ("subject", "subject_mention", "value", "rating_body", "speaker", "evidence")
_MANY = ("subject_aliases", "also")
_KEYS = (
    "id",
    "subject",
    "subject_mention",
    "subject_aliases",
    "entity",
    "value",
    "also",
    "scale",
    "value_norm",
    "rank",
    "category",
    "status",
    "change",
    "certainty",
    "polarity",
    "rating_body",
    "rating_body_id",
    "speaker",
    "date",
    "evidence",
    "why",
    "cannot_tell",
    "state",
    "from",
    "note",
)

#: Keys that a line has only where they hold something: lines from before they were there stay as
#: they are.
_RARE = frozenset({"cannot_tell"})


def _mention(data: dict[str, Any] | None) -> Mention | None:
    return Mention.from_dict(data) if data else None


def _plain(value: Any) -> Any:
    if isinstance(value, Mention | RatingDate):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value


def _parsed(name: str, value: Any) -> Any:
    if name in _SINGLE:
        return _mention(value)
    if name in _MANY:
        return tuple(Mention.from_dict(part) for part in value or ())
    if name == "date":
        return RatingDate.from_dict(value)
    if name == "why":
        return {key: Mention.from_dict(part) for key, part in (value or {}).items()}
    if name in ("category", "cannot_tell"):
        return tuple(value or ())
    return value
