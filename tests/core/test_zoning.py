"""Lines become furniture and story again, whole ones only, and the log says so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import zoning
from annotator.core.documents import Document, Zone
from annotator.core.errors import Refused
from annotator.core.review import Review
from annotator.core.zoning import toggled

TEXT = "Share this\r\n\r\nThe unit was rated good.\nStaff were praised.\n \nMore from us\nRead on"


def after(review: Review, words: str) -> Review:
    """The review once the lines of some words were toggled."""
    start = review.document.text.index(words)
    return review.after(toggled(review, start, start + len(words)).changes)


def shown(review: Review) -> list[str]:
    return [review.document.text[zone.start : zone.end] for zone in review.document.zones]


def of(*zones: Zone) -> Review:
    return Review(Document("a", TEXT, zones=zones))


def test_a_few_letters_are_enough_for_their_lines() -> None:
    review = after(of(), "ore fr")
    assert shown(review) == ["More from us"]
    review = after(review, "Read")  # beside it: one zone, with what parts the two
    assert shown(review) == ["More from us\nRead on"]
    review = after(review, "Share this")
    assert shown(review) == ["Share this", "More from us\nRead on"]
    review = after(review, "us\nRead")  # all of it is furniture, so it becomes story
    assert shown(review) == ["Share this"]


def test_what_is_partly_furniture_becomes_so_whole_and_a_zone_can_be_cut() -> None:
    review = after(of(Zone(0, 10)), "this\r\n\r\nThe unit was rated good.\nStaff")
    (zone,) = review.document.zones
    assert (zone.start, zone.end) == (0, TEXT.index("\n \n"))
    assert shown(after(review, "rated")) == ["Share this", "Staff were praised."]


@pytest.mark.parametrize("words", ["\r\n\r\n", TEXT])
def test_neither_nothing_nor_everything_can_be_furniture(words: str) -> None:
    with pytest.raises(Refused):
        after(of(), words)


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 30)), max_size=6))
def test_zones_never_overlap_and_hold_whole_lines(selections: list[tuple[int, int]]) -> None:
    review = of()
    for start, length in selections:
        end = min(start + length, len(TEXT))
        was = zoning.is_furniture(review, start, end)
        try:
            review = review.after(toggled(review, start, end).changes)
        except Refused:
            continue
        assert zoning.is_furniture(review, start, end) is not was
        zones = review.document.zones
        assert all(a.end <= b.start for a, b in pairwise(zones))
        assert all(words == words.strip() and words for words in shown(review))
