"""Projects that cannot be written: opened for reading, and every decision refused in words."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PureWindowsPath
from typing import Self

import pytest

from annotator.core import edits
from annotator.core.errors import Damaged, ProjectError
from annotator.core.filters import ArticleFilter
from annotator.session import Session
from annotator.store.addresses import address
from annotator.store.database import Database
from tests.samples import TEXT, filled, write_gold
from tests.store.test_backups import break_pages

NOBODY = 65534
FIXTURES = Path(__file__).with_name("fixtures")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's power to write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that others may enter, and one for their temporary files."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    (made / "tmp").mkdir()
    (made / "tmp").chmod(0o777)
    monkeypatch.setattr(tempfile, "tempdir", str(made / "tmp"))
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(made / "tmp"))
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def project(folder: Path) -> Path:
    with closing(Session(folder / "news.annotator", create=True, analyst="anna")) as session:
        filled(session, folder)
    session.path.chmod(0o644)
    return session.path


def refuses(session: Session, words: str) -> None:
    """It can be read; a decision gets one sentence and changes nothing."""
    assert session.safety.read_only is not None
    assert words in session.safety.read_only.what
    review = session.open_article("ashcombe.txt")
    assert review.document.text == TEXT
    for _ in range(2):
        with pytest.raises(ProjectError, match=words) as caught:
            session.apply(edits.confirm(review, "s4", session.scales))
        assert caught.value.safe
        assert caught.value.todo.endswith(".")
    assert session.review == review
    assert session.search("Dunmere").hits
    session.settle()
    assert list(session.examine()) == []
    assert write_gold(session, Path(tempfile.gettempdir()) / "gold.jsonl", all_articles=True) == 1


def test_a_write_protected_file(folder: Path) -> None:
    path = project(folder)
    path.chmod(0o444)
    folder.chmod(0o777)
    with as_nobody(), closing(Session(path)) as session:
        refuses(session, "its file is write-protected")


def test_a_folder_in_which_nothing_can_be_written(folder: Path) -> None:
    path = project(folder)
    path.chmod(0o666)
    with as_nobody(), closing(Session(path)) as session:
        refuses(session, "nothing can be written in its folder")
    assert sorted(p.name for p in folder.iterdir()) == ["ashcombe.txt", "news.annotator", "tmp"]


def test_what_was_written_last_is_read_there_too(folder: Path) -> None:
    """A copy of a folder whose program was killed: the newest decision is in the second file."""
    path = project(folder)
    with closing(Session(path)) as session:
        review = session.open_article("ashcombe.txt")
        session.apply(edits.set_note(review, "s4", "newest"))
        copies = [(p, folder / f"copy{p.name[4:]}") for p in folder.glob("news.annotator*")]
        for source, target in copies:
            if not source.name.endswith("-shm"):
                shutil.copy(source, target)
                target.chmod(0o444)
    with as_nobody(), closing(Session(folder / "copy.annotator")) as session:
        assert session.open_article("ashcombe.txt").spans["s4"].note == "newest"
    assert [p.name for p in (folder / "tmp").iterdir() if p.is_dir()] == []


def test_an_older_project_on_a_medium_that_cannot_be_written(folder: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "m001_project.annotator", folder / "old.annotator"))
    path.chmod(0o444)
    before = path.read_bytes()
    with as_nobody(), closing(Session(path)) as session:
        assert session.search("Dunmere").hits
        assert session.safety.read_only is not None
    assert path.read_bytes() == before


def test_a_damaged_project_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "news.annotator"
    with closing(Session(path, create=True)) as session:
        for number in range(40):
            filled(session, tmp_path, f"a{number}.txt", f"{TEXT} Report {number}.")
    break_pages(path)
    before = path.read_bytes()
    with closing(Session(path)) as session:
        read, broken = 0, 0
        for number in range(40):
            try:
                session.open_article(f"a{number}.txt")
                read += 1
            except Damaged:
                broken += 1
        assert read > 0
        assert broken > 0
        assert session.safety.read_only is not None
        assert "doctor --repair" in session.safety.read_only.todo
        with pytest.raises(Damaged):
            session.save_filter("x", ArticleFilter())
    assert path.read_bytes() == before


def test_the_schema_itself_is_damaged(tmp_path: Path) -> None:
    """Opened as far as that goes, or refused in words; never a traceback."""
    path = tmp_path / "news.annotator"
    Database(path, create=True).close()
    raw = bytearray(path.read_bytes())
    raw[200:4096] = b"\xa5" * 3896
    path.write_bytes(raw)
    with pytest.raises(ProjectError):
        Database(path)


def test_a_windows_network_drive_has_an_address_that_sqlite_reads() -> None:
    class Windows(PureWindowsPath):
        def absolute(self) -> Self:
            return self

    def said(path: str) -> str:
        return address(Windows(path), "mode=ro")  # type: ignore[arg-type]

    assert (
        said(r"\\server\news\a b#.annotator") == "file:////server/news/a%20b%23.annotator?mode=ro"
    )
    assert said(r"C:\news\a.annotator") == "file:///C:/news/a.annotator?mode=ro"
