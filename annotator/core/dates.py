"""Dates as people type them: "March 2024", "12/03/2024" (the day first), "last year"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from annotator.core.documents import UNDATED, PartialDate
from annotator.core.errors import Refused

_MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (calendar.month_name[number].lower(), calendar.month_abbr[number].lower())
} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_COUNTS = {w: n for n, w in enumerate("no a two three four five six seven eight nine ten".split())}
_FILLING = re.compile(
    r"\b(?:on|in|of|the|during|since|early|late|mid)\b|,|(?<=\d)(?:st|nd|rd|th)\b"
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_AGO = re.compile(r"(\w+) (day|week|month|year)s? (?:ago|earlier|before)")
_FORMS = "Type a day, a month or a year: 12 March 2024, 12/03/2024, March 2024 or 2024."
_SAFE = "Nothing was changed."
_EARLIEST, _LATEST = 1800, 2199


def read_date(typed: str, published: PartialDate = UNDATED) -> PartialDate:
    """What typed words mean as a date; nothing typed is no date.

    Args:
        published: the day of publication, from which "last year" and "on Tuesday" are counted.

    Raises:
        Refused: with a sentence, where the words are no date.
    """
    words = " ".join(_FILLING.sub(" ", typed.casefold()).split())
    if not words:
        return UNDATED
    found = _numbers(words) or _names(words)
    if found is not None:
        return _checked(typed, *found)
    return _relative(typed, words, published)


def _numbers(words: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of a date in figures."""
    if match := _YEAR_FIRST.fullmatch(words):
        year, month, day = match.groups()
        return int(year), int(month), int(day) if day else None
    if match := _DAY_FIRST.fullmatch(words):
        day, month, year = match.groups()
        return int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)
    if match := _MONTH_YEAR.fullmatch(words):
        return int(match[2]), int(match[1]), None
    return (int(words), None, None) if re.fullmatch(r"\d{4}", words) else None


def _names(words: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of "12 march 2024" and "march 12 2024", with or without the day."""
    parts = [part for part in words.split() if part not in _WEEKDAYS]
    months = [_MONTHS[part] for part in parts if part in _MONTHS]
    numbers = [int(part) for part in parts if part.isdigit()]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if len(months) + len(numbers) != len(parts) or (len(months), len(years)) != (1, 1):
        return None
    return (years[0], months[0], days[0] if days else None) if len(days) < 2 else None


def _checked(typed: str, year: int, month: int | None, day: int | None) -> PartialDate:
    if not _EARLIEST <= year <= _LATEST:
        raise Refused(f"“{typed}” names the year {year}.", safe=_SAFE, todo=_FORMS)
    if month is None:
        return PartialDate(f"{year:04d}", "year")
    if not 1 <= month <= 12:
        raise Refused(f"“{typed}” names the month {month}; the day comes first.", safe=_SAFE)
    if day is None:
        return PartialDate(f"{year:04d}-{month:02d}", "month")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{calendar.month_name[month]} {year}"
        raise Refused(f"“{typed}” is no day: {name} has {last}.", safe=_SAFE)
    return PartialDate(f"{year:04d}-{month:02d}-{day:02d}", "day")


def _relative(typed: str, words: str, published: PartialDate) -> PartialDate:
    """A date that counts from the day of publication, as far as that is known."""
    if not _is_relative(words):
        raise Refused(f"“{typed}” is no date that can be read.", safe=_SAFE, todo=_FORMS)
    parts = [int(part) for part in (published.value or "").split("-") if part.isdigit()]
    found = _from_year(words, parts[0]) if parts else None
    if found is None and len(parts) > 1:
        found = _from_month(words, parts[0], parts[1], parts[2] if len(parts) > 2 else None)
    if found is None and len(parts) > 2:
        found = _from_day(words, date(*parts[:3]))
    if found is None:
        unknown = "which is not known" if not parts else "of which no more is known"
        raise Refused(
            f"“{typed}” counts from the day of publication, {unknown}.", safe=_SAFE, todo=_FORMS
        )
    return found


def _is_relative(words: str) -> bool:
    single = {"today", "yesterday", "this year", "last year", "this month", "last month"}
    parts = words.removeprefix("last ").split()
    named = len(parts) == 1 and (parts[0] in _WEEKDAYS or parts[0] in _MONTHS)
    match = _AGO.fullmatch(words)
    counted = match is not None and _count(match[1]) is not None
    day = len(parts) == 2 and _day_and_month(parts) is not None
    return words in single or named or counted or day


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 4 else _COUNTS.get(word)


def _day_and_month(parts: list[str]) -> tuple[int, int] | None:
    """Day and month of "12 march" or "march 12"."""
    for day, month in (parts, parts[::-1]):
        if day.isdigit() and month in _MONTHS:
            return int(day), _MONTHS[month]
    return None


def _from_year(words: str, year: int) -> PartialDate | None:
    match = _AGO.fullmatch(words)
    if match is not None and match[2] == "year":
        return PartialDate(f"{year - (_count(match[1]) or 0):04d}", "year")
    back = {"this year": 0, "last year": 1}.get(words)
    return None if back is None else PartialDate(f"{year - back:04d}", "year")


def _from_month(words: str, year: int, month: int, day: int | None) -> PartialDate | None:
    """The latest such month, or such a day of a month, that is not after the publication."""
    match = _AGO.fullmatch(words)
    back = {"this month": 0, "last month": 1}.get(words)
    if match is not None and match[2] == "month":
        back = _count(match[1])
    if back is not None:
        months = year * 12 + month - 1 - back
        return PartialDate(f"{months // 12:04d}-{months % 12 + 1:02d}", "month")
    parts = words.removeprefix("last ").split()
    if len(parts) == 1 and parts[0] in _MONTHS:
        named = _MONTHS[parts[0]]
        is_past = named < month or (named == month and not words.startswith("last "))
        return PartialDate(f"{year if is_past else year - 1:04d}-{named:02d}", "month")
    both = _day_and_month(parts) if len(parts) == 2 else None
    if both is None:
        return None
    is_past = (both[1], both[0]) <= (month, day or 31)
    return _checked(words, year if is_past else year - 1, both[1], both[0])


def _from_day(words: str, day: date) -> PartialDate | None:
    match = _AGO.fullmatch(words)
    back = {"today": 0, "yesterday": 1}.get(words)
    if match is not None and match[2] in ("day", "week"):
        back = (_count(match[1]) or 0) * (7 if match[2] == "week" else 1)
    weekday = _WEEKDAYS.get(words.removeprefix("last "))
    if weekday is not None:
        back = (day.weekday() - weekday) % 7
        back = back or (7 if words.startswith("last ") else 0)
    return None if back is None else PartialDate((day - timedelta(days=back)).isoformat(), "day")
