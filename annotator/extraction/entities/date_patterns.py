"""The regular expression of dates and periods, built from the word lists."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|several)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT = r"(?:days?|weeks?|fortnights?|months?|years?|decades?|terms?|weekends?|half-terms?)"
_LONG = r"(?:consecutive |full |school |long |calendar )?"
_RELATIVE = (
    r"(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Ee]arlier this|[Ll]ater this|"
    r"[Tt]he (?:past|last|next|previous|following|coming))"
)
_SPAN = r"(?:last|next|this|the) (?:year|month|week|decade|term|(?:financial|school) year)"
_OLD = r"(?:school |academic |financial |calendar )?"
_PART = r"(?:term|year|month|week|decade|century)"
#: Words after a season that make it something else ("the spring term").
_NO_SEASON = r"(?! (?:term|holidays?|dinner|party|school|season|water|rolls?))"
YEAR = r"(?:1[89]\d\d|20\d\d)"


def date_pattern(
    months: tuple[str, ...], weekdays: tuple[str, ...], seasons: tuple[str, ...]
) -> re.Pattern[str]:
    """Matches explicit dates, years, weekdays, seasons and relative periods.

    "May" and "March" alone count only behind a word that makes them months.
    """
    names = [name for name in months if len(name) > 4 or name in {"May", "June", "July"}]
    short = "|".join(name for name in months if name not in names)
    month = rf"(?:(?:{'|'.join(names)})\b|(?:{short})\b\.?)"
    alone = "|".join(name for name in names if name not in {"May", "March"})
    week = f"(?:{'|'.join(weekdays)})"
    season = f"(?:{'|'.join(seasons)})"
    may = "|".join(rf"(?<={word} )May" for word in _before_may())
    parts = [
        rf"(?:the )?(?:end|start|beginning|middle) of (?:{_SPAN}|{month}(?: {YEAR})?|{YEAR})",
        r"(?:[Tt]his time )(?:last|next) (?:year|month|week)",
        rf"(?:the )?(?:end|start|beginning|middle) of (?:the )?(?:{_OLD}{_PART})",
        rf"{_DAY}(?: ?[-–] ?| and | to |, ){_DAY}(?:(?:,| and) {_DAY})? {month}(?:,? {YEAR})?",
        rf"{week},? {_DAY}(?: of)? {month}(?:,? {YEAR})?",
        rf"(?:[Tt]he )?year to {month}(?: {YEAR})?",
        rf"(?:[Tt]he |[Tt]his |[Ll]ast |[Nn]ext )?(?:spring|summer|autumn|winter) term(?: {YEAR})?",
        rf"{_DAY} {month},? {YEAR}|{month} {_DAY},? {YEAR}|{_DAY} {month}|{month} {_DAY}\b(?!,\d)",
        rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id-?) ?)?(?:{season}|{month}),? {YEAR}",
        rf"(?:[Tt]he )?(?:{season}|{month}) of {YEAR}",
        rf"(?:[Ee]arly|[Ll]ate|[Mm]id)[- ](?:{season}|{month})",
        rf"{_RELATIVE} (?:{_NUMBER} )?(?:(?:financial|academic|school|calendar) )?"
        rf"(?:{_UNIT}|{week}|{month}|{season})",
        r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d",
        rf"{YEAR}(?:[/–-](?:\d{{4}}|\d{{2}}))?(?!\d|,\d|%)",
        rf"{_NUMBER}(?: (?:to|or) {_NUMBER})?(?: and a half)? {_LONG}(?:{_UNIT}|nights)"
        r"(?: (?:ago|earlier))?(?! old\b|-old| nurser| centre)",
        rf"(?:the )?(?:{week})s?\b",
        rf"(?:{may})\b",
        rf"(?:{alone}|(?<=[a-z] )March)\b",
        rf"(?:[Tt]he )?{season}\b{_NO_SEASON}",
        r"[Tt]his (?:morning|afternoon|evening)|[Yy]esterday (?:morning|afternoon)",
        r"(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b(?! programme)",
    ]
    return re.compile(r"(?<![\w£$€.,-])(?:" + "|".join(parts) + r")(?![\w])")


def _before_may() -> tuple[str, ...]:
    plain = ("in", "since", "by", "until", "last", "between", "from", "before", "after", "of")
    return (*plain, *(word.capitalize() for word in plain))
