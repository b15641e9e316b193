"""W3C Web Annotations (JSON-LD): one collection, a span or a rating an annotation.

Every target is found by its position (code points, as the recommendation says) and by its words
with those around them, so that it can be found again where a text has changed. The text of an
article, its details and the whole records are the body of an annotation that describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.exchange.carried import carried
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted

#: Our own terms: the whole article or record as a JSON literal, which processors keep as it is.
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "gold": "urn:annotator:gold:",
        "gold:line": {"@id": "gold:line", "@type": "@json"},
        "gold:record": {"@id": "gold:record", "@type": "@json"},
    },
]
_AROUND = 32  # code points of prefix and suffix


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One collection with one page, an annotation a line of the file."""
    file = files.main()
    head = {"@context": CONTEXT, "id": "urn:annotator:collection", "type": "AnnotationCollection"}
    begin = json.dumps(head)[:-1] + ', "first": {"id": "urn:annotator:page:1", '
    file.write((begin + '"type": "AnnotationPage", "items": [').encode("ascii"))
    total = 0
    for line in lines:
        for item in items_of(line):
            data = json.dumps(item, ensure_ascii=False)
            file.write((",\n" if total else "\n").encode("ascii") + data.encode("utf-8"))
            total += 1
    file.write(f'\n]}}, "total": {total}}}\n'.encode("ascii"))
    return Report()


def items_of(line: GoldLine) -> Iterator[dict[str, Any]]:
    """The annotations of one article: what describes it first."""
    source = f"urn:annotator:article:{quote(line.document.id, safe='')}"
    text = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    yield {
        "id": f"{source}:text",
        "type": "Annotation",
        "motivation": "describing",
        "body": [{**text, "value": line.document.text}],
        "target": source,
        "gold:line": carried(line),
    }
    who = _who(line)
    for span in line.spans:
        yield _about_span(line, span, source) | who.get(span.id, {})
    for rating in line.ratings:
        yield _about_rating(line, rating, source) | who.get(rating.id, {})


def _about_span(line: GoldLine, span: Span, source: str) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "tagging", "value": span.label}]
    if span.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": span.note})
    return {
        "id": f"{source}:{quote(span.id, safe='')}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": _target(line.document.text, span, source),
    }


def _about_rating(line: GoldLine, rating: Rating, source: str) -> dict[str, Any]:
    said = ", ".join([f"{rating.scale}: {rating.value_norm}", rating.status, *rating.category])
    places = dict.fromkeys((m.start, m.end) for _, m in rating.mentions())
    text = line.document.text
    item: dict[str, Any] = {
        "id": f"{source}:{quote(rating.id, safe='')}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [{"type": "TextualBody", "purpose": "assessing", "value": said}],
        "target": [_target(text, Mention.at(text, *place), source) for place in places] or source,
        "gold:record": rating.to_dict() | {"from": None},
    }
    if rating.note:
        item["body"].append({"type": "TextualBody", "purpose": "commenting", "value": rating.note})
    return item


def _target(text: str, part: Span | Mention, source: str) -> dict[str, Any]:
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": part.start, "end": part.end},
            {
                "type": "TextQuoteSelector",
                "exact": part.exact,
                "prefix": text[max(0, part.start - _AROUND) : part.start],
                "suffix": text[part.end : part.end + _AROUND],
            },
        ],
    }


def _who(line: GoldLine) -> dict[str, dict[str, Any]]:
    """By item: who decided it first, and when; and when it was last changed."""
    out: dict[str, dict[str, Any]] = {}
    for decision in line.decisions:
        if decision.kind != "article" and decision.target not in out:
            person = {"type": "Person", "name": decision.by}
            out[decision.target] = {"creator": person, "created": decision.at}
        elif decision.kind != "article":
            out[decision.target]["modified"] = decision.at
    return out
