"""Word documents: headings, paragraphs and tables in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.core.errors import BadInput
from annotator.exchange.conversion.packages import check_package
from annotator.exchange.conversion.pieces import Article, Text, clean

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Holds the same words once more, for older programs, or what stands beside the text.
_ASIDE = frozenset(
    {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}txbxContent"}
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def convert(path: Path, encoding: str | None) -> Iterator[Article]:
    """The article of a document; insertions that are tracked count, deletions do not."""
    from docx import Document

    check_package(path, "word/document.xml")
    document = Document(str(path))
    text = Text()
    for block in _blocks(document.element.body):
        text.add("\n\n" if text.length else "")
        text.add(block)
    if not text.length:
        raise BadInput("holds no text.")
    yield Article(text=str(text), title=document.core_properties.title or "")


def _blocks(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            words = clean(_words(child)).strip(" \n")
            if words.strip():
                yield words
        elif child.tag == f"{_W}tbl":
            rows = [_row(row) for row in child.iter(f"{_W}tr")]
            table = "\n".join(row for row in rows if row.strip(" |"))
            if table:
                yield table
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _row(row: Any) -> str:
    cells = (cell for cell in row.iter(f"{_W}tc"))
    return " | ".join(
        " ".join(" ".join(_blocks(cell)).split()) for cell in cells if cell.getparent() is not None
    )


def _words(paragraph: Any) -> str:
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _ASIDE:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        else:
            parts.append(_SIGNS.get(element.tag, ""))
    return "".join(parts)
