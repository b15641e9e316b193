"""Repair: in place from the log, else what can be read goes into a new file; nothing is deleted."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import KnownError, ProjectError
from annotator.session import Session
from annotator.session.repairing import repair
from annotator.store.backups import Backups
from tests.samples import TEXT, filled
from tests.store.test_backups import break_pages
from tests.store.test_doctor import DAMAGES, findings, plant
from tests.store.test_doctor import path as path
from tests.store.test_doctor import template as template

#: What no log can tell anew: what was changed in the log itself, in a text or in a suggestion.
NOT_MENDED = {
    "edited text",
    "lost text",
    "wrong sha256",
    "zone out of the text",
    "decision changed",
    "decision taken out",
    "log cut",
    "decision without values",
    "undo of nothing",
    "suggestion taken away",
    "undone twice",
    "gesture changed",
    "hash changed",
    "said to be imported",
    "another decided",
    "suggestion of nothing",
    "suggestion of no article",
    "text and sha256 changed",
    "wrong sha256 of the file",
    "no act of import",
    "date that is none",
    "labels without RATING",
    "labels of the future",
    "filter that is none",
    "article taken away",
}


@pytest.mark.parametrize("name", DAMAGES)
def test_in_place(path: Path, name: str) -> None:
    plant(path, DAMAGES[name][0])
    before = log_of(path)
    done = repair(path)
    assert done.path == path
    assert done.backup is not None
    assert findings(path) == done.left
    assert bool(done.left) == (name in NOT_MENDED), done.left
    assert log_of(path) == before


def test_what_guards_a_project_is_made_again(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TRIGGER texts_no_UPDATE")
        conn.execute("DROP INDEX spans_by_state")
        conn.execute("DROP VIEW searchable")
    assert len(repair(path).mended) == 3
    assert findings(path) == []


def test_a_search_index_that_cannot_be_read_harms_nothing_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DELETE FROM words_data")
        conn.commit()
    with closing(Session(path)) as session:
        with pytest.raises(KnownError, match="The index of words"):
            session.search("Dunmere")
        review = session.open_article("ashcombe.txt")
        session.apply(edits.set_flag(review, not review.article.flag))
    repair(path)
    with closing(Session(path)) as session:
        assert session.search("Dunmere").hits


def log_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT * FROM decisions ORDER BY seq").fetchall()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles; in every second one a rating is confirmed and a span taken out."""
    folder = tmp_path_factory.mktemp("many")
    with closing(Session(folder / "news.annotator", create=True, analyst="anna")) as session:
        for number in range(40):
            filled(session, folder, f"a{number}.txt", f"{TEXT} Report {number}.")
            if number % 2:
                assert session.review is not None
                session.apply(edits.confirm(session.review, "r1", session.scales))
                session.apply(edits.reject(session.review, "s5"))
        return session.path


def states(path: Path) -> dict[str, object]:
    """Every article that can be read, as it stands."""
    found: dict[str, object] = {}
    with closing(Session(path)) as session:
        for number in range(40):
            try:
                review = session.open_article(f"a{number}.txt")
            except KnownError:
                continue
            found[review.document.id] = (review.document.text, review.spans, review.ratings)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_goes_into_a_new_file(many: Path, tmp_path: Path, seed: int) -> None:
    whole, path = states(many), tmp_path / "news.annotator"
    shutil.copy(many, path)
    raw, rng = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(3):
        page = rng.randrange(20, len(raw) // 4096)  # the first hold the tables' names
        raw[page * 4096 : page * 4096 + 4096] = rng.randbytes(4096)
    path.write_bytes(raw)
    done = repair(path)
    assert path.read_bytes() == raw
    assert done.path == tmp_path / "news-salvaged.annotator"
    rescued = states(done.path)
    assert len(rescued) >= 20
    blamed = " ".join([*done.lost, *(f.where for f in done.left)])
    for document_id, state in whole.items():
        if rescued.get(document_id) != state:
            assert f"{document_id}" in blamed or "decision log" in blamed
    assert findings(done.path) == done.left


def test_a_file_that_was_cut_off(many: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.annotator"
    raw = many.read_bytes()
    path.write_bytes(raw[: len(raw) // 4096 * 3 // 4 * 4096])
    with closing(Session(path)) as session:
        assert session.safety.read_only is not None
    done = repair(path)
    assert len(states(done.path)) > 20
    assert any("newest" in sentence for sentence in done.lost)


def test_a_salvaged_project_goes_on(many: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(many, tmp_path / "news.annotator"))
    break_pages(path)
    first, second = repair(path), repair(path)
    assert (first.path.name, second.path.name) == (
        "news-salvaged.annotator",
        "news-salvaged2.annotator",
    )
    assert Backups(path).all() == []
    with closing(Session(first.path)) as session:
        for document_id in session.article_ids():
            try:
                review = session.open_article(document_id)
            except KnownError:
                continue
            session.apply(edits.set_flag(review, True))
            with suppress(ProjectError):  # where the log of this article is not whole
                assert session.undo() is not None
