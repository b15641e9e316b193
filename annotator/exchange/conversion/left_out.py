"""Parts of a story that the search for the main text of a page left out, put back in their places.

On a page without an element of its own around the story (``body > ul``) trafilatura takes the
paragraphs alone, and a short paragraph ("good") only once. The grades of a report are just that:
lists, tables, rows of boxes, the same few words again and again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import Any

from annotator.core.alignment import Alignment
from annotator.exchange.conversion.blocks import text_of

_LISTS = frozenset({"ul", "ol", "dl", "table"})
_ITEMS = frozenset({"li", "dt", "dd", "tr"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
#: What stands in one of these is no story; nor what has one of these words in its class or id.
_NEVER = frozenset({"nav", "footer", "form", "button", "menu", "figure"})
_FURNITURE = frozenset(
    "nav navigation menu breadcrumb breadcrumbs share sharing social related recommended promo "
    "advert newsletter subscribe signup cookie consent comment comments commentlist tags topics "
    "popular trending pagination footer sidebar byline author toolbar".split()
)
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
#: Where a larger share of its characters are links, it leads to other pages.
_LINKED = 0.5
#: So many boxes of one kind in a row are a list.
_ROW = 3
#: Longer pages, in characters, are left as they are: all their words would be compared.
_MOST = 2_000_000

Range = tuple[int, int]


def completed(page: str, text: str) -> str:
    """The main text of a page with what was left out between its words, or right behind them.

    Args:
        text: what was found; nothing of it is changed or left out.
    """
    from lxml import html

    if len(page) > _MOST:
        return text
    tree = html.document_fromstring(page.encode(), html.HTMLParser(encoding="utf-8"))
    shown = _Page(tree, text)
    parts, done = [], 0
    for difference in Alignment(text, shown.text).differences():
        first, behind = difference.here
        is_last = not text[behind:].strip()
        missing = shown.left_out(difference.there, is_last=is_last) if behind else []
        if missing:  # before the first words there is nothing of the story
            if not _holds(missing, text, first, behind):  # else they take its place
                first = behind = _line_end(text, behind)
            parts += [text[done:first], *missing]
            done = behind
    parts.append(text[done:])
    return "\n\n".join(filter(None, (part.strip("\n") for part in parts)))


def _holds(missing: list[str], text: str, start: int, end: int) -> bool:
    """Do all lines of a stretch of the text stand in what was left out, in another order?"""
    lines = set(text[start:end].split("\n")) - {""}
    is_whole = not text[start - 1 : start].strip() and not text[end : end + 1].strip("\n")
    return bool(lines) and is_whole and lines <= set("\n".join(missing).split("\n"))


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


class _Page:
    """All that a page shows, and where the words of its elements stand in that."""

    def __init__(self, tree: Any, text: str) -> None:
        ends: list[tuple[Any, int, int]] = []
        self.text = text_of(tree, lines=False, on_end=lambda *end: ends.append(end))
        self._kept = set(text.split("\n"))
        placed = ((element, self._trimmed(start, end)) for element, start, end in ends)
        self._places = {element: place for element, place in placed if place[0] < place[1]}
        self._order = sorted(self._places, key=lambda e: (self._places[e][0], -self._places[e][1]))
        self._starts = [self._places[element][0] for element in self._order]
        headings = (place for e, place in self._places.items() if e.tag in _HEADINGS)
        self._headings = {end: start for start, end in headings}

    def left_out(self, missing: Range, *, is_last: bool) -> list[str]:
        """What of the story lies in a stretch that the main text lacks.

        Args:
            is_last: it lies behind the last words; of the story is only what follows at once and
                is announced.
        """
        (start, end), found = missing, list[str]()
        for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            element = self._order[number]
            first, last = self._places[element]
            if first < start or not self._is_story(element, (start, end)):
                continue
            begin = self._announced(start, first)
            if is_last and not (begin < first or self._goes_on(element, start)):
                break
            found.append(self.text[begin:last])
            start = last
        return found

    def _trimmed(self, start: int, end: int) -> Range:
        words = self.text[start:end]
        return end - len(words.lstrip()), start + len(words.rstrip())

    def _is_story(self, element: Any, missing: Range) -> bool:
        first, last = self._places[element]
        if last > missing[1] or not self._is_list(element, missing[1]):
            return False
        links = (self._places.get(link, (0, 0)) for link in element.iter("a"))
        if sum(stop - start for start, stop in links) > _LINKED * (last - first):
            return False
        for around in (element, *element.iterancestors()):
            first, last = self._places[around]
            if first < missing[0] or last > missing[1]:  # words of the story lie in it too
                return True
            if around.tag in _NEVER or _is_furniture(around):
                return False
        return True

    def _is_list(self, element: Any, stop: int) -> bool:
        """Is it a list, a row of boxes, the rest of an item, or a paragraph taken only once?

        Or a heading right before what was found: one before something else may be of that.
        """
        if element.tag in _LISTS:
            return True
        start, end = self._places[element]
        if element.tag in _HEADINGS:
            return not self.text[end:stop].strip()
        if element.tag == "p" and self.text[start:end] in self._kept:
            return True
        if element.tag == "div" and element.find(".//a") is None:
            kinds = Counter((child.tag, child.get("class")) for child in element.iterchildren())
            return kinds.most_common(1)[0][1] >= _ROW if kinds else False
        return any(around.tag in _ITEMS for around in element.iterancestors())

    def _goes_on(self, element: Any, start: int) -> bool:
        """Does it follow at once, in one element with the story or in the middle of a sentence?"""
        before = self.text[:start].rstrip(" \n”’\"')")
        around = element.getparent()
        is_beside = around.tag != "body" and self._places[around][0] < start
        is_next = not self.text[start : self._places[element][0]].strip()
        return is_next and (is_beside or not before.endswith((".", "!", "?")))

    def _announced(self, start: int, first: int) -> int:
        """Where the words begin that announce what begins at ``first``: its heading, "...:"."""
        behind = start + len(self.text[start:first].rstrip())
        line = max(start, self.text.rfind("\n", start, behind) + 1)
        is_said = self._headings.get(behind) == line or self.text[line:behind].endswith(":")
        return line if is_said else first


def _is_furniture(element: Any) -> bool:
    """Do its attributes say that it is no part of the story, or that nobody sees it?"""
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    is_named = any(word.lower() in _FURNITURE for word in _NAME.findall(names))
    return is_named or bool(_HIDDEN.search(element.get("style", "")))
