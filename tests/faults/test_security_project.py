"""A project file that somebody made to do harm: it may be refused, it may not act."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import Damaged, KnownError
from annotator.core.filters import ArticleFilter, read_filter
from annotator.session import Session
from tests import samples
from tests.chance import SEED
from tests.samples import write_gold

#: What no column of ours holds, as SQL.
ODD = (
    *("NULL", "''", "'x'", "x'ff00'", "9e999", "-9223372036854775808", "1.5", "'[]'", "'{}'"),
    *("'null'", "'[[\"a\",1]]'", "replace(hex(zeroblob(2000)),'0','[')", "CAST(x'ff41' AS TEXT)"),
)
CODE = {
    "a trigger that swallows decisions": (
        "CREATE TRIGGER t BEFORE INSERT ON decisions BEGIN SELECT RAISE(IGNORE); END",
        "t",
    ),
    "a guard that guards nothing": (
        "DROP TRIGGER texts_no_UPDATE",
        "CREATE TRIGGER texts_no_UPDATE BEFORE UPDATE ON texts BEGIN SELECT 1; END",
        "texts_no_UPDATE",
    ),
    "a view": ("CREATE VIEW more AS SELECT * FROM texts", "more"),
    "a view in the place of a table": (
        "ALTER TABLE pace RENAME TO hidden",
        "CREATE VIEW pace AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
        "SELECT x AS tenths, x AS decisions FROM c",
        "pace",
    ),
    "a generated column": (
        "ALTER TABLE filters ADD COLUMN g GENERATED ALWAYS AS (hex(zeroblob(900000000)))",
        "filters",
    ),
    "a trigger under a name of the search": (
        "CREATE TRIGGER words_data AFTER INSERT ON decisions BEGIN DELETE FROM filters; END",
        "words_data",
    ),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    with closing(Session(folder / "news.annotator", create=True, analyst="anna")) as session:
        for number in range(2):
            samples.filled(session, folder, f"a{number}.txt", f"{samples.TEXT}\n{number}.")
        assert session.review is not None
        session.apply(edits.confirm(session.review, "r1", session.scales))
        session.save_filter("mine", ArticleFilter(flagged=True))
        session.set_labels(session.labels)
    return session.path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "news.annotator"))


@pytest.mark.parametrize("kind", CODE)
def test_code_in_the_file_is_named_and_nothing_is_written(path: Path, kind: str) -> None:
    *statements, name = CODE[kind]
    with closing(sqlite3.connect(path)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()
    before = path.read_bytes()
    with closing(Session(path)) as session:
        assert isinstance(session.safety.read_only, Damaged)
        assert name in str(session.safety.read_only)
        edit = edits.set_flag(session.open_article("a1.txt"), True)
        with pytest.raises(Damaged, match="did not put there"):
            session.apply(edit)
        if "place of a table" not in kind:
            assert any(name in finding.what for finding in session.examine())
    assert path.read_bytes() == before


def test_nothing_in_the_file_calls_what_is_not_harmless(path: Path) -> None:
    with closing(Session(path)) as session:
        db = session._project.db
        assert db.value("PRAGMA cell_size_check") == 1
        assert db.conn.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) < 1 << 30
        new_enough = sqlite3.sqlite_version_info >= (3, 41)
        assert db.value("PRAGMA trusted_schema") == (0 if new_enough else 1)
        with pytest.raises(sqlite3.OperationalError, match=r"not authorized|no such function"):
            db.rows("SELECT load_extension('x')")


def doings(session: Session, out: Path) -> Iterator[Callable[[], object]]:
    """All that reads the project or writes to it."""
    ids = session._project.documents.ids()  # those that are aside, too
    yield lambda: session.article_rows(ids)
    yield from (lambda i=i: session.open_article(i) for i in ids)  # type: ignore[misc]
    yield session.progress
    yield lambda: session.search("inadequate")
    yield session.past
    yield session.overview
    yield session.saved_filters
    yield lambda: list(session.examine())
    yield lambda: write_gold(session, out, all_articles=True)
    yield lambda: session.article_ids(read_filter("status:new order:newest"))
    yield lambda: session.add_suggestions(ids[0], samples.suggested([], rules="2"))
    yield from (lambda i=i: session.scores(i) for i in ids)  # type: ignore[misc]
    yield lambda: session.apply(edits.set_flag(session.open_article(ids[-1]), True))
    yield session.undo
    yield session.refresh
    yield session.label_uses


def columns(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as conn:
        tables = conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%' "
            "AND name NOT LIKE 'sqlite_stat%'"
        ).fetchall()
        return [(t, row[1]) for (t,) in tables for row in conn.execute(f"PRAGMA table_info({t})")]


def try_values(template: Path, folder: Path, count: int) -> None:
    """Nothing but sentences, whatever stands in a column."""
    rng = random.Random(SEED)
    wishes = [(table, column, odd) for table, column in columns(template) for odd in ODD]
    for number, (table, column, odd) in enumerate(rng.sample(wishes, min(count, len(wishes)))):
        path = folder / f"{number}.annotator"
        shutil.copy(template, path)
        with closing(sqlite3.connect(path)) as conn, suppress(sqlite3.Error):
            samples.forge(conn, f'UPDATE {table} SET "{column}" = {odd}')
        try:
            with closing(Session(path)) as session:
                for doing in doings(session, folder / "gold.jsonl"):
                    with suppress(KnownError):
                        doing()
        except KnownError:
            pass
        except Exception as error:
            raise AssertionError(f"{table}.{column} = {odd}, seed {SEED}") from error
        path.unlink()


def test_values_that_no_program_of_ours_stores(template: Path, tmp_path: Path) -> None:
    try_values(template, tmp_path, 30)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_all_values_that_no_program_of_ours_stores(template: Path, tmp_path: Path) -> None:
    try_values(template, tmp_path, 10**6)
