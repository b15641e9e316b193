"""What a foreign JSON object says of its article besides the annotations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from annotator.core.documents import Document, PartialDate
from annotator.core.errors import BadInput
from annotator.exchange.readers.articles import check_text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an object stood.

    Attributes:
        fallback: the id of an article that gives itself none.
        raw: the object as it was written.
    """

    fallback: str
    raw: str

    @property
    def raw_sha256(self) -> str:
        return hashlib.sha256(self.raw.strip().encode("utf-8", "replace")).hexdigest()


def described(data: dict[str, Any], origin: Origin, text: object, given: object = None) -> Document:
    """The document of an object, with whatever it says about itself.

    Args:
        text: what should be its text.
        given: its id in the file, if that is not under ``id``.

    Raises:
        BadInput: the text is none.
    """
    if not isinstance(text, str):
        raise BadInput("there is no “text”.")
    check_text(text, "its text")
    given = data.get("id") if given is None else given
    is_id = isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip()
    return Document(
        id=str(given) if is_id else origin.fallback,
        text=text,
        title=_word(data.get("title")) or "",
        raw_sha256=origin.raw_sha256,
        outlet=_word(data.get("outlet")),
        url=_word(data.get("url")),
        published=PartialDate.from_words(data.get("published")),
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
