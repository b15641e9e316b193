"""Code points to widget positions and back; the widget itself is asked in tests/gui."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import OffsetMap
from tests.samples import messy_texts

any_text = st.one_of(messy_texts(), st.text(st.characters(exclude_categories=["Cs"])))


def grapheme_edges(text: str) -> list[int]:
    return [0, *(m.end() for m in regex.finditer(r"\X", text))]


@given(any_text)
def test_every_grapheme_edge_comes_back(text: str) -> None:
    offsets = OffsetMap(text)
    for edge in grapheme_edges(text):
        assert offsets.to_offset(offsets.to_position(edge)) == edge


@given(any_text)
def test_positions_never_go_backward(text: str) -> None:
    offsets = OffsetMap(text)
    positions = [offsets.to_position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
    back = [offsets.to_offset(position) for position in range(positions[-1] + 1)]
    assert back == sorted(back)


@given(any_text)
def test_positions_are_utf16_units_of_what_is_shown(text: str) -> None:
    offsets = OffsetMap(text)
    assert offsets.to_position(len(text)) == len(offsets.display_text.encode("utf-16-le")) // 2
    assert not set("\r\u2028\u2029\ufdd0\ufdd1\x00\ufeff\ufffe") & set(offsets.display_text)


@given(any_text, st.integers(-5, 200))
def test_what_lies_outside_is_clamped(text: str, anywhere: int) -> None:
    offsets = OffsetMap(text)
    assert 0 <= offsets.to_offset(anywhere) <= len(text)
    assert 0 <= offsets.to_position(anywhere) <= offsets.to_position(len(text))


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("a😀b", 1, 1),
        ("a😀b", 2, 3),
        ("a\r\nb", 1, 1),
        ("a\r\nb", 3, 2),
        ("a\rb\u2028c", 4, 4),
        ("😀\r\n😀", 3, 3),
    ],
)
def test_known_places(text: str, offset: int, position: int) -> None:
    offsets = OffsetMap(text)
    assert offsets.to_position(offset) == position
    assert offsets.to_offset(position) == offset


def test_the_inside_of_a_pair_belongs_to_its_character() -> None:
    offsets = OffsetMap("a😀b\r\nc")
    assert offsets.to_offset(2) == 1
    assert offsets.to_position(4) == offsets.to_position(3)
