"""Files of every kind into a project: what is kept of them, stopping, and going on."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session import Imported, Reading, Session
from tests.exchange import given_files
from tests.samples import forge, story, twin


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(tmp_path / "news.annotator", create=True, analyst="anna")) as made:
        yield made


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with a file of each kind, and one that cannot be read."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for name, make in given_files.ALL.items():
        (folder / name).write_bytes(make())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


def outcomes(found: list[Imported]) -> Counter[str]:
    return Counter(report.outcome for report in found)


def test_a_folder_of_everything(session: Session, saved: Path) -> None:
    found = list(session.import_files(session.files_in([saved])))
    failed = [report.detail for report in found if report.outcome == "failed"]
    assert failed == [
        "broken.pdf is damaged: it cannot be read as a PDF.",
        "list.xlsx, Coverage, row 3: there is no text.",
    ]
    page = session.read("page.html").document
    assert (page.outlet, page.url) == ("Sedgeholm Echo", given_files.ADDRESS)
    assert page.published.value == "2024-05-14"
    report = session.read("report.pdf").document
    assert [report.text[zone.start : zone.end] for zone in report.zones][:2] == [
        "Inspection report",
        "Page 1",
    ]
    assert list(session.examine()) == []
    again = outcomes(list(session.import_files(session.files_in([saved]))))
    assert not again["added"]
    assert again["failed"] == 2


def test_stopping_keeps_what_is_in_and_going_on_adds_the_rest(
    session: Session, saved: Path
) -> None:
    files = session.files_in([saved])
    stopped = threading.Event()
    for _ in session.import_files(files, how=Reading(is_cancelled=stopped.is_set)):
        stopped.set()
        break
    before = session.article_ids()
    list(session.import_files(files))
    assert session.article_ids()[: len(before)] == before
    whole = Session(session.path.with_name("whole.annotator"), create=True)
    with closing(whole):
        list(whole.import_files(files))
        assert set(session.article_ids()) == set(whole.article_ids())


def test_what_was_written_before_a_stop_is_told(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = (json.dumps({"id": f"a{n}", "text": f"Story {n} is told."}) for n in range(400))
    file.write_text("\n".join(lines), encoding="utf-8")
    stopped = threading.Event()
    told = []
    for report in session.import_files([file], how=Reading(is_cancelled=stopped.is_set)):
        told.append(report.document_id)
        stopped.set()
    assert 0 < len(told) < 400
    assert told == session.article_ids()


def test_every_file_is_told_before_it_is_read(session: Session, saved: Path) -> None:
    told: list[tuple[int, str]] = []
    how = Reading(on_file=lambda number, name: told.append((number, name)))
    files = session.files_in([saved])
    list(session.import_files(files, how=how))
    assert told == [(number, path.name) for number, path in enumerate(files)]


def test_files_of_one_name_are_told_apart_by_their_folders(
    session: Session, tmp_path: Path
) -> None:
    files = [tmp_path / part / "index.html" for part in ("a", "b", "c/b")]
    for file in (*files, tmp_path / "d" / "e.txt"):
        file.parent.mkdir(parents=True)
        file.write_bytes(b"")
    found = session.import_files([*files, tmp_path / "d" / "e.txt"])
    names = [str(tmp_path / "b" / "index.html"), str(tmp_path / "c" / "b" / "index.html")]
    assert sorted(one.name for one in found) == sorted(["a/index.html", *names, "e.txt"])


def test_a_text_read_wrongly_is_read_again_in_its_encoding(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("Café rated good.".encode("mac_roman"))
    list(session.import_files([file]))
    (wrong,) = session.article_ids()
    (report,) = session.import_files([file], how=Reading("mac_roman"))
    assert (report.outcome, report.document_id) == ("added", f"{wrong}-2")
    assert session.read(f"{wrong}-2").document.text == "Café rated good."
    for how in (Reading(), Reading("mac_roman")):
        assert [r.outcome for r in session.import_files([file], how=how)] == ["same"]


def test_standard_input_and_columns_on_the_command_line(tmp_path: Path) -> None:
    def run(*said: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "annotator", "import", "news.annotator", "-", *said]
        table = b"Inhalt,Kopf\nRated good.,A nursery is praised\n"
        done = subprocess.run(command, input=table, capture_output=True, cwd=tmp_path, check=False)
        return done.returncode, (done.stdout + done.stderr).decode()

    assert "it has “Inhalt”, “Kopf”" in run("--columns", "text=Body")[1]
    assert run("--columns", "body=Inhalt")[0] == run("--encoding", "klingon")[0] == 1
    assert "the fields are text, title" in run("--columns", "body=Inhalt")[1]
    assert "There is no encoding “klingon”" in run("--encoding", "klingon")[1]
    assert run("--columns", "text=Inhalt,title=Kopf")[0] == 0
    with closing(Session(tmp_path / "news.annotator")) as session:
        (name,) = session.article_ids()
        assert session.read(name).document.title == "A nursery is praised"


def test_what_is_written_together_is_as_if_it_came_one_by_one(tmp_path: Path) -> None:
    """Twins, ids that are taken and near copies find each other within one turn."""
    lines = [
        {"id": "page", "text": story()},
        {"id": "page", "text": twin()},
        {"id": "page-2", "text": story(paragraphs=3)},
        {"id": "other", "text": story(), "outlet": "Sedgeholm Echo"},
        {"id": "page", "text": story()},
        {"id": "late", "text": story(more="Update: the union has asked for a meeting.")},
    ]
    files = [tmp_path / f"{number}.jsonl" for number in range(len(lines))]
    for path, line in zip(files, lines, strict=True):
        path.write_text(json.dumps(line), encoding="utf-8")
    whole = tmp_path / "whole.jsonl"
    whole.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    made = []
    for name, groups in (("together", [[whole]]), ("apart", [[path] for path in files])):
        with closing(Session(tmp_path / f"{name}.annotator", create=True)) as session:
            found = [done for group in groups for done in session.import_files(group)]
            assert [(done.outcome, done.document_id) for done in found] == [
                ("added", "page"),
                ("added", "page-2"),
                ("added", "page-2-2"),
                ("appearance", "page"),
                ("same", "page"),
                ("added", "late"),
            ]
            assert list(session.examine()) == []
            log = session._project.db.rows("SELECT document_id, act FROM decisions ORDER BY seq")
            made.append(([done.detail for done in found], session.copies.clusters(), log))
    assert made[0] == made[1]
    assert "near copy of page" in made[0][0][2]


def test_one_article_that_cannot_be_taken_leaves_the_others_of_its_turn(
    session: Session, tmp_path: Path
) -> None:
    list(session.import_files([given(tmp_path, "first.txt", story())]))
    with closing(sqlite3.connect(session.path)) as conn:  # what nobody can read
        forge(conn, "UPDATE documents SET appearances = '['")
    texts = ("A fair was held.", story(), "The mill was sold.")
    lines = (json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts))
    found = session.import_files([given(tmp_path, "many.jsonl", "\n".join(lines))])
    assert [report.outcome for report in found] == ["added", "failed", "added"]


def given(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
