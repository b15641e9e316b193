"""Which lines of an article are furniture, as an analyst says; zones hold whole lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.decisions import Change, Edit
from annotator.core.documents import Zone
from annotator.core.errors import Refused
from annotator.core.furniture import story_lines
from annotator.core.review import Review
from annotator.core.tokens import trimmed

Range = tuple[int, int]
_UNTOUCHED = "Nothing was changed."


def toggled(review: Review, start: int, end: int) -> Edit:
    """Make the lines that a selection touches furniture, or story again where all of them are.

    Args:
        start, end: of the selection, in code points.

    Raises:
        Refused: it touches no words, or nothing of the story would be left.
    """
    document = review.document
    lines = [line for line in _lines(document.text) if line[0] < end and start < line[1]]
    if not lines:
        raise Refused("There are no words in what is selected.", safe=_UNTOUCHED)
    part = lines[0][0], lines[-1][1]
    if all(_is_furniture(document.zones, line) for line in lines):
        zones = _without(document.text, document.zones, part)
    else:
        zones = _with(document.text, document.zones, part)
        if all(_is_furniture(zones, line) for line in _lines(document.text)):
            raise Refused("Nothing of the story would be left.", safe=_UNTOUCHED)
    before = document.details
    after = replace(before, zones=zones)
    return Edit(document.id, (Change("article", document.id, "correct", before, after),))


def is_furniture(review: Review, start: int, end: int) -> bool:
    """Are all lines that this range touches furniture?"""
    lines = [x for x in _lines(review.document.text) if x[0] < end and start < x[1]]
    return bool(lines) and all(_is_furniture(review.document.zones, line) for line in lines)


def _lines(text: str) -> list[Range]:
    """The lines with words in them, without the white space around."""
    trimmed_lines = (trimmed(text, start, end) for start, end in story_lines(text))
    return [(start, end) for start, end in trimmed_lines if start < end]


def _is_furniture(zones: Iterable[Zone], line: Range) -> bool:
    return any(zone.start <= line[0] and line[1] <= zone.end for zone in zones)


def _with(text: str, zones: Iterable[Zone], part: Range) -> tuple[Zone, ...]:
    """The zones with one more; those that it overlaps or that only white space parts from it
    become one with it."""
    start, end = part
    kept = []
    for zone in sorted(zones, key=lambda zone: zone.start):
        between = text[min(end, zone.end) : max(start, zone.start)]
        if (zone.start < end and start < zone.end) or not between.strip():
            start, end = min(start, zone.start), max(end, zone.end)
        else:
            kept.append(zone)
    return tuple(sorted((*kept, Zone(start, end)), key=lambda zone: zone.start))


def _without(text: str, zones: Iterable[Zone], part: Range) -> tuple[Zone, ...]:
    """The zones without a part of the text; what is left of one keeps its kind."""
    kept = []
    for zone in zones:
        if zone.end <= part[0] or part[1] <= zone.start:
            kept.append(zone)
            continue
        for start, end in ((zone.start, part[0]), (part[1], zone.end)):
            start, end = trimmed(text, start, max(start, end))
            if start < end:
                kept.append(replace(zone, start=start, end=end))
    return tuple(kept)
