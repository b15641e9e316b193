"""First values: edges that move by a token, ratings from selected words."""

from __future__ import annotations

import pytest

from annotator.core.errors import Refused
from annotator.core.spans import Span
from annotator.gui import drafts
from tests import samples


@pytest.mark.parametrize(
    ("edge", "step", "words"),
    [
        ("end", 1, "Ruth Hale called"),
        ("end", -1, "Ruth"),
        ("start", 1, "inspector Ruth Hale"),
        ("start", -1, "Hale"),
    ],
)
def test_an_edge_moves_by_a_token(edge: str, step: int, words: str) -> None:
    span = samples.span_of(samples.TEXT, "Ruth Hale", "PERSON", "s1")
    start, end = drafts.stepped(samples.TEXT, span, edge, step)
    start, end = span.start if start is None else start, span.end if end is None else end
    assert samples.TEXT[start:end] == words


def test_nothing_moves_beyond_the_text() -> None:
    whole = Span("s1", 0, 4, "Word", "ORG")
    for edge in ("start", "end"):
        for step in (1, -1):
            assert drafts.stepped("Word", whole, edge, step) == (None, None)


def test_an_edge_goes_over_a_line_but_into_no_other_paragraph() -> None:
    text = "In Elm\nVale.\r\n \r\nElm Vale again"
    first, second = (Span("s", at, at + 3, "Elm", "GPE") for at in (3, text.rindex("Elm")))
    _, end = drafts.stepped(text, first, "end", 1)
    assert text[3:end] == "Elm\nVale"
    assert drafts.stepped(text, Span("s", 3, 11, text[3:11], "GPE"), "end", 1) == (None, None)
    assert drafts.stepped(text, second, "start", 1) == (None, None)


def test_a_rating_of_selected_words_takes_its_sentence_and_subject() -> None:
    review = samples.review()
    start = samples.TEXT.index("patchy")
    rating = drafts.rating(review, samples.scales(), (start, start + 6), None)
    assert rating.value is not None
    assert rating.value.exact == "patchy"
    assert (rating.scale, rating.value_norm) == ("free", "free")
    assert rating.evidence is not None
    assert rating.evidence.exact.startswith("Chief inspector")
    assert rating.subject is not None
    assert rating.subject.exact == "Ashcombe Vale Probation"


def test_a_scale_is_not_guessed_where_several_have_the_word() -> None:
    text = "Brock House was rated inadequate."
    review = samples.review([], text)
    start = text.index("inadequate")
    rating = drafts.rating(review, samples.scales(), (start, start + 10), None)
    assert rating.scale == "free"


def test_the_article_s_inspectorate_tells_the_scale() -> None:
    """No rating is there yet: the named inspectorate alone says which "inadequate" is meant."""
    found = samples.review().spans.values()
    review = samples.review([s for s in found if s.label in ("INSPECTORATE", "SERVICE")])
    start = samples.TEXT.index("inadequate")
    rating = drafts.rating(review, samples.scales(), (start, start + 10), None)
    assert (rating.scale, rating.rating_body_id) == ("hmi_probation4@1", "hmi-probation")
    assert rating.rating_body is not None
    assert rating.rating_body.exact == "HMI Probation"


def test_without_words_it_is_refused() -> None:
    with pytest.raises(Refused, match="needs the words"):
        drafts.rating(samples.review(), samples.scales(), None, None)
