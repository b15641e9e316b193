"""What a check of a project finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: where it is, what is wrong, and what that means."""

    where: str
    what: str
    meaning: str
