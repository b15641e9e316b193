"""The words that may stand between a cue and its grade: "out of ITS PREVIOUS X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, POSSESSIVES, QUOTES
from annotator.extraction.knowledge import Knowledge


class SoftWords:
    """Tells such words and dates from those that cut a cue off."""

    def __init__(self, knowledge: Knowledge) -> None:
        between = knowledge.words.set("grammar", "status_words.between")
        self._words = between | ARTICLES | POSSESSIVES | QUOTES | {"of", "-"}

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def stand_at(self, article: Article, index: int) -> bool:
        """Is the word one of them, or part of a date?"""
        owner = article.owner[index]
        return article.lowers[index] in self._words or (owner is not None and owner.label == "DATE")
