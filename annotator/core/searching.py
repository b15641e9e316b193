"""What people type to search, and what is found: every hit with its place and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

#: How many code points of the text stand on each side of a hit.
CONTEXT = 60

_PART = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must stand one behind the other; letter case and accents do not count.

    Attributes:
        begins: the last word may go on ("inspect*").
    """

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in one article.

    Attributes:
        field: ``title`` where only the article's title holds them; offsets are of that.
        start, end: code points, half-open.
        left, exact, right: the words and what stands around them, white space as one blank; "…"
            where it was cut.
    """

    document_id: str
    field: Literal["text", "title"]
    start: int
    end: int
    left: str
    exact: str
    right: str

    @classmethod
    def at(
        cls, document_id: str, field: Literal["text", "title"], text: str, start: int, end: int
    ) -> Hit:
        """The hit at a place of ``text``."""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        left, right = _one_line(before), _one_line(after)
        if start > CONTEXT:  # whole words only
            left = f"… {left.partition(' ')[2] or left}"
        if end + CONTEXT < len(text):
            right = f"{right.rpartition(' ')[0] or right} …"
        return cls(document_id, field, start, end, left, _one_line(text[start:end]), right)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        hits: by the order of the articles, then by place; at most as many as were asked for.
        articles: how many hold what was searched, also those whose hits are not among ``hits``.
        is_all: are these all the hits?
    """

    hits: tuple[Hit, ...] = ()
    articles: int = 0
    is_all: bool = True


def read_query(typed: str, *, is_typing: bool = False) -> tuple[Wanted, ...]:
    """What typed words ask for; an article must hold all of it, in any order.

    Words in quotes stand one behind the other, a star at the end finds longer words too. Nothing
    that can be typed is an error; what holds no letter or figure asks for nothing.

    Args:
        is_typing: the last word may not be finished, unless a blank or a quote stands behind it.
    """
    wanted = tuple(_wanted(typed.replace("\x00", " ")))
    if is_typing and wanted and typed[-1].isalnum() and typed.count('"') % 2 == 0:
        return (*wanted[:-1], replace(wanted[-1], begins=True))
    return wanted


def _wanted(typed: str) -> Iterator[Wanted]:
    for phrase, star, word in _PART.findall(typed):
        words = phrase or word.rstrip("*")
        if any(character.isalnum() for character in words):
            yield Wanted(words, bool(star) or word.endswith("*"))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
