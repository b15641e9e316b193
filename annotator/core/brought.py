"""What became of the annotations that came along in a file of another tool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.core.wording import counted


@dataclass(frozen=True, slots=True)
class Brought:
    """Counts of one article, or of all articles of an import.

    Attributes:
        spans, ratings: that came in.
        converted: spans whose offsets were counted in another unit and are code points now.
        snapped: spans that began or ended in white space or inside a character.
        left_out: reason -> how many annotations did not come in because of it.
        labels: label as the file calls it -> the project's label, where they differ.
        new_labels: labels that the project did not have.
    """

    spans: int = 0
    ratings: int = 0
    converted: int = 0
    snapped: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    new_labels: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spans or self.ratings or self.left_out)

    @property
    def is_plain(self) -> bool:
        """Did everything come in as it was?"""
        is_moved = self.converted or self.snapped
        return not (is_moved or self.left_out or self.labels or self.new_labels)

    def sentence(self) -> str:
        """ "12 spans and 2 ratings, 1 snapped; left out: relations (3)"; "" for nothing."""
        parts = []
        if self.spans or self.ratings:
            parts.append(self._came())
        if self.labels:
            parts.append(", ".join(f"{old} is {new}" for old, new in self.labels.items()))
        if self.new_labels:
            parts.append(f"new in this project: {', '.join(self.new_labels)}")
        if self.left_out:
            why = ", ".join(f"{reason} ({count})" for reason, count in self.left_out.items())
            parts.append(f"left out: {why}")
        return "; ".join(parts)

    def _came(self) -> str:
        kinds = ((self.spans, "span"), (self.ratings, "rating"))
        said = " and ".join(counted(count, kind) for count, kind in kinds if count)
        if self.snapped:
            said += f", {self.snapped} snapped to whole characters"
        if self.converted:
            said += f", {self.converted} with offsets converted"
        return said


def total(all_brought: Iterable[Brought | None]) -> Brought:
    """The sum of what several articles brought along."""
    numbers: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    labels: dict[str, str] = {}
    new_labels: dict[str, None] = {}
    for one in all_brought:
        if one is None:
            continue
        for name in ("spans", "ratings", "converted", "snapped"):
            numbers[name] += getattr(one, name)
        left_out.update(one.left_out)
        labels |= one.labels
        new_labels |= dict.fromkeys(one.new_labels)
    return Brought(
        spans=numbers["spans"],
        ratings=numbers["ratings"],
        converted=numbers["converted"],
        snapped=numbers["snapped"],
        left_out=dict(left_out),
        labels=labels,
        new_labels=tuple(new_labels),
    )
