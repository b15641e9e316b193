"""The registry and the real pipeline, each made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.ratings import Rating
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction
from annotator.exchange.scale_files import load_registry
from annotator.extraction.pipeline import Pipeline, make_finder
from annotator.extraction.word_lists import load_word_lists

#: A word of a hand-built Doc: text, part of speech, dependency, index of its head.
Word = tuple[str, str, str, int]


@dataclass(frozen=True)
class Parts:
    """What an extraction holds, sorted by kind."""

    spans: tuple[Span, ...]
    ratings: tuple[Rating, ...]

    @classmethod
    def of(cls, found: Extraction) -> Parts:
        items = [suggestion.item for suggestion in found.suggestions]
        return cls(
            tuple(i for i in items if isinstance(i, Span)),
            tuple(i for i in items if isinstance(i, Rating)),
        )

    def labels(self) -> set[tuple[str, str]]:
        return {(span.label, span.exact) for span in self.spans}

    def official(self) -> set[tuple[str, str, str, str]]:
        """Subject, value, status and scale of every record on a scale."""
        return {
            (r.subject.exact if r.subject else "", r.value_norm, r.status, r.scale_code)
            for r in self.ratings
            if r.scale != "free"
        }


@pytest.fixture(scope="session")
def registry() -> ScaleRegistry:
    return load_registry()


@pytest.fixture(scope="session")
def pipeline(registry: ScaleRegistry) -> Pipeline:
    """The pipeline with the installed language model."""
    made = Pipeline(registry)
    assert made.model is not None
    return made


@pytest.fixture(scope="session")
def rules_only(registry: ScaleRegistry) -> Pipeline:
    """The pipeline of a program without a language model."""
    return Pipeline(registry, model="blank")


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> Callable[[str], Parts]:
    return lambda text: Parts.of(pipeline.extract(text))


@pytest.fixture(scope="session")
def finder(registry: ScaleRegistry) -> Language:
    """Our components without a model; ``finder.get_pipe`` gives one of them."""
    return make_finder(spacy.blank("en"), registry, load_word_lists())


@pytest.fixture(scope="session")
def build(finder: Language) -> Callable[..., Doc]:
    """Makes a Doc by hand: a text alone, or words with their parse, and entities of a "model"."""

    def made(
        text: str = "", words: Sequence[Word] = (), ents: Sequence[tuple[str, str]] = ()
    ) -> Doc:
        if words:
            doc = Doc(
                finder.vocab,
                words=[w[0] for w in words],
                pos=[w[1] for w in words],
                deps=[w[2] for w in words],
                heads=[w[3] for w in words],
            )
        else:
            doc = finder.make_doc(text)
            for token in doc:
                token.pos_ = "PROPN" if token.text[0].isupper() else "X"
        spans = []
        for exact, label in ents:
            start = doc.text.index(exact)
            span = doc.char_span(start, start + len(exact), label=label)
            assert span is not None, exact
            spans.append(span)
        doc.ents = tuple(spans)
        return doc

    return made
