"""The language between the program and its extraction worker: one JSON object a line.

The worker says ``{"hello": {"protocol": 1, "model": ..., "rules": ..., "complaints": [...]}}`` once
its model is loaded. A request is ``{"job": 7, "text": ..., "zones": [...], "published": {...}}``;
its answer carries the same job and either ``suggestions`` or ``error`` (a sentence). Over a long
text the worker says ``{"job": 7, "progress": [read, all]}`` (code points) now and then;
``{"cancel": 7}`` makes it give up that job at the next of these points. A request with
``"explain": true`` is answered with ``explanations`` too. Offsets are code points of the text as
sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from annotator.core.documents import UNDATED, PartialDate, Source, Zone
from annotator.core.explanations import Explanation
from annotator.core.suggestions import Extraction, suggestion_from_dict

PROTOCOL = 1
#: What a cancelled job is answered with.
CANCELLED = "It was cancelled."


@dataclass(frozen=True, slots=True)
class Request:
    """One text to extract from.

    Attributes:
        explain: say of every suggestion why it was made.
    """

    job: int
    text: str
    zones: tuple[Zone, ...] = ()
    published: PartialDate = UNDATED
    explain: bool = False

    @property
    def source(self) -> Source:
        return Source(self.text, self.zones, self.published)

    def to_line(self) -> str:
        data: dict[str, Any] = {"job": self.job, "text": self.text}
        data["zones"] = [zone.to_dict() for zone in self.zones]
        if self.published.value:
            data["published"] = self.published.to_dict()
        if self.explain:
            data["explain"] = True
        return _line(data)

    @classmethod
    def from_line(cls, line: str) -> Request:
        data = json.loads(line)
        zones = tuple(Zone.from_dict(zone) for zone in data.get("zones", ()))
        published = PartialDate.from_dict(data.get("published"))
        return cls(data["job"], data["text"], zones, published, bool(data.get("explain")))


@dataclass(frozen=True, slots=True)
class Cancel:
    """A job that nobody waits for any more."""

    job: int

    def to_line(self) -> str:
        return _line({"cancel": self.job})


@dataclass(frozen=True, slots=True)
class Hello:
    """The worker is ready.

    Attributes:
        model: None where only rules run.
        complaints: what of a user's own files could not be used, a sentence each.
    """

    model: str | None
    rules: str
    complaints: tuple[str, ...] = ()

    def to_line(self) -> str:
        said = {"protocol": PROTOCOL, "model": self.model, "rules": self.rules}
        return _line({"hello": {**said, "complaints": list(self.complaints)}})


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a long text has been read, in code points."""

    job: int
    done: int
    total: int

    def to_line(self) -> str:
        return _line({"job": self.job, "progress": [self.done, self.total]})


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
        data = {
            "job": self.job,
            "model": found.model,
            "rules": found.rules,
            "suggestions": [dict(s.to_dict(), item=s.item.id) for s in found.suggestions],
        }
        if found.explanations:
            data["explanations"] = [e.to_dict() for e in found.explanations]
        return _line(data)


Message = Hello | Progress | Answer


def read_message(line: str, texts: dict[int, str]) -> Message:
    """What a line of the worker means; ``texts`` are those sent, by job.

    Raises:
        ValueError: the line is not of this protocol.
    """
    data = json.loads(line)
    if "hello" in data:
        said = data["hello"]
        return Hello(said["model"], said["rules"], tuple(said.get("complaints", ())))
    if "job" not in data or data["job"] not in texts:
        raise ValueError(f"not an answer to a job: {line[:80]}")
    if "progress" in data:
        done, total = data["progress"]
        return Progress(data["job"], done, total)
    if "error" in data:
        return Answer(data["job"], None, data["error"])
    text = texts[data["job"]]
    found = tuple(suggestion_from_dict(s, s["item"], text) for s in data["suggestions"])
    why = tuple(Explanation.from_dict(e) for e in data.get("explanations", ()))
    return Answer(data["job"], Extraction(found, data["model"], data["rules"], why))


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")) + "\n"
