"""Reads an article for words that keep a body in the foreground without its name.

"The school", "Northmoor Families Group", "in Northmoor" of "Northmoor Council".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.ratings.clauses import phrase
from annotator.extraction.ratings.subjects.salience import Salience

if TYPE_CHECKING:
    from annotator.extraction.ratings.subjects.focus import Focus

#: What such words weigh beside a name in their place.
_NOUN, _NAMESAKE = 0.9, 0.8
_THE = frozenset(["the", "this"])
_SHORTEST = 4


def read_on(article: Article, focus: Focus, salience: Salience) -> None:
    """Takes up what is meant without its name."""
    if len({focus.key(found) for found in focus.bodies}) < 2:
        return
    named = _first_words(article, focus)
    taken = {article.sent_of(found.start) for found in focus.bodies}
    for index, word in enumerate(article.lowers):
        owner = article.owner[index]
        if owner is None:
            _read_noun(article, focus, salience, index, word)
        elif owner.start == index and owner.label in {"ORG", "GPE", "LOC"}:
            body = named.get(article.words[index])
            if body is None or any(owner is b for b in focus.bodies):
                continue
            begins = article.text(body.start, body.end).startswith(article.text(index, owner.end))
            if owner.label == "ORG" or (begins and article.sent_of(index) not in taken):
                salience.mean(owner.end - 1, body, _NAMESAKE)


def _first_words(article: Article, focus: Focus) -> dict[str, Found]:
    """The words that begin the name of one body only."""
    bodies: dict[str, dict[object, Found]] = {}
    for found in focus.bodies:
        word = article.words[found.start]
        if len(word) >= _SHORTEST:
            bodies.setdefault(word, {})[focus.key(found)] = found
    return {word: next(iter(b.values())) for word, b in bodies.items() if len(b) == 1}


def _read_noun(article: Article, focus: Focus, salience: Salience, index: int, word: str) -> None:
    kinds = focus.kinds_of(word)
    if not kinds or article.pos[index] != "NOUN":
        return
    first, last = phrase(article, index)
    named = any(focus.is_body(found) for found in article.inside(first, last))
    if not named and any(article.lowers[c] in _THE for c in article.children[index]):
        found = focus.means(index, word, kinds)
        if found is not None:
            salience.mean(index, found, _NOUN)
