"""What every reader ends with: an article with its zones and a title."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache

from annotator.core.decisions import ArticleState
from annotator.core.documents import Details, Document
from annotator.core.errors import BadInput
from annotator.core.furniture import find_zones, title_of
from annotator.core.gold import GoldLine
from annotator.exchange.furniture_files import load_furniture

_furniture = cache(load_furniture)


def new_article(document: Document) -> GoldLine:
    """An article that nobody has looked at yet."""
    return GoldLine(with_zones(document), ArticleState())


def typed_article(text: str, details: Details) -> GoldLine:
    """An article that came from no file; its id is made of its title.

    Raises:
        BadInput: the text cannot be kept as it is.
    """
    check_text(text, "The text")
    name = "-".join(re.findall(r"\w+", details.title.casefold()))[:60].strip("-") or "article"
    raw_sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    document = Document(id=name, text=text, raw_sha256=raw_sha256)
    return new_article(document.with_details(details))


def with_zones(document: Document) -> Document:
    """The document with its site furniture marked, and a title where it had none."""
    furniture = _furniture()
    zones = document.zones or find_zones(document.text, furniture)
    title = document.title or title_of(document.text, zones, furniture) or document.id
    return replace(document, zones=zones, title=title)


def check_text(text: str, name: str) -> str:
    """The text, where a file can keep it.

    Raises:
        BadInput: it holds what is no character of a text.
    """
    if "\x00" in text:
        raise BadInput(f"{name} holds NUL characters, so it is not a text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput(f"{name} holds half a character (a lone surrogate).") from error
    return text
