"""What the conversion process says of a file, and the limits that every format keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from annotator.core.documents import PartialDate, Zone
from annotator.core.errors import BadInput

#: What people call each kind of file that is converted.
KINDS = {
    "html": "a web page",
    "mhtml": "a web archive",
    "mail": "an e-mail",
    "pdf": "a PDF",
    "word": "a Word document",
    "excel": "an Excel workbook",
}
#: No article may be longer, in code points.
MOST_TEXT = 50_000_000
#: Characters that no text may hold: parsers hand them on from damaged files.
_NO_CHARACTERS = {0: None} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was extracted.

    Attributes:
        published: ISO 8601 as far as it is known, else empty.
        zones: of furniture that the format itself tells, such as running heads.
    """

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    zones: tuple[Zone, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        words = {
            key: clean(getattr(self, key)).strip()
            for key in ("title", "outlet", "url", "published")
        }
        zones = [zone.to_dict() for zone in self.zones]
        return {"text": self.text, "zones": zones, **words}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Article:
        zones = tuple(Zone.from_dict(zone) for zone in data.pop("zones"))
        return cls(**data, zones=zones)

    @property
    def date(self) -> PartialDate:
        return PartialDate.from_words(self.published)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row of a table, as text, and the sheet it is in."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Nothing yet, but the work goes on: so much of a long file has been read."""

    number: int


Piece = Article | Row | Page


@dataclass(slots=True)
class Text:
    """A text that grows, up to what an article may be."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> int:
        """Add words; returns where they begin."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        if self.length > MOST_TEXT:
            raise BadInput(f"holds more than {MOST_TEXT // 1_000_000} million characters.")
        return start

    def __str__(self) -> str:
        return "".join(self.parts)


def clean(text: str) -> str:
    """The text without what is no character: NUL is dropped, half characters become U+FFFD."""
    return text.translate(_NO_CHARACTERS)
