"""Label sets: which labels there are, their keys, names, descriptions and colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelColours:
    """Ink on tint, as ``#RRGGBB``."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Attributes:
        id: what is stored; a new name never changes it.
        key: the digit that gives it, "" for none.
        description: what the guideline says, in a sentence or two.
    """

    id: str
    name: str
    key: str
    description: str
    light: LabelColours
    dark: LabelColours


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels a project may use; ``id`` is ``name@version``."""

    id: str
    labels: tuple[Label, ...]

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def get(self, label_id: str) -> Label | None:
        return next((label for label in self.labels if label.id == label_id), None)

    def by_key(self, key: str) -> Label | None:
        return next((label for label in self.labels if key and label.key == key), None)
