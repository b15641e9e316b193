"""The line that people type to filter the list, both ways."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.errors import Refused
from annotator.core.filters import DOUBTFUL, ArticleFilter, read_filter

WORDS = st.none() | st.text('ab:"\\%_* ÄF😀\n', max_size=6) | st.text(max_size=5)
FILTERS = st.builds(
    ArticleFilter,
    status=st.lists(st.sampled_from(["new", "in_progress", "complete"])).map(tuple),
    label=WORDS,
    inspectorate=WORDS,
    service=WORDS,
    scale=WORDS,
    value=WORDS,
    cluster=WORDS,
    flagged=st.booleans(),
    copies=st.booleans(),
    doubt=st.none() | st.floats(0, 1),
    text=st.text('ab:"* flagged\n', max_size=12) | st.text(max_size=8),
    order=st.sampled_from(["imported", "newest", "doubt", "random"]),
    seed=st.integers(0, 999),
)


@given(FILTERS)
@example(ArticleFilter(text='"flagged" doubt status:new label:"x" c3-4 half*'))
@example(ArticleFilter(service='the "West" unit', text='"west kent"*'))
def test_line_and_json_give_the_filter_back(wanted: ArticleFilter) -> None:
    assert read_filter(wanted.to_line()) == wanted
    assert ArticleFilter.from_dict(json.loads(json.dumps(wanted.to_dict()))) == wanted


@given(st.text('ab:"*, \n', max_size=12) | st.text(max_size=10))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(Refused):
        found = read_filter(typed)
        assert read_filter(found.to_line()) == found


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ArticleFilter()),
        (
            'status:new label:SERVICE flagged "west kent"',
            ArticleFilter(("new",), "SERVICE", flagged=True, text='"west kent"'),
        ),
        ("STATUS:Open,complete", ArticleFilter(("new", "in_progress", "complete"))),
        ('service:"West Kent', ArticleFilter(service="West Kent")),
        ('value:"Requires Improvement"', ArticleFilter(value="requires_improvement")),
        ("doubt order:doubt", ArticleFilter(doubt=DOUBTFUL, order="doubt")),
        ("doubt:60% order:random seed:7", ArticleFilter(doubt=0.6, order="random", seed=7)),
        ("inspect* prison", ArticleFilter(text="inspect* prison")),
        ('"flagged"', ArticleFilter(text='"flagged"')),
        ("12:30", ArticleFilter(text='"12:30"')),
    ],
)
def test_what_a_line_means(typed: str, wanted: ArticleFilter) -> None:
    assert read_filter(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("colour:red", "There is no filter “colour:”. .* status, label, inspectorate"),
        ("https://example.org", "put words to search in quotes"),
        ("status:done", "“done” is not a status. .* new, in_progress, complete, open"),
        ("status:", "“status:” needs a word"),
        ("order:oldest", "“oldest” is not an order"),
        ("doubt:high", "“high” is not a score"),
        ("doubt:70", "is not a score"),
        ("seed:x", "“x” is not a whole number"),
        ("label:A label:B", "“label” stands there twice"),
        ("flagged flagged", "“flagged” stands there twice"),
    ],
)
def test_what_cannot_be_understood_is_named(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_filter(typed)
