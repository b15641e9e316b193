"""Opening a project file, and every way in which that can go wrong, in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.core.errors import ProjectError
from annotator.store import migrations
from annotator.store.database import APPLICATION_ID, Database

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.annotator"


def made(path: Path) -> Path:
    Database(path, create=True).close()
    return path


def refused(path: Path, words: str, *, create: bool = False) -> ProjectError:
    """Opening says so in a sentence, and leaves every byte as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ProjectError, match=words) as caught:
        Database(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(caught.value).endswith(".")
    return caught.value


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
def open_folder() -> Iterator[Path]:
    """A folder that others may enter too."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_a_new_project_is_private(path: Path) -> None:
    with closing(Database(path, create=True)) as db, db.writing():
        db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
        files = [p for p in path.parent.iterdir() if p.name.startswith(path.name)]
        assert {p.name for p in files} >= {path.name, f"{path.name}-wal"}
        assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}


def test_the_pragmas_that_keep_decisions_safe(path: Path) -> None:
    with closing(Database(made(path))) as db:
        assert db.value("PRAGMA journal_mode") == "wal"
        assert db.value("PRAGMA synchronous") == 2
        assert db.value("PRAGMA foreign_keys") == 1
        assert db.value("PRAGMA application_id") == APPLICATION_ID


def test_nothing_there(path: Path) -> None:
    refused(path, "There is no project at")
    assert not path.exists()
    path.touch()
    refused(path, "There is no project at")


def test_a_folder_is_no_project(path: Path) -> None:
    path.mkdir()
    refused(path, "is a folder, no project")


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "news.annotator"
    assert made(deep).exists()


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(ProjectError, match="cannot be opened: "):
        Database(tmp_path / "a" / "news.annotator", create=True)


@pytest.mark.parametrize("create", [False, True])
def test_a_text_is_no_project(path: Path, create: bool) -> None:
    path.write_text("Dunmere Prison was rated good. " * 40)
    refused(path, "is not a project of Annotator", create=create)


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
        conn.commit()
    refused(path, "is a database, but not a project")
    assert not path.with_name(path.name + "-wal").exists()


def test_a_newer_project_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(made(path))) as conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('annotator', 'm999_future', 'x')"
        )
        conn.commit()
    assert "newer version" in refused(path, "written by a newer Annotator").todo


def test_a_damaged_file_says_so(path: Path) -> None:
    with closing(Database(made(path))) as db, db.writing():
        rows = [(f"k{n}", "x" * 500) for n in range(500)]
        db.conn.executemany("INSERT INTO project VALUES (?, ?)", rows)
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 :] = b"\xff" * (len(raw) - 4096 * 3)
    path.write_bytes(raw)
    with pytest.raises(ProjectError, match=r"is damaged\.") as caught:
        with closing(Database(path)) as db:
            db.rows("SELECT * FROM project WHERE key != 'chain'")
    assert "annotator doctor" in caught.value.todo


def test_broken_off_before_its_first_table(path: Path) -> None:
    """As a crash in the very first moment leaves it."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    with closing(Database(path)) as db:
        assert db.value("SELECT count(*) FROM documents") == 0
        assert db.value("PRAGMA application_id") == APPLICATION_ID
    assert not path.with_suffix(".backups").exists()


def test_a_read_only_file(open_folder: Path) -> None:
    path = made(open_folder / "news.annotator")
    path.chmod(0o444)
    with as_nobody(), pytest.raises(ProjectError, match=r"for reading only: its file is"):
        with closing(Database(path)) as db, db.writing():
            db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
    with closing(Database(path)) as db:
        assert db.value("SELECT count(*) FROM project WHERE key != 'chain'") == 0


def test_a_folder_that_may_not_be_entered(open_folder: Path) -> None:
    path = made(open_folder / "in" / "news.annotator")
    path.parent.chmod(0o000)
    try:
        with as_nobody(), pytest.raises(ProjectError, match="cannot be opened: Permission denied"):
            Database(path)
    finally:
        path.parent.chmod(0o700)


def test_locked_by_another_program(path: Path) -> None:
    with closing(Database(made(path), busy_ms=20)) as db:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ProjectError, match="Another program is writing to"):
                with db.writing():
                    raise AssertionError("the lock was not asked for at the start")
            other.execute("ROLLBACK")
        with db.writing():
            db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
        assert db.value("SELECT value FROM project WHERE key != 'chain'") == "b"


def test_a_full_disk(path: Path) -> None:
    with closing(Database(made(path))) as db:
        db.conn.execute(f"PRAGMA max_page_count = {db.value('PRAGMA page_count')}")
        with pytest.raises(ProjectError, match="The disk is full") as caught, db.writing():
            db.conn.execute("INSERT INTO project VALUES ('kept', 'not')")
            db.conn.execute("INSERT INTO project VALUES ('a', ?)", ("x" * 100_000,))
        assert "is safe" in caught.value.safe
        assert not db.conn.in_transaction
        assert db.rows("SELECT * FROM project WHERE key != 'chain'") == []


def test_a_mistake_of_our_own_stays_a_bug(path: Path) -> None:
    with closing(Database(made(path))) as db, pytest.raises(sqlite3.OperationalError):
        db.rows("SELECT nonsense FROM nowhere")


def test_all_or_nothing(path: Path) -> None:
    with closing(Database(made(path))) as db:
        with pytest.raises(RuntimeError), db.writing():
            db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
            with db.writing():
                db.conn.execute("INSERT INTO project VALUES ('c', 'd')")
            raise RuntimeError
        assert db.rows("SELECT * FROM project WHERE key != 'chain'") == []


