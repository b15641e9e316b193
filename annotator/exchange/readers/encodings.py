"""Which encoding a text is in: by its byte order mark, else UTF-8, else the likeliest one.

UTF-16 without a mark, as some programs of Windows write it, is known by its NULs.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from annotator.core.errors import BadInput
from annotator.exchange.readers.articles import check_text
from annotator.exchange.readers.incoming import Incoming

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Letters, quotes and signs that English news in the Windows code page is made of.
_WINDOWS_NEWS = frozenset("‘’“”–—…•€£©®™°½¼¾¹²³·´†‰«»§œŒ\u00a0") | {
    chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7)
}
_CHUNK = 1 << 20
#: So much of the beginning tells UTF-16, in bytes.
_LOOKED_AT = 2000
#: What Python can decode too, but no file is written in.
_OF_NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape"})


class Encoding(NamedTuple):
    """How bytes become text; ``skip`` bytes of a byte order mark stand before it."""

    name: str
    skip: int = 0


def check(name: str | None) -> None:
    """Refuse the name of an encoding that there is not.

    Raises:
        BadInput: says so.
    """
    try:
        "".encode(name or "utf-8")
        if codecs.lookup(name or "utf-8").name in _OF_NO_TEXT:
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        raise BadInput(
            f"There is no encoding “{name}”.", todo="Try utf-8, cp1252, iso-8859-15 or utf-16."
        ) from error


def decode(raw: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a whole file; only a byte order mark is dropped, no line end translated.

    Args:
        encoding: as a person says; None: detected.

    Raises:
        BadInput: it is no text.
    """
    found = told(raw, encoding)
    if found is None:
        try:
            return check_text(raw.decode("utf-8"), name)
        except UnicodeDecodeError:
            found = likeliest(raw, name)
    try:
        return check_text(raw[found.skip :].decode(found.name), name)
    except UnicodeError as error:
        raise BadInput(f"{name} is damaged: it is not valid {found.name}.") from error


def encoding_of(file: Incoming) -> Encoding:
    """The encoding of a file of any size, found without keeping it in memory.

    Raises:
        BadInput: it cannot be read, or is no text.
    """
    found = told(file.head, file.options.encoding)
    if found is not None:
        return found
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open() as stream:
        for chunk, is_last in _chunks(stream):
            try:
                decoder.decode(chunk, is_last)
            except UnicodeDecodeError:
                return likeliest(chunk, file.name)
    return Encoding("utf-8")


def told(raw: bytes, encoding: str | None) -> Encoding | None:
    """By its mark, by what a person says, or by its NULs; None where none of them tells."""
    return marked(raw) or (Encoding(encoding) if encoding else _without_mark(raw))


def is_text(head: bytes) -> bool:
    """Can a file be a text that begins so?"""
    return told(head, None) is not None or b"\0" not in head


def _without_mark(raw: bytes) -> Encoding | None:
    """UTF-16 of Western words: every other byte is NUL, and none between."""
    high, low = raw[:_LOOKED_AT:2], raw[1:_LOOKED_AT:2]
    for mine, other, name in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        if len(mine) > 3 and b"\0" not in other and mine.count(0) > 0.7 * len(mine):
            return Encoding(name)
    return None


def marked(raw: bytes) -> Encoding | None:
    """What a byte order mark says."""
    return next((Encoding(name, len(bom)) for bom, name in _BOMS if raw.startswith(bom)), None)


def beginning(head: bytes) -> str:
    """How a file begins, as text that tells its kind; "" where that is no text."""
    mark = told(head, None)
    if mark is not None:
        return head[mark.skip :].decode(mark.name, "replace")
    return "" if b"\0" in head[:1024] else head.decode("utf-8", "replace")


def likeliest(raw: bytes, name: str) -> Encoding:
    """The encoding of bytes that are no UTF-8.

    Raises:
        BadInput: there is none that fits.
    """
    if b"\x00" not in raw:
        if _is_windows_news(raw):
            return Encoding("cp1252")
        import charset_normalizer  # slow to load, and nearly every file is UTF-8

        best = charset_normalizer.from_bytes(raw).best()
        if best is not None:
            return Encoding(best.encoding)
    raise BadInput(f"{name} is not a text in any encoding that is known.")


def _is_windows_news(raw: bytes) -> bool:
    """Does it read like English news in the Windows code page?

    A guess from statistics takes "£" and curly quotes for letters of another code page.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    special = [c for c in text if c > "\x7f"]
    rare = sum(c.isalpha() for c in special) <= max(3, len(text) // 10)
    return rare and _WINDOWS_NEWS.issuperset(special)


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    chunk = stream.read(_CHUNK)
    while chunk:
        following = stream.read(_CHUNK)
        yield chunk, not following
        chunk = following
