"""The decision log: append-only, and chained so that every change shows."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from annotator.core import edits
from annotator.core.decisions import Decision
from annotator.session import Session
from annotator.store.decisions import Decisions, Place, chained
from tests.samples import forge

ID = "ashcombe.txt"


@pytest.fixture
def log(reviewed: Session) -> Decisions:
    """One import, then six decisions in four gestures, the last one an undo."""
    assert reviewed.review is not None
    scales = reviewed.scales
    reviewed.apply(edits.confirm(reviewed.review, "s4", scales), ms=1200)
    reviewed.apply(edits.skip(reviewed.review, "s5"))
    reviewed.apply(edits.confirm(reviewed.review, "r2", scales), ms=800)
    reviewed.undo()
    return reviewed._project.decisions


def test_the_log_comes_back_in_order(log: Decisions) -> None:
    found = log.load(ID)
    assert [(d.n, d.act, d.target) for d in found] == [
        (1, "confirm", "s4"),
        (2, "skip", "s5"),
        (3, "confirm", "r2"),
        (4, "confirm", "s6"),
        (5, "confirm", "s7"),
        (6, "undo", "s7"),
        (7, "undo", "s6"),
        (8, "undo", "r2"),
    ]
    assert [d.undoes for d in found[5:]] == [5, 4, 3]
    assert [d.batch for d in found] == [None, None, 1, 1, 1, 2, 2, 2]
    assert [d.ms for d in found] == [1200, 0, 800, 0, 0, 0, 0, 0]
    assert {d.by for d in found} == {"anna"}
    assert log.last_n(ID) == 8
    assert log.last_batch(ID) == 2
    assert log.last_n("zz") == log.last_batch("zz") == 0


def test_gestures_backward_leave_out_what_cannot_be_undone(log: Decisions) -> None:
    gestures = list(log.gestures_backward())
    assert [act for _, act in gestures] == ["undo", "confirm", "confirm"]
    found = log.of_gesture(gestures[1][0])
    assert {i: [d.target for d in decisions] for i, decisions in found.items()} == {
        ID: ["r2", "s6", "s7"]
    }


def test_the_past_counts_what_each_gesture_decided(log: Decisions, reviewed: Session) -> None:
    found = [(p.act, p.decisions, p.articles, p.stands) for p in log.past(10)]
    assert found == [("undo", 3, 1, False), ("confirm", 3, 1, False), ("confirm", 1, 1, True)]
    assert reviewed.review is not None
    reviewed.apply(edits.skip(reviewed.review, "s5"))
    assert log.past(1)[0].decisions == 3


def test_the_past_tells_the_words_of_a_judgement_and_what_was_corrected(reviewed: Session) -> None:
    review = reviewed.review
    assert review is not None
    free = {"scale": "free", "value_norm": "free"}
    reviewed.apply(edits.correct_rating(review, "r2", reviewed.scales, free))
    assert reviewed.review is not None
    value = reviewed.review.ratings["r2"].value
    past = reviewed.past()[0]
    assert value is not None
    assert past.words.endswith(f": {value.exact}")
    assert past.change.endswith(" → free wording")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions SET act = 'reject' WHERE n = 1",
        "DELETE FROM decisions WHERE n = 1",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions WHERE n = 1",
    ],
)
def test_the_log_is_append_only(log: Decisions, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="decisions are never changed"):
        log._db.conn.execute(sql)


def test_an_unbroken_chain(log: Decisions) -> None:
    assert log.broken_link() is None
    assert log.lost_end() == 0
    (last,) = log._db.rows("SELECT hash FROM decisions ORDER BY seq DESC LIMIT 1")
    assert log.head() == last[0]


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("UPDATE decisions SET act = 'reject' WHERE n = 3", 4),
        ("UPDATE decisions SET by = 'ben' WHERE n IN (1, 8)", 2),
        ("UPDATE decisions SET at = '2020-01-01T00:00:00.000Z' WHERE n = 8", 9),
        ("UPDATE decisions SET ms = 7 WHERE n = 2", 3),
        ("UPDATE decisions SET target = 's1' WHERE n = 4", 5),
        ("UPDATE decisions SET undoes = 1 WHERE n = 6", 7),
        ("UPDATE decisions SET gesture = 2 WHERE n = 5", 6),
        ("UPDATE decisions SET imported = 1 WHERE n = 2", 3),
        ("UPDATE decisions SET batch = NULL WHERE n = 4", 5),
        ("UPDATE decisions SET document_id = 'x' WHERE n = 7", 8),
        ("UPDATE project SET value = 4 WHERE key = 'chain'", 1),
        ("UPDATE decisions SET after = '{\"note\":1}' WHERE n = 2", 3),
        ("UPDATE decisions SET hash = 'x' WHERE n = 5", 6),
        ("DELETE FROM decisions WHERE n = 2", 4),
        ("DELETE FROM decisions WHERE n IS NULL", 2),
        ("UPDATE decisions SET n = 20 WHERE n = 8", 9),
    ],
)
def test_the_first_break_is_named(log: Decisions, sql: str, first: int) -> None:
    forge(log._db.conn, sql)
    assert log.broken_link() == first


def test_a_cut_end_is_noticed(log: Decisions) -> None:
    forge(log._db.conn, "DELETE FROM decisions WHERE n > 5")
    assert log.broken_link() is None
    assert log.lost_end() == 3


def test_values_that_are_no_json_break_the_chain(log: Decisions) -> None:
    forge(log._db.conn, "UPDATE decisions SET before = '{' WHERE n = 3")
    assert log.broken_link() == 4


def test_every_word_of_an_entry_counts() -> None:
    one, place = (
        Decision(1, "span", "s1", "confirm", None, None, "anna", "t", 0),
        Place(7, ID, 7, False),
    )
    data = one.to_dict()
    places = [place._replace(**{key: 99}) for key in Place._fields]
    heads = {chained("0", place, one), chained("1", place, one)}
    heads |= {chained("0", other, one) for other in places}
    for key in data:
        other = Decision.from_dict({**data, key: "reject" if key == "act" else 99})
        heads.add(chained("0", place, other))
    assert len(heads) == 2 + len(places) + len(data)


def test_what_a_decision_speaks_of_is_mentioned(log: Decisions, reviewed: Session) -> None:
    assert log.mentioned(ID) >= {"s4", "r2", "s6", "s7"}
    assert "s5" not in log.mentioned(ID)  # only skipped
    assert reviewed.review is not None
    assert "s1" not in log.mentioned(ID)
    reviewed.apply(edits.reject(reviewed.review, "r1"))
    assert log.mentioned(ID) >= {"s1", "s2", "s3"}  # an undo brings the rating back with them


def test_the_pace_counts_only_what_people_did(log: Decisions, reviewed: Session) -> None:
    assert log.pace() == (4, 1200)
    with closing(Session(reviewed.path)) as other:
        other.apply(edits.confirm(other.open_article(ID), "s6", other.scales), ms=1000)
    assert log.pace() == (5, 1000)
    assert not log.pace_differs()
