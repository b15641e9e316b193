"""Where the words of one text stand in another, against what must hold of any two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.alignment import Alignment
from tests.samples import messy_texts, story

WORDS = st.lists(st.sampled_from("a b c d e f the 😀 é. Vale".split())).map(" ".join)


def shown(one: str, other: str) -> list[tuple[str, str]]:
    """The words of every difference."""
    found = Alignment(one, other).differences()
    return [(one[slice(*d.here)], other[slice(*d.there)]) for d in found]


def test_a_story_and_its_update_differ_where_they_were_edited() -> None:
    copy = story(headline="Unit failing", more="Update: more soon.").replace("far too", "too")
    assert shown(story(), copy) == [
        ("Watchdog finds failings at Ashcombe Vale unit", "Unit failing"),
        ("far", ""),
        ("", "Update: more soon."),
    ]


def test_a_headline_that_begins_as_the_story_does_is_a_line_of_its_own() -> None:
    lead = "Elm View Care Home was rated inadequate by the commission."
    copy = f"Elm View Care Home fails\n\n{lead}"
    assert shown(lead, copy) == [("", "Elm View Care Home fails")]
    assert shown(copy, lead) == [("Elm View Care Home fails", "")]
    assert shown(lead, f"{lead}\nElm View said nothing of the commission.") == [
        ("", "Elm View said nothing of the commission.")
    ]


def test_a_place_moves_with_its_words_and_is_lost_with_one_of_them() -> None:
    copy = "Stop press!\r\n" + story().replace("Ruth Hale", "Ruth Anne Hale")
    alignment = Alignment(story(), copy)
    for words in ("Imran Sefton", "shcombe V", "Vale Probation was rated inadequate by HMI"):
        start = story().index(words)
        place = alignment.place(start, start + len(words))
        assert place is not None
        assert copy[slice(*place)] == words
        assert alignment.turned().place(*place) == (start, start + len(words))
    start = story().index("Ruth Hale")
    assert alignment.place(start, start + 9) is None
    assert alignment.place(start, start + 4) is not None


@given(WORDS | messy_texts(), WORDS | messy_texts())
def test_what_is_placed_is_the_same_and_nothing_else_differs(one: str, other: str) -> None:
    alignment = Alignment(one, other)
    for start in range(len(one)):
        place = alignment.place(start, min(len(one), start + 3))
        if place is not None:
            assert other[slice(*place)] == one[start : start + 3]
    rest = [one, other]
    for d in reversed(alignment.differences()):
        for number, (start, end) in enumerate((d.here, d.there)):
            rest[number] = rest[number][:start] + rest[number][end:]
    assert "".join(rest[0].split()) == "".join(rest[1].split())
    assert Alignment(one, one).differences() == []
