"""Articles as they were read: immutable text, where it came from, and its zones."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Precision = Literal["day", "month", "year", "unknown"]
ArticleStatus = Literal["new", "in_progress", "complete"]


_ISO = re.compile(r"\d{4}(-(?:0[1-9]|1[0-2])(-(?:0[1-9]|[12]\d|3[01])(T.*)?)?)?", re.ASCII)
#: How much of an ISO date each precision keeps, in characters.
_LENGTHS: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    Attributes:
        value: ISO 8601, cut to the precision ("2024", "2024-05", "2024-05-14"), or None.
        precision: how much of ``value`` is meant.
    """

    value: str | None = None
    precision: Precision = "unknown"

    @property
    def year(self) -> int | None:
        """The year, where one is known."""
        return int(self.value[:4]) if self.value and _ISO.fullmatch(self.value) else None

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "precision": self.precision}

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> PartialDate:
        return cls(data.get("value"), data.get("precision") or "unknown") if data else cls()

    @classmethod
    def from_words(cls, given: object) -> PartialDate:
        """What a file says of a date, in either form: ``{"value", "precision"}`` or ISO 8601."""
        value = given.get("value") if isinstance(given, dict) else given
        match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            return cls()
        known: Precision = "day" if match[2] else "month" if match[1] else "year"
        said = given.get("precision") if isinstance(given, dict) else None
        if said in _LENGTHS:
            known = min(known, said, key=_LENGTHS.__getitem__)
        return cls(match[0][: _LENGTHS[known]], known)


#: A date of which nothing is known.
UNDATED = PartialDate()


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


class Source(NamedTuple):
    """What the extractor reads of an article.

    Attributes:
        published: decides between versions of a scale and what "last year" means.
    """

    text: str
    zones: tuple[Zone, ...] = ()
    published: PartialDate = UNDATED


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
class Details:
    """What people know of an article besides its text, and may correct.

    Attributes:
        published: when the article appeared.
        inspected: when the inspection that it reports took place.
        zones: what of the text is no story.
    """

    title: str = ""
    outlet: str | None = None
    url: str | None = None
    published: PartialDate = PartialDate()
    inspected: PartialDate = PartialDate()
    zones: tuple[Zone, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published.to_dict(),
            "inspected": self.inspected.to_dict(),
            "zones": [zone.to_dict() for zone in self.zones],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Details:
        """From such keys; others are not looked at, a missing one takes its default."""
        return cls(
            title=data.get("title") or "",
            outlet=data.get("outlet"),
            url=data.get("url"),
            published=PartialDate.from_dict(data.get("published")),
            inspected=PartialDate.from_dict(data.get("inspected")),
            zones=tuple(Zone.from_dict(zone) for zone in data.get("zones") or ()),
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is exactly what was decoded and is never edited.

    Attributes:
        id: unique in the project.
        raw_sha256: of the bytes the text was decoded from.
        published, inspected: when it appeared, and when what it reports was inspected.
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
    inspected: PartialDate = PartialDate()

    @property
    def details(self) -> Details:
        return Details(
            self.title, self.outlet, self.url, self.published, self.inspected, self.zones
        )

    def with_details(self, details: Details) -> Document:
        return replace(
            self,
            title=details.title,
            outlet=details.outlet,
            url=details.url,
            published=details.published,
            inspected=details.inspected,
            zones=details.zones,
        )

    @property
    def sha256(self) -> str:
        return text_sha256(self.text)

    @property
    def source(self) -> Source:
        return Source(self.text, self.zones, self.published)


@lru_cache(maxsize=2)  # of the same text it is asked for several times in a row
def text_sha256(text: str) -> str:
    """The sha256 of ``text`` in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
