"""Precision and recall, counted by hand on two sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.documents import Document
from annotator.core.evaluation import Tally, evaluate
from annotator.core.gold import GoldLine
from annotator.core.matching import core_range, pairs, same_subject, same_value
from annotator.core.ratings import Rating
from annotator.core.reliability import ranking
from annotator.core.spans import Mention, Span

TEXT = (
    "The Orrin Bay Hospital was rated inadequate by the CQC. "
    "Its sister, Tarn House, remains good overall."
)


def mention(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention.at(TEXT, start, start + len(words))


def span(number: int, words: str, label: str, origin: str | None = None) -> Span:
    found = mention(words)
    return Span(f"s{number}", found.start, found.end, words, label, origin=origin)


def rating(number: int, subject: str, value: str, **fields: object) -> Rating:
    record = Rating(
        f"r{number}",
        mention(subject),
        mention(value),
        mention(value),
        scale="cqc4@1",
        value_norm=value,
        rating_body_id="cqc",
    )
    return replace(record, **fields)


GOLD = GoldLine(
    Document("a1", TEXT),
    spans=(
        span(1, "Orrin Bay Hospital", "SERVICE"),
        span(2, "inadequate", "RATING"),
        span(3, "CQC", "INSPECTORATE"),
        span(4, "Tarn House", "SERVICE"),
        span(5, "good", "RATING"),
    ),
    ratings=(rating(1, "Orrin Bay Hospital", "inadequate"), rating(2, "Tarn House", "good")),
)


def test_gold_against_itself_is_perfect() -> None:
    result = evaluate([(GOLD, GOLD)])
    assert result.exact["all"].f1 == result.partial["all"].f1 == 1.0
    assert {t.f1 for name, t in result.ratings.items() if not name.endswith("free")} == {1.0}
    assert result.mistakes == []


def test_the_and_quotes_do_not_matter_but_other_words_do() -> None:
    found = replace(
        GOLD,
        spans=(
            span(1, "The Orrin Bay Hospital", "SERVICE"),  # right after trimming
            span(2, "rated inadequate", "RATING"),  # overlaps only
            span(3, "CQC", "ORG"),  # another label
        ),
        ratings=(),
    )
    result = evaluate([(GOLD, found)])
    assert (result.exact["all"].right, result.exact["all"].false, result.exact["all"].missed) == (
        1,
        2,
        4,
    )
    assert result.partial["RATING"].right == 1
    assert result.exact["ORG"].precision == 0.0
    kinds = {(m.kind, m.what) for m in result.mistakes}
    assert ("false ORG", "CQC") in kinds
    assert ("missed SERVICE", "Tarn House") in kinds
    missed = next(m for m in result.mistakes if m.what == "Tarn House")
    assert missed.context == "Its sister, Tarn House, remains good overall."


def test_strict_wants_the_subject_and_lenient_does_not() -> None:
    swapped = replace(
        GOLD, ratings=(rating(1, "Tarn House", "inadequate"), rating(2, "Tarn House", "good"))
    )
    result = evaluate([(GOLD, swapped)])
    assert result.ratings["strict, all"].right == 1
    assert result.ratings["strict, all"].false == 1
    assert result.ratings["lenient, all"].right == 2
    assert result.by_scale["cqc4"].recall == 0.5


def test_status_and_scale_count() -> None:
    found = replace(
        GOLD,
        ratings=(
            rating(1, "Orrin Bay Hospital", "inadequate", status="previous"),
            rating(2, "Tarn House", "good", scale="ofsted4@1"),
        ),
    )
    result = evaluate([(GOLD, found)])
    assert result.ratings["strict, all"].right == 1
    assert result.ratings["strict and scale, all"].right == 0
    assert result.by_status["current"].missed == 1


def test_a_repeat_of_a_matched_record_is_no_mistake() -> None:
    again = rating(3, "Orrin Bay Hospital", "inadequate", scale="cqc4@1")
    result = evaluate([(GOLD, replace(GOLD, ratings=(*GOLD.ratings, again)))])
    assert result.ratings["strict, all"].false == 0


def test_confidence_is_held_against_what_was_right() -> None:
    found = replace(
        GOLD,
        spans=(span(1, "Orrin Bay Hospital", "SERVICE", "g1"), span(2, "sister", "PERSON", "g2")),
        ratings=(),
        suggestions=({"id": "g1", "score": 0.95}, {"id": "g2", "score": 0.35}),
    )
    result = evaluate([(GOLD, found)])
    assert [(one.suggestion, one.is_right) for one in result.judged] == [
        ("g1", True),
        ("g2", False),
    ]
    table = result.to_dict()["reliability"]["span"]
    assert [(b["from"], b["precision"]) for b in table["bins"]] == [(0.3, 0.0), (0.9, 1.0)]
    assert table["expected_calibration_error"] == pytest.approx((0.05 + 0.35) / 2)
    assert table["ranking"] == 1.0
    assert ranking([replace(one, score=0.5) for one in result.judged]) == 0.5


def test_half_an_article_is_no_subject() -> None:
    whole = replace(GOLD.ratings[0], subject=Mention.at(TEXT, 0, len(TEXT)))
    assert not same_subject(GOLD.ratings[0], whole)
    short = replace(GOLD.ratings[0], subject=mention("Orrin Bay"))
    assert same_subject(GOLD.ratings[0], short)


def test_free_wording_is_compared_by_its_place() -> None:
    free = replace(GOLD.ratings[1], scale="free", value_norm="free", value=mention("remains good"))
    assert same_value(replace(free, value=mention("good")), free)
    assert not same_value(GOLD.ratings[1], free)


def test_pairs_are_as_many_as_can_be() -> None:
    fits = {(0, 0), (0, 1), (1, 0)}
    assert pairs([0, 1], [0, 1], lambda g, p: (g, p) in fits) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("“the Ministry’s", "Ministry"), ("the", "the"), ("Ofsted.", "Ofsted"), ("Leeds", "Leeds")],
)
def test_core_range(words: str, kept: str) -> None:
    start, end = core_range(words, 0, len(words))
    assert words[start:end] == kept


def test_an_empty_tally_is_nought() -> None:
    assert Tally().f1 == 0.0
