"""Words, graphemes and sentences."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.tokens import (
    all_tokens,
    is_grapheme_edge,
    is_white,
    sentence_at,
    sentence_starts,
    snapped,
    tokens,
    trimmed,
)
from tests.samples import messy_texts

any_text = st.one_of(messy_texts(), st.text(st.characters(exclude_categories=["Cs"])))


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dunmere's jail", ["Dunmere", "'s", "jail"]),
        ("Dunmere’s jail", ["Dunmere", "’s", "jail"]),
        ("it isn’t good.", ["it", "isn’t", "good", "."]),
        ("O'Sullivan agreed", ["O'Sullivan", "agreed"]),
        ("1,204 of 3.5m, said", ["1,204", "of", "3.5m", ",", "said"]),
        ("well-led (C3)", ["well-led", "(", "C3", ")"]),
        ("“inadequate”", ["“", "inadequate", "”"]),
        ("inad\u00adequate", ["inad\u00adequate"]),
        ("rated 👩\u200d🚒!", ["rated", "👩\u200d🚒", "!"]),
        ("", []),
        (" \r\n\t", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(any_text)
def test_tokens_cover_all_but_white_space_once(text: str) -> None:
    found = tokens(text)
    covered = [offset for start, end in found for offset in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(start < end for start, end in found)
    left = set(range(len(text))) - set(covered)
    assert all(text[offset].isspace() or regex.match(r"\s", text[offset]) for offset in left)


@given(any_text)
def test_no_token_cuts_a_character(text: str) -> None:
    edges = {0, *(m.end() for m in regex.finditer(r"\X", text))}
    edges |= {m.end() for m in regex.finditer(r"\s", text)}  # a mark may hang on a space
    for start, end in tokens(text):
        assert start in edges
        assert end in edges


@given(any_text)
def test_grapheme_edges_are_those_of_the_whole_text(text: str) -> None:
    edges = {0, len(text), *(m.end() for m in regex.finditer(r"\X", text))}
    assert {o for o in range(len(text) + 1) if is_grapheme_edge(text, o)} == edges


@given(any_text, st.integers(0, 60), st.integers(0, 60))
def test_snapping_widens_to_whole_tokens(text: str, a: int, b: int) -> None:
    a, b = min(a, len(text)), min(b, len(text))
    start, end = snapped(text, a, b)
    inner = trimmed(text, min(a, b), max(a, b))
    assert start <= inner[0]
    assert end >= inner[1]
    if inner[0] == inner[1]:
        return
    assert text[start:end] == text[start:end].strip()
    whole = [(x, y) for x, y in tokens(text) if not text[y - 1].isspace()]
    assert not [1 for x, y in whole if x < start < y or x < end < y]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("nadequat", "inadequate"), ("ted inadeq", "rated inadequate"), (" rated ", "rated")],
)
def test_a_careless_selection(chosen: str, expected: str) -> None:
    text = "Dunmere was rated inadequate.\nIt closed."
    start = text.index(chosen)
    a, b = snapped(text, start, start + len(chosen))
    assert text[a:b] == expected
    assert snapped(text, start + len(chosen), start) == (a, b)


def sentence(text: str, words_in_it: str) -> str:
    start = text.index(words_in_it)
    a, b = sentence_at(text, start, start + len(words_in_it))
    return text[a:b]


def test_the_sentence_around_some_words() -> None:
    text = "It opened in May. Mr. Hale said: “It is poor.” Dr. Ames agreed!\r\nA new line. End"
    assert sentence(text, "opened") == "It opened in May."
    assert sentence(text, "Hale") == "Mr. Hale said: “It is poor.”"
    assert sentence(text, "Ames") == "Dr. Ames agreed!"
    assert sentence(text, "new") == "A new line."
    assert sentence(text, "poor.” Dr.") == "Mr. Hale said: “It is poor.” Dr. Ames agreed!"


@given(any_text, st.integers(0, 60), st.integers(1, 9))
def test_a_sentence_stays_on_its_line_and_holds_its_words(text: str, a: int, size: int) -> None:
    start, end = trimmed(text, min(a, len(text)), min(a + size, len(text)))
    if start == end or {"\n", "\r"} & set(text[start:end]):
        return
    left, right = sentence_at(text, start, end)
    assert left <= start
    assert right >= end
    assert not {"\n", "\r"} & set(text[left:right])


@given(any_text, st.lists(st.integers(0, 60)))
def test_all_tokens_give_the_text_back_and_reach_over_no_edge(text: str, edges: list[int]) -> None:
    found, splits = all_tokens(text, edges)
    assert "".join(text[t.start : t.end] + " " * t.space for t in found) == text
    inside = {offset for t in found for offset in range(t.start + 1, t.end)}
    assert not inside & set(edges) or all(text[e].isspace() for e in inside & set(edges))
    whole, _ = all_tokens(text)
    words = [sum(not is_white(text, t) for t in tokens) for tokens in (whole, found)]
    assert words[1] - words[0] == splits
    for t in found:
        assert len({c.isspace() for c in text[t.start : t.end]}) == 1


def test_a_span_that_ends_inside_a_word_splits_it() -> None:
    found, splits = all_tokens("LondonBBC  said\n", [0, 6, 6, 9])
    assert found == [(0, 6, False), (6, 9, True), (10, 11, False), (11, 15, False), (15, 16, False)]
    assert splits == 1


def test_sentences_begin_after_stops_and_line_ends() -> None:
    text = "Mr. Hale spoke.  It is poor (C3). “Bad.”\r\n\r\nNo 3. Next"
    words, _ = all_tokens(text)
    starts = sorted(sentence_starts(text, [w for w in words if not is_white(text, w)]))
    assert [text[start:].split()[0] for start in starts] == ["Mr.", "It", "“Bad.”", "No", "Next"]
