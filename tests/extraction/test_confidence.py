"""Confidence: reasons add up to the score, and a second model is asked only where doubt is."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from annotator import assets
from annotator.core.scales import ScaleRegistry
from annotator.extraction import second_opinion
from annotator.extraction.article import article_of
from annotator.extraction.confidence import Confidence, load_confidence
from annotator.extraction.found import Found
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.second_opinion import SecondOpinion

TEXT = (
    "HMP Fell was rated poor by HM Inspectorate of Prisons.\n"
    "Anwen Tarrel, of the Larkfield Society, said it was “a disgrace”."
)


def test_reasons_add_up_and_unknown_ones_count_nothing() -> None:
    confidence = Confidence({"span": {"named 2": 1.5, "a single word": -0.5}})
    reasons = {"named 2": 1.0, "a single word": 1.0, "rule new": 1.0}
    assert confidence.score("span", reasons) == pytest.approx(1 / (1 + math.exp(-1)), abs=5e-4)
    assert [part.reason for part in confidence.parts("span", reasons)] == [
        "named 2",
        "a single word",
    ]


def test_without_weights_the_rules_own_score_stands() -> None:
    reasons = {"the rule's own score": math.log(0.7 / 0.3), "named 2": 1.0}
    assert Confidence.plain().score("rating", reasons) == 0.7


def test_the_packaged_weights_are_of_these_rules() -> None:
    data = json.loads(assets.resource("extraction", "confidence.json").read_text("utf-8"))
    assert set(data["weights"]) == {"span", "span, second opinion", "rating"}
    assert all(math.isfinite(w) for table in data["weights"].values() for w in table.values())


@pytest.mark.model
def test_every_suggestion_is_explained_by_what_made_its_score(pipeline: Pipeline) -> None:
    found = pipeline.extract(TEXT, explain=True)
    assert len(found.explanations) == len(found.suggestions) > 5
    for made, why in zip(found.suggestions, found.explanations, strict=True):
        assert (why.rule, why.score) == (made.rule, made.score)
        total = sum(part.weight for part in why.parts)
        assert 1 / (1 + math.exp(-total)) == pytest.approx(
            min(0.99, max(0.03, why.score)), abs=0.03
        )
    rated = next(why for why in found.explanations if why.subject)
    assert rated.trigger is not None
    assert (rated.trigger.exact, rated.scales[0]) == ("rated", "hmi_prisons4@1")
    assert pipeline.extract(TEXT).explanations == ()


def test_the_small_model_reads_only_sentences_with_doubtful_names(
    build: Callable[..., Doc], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Small:
        def pipe(self, texts: object) -> list[Doc]:
            asked.extend(texts)  # type: ignore[call-overload]
            return [build(text, ents=[("the Larkfield Society", "ORG")]) for text in asked]

    monkeypatch.setattr(second_opinion, "load_names", lambda _: Small())
    article = article_of(build(TEXT.replace("\n", " ")))
    article.claim(Found(0, 2, "SERVICE", "service-prefix", 0.92))
    words = article.words
    first = words.index("Larkfield")
    name = Found(first, first + 2, "ORG", "model", 0.72, model=True)
    person = Found(words.index("Anwen"), words.index("Anwen") + 2, "PERSON", "model", 0.88, True)
    assert article.claim(name)
    assert article.claim(person)
    assert SecondOpinion()(article) == {
        (name.start, name.end): second_opinion.AGREES,
        (person.start, person.end): second_opinion.NOTHING,
    }
    assert len(asked) == 1


@pytest.mark.model
def test_a_second_opinion_changes_scores_and_nothing_else(
    pipeline: Pipeline, registry: ScaleRegistry
) -> None:
    asking = Pipeline(registry, second_opinion=True)
    alone, asked = pipeline.extract(TEXT), asking.extract(TEXT, explain=True)
    assert [s.item for s in asked.suggestions] == [s.item for s in alone.suggestions]
    reasons = {part.reason for why in asked.explanations for part in why.parts}
    assert reasons & second_opinion.OPINIONS
    assert load_confidence() is load_confidence()
