"""JSON lines for Hugging Face ``datasets``: words with tag numbers, and all spans by offset."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Unwritable, Wanted
from annotator.exchange.formats.tagging import Words, counted

#: The columns and the names of the tags, as ``datasets.Features.from_dict`` reads them.
FEATURES = ".features.json"


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One article a line; the names of the tags stand in a file beside."""
    file, report = files.main(), Report()
    tags = ["O", *(f"{begin}-{label}" for label in wanted.label_ids for begin in "BI")]
    numbers = {tag: number for number, tag in enumerate(tags)}
    for line in lines:
        row = _row(line, counted(line, report), numbers)
        file.write((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8"))
    said = json.dumps(_features(tags), ensure_ascii=False, indent=1) + "\n"
    files.beside(FEATURES).write(said.encode("utf-8"))
    return report


def _row(line: GoldLine, words: Words, numbers: dict[str, int]) -> dict[str, Any]:
    text = line.document.text
    unknown = {span.label for span in line.spans if f"B-{span.label}" not in numbers}
    if unknown:
        raise Unwritable(f"the label {min(unknown)} is not among those of the project")
    return {
        "id": line.document.id,
        "text": text,
        "entities": [{"start": s.start, "end": s.end, "label": s.label} for s in line.spans],
        "tokens": [text[token.start : token.end] for token in words.words],
        "token_starts": [token.start for token in words.words],
        "ner_tags": [numbers[tag] for tag in words.tags()],
    }


def _features(tags: list[str]) -> dict[str, Any]:
    def value(dtype: str) -> dict[str, Any]:
        return {"dtype": dtype, "_type": "Value"}

    entity = {"start": value("int32"), "end": value("int32"), "label": value("string")}
    return {
        "id": value("string"),
        "text": value("string"),
        "entities": [entity],
        "tokens": [value("string")],
        "token_starts": [value("int32")],
        "ner_tags": [{"names": tags, "_type": "ClassLabel"}],
    }
