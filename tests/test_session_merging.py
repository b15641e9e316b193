"""A label merges into another: one gesture, one undo, and nothing of what was decided is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import KnownError
from annotator.core.ratings import Rating
from annotator.core.spans import Mention
from annotator.session import Session
from tests.gestures import confirm_all_and_complete
from tests.samples import TEXT, filled, scales, span_of, suggested, write_article, write_gold

ID = "ashcombe.txt"


def projection(session: Session) -> list[object]:
    with closing(sqlite3.connect(session.path)) as db:
        spans = db.execute("SELECT * FROM spans ORDER BY document_id, id").fetchall()
        ratings = db.execute(
            "SELECT document_id, id, record FROM ratings ORDER BY document_id, id"
        ).fetchall()
        return [*spans, *ratings, *db.execute("SELECT id, status FROM documents").fetchall()]


@pytest.fixture
def several(session: Session, tmp_path: Path) -> Session:
    """Three articles: one as suggested, one with a decided SERVICE, one complete."""
    for name in ("a", "b", "c"):
        filled(session, tmp_path, f"{name}.txt", f"{TEXT}\nReport {name}.")
    review = session.open_article("b.txt")
    service = next(s for s in review.spans_in_order() if s.label == "SERVICE")
    session.apply(edits.confirm(review, service.id, scales()))
    review = session.open_article("c.txt")
    ids = [item.id for item in review.open_items()]
    session.apply(confirm_all_and_complete(review, ids, scales()))
    return session


def test_spans_keep_their_state_and_undo_brings_the_label_back(several: Session) -> None:
    before, labels = projection(several), several.labels
    states = {(row[0], row[1]): row[7] for row in before if len(row) == 10}  # type: ignore[arg-type,index,misc]
    several.labelling.merge("SERVICE", "ORG")
    assert "SERVICE" not in several.label_uses()
    assert "SERVICE" not in [label.id for label in several.labels]
    after = projection(several)
    assert {(row[0], row[1]): row[7] for row in after if len(row) == 10} == states  # type: ignore[arg-type,index,misc]
    assert list(several.examine()) == []
    several.undo()
    assert projection(several) == before
    assert several.labels == labels
    several.redo()
    assert projection(several) == after
    assert "SERVICE" not in [label.id for label in several.labels]
    several.undo()
    assert several.labels == labels
    assert list(several.examine()) == []
    assert write_gold(several, several.path.with_name("gold.jsonl"), all_articles=True) == 3


def test_undo_in_a_later_session_offers_the_label_too(several: Session) -> None:
    several.labelling.merge("SERVICE", "ORG")
    taken = several.labels.get("SERVICE")
    assert taken is not None
    several.set_labels(several.labels.with_label(replace(several.labels.labels[1], key="2")))
    with closing(Session(several.path)) as again:
        again.undo()
        back = next(label for label in again.labels if label.id == "SERVICE")
        assert back.key == ""  # another label has it now


def test_the_same_words_with_both_labels_become_one_span(session: Session, tmp_path: Path) -> None:
    file = write_article(tmp_path, ID, TEXT)
    list(session.import_files([file]))
    place = span_of(TEXT, "Dunmere Prison", "SERVICE", "s1")
    twin, value = replace(place, id="s2", label="ORG"), span_of(TEXT, "requires", "RATING", "s3")
    rating = Rating("r1", Mention.of(place), Mention.of(value), None)
    session.add_suggestions(ID, suggested([place, twin, value, rating]))
    review = session.open_article(ID)
    session.apply(edits.confirm(review, "s2", scales()))
    before = projection(session)
    session.labelling.merge("SERVICE", "ORG")
    review = session.open_article(ID)
    assert [(s.id, s.state) for s in review.spans_in_order() if s.label == "ORG"] == [
        ("s2", "confirmed")
    ]
    subject = review.ratings["r1"].subject
    assert subject is not None
    assert subject.span == "s2"
    assert list(session.examine()) == []
    session.undo()
    assert projection(session) == before
    session.apply(edits.reject(session.open_article(ID), "s2"))
    session.apply(edits.confirm(session.open_article(ID), "s1", scales()))
    session.labelling.merge("SERVICE", "ORG")
    assert list(session.examine()) == []


def test_cancelled_or_refused_it_changes_nothing(several: Session) -> None:
    before = projection(several)
    with pytest.raises(KnownError, match="cancelled"):
        several.labelling.merge("SERVICE", "ORG", is_cancelled=lambda: True)
    for label, into in (("RATING", "ORG"), ("ORG", "ORG"), ("ORG", "NONE")):
        with pytest.raises(KnownError, match="cannot be merged"):
            several.labelling.merge(label, into)
    with pytest.raises(KnownError, match="ratings, which need it"):
        several.set_labels(several.labels.without("RATING"))
    assert projection(several) == before


def test_spans_and_labels_change_together_or_not_at_all(several: Session) -> None:
    before, labels = projection(several), several.labels
    several._project.db.conn.execute(
        "CREATE TEMP TRIGGER no BEFORE INSERT ON main.labels BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        several.labelling.merge("SERVICE", "ORG")
    assert (projection(several), several.labels) == (before, labels)
