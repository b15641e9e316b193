"""Plain text: one article a file, exactly as it was decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from annotator.core.documents import Document
from annotator.exchange.readers.articles import new_article
from annotator.exchange.readers.encodings import decode
from annotator.exchange.readers.incoming import Incoming, Read

#: First bytes of files that are no text, whatever their name says.
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3\x00": "a database",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a compressed file",
}


def matches(file: Incoming) -> bool:
    """Whatever nobody else takes is read as text."""
    return True


def read(file: Incoming) -> Iterator[Read]:
    """The article of a text file."""
    for magic, kind in _BINARY.items():
        if file.head.startswith(magic):
            raise file.bad(f"is {kind}, not a text.")
    raw = file.read()
    text = decode(raw, file.name, file.options.encoding)
    yield new_article(Document(id=file.name, text=text, raw_sha256=hashlib.sha256(raw).hexdigest()))
