"""Reading articles: what kind a file is, is found from its content, and its text decoded once."""

from __future__ import annotations

import codecs
import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import charset_normalizer

from annotator.core.decisions import ArticleState
from annotator.core.documents import Details, Document, PartialDate, text_sha256
from annotator.core.errors import BadInput
from annotator.core.furniture import find_zones, title_of
from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl
from annotator.exchange.furniture_files import load_furniture

_furniture = cache(load_furniture)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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


#: Letters, quotes and signs that English news in the Windows code page is made of.
_WINDOWS_NEWS = frozenset("‘’“”–—…•€£©®™°½¼¾¹²³·´†‰«»§œŒ\u00a0") | {
    chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7)
}
_MANIFEST = re.compile(r'\s*\{\s*"schema"\s*:\s*"annotator-manifest/')
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def name_of(path: Path) -> str:
    """A file's name as text; bytes that are no text in the system's encoding are replaced."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


#: Names that promise one JSON object a line.
_JSONL = frozenset({".jsonl", ".ndjson"})


def read_lines(path: Path) -> Iterator[GoldLine | BadInput]:
    """As ``read_file``, but a file that cannot be read is one more error among the articles."""
    try:
        yield from read_file(path)
    except BadInput as error:
        yield error


def read_file(path: Path) -> Iterator[GoldLine | BadInput]:
    """The articles of a file, one by one; a line that cannot be read is yielded as its error.

    Raises:
        BadInput: the file as a whole cannot be read.
    """
    name = name_of(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror or error}.") from error
    text = decode(raw, name)
    if _MANIFEST.match(text):
        raise BadInput(f"{name} is the manifest of an export, not an article.")
    if Path(name).suffix.lower() in _JSONL or _is_jsonl(text):
        yield from _read_jsonl(text, name)
    else:
        yield plain_article(name, text, raw)


def plain_article(name: str, text: str, raw: bytes) -> GoldLine:
    """An article of plain text; its id is the file's name."""
    document = Document(id=name, text=text, raw_sha256=hashlib.sha256(raw).hexdigest())
    return GoldLine(with_zones(document), ArticleState())


def typed_article(text: str, details: Details) -> GoldLine:
    """An article that came from no file; its id is made of its title.

    Raises:
        BadInput: the text cannot be kept as it is.
    """
    try:
        raw = _checked(text, "The text").encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput("The text holds half a character (a lone surrogate).") from error
    name = "-".join(re.findall(r"\w+", details.title.casefold()))[:60].strip("-") or "article"
    document = Document(id=name, text=text, raw_sha256=hashlib.sha256(raw).hexdigest())
    return GoldLine(with_zones(document.with_details(details)), ArticleState())


def with_zones(document: Document) -> Document:
    """The document with its site furniture marked, and a title where it had none."""
    zones = document.zones or find_zones(document.text, _furniture())
    title = document.title or title_of(document.text, zones) or document.id
    return replace(document, zones=zones, title=title)


def decode(raw: bytes, name: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else the likeliest encoding.

    Only a byte order mark is dropped; no line end is translated.

    Raises:
        BadInput: it is no text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(_strict(raw[len(mark) :], encoding, name), name)
    for magic, kind in _BINARY.items():
        if raw.startswith(magic):
            raise BadInput(f"{name} is {kind}, not a text.")
    try:
        return _checked(raw.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    if b"\x00" in raw:
        raise BadInput(f"{name} is not a text in any encoding that is known.")
    news = _windows_news(raw)
    if news is not None:
        return _checked(news, name)
    best = charset_normalizer.from_bytes(raw).best()
    if best is None:
        raise BadInput(f"{name} is not a text in any encoding that is known.")
    return _checked(raw.decode(best.encoding), name)


def _windows_news(raw: bytes) -> str | None:
    """The text in the Windows code page where it reads like English news; else None.

    A guess from statistics takes "£" and curly quotes for letters of another code page.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [c for c in text if c > "\x7f"]
    rare = sum(c.isalpha() for c in special) <= max(3, len(text) // 10)
    return text if rare and _WINDOWS_NEWS.issuperset(special) else None


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is damaged: it is not valid {encoding}.") from error


def _checked(text: str, name: str) -> str:
    if "\x00" in text:
        raise BadInput(f"{name} holds NUL characters, so it is not a text.")
    return text


def _is_jsonl(text: str) -> bool:
    first = text.lstrip()[:1_000_000].split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return False
    try:
        data = json.loads(first)
    except ValueError:
        # One long gold line may be cut above; an object that names its schema is ours to report.
        return '"schema"' in first[:200] or '"text"' in first[:200]
    return isinstance(data, dict) and ("schema" in data or "text" in data)


def _read_jsonl(text: str, name: str) -> Iterator[GoldLine | BadInput]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _read_line(line, name, number)
        except BadInput as error:
            yield BadInput(f"{name}, line {number}: {error.what}")


def _read_line(line: str, name: str, number: int) -> GoldLine:
    try:
        data = json.loads(line, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadInput("this is not JSON.") from error
    if not isinstance(data, dict):
        raise BadInput("this is not a JSON object.")
    if _HALF_CHARACTER.search(line):
        _check_whole(data)
    if "schema" in data:
        gold = gold_jsonl.from_json(data)
        _check_text(gold.document.text)
        return replace(gold, line_sha256=text_sha256(line))
    text = data.get("text")
    if not isinstance(text, str):
        raise BadInput("there is no “text”.")
    _check_text(text)
    return GoldLine(with_zones(_described(data, text, line, f"{name}-{number}")), ArticleState())


def _finite(number: str) -> float:
    """Python reads NaN, Infinity and 1e999; JSON has no such numbers, and SQLite refuses them."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


def _described(data: dict[str, Any], text: str, line: str, fallback: str) -> Document:
    """A plain ``{"text"}`` line with whatever it says about itself."""
    given = data.get("id")
    return Document(
        id=str(given) if isinstance(given, str | int) and str(given) else fallback,
        text=text,
        title=_word(data.get("title")) or "",
        raw_sha256=hashlib.sha256(line.strip().encode("utf-8", "replace")).hexdigest(),
        outlet=_word(data.get("outlet")),
        url=_word(data.get("url")),
        published=PartialDate.from_words(data.get("published")),
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise BadInput("its text is not a string.")
    if "\x00" in text:
        raise BadInput("its text holds NUL characters.")


def _check_whole(data: dict[str, Any]) -> None:
    """No string, key or text, may hold what is no character: no file can keep it."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput("it holds half a character (a lone surrogate).") from error
