"""Every suggestion says why it was made."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.documents import Document
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.exchange.explaining import explained
from annotator.exchange.predictions import predicted

TEXT = "Until May the Linnet ward was no longer rated inadequate. Ana Reyes left."


def span(number: int, words: str, label: str) -> Span:
    start = TEXT.index(words)
    return Span(f"s{number}", start, start + len(words), words, label, origin=f"g{number}")


def test_rule_trigger_subject_and_confidence_are_named() -> None:
    subject, value = span(1, "Linnet ward", "SERVICE"), span(2, "inadequate", "RATING")
    person = span(3, "Ana Reyes", "PERSON")
    why = Mention.at(TEXT, TEXT.index("no longer"), TEXT.index("no longer") + 9)
    rating = Rating("r1", Mention.of(subject), Mention.of(value), None, scale="cqc4@1")
    rating = replace(
        rating, value_norm="inadequate", status="previous", why={"status": why}, origin="g4"
    )
    found = (
        Suggestion("g1", subject, None, "1.0", "service-suffix", 0.9),
        Suggestion("g2", value, None, "1.0", "verb-rated", 0.8),
        Suggestion("g3", person, "model-1", "1.0", "model", 0.85),
        Suggestion("g4", rating, None, "1.0", "verb-rated/subject", 0.75),
    )
    lines = list(explained(predicted(Document("a1", TEXT), Extraction(found, "model-1", "1.0"))))
    assert lines == [
        "a1",
        "  rating r1: “Linnet ward” “inadequate” = cqc4@1 inadequate; status previous; "
        "trigger verb-rated; subject by subject; status from “no longer”; 75% sure, rules 1.0",
        "  span s3: “Ana Reyes” PERSON; rule model; 85% sure, model-1 1.0",
    ]
