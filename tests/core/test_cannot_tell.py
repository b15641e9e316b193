"""Fields of which an analyst says that the article does not tell them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core import cannot_tell, edits
from annotator.core.decisions import as_decisions
from annotator.core.errors import Refused
from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.review import Review, replay
from annotator.exchange.gate import problems
from tests import samples

ALL = cannot_tell.FIELDS


def corrected(review: Review, **fields: object) -> Rating:
    after = edits.correct_rating(review, "r1", samples.scales(), fields).changes[0].after
    assert isinstance(after, Rating)
    return after


def test_what_cannot_be_told_is_empty_and_answering_takes_it_off_the_list() -> None:
    review = samples.review()
    all_untold = corrected(review, cannot_tell=tuple(reversed(ALL)))
    assert all_untold.cannot_tell == ALL
    assert (all_untold.subject, all_untold.scale, all_untold.rank) == (None, "free", None)
    assert (all_untold.category, all_untold.rating_body, all_untold.polarity) == ((), None, None)
    assert cannot_tell.problem(all_untold) is None
    review.put("rating", "r1", all_untold)
    again = corrected(review, status="previous", category=("safe",))
    assert again.cannot_tell == tuple(f for f in ALL if f not in ("status", "category"))


def test_a_value_of_a_scale_tells_a_polarity_that_nobody_could_tell() -> None:
    review = samples.review()
    review.put("rating", "r1", corrected(review, cannot_tell=("scale", "polarity")))
    again = corrected(review, scale="hmi_probation4", value_norm="good")
    assert (again.polarity, again.cannot_tell) == ("positive", ())
    assert cannot_tell.problem(again) is None


def test_the_log_rebuilds_it_and_an_old_record_keeps_its_keys() -> None:
    review, suggestions = samples.review(), samples.extract(samples.TEXT).suggestions
    assert "cannot_tell" not in review.ratings["r1"].to_dict()
    log = []
    for fields in ({"cannot_tell": ("date", "speaker")}, {"cannot_tell": ()}):
        edit = edits.correct_rating(review, "r1", samples.scales(), fields)
        log += as_decisions(edit, len(log) + 1, 1, by="anna", at="t", ms=0)
        review = review.after(edit.changes)
        assert replay(review.document, suggestions, log).review.ratings == review.ratings
    assert log[0].after == {"cannot_tell": ["speaker", "date"]}
    assert review.ratings["r1"].cannot_tell == ()


def test_a_rating_whose_subject_cannot_be_told_can_be_confirmed() -> None:
    review = samples.review()
    review.put("rating", "r1", replace(review.ratings["r1"], subject=None))
    with pytest.raises(Refused, match="no subject yet"):
        edits.confirm(review, "r1", samples.scales())
    review.put("rating", "r1", replace(review.ratings["r1"], cannot_tell=("subject",)))
    assert edits.confirm(review, "r1", samples.scales())


@pytest.mark.parametrize(("named", "said"), [("subject", "and yet it has one"), ("x", "no field")])
def test_the_gate_refuses_what_contradicts_itself(named: str, said: str) -> None:
    review = samples.review()
    rating = replace(review.ratings["r1"], cannot_tell=(named,))
    line = GoldLine(review.document, review.article, tuple(review.spans.values()), (rating,))
    found = problems(line, samples.scales())
    assert any(said in problem for problem in found)
