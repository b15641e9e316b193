"""The whole way from a text to suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.documents import Zone
from annotator.core.scales import ScaleRegistry
from annotator.core.suggestions import Extraction
from annotator.extraction import RULES
from annotator.extraction.analysis import AnalysisCopy, glue_pattern
from annotator.extraction.article import article_of, prepare, release_view
from annotator.extraction.knowledge import Knowledge, attach
from annotator.extraction.model import load_model
from annotator.extraction.suggesting import suggestions_of
from annotator.extraction.word_lists import WordLists, load_word_lists

#: Lines that go to the model at once.
_BATCH = 64
#: Articles whose lines share a batch.
_AT_ONCE = 8
_FACTORIES = (
    "entities.inspectorates",
    "entities.services",
    "entities.organisations",
    "entities.places",
    "entities.roles",
    "entities.dates",
    "entities.model_entities",
    "entities.contexts",
    "entities.place_contexts",
    "entities.counts",
    "entities.one_label",
    "entities.short_forms",
    "ratings.component",
)


class Pipeline:
    """Text in, suggestions out; satisfies ``core.suggestions.Extractor``.

    Args:
        registry: scales and inspectorates.
        model: package or path of the language model; None takes the best installed one,
            "blank" none.
        words: word lists; None takes the packaged ones.

    Raises:
        KnownError: the model or a word list cannot be loaded.
    """

    def __init__(
        self,
        registry: ScaleRegistry,
        model: str | None = None,
        words: WordLists | None = None,
    ) -> None:
        self.rules = RULES
        self._words = words or load_word_lists()
        self._nlp, self.model = load_model(model)
        self._finder = make_finder(self._nlp, registry, self._words)
        self._glue = glue_pattern(
            self._words["organisations", "glued"], self._words["organisations", "glued_suffixes"]
        )

    def __call__(self, text: str, zones: tuple[Zone, ...] = ()) -> Extraction:
        return self.extract(text, zones)

    def extract(self, text: str, zones: tuple[Zone, ...] = ()) -> Extraction:
        """All suggestions for one text; never raises on any text."""
        return next(self.extract_many([(text, zones)]))

    def extract_many(
        self, articles: Iterable[tuple[str, tuple[Zone, ...]]]
    ) -> Iterator[Extraction]:
        """One extraction per article, in order; reads only a few articles ahead."""
        source = iter(articles)
        while batch := list(islice(source, _AT_ONCE)):
            copies = [AnalysisCopy(text, zones, self._glue) for text, zones in batch]
            lines = (copy.text[a:b] for copy in copies for a, b in copy.lines)
            docs = self._nlp.pipe(lines, batch_size=_BATCH)
            for (text, _), copy in zip(batch, copies, strict=True):
                yield self._found(text, copy, list(islice(docs, len(copy.lines))))

    def _found(self, text: str, copy: AnalysisCopy, docs: list[Doc]) -> Extraction:
        doc = joined(docs, copy.marked)
        if doc is None:
            return Extraction((), self.model, RULES)
        for _, component in self._finder.pipeline:
            doc = component(doc)
        found = suggestions_of(text, copy, article_of(doc), self.model, RULES)
        release_view(doc)
        return Extraction(found, self.model, RULES)


def make_finder(nlp: Language, registry: ScaleRegistry, words: WordLists) -> Language:
    """Our components as a spaCy pipeline of their own; it shares the model's vocabulary."""
    for module in _FACTORIES:
        import_module(f"annotator.extraction.{module}")
    finder = spacy.blank("en", vocab=nlp.vocab)
    tokenizer = nlp.tokenizer
    knowledge = Knowledge(registry, words, lambda text: [token.text for token in tokenizer(text)])
    attach(finder, knowledge)
    for component in words["pipeline", "components"]:
        finder.add_pipe(component)
    return finder


def joined(docs: list[Doc], marked: str) -> Doc | None:
    """The lines of an article as one Doc whose text is the analysis copy; None without lines."""
    if not docs:
        return None
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=True)
    bounds: list[tuple[int, int]] = []
    position = 0
    for line in docs:
        bounds.append((position, position + len(line)))
        position += len(line)
    prepare(doc, bounds, marked)
    return doc
