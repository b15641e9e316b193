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
#: Stands around paragraphs, rows or cells, and says nothing of them.
_AROUND = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))
#: A cell of several paragraphs and so many code points holds a story, no entry of a table.
_MUCH = 300
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
            yield from _table(child)
        elif child.tag in _AROUND:
            yield from _blocks(child)


def _table(table: Any) -> Iterator[str]:
    """A table as a block, a row a line; one that only places paragraphs, as these."""
    rows = [
        [list(_blocks(cell)) for cell in _inside(row, f"{_W}tc")]
        for row in _inside(table, f"{_W}tr")
    ]
    cells = [cell for row in rows for cell in row]
    if any(len(cell) > 1 and sum(map(len, cell)) > _MUCH for cell in cells):
        for cell in cells:
            yield from cell
        return
    lines = (" | ".join(" ".join(" ".join(cell).split()) for cell in row) for row in rows)
    words = "\n".join(line for line in lines if line.strip(" |"))
    if words:
        yield words


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, without those of tables in it."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


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
