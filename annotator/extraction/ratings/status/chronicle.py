"""Accounts by the year: lines that open with "2015:" tell of then, but for the last."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate

_MARKS = DASHES | {":", "|"}


def date_lines(article: Article, candidates: list[Candidate]) -> None:
    """Dates what stands in such lines, and puts all but the youngest year into the past."""
    years = {
        number: found
        for number, (first, last) in enumerate(article.lines)
        if (found := _opening(article, first, last)) is not None
    }
    told = {_year(article, found) for found in years.values()}
    if len(told) < 2:
        return
    for candidate in candidates:
        found = years.get(article.line_of(candidate.start))
        if found is None or candidate.status not in {"current", "previous"}:
            continue
        candidate.date = candidate.date or found
        if _year(article, found) < max(told):
            candidate.status = "previous"


def _opening(article: Article, first: int, last: int) -> Found | None:
    """The date with a year that the line opens with, a mark behind it."""
    while first < last and not article.words[first][0].isalnum():
        first += 1
    found = article.owner[first] if first < last else None
    if found is None or found.label != "DATE" or found.start != first or found.end >= last:
        return None
    return found if article.words[found.end] in _MARKS and _year(article, found) else None


def _year(article: Article, found: Found) -> int:
    years = [w for w in article.words[found.start : found.end] if w.isdigit() and len(w) == 4]
    return int(years[-1]) if years else 0
