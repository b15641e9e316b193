"""Damages planted with a plain SQLite connection: doctor finds each and says what it means."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.session import Session
from annotator.store.doctor import Finding
from tests.samples import filled, forge

ID = "ashcombe.txt"
DRIFTED = "UPDATE spans SET start = start + 1, exact = substr(exact, 2) WHERE id = 's4'"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles with decisions of every kind, and nothing wrong."""
    folder = tmp_path_factory.mktemp("sound")
    session = Session(folder / "news.annotator", create=True, analyst="anna")
    filled(session, folder, "second.txt", "Dunmere Prison requires improvement, it was said.")
    filled(session, folder)
    review = session.review
    assert review is not None
    session.apply(edits.confirm(review, "r1", session.scales))
    for make in (
        lambda r: edits.correct_span(r, "s4", start=r.spans["s4"].start + 4),
        lambda r: edits.reject(r, "s5"),
        lambda r: edits.add_span(r, session.new_item_id("span"), 76, 91, "ROLE"),
        lambda r: edits.set_note(r, "s4", "check"),
        lambda r: edits.set_flag(r, True),
    ):
        assert session.review is not None
        session.apply(make(session.review))
    session.undo()
    session.apply(edits.correct_details(session.review, {"title": "Two units"}))
    assert list(session.examine()) == []
    session.close()
    return session.path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "news.annotator"
    shutil.copy(template, copy)
    return copy


def findings(path: Path) -> list[Finding]:
    session = Session(path)
    try:
        return list(session.examine())
    finally:
        session.close()


