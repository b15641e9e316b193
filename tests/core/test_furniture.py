"""Furniture zones and headlines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.documents import Zone
from annotator.core.furniture import FurniturePatterns, find_zones, story_lines, title_of

PATTERNS = FurniturePatterns(
    lines=frozenset({"share", "source link", "leave a reply", "more stories"}),
    patterns=(re.compile(r"\[ad_\d\]", re.I), re.compile(r"posted in .*", re.I)),
    not_title=("by ",),
    list_heads=frozenset({"more stories"}),
)


def zones(text: str) -> list[str]:
    return [text[z.start : z.end] for z in find_zones(text, PATTERNS)]


def test_a_block_holds_its_line_ends_and_blank_lines_but_not_the_last_line_end() -> None:
    text = "Story one.\n\n[ad_1]\n\n Share \nSource link\n\nStory two.\n"
    assert zones(text) == ["[ad_1]\n\n Share \nSource link"]


def test_each_block_is_a_zone_of_its_own() -> None:
    assert zones("Share\nA story.\nSource link") == ["Share", "Source link"]


@pytest.mark.parametrize("line", ["SHARE", "Share:", "  share. ", "Posted in Education"])
def test_case_outer_space_and_a_final_mark_do_not_matter(line: str) -> None:
    assert len(zones(f"Story.\n{line}\nStory.")) == 1


def test_a_line_that_only_begins_like_furniture_is_story() -> None:
    assert zones("Share prices fell on Tuesday.\n") == []


def test_headlines_of_other_articles_after_a_list_head_are_furniture_until_a_sentence() -> None:
    text = "Story.\nMore stories\nDog bites man\n\nCat climbs tree\nBack to our story.\nShare"
    assert zones(text) == ["More stories\nDog bites man\n\nCat climbs tree", "Share"]


def test_windows_line_ends_stay_in_the_zone() -> None:
    text = "Story.\r\nShare\r\n\r\n[ad_2]\r\nStory."
    (zone,) = find_zones(text, PATTERNS)
    assert text[zone.start : zone.end] == "Share\r\n\r\n[ad_2]"


def test_the_title_is_the_first_story_line_that_is_long_enough() -> None:
    text = "Harbour House\n\n[ad_1]\nBy a reporter of ours\nTwo wards close after a fire\nText."
    assert title_of(text, find_zones(text, PATTERNS), PATTERNS) == "Two wards close after a fire"


def test_without_a_headline_the_first_story_line_is_the_title() -> None:
    assert title_of("Share\nShort line\n", (Zone(0, 5),), PATTERNS) == "Short line"
    assert title_of("", (), PATTERNS) == ""
    assert title_of("Share", (Zone(0, 5),), PATTERNS) == ""


@given(st.text(alphabet="aS h[ad_1]r\ne\r\u2028.", max_size=60))
def test_lines_and_zones_fit_any_text(text: str) -> None:
    lines = list(story_lines(text))
    assert "".join(text[a:b] for a, b in lines) == re.sub("[\r\n\u2028]", "", text)
    last = -1
    for zone in find_zones(text, PATTERNS):
        assert last < zone.start < zone.end <= len(text)
        assert text[zone.end - 1] not in "\r\n"
        last = zone.end
