"""The text of a tree of HTML or TEI elements, a paragraph a block, blocks a blank line apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from annotator.exchange.conversion.pieces import Text, clean

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NEVER = frozenset({"script", "style", "noscript", "template", "svg", "math", "textarea", "select"})
_BLOCKS = frozenset(
    "p div head h1 h2 h3 h4 h5 h6 header footer main section article aside nav blockquote quote "
    "ul ol dl list table figure figcaption form pre address hr body".split()
)
_LINES = frozenset("li item tr row br lb dt dd".split())
_CELLS = frozenset({"td", "th", "cell"})


def text_of(
    root: Any,
    *,
    lines: bool,
    on_end: Callable[[Any, int, int], object] = lambda _element, _start, _end: None,
) -> str:
    """The text below an element of lxml.

    Args:
        lines: a line end in the words begins a new block; else it is a space, as in HTML.
        on_end: told each element behind its last word, and where its words begin and end (code
            points of the text; the white space before the first may be counted too).
    """
    from lxml import etree

    out, starts = _Blocks(lines), list[int]()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _NEVER:
                walk.skip_subtree()
                continue
            starts.append(out.length)
            out.edge(tag, is_start=True)
            out.say(element.text)
            continue
        if tag and tag not in _NEVER:
            on_end(element, starts.pop(), out.length)
            out.edge(tag, is_start=False)
        if element is not root:
            out.say(element.tail)
    return str(out)


class _Blocks:
    def __init__(self, lines: bool) -> None:
        self._lines = lines
        self._text = Text()
        self._gap = ""  # what stands before the next word
        self._is_first_cell = True

    @property
    def length(self) -> int:
        return self._text.length

    def edge(self, tag: str, *, is_start: bool) -> None:
        """An element begins or ends here."""
        if tag in _BLOCKS:
            self._gap = "\n\n"
        elif tag in _LINES:
            self._gap = max(self._gap if "\n" in self._gap else "", "\n", key=len)
            self._is_first_cell = True
        elif tag in _CELLS and is_start:
            if not self._is_first_cell:
                self._gap = " | "
            self._is_first_cell = False

    def say(self, words: str | None) -> None:
        if not words:
            return
        for number, part in enumerate(words.split("\n") if self._lines else [words]):
            if number:
                self._gap = "\n\n"
            plain = _SPACE.sub(" ", clean(part))
            if plain.startswith(" ") and not self._gap:
                self._gap = " "
            if plain.strip(" "):
                if self._text.length:
                    self._text.add(self._gap)
                self._text.add(plain.strip(" "))
                self._gap = " " if plain.endswith(" ") else ""

    def __str__(self) -> str:
        return str(self._text)
