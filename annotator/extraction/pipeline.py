"""The whole way from a text to suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.documents import UNDATED, PartialDate, Source, Zone
from annotator.core.scales import ScaleRegistry
from annotator.core.suggestions import Extraction, OnProgress
from annotator.extraction import RULES
from annotator.extraction.analysis import AnalysisCopy, glue_pattern
from annotator.extraction.article import article_of, prepare, release_view
from annotator.extraction.confidence import Confidence, load_confidence
from annotator.extraction.knowledge import Knowledge, attach
from annotator.extraction.model import load_model
from annotator.extraction.second_opinion import SecondOpinion
from annotator.extraction.stand_ins import StandIns
from annotator.extraction.suggesting import Author, Made, in_one_run, suggestions_of
from annotator.extraction.word_lists import WordLists, load_word_lists

#: Lines that go to the model at once.
_BATCH = 64
#: Articles whose lines share a batch.
_AT_ONCE = 8
#: A longer text is read in parts of about this many code points, each as an article of its own.
PART = 100_000
_FACTORIES = (
    "entities.inspectorates",
    "entities.services",
    "entities.organisations",
    "entities.places",
    "entities.roles",
    "entities.dates",
    "entities.model_entities",
    "entities.people",
    "entities.contexts",
    "entities.organisation_contexts",
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
        second_opinion: ask the small model about doubtful names.
        confidence: how reasons are weighed; None takes the packaged weights.

    Raises:
        KnownError: the model or a word list cannot be loaded.
    """

    def __init__(
        self,
        registry: ScaleRegistry,
        model: str | None = None,
        words: WordLists | None = None,
        *,
        second_opinion: bool = False,
        confidence: Confidence | None = None,
    ) -> None:
        self.rules = RULES
        self._words = words or load_word_lists()
        self.complaints = self._words.complaints
        self._nlp, self.model = load_model(model)
        self._author = Author(self.model, RULES, confidence or load_confidence(), registry)
        self._second = SecondOpinion() if second_opinion else None
        self.finder = make_finder(self._nlp, registry, self._words)
        self._glue = glue_pattern(
            self._words["organisations", "glued"], self._words["organisations", "glued_suffixes"]
        )
        self._stand_ins = StandIns(self._words)

    def extract(
        self,
        text: str,
        zones: tuple[Zone, ...] = (),
        published: PartialDate = UNDATED,
        on_progress: OnProgress | None = None,
        explain: bool = False,
    ) -> Extraction:
        """All suggestions for one text; never raises on any text.

        Args:
            on_progress: called after each part of a text longer than ``PART``; may raise to stop.
            explain: say of each suggestion why it was made (in a long text without the reasons of
                its score).
        """
        made = next(self.read_many([Source(text, zones, published)], on_progress))
        confidence = self._author.confidence
        why = tuple(one.explained(confidence) for one in made) if explain else ()
        return replace(self._extraction(made), explanations=why)

    def _extraction(self, made: list[Made]) -> Extraction:
        return Extraction(tuple(one.suggestion for one in made), self.model, RULES)

    def read_many(
        self,
        articles: Iterable[Source | tuple[str, tuple[Zone, ...]]],
        on_progress: OnProgress | None = None,
    ) -> Iterator[list[Made]]:
        """The same with what each suggestion was made of."""
        source = (Source(*article) for article in articles)
        while batch := list(islice(source, _AT_ONCE)):
            copies = [AnalysisCopy(text, zones, self._glue) for text, zones, _ in batch]
            lines = (self._stand_ins(copy.text[a:b]) for copy in copies for a, b in copy.lines)
            docs = self._nlp.pipe(lines, batch_size=_BATCH)
            for article, copy in zip(batch, copies, strict=True):
                yield self._read(article, copy, docs, on_progress)

    def _read(
        self,
        article: Source,
        copy: AnalysisCopy,
        docs: Iterator[Doc],
        on_progress: OnProgress | None,
    ) -> list[Made]:
        """What an article's parts hold; each part's Docs are let go before the next is read."""
        parts = copy.parts(PART)
        found: list[list[Made]] = []
        for first, last in parts:
            begin, end = copy.lines[first][0], copy.lines[last - 1][1]
            doc = joined(
                list(islice(docs, last - first)),
                copy.text[begin:end],
                copy.marked[begin:end],
                article.published,
            )
            made = self._found(article.text, copy, doc, begin)
            if len(parts) > 1:  # the reasons would take more memory than all the rest
                made = [replace(one, reasons={}) for one in made]
                if on_progress is not None:
                    on_progress(end, len(copy.text))
            found.append(made)
        return in_one_run(found)

    def _found(self, text: str, copy: AnalysisCopy, doc: Doc, begin: int) -> list[Made]:
        """The suggestions in a Doc that begins at an offset of the copy."""
        for _, component in self.finder.pipeline:
            doc = component(doc)
        article = article_of(doc)
        opinions = self._second(article) if self._second else {}
        found = suggestions_of(text, copy, article, begin, self._author, opinions)
        release_view(doc)
        return found


def make_finder(nlp: Language, registry: ScaleRegistry, words: WordLists) -> Language:
    """Our components as a spaCy pipeline of their own; it shares the model's vocabulary."""
    for module in _FACTORIES:
        import_module(f"annotator.extraction.{module}")
    finder = spacy.blank("en", vocab=nlp.vocab)
    tokenizer = nlp.tokenizer
    # Several lists hold the same phrases, such as "every area" for each of the scales.
    tokenize = cache(lambda phrase: tuple(token.text for token in tokenizer(phrase)))
    knowledge = Knowledge(registry, words, tokenize)
    attach(finder, knowledge)
    for component in words["pipeline", "components"]:
        finder.add_pipe(component)
    return finder


def joined(docs: list[Doc], text: str, marked: str, published: PartialDate) -> Doc:
    """The lines of an article (at least one) as one Doc with the offsets of the analysis copy."""
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=True)
    bounds: list[tuple[int, int]] = []
    position = 0
    for line in docs:
        bounds.append((position, position + len(line)))
        position += len(line)
    prepare(doc, bounds, (text, marked), published)
    return doc
