"""PDFs that hold text: lines joined to paragraphs, running heads and page numbers as furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from pathlib import Path

from annotator.core.documents import Zone
from annotator.core.errors import BadInput
from annotator.exchange.conversion.pdf_lines import (
    LARGER,
    Line,
    lines_of,
    usual_leading,
    usual_size,
)
from annotator.exchange.conversion.pieces import MOST_TEXT, Article, Page, Text

_MOST_PAGES = 5000
#: So many lines at the top and the bottom of a page may be running heads.
_EDGE = 2
_LONGEST_TITLE = 200
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
        pages: list[list[Line]] = []
        length = 0
        for number, page in enumerate(reader.pages, 1):
            pages.append(lines_of(page))
            length += sum(len(line.words) for line in pages[-1])
            if length > MOST_TEXT:
                raise BadInput(f"holds more than {MOST_TEXT // 1_000_000} million characters.")
            yield Page(number)
        title = reader.metadata.title if reader.metadata else None
    if not any(line.words for page in pages for line in page):
        raise BadInput(
            "holds no text, only pictures of pages: it was probably scanned. Text recognition "
            "(OCR) can add the text to it."
        )
    text, zones = _joined(pages)
    title = _likely_title(title) or _largest(pages[0])
    yield Article(text=text, title=title, zones=zones)


def _opens(reader: object) -> bool:
    try:
        return bool(reader.decrypt(""))  # type: ignore[attr-defined]
    except Exception:  # a cipher that is not known here
        return False


def _joined(pages: list[list[Line]]) -> tuple[str, tuple[Zone, ...]]:
    """The text of all pages, and where their running heads stand."""
    running = _running_heads(pages)
    text, zones = Text(), []
    for page in pages:
        lines = _edge_lines(page)
        story = [
            (line, index in lines and _shape(line.words) in running)
            for index, line in enumerate(page)
        ]
        for words, is_head in _paragraphs(story):
            text.add("\n\n" if text.length else "")
            start = text.add(words)
            if is_head:
                zones.append(Zone(start, start + len(words)))
    return str(text), tuple(zones)


def _paragraphs(lines: list[tuple[Line, bool]]) -> Iterator[tuple[str, bool]]:
    """Lines joined where a sentence goes on.

    A wider gap or letters of another size end a paragraph, and so does a line that is much shorter
    than the others.
    """
    story = [line for line, is_head in lines if not is_head and line.words]
    full = sorted(len(line.words) for line in story)
    width = full[len(full) * 3 // 4] * 0.75 if full else 0
    leading, size = usual_leading(story), usual_size(story)
    block, before = "", Line("")
    for line, is_head in lines:
        last = len(before.words)
        goes_on = bool(block and line.words) and not is_head and not _ITEM.match(line.words)
        is_full = last >= width and not (block.endswith(_ENDS) and last < width / 0.9)
        is_full = is_full and not before.is_parted_from(line, leading)
        goes_on = goes_on and (is_full or before.is_headline_with(line, size))
        if block and not goes_on:
            yield block, False
            block = ""
        if is_head and line.words:
            yield line.words, True
        elif line.words:
            block = _glued(block, line.words)
            before = line
    if block:
        yield block, False


def _glued(block: str, line: str) -> str:
    if block.endswith("\u00ad"):
        return block[:-1] + line
    if block.endswith("-") and block[-2:-1].isalpha() and line[:1].islower():
        return block + line  # it cannot be told whether the hyphen belongs to the word
    return f"{block} {line}" if block else line


def _running_heads(pages: list[list[Line]]) -> set[str]:
    """Shapes of the lines that stand at the edge of most pages, page numbers left open."""
    if len(pages) < 3:
        return set()
    seen = Counter(
        shape for page in pages for shape in {_shape(page[i].words) for i in _edge_lines(page)}
    )
    return {shape for shape, count in seen.items() if count >= max(3, len(pages) // 2)}


def _edge_lines(page: list[Line]) -> set[int]:
    filled = [index for index, line in enumerate(page) if line.words]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _largest(page: list[Line]) -> str:
    """The headline: the first lines in letters larger than those of most of the page."""
    largest = max((line.size for line in page if line.words), default=0.0)
    if largest < LARGER * usual_size(page):
        return ""
    after = dropwhile(lambda line: line.size != largest or not line.words, page)
    words = " ".join(line.words for line in takewhile(lambda line: line.size == largest, after))
    return words if len(words) <= _LONGEST_TITLE and len(words.split()) > 2 else ""


def _likely_title(title: object) -> str:
    """What the PDF calls itself, unless that is the name of a file."""
    words = " ".join(str(title or "").split())
    is_name = words.startswith("Microsoft") or re.search(r"\.\w{3,4}$", words)
    return "" if is_name or len(words.split()) < 3 else words
