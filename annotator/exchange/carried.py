"""Our own gold line, riding along in a file of another tool under a key of its own.

Tools keep what they do not know (doccano as meta data, Label Studio in ``data``), so that spans,
which they change, and records, which they cannot show whole, find together again.
"""

from __future__ import annotations

import json
from typing import Any

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl

#: The key under which it lies.
KEY = "annotator"


def carried(line: GoldLine) -> dict[str, Any]:
    """The gold line without its text and without its log."""
    data: dict[str, Any] = json.loads(gold_jsonl.to_json(line, log=False))
    del data["article"]["text"]
    return data


def uncarried(data: object, text: str) -> GoldLine | None:
    """The gold line again; None where there is none, or one of another text."""
    if not isinstance(data, dict) or not isinstance(data.get("article"), dict):
        return None
    whole = {**data, "article": {**data["article"], "text": text}}
    whole.pop("decisions", None)
    whole.pop("suggestions", None)
    try:
        return gold_jsonl.from_json(whole)
    except BadInput:
        return None
