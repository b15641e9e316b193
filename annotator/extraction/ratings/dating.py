"""Dates of judgements as far as the words give them."""

from __future__ import annotations

import re

from annotator.core.documents import Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_WORD = re.compile(r"[A-Za-z]+")


def partial_date(words: str) -> tuple[str | None, Precision]:
    """ISO value and precision of "14 May 2024", "May 2024", "2024"; nothing without a year."""
    year = _YEAR.search(words)
    if year is None:
        return None, "unknown"
    month = next((_MONTHS[w.lower()] for w in _WORD.findall(words) if w.lower() in _MONTHS), None)
    if month is None:
        return year.group(), "year"
    day = _DAY.search(words.replace(year.group(), ""))
    if day is None or not 1 <= int(day.group(1)) <= 31:
        return f"{year.group()}-{month:02d}", "month"
    return f"{year.group()}-{month:02d}-{int(day.group(1)):02d}", "day"
