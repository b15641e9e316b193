"""E-mails: the text part, else the HTML part; attachments are not looked at."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from annotator.core.errors import BadInput
from annotator.exchange.conversion.html import article_of, page_text
from annotator.exchange.conversion.pieces import Article, clean


def convert(path: Path, encoding: str | None) -> Iterator[Article]:
    """The article of an e-mail: subject, sender and date are its title, outlet and date."""
    message = email.message_from_bytes(path.read_bytes())
    text = _body(message, encoding)
    name, address = parseaddr(_header(message, "From"))
    yield Article(
        text=text,
        title=" ".join(_header(message, "Subject").split()),
        outlet=name or address,
        published=_date(message),
    )


def _body(message: Message, encoding: str | None) -> str:
    pages: list[str] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        raw = part.get_payload(decode=True)
        assert isinstance(raw, bytes)
        text = clean(page_text(raw, encoding or part.get_content_charset()))
        if kind == "text/html":
            pages.append(text)
        elif text.strip():
            return _unfolded(text) if part.get_param("format") == "flowed" else text
    for page in pages:
        return article_of(page).text
    raise BadInput("is an e-mail without a text; attachments have to be saved as files.")


def _unfolded(text: str) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    return text.replace(" \r\n", " ").replace(" \n", " ")


def _header(message: Message, name: str) -> str:
    given = message.get(name, "")
    try:
        return clean(str(make_header(decode_header(given))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return clean(str(given))


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date"))).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
