"""Spans, mentions, and the algebra of their offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.spans import (
    Mention,
    Span,
    in_text_order,
    lanes,
    outermost,
    overlaps,
    stack_of,
)

ranges = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda r: (r[0], r[0] + r[1])),
    max_size=12,
)


def spans_at(found: list[tuple[int, int]]) -> list[Span]:
    return [Span(f"s{n}", a, b, "x" * (b - a), "ORG") for n, (a, b) in enumerate(found, 1)]


def test_dict_round_trip_keeps_every_field() -> None:
    span = Span("s1", 3, 9, "Dunmer", "GPE", "e7", "corrected", "g4", "a note")
    data = span.to_dict()
    assert list(data) == ["id", "start", "end", "exact", "label", "entity", "state", "from", "note"]
    assert Span.from_dict(data) == span
    mention = Mention.of(span)
    assert Mention.from_dict(mention.to_dict()) == mention == Mention(3, 9, "Dunmer", "s1")


def test_only_a_person_closes_an_item() -> None:
    states = ["suggested", "propagated", "confirmed", "corrected", "added"]
    is_open = [Span("s1", 0, 1, "x", "ORG", state=s).is_open for s in states]  # type: ignore[arg-type]
    assert is_open == [True, True, False, False, False]


def test_a_mention_follows_its_span() -> None:
    moved = Mention(0, 5, "the D", "s1").following(Span("s1", 4, 9, "Dunmr", "GPE"))
    assert moved == Mention(4, 9, "Dunmr", "s1")


def test_touching_is_not_overlapping() -> None:
    left, right, inner = spans_at([(0, 5), (5, 9), (1, 6)])
    assert not overlaps(left, right)
    assert overlaps(left, inner)
    assert overlaps(inner, right)


def test_text_order_puts_the_outer_first() -> None:
    spans = spans_at([(4, 6), (4, 9), (0, 2)])
    assert [s.id for s in in_text_order(spans)] == ["s3", "s2", "s1"]


def test_a_stack_is_all_that_hangs_together_smallest_first() -> None:
    spans = spans_at([(0, 20), (5, 10), (5, 12), (19, 25), (25, 30), (5, 10)])
    for inside in (spans[0], spans[1], spans[3]):
        assert [s.id for s in stack_of(spans, inside)] == ["s2", "s6", "s4", "s3", "s1"]
    assert stack_of(spans, spans[4]) == [spans[4]]
    assert stack_of(spans[:2], spans[4]) == []


@given(ranges)
def test_every_span_is_in_the_stack_of_those_it_overlaps(found: list[tuple[int, int]]) -> None:
    spans = spans_at(found)
    for a in spans:
        stack = stack_of(spans, a)
        assert a in stack
        assert all(b in stack for b in spans if overlaps(a, b))
        assert all(stack_of(spans, b) == stack for b in stack)


@given(ranges)
def test_underlines_in_one_lane_never_touch(found: list[tuple[int, int]]) -> None:
    spans = spans_at(found)
    lane = lanes(spans)
    assert lane.keys() == {s.id for s in spans}
    for a in spans:
        for b in spans:
            if a.id != b.id and overlaps(a, b):
                assert lane[a.id] != lane[b.id]


@given(ranges)
def test_lanes_are_as_few_as_the_overlaps_allow(found: list[tuple[int, int]]) -> None:
    spans = spans_at(found)
    lane = lanes(spans)
    for span in spans:
        others = {lane[o.id] for o in spans if o.id != span.id and overlaps(o, span)}
        assert set(range(lane[span.id])) <= others
        if not others:
            assert lane[span.id] == 0


def test_a_span_that_holds_others_is_drawn_below_them() -> None:
    spans = spans_at([(0, 30), (2, 10), (3, 6), (12, 20)])
    assert lanes(spans) == {"s3": 0, "s4": 0, "s2": 1, "s1": 2}


@given(ranges)
def test_the_outermost_spans_never_overlap_and_cover_what_no_longer_one_does(
    found: list[tuple[int, int]],
) -> None:
    spans = spans_at(found)
    kept = outermost(spans)
    assert not any(overlaps(a, b) for a in kept for b in kept if a.id != b.id)
    for span in set(spans) - set(kept):
        assert any(
            overlaps(span, other) and other.end - other.start >= span.end - span.start
            for other in kept
        )
