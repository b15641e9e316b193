"""Decisions carried over from one near copy to another, on a real project."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import Refused
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.session import Session
from tests.gestures import confirm_all_and_complete
from tests.samples import (
    rating_of,
    scales,
    span_of,
    story,
    suggested,
    write_article,
    write_gold,
)

COPY = story(headline="Probation office failing, says report", more="Update: more soon.").replace(
    "HMI Probation in May 2024", "the watchdog last May"
)
WORDS = (
    ("Ashcombe Vale Probation", "SERVICE"),
    ("inadequate", "RATING"),
    ("HMI Probation", "INSPECTORATE"),
    ("May 2024", "DATE"),
    ("Ruth Hale", "PERSON"),
    ("Larkmouth", "GPE"),
)


def found_in(text: str) -> list[Span | Rating]:
    spans = [span_of(text, w, label, f"s{n}") for n, (w, label) in enumerate(WORDS, 1) if w in text]
    by_words = {span.exact: span for span in spans}
    subject, value = by_words["Ashcombe Vale Probation"], by_words["inadequate"]
    return [*spans, rating_of("r1", subject, value, "hmi_probation4@1", "inadequate")]


@pytest.fixture
def two(session: Session, tmp_path: Path) -> Session:
    """The story, all of it decided, and a copy of it in which nothing is found."""
    for name, text in (("a.txt", story()), ("b.txt", COPY)):
        list(session.import_files([write_article(tmp_path, name, text)]))
    session.add_suggestions("a.txt", suggested(found_in(story())))
    review = session.open_article("a.txt")
    body = next(s for s in review.spans.values() if s.exact == "HMI Probation")
    start = story().index("Ashcombe Vale Probation was")
    evidence = Mention.at(story(), start, story().index("2024") + 4)
    fields = {"rating_body": Mention.of(body), "rating_body_id": "hmi-probation"}
    session.apply(edits.correct_rating(review, "r1", scales(), fields | {"evidence": evidence}))
    review = session.open_article("a.txt")
    session.apply(edits.confirm_all(review, [i.id for i in review.open_items()], scales()))
    return session


def carry_all(session: Session, source: str = "a.txt", copy: str = "b.txt") -> None:
    pair = session.comparing.pair(source, copy)
    session.comparing.carry(pair, [offer.item_id for offer in session.comparing.offers(pair)])


def spans(session: Session, document_id: str) -> set[tuple[str, str, str]]:
    return {(s.exact, s.label, s.state) for s in session.read(document_id).spans.values()}


def test_what_stands_in_the_copy_goes_along_and_the_rest_is_left_empty(two: Session) -> None:
    pair = two.comparing.pair("a.txt", "b.txt")
    offers = {offer.item_id: offer for offer in two.comparing.offers(pair)}
    assert sorted(offers) == ["r1", "s1", "s2", "s5", "s6"]
    assert set(offers["r1"].lost) == {"rating_body", "evidence"}
    carry_all(two)
    assert spans(two, "b.txt") == {
        ("Ashcombe Vale Probation", "SERVICE", "propagated"),
        ("inadequate", "RATING", "propagated"),
        ("Ruth Hale", "PERSON", "propagated"),
        ("Larkmouth", "GPE", "propagated"),
    }
    review = two.read("b.txt")
    (rating,) = review.ratings.values()
    assert (rating.value_norm, rating.rank, rating.state) == ("inadequate", 1, "propagated")
    assert rating.span_ids() <= review.spans.keys()
    assert (rating.rating_body, rating.rating_body_id, rating.evidence) == (None, None, None)
    assert two.comparing.offers(pair.turned()) == []
    assert two.comparing.offers(two.comparing.pair("a.txt", "b.txt")) == []
    assert list(two.examine()) == []
    two.undo()
    assert spans(two, "b.txt") == set()
    assert two.read("b.txt").status == "new"


def test_open_suggestions_are_changed_and_decisions_are_left_alone(two: Session) -> None:
    found = found_in(COPY)
    short = span_of(COPY, "Ashcombe Vale", "SERVICE", "s1")
    found[0] = short
    two.add_suggestions("b.txt", suggested([*found[:-1]]))
    ids = {s.exact: s.id for s in two.open_article("b.txt").spans.values()}
    two.apply(edits.reject(two.read("b.txt"), ids["Ruth Hale"]))
    two.apply(edits.correct_span(two.read("b.txt"), ids["Larkmouth"], label="LOC"))
    carry_all(two)
    review = two.read("b.txt")
    assert spans(two, "b.txt") == {
        ("Ashcombe Vale Probation", "SERVICE", "propagated"),  # the same span, with other edges
        ("inadequate", "RATING", "propagated"),
        ("Larkmouth", "LOC", "corrected"),
    }
    assert review.spans[ids["Ashcombe Vale"]].origin is not None
    assert list(two.examine()) == []
    # and back: what was decided there, where this article has not said otherwise
    assert two.comparing.offers(two.comparing.pair("b.txt", "a.txt")) == []


def test_a_complete_copy_is_left_alone(two: Session) -> None:
    two.apply(edits.complete(two.open_article("b.txt")))
    pair = two.comparing.pair("a.txt", "b.txt")
    assert two.comparing.offers(pair) == []
    with pytest.raises(Refused, match="is complete"):
        two.comparing.carry(pair, ["s1"])


def test_what_was_rejected_is_rejected_where_the_same_is_suggested(
    session: Session, tmp_path: Path
) -> None:
    for name, text in (("a.txt", story()), ("b.txt", COPY)):
        list(session.import_files([write_article(tmp_path, name, text)]))
        session.add_suggestions(name, suggested(found_in(text)))
    there = {s.exact: s.id for s in session.open_article("b.txt").spans.values()}
    session.apply(edits.correct_span(session.read("b.txt"), there["Larkmouth"], label="LOC"))
    for words in ("inadequate", "Ruth Hale", "Larkmouth"):
        review = session.open_article("a.txt")
        gone = next(s for s in review.spans.values() if s.exact == words)
        session.apply(edits.reject(review, gone.id))
    review = session.open_article("a.txt")
    ruth = span_of(story(), "Ruth Hale", "ORG", session.new_item_id("span"))
    session.apply(edits.add_span(review, ruth.id, ruth.start, ruth.end, "ORG"))
    pair = session.comparing.pair("a.txt", "b.txt")
    offers = session.comparing.offers(pair)
    # The person is now an organisation there, which is one change; the judgement's span takes its
    # rating along; what was decided in the copy stays.
    assert [offer.change.act for offer in offers] == ["propagate", "reject"]
    session.comparing.carry(pair, [offers[1].item_id])
    assert not session.read("b.txt").ratings
    assert ("inadequate", "RATING", "suggested") not in spans(session, "b.txt")
    assert ("Larkmouth", "LOC", "corrected") in spans(session, "b.txt")
    assert len(session.comparing.offers(session.comparing.pair("a.txt", "b.txt"))) == 1
    assert list(session.examine()) == []
    session.undo()
    assert len(session.read("b.txt").ratings) == 1
    assert len(session.comparing.offers(session.comparing.pair("a.txt", "b.txt"))) == 2


def test_what_was_carried_over_leaves_as_gold_once_it_is_seen(two: Session, tmp_path: Path) -> None:
    carry_all(two)
    review = two.open_article("b.txt")
    every = [item.id for item in review.open_items()]
    two.apply(confirm_all_and_complete(review, every, scales()))
    out = tmp_path / "gold.jsonl"
    assert write_gold(two, out) == 1
    assert {state for *_, state in spans(two, "b.txt")} == {"added"}
