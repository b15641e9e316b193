"""Dates, scores and states in the words that the panels show."""

from __future__ import annotations

from annotator.core.ratings import Rating
from annotator.core.wording import per_cent

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_CHANGES = {"up": "up from last time", "down": "down from last time", "same": "unchanged"}
#: Of a previous rating: both ends of a change carry it.
_SINCE = {"up": "up since then", "down": "down since then", "same": "unchanged since"}


def date_words(value: str | None, *, full: bool = False) -> str:
    """An ISO date, cut to its precision, as people write it: "14 Mar 2026", "Mar 2026".

    Args:
        full: with the whole name of the month. Never by the system's language: the rest of the
            window is in English.
    """
    parts = (value or "").split("-")
    if not all(part.isdigit() for part in parts):
        return value or ""
    year, *rest = parts
    if rest and 1 <= int(rest[0]) <= 12:
        month = _MONTHS[int(rest[0]) - 1]
        year = f"{month if full else month[:3]} {year}"
    return f"{int(rest[1])} {year}" if len(rest) > 1 else year


def change_words(change: str | None, status: str = "current") -> str:
    """What became of the rating since the last one; nothing where it is not said."""
    return (_SINCE if status == "previous" else _CHANGES).get(change or "", "")


def decided_words(decided: int, total: int) -> str:
    """How far a list is decided: "2 of 5 decided"."""
    return f"{decided:,} of {total:,} decided" if total else ""


def state_words(rating: Rating, score: float | None) -> str:
    """The corner of a card: the decision that stands, else the score of the suggestion."""
    if not rating.is_open:
        return f"✓ {rating.state}"
    return "propagated" if rating.state == "propagated" else per_cent(score)
