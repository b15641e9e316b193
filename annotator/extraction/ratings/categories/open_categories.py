"""What is rated on a scale that leaves its names open: "good progress on use of force"."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.ratings.categories.category_words import CategoryWords

#: Words that open such a list.
OPENERS = frozenset(["on", "in", "with", "against"])
_SPLIT = frozenset([",", "and", "or", ";"])
_LEAD = frozenset(["on", "in", "with", "for", "against", "the", "its", "their", "a", "both", "of"])
_PARTS = frozenset(["NOUN", "ADJ", "ADP", "PART", "PUNCT", "PROPN", "DET"])
_MARKS = frozenset(["-", "'", "’"])
_LONGEST = 5


def open_list(article: Article, position: int, end: int, words: CategoryWords) -> list[list[str]]:
    """The names of a list as their words, lower case; none where it is no plain list of nouns."""
    out: list[list[str]] = []
    for first, last in _pieces(article, position, end, words):
        while first < last and article.lowers[first] in _LEAD:
            first += 1
        piece = range(first, last)
        if first == last:
            continue
        if last - first > _LONGEST or not all(_is_part(article, i) for i in piece):
            break
        if article.pos[last - 1] not in {"NOUN", "PROPN", "ADV"}:
            break
        out.append(article.lowers[first:last])
    return out


def _pieces(
    article: Article, position: int, end: int, words: CategoryWords
) -> Iterator[tuple[int, int]]:
    start = position
    for index in range(position, end):
        low = article.lowers[index]
        if low in words.stops or low in _SPLIT:
            yield start, index
            start = index + 1
        if low in words.stops:
            return
    yield start, end


def _is_part(article: Article, index: int) -> bool:
    mark = article.pos[index] == "PUNCT" and article.lowers[index] not in _MARKS
    return article.pos[index] in _PARTS and not mark and article.owner[index] is None
