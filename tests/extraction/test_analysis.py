"""The analysis copy and the way back to the stored text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.documents import Zone
from annotator.extraction.analysis import MAX_PIECE, MAX_RUN, AnalysisCopy, glue_pattern

GLUE = glue_pattern(["BBC", "PA Media", "PA"], ["Pictures"])
#: Everything that makes offsets drift, with plain text between.
PIECES = st.sampled_from(
    [
        "ward",
        "Siân",
        "Sia\u0302n",
        "e\u0301\u0323",
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        " ",
        "\u00a0",
        "’",
        "“good”",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&bogus;",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "👮🏽‍♀️",
        "🇬🇧",
        "𝒳",
        "\t",
        "\x00",
        "LondonBBC",
        "각",
        "\u0301",
        "a\u0301" * 3,
        "…",
        "ﬁ",
        "\ud7ff",
        "ꙮ\u0488",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


def copy_of(text: str, zones: tuple[Zone, ...] = ()) -> AnalysisCopy:
    return AnalysisCopy(text, zones, GLUE)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("One line.\r\nAnother.", "One line. Another."),
        ("a\u00a0b\u2003c", "a b c"),
        ("“It’s ‘fine’”", "\"It's 'fine'\""),
        ("Fish &amp; chips &lt;3 &nbsp;now", "Fish & chips <3  now"),
        ("&bogus; &", "&bogus; &"),
        ("Sia\u0302n", "Siân"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("in LondonBBC News", "in London BBC News"),
        ("Fell PicturesThe ward", "Fell Pictures The ward"),
        ("\n \n", ""),
    ],
)
def test_what_the_model_reads(text: str, cleaned: str) -> None:
    assert copy_of(text).text == cleaned


def test_a_glued_agency_is_a_line_of_its_own() -> None:
    copy = copy_of("A cell in LondonPA Media")
    assert [copy.text[a:b] for a, b in copy.lines] == ["A cell in London", "PA Media"]


@pytest.mark.parametrize("text", ["MacBBCity", "BBC", "the BBC said", "McPAge", "iPA"])
def test_other_capitals_inside_words_stay(text: str) -> None:
    assert copy_of(text).text == text


def test_spans_come_back_in_code_points_of_the_stored_text() -> None:
    text = "👮🏽‍♀️ caf\u0065\u0301 &amp; “Sia\u0302n’s”\r\nGood"
    copy = copy_of(text)
    for cleaned, stored in [
        ("café", "cafe\u0301"),
        ("&", "&amp;"),
        ("Siân", "Sia\u0302n"),
        ("Good", "Good"),
    ]:
        start = copy.text.index(cleaned)
        a, b = copy.to_source(start, start + len(cleaned))
        assert text[a:b] == stored


def test_furniture_is_left_out_and_counts_no_line() -> None:
    text = "Title\n[ad_1]\n\nStory"
    copy = copy_of(text, (Zone(6, 12),))
    assert copy.text == "Title Story"
    assert text[slice(*copy.to_source(6, 11))] == "Story"


def test_long_lines_are_cut_at_spaces_and_endless_runs_left_out() -> None:
    text = "word. " * 3000 + "x" * (MAX_RUN + 1) + " end"
    copy = copy_of(text)
    assert all(b - a <= MAX_PIECE for a, b in copy.lines)
    assert "xx" not in copy.text
    assert copy.text.split()[-1] == "end"
    assert set(copy.text.split()) == {"word.", "end"}


@given(TEXTS)
def test_lines_cover_the_copy_and_both_texts_are_equally_long(text: str) -> None:
    copy = copy_of(text)
    assert len(copy.text) == len(copy.marked)
    assert copy.text == " ".join(copy.text[a:b] for a, b in copy.lines)
    assert all(copy.text[a:b] == copy.text[a:b].strip() != "" for a, b in copy.lines)


@given(TEXTS, st.data())
def test_the_way_back_keeps_order_and_holds_the_same_letters(
    text: str, data: st.DataObject
) -> None:
    copy = copy_of(text)
    if not copy.text:
        return
    start = data.draw(st.integers(0, len(copy.text) - 1))
    end = data.draw(st.integers(start + 1, len(copy.text)))
    a, b = copy.to_source(start, end)
    assert 0 <= a <= b <= len(text)
    inner = data.draw(st.integers(start, end - 1))
    c, d = copy.to_source(inner, inner + 1)
    assert a <= c <= d <= b
    if copy.text[inner].isalnum() and "&" not in text:
        stored = unicodedata.normalize("NFC", text[c:d])
        assert copy.text[inner] in stored


@given(TEXTS, st.data())
def test_there_and_back_again(text: str, data: st.DataObject) -> None:
    copy = copy_of(text)
    letters = [i for i, char in enumerate(copy.text) if char.isascii() and char.isalpha()]
    if not letters or "&" in text:
        return
    place = data.draw(st.sampled_from(letters))
    a, _ = copy.to_source(place, place + 1)
    assert copy.from_source(a) == place


@given(TEXTS)
def test_a_string_without_specials_is_its_own_copy(text: str) -> None:
    plain = "".join(c for c in text if c.isascii() and (c.isalnum() or c in " .,")).strip()
    plain = " ".join(plain.replace("BBC", "").replace("PA", "").split())
    copy = AnalysisCopy(plain, (), None)
    assert copy.text == plain
    if plain:
        assert copy.to_source(0, len(plain)) == (0, len(plain))
