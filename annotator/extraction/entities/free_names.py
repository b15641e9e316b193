"""Names that no rule has taken yet: free capitals, and what only the model found."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge

NAME_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC"])
_LONGEST = 6


def surnames_of(article: Article) -> frozenset[str]:
    """Last words of all people's names of two words and more."""
    return frozenset(
        article.words[f.end - 1]
        for f in article.entities
        if f.label == "PERSON" and f.end - f.start > 1
    )


def usable(article: Article, index: int) -> bool:
    """Can the word be part of a name that no rule has taken?"""
    owner = article.owner[index]
    return owner is None or (owner.model and owner.label in NAME_LABELS)


class FreeNames:
    """Finds names beside a word; small words and openers are those of names.toml."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._function_words = words.set("names", "function_words")
        self._openers = self._function_words | words.set("names", "openers")
        self._inside = words.set("names", "free_inside")

    def is_word(self, article: Article, index: int) -> bool:
        word = article.words[index]
        return (
            word[0].isupper()
            and len(word) > 1
            and article.lowers[index] not in self._function_words
        )

    def after(self, article: Article, start: int, joins: bool = False) -> tuple[int, int] | None:
        """The name that begins at a word, without "the"."""
        last = min(article.line(min(start, len(article) - 1))[1], start + _LONGEST)
        if start < last and article.lowers[start] == "the":
            start += 1
        end = position = start
        links = self._inside | {"and"} if joins else self._inside
        while position < last and usable(article, position):
            if article.words[position] == "-" and not _tight(article, position):
                break  # "Ash Court, Selby - good"
            if self.is_word(article, position):
                end = position + 1
            elif position == start or not (
                article.lowers[position] in links or self._shouted(article, position)
            ):
                break
            position += 1
        return (start, end) if _is_name(article, start, end) else None

    def before(self, article: Article, end: int) -> tuple[int, int] | None:
        """The name that ends before a word."""
        first = max(article.line(end)[0], end - _LONGEST)
        start = position = end
        while position > first and usable(article, position - 1):
            if self.is_word(article, position - 1):
                start = position - 1
            elif position == end or not (
                article.lowers[position - 1] in self._inside or self._shouted(article, position - 1)
            ):
                break
            position -= 1
        while (
            start < end
            and start == article.sent(start)[0]
            and article.lowers[start] in self._openers
        ):
            start += 1
        return (start, end) if _is_name(article, start, end) else None

    def _shouted(self, article: Article, index: int) -> bool:
        """ "Wok This Way": a small word with a capital between two others."""
        inside = article.line(index)[0] < index and article.words[index - 1][0].isupper()
        return (
            inside
            and article.words[index].istitle()
            and article.lowers[index] in self._function_words
        )


def _tight(article: Article, hyphen: int) -> bool:
    return hyphen > 0 and article.end_char(hyphen - 1) == article.starts[hyphen]


def _is_name(article: Article, start: int, end: int) -> bool:
    if start >= end:
        return False
    if any(w.isupper() and len(w) > 1 for w in article.words[start:end]):
        return False
    if end - start > 1:
        return True
    word = article.words[start]
    if len(word) < 3:
        return False
    if article.words[start - 1 : start] == ["The"] and start - 1 > article.sent(start)[0]:
        return True
    counts = article.word_counts
    return article.pos[start] == "PROPN" or (counts[word] > 1 and not counts[word.lower()])