def test_an_inner_failure_takes_back_only_itself(path: Path) -> None:
    with closing(Database(made(path))) as db:
        with db.writing():
            db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
            with pytest.raises(RuntimeError), db.writing():
                db.conn.execute("INSERT INTO project VALUES ('c', 'd')")
                raise RuntimeError
        assert db.rows("SELECT key FROM project WHERE key != 'chain'") == [("a",)]


# --- migrations ---


def later_steps(monkeypatch: pytest.MonkeyPatch, *, failing: bool = False) -> None:
    """The next version of the program, with one more step."""

    def later(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN colour TEXT")
        if failing:
            raise RuntimeError("half-way")

    monkeypatch.setitem(migrations.STEPS, "m900_colour", later)


def columns(db: Database) -> set[str]:
    return {str(row[1]) for row in db.rows("PRAGMA table_info(documents)")}


def with_a_row(path: Path) -> Path:
    with closing(Database(made(path))) as db, db.writing():
        db.conn.execute("INSERT INTO project VALUES ('a', 'b')")
    return path


def test_a_backup_is_made_before_migrating(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_row(path)
    later_steps(monkeypatch)
    with closing(Database(path)) as db:
        assert "colour" in columns(db)
        assert db.value("SELECT value FROM project WHERE key != 'chain'") == "b"
    (copy,) = path.with_suffix(".backups").iterdir()
    assert copy.name.endswith("-migration.annotator")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    monkeypatch.undo()
    with closing(Database(copy)) as db:
        assert "colour" not in columns(db)
        assert db.value("SELECT value FROM project WHERE key != 'chain'") == "b"
    refused(path, "written by a newer Annotator")


def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_row(path)
    with monkeypatch.context() as patched:
        later_steps(patched, failing=True)
        with pytest.raises(RuntimeError, match="half-way"):
            Database(path)
    with closing(Database(path)) as db:
        assert "colour" not in columns(db)
        assert db.value("SELECT value FROM project WHERE key != 'chain'") == "b"


def test_no_backup_where_nothing_is_to_migrate(path: Path) -> None:
    Database(with_a_row(path)).close()
    assert not path.with_suffix(".backups").exists()


def test_a_new_file_has_the_tables_that_are_expected(path: Path) -> None:
    """Also those in which sqlite-utils notes the steps, of which our own words are a copy."""
    with closing(Database(made(path))) as db:
        stored = dict(db.rows("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    assert migrations.expected_schema(migrations.STEPS).items() <= stored.items()


def test_the_version_changes_with_another_programs_write(path: Path) -> None:
    with closing(Database(made(path))) as db, closing(Database(path)) as other:
        before = db.version()
        with db.writing():
            db.conn.execute("INSERT INTO project VALUES ('own', 'x')")
        assert db.version() == before
        with other.writing():
            other.conn.execute("INSERT INTO project VALUES ('other', 'x')")
        assert db.version() != before


def test_two_programs_make_the_same_project_at_once(path: Path) -> None:
    """Each sees an empty file; the second waits, and finds the tables made."""
    code = (
        "import sys, pathlib; from annotator.store.database import Database; "
        "Database(pathlib.Path(sys.argv[1]), create=True, busy_ms=5000).close()"
    )
    several = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for program in several:
        assert program.communicate(timeout=60)[1] == b""
        assert program.returncode == 0


def test_the_tables_are_made_under_the_write_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program makes the project just before this one would have."""
    real = migrations.pending
    first = True

    def pending(conn: sqlite3.Connection) -> list[str]:
        nonlocal first
        found = real(conn)
        if first:
            first = False
            Database(path).close()
        return found

    sqlite3.connect(path).close()
    path.touch()
    with sqlite3.connect(path) as empty:
        empty.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    empty.close()
    monkeypatch.setattr(migrations, "pending", pending)
    with closing(Database(path)) as db:
        assert db.value("SELECT count(*) FROM documents") == 0


def test_reading_sees_one_state(path: Path) -> None:
    with closing(Database(made(path))) as db, closing(Database(path)) as other:
        with db.reading(), db.reading():  # the inner one belongs to the outer one
            assert db.value("SELECT count(*) FROM project WHERE key != 'chain'") == 0
            with other.writing():
                other.conn.execute("INSERT INTO project VALUES ('a', 'b')")
            assert db.value("SELECT count(*) FROM project WHERE key != 'chain'") == 0
        assert db.value("SELECT count(*) FROM project WHERE key != 'chain'") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is")
def test_nothing_is_written_into_a_file_without_its_name(path: Path, tmp_path: Path) -> None:
    def write() -> None:
        with db.writing():
            db.conn.execute("INSERT OR REPLACE INTO project VALUES ('a', 'b')")

    db = Database(path, create=True)
    with closing(db):
        for name in (path, path.with_name(f"{path.name}-wal")):
            away = tmp_path / "away"
            name.rename(away)
            with pytest.raises(ProjectError, match=r"moved, deleted or replaced.*is safe"):
                write()
            name.write_bytes(b"what a program that synchronises folders put there")
            with pytest.raises(ProjectError, match="moved, deleted or replaced"):
                write()
            away.replace(name)
            write()


def test_nothing_is_written_while_one_state_is_read(path: Path) -> None:
    with closing(Database(path, create=True)) as db:
        with db.reading(), pytest.raises(RuntimeError), db.writing():
            pass
        with db.writing():
            assert db.conn.in_transaction


@pytest.mark.skipif(sys.platform == "win32", reason="locks there belong to the opened file")
def test_opening_twice_leaves_the_first_its_locks(path: Path) -> None:
    """Without them another program that closes the project takes the write-ahead file away."""
    first = Database(path, create=True)
    Database(path).close()
    look = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.close()"
    )
    subprocess.run([sys.executable, "-c", look, path, "SELECT * FROM documents"], check=True)
    assert path.with_name(f"{path.name}-wal").exists()
    first.close()
