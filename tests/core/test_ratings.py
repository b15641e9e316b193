"""Rating records: their dictionaries, their mentions, and how they follow spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ratings import Rating, RatingDate
from annotator.core.spans import Mention, Span

mentions = st.builds(
    Mention,
    st.integers(0, 50),
    st.integers(51, 99),
    st.text(max_size=5),
    st.none() | st.sampled_from(["s1", "s2", "s3"]),
)
maybe = st.none() | mentions
words = st.none() | st.text(max_size=5)
several = st.lists(mentions, max_size=3).map(tuple)
ratings = st.builds(
    Rating,
    id=st.just("r1"),
    subject=maybe,
    value=maybe,
    evidence=maybe,
    subject_mention=maybe,
    subject_aliases=several,
    entity=words,
    also=several,
    scale=st.sampled_from(["free", "cqc4@1"]),
    value_norm=st.sampled_from(["free", "good"]),
    rank=st.none() | st.integers(1, 5),
    category=st.lists(st.sampled_from(["overall", "staffing"]), max_size=2).map(tuple),
    status=st.sampled_from(["current", "previous", "negated", "target"]),
    change=st.sampled_from([None, "up", "down", "same"]),
    certainty=st.sampled_from(["plain", "hedged"]),
    polarity=st.sampled_from([None, "positive", "negative", "mixed"]),
    rating_body=maybe,
    rating_body_id=words,
    speaker=maybe,
    date=st.builds(RatingDate, maybe, words, st.sampled_from(["day", "month", "year", "unknown"])),
    why=st.dictionaries(st.sampled_from(["status", "category", "change"]), mentions),
    state=st.sampled_from(["suggested", "confirmed", "corrected", "added", "propagated"]),
    origin=words,
    note=words,
)

KEYS = [
    "id",
    "subject",
    "subject_mention",
    "subject_aliases",
    "entity",
    "value",
    "also",
    "scale",
    "value_norm",
    "rank",
    "category",
    "status",
    "change",
    "certainty",
    "polarity",
    "rating_body",
    "rating_body_id",
    "speaker",
    "date",
    "evidence",
    "why",
    "state",
    "from",
    "note",
]


@given(ratings)
def test_dict_round_trip(rating: Rating) -> None:
    data = rating.to_dict()
    assert list(data) == KEYS
    assert Rating.from_dict(data) == rating
    assert Rating.from_dict(data).to_dict() == data


def test_a_missing_key_takes_its_default() -> None:
    rating = Rating.from_dict({"id": "r1"})
    assert rating == Rating("r1", None, None, None)
    assert rating.category == ("overall",)
    assert rating.date == RatingDate()


@given(ratings)
def test_span_ids_are_those_of_all_mentions(rating: Rating) -> None:
    found = {m.span for _, m in rating.mentions() if m.span}
    assert rating.span_ids() == found
    text = str(rating.to_dict())
    assert found == {s for s in ("s1", "s2", "s3") if f"'span': '{s}'" in text}


@given(ratings)
def test_every_field_follows_its_span(rating: Rating) -> None:
    span = Span("s1", 100, 103, "xyz", "ORG")
    moved = rating.following({"s1": span})
    for (name, old), (same, new) in zip(rating.mentions(), moved.mentions(), strict=True):
        assert name == same
        assert new == (Mention.of(span) if old.span == "s1" else old)


@given(ratings)
def test_without_a_span_its_fields_are_empty(rating: Rating) -> None:
    left = rating.without_span("s1")
    assert "s1" not in left.span_ids()
    kept = [(n, m) for n, m in rating.mentions() if m.span != "s1"]
    assert list(left.mentions()) == kept
    if rating.date.mention and rating.date.mention.span == "s1":
        assert left.date == RatingDate()


def test_the_scale_code_has_no_version() -> None:
    assert Rating("r1", None, None, None, scale="cqc4@1").scale_code == "cqc4"
    assert Rating("r1", None, None, None).scale_code == "free"
