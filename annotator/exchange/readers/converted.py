"""Files that the conversion process reads: web pages, e-mails, PDFs, Word documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from zipfile import BadZipFile

from annotator.core.documents import Document, Zone
from annotator.core.errors import BadInput
from annotator.exchange.archives import names_in
from annotator.exchange.conversion.pieces import KINDS, Article, Piece
from annotator.exchange.readers.articles import check_text, new_article
from annotator.exchange.readers.encodings import beginning
from annotator.exchange.readers.incoming import Incoming, Read

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title)\b",
    re.I | re.S,
)
_PAGE_NAMES = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s>]", re.I)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")
#: Where the next e-mail of a mailbox begins.
_MAILBOX = re.compile(rb"\n\r?\nFrom \S+ .{10,40}\d{4}\r?\n")
#: An e-mail has one of these beside other fields, or all of the next.
_MAIL_SIGNS = frozenset({"received", "message-id", "mime-version", "delivered-to", "return-path"})
_MAIL_FIELDS = frozenset({"from", "subject", "date"})
_ARCHIVE = re.compile(
    r"^(content-type:\s*multipart/related|snapshot-content-location:)", re.I | re.M
)


@lru_cache(4)  # several readers ask
def kind_of(file: Incoming) -> str | None:
    """Which module of ``conversion`` reads it; None: none."""
    head = file.head
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and b"\0" not in head[:4]):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(file)
    start = beginning(head)
    if _PAGE.match(start) or (file.suffix in _PAGE_NAMES and _TAG.search(start)):
        return "html"
    fields = _header_fields(start)
    if (len(fields) > 1 and fields & _MAIL_SIGNS) or fields >= _MAIL_FIELDS:
        return "mhtml" if _ARCHIVE.search(start.replace("\r", "").partition("\n\n")[0]) else "mail"
    return None


def matches(file: Incoming) -> bool:
    """Is it one of the formats with one article a file?"""
    return kind_of(file) not in (None, "excel")


def read(file: Incoming) -> Iterator[Read]:
    """The article of the file."""
    if file.head.startswith(b"From ") and _MAILBOX.search(file.head):
        raise file.bad("is a mailbox with several e-mails; save each as a file of its own.")
    if file.is_known:
        return
    for piece in pieces(file, str(kind_of(file))):
        if isinstance(piece, Article):
            check_text(piece.text, file.name)
            document = Document(
                id=file.id,
                text=piece.text,
                title=piece.title,
                raw_sha256=file.sha256,
                outlet=piece.outlet or None,
                url=piece.url or None,
                published=piece.date,
            )
            yield _with_more_zones(document, piece.zones)


def pieces(file: Incoming, kind: str) -> Iterator[Piece]:
    """What the conversion process says of a file.

    Raises:
        BadInput: it cannot be converted.
    """
    converter = file.options.converter
    if converter is None:
        raise file.bad(f"is {KINDS[kind]}, not a text.")
    with file.as_path() as path:
        try:
            yield from converter.convert(kind, path, file.options.encoding)
        except BadInput as error:
            raise file.bad(error.what) from error


def _with_more_zones(document: Document, own: tuple[Zone, ...]) -> Read:
    """The article with the furniture that its format tells beside what patterns find."""
    line = new_article(document)
    found = (zone for zone in line.document.zones if not any(_overlap(zone, o) for o in own))
    zones = sorted((*own, *found), key=lambda zone: zone.start)
    return replace(line, document=replace(line.document, zones=tuple(zones)))


def _overlap(a: Zone, b: Zone) -> bool:
    return a.start < b.end and b.start < a.end


def _office_kind(file: Incoming) -> str | None:
    try:
        with file.as_path() as path:
            names = names_in(path)
    except (BadZipFile, OSError):
        return None
    if "word/document.xml" in names:
        return "word"
    return "excel" if "xl/workbook.xml" in names else None


def _header_fields(start: str) -> set[str]:
    """The names of the fields a text begins with, as an e-mail does."""
    fields: set[str] = set()
    for number, line in enumerate(start.splitlines()[:200]):
        if not line.strip():
            break
        field = _HEADER.match(line)
        if field is not None:
            fields.add(line.partition(":")[0].lower())
        elif number == 0 and line.startswith("From "):
            continue
        elif line[0] not in " \t" or not fields:
            return set()
    return fields
