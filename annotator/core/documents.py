"""Articles as they were read: immutable text, where it came from, and its zones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

Precision = Literal["day", "month", "year", "unknown"]
ArticleStatus = Literal["new", "in_progress", "complete"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    Attributes:
        value: ISO 8601, cut to the precision ("2024", "2024-05", "2024-05-14"), or None.
        precision: how much of ``value`` is meant.
    """

    value: str | None = None
    precision: Precision = "unknown"

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "precision": self.precision}

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> PartialDate:
        return cls(data.get("value"), data.get("precision") or "unknown") if data else cls()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text that is not the story; offsets in code points, half-open."""

    start: int
    end: int
    kind: str = "furniture"

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "kind": self.kind}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Zone:
        return cls(data["start"], data["end"], data.get("kind", "furniture"))


@dataclass(frozen=True, slots=True)
class Appearance:
    """The same text published elsewhere."""

    outlet: str | None = None
    url: str | None = None
    published: PartialDate = PartialDate()

    def to_dict(self) -> dict[str, Any]:
        return {"outlet": self.outlet, "url": self.url, "published": self.published.to_dict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Appearance:
        return cls(
            data.get("outlet"), data.get("url"), PartialDate.from_dict(data.get("published"))
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is exactly what was decoded and is never edited.

    Attributes:
        id: unique in the project.
        raw_sha256: of the bytes the text was decoded from.
    """

    id: str
    text: str
    title: str = ""
    raw_sha256: str = ""
    outlet: str | None = None
    url: str | None = None
    published: PartialDate = PartialDate()
    appearances: tuple[Appearance, ...] = ()
    cluster: str | None = None
    zones: tuple[Zone, ...] = ()

    @property
    def sha256(self) -> str:
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """The sha256 of ``text`` in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
