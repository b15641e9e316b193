"""Why a suggestion was made: data that the window and the command line put into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One reason for the score.

    Attributes:
        reason: what was looked at, in words.
        weight: log-odds that it adds (above 0) or takes (below 0).
    """

    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons for one suggestion.

    Attributes:
        rule: id of the rule that made it.
        trigger: the words that made the rule speak, None where they are the value's or name's own.
        subject: id of the rule that found the subject; None for spans and where none was found.
        scales: scales that have the words as a point, the chosen one first.
        score: confidence, from 0 to 1.
        status: what outweighed the cues of the status; empty where they stand.
        parts: add up to its log-odds; the weightiest first, where all suggestions start from last.
    """

    rule: str
    score: float
    trigger: Mention | None = None
    subject: str | None = None
    scales: tuple[str, ...] = ()
    parts: tuple[ScorePart, ...] = ()
    status: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "score": self.score,
            "trigger": self.trigger.to_dict() if self.trigger else None,
            "subject": self.subject,
            "scales": list(self.scales),
            "parts": [[part.reason, part.weight] for part in self.parts],
            "status": list(self.status),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Explanation:
        trigger = data.get("trigger")
        return cls(
            rule=data["rule"],
            score=data["score"],
            trigger=Mention.from_dict(trigger) if trigger else None,
            subject=data.get("subject"),
            scales=tuple(data.get("scales", ())),
            parts=tuple(ScorePart(reason, weight) for reason, weight in data.get("parts", ())),
            status=tuple(data.get("status", ())),
        )

    def sentences(self, most: int = 4) -> Iterator[str]:
        """The explanation for people, a few words each.

        Args:
            most: so many reasons for the score are named.
        """
        yield f"rule {self.rule}"
        if self.trigger is not None:
            yield f"trigger “{self.trigger.exact}”"
        if self.subject is not None:
            yield f"subject by {self.subject}"
        if len(self.scales) > 1:
            yield f"{self.scales[0]} rather than {', '.join(self.scales[1:])}"
        if self.status:
            yield f"status by {', '.join(self.status)}"
        yield f"{self.score:.0%} sure"
        for part in self.parts[:most]:
            yield f"{'+' if part.weight > 0 else '−'} {part.reason}"


def is_same(one: Span | Rating, other: Span | Rating) -> bool:
    """Does a later run propose the same: span and label, or value, subject and status?"""
    if isinstance(one, Span) or isinstance(other, Span):
        return (
            isinstance(one, Span)
            and isinstance(other, Span)
            and (one.start, one.end, one.label) == (other.start, other.end, other.label)
        )
    return _place(one) == _place(other) and one.status == other.status


def _place(rating: Rating) -> tuple[int, ...]:
    mentions = (rating.value, rating.subject)
    return tuple(offset for m in mentions if m is not None for offset in (m.start, m.end))