def plant(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        forge(conn, *statements)


def test_a_sound_project(path: Path) -> None:
    assert findings(path) == []


DAMAGES = {
    "wrong pace": ("UPDATE pace SET decisions = decisions + 1", "the number and pace of decisions"),
    "edited text": (
        "UPDATE texts SET text = replace(text, 'inadequate', 'outstanding')",
        "its text is not the text that was stored",
    ),
    "lost text": ("DELETE FROM texts WHERE document_id = 'second.txt'", "its text is not the text"),
    "wrong sha256": ("UPDATE documents SET sha256 = 'x' WHERE id = 'second.txt'", "not the text"),
    "drifted span": ("UPDATE spans SET start = start + 1 WHERE id = 's4'", "span s4 differs from"),
    "moved span, with its words": (DRIFTED, "span s4 is not what its log makes of it"),
    "relabelled span": ("UPDATE spans SET label = 'GPE' WHERE id = 's1'", "span s1 is not what"),
    "decided by nobody": (
        "UPDATE spans SET state = 'confirmed' WHERE id = 's7'",
        "span s7 is not what its log",
    ),
    "span taken away": ("DELETE FROM spans WHERE id = 's6'", "points to a missing span s6"),
    "span put back": (
        "INSERT INTO spans SELECT document_id, 's99', start, \"end\", exact, label, entity, state, "
        "origin, note FROM spans WHERE id = 's7' AND document_id = 'ashcombe.txt'",
        "span s99 is not what its log",
    ),
    "drifted mention": (
        "UPDATE ratings SET record = json_set(record, '$.value.exact', 'good') WHERE id = 'r1'",
        "rating r1, value, differs from the text",
    ),
    "mention of no span": (
        "UPDATE ratings SET record = json_set(record, '$.value.span', 's77') WHERE id = 'r1'",
        "rating r1, value, points to a missing span s77",
    ),
    "value off its scale": (
        "UPDATE ratings SET record = json_set(record, '$.value_norm', 'superb') WHERE id = 'r2'",
        "rating r2: “superb” is not on the scale",
    ),
    "unknown scale": (
        "UPDATE ratings SET record = json_set(record, '$.scale', 'stars@9') WHERE id = 'r2'",
        "rating r2: There is no scale “stars@9”",
    ),
    "wrong rank": (
        "UPDATE ratings SET record = json_set(record, '$.rank', 4) WHERE id = 'r1'",
        "rating r1 is not what its log",
    ),
    "a record that is none": (
        "UPDATE ratings SET record = '[1]' WHERE id = 'r1'",
        "its state cannot be read",
    ),
    "a record without an id": (
        "UPDATE ratings SET record = '{}' WHERE id = 'r1'",
        "its state cannot be read",
    ),
    "rating taken away": ("DELETE FROM ratings WHERE id = 'r1'", "rating r1 is not what its log"),
    "status changed": (
        "UPDATE documents SET status = 'complete' WHERE id = 'ashcombe.txt'",
        "its status is not what its log",
    ),
    "flag changed": ("UPDATE documents SET flag = 1 WHERE id = 'second.txt'", "its status is not"),
    "title changed": (
        "UPDATE documents SET title = 'Three units' WHERE id = 'ashcombe.txt'",
        "its title, outlet, address, dates or zones are not what its log makes of them",
    ),
    "title changed past the index": (
        "UPDATE documents SET title = 'Three units' WHERE id = 'second.txt'",
        "its index does not hold the words",
    ),
    "words taken out of the index": (
        "DELETE FROM words_docsize WHERE id = 2",
        "its index does not hold the words",
    ),
    "score changed": (
        "UPDATE suggestions SET score = 0.1 WHERE item = 's7'",
        "its lowest open score is not what its suggestions say",
    ),
    "zone out of the text": (
        "UPDATE documents SET zones = '[{\"start\": 0, \"end\": 9999}]' WHERE id = 'second.txt'",
        "the zone from 0 to 9999 lies outside",
    ),
    "source forgotten": ("DELETE FROM sources", "the file it came from is not noted"),
    "decision changed": (
        "UPDATE decisions SET act = 'confirm' WHERE act = 'reject'",
        "its hash does not follow",
    ),
    "decision taken out": (
        "DELETE FROM decisions WHERE n = 2",
        "decisions are missing from its log",
    ),
    "log cut": (
        "DELETE FROM decisions WHERE seq = (SELECT max(seq) FROM decisions)",
        "its newest 1 entries are missing",
    ),
    "decision without values": (
        "UPDATE decisions SET after = '{' WHERE act = 'correct'",
        "its log cannot be replayed (",
    ),
    "undo of nothing": (
        "UPDATE decisions SET undoes = 99 WHERE act = 'undo'",
        "its log cannot be replayed (decision 10 undoes 99",
    ),
    "suggestion changed": (
        "UPDATE suggestions SET value = json_set(value, '$.label', 'ORG') WHERE item = 's7'",
        "span s7 is not what its log",
    ),
    "suggestion taken away": (
        "DELETE FROM suggestions WHERE item = 's4'",
        "its log cannot be replayed",
    ),
    "undone twice": (
        "UPDATE decisions SET undoes = 9, act = 'undo', kind = 'article', target = 'ashcombe.txt' "
        "WHERE n = 11",
        "decisions 10 and 11 both take back 9",
    ),
    "gesture changed": ("UPDATE decisions SET gesture = 1 WHERE n = 4", "its hash does not follow"),
    "hash changed": ("UPDATE decisions SET hash = 'x' WHERE n = 4", "its hash does not follow"),
    "said to be imported": ("UPDATE decisions SET imported = 1 WHERE n = 4", "its hash does not"),
    "another decided": ("UPDATE decisions SET by = 'ben' WHERE n = 4", "its hash does not follow"),
    "suggestion of nothing": (
        "UPDATE suggestions SET value = json_set(value, '$.end', 9999) WHERE item = 's7'",
        "lies outside its text",
    ),
    "from no suggestion": (
        "UPDATE spans SET origin = 'g99' WHERE id = 's7'",
        "s7 comes from suggestion g99, which is not there",
    ),
    "suggestion of no article": (
        "INSERT INTO suggestions SELECT 'nowhere', id, number, kind, item, value, model, rules, "
        "rule, score FROM suggestions LIMIT 1",
        "belongs to no row of documents",
    ),
    "rating with the id of a span": (
        "INSERT INTO ratings (document_id, id, record) SELECT document_id, 's1', "
        "json_set(record, '$.id', 's1') FROM ratings WHERE id = 'r1'",
        "a span and a rating have the same id",
    ),
    "text and sha256 changed": (
        "UPDATE decisions SET after = json_set(after, '$.sha256', 'x') WHERE act = 'import'",
        "its text is not the one that came in",
    ),
    "wrong sha256 of the file": (
        "UPDATE documents SET raw_sha256 = 'x'",
        "the sha256 of its file is not the one that came in",
    ),
    "no act of import": (
        "DELETE FROM decisions WHERE act = 'import' AND document_id = 'second.txt'",
        "the log does not say where it came from",
    ),
    "pace changed": ("UPDATE pace SET decisions = 99", "the number and pace of decisions are not"),
    "note changed": (
        "UPDATE documents SET note = 'x' WHERE id = 'second.txt'",
        "its status is not",
    ),
    "status that is none": (
        "UPDATE documents SET status = 'done' WHERE id = 'second.txt'",
        "CHECK constraint failed in documents",
    ),
    "date that is none": (
        "UPDATE documents SET published = '[1]' WHERE id = 'second.txt'",
        "its state cannot be read",
    ),
    "no mark": ("PRAGMA application_id = 7", "the mark that says whose file it is is wrong"),
    "labels without RATING": (
        "INSERT INTO label_sets (id, since) VALUES ('own', 0)",
        "the label RATING is not among them",
    ),
    "labels of the future": (
        "INSERT INTO label_sets (id, since) VALUES ('own', 999)",
        "the set own counts from an entry that is not there",
    ),
    "filter that is none": (
        "INSERT INTO filters VALUES ('mine', 1, '[1]')",
        "it cannot be read",
    ),
    "slot of no article": ("INSERT INTO slots VALUES (1, 99)", "belongs to no row of documents"),
    "article taken away": (
        "DELETE FROM documents WHERE id = 'second.txt'",
        "belongs to no row of documents",
    ),
}


@pytest.mark.parametrize(("sql", "words"), DAMAGES.values(), ids=DAMAGES.keys())
def test_doctor_finds(path: Path, sql: str, words: str) -> None:
    plant(path, sql)
    found = findings(path)
    assert any(words in finding.what for finding in found), found
    assert all(finding.where and finding.meaning.endswith(".") for finding in found)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DROP TRIGGER texts_no_UPDATE", "texts_no_UPDATE is missing"),
        ("DROP TRIGGER decisions_no_DELETE", "decisions_no_DELETE is missing"),
        ("DROP INDEX spans_by_state", "spans_by_state is missing"),
    ],
)
def test_doctor_finds_a_missing_guard(path: Path, sql: str, words: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(sql)
    assert [finding.what for finding in findings(path)] == [words]


def test_doctor_finds_a_weakened_guard(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        (made,) = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'texts_no_UPDATE'")
        conn.execute("DROP TRIGGER texts_no_UPDATE")
        conn.execute(re.sub("ON texts", "ON texts WHEN 0", made[0]))
    assert [finding.what for finding in findings(path)] == ["texts_no_UPDATE is not as it was made"]


def test_doctor_survives_a_file_with_broken_pages(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spans'").fetchone()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(raw)
    assert findings(path)


def test_doctor_says_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    plant(path, "DELETE FROM sources")
    seen: list[tuple[int, int]] = []
    with closing(Session(path)) as session:
        found = list(
            session.examine(lambda *step: seen.append(step), is_cancelled=lambda: bool(seen))
        )
    assert seen == [(1, 2)]
    assert [finding.where for finding in found] == ["second.txt"]
