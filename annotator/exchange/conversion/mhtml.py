"""Web archives (MHTML), as browsers save a whole page in one file."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from annotator.core.errors import BadInput
from annotator.exchange.conversion.html import article_of, page_text
from annotator.exchange.conversion.pieces import Article


def convert(path: Path, encoding: str | None) -> Iterator[Article]:
    """The article of the page that was saved; its pictures and frames are not looked at."""
    archive = email.message_from_bytes(path.read_bytes())
    page = next((part for part in archive.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise BadInput("holds no page.")
    raw = page.get_payload(decode=True)
    assert isinstance(raw, bytes)
    charset = encoding or page.get_content_charset()
    yield article_of(page_text(raw, charset), _address(archive) or _address(page))


def _address(part: Message) -> str:
    for header in ("Snapshot-Content-Location", "Content-Location"):
        address = str(part.get(header) or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    return ""
