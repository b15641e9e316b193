"""Backups: made while others write, skipped where nothing changed, checked, restored, undone."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import Damaged, KnownError, ProjectError
from annotator.core.filters import ArticleFilter
from annotator.session import Session, safety
from annotator.store import backups as making
from annotator.store.backups import Backups
from annotator.store.copying import Stopped
from annotator.store.restoring import held, restore, restored
from tests.samples import TEXT, filled, forge

ID = "ashcombe.txt"


@pytest.fixture
def kept(reviewed: Session) -> Backups:
    """The backups of a project with one article, open in a session."""
    return reviewed._project.backups


def decide(session: Session, item: str = "s4") -> None:
    assert session.review is not None
    session.apply(edits.confirm(session.review, item, session.scales))


def test_a_backup_is_private_whole_and_a_project(kept: Backups, reviewed: Session) -> None:
    decide(reviewed)
    backup = kept.make("opening")
    assert backup is not None
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert [path.name for path in kept.folder.iterdir()] == [backup.path.name]
    with closing(Session(backup.path)) as copy:
        assert list(copy.examine()) == []
        assert copy.safety.log()[1] == reviewed.safety.log()[1]
        assert copy.safety.read_only is not None
        assert "is a backup" in copy.safety.read_only.what


def test_nothing_changed_nothing_made(kept: Backups, reviewed: Session, tmp_path: Path) -> None:
    assert kept.make("opening") is not None
    assert kept.make("hourly") is None
    reviewed.save_filter("mine", ArticleFilter())
    assert kept.make("hourly") is not None
    decide(reviewed)
    assert kept.make("hourly") is not None
    filled(reviewed, tmp_path, "second.txt", f"{TEXT} More.")
    assert kept.make("hourly") is not None
    assert kept.make("hourly") is None
    assert kept.make("hourly", always=True) is not None


def test_a_backup_holds_one_state_while_others_decide(
    kept: Backups, reviewed: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decisions go on between its steps, and it never starts again."""
    head = reviewed.safety.log()[1]
    steps: list[int] = []
    monkeypatch.setattr("annotator.store.copying._PAGES", 2)
    items = iter(["s1", "s2", "s3", "s4", "s5"])

    def meanwhile(done: int, total: int) -> None:
        steps.append(done)
        for item in items:
            decide(reviewed, item)
            break

    backup = kept.make("hourly", on_progress=meanwhile)
    assert backup is not None
    assert steps == sorted(steps)
    assert reviewed.safety.log()[1] != head
    with closing(Session(backup.path)) as copy:
        assert copy.safety.log()[1] == head


def test_before_a_large_step_the_state_is_held(kept: Backups, reviewed: Session) -> None:
    head = reviewed.safety.log()[1]
    kept.before("bulk")
    decide(reviewed)
    kept.close()
    (backup,) = kept.all()
    assert backup.reason == "bulk"
    with closing(Session(backup.path)) as copy:
        assert copy.safety.log()[1] == head


