"""Every suggestion says why it was made."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.explanations import Explanation, ScorePart
from annotator.core.protocol import Answer, read_message
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.exchange.explaining import explained

TEXT = "Until May the Linnet ward was no longer rated inadequate. Ana Reyes left."


def span(number: int, words: str, label: str) -> Span:
    start = TEXT.index(words)
    return Span(f"s{number}", start, start + len(words), words, label, origin=f"g{number}")


def mention(words: str) -> Mention:
    return Mention.at(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def found() -> Extraction:
    subject, value = span(1, "Linnet ward", "SERVICE"), span(2, "inadequate", "RATING")
    person = span(3, "Ana Reyes", "PERSON")
    rating = Rating("r1", Mention.of(subject), Mention.of(value), None, scale="cqc4@1")
    why = {"status": mention("no longer")}
    rating = replace(rating, value_norm="inadequate", status="previous", why=why, origin="g4")
    made = (
        Suggestion("g1", subject, None, "1.0", "service-suffix", 0.9),
        Suggestion("g2", value, None, "1.0", "verb-rated", 0.8),
        Suggestion("g3", person, "model-1", "1.0", "model", 0.85),
        Suggestion("g4", rating, None, "1.0", "verb-rated/subject", 0.75),
    )
    explanations = (
        Explanation("service-suffix", 0.9),
        Explanation("verb-rated", 0.8, mention("rated")),
        Explanation("model", 0.85, parts=(ScorePart("a single word", -0.4),)),
        Explanation(
            "verb-rated",
            0.75,
            mention("rated"),
            "subject",
            ("cqc4@1", "ofsted4@1"),
            (ScorePart("trigger verb-rated", 1.2), ScorePart("hedged", -0.3)),
        ),
    )
    return Extraction(made, "model-1", "1.0", explanations)


def test_rule_trigger_subject_scale_and_reasons_are_named() -> None:
    assert list(explained("a1", found())) == [
        "a1",
        "  rating r1: “Linnet ward” “inadequate” = cqc4@1 inadequate; status previous; "
        "status from “no longer”; rule verb-rated; trigger “rated”; subject by subject; "
        "cqc4@1 rather than ofsted4@1; 75% sure; + trigger verb-rated; − hedged; rules 1.0",
        "  span s3: “Ana Reyes” PERSON; rule model; 85% sure; − a single word; model-1 1.0",
    ]


def test_explanations_go_over_the_wire_and_find_their_item() -> None:
    run = found()
    assert read_message(Answer(1, run).to_line(), {1: TEXT}) == Answer(1, run)
    rating = run.suggestions[3].item
    assert isinstance(rating, Rating)
    assert run.explanation_of(replace(rating, id="r9", category=("safe",))) == run.explanations[3]
    assert run.explanation_of(replace(rating, status="current")) is None
    assert run.explanation_of(span(7, "Ana Reyes", "PERSON")) == run.explanations[2]
    assert run.explanation_of(span(7, "Ana Reyes", "ORG")) is None
    assert replace(run, explanations=()).explanation_of(rating) is None
