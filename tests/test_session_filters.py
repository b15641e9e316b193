"""Filters over a real project: each part, all together, in every order, and kept under a name."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import Refused
from annotator.core.filters import ArticleFilter, read_filter
from annotator.session import Session
from tests.gestures import confirm_all_and_complete
from tests.samples import TEXT, items_of, suggested

TEXTS = {
    "a": TEXT,
    "b": "Dunmere Prison requires improvement, 100 % of the staff_room said.",
    "c": "Nothing here. In May 2024 the café was closed.",
    "d": "Dunmere Prison requires improvement again.",
}
DATES = {"a": "2023", "b": None, "c": "2024-05-01", "d": "2024"}


@pytest.fixture
def four(session: Session, tmp_path: Path) -> Session:
    """Four articles: a is complete, b flagged, c in progress, d new."""
    path = tmp_path / "all.jsonl"
    published = {i: {"value": v, "precision": "day"} for i, v in DATES.items()}
    lines = [{"id": i, "text": t, "published": published[i]} for i, t in TEXTS.items()]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert {done.outcome for done in session.import_files([path])} == {"added"}
    for document_id, text in TEXTS.items():
        session.add_suggestions(document_id, suggested(items_of(text)))
    review = session.open_article("a")
    every = [item.id for item in review.open_items()]
    session.apply(confirm_all_and_complete(review, every, session.scales))
    session.apply(edits.set_flag(session.open_article("b"), True))
    session.apply(edits.confirm(session.open_article("c"), "s1", session.scales))
    return session


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("", "abcd"),
        ("status:complete", "a"),
        ("status:new,complete", "ad"),
        ("status:open", "bcd"),
        ("flagged", "b"),
        ("label:DATE", "ac"),
        ("label:date", "ac"),
        ("label:WARD", ""),
        ("inspectorate:hmi-probation", ""),
        ("value:inadequate", "a"),
        ('value:"requires improvement"', "abd"),
        ("scale:cqc4", "abd"),
        ("scale:cqc4@1", "abd"),
        ("scale:cqc", ""),
        ("value:inadequate scale:cqc4", ""),  # of one and the same rating
        ("service:dunmere", "abd"),
        ("service:dunmere value:inadequate", ""),
        ('service:"vale prob"', "a"),
        ("service:%", ""),
        ("service:_", ""),
        ("doubt:0.6", "bd"),
        ("doubt:0.5", ""),
        ("cafe", "c"),
        ('"may 2024" -', "ac"),
        ("dunmere status:new", "d"),
        ("order:newest", "cdab"),
        ("order:doubt", "bdac"),
    ],
)
def test_a_line_and_the_articles_it_lets_pass(four: Session, line: str, ids: str) -> None:
    assert "".join(four.article_ids(read_filter(line))) == ids


def test_doubt_follows_what_is_decided_and_taken_back(four: Session) -> None:
    doubt = ArticleFilter(doubt=0.6)
    review = four.open_article("d")
    every = [item.id for item in review.open_items()]
    four.apply(edits.confirm_all(review, every, four.scales))
    assert four.article_ids(doubt) == ["b"]
    four.undo()
    assert four.article_ids(doubt) == ["b", "d"]
    four.add_suggestions("b", suggested([], rules="2.0"))
    assert four.article_ids(doubt) == ["d"]
    assert list(four.examine()) == []


def test_a_random_order_is_the_same_each_time_and_keeps_its_places(four: Session) -> None:
    orders = {seed: four.article_ids(read_filter(f"order:random seed:{seed}")) for seed in range(9)}
    assert len({tuple(order) for order in orders.values()}) > 2
    assert all(sorted(order) == list("abcd") for order in orders.values())
    fewer = four.article_ids(read_filter("order:random seed:3 status:open"))
    assert fewer == [i for i in orders[3] if i != "a"]


def test_filters_are_kept_under_a_name(four: Session) -> None:
    doubtful, flagged = read_filter("doubt order:doubt"), read_filter('flagged "west kent"')
    four.save_filter("Doubtful", flagged)
    four.save_filter(" Flagged ", flagged)
    four.save_filter("Doubtful", doubtful)
    with closing(Session(four.path)) as again:
        assert list(again.saved_filters().items()) == [("Doubtful", doubtful), ("Flagged", flagged)]
        again.delete_filter("Doubtful")
        assert list(again.saved_filters()) == ["Flagged"]
        with pytest.raises(Refused, match="needs a name"):
            again.save_filter(" ", flagged)
        assert list(again.examine()) == []
