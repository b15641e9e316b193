"""Near copies are told from other stories, also from those in the same wording."""

from __future__ import annotations

import pytest

from annotator.core.copies import Likeness, Story, likeness
from annotator.core.documents import Source, Zone
from tests.samples import TEXT, story, twin


def alike(one: str, other: str) -> Likeness:
    """Compare two texts; which comes first must not matter."""
    found = likeness(Story(Source(one)), Story(Source(other)))
    assert found == likeness(Story(Source(other)), Story(Source(one)))
    return found


REWORDED = story().replace("far too many", "a good deal of").replace("little", "not much")


@pytest.mark.parametrize(
    ("copy", "percent"),
    [
        (story().replace("\n", " \n"), range(100, 101)),
        (story(paragraphs=3), range(99, 100)),
        (story(headline="Probation office failing, says report"), range(90, 100)),
        (
            story(more="Update: the union has asked for a meeting with the minister."),
            range(99, 100),
        ),
        (story().upper().replace(".", " !").replace("\n", " "), range(99, 100)),
        (REWORDED, range(80, 99)),
    ],
    ids=["the same", "shortened", "headline", "update", "other signs", "reworded"],
)
def test_what_outlets_make_of_a_story_is_a_near_copy(copy: str, percent: range) -> None:
    found = alike(story(), copy)
    assert found.is_near_copy
    assert found.percent in percent


def test_the_same_wording_about_another_service_is_none() -> None:
    found = alike(story(), twin())
    assert found.share > 0.6
    assert found.renamed > 0.3
    assert not found.is_near_copy


def test_a_corrected_figure_or_name_leaves_it_a_near_copy() -> None:
    assert alike(story(), story().replace("three years", "four years")).is_near_copy
    assert alike(story(), story().replace("Imran", "Omar")).is_near_copy


def test_other_and_very_short_stories_are_none() -> None:
    assert not alike(story(), TEXT).is_near_copy
    assert not alike("Rated good.", "Rated good.").is_near_copy
    assert not alike("", story()).is_near_copy


def test_furniture_does_not_count() -> None:
    share = "Share this story with your friends on any of these many networks today\n" * 5
    one, other = Source(share + story(), (Zone(0, len(share)),)), Source(share + twin() * 2)
    assert Story(one).words == Story(Source(story())).words
    assert likeness(Story(one), Story(other)).renamed > 0.3
