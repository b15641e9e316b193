"""The projection: what the database itself refuses, and what a write touches."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from annotator.core.documents import Document
from annotator.core.spans import Mention, Span
from annotator.session import Session
from annotator.store.project import Project
from tests.samples import TEXT, document, import_act, plain_line, rating_of

ID = "ashcombe.txt"


@pytest.fixture
def store(project: Project) -> Project:
    project.add((plain_line(), import_act(ID)))
    return project


def put(store: Project, span: Span) -> None:
    store.items.add([(ID, [span])])


GOOD = Span("s1", 0, 8, "Ashcombe", "GPE")


def test_a_good_span_is_kept_to_the_letter(store: Project) -> None:
    span = replace(GOOD, entity="e1", state="corrected", origin="g4", note="“odd” 😀")
    put(store, span)
    assert store.items.load(ID) == [span]


@pytest.mark.parametrize(
    "span",
    [
        replace(GOOD, start=1),
        replace(GOOD, end=9),
        replace(GOOD, exact="Ashcombf"),
        replace(GOOD, start=5000, end=5008),
        replace(GOOD, start=-1, end=7),
        replace(GOOD, start=3, end=3, exact=""),
        replace(GOOD, state="liked"),  # type: ignore[arg-type]
    ],
)
def test_a_drifted_or_impossible_span_is_refused(store: Project, span: Span) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(store, span)
    assert store.items.load(ID) == []


def test_a_stored_span_cannot_drift(store: Project) -> None:
    put(store, GOOD)
    with pytest.raises(sqlite3.IntegrityError, match="differs from the text"):
        store.db.conn.execute("UPDATE spans SET start = 1, exact = 'shcombf'")
    with pytest.raises(sqlite3.IntegrityError, match="differs from the text"):
        put(store, replace(GOOD, start=2))
    assert store.items.load(ID) == [GOOD]


@pytest.mark.parametrize("offset", range(9))
def test_offsets_are_code_points_behind_anything(project: Project, offset: int) -> None:
    text = "😀\r\ne\u0301\u2028𝔸 x"
    project.add((replace(plain_line(), document=document(text, ID)), import_act(ID)))
    if offset < len(text):
        put(project, Span("s1", offset, offset + 1, text[offset], "ORG"))
    with pytest.raises(sqlite3.IntegrityError):
        put(project, Span("s2", offset, offset + 1, "?", "ORG"))


RATING = rating_of("r1", GOOD, Span("s2", 34, 44, "inadequate", "RATING"), "cqc4@1", "inadequate")


def at(words: str) -> Mention:
    return Mention.at(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def test_a_good_rating_is_kept_to_the_letter(store: Project) -> None:
    rating = replace(
        RATING,
        also=(at("patchy"),),
        why={"status": at("was"), "change": at("rated")},
        date=replace(RATING.date, mention=at("May 2024"), value="2024-05", precision="month"),
        note="x",
    )
    store.items.add([(ID, [rating])])
    assert store.items.load(ID) == [rating]
    columns = "state, subject, scale, value_norm, status"
    assert store.db.rows(f"SELECT {columns} FROM ratings") == [
        ("suggested", "Ashcombe", "cqc4@1", "inadequate", "current")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": replace(at("Ashcombe"), start=1)},
        {"value": replace(at("inadequate"), exact="inadequats")},
        {"also": (at("patchy"), replace(at("was"), end=99))},
        {"why": {"status": replace(at("was"), start=9000, end=9003)}},
        {"date": replace(RATING.date, mention=replace(at("May 2024"), end=80))},
        {"evidence": replace(at("was"), exact="is")},
        {"speaker": Mention(3, 3, "x")},
        {"state": "liked"},
    ],
)
def test_a_drifted_mention_is_refused_wherever_it_stands(
    store: Project, fields: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.items.add([(ID, [replace(RATING, **fields)])])  # type: ignore[arg-type]
    assert store.items.load(ID) == []


def test_a_stored_mention_cannot_drift(store: Project) -> None:
    store.items.add([(ID, [RATING])])
    record = json.dumps(replace(RATING, evidence=Mention(0, 3, "was")).to_dict())
    with pytest.raises(sqlite3.IntegrityError, match="mention differs"):
        store.db.conn.execute("UPDATE ratings SET record = ?", (record,))


def test_a_write_touches_only_what_differs(reviewed: Session) -> None:
    store = reviewed._project
    before = store.review(ID)
    after = before.copy()
    shorter = replace(before.spans["s1"], end=13, exact="Ashcombe Vale", state="corrected")
    after.put("span", "s1", shorter)
    after.put("span", "s5", None)
    assert store.items.write(ID, before, after) == {"s1", "s5", "r1"}
    assert store.items.are(ID, after)
    assert not store.items.are(ID, before)
    assert store.items.write(ID, after, after) == set()


def test_items_of_no_article_are_refused(store: Project) -> None:
    other: Document = document("Ashcombe", "other")
    with pytest.raises(sqlite3.IntegrityError):
        store.items.add([(other.id, [GOOD])])
