"""Where the file of an article lies, as the log tells it, and whether it may be opened."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

import pytest

from annotator.exchange.readers.standard_input import with_input
from annotator.session import Session
from annotator.session.originals import Original
from tests.samples import forge, write_article


def imported(project: Path, *files: Path) -> Session:
    session = Session(project, create=not project.exists())
    assert [one.outcome for one in session.import_files(files)] == ["added"] * len(files)
    return session


def test_a_file_below_the_project_is_found_where_both_were_moved_to(tmp_path: Path) -> None:
    here, there, away = tmp_path / "here", tmp_path / "there", tmp_path / "away"
    (here / "saved").mkdir(parents=True)
    away.mkdir()
    for path in (here / "saved" / "a.txt", away / "b.txt"):
        path.write_text(f"Ashcombe is good, says {path.stem}.", encoding="utf-8")
    imported(here / "n.annotator", here / "saved" / "a.txt", away / "b.txt").close()
    shutil.move(here, there)
    session = Session(there / "n.annotator")
    below, elsewhere = (session.originals.of(name) for name in ("a.txt", "b.txt"))
    assert below is not None
    assert elsewhere is not None
    assert (below.path, below.may_open) == (there / "saved" / "a.txt", True)
    assert not below.has_changed
    assert (elsewhere.path, elsewhere.may_open) == (away / "b.txt", True)
    assert list(session.examine()) == []
    session.close()


def test_what_was_piped_in_lies_nowhere(tmp_path: Path) -> None:
    reading, writing = os.pipe()  # as the shell's <(...) names one
    os.write(writing, b"Borough is good.")
    os.close(writing)
    piped = [Path("-"), Path(f"/dev/fd/{reading}")]
    with with_input(piped, io.BytesIO(b"Ashcombe is good.")) as given:
        session = imported(tmp_path / "n.annotator", *given)
    os.close(reading)
    for name in ("standard-input", "standard-input-2"):
        assert session.originals.of(name) is None
    session.close()


@pytest.mark.parametrize("name", ["run.sh", "run.desktop", "a.exe", "a.txt", "folder.txt"])
def test_only_files_of_our_kinds_are_opened_also_through_links(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.txt":
        (tmp_path / "evil.desktop").write_text("[Desktop Entry]", encoding="utf-8")
        path.symlink_to(tmp_path / "evil.desktop")
    elif name == "folder.txt":
        path.mkdir()
    else:
        path.write_text("echo", encoding="utf-8")
    assert not Original(path, "").may_open


@pytest.mark.parametrize("path", ["\\\\evil\\share\\a.txt", "//evil/share/a.txt"])
def test_another_computer_is_never_asked(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: pytest.fail("it was looked at"))
    assert not Original(Path(path), "").may_open


def test_what_somebody_else_wrote_there_is_never_a_crash(session: Session, tmp_path: Path) -> None:
    (done,) = session.import_files([write_article(tmp_path)])
    assert done.document_id is not None
    for said in ("no JSON {", "[1]", json.dumps({"file": "x" * 300, "raw_sha256": 1})):
        made = f"UPDATE decisions SET after = '{said}' WHERE act = 'import'"
        forge(session._project.db.conn, made)
        found = session.originals.of(done.document_id)
        assert found is None or not (found.is_there or found.may_open)