def test_a_broken_off_restore_changes_nothing(
    kept: Backups, reviewed: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = kept.make("hourly")
    assert backup is not None
    decide(reviewed)
    head = reviewed.safety.log()[1]
    reviewed.close()
    monkeypatch.setattr("annotator.store.copying._PAGES", 2)
    with pytest.raises(KnownError, match="The restore was broken off"):
        safety.restore(kept.project, backup.path, by="anna", is_cancelled=lambda: True)
    assert [path.name for path in kept.folder.iterdir()] == [backup.path.name]
    with closing(Session(kept.project)) as session:
        assert session.safety.log()[1] == head
        assert session.safety.restored() is None


def test_a_broken_off_backup_leaves_nothing(kept: Backups) -> None:
    with pytest.raises(Stopped):
        kept.make("hourly", is_cancelled=lambda: True)
    assert kept.all() == []
    assert list(kept.folder.iterdir()) == []


def test_no_room(kept: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_SPARE_BYTES", 1 << 60)
    with pytest.raises(ProjectError, match=r"There is no room for a backup"):
        kept.make("hourly")


def test_a_damaged_project_gives_no_backup(kept: Backups, reviewed: Session) -> None:
    reviewed.close()
    break_pages(reviewed.path)
    with pytest.raises(Damaged):
        kept.make("hourly")
    assert kept.all() == []


def break_pages(path: Path) -> None:
    """Every fifth page of the second half, where the articles are."""
    raw = bytearray(path.read_bytes())
    for page in range(len(raw) // 4096 // 2, len(raw) // 4096, 5):
        raw[page * 4096 : page * 4096 + 2000] = b"\xa5" * 2000
    path.write_bytes(raw)


def test_what_a_restore_would_lose(kept: Backups, reviewed: Session) -> None:
    decide(reviewed)
    backup = kept.make("opening")
    assert backup is not None
    decide(reviewed, "s5")
    decide(reviewed, "s6")
    found = held(reviewed.path, backup.path)
    assert (found.articles, found.decisions, found.lost, found.gained) == (1, 1, 2, 0)
    restore(kept, backup.path, by="anna", at="t")
    newest = kept.all()[0]
    found = held(reviewed.path, newest.path)
    assert (found.decisions, found.lost, found.gained) == (3, 0, 2)


def test_a_restore_is_undone_by_the_next(kept: Backups, reviewed: Session) -> None:
    then = reviewed.safety.log()[1]
    backup = kept.make("opening")
    decide(reviewed)
    now = reviewed.safety.log()[1]
    assert backup is not None
    before = restore(kept, backup.path, by="anna", at="2024-05-31T12:00:00.000Z")
    assert before is not None
    assert before.reason == "restore"
    with closing(Session(reviewed.path)) as session:
        assert session.safety.log()[1] == then
        assert list(session.examine()) == []
        said = restored(session._project.db.conn)
        assert said == {
            "from": backup.path.name,
            "by": "anna",
            "at": "2024-05-31T12:00:00.000Z",
            "before": before.path.name,
        }
    restore(kept, before.path, by="anna", at="t")
    with closing(Session(reviewed.path)) as session:
        assert session.safety.log()[1] == now
        assert session._project.db.value("PRAGMA journal_mode") == "wal"


def test_an_open_window_sees_the_restored_state(kept: Backups, reviewed: Session) -> None:
    backup = kept.make("opening")
    decide(reviewed)
    assert backup is not None
    restore(kept, backup.path, by="anna", at="t")
    assert reviewed.changed_outside()
    reviewed.refresh()
    assert reviewed.review is not None
    assert reviewed.review.spans["s4"].state == "suggested"
    decide(reviewed)
    assert list(reviewed.examine()) == []


@pytest.mark.parametrize("damage", ["pages", "header", "gone"])
def test_a_restore_over_what_is_damaged(kept: Backups, reviewed: Session, damage: str) -> None:
    head = reviewed.safety.log()[1]
    backup = kept.make("opening")
    assert backup is not None
    path = reviewed.path
    reviewed.close()
    if damage == "pages":
        break_pages(path)
    elif damage == "header":
        path.write_bytes(b"\x00" * 4096 + path.read_bytes()[4096:])
    else:
        path.unlink()
    broken = path.read_bytes() if path.exists() else b""
    before = restore(kept, backup.path, by="anna", at="t")
    if damage == "gone":
        assert before is None
    else:
        assert before is not None
        assert before.reason == "damaged"
        assert before.path.read_bytes() == broken
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(Session(path)) as session:
        assert session.safety.log()[1] == head
        assert list(session.examine()) == []


@pytest.mark.parametrize("what", ["text", "other", "pages"])
def test_what_is_no_sound_backup_is_refused(
    kept: Backups, reviewed: Session, tmp_path: Path, what: str
) -> None:
    head, path = reviewed.safety.log()[1], tmp_path / "x.annotator"
    if what == "text":
        path.write_text("Dunmere " * 2000)
    elif what == "other":
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("CREATE TABLE a (b)")
    else:
        backup = kept.make("opening")
        assert backup is not None
        path = backup.path
        break_pages(path)
    count = len(kept.all())
    with pytest.raises(KnownError):
        restore(kept, path, by="anna", at="t")
    assert reviewed.safety.log()[1] == head
    assert len(kept.all()) == count


def test_a_restored_older_project_is_brought_up_to_date(
    kept: Backups, reviewed: Session, tmp_path: Path
) -> None:
    fixture = Path(__file__).with_name("fixtures") / "m001_project.annotator"
    old = Path(shutil.copy(fixture, tmp_path / "old.annotator"))
    restore(kept, old, by="anna", at="t")
    reviewed.close()
    with closing(Session(reviewed.path)) as session:
        assert list(session.examine()) == []
        assert "dunmere.txt" in session.article_ids()
    assert sorted(p.name for p in tmp_path.glob("old*")) == ["old.annotator"]


def test_logs_that_went_different_ways(kept: Backups, reviewed: Session) -> None:
    backup = kept.make("opening")
    assert backup is not None
    forge(reviewed._project.db.conn, "UPDATE decisions SET hash = 'x' WHERE seq = 1")
    assert held(reviewed.path, backup.path).lost == 0
