"""Lines of a text with its spans, as many scripts and tools write them.

``{"text", "spans": [{"start", "end", "label"}]}``; the list may be called ``entities`` and hold
triples too; Label Studio's JSON-MIN calls it after the field of its interface, and names several
``labels`` for a region. Offsets are code points, unless the words that a line gives for its spans
stand only where UTF-16 units put them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.readers.described import Origin, described
from annotator.exchange.readers.found import Found, FoundSpan
from annotator.exchange.units import Claim, Unit

_LISTS = ("spans", "entities", "ents", "annotations")
_LABELS = ("label", "type", "entity", "entity_group", "tag")
_WORDS = ("text", "exact", "word")
_UNITS: tuple[Unit, ...] = ("code points", "UTF-16", "CRLF as one")


def matches(data: dict[str, Any]) -> bool:
    """Has it a text and a list of what stands in it?"""
    return isinstance(data.get("text"), str) and _list_of(data) is not None


def read(data: dict[str, Any], origin: Origin) -> GoldLine:
    """One line.

    Raises:
        BadInput: there is no text in it.
    """
    found = Found(described(data, origin, data.get("text")))
    for number, span in enumerate(_list_of(data) or ()):
        taken = list(_spans(span, f"#{number}"))
        found.spans += taken
        if not taken:
            found.left_out["that cannot be read"] += 1
    if any(span.claim.words is not None for span in found.spans):
        found.units = _UNITS
    return found.line()


def _list_of(data: dict[str, Any]) -> list[Any] | None:
    lists = [data[key] for key in _LISTS if isinstance(data.get(key), list)]
    return next(iter([*lists, *filter(holds_regions, data.values())]), None)


def holds_regions(said: object) -> bool:
    """Is it a list of regions as in Label Studio's JSON-MIN?"""
    match said:
        case [{"start": int(), "end": int(), "labels": list()}, *_]:
            return True
    return False


def _spans(span: object, key: str) -> Iterator[FoundSpan]:
    match span:
        case [int(start), int(end), str(label)] if label.strip():
            yield FoundSpan(key, Claim(start, end), label)
        case {"start": int(start), "end": int(end), **more}:
            named = (w for name in _LABELS if isinstance(w := more.get(name), str))
            several = more.get("labels")
            labels = [*named][:1] or (several if isinstance(several, list) else [])
            words = next((w for name in _WORDS if isinstance(w := more.get(name), str)), None)
            note = more.get("note")
            note = note if isinstance(note, str) and note else None
            for one in labels:
                if isinstance(one, str) and one.strip():
                    yield FoundSpan(key, Claim(start, end, words), one, note)
