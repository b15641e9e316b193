"""Reads an article for nouns that stand for a body: "the school"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.extraction.article import Article

if TYPE_CHECKING:
    from annotator.extraction.ratings.focus import Focus

#: What such a noun weighs beside a name in its place.
_SHARE = 0.9
_THE = frozenset(["the", "this"])


def read_on(article: Article, focus: Focus) -> None:
    """Keeps in the foreground what is meant without its name."""
    if len({focus.key(found) for found in focus.bodies}) < 2:
        return
    for index, word in enumerate(article.lowers):
        if article.owner[index] is None:
            _read_noun(article, focus, index, word)


def _read_noun(article: Article, focus: Focus, index: int, word: str) -> None:
    kinds = focus.kinds_of(word)
    if not kinds or article.pos[index] != "NOUN":
        return
    if any(article.lowers[c] in _THE for c in article.children[index]):
        found = focus.before(index, kinds, word)
        if found is not None:
            focus.salience.mean(index, found, _SHARE)
