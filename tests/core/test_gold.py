"""Lines that come without a log get one that says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.decisions import ArticleState
from annotator.core.gold import GoldLine, in_gold_order, with_log
from annotator.core.ratings import Rating
from annotator.core.review import replay
from annotator.core.spans import Span
from tests.samples import TEXT, document, items_of, scales, suggested

from annotator.exchange import gate  # isort: skip


def line(state: ArticleState, item_state: str, **more: object) -> GoldLine:
    items = [replace(i, state=item_state) for i in items_of(TEXT)]  # type: ignore[arg-type]
    spans, ratings = in_gold_order(
        [i for i in items if isinstance(i, Span)], [i for i in items if isinstance(i, Rating)]
    )
    made = GoldLine(document(), state, spans, ratings, has_log=False)
    return replace(made, **more)  # type: ignore[arg-type]


def assert_says_the_same(made: GoldLine) -> None:
    assert made.has_log
    state = replay(made.document, made.read_suggestions(), made.decisions).review
    assert state.spans == {span.id: span for span in made.spans}
    assert state.ratings == {rating.id: rating for rating in made.ratings}
    assert state.article == made.state
    assert list(gate.problems(made, scales())) == []


@pytest.mark.parametrize("item_state", ["confirmed", "corrected", "added", "propagated"])
def test_decided_items_become_decisions(item_state: str) -> None:
    given = line(ArticleState("in_progress"), item_state, reviewed_by=("anna", "ben"))
    made = with_log(given, "cleo", "2026-01-05T09:00:00.000Z")
    assert_says_the_same(made)
    assert {s.state for s in (*made.spans, *made.ratings)} == {item_state}
    assert {d.by for d in made.decisions} == {"anna"}
    assert made.reviewed_by == ("anna", "ben")
    assert made.suggestions == ()


def test_open_items_become_suggestions_and_keep_their_notes() -> None:
    given = line(ArticleState(), "suggested")
    noted = replace(given.spans[0], note="odd")
    made = with_log(replace(given, spans=(noted, *given.spans[1:])), "cleo", "t")
    assert_says_the_same(made)
    assert len(made.suggestions) == 9
    assert made.spans[0].note == "odd"


@pytest.mark.parametrize(
    "state",
    [
        ArticleState("complete", True, "look again"),
        ArticleState("in_progress"),
        ArticleState("in_progress", True),
        ArticleState("new"),
    ],
)
def test_the_articles_state_is_kept(state: ArticleState) -> None:
    bare = GoldLine(document(), state, has_log=False)
    made = with_log(bare, "cleo", "t")
    assert_says_the_same(made)
    assert made.state == state


def test_decided_items_make_a_new_article_one_in_work() -> None:
    made = with_log(line(ArticleState("new"), "confirmed"), "cleo", "t")
    assert made.state.status == "in_progress"
    assert_says_the_same(made)


def test_everything_as_suggestions() -> None:
    given = line(ArticleState("complete", True, "x"), "confirmed", reviewed_by=("anna",))
    made = with_log(given, "cleo", "t", as_suggestions=True)
    assert_says_the_same(made)
    assert made.state == ArticleState()
    assert made.decisions == ()
    assert made.reviewed_by == ()
    assert {s.state for s in (*made.spans, *made.ratings)} == {"suggested"}


def test_a_suggestion_knows_its_item_also_after_a_rejection() -> None:
    found = suggested(items_of(TEXT)).suggestions
    given = replace(
        with_log(line(ArticleState(), "suggested"), "cleo", "t"),
        suggestions=tuple(s.to_dict() for s in found),
    )
    assert [s.item.id for s in given.read_suggestions()] == [s.item.id for s in found]


def test_gold_order() -> None:
    items = items_of(TEXT)
    spans, ratings = in_gold_order(
        [i for i in reversed(items) if isinstance(i, Span)],
        [i for i in reversed(items) if isinstance(i, Rating)],
    )
    assert [s.id for s in spans] == [f"s{n}" for n in range(1, 8)]
    assert [r.id for r in ratings] == ["r1", "r2"]
