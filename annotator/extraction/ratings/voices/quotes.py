"""Where something is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES

#: A longer quotation of plain words is a statement, no single judgement.
_SHORT = 9


@dataclass(frozen=True, slots=True)
class Quote:
    """Words ``[start, end)`` between quotation marks.

    Attributes:
        whole: a statement of its own, not a few words inside a sentence.
    """

    start: int
    end: int
    whole: bool


def quotes_of(article: Article) -> list[Quote]:
    """All quotations, those in double marks first; none inside another of the same kind."""
    out: list[Quote] = []
    for first, last in article.lines:
        for opening, closing in (('“"', '”"'), ("‘'", "’'")):
            for start, end in _pairs(article, first, last, opening, closing):
                out.append(Quote(start, end, _is_whole(article, start, end, first)))
    return out


def _pairs(
    article: Article, first: int, last: int, opening: str, closing: str
) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    double = opening[0] == "“"
    for index in range(first, last):
        if article.words[index] not in QUOTES:
            continue
        mark = article.marked[article.starts[index]]
        if begin is None:
            if mark == opening[0] or (mark == opening[1] and _may_open(article, index)):
                begin = index + 1
        elif mark in closing and (mark != "'" or not _may_open(article, index)):
            if index > begin:
                yield begin, index
            begin = None
        elif mark == opening[0]:
            begin = index + 1
    if begin is not None and double and last > begin:
        yield begin, last  # goes on in the next paragraph


def _may_open(article: Article, index: int) -> bool:
    """A straight mark opens where a space stands before it and none behind it."""
    before = index == 0 or article.end_char(index - 1) < article.starts[index]
    after = index + 1 < len(article) and article.starts[index + 1] == article.end_char(index)
    return before and after


def _is_whole(article: Article, start: int, end: int, first: int) -> bool:
    opened = start - 1 <= first or article.lowers[start - 2] in {":", ",", "."}
    capital = article.is_capital(start)
    stops = article.words[end - 1] in {".", ",", "!", "?"}
    return (
        (capital and opened and end - start > 3)
        or (end - start > _SHORT)
        or (capital and stops and end - start > 4)
    )
