"""What the components know: registry, word lists, and both prepared for fast look-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from spacy.language import Language

from annotator.core.scales import ScaleRegistry
from annotator.extraction.word_lists import WordLists

T = TypeVar("T")


class Phrases(Generic[T]):
    """Finds known phrases in a list of words, longest first, in one pass.

    Args:
        tokenize: text to words, the way the article is cut into words.
    """

    def __init__(self, tokenize: Callable[[str], tuple[str, ...]]) -> None:
        self._tokenize = tokenize
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._sorted = True

    def add(self, phrase: str, value: T) -> None:
        words = self._tokenize(phrase)
        if words:
            self._by_first.setdefault(words[0], []).append((words, value))
            self._sorted = False

    def at(self, words: list[str], position: int) -> tuple[int, list[T]] | None:
        """The longest phrase that starts at ``position``: its length and all its values."""
        known = self._by_first.get(words[position])
        if known is None:
            return None
        if not self._sorted:
            for entries in self._by_first.values():
                entries.sort(key=lambda entry: -len(entry[0]))
            self._sorted = True
        best = 0
        values: list[T] = []
        for phrase, value in known:
            size = len(phrase)
            if size < best:
                break
            if tuple(words[position : position + size]) == phrase:
                best = size
                values.append(value)
        return (best, values) if best else None

    def find(
        self, words: list[str], start: int = 0, end: int | None = None
    ) -> Iterable[tuple[int, int, list[T]]]:
        """Start, end and values of every phrase, left to right, none inside another."""
        end = len(words) if end is None else end
        position = start
        while position < end:
            hit = self.at(words, position) if words[position] in self._by_first else None
            if hit and position + hit[0] <= end:
                yield position, position + hit[0], hit[1]
                position += hit[0]
            else:
                position += 1


@dataclass
class Knowledge:
    """Registry and word lists, shared by all components of one pipeline."""

    registry: ScaleRegistry
    words: WordLists
    tokenize: Callable[[str], tuple[str, ...]]
    _cache: dict[str, object] = field(default_factory=dict)

    @cached_property
    def categories(self) -> dict[str, Phrases[str]]:
        """A finder for the wordings of what is rated, by the id of a scale; values are codes."""
        return {
            scale.id: self.phrases(
                ((w, code) for code, ws in scale.categories.items() for w in ws), lower=True
            )
            for scale in self.registry
        }

    @cached_property
    def category_wordings(self) -> frozenset[str]:
        """How articles name what is rated on any scale, lower case."""
        scales = (scale.categories.values() for scale in self.registry)
        return frozenset(w.lower() for lists in scales for wordings in lists for w in wordings)

    @cached_property
    def titles(self) -> frozenset[str]:
        """What stands before people's names ("mrs"), lower case; "St" begins other names too."""
        return frozenset(word.lower() for word in self.words["roles", "honorifics"]) - {"st"}

    @cached_property
    def kind_nouns(self) -> Phrases[str]:
        """A finder for what services are called ("care home"); values are ids of their kinds."""
        return self.phrases((noun, kind.id) for kind in self.words.kinds for noun in kind.nouns)

    def phrases(self, phrases: Iterable[tuple[str, T]], lower: bool = False) -> Phrases[T]:
        """A finder for these phrases."""
        finder: Phrases[T] = Phrases(self.tokenize)
        for phrase, value in phrases:
            finder.add(phrase.lower() if lower else phrase, value)
        return finder

    def word_phrases(self, file: str, key: str) -> Phrases[str]:
        """A finder for the phrases of one word list, lower case; each is its own value."""
        name = f"{file}/{key}"
        if name not in self._cache:
            self._cache[name] = self.phrases(((w, w) for w in self.words[file, key]), lower=True)
        found = self._cache[name]
        assert isinstance(found, Phrases)
        return found


_KNOWN: WeakKeyDictionary[Language, Knowledge] = WeakKeyDictionary()


def attach(nlp: Language, knowledge: Knowledge) -> None:
    """Gives a pipeline what its components ask for when they are made."""
    _KNOWN[nlp] = knowledge


def knowledge_of(nlp: Language) -> Knowledge:
    """What ``attach`` gave.

    Raises:
        LookupError: nothing was attached.
    """
    if nlp not in _KNOWN:
        raise LookupError("attach() was not called for this pipeline")
    return _KNOWN[nlp]
