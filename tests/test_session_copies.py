"""Near copies in a project: found on import, clustered, never dropped, and kept by gold lines."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.changes import Imported
from annotator.core.errors import Busy
from annotator.core.filters import read_filter
from annotator.session import Session
from tests.samples import story, twin, write_article, write_gold

SHORT, UPDATED = story(paragraphs=3), story(more="Update: the union has asked for a meeting.")


def taken(session: Session, folder: Path, **texts: str) -> list[Imported]:
    """Import a file for each text, named after it."""
    files = [write_article(folder, f"{name}.txt", text) for name, text in texts.items()]
    return list(session.import_files(files))


def clusters(session: Session) -> list[tuple[str, list[str]]]:
    return session.copies.clusters()


def test_an_import_says_of_what_an_article_is_a_near_copy(session: Session, tmp_path: Path) -> None:
    first, other, copy, updated = taken(
        session, tmp_path, a=story(), b=twin(), c=SHORT, d=UPDATED.replace("weekly", "daily")
    )
    assert [first.detail, other.detail] == ["", ""]
    assert copy.outcome == "added"
    assert copy.detail == "near copy of a.txt (99 % alike)"
    assert updated.is_near_copy
    assert clusters(session) == [("a.txt", ["a.txt", "c.txt", "d.txt"])]
    assert session.copies.members("c.txt") == ["a.txt", "d.txt"]
    assert session.article_ids(read_filter("cluster:a.txt")) == ["a.txt", "c.txt", "d.txt"]
    assert list(session.examine()) == []


def test_copies_are_listed_cluster_after_cluster(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path, a=story(), b=twin(), c=SHORT, d=twin() + "\nMore soon.", e="One line.")
    ids = session.article_ids(read_filter("copies"))
    assert ids == ["a.txt", "c.txt", "b.txt", "d.txt"]


def test_what_joins_two_clusters_makes_them_one(session: Session, tmp_path: Path) -> None:
    one = "\n\n".join(story().split("\n\n")[:3])
    other = "\n\n".join(story().split("\n\n")[3:])
    taken(session, tmp_path, a=one, b=other, c=one + "\nMore.", d=other + "\nMore.")
    assert [name for name, _ in clusters(session)] == ["a.txt", "b.txt"]
    (whole,) = taken(session, tmp_path, e=story())
    assert whole.is_near_copy
    assert clusters(session) == [("a.txt", ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"])]


def test_gold_keeps_its_clusters_and_comes_back_byte_for_byte(
    session: Session, tmp_path: Path
) -> None:
    taken(session, tmp_path, a=story(), b=twin(), c=SHORT)
    gold, again = tmp_path / "gold.jsonl", tmp_path / "again.jsonl"
    write_gold(session, gold, all_articles=True)
    apart = tmp_path / "apart.jsonl"
    apart.write_bytes(gold.read_bytes().replace(b'"cluster":"a.txt"', b'"cluster":null'))
    for file, expected in ((gold, [("a.txt", ["a.txt", "c.txt"])]), (apart, [])):
        with closing(Session(tmp_path / f"{file.stem}.annotator", create=True)) as other:
            assert {done.outcome for done in other.import_files([file])} == {"added"}
            assert clusters(other) == expected
            write_gold(other, again, all_articles=True)
            assert again.read_bytes() == file.read_bytes()
            with closing(sqlite3.connect(other.path)) as db, db:
                db.execute("UPDATE documents SET compared = 'rensa1'")
            assert other.copies.catch_up() == 3  # by a new rule, which asks nobody
            assert clusters(other) == expected
            # What comes later finds the articles all the same.
            (late,) = taken(other, tmp_path, z=UPDATED)
            assert late.is_near_copy
            other.copies.catch_up(again=True)
            assert clusters(other) == [("a.txt", ["a.txt", "c.txt", "z.txt"])]


def test_an_older_project_is_compared_once_and_goes_on_where_it_stopped(
    session: Session, tmp_path: Path
) -> None:
    taken(session, tmp_path, a=story(), b=twin(), c=SHORT)
    with closing(sqlite3.connect(session.path)) as db, db:  # as step m005 leaves a project
        db.execute("DELETE FROM slots")
        db.execute("UPDATE documents SET cluster = NULL, compared = NULL")
    said: list[tuple[int, int]] = []
    assert session.copies.catch_up(is_cancelled=lambda: True) == 0
    assert session.copies.missing() == 3
    assert session.copies.catch_up(lambda done, total: said.append((done, total))) == 3
    assert said[-1] == (3, 3)
    assert clusters(session) == [("a.txt", ["a.txt", "c.txt"])]
    assert session.copies.missing() == session.copies.catch_up() == 0


def test_slots_of_another_rule_are_made_anew(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path, a=story())
    with closing(sqlite3.connect(session.path)) as db, db:
        db.execute("UPDATE slots SET slot = slot + 1")
        db.execute("UPDATE documents SET compared = 'rensa1'")
    assert session.copies.catch_up() == 1
    (copy,) = taken(session, tmp_path, b=SHORT)
    assert copy.is_near_copy


def test_what_a_killed_import_did_not_compare_is_compared_before_the_next(tmp_path: Path) -> None:
    lines = [{"id": f"a{n}", "text": f"{story()}\n\nPrinted as number {n}."} for n in range(400)]
    file, path = tmp_path / "many.jsonl", tmp_path / "killed.annotator"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, "-m", "annotator", "import", str(path), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        importing.stdout.readline()
        importing.kill()
    with closing(Session(path)) as session:
        assert list(session.examine()) == []
        session.copies.catch_up()  # as every import begins
        before = len(session.article_ids())
        assert 0 < before < 400
        list(session.import_files([file]))
        assert [len(ids) for _, ids in clusters(session)] == [400]


def test_the_command_lists_clusters(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path, a=story(), c=SHORT)
    command = [sys.executable, "-m", "annotator", "copies", str(session.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "a.txt: 2 articles",
        "\tc.txt\t99 % like a.txt",
        "1 cluster of near copies",
    ]


def test_near_copies_that_two_programs_take_in_at_once_are_found_later(
    session: Session, tmp_path: Path
) -> None:
    with closing(Session(session.path)) as other:
        importing = session.import_files([write_article(tmp_path, "a.txt", story())])
        next(importing)  # its slots wait in memory
        taken(other, tmp_path, b=SHORT)
        list(importing)
    assert session.copies.catch_up() == 1
    assert clusters(session) == [("a.txt", ["a.txt", "b.txt"])]
    assert session.copies.missing() == 0


def test_what_was_compared_before_it_failed_stays(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path, a=story(), b=SHORT)
    with closing(sqlite3.connect(session.path)) as db, db:
        db.execute("UPDATE documents SET compared = NULL")

    def fail(_done: int, _total: int) -> None:
        raise Busy("Another program holds the file.")

    with pytest.raises(Busy):
        session.copies.catch_up(fail)
    assert session.copies.missing() == 0
