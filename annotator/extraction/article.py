"""The view of an article that all components share: plain lists by word, and what was found."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.attrs import DEP, HEAD, IDX, LENGTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from annotator.core.documents import UNDATED, PartialDate
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Merged

#: What is read of every word: four numbers, the head's relative to the word, then three names.
_ATTRIBUTES = [IDX, LENGTH, HEAD, SENT_START, POS, TAG, DEP]
_KEY = "annotator.article"
_LINES = "annotator.lines"
_TEXTS = "annotator.texts"
_PUBLISHED = "annotator.published"


@dataclass(eq=False)
class Article:
    """Words and parse of one article as lists; indexes are word numbers.

    Attributes:
        string: the text; same offsets as ``doc.text``, which may hold stand-ins.
        marked: the text with curly quotes kept.
        heads: index of each word's head; a root is its own head.
        lines: first and behind-last word of each line.
        published: when the article appeared, as far as known.
    """

    doc: Doc
    string: str
    marked: str
    lines: list[tuple[int, int]]
    published: PartialDate = UNDATED
    words: list[str] = field(init=False)
    lowers: list[str] = field(init=False)
    ratings: list[Merged] = field(default_factory=list)
    _entities: dict[int, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        doc = self.doc
        self._sorted: list[Found] | None = None
        self._groups: dict[int, list[Found]] | None = None
        table = doc.to_array(_ATTRIBUTES)  # a tenth of the time that asking every token takes
        starts, lengths, offsets, opens = table[:, :4].astype("int64").T.tolist()
        self.starts: list[int] = starts
        self.words = [self.string[a : a + n] for a, n in zip(starts, lengths, strict=True)]
        self.lowers = [word.lower() for word in self.words]
        self.heads: list[int] = [index + offset for index, offset in enumerate(offsets)]
        self.pos, self.tags, self.deps = (self._named(ids) for ids in table[:, 4:].T.tolist())
        self.sents = self._sentences(opens)
        self._sent_starts = [start for start, _ in self.sents]
        self._line_starts = [start for start, _ in self.lines]
        self.owner: list[Found | None] = [None] * len(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def entities(self) -> list[Found]:
        """What was found so far, never overlapping, in text order."""
        if self._sorted is None:
            self._sorted = sorted(self._entities.values(), key=lambda found: found.start)
        return list(self._sorted)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each word stands in the article, with its case."""
        return Counter(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word, left to right."""
        out: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                out[head].append(index)
        return out

    def _named(self, ids: list[int]) -> list[str]:
        """What the model's numbers stand for."""
        strings = self.doc.vocab.strings
        names = {number: strings[number] for number in set(ids)}
        return [names[number] for number in ids]

    def _sentences(self, opens: list[int]) -> list[tuple[int, int]]:
        if not self.doc.has_annotation("SENT_START"):
            return [line for line in self.lines if line[0] < line[1]]
        cuts = {index for index, open_ in enumerate(opens) if open_ == 1}
        cuts.update(start for start, _ in self.lines)
        cuts.add(0)
        bounds = [*sorted(cuts), len(self.words)]
        return [(a, b) for a, b in itertools.pairwise(bounds) if a < b]

    def sent_of(self, index: int) -> int:
        """Number of the sentence that holds a word."""
        return bisect_right(self._sent_starts, index) - 1

    def sent(self, index: int) -> tuple[int, int]:
        """First and behind-last word of the sentence that holds a word."""
        return self.sents[self.sent_of(index)]

    def line_of(self, index: int) -> int:
        """Number of the line that holds a word."""
        return bisect_right(self._line_starts, index) - 1

    def line(self, index: int) -> tuple[int, int]:
        """First and behind-last word of the line that holds a word."""
        return self.lines[self.line_of(index)]

    def end_char(self, index: int) -> int:
        """Offset behind a word."""
        return self.starts[index] + len(self.words[index])

    def low(self, index: int) -> str:
        """The word in lower case; empty before the text's first word and behind its last."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def text(self, start: int, end: int) -> str:
        """The words ``[start, end)`` as they stand."""
        return self.string[self.starts[start] : self.end_char(end - 1)]

    def before(self, index: int) -> str:
        """The word before, lower case; "" at the start of the article."""
        return self.lowers[index - 1] if index > 0 else ""

    def free(self, start: int, end: int) -> bool:
        """Is no word of ``[start, end)`` part of an entity?"""
        return all(owner is None for owner in self.owner[start:end])

    def claim(self, found: Found) -> bool:
        """Adds an entity where nothing was found yet."""
        if found.start >= found.end or not self.free(found.start, found.end):
            return False
        self._entities[id(found)] = found
        self._sorted = self._groups = None
        self.owner[found.start : found.end] = [found] * (found.end - found.start)
        return True

    def release(self, found: Found) -> None:
        """Takes an entity away."""
        del self._entities[id(found)]
        self._sorted = self._groups = None
        self.owner[found.start : found.end] = [None] * (found.end - found.start)

    def inside(self, start: int, end: int) -> Iterator[Found]:
        """The entities that begin in ``[start, end)``, left to right."""
        last: Found | None = None
        for index in range(max(start, 0), min(end, len(self.owner))):
            owner = self.owner[index]
            if owner is not None and owner is not last and owner.start == index:
                yield owner
            last = owner

    def by_group(self, group: int) -> list[Found]:
        """All names of one body, in text order."""
        if self._groups is None:
            self._groups = {}
            for found in self.entities:
                self._groups.setdefault(found.group, []).append(found)
        return self._groups.get(group, [])

    def is_capital(self, index: int) -> bool:
        """Does the word begin with a capital (or is it a capitalised part like ``O'``)?"""
        return self.words[index][:1].isupper()


def article_of(doc: Doc) -> Article:
    """The view of a Doc, made on the first call."""
    known = doc.user_data.get(_KEY)
    if isinstance(known, Article):
        return known
    lines = doc.user_data.get(_LINES) or [(0, len(doc))]
    published = doc.user_data.get(_PUBLISHED) or UNDATED
    text, marked = doc.user_data.get(_TEXTS) or (doc.text, doc.text)
    article = Article(doc, text, marked, lines, published)
    doc.user_data[_KEY] = article
    return article


def prepare(
    doc: Doc, lines: list[tuple[int, int]], texts: tuple[str, str], published: PartialDate
) -> None:
    """Tells a joined Doc where its lines are (in words), what it reads, how old it is.

    Args:
        texts: the text, and the same with curly quotes kept.
    """
    doc.user_data[_LINES] = lines
    doc.user_data[_PUBLISHED] = published
    doc.user_data[_TEXTS] = texts


def release_view(doc: Doc) -> None:
    """Cuts the circle between Doc and view, so that both are freed at once."""
    doc.user_data.pop(_KEY, None)
