"""W3C Web Annotations as this program writes them: the text has to be in the file.

An annotation that describes its target with a plain text gives the article; those that tag a part
of it by position and quote give its spans. One that quotes other words than stand at its position
is found by its words where they stand there only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.carried import uncarried
from annotator.exchange.readers import json_objects
from annotator.exchange.readers.described import Origin, described
from annotator.exchange.readers.encodings import decode
from annotator.exchange.readers.found import Found, FoundSpan
from annotator.exchange.readers.incoming import Incoming, Read
from annotator.exchange.units import Claim

Data = dict[str, Any]

_BEGINS = re.compile(rb'^(\xef\xbb\xbf)?\s*\{.*"type"\s*:\s*"Annotation(Collection|Page)"', re.S)


def matches(file: Incoming) -> bool:
    """Does it begin as a collection or a page of annotations?"""
    return _BEGINS.search(file.head[:4000]) is not None


def read(file: Incoming) -> Iterator[Read]:
    """The articles that the annotations of a file are about."""
    with file.as_path() as path:
        raw = path.read_bytes()
    try:
        data = json_objects.DECODER.decode(decode(raw, file.name, file.options.encoding))
    except (ValueError, RecursionError) as error:
        raise file.bad("is not valid JSON.") from error
    for found in read_all(data if isinstance(data, dict) else {}, file.id):
        yield found if isinstance(found, GoldLine) else BadInput(f"{file.name}: {found}")


def read_all(data: Data, name: str) -> Iterator[Read]:
    """The articles of a collection, in the order in which they are described.

    Args:
        name: of the file; an article without an address is called after it.
    """
    page = data.get("first", data)
    items = page.get("items") if isinstance(page, dict) else None
    by_source: dict[str, list[Data]] = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            by_source.setdefault(_source(item), []).append(item)
    for number, (source, group) in enumerate(by_source.items(), 1):
        try:
            yield _article(source, group, Origin(f"{name}-{number}", source))
        except BadInput as error:
            yield error


def _article(source: str, items: list[Data], origin: Origin) -> GoldLine:
    about = next((item for item in items if item.get("motivation") == "describing"), {})
    text = next((body.get("value") for body in _bodies(about, "describing")), None)
    if not isinstance(text, str):
        raise BadInput(f"the text of {source or 'an annotation'} is not in the file.")
    document = described({}, Origin(origin.fallback, source + text), text, source)
    found = Found(document, base=uncarried(about.get("gold:line"), text))
    for number, item in enumerate(items):
        _take(found, item, f"#{number}")
    if found.base is not None:
        records = {_record_id(item) for item in items}
        kept = tuple(rating for rating in found.base.ratings if rating.id in records)
        gone = len(found.base.ratings) - len(kept)
        found.left_out.update({"ratings that are no longer in the file": gone} if gone else {})
        found.base = replace(found.base, ratings=kept)
    return found.line()


def _take(found: Found, item: Data, key: str) -> None:
    """The spans of one annotation; a rating rides along with the text."""
    tags = [body.get("value") for body in _bodies(item, "tagging")]
    if not tags and item.get("motivation") not in ("describing", "assessing"):
        found.left_out["annotations that tag nothing"] += 1
    claim = _claim(item.get("target"), found.document.text) if tags else None
    note = next((body.get("value") for body in _bodies(item, "commenting")), None)
    for number, tag in enumerate(tags):
        if claim is None or not isinstance(tag, str) or not tag.strip():
            found.left_out["that cannot be read"] += 1
        else:
            note = note if isinstance(note, str) else None
            found.spans.append(FoundSpan(f"{key}-{number}", claim, tag, note))


def _record_id(item: Data) -> object:
    record = item.get("gold:record")
    return record.get("id") if isinstance(record, dict) else None


def _bodies(item: Data, purpose: str) -> list[Data]:
    body = item.get("body")
    listed = body if isinstance(body, list) else [body]
    return [one for one in listed if isinstance(one, dict) and one.get("purpose") == purpose]


def _source(item: Data) -> str:
    target = item.get("target")
    first = target[0] if isinstance(target, list) and target else target
    source = first.get("source") if isinstance(first, dict) else first
    return source if isinstance(source, str) else ""


def _claim(target: object, text: str) -> Claim | None:
    """The stretch that a target selects: by position, or by words that stand there only once."""
    selector = target.get("selector") if isinstance(target, dict) else None
    selectors = selector if isinstance(selector, list) else [selector]
    said: Data = {}
    for one in selectors:
        said |= one if isinstance(one, dict) else {}
    words = said.get("exact")
    words = words if isinstance(words, str) else None
    match said.get("start"), said.get("end"):
        case int(start), int(end):
            place: Claim | None = Claim(start, end, words)
        case _:
            start, end, place = 0, 0, None
    if words and text[max(0, start) : max(0, end)] != words:
        there = text.find(words)
        if there >= 0 and text.find(words, there + 1) < 0:
            return Claim(there, there + len(words), words)
    return place
