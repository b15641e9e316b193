"""PDFs that hold text: lines joined to paragraphs, running heads and page numbers as furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.core.documents import Zone
from annotator.core.errors import BadInput
from annotator.exchange.conversion.pieces import MOST_TEXT, Article, Page, Text, clean

_MOST_PAGES = 5000
#: So many lines at the top and the bottom of a page may be running heads.
_EDGE = 2
#: Letters set as one, and tabs where a program spaced the words by hand.
_PLAIN = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 9: " "}
_SPACES = re.compile(r" {2,}")
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "’", ")")
_ITEM = re.compile(r"\s*(?:[•●▪◦‣*–-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")


def convert(path: Path, encoding: str | None) -> Iterator[Article | Page]:
    """The article of a PDF, after a sign of life for each page."""
    from pypdf import PdfReader

    with path.open("rb") as stream:
        reader = PdfReader(stream)
        if reader.is_encrypted and not _opens(reader):
            raise BadInput("is protected with a password; save it without one.")
        if len(reader.pages) > _MOST_PAGES:
            raise BadInput(f"has more than {_MOST_PAGES:,} pages, too many for one article.")
        pages: list[list[str]] = []
        length = 0
        for number, page in enumerate(reader.pages, 1):
            text = clean(page.extract_text() or "").translate(_PLAIN)
            length += len(text)
            if length > MOST_TEXT:
                raise BadInput(f"holds more than {MOST_TEXT // 1_000_000} million characters.")
            pages.append([_SPACES.sub(" ", line).strip() for line in text.splitlines()])
            yield Page(number)
        title = reader.metadata.title if reader.metadata else None
    if not any(any(line for line in page) for page in pages):
        raise BadInput(
            "holds no text, only pictures of pages: it was probably scanned. Text recognition "
            "(OCR) can add the text to it."
        )
    text, zones = _joined(pages)
    yield Article(text=text, title=_likely_title(title), zones=zones)


def _opens(reader: object) -> bool:
    try:
        return bool(reader.decrypt(""))  # type: ignore[attr-defined]
    except Exception:  # a cipher that is not known here
        return False


def _joined(pages: list[list[str]]) -> tuple[str, tuple[Zone, ...]]:
    """The text of all pages, and where their running heads stand."""
    running = _running_heads(pages)
    text, zones = Text(), []
    for page in pages:
        lines = _edge_lines(page)
        story = [
            (line, index in lines and _shape(line) in running) for index, line in enumerate(page)
        ]
        for words, is_head in _paragraphs(story):
            text.add("\n\n" if text.length else "")
            start = text.add(words)
            if is_head:
                zones.append(Zone(start, start + len(words)))
    return str(text), tuple(zones)


def _paragraphs(lines: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Lines joined where a sentence goes on; a line much shorter than the others ends one."""
    full = sorted(len(line) for line, is_head in lines if not is_head and line)
    width = full[len(full) * 3 // 4] * 0.75 if full else 0
    block = ""
    last = 0
    for line, is_head in lines:
        goes_on = bool(block and line) and not is_head and not _ITEM.match(line)
        goes_on = goes_on and last >= width and not (block.endswith(_ENDS) and last < width / 0.9)
        if block and not goes_on:
            yield block, False
            block = ""
        if is_head and line:
            yield line, True
        elif line:
            block = _glued(block, line)
            last = len(line)
    if block:
        yield block, False


def _glued(block: str, line: str) -> str:
    if block.endswith("\u00ad"):
        return block[:-1] + line
    if block.endswith("-") and block[-2:-1].isalpha() and line[:1].islower():
        return block + line  # it cannot be told whether the hyphen belongs to the word
    return f"{block} {line}" if block else line


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Shapes of the lines that stand at the edge of most pages, page numbers left open."""
    if len(pages) < 3:
        return set()
    seen = Counter(
        shape for page in pages for shape in {_shape(page[i]) for i in _edge_lines(page)}
    )
    return {shape for shape, count in seen.items() if count >= max(3, len(pages) // 2)}


def _edge_lines(page: list[str]) -> set[int]:
    filled = [index for index, line in enumerate(page) if line]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _likely_title(title: object) -> str:
    """What the PDF calls itself, unless that is the name of a file."""
    words = " ".join(str(title or "").split())
    is_name = words.startswith("Microsoft") or re.search(r"\.\w{3,4}$", words)
    return "" if is_name or len(words.split()) < 3 else words
