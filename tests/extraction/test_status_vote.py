"""What the facts around a grade say of its status, against the rules' answer."""

from __future__ import annotations

import pytest

from annotator.core.explanations import Explanation
from annotator.core.ratings import STATUSES
from annotator.extraction.knowledge import knowledge_of
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.status.vote import (
    ALWAYS,
    StatusVote,
    load_status_weights,
)
from tests.extraction.conftest import Parts

#: No cue that the rules know tells these grades' status, or one that belongs to another verb.
OUTVOTED = [
    (
        "Relatives will be glad to learn that Elm House has been rated good by the Care Quality "
        "Commission.",
        ("good", "current"),
    ),
    (
        "Staff will be delighted to read that inspectors from the Care Quality Commission have "
        "rated Elm House outstanding.",
        ("outstanding", "current"),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "record"), OUTVOTED)
def test_facts_outweigh_a_cue(pipeline: Pipeline, text: str, record: tuple[str, str]) -> None:
    found = pipeline.extract(text, explain=True)
    (rating,) = (r for r in Parts.of(found).ratings if r.scale != "free")
    assert (rating.value_norm, rating.status) == record
    why = found.explanation_of(rating)
    assert why is not None
    assert why.status
    assert f"status by {', '.join(why.status)}" in list(why.sentences())
    assert Explanation.from_dict(why.to_dict()) == why


@pytest.mark.model
def test_a_vote_names_its_reasons_and_words(pipeline: Pipeline) -> None:
    """Enough weight turns a status; its words are those of the weightiest fact that has any."""
    weights = {"strong": (0.0, 0.0, 0.0, 9.0), "weak": (0.0, 0.0, 0.0, 1.0), ALWAYS: (1.0, 0, 0, 0)}
    vote = StatusVote(knowledge_of(pipeline.finder), weights)
    kept, turned = Candidate(7, 8, []), Candidate(7, 8, [])
    vote.decide(kept, {"weak": (1, 2)})
    vote.decide(turned, {"weak": (1, 2), "strong": None})
    assert (kept.status, kept.overruled, kept.why) == ("current", (), {})
    assert (turned.status, turned.overruled) == ("target", ("strong", "weak"))
    assert turned.why == {"status": (1, 2)}
    assert 0.7 < kept.status_sure < turned.status_sure < 1


def test_packaged_weights_are_complete() -> None:
    weights = load_status_weights()
    assert len(weights[ALWAYS]) == len(STATUSES)
    assert max(abs(w) for row in weights.values() for w in row) < 5
