"""doccano's JSON lines: spans as triples, spans with relations, or labels of the whole text.

doccano counts UTF-16 units where it shows graphemes as they are, graphemes where a project says
so; lines from scripts count code points. The unit in which most spans begin and end with words is
taken.
"""

from __future__ import annotations

from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.carried import KEY, uncarried
from annotator.exchange.readers.described import Origin, described
from annotator.exchange.readers.found import Found, FoundSpan, Relation
from annotator.exchange.readers.plain_spans import holds_regions
from annotator.exchange.units import Claim, Unit

_UNITS: tuple[Unit, ...] = ("UTF-16", "code points", "graphemes")
_LABELS = ("label", "labels")


def matches(data: dict[str, Any]) -> bool:
    """Has it a text, and annotations as doccano writes them?"""
    if not isinstance(data.get("text", data.get("data")), str):
        return False
    entities = data.get("entities")
    if isinstance(entities, list):
        first = entities[0] if entities else None
        is_one = isinstance(first, dict) and "start_offset" in first
        return is_one or "cats" in data or ("relations" in data and not entities)
    lists = [data[key] for key in _LABELS if isinstance(data.get(key), list)]
    return bool(lists) and not any(map(holds_regions, lists))


def read(data: dict[str, Any], origin: Origin) -> GoldLine:
    """One line of an export or of a file made for import.

    Raises:
        BadInput: there is no text in it.
    """
    document = described(data, origin, data.get("text", data.get("data")))
    found = Found(document, units=_UNITS, base=uncarried(data.get(KEY), document.text))
    entities = data.get("entities")
    if not isinstance(entities, list):
        entities = next((data[key] for key in _LABELS if isinstance(data.get(key), list)), [])
    for number, entity in enumerate(entities):
        _take(found, entity, number)
    for key in ("cats", *(_LABELS if "entities" in data else ())):
        if isinstance(data.get(key), list) and data[key]:
            found.left_out["labels of a whole article"] += len(data[key])
    if isinstance(data.get("Comments"), list) and data["Comments"]:
        found.left_out["comments"] += len(data["Comments"])
    if isinstance(data.get("relations"), list):
        found.relations = []
        for relation in data["relations"]:
            _relate(found, relation)
    return found.line()


def _take(found: Found, entity: object, number: int) -> None:
    match entity:
        case [int(start), int(end), str(label)] if label.strip():
            found.spans.append(FoundSpan(f"#{number}", Claim(start, end), label))
        case {"start_offset": int(start), "end_offset": int(end), "label": str(label), **more} if (
            label.strip()
        ):
            key = str(more.get("id", f"#{number}"))
            found.spans.append(FoundSpan(key, Claim(start, end), label))
        case str() | int():
            found.left_out["labels of a whole article"] += 1
        case _:
            found.left_out["that cannot be read"] += 1


def _relate(found: Found, relation: object) -> None:
    match relation:
        case {"from_id": int() | str() as begin, "to_id": int() | str() as end, "type": str(name)}:
            assert found.relations is not None
            found.relations.append(Relation(str(begin), str(end), name))
        case _:
            found.left_out["relations"] += 1
