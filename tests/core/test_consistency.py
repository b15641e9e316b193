"""Records that repeat or contradict each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.core.consistency import by_item, findings
from annotator.core.ratings import RatingDate
from annotator.core.review import Review
from annotator.core.spans import Mention
from tests import samples

ONE = replace(
    samples.review().ratings["r1"], rating_body_id="hmi-probation", id="a", category=("overall",)
)


def kinds(*ratings: Any) -> list[tuple[str, tuple[str, ...]]]:
    review = Review(samples.document(), [*samples.review().spans.values(), *ratings])
    return [(found.kind, found.items) for found in findings(review, samples.scales())]


def other(**fields: Any) -> Any:
    return replace(ONE, id="b", **fields)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "twice"),
        ({"category": ("safe",)}, "twice"),
        ({"category": ("safe",), "evidence": Mention(0, 9, samples.TEXT[:9])}, None),
        ({"value_norm": "good"}, "conflict"),
        ({"value_norm": "good", "category": ("staffing", "overall")}, "conflict"),
        ({"value_norm": "good", "category": ("staffing",)}, None),
        ({"status": "previous"}, None),
        ({"subject": None}, None),
        ({"scale": "cqc4@1", "rating_body_id": "cqc"}, None),
        ({"date": RatingDate(None, "2019", "year")}, "twice"),
    ],
)
def test_two_records_of_one_body(fields: dict[str, Any], kind: str | None) -> None:
    assert kinds(ONE, other(**fields)) == ([(kind, ("a", "b"))] if kind else [])


def test_values_of_the_past_differ_unless_they_are_of_one_date() -> None:
    past = replace(ONE, status="previous")
    better = other(status="previous", value_norm="good")
    assert kinds(past, better) == []
    may = RatingDate(None, "2024-05", "month")
    assert kinds(replace(past, date=may), replace(better, date=may)) == [("conflict", ("a", "b"))]
    earlier = RatingDate(None, "2019", "year")
    assert kinds(replace(ONE, date=may), other(date=earlier)) == []


def test_interventions_may_stand_beside_each_other() -> None:
    under = replace(ONE, scale="intervention@1", value_norm="special_measures", rank=None)
    assert kinds(under, replace(under, id="b", value_norm="engage")) == []


def test_one_record_alone() -> None:
    bare = replace(ONE, rating_body=None, rating_body_id=None)
    assert kinds(bare) == [("no_body", ("a",))]
    assert kinds(replace(bare, cannot_tell=("rating_body",))) == []
    assert kinds(replace(bare, scale="free", value_norm="free")) == []
    assert kinds(replace(ONE, value_norm="splendid")) == [("off_scale", ("a",))]
    assert kinds(replace(ONE, rating_body_id="cqc")) == [("other_body", ("a",))]
    assert kinds(replace(ONE, rating_body_id="cqc", scale="free", value_norm="free")) == []


def test_each_record_is_told_the_other_one() -> None:
    review = Review(samples.document(), [ONE, other(value_norm="good")])
    (found,) = findings(review, samples.scales())
    assert found.what == "Two values, current, overall: inadequate and good."
    assert by_item([found]) == {"a": [(found, "b")], "b": [(found, "a")]}
