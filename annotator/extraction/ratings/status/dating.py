"""Dates of judgements as far as the words, and the day the article appeared, give them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from annotator.core.documents import UNDATED, PartialDate

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
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_PARTS_OF_TODAY = frozenset(["this morning", "this afternoon", "this evening"])
_STEPS = {"last": -1, "this": 0, "earlier this": 0, "later this": 0, "next": 1}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_WORD = re.compile(r"[A-Za-z]+")
_STEP = re.compile(
    r"(?:this time )?((?:(?:earlier|later) )?this|last|next) (?:calendar )?(year|month)"
)
_SAID_YEAR = re.compile(r"\b(last|this|next) year\b")
_AGO = re.compile(r"(an?|\d{1,2}|[a-z]+) (year|month|day)s? ago")


def partial_date(words: str, published: PartialDate = UNDATED) -> PartialDate:
    """What "14 May 2024", "May 2024", "2024" mean; with a day of publication also "last year".

    A date without a year is the latest one that was not after the publication. Nothing is said
    finer than the words and the publication's own precision allow.
    """
    year = _YEAR.search(words)
    month, day = _month_and_day(words.replace(year.group(), "") if year else words)
    if year is not None:
        return _dated(int(year.group()), month, day)
    if published.year is None:
        return UNDATED
    words = words.lower().removeprefix("the ")
    if month is not None:
        said = _SAID_YEAR.search(words)
        if said is not None:  # "in May last year"
            return _dated(published.year + _STEPS[said[1]], month, day)
        return _in_month(month, day, published, ahead=words.startswith("next "))
    return _stepped(words, published) or _ago(words, published) or _on_day(words, published)


def _month_and_day(words: str) -> tuple[int | None, int | None]:
    month = next((_MONTHS[w.lower()] for w in _WORD.findall(words) if w.lower() in _MONTHS), None)
    day = _DAY.search(words) if month else None
    return month, int(day.group(1)) if day else None


def _dated(year: int, month: int | None, day: int | None = None) -> PartialDate:
    """As fine as what is given; a day that the month does not have is left out."""
    if month is None:
        return PartialDate(f"{year:04d}", "year")
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return PartialDate(f"{year:04d}-{month:02d}", "month")
    return PartialDate(f"{year:04d}-{month:02d}-{day:02d}", "day")


def _in_month(month: int, day: int | None, published: PartialDate, *, ahead: bool) -> PartialDate:
    """ "in March", "on 4 March": the last one before the article, or the next one after it."""
    year, value = published.year, published.value or ""
    if year is None or published.precision == "year":
        return UNDATED
    this = (month, day or 0)
    now = (int(value[5:7]), int(value[8:10]) if len(value) == 10 and day else 31 if day else 0)
    if ahead:
        return _dated(year + (this <= now), month, day)
    return _dated(year - (this > now), month, day)


def _stepped(words: str, published: PartialDate) -> PartialDate | None:
    """ "last year", "earlier this month"."""
    match = _STEP.fullmatch(words)
    return _moved(published, match[2], _STEPS[match[1]]) if match else None


def _ago(words: str, published: PartialDate) -> PartialDate | None:
    """ "two years ago", "a month ago", "10 days ago"."""
    match = _AGO.fullmatch(words)
    if match is None:
        return None
    word = "one" if match[1] in {"a", "an"} else match[1]
    number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else 0
    return _moved(published, match[2], -number) if number else None


def _on_day(words: str, published: PartialDate) -> PartialDate:
    """ "today", "yesterday", "on Tuesday"."""
    if words in _DAYS or words in _PARTS_OF_TODAY:
        return _moved(published, "day", _DAYS.get(words, 0))
    first, _, rest = words.rpartition(" ")
    name = rest if first in _STEPS or not first else ""
    today = _day_of(published)
    if name not in _WEEKDAYS or today is None:
        return UNDATED
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    if first == "next":
        back -= 7
    elif first == "last" and not back:
        back = 7
    return _moved(published, "day", -back)


def _moved(published: PartialDate, unit: str, steps: int) -> PartialDate:
    """The publication's year, month or day and some more or fewer; unknown where it is not."""
    value, year, today = published.value or "", published.year, _day_of(published)
    if year is None or not 100 < year < 9900:  # the steps are at most 99
        return UNDATED
    if unit == "year":
        return _dated(year + steps, None)
    if unit == "month" and published.precision != "year":
        months = year * 12 + int(value[5:7]) - 1 + steps
        return _dated(months // 12, months % 12 + 1)
    if unit == "day" and today is not None:
        return PartialDate((today + timedelta(days=steps)).isoformat(), "day")
    return UNDATED


def _day_of(published: PartialDate) -> date | None:
    try:
        return date.fromisoformat(published.value or "") if published.precision == "day" else None
    except ValueError:  # the 31st of February
        return None
