"""The small words around the names of what is rated (``grammar.toml``, ``[categories]``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.closed_words import NUMBERS
from annotator.extraction.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """The lists of ``[categories]``, which says of each what it is for."""

    before: frozenset[str]
    inner: frozenset[str]
    joining: frozenset[str]
    small: frozenset[str]
    linking: frozenset[str]
    stops: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> CategoryWords:
        keys = ("before", "inner", "joining", "small", "linking", "stops")
        return cls(**{key: knowledge.words.set("grammar", f"categories.{key}") for key in keys})

    @staticmethod
    def behind_count(article: Article, position: int, end: int) -> int:
        """The colon of "in three areas:", where the list goes on; else the position as it is."""
        colon = next(
            (i for i in range(position, min(position + 4, end)) if article.words[i] == ":"), 0
        )
        counts = colon and article.pos[position + 1] == "NUM"
        return colon if counts else position

    def is_small(self, article: Article, position: int, goes_on: bool = False) -> bool:
        """Marks, rating nouns and "(2)" between value and category.

        Args:
            goes_on: one is named already: "overall AND for being safe".
        """
        low = article.lowers[position]
        return (
            (goes_on and low == "and")
            or low in self.small
            or (low.isdigit() and article.lowers[position - 1] == "(")
        )

    @staticmethod
    def back_over(article: Article, words: frozenset[str], at: int, first: int) -> int:
        """The first of the ``words`` that lead up to ``at``, not before ``first``."""
        while at > first and article.lowers[at - 1] in words:
            at -= 1
        return at


def everything(knowledge: Knowledge) -> Iterator[str]:
    """Wordings for all parts of a scale at once: "every area", "all five domains"."""
    yield from knowledge.words["grammar", "categories.everything"]
    for noun in knowledge.words["grammar", "categories.parts"]:
        plural = _plural(noun)
        yield from (f"{one} {noun}" for one in ("every", "each", "any", "no", "a single"))
        yield from (f"{many} {plural}" for many in ("all", "all of the", "all its", "any", "no"))
        yield from (f"all {number} {plural}" for number in NUMBERS[2:11])


def part_nouns(knowledge: Knowledge) -> frozenset[str]:
    """What the parts of an inspection are called: "area", "areas"."""
    parts = knowledge.words.set("grammar", "categories.parts")
    return parts | {_plural(noun) for noun in parts}


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun[:-2]}a" if noun.endswith("on") else f"{noun}s"


def gerund(verb: str) -> str:
    """ "protects" -> "protecting", "manages" -> "managing"; lower case."""
    stem = verb.removesuffix("s")
    if stem.endswith("e") and not stem.endswith("ee"):
        stem = stem[:-1]
    return f"{stem}ing"
