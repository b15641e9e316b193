"""Plain text: one article a file, exactly as it was decoded."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.documents import Document
from annotator.exchange.readers.articles import new_article
from annotator.exchange.readers.encodings import decode
from annotator.exchange.readers.incoming import Incoming, Read

_OFFICE = b"\xd0\xcf\x11\xe0"
#: Stands in the list of what a message of Outlook holds.
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")

#: First bytes of files that are no text, whatever their name says.
_NO_TEXT = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"SQLite format 3\x00": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"BZh91AY&SY": "a compressed file; unpack it first",
    b"\xfd7zXZ\0": "a compressed file; unpack it first",
    b"7z\xbc\xaf": "a compressed file; unpack it first",
    b"Rar!": "a compressed file; unpack it first",
    _OFFICE: "an old or password-protected Office file; save it as .docx or .xlsx",
    b"{\\rtf": "a rich text file; save it as .docx or .txt",
}


def matches(file: Incoming) -> bool:
    """Whatever nobody else takes is read as text."""
    return True


def read(file: Incoming) -> Iterator[Read]:
    """The article of a text file."""
    if _OUTLOOK in file.head or (file.head.startswith(_OFFICE) and file.suffix == ".msg"):
        raise file.bad("is a message of Outlook; save it as .eml or .txt.")
    for magic, kind in _NO_TEXT.items():
        if file.head.startswith(magic):
            raise file.bad(f"is {kind}." if ";" in kind else f"is {kind}, not a text.")
    if file.is_known:
        return
    raw = file.read()
    text = decode(raw, file.name, file.options.encoding)
    yield new_article(Document(id=file.id, text=text, raw_sha256=file.sha256))
