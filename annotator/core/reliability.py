"""Do confident suggestions deserve it? Confidence against how often it was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from annotator.core.suggestions import ItemKind

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One suggestion, held against gold."""

    kind: ItemKind
    article: str
    suggestion: str
    score: float
    is_right: bool


@dataclass(slots=True)
class Bin:
    """Suggestions of about the same confidence.

    Attributes:
        low: lower end of the confidence; a bin is ``1 / BINS`` wide.
        claimed: sum of their scores.
    """

    low: float
    count: int = 0
    right: int = 0
    claimed: float = 0.0

    @property
    def precision(self) -> float:
        return self.right / self.count if self.count else 0.0

    @property
    def confidence(self) -> float:
        """Their mean score."""
        return self.claimed / self.count if self.count else 0.0


def bins(judged: Iterable[Judged]) -> list[Bin]:
    """Those that hold something, lowest confidence first."""
    out = [Bin(number / BINS) for number in range(BINS)]
    for one in judged:
        found = out[min(int(one.score * BINS), BINS - 1)]
        found.count += 1
        found.right += one.is_right
        found.claimed += one.score
    return [found for found in out if found.count]


def calibration_error(judged: Sequence[Judged]) -> float:
    """How far confidence and precision lie apart, weighed by bin (expected calibration error)."""
    apart = sum(abs(b.confidence - b.precision) * b.count for b in bins(judged))
    return apart / len(judged) if judged else 0.0


def ranking(judged: Sequence[Judged]) -> float | None:
    """How often a right suggestion is surer than a wrong one (0.5: chance); None without both."""
    ordered = sorted(judged, key=lambda one: one.score)
    wrong = 0
    won = 0.0
    for _, group in groupby(ordered, key=lambda one: one.score):
        same = list(group)
        equal = sum(not one.is_right for one in same)
        won += (len(same) - equal) * (wrong + equal / 2)
        wrong += equal
    right = len(ordered) - wrong
    return won / (right * wrong) if right and wrong else None


def to_dict(judged: Sequence[Judged]) -> dict[str, Any]:
    """For a program: the bins and both measures, per kind."""
    out: dict[str, Any] = {}
    for kind in ("span", "rating"):
        chosen = [one for one in judged if one.kind == kind]
        rank = ranking(chosen)
        out[kind] = {
            "bins": [
                {
                    "from": found.low,
                    "count": found.count,
                    "right": found.right,
                    "confidence": round(found.confidence, 4),
                    "precision": round(found.precision, 4),
                }
                for found in bins(chosen)
            ],
            "expected_calibration_error": round(calibration_error(chosen), 4),
            "ranking": None if rank is None else round(rank, 4),
        }
    return out
