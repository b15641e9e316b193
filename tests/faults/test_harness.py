"""The harness would notice: each kind of loss is made once, and found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.core import edits, zoning
from annotator.session import Session
from annotator.store import project
from annotator.store.database import Database
from tests.faults import harness
from tests.faults.promises import Promises, broken
from tests.samples import forge, items_of, suggested


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return harness.make_template(tmp_path)


def killed_after(
    monkeypatch: pytest.MonkeyPatch, damage: Callable[[Session], None], line: str
) -> None:
    """Instead of a random process: one confirmed rating, then the damage."""

    def kill(path: Path, rng: random.Random, tally: harness.Tally) -> list[str]:
        with closing(Session(path)) as session:
            review = session.open_article("a0.txt")
            edit = edits.confirm(review, "r1", session.scales)
            session.apply(edit)
            damage(session)
        wanted = [(n, c.act, c.target) for n, c in enumerate(edit.changes, 1)]
        said = {"kind": "decide", "decisions": {"a0.txt": wanted}}
        return [line + harness.json.dumps(said)]

    monkeypatch.setattr(harness, "_kill_at_random", kill)


def tally_of(template: Path, tmp_path: Path) -> harness.Tally:
    tally = harness.Tally()
    folder = tmp_path / "round"
    folder.mkdir()
    harness.one_round(template, folder, 1, tally)
    return tally


def cut(*, keep: int) -> Callable[[Session], None]:
    return lambda s: forge(s._project.db.conn, f"DELETE FROM decisions WHERE n > {keep}")


@pytest.mark.parametrize(
    ("damage", "line", "lost", "words"),
    [
        (lambda s: None, "=", 0, ""),
        (lambda s: None, "+", 0, ""),
        (cut(keep=0), "=", 4, "decision 1 (confirm r1) is lost"),
        (cut(keep=3), "=", 1, "decision 4 (confirm s3) is lost"),
        (cut(keep=2), "+", 0, "half a gesture is there"),
        (
            lambda s: forge(s._project.db.conn, "DELETE FROM spans WHERE id = 's2'"),
            "=",
            0,
            "a0.txt is not what its log makes of it",
        ),
    ],
)
def test_a_loss_is_found(
    template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Session], None],
    line: str,
    lost: int,
    words: str,
) -> None:
    killed_after(monkeypatch, damage, line)
    tally = tally_of(template, tmp_path)
    assert tally.lost == lost
    assert bool(tally.faults) == bool(words)
    assert any(words in what for what in tally.said) or not words


@pytest.mark.parametrize(
    ("promise", "lost"),
    [
        ({"imported": {"a1.txt": "0"}}, "the article a1.txt"),
        ({"read": {"a1.txt": "9.9"}}, "the run 9.9 over a1.txt"),
        ({"filters": ["mine"]}, "a kept filter"),
        ({"labels": [["GPE", "Town"]]}, "labels"),
    ],
)
def test_what_is_no_decision_is_missed_too(
    template: Path, promise: dict[str, object], lost: str
) -> None:
    promised = Promises()
    promised.hear("=" + harness.json.dumps({"kind": "some", **promise}))
    with closing(Session(template)) as session:
        found = broken(session, promised)
    assert found.lost == 1
    assert lost in found.said[0]


def test_a_run_over_former_furniture_is_no_promise_any_more(template: Path) -> None:
    """Killed in the next run over the article, before it was written: nothing is lost."""
    with closing(Session(template)) as session:
        rules = "9.9"
        text = session.source("a0.txt").text
        session.add_suggestions("a0.txt", suggested(items_of(text), rules=rules))
        session.apply(zoning.toggled(session.open_article("a0.txt"), 0, 5))
        for unread, lost in (["a0.txt"], 0), ([], 1):
            promised = Promises()
            for line in (
                f'={{"kind": "suggest", "read": {{"a0.txt": "{rules}"}}}}',
                "=" + harness.json.dumps({"kind": "decide", "unread": unread}),
                '+{"kind": "suggest", "read": {"a0.txt": "9.10"}}',
            ):
                promised.hear(line)
            promised.decisions["a0.txt"] = [(1, "correct", "a0.txt")]
            assert broken(session, promised).lost == lost


def test_a_store_that_writes_in_pieces_is_caught(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real process, killed for real, with transactions switched off."""

    @contextmanager
    def writing(self: Database) -> Iterator[None]:
        self.conn.isolation_level = None
        yield

    monkeypatch.setattr(Database, "writing", writing)
    monkeypatch.setattr(project.Project, "_check_current", lambda *_: None)
    tally = harness.Tally()
    for seed in range(60):
        folder = tmp_path / f"round{seed}"
        folder.mkdir()
        harness.one_round(template, folder, seed, tally)
        if tally.faults:
            break
    assert tally.faults
