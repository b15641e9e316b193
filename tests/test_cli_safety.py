"""Backups, restore and doctor at the command line, as a person without a window uses them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator import logs
from annotator.cli import run
from annotator.core import edits
from annotator.session import Session
from tests.samples import TEXT, filled, forge
from tests.store.test_backups import break_pages
from tests.store.test_doctor import plant


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with closing(Session(tmp_path / "news.annotator", create=True, analyst="anna")) as session:
        filled(session, tmp_path)
    return session.path


def said(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    """What a command prints, on both streams."""
    assert run([str(a) for a in arguments], lambda _: 3) == status
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out + captured.err


def decide(project: Path) -> None:
    with closing(Session(project, analyst="anna")) as session:
        session.apply(edits.confirm(session.open_article("ashcombe.txt"), "r1", session.scales))


def test_backups_and_a_restore(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no backup of news.annotator yet." in said(capsys, "backups", project)
    assert "backed up to" in said(capsys, "backups", project, "--now")
    assert "nothing changed" in said(capsys, "backups", project, "--now")
    decide(project)
    assert "(would leave out 4 decisions)" in said(capsys, "backups", project)
    assert "news.annotator is as in" in said(capsys, "restore", project, 1)
    assert "decisions      0" in (status := said(capsys, "status", project))
    assert "restored     from" in status
    assert "before a restore" in (listed := said(capsys, "backups", project))
    assert "(would bring back 4 decisions)" in listed
    said(capsys, "restore", project, 1)
    assert "decisions      4" in said(capsys, "status", project)
    assert "There is no backup “x”" in said(capsys, "restore", project, "x", status=1)


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "x" * 5000, "", "-1", "/dev/null", "a\x00b"])
def test_no_such_backup(project: Path, capsys: pytest.CaptureFixture[str], odd: str) -> None:
    before = project.read_bytes()
    told = said(capsys, "restore", project, "--", odd, status=1)
    assert "a mistake of the program" not in told
    assert project.read_bytes() == before


def test_two_heads_are_compared(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries, head = said(capsys, "doctor", project, "--head").split()
    assert entries == "1"
    decide(project)
    assert "; 4 entries came after it." in said(capsys, "doctor", project, "--head", head[:12])
    assert "not in this log" in said(capsys, "doctor", project, "--head", "f00", status=1)


def test_repair_in_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(project, "UPDATE spans SET label = 'GPE' WHERE id = 's1'", "PRAGMA application_id = 7")
    assert "lost the mark" in said(capsys, "doctor", project, status=1)
    done = said(capsys, "doctor", "--repair", project)
    assert "mended that span s1 is not what its log makes of it." in done
    assert done.endswith("news.annotator is sound.\n")
    assert said(capsys, "doctor", project) == "news.annotator is sound: 1 article.\n"


def test_repair_into_a_new_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Session(project)) as session:
        for number in range(30):
            filled(session, project.parent, f"a{number}.txt", f"{TEXT} Report {number}.")
    break_pages(project)
    assert "is damaged" in said(capsys, "backups", project, "--now", status=1)
    done = said(capsys, "doctor", "--repair", project, status=1)
    assert "news-salvaged.annotator; news.annotator is as it was." in done


def test_what_is_stored_and_not_understood_is_noted_with_its_place(
    project: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(project)) as conn:
        forge(conn, "UPDATE ratings SET record = '[\"Ashcombe Vale\"]'")
    out = project.with_name("gold.jsonl")
    assert "does not understand" in said(capsys, "export", project, out, "--all", status=1)
    logs.stop()
    noted = (own_home / "logs" / "annotator.log").read_text("utf-8")
    assert "items.py" in noted
    assert "Ashcombe" not in noted
