"""The language between the program and its extraction worker: one JSON object a line.

The worker says ``{"hello": {"protocol": 1, "model": ..., "rules": ...}}`` once its model is loaded.
A request is ``{"job": 7, "text": ..., "zones": [...]}``; its answer carries the same job and either
``suggestions`` or ``error`` (a sentence). Offsets are code points of the text as sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from annotator.core.documents import Zone
from annotator.core.suggestions import Extraction, Suggestion, suggested_item

PROTOCOL = 1


@dataclass(frozen=True, slots=True)
class Request:
    """One text to extract from."""

    job: int
    text: str
    zones: tuple[Zone, ...] = ()

    def to_line(self) -> str:
        zones = [zone.to_dict() for zone in self.zones]
        return _line({"job": self.job, "text": self.text, "zones": zones})

    @classmethod
    def from_line(cls, line: str) -> Request:
        data = json.loads(line)
        zones = tuple(Zone.from_dict(zone) for zone in data.get("zones", ()))
        return cls(data["job"], data["text"], zones)


@dataclass(frozen=True, slots=True)
class Hello:
    """The worker is ready; ``model`` is None where only rules run."""

    model: str | None
    rules: str

    def to_line(self) -> str:
        return _line({"hello": {"protocol": PROTOCOL, "model": self.model, "rules": self.rules}})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker found for a job, or why it could not."""

    job: int
    extraction: Extraction | None
    error: str | None = None

    def to_line(self) -> str:
        if self.extraction is None:
            return _line({"job": self.job, "error": self.error})
        found = self.extraction
        return _line(
            {
                "job": self.job,
                "model": found.model,
                "rules": found.rules,
                "suggestions": [dict(s.to_dict(), item=s.item.id) for s in found.suggestions],
            }
        )


def read_message(line: str, texts: dict[int, str]) -> Hello | Answer:
    """What a line of the worker means; ``texts`` are those sent, by job.

    Raises:
        ValueError: the line is not of this protocol.
    """
    data = json.loads(line)
    if "hello" in data:
        return Hello(data["hello"]["model"], data["hello"]["rules"])
    if "job" not in data or data["job"] not in texts:
        raise ValueError(f"not an answer to a job: {line[:80]}")
    if "error" in data:
        return Answer(data["job"], None, data["error"])
    text = texts[data["job"]]
    found = tuple(suggestion_from_dict(s, s["item"], text) for s in data["suggestions"])
    return Answer(data["job"], Extraction(found, data["model"], data["rules"]))


def suggestion_from_dict(data: dict[str, Any], item_id: str, text: str) -> Suggestion:
    """A suggestion from its stored or sent form."""
    return Suggestion(
        id=data["id"],
        item=suggested_item(data["kind"], item_id, data["id"], data["value"], text),
        model=data.get("model"),
        rules=data.get("rules"),
        rule=data.get("rule"),
        score=data.get("score"),
    )


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")) + "\n"
