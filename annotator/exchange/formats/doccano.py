"""doccano: sequence labelling with relations; the ratings ride along as meta data.

doccano keeps keys it does not know with the text and gives them back, so ``annotator`` holds the
whole record of every rating; its relations show them. Offsets are UTF-16 units, as its editor
counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.carried import KEY, carried
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.links import links_of, relation_of
from annotator.exchange.units import to_utf16


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One article a line."""
    file = files.main()
    for line in lines:
        file.write((json.dumps(task(line), ensure_ascii=False) + "\n").encode("utf-8"))
    return Report()


def task(line: GoldLine) -> dict[str, Any]:
    """The line of one article."""
    at = to_utf16(line.document.text)
    numbers = {span.id: number for number, span in enumerate(line.spans, 1)}
    relations = dict.fromkeys(
        relation_of(link) for rating in line.ratings for link in links_of(rating)
    )
    return {
        "id": line.document.id,
        "text": line.document.text,
        "entities": [
            {
                "id": numbers[span.id],
                "label": span.label,
                "start_offset": at(span.start),
                "end_offset": at(span.end),
            }
            for span in line.spans
        ],
        "relations": [
            {"id": n, "from_id": numbers[begin], "to_id": numbers[end], "type": name}
            for n, (begin, end, name) in enumerate(relations, 1)
        ],
        KEY: carried(line),
    }
