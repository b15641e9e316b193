"""The extraction worker as a real process: what it finds, and what happens when it dies."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.core import edits
from annotator.core.explanations import Explanation
from annotator.gui.suggester import Suggester
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gui.conftest import chosen, here

Sit = Callable[..., Analyst]


class Watched:
    """A suggester with everything that it said."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.suggester = Suggester(session)
        self.busy: list[tuple[int, int]] = []
        self.notices: list[str] = []
        self.suggester.busy.connect(lambda done, total: self.busy.append((done, total)))
        self.suggester.noticed.connect(self.notices.append)

    def is_idle(self) -> bool:
        return bool(self.busy) and self.busy[-1][0] == self.busy[-1][1]

    def spans(self, document_id: str) -> int:
        return len(self.session.open_article(document_id).spans)


@pytest.fixture
def watched(session: Session) -> Iterator[Watched]:
    made = Watched(session)
    yield made
    made.suggester.stop()
    made.suggester.deleteLater()


def bring_in(session: Session, folder: Path, **texts: str) -> None:
    files = [samples.write_article(folder, f"{name}.txt", text) for name, text in texts.items()]
    assert {done.outcome for done in session.import_files(files)} == {"added"}


def test_every_article_is_read_once(watched: Watched, tmp_path: Path, qtbot: QtBot) -> None:
    bring_in(watched.session, tmp_path, one="It was inadequate.", two="Dunmere Prison is near.")
    watched.suggester.start()
    assert watched.busy == [(0, 2)], "what waits is said while the model is being loaded"
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert watched.busy[-1] == (2, 2)
    assert watched.notices == [""]
    assert (watched.spans("one.txt"), watched.spans("two.txt")) == (1, 1)
    bring_in(watched.session, tmp_path, three="An inadequate third.")
    watched.suggester.look_for_work()
    assert watched.busy[-1] == (0, 1)  # counted anew
    qtbot.waitUntil(watched.is_idle, timeout=10_000)


def test_a_worker_killed_in_mid_job_is_started_again(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one="DIE ONCE, inadequate.", two="Also inadequate.")
    watched.suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=15_000)
    assert (tmp_path / "died-once").exists()
    assert (watched.spans("one.txt"), watched.spans("two.txt")) == (1, 1)
    assert watched.notices[-1] == ""


def test_a_long_article_is_told_of_and_can_be_stopped(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not watched.suggester.stop_reading()
    bring_in(watched.session, tmp_path, one="LONG and inadequate.", two="Also inadequate.")
    watched.suggester.start()
    qtbot.waitUntil(lambda: any("long text: 1%" in n for n in watched.notices), timeout=10_000)
    assert watched.suggester.stop_reading()
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert watched.notices[-1] == "No suggestions for “one.txt”: It was cancelled."
    assert (watched.spans("one.txt"), watched.spans("two.txt")) == (0, 1)


def test_why_an_item_was_suggested_is_told_on_demand(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one="It was inadequate.")
    suggester = watched.suggester
    with qtbot.waitSignal(suggester.explained) as told:
        suggester.explain("one.txt", "s1")  # there is no worker yet, and no suggestion
    assert told.args == ["one.txt", "s1", None]
    suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    with qtbot.waitSignal(suggester.explained, timeout=10_000) as told:
        suggester.explain("one.txt", "s1")
    assert told.args == ["one.txt", "s1", Explanation("small", 0.5)]
    suggester.explain("one.txt", "s1")
    process = suggester._workers[0]._process
    assert process is not None
    with qtbot.waitSignal(suggester.explained, timeout=10_000) as told:
        process.kill()
    assert told.args == ["one.txt", "s1", None]


@pytest.mark.parametrize("word", ["DIE ALWAYS", "NONSENSE"])
def test_an_article_that_kills_it_twice_is_given_up(
    word: str, watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one=f"{word}: inadequate.", two="Also inadequate.")
    watched.suggester.start()
    qtbot.waitUntil(lambda: watched.is_idle() and watched.busy[-1][1] > 0, timeout=15_000)
    assert (watched.spans("one.txt"), watched.spans("two.txt")) == (0, 1)
    assert "No suggestions for “one.txt”: the extraction worker broke down" in watched.notices[-1]


def test_an_article_that_cannot_be_read_gives_its_reason(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one="SORRY.", two="Also inadequate.")
    watched.suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert "“one.txt”: This one is beyond the small worker." in watched.notices[-1]
    assert watched.spans("two.txt") == 1


def test_a_damaged_article_does_not_stop_the_others(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one="Inadequate.", two="Also inadequate.")
    with closing(sqlite3.connect(watched.session.path)) as db, db:
        db.execute("DROP TRIGGER texts_no_UPDATE")
        db.execute("UPDATE texts SET text = 'x' WHERE document_id = 'one.txt'")
    watched.suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert "“one.txt”: The text of “one.txt” is not the text" in watched.notices[-1]
    assert watched.spans("two.txt") == 1


def test_what_the_disk_did_not_take_is_read_again(
    watched: Watched, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(watched.session, tmp_path, one="An inadequate one.", two="Also inadequate.")
    conn = watched.session._project.db.conn
    watched.suggester.start()
    conn.execute("PRAGMA query_only = ON")  # SQLite refuses every write from here on
    qtbot.waitUntil(lambda: "(2 articles in all)" in "".join(watched.notices), timeout=10_000)
    watched.suggester.prefer("two.txt")  # opened while nothing can be written yet
    qtbot.waitUntil(lambda: "(2 articles" in watched.notices[-1], timeout=10_000)
    conn.execute("PRAGMA query_only = OFF")
    watched.suggester.prefer("one.txt")
    qtbot.waitUntil(lambda: not watched.session.never_read(), timeout=10_000)
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert watched.notices[-1] == ""
    assert (watched.spans("one.txt"), watched.spans("two.txt")) == (1, 1)


@pytest.mark.parametrize("command", [["no-such-worker-program"], [sys.executable, "-c", "1"]])
def test_a_missing_worker_is_noticed(
    command: list[str], watched: Watched, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "own_command", lambda *_: command)
    watched.suggester.start()
    qtbot.waitUntil(lambda: bool(watched.notices), timeout=10_000)
    assert watched.notices == ["Suggestions are off: the extraction worker does not start."]
    assert watched.busy == [(0, 0)]


def test_the_open_article_is_read_first(watched: Watched, tmp_path: Path, qtbot: QtBot) -> None:
    bring_in(watched.session, tmp_path, a="inadequate a", b="inadequate b", c="inadequate c")
    read: list[str | None] = []
    watched.session.on_change(lambda changes: read.append(changes.document_id))
    watched.suggester.prefer("c.txt")
    watched.suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=10_000)
    assert read == ["c.txt", "a.txt", "b.txt"]


def test_several_workers_share_many_articles(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    texts = {f"t{number}": f"Inadequate {number}." for number in range(6)}
    bring_in(session, tmp_path, **texts, die="DIE ONCE, inadequate.")
    suggester = Suggester(session, workers=3)
    busy: list[tuple[int, int]] = []
    suggester.busy.connect(lambda done, total: busy.append((done, total)))
    suggester.start()
    qtbot.waitUntil(lambda: (7, 7) in busy, timeout=20_000)
    assert len(suggester._workers) == 3
    assert session.never_read() == []
    suggester.stop()
    suggester.deleteLater()


def test_suggestions_leave_the_analyst_and_an_open_form_in_place(
    tmp_path: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "new.annotator"
    text = "Dunmere Prison was judged inadequate by inspectors.\n" + "More words here.\n" * 200
    with closing(Session(project, create=True)) as session:
        bring_in(session, tmp_path, long=text)
    monkeypatch.setattr(paths, "own_command", lambda *_: ["none-yet"])
    analyst = sit(project)
    assert here(analyst) == "long.txt"
    analyst.select("inadequate")
    analyst.press("N")
    cards = analyst.window.panels.cards
    assert cards.is_editing
    assert analyst.window.bench is not None
    analyst.window.bench.session.add_suggestions(
        "long.txt", samples.suggested([samples.span_of(text, "Dunmere Prison", "SERVICE", "s1")])
    )
    assert cards.is_editing
    analyst.press("Esc")
    assert not cards.is_editing
    assert chosen(analyst) == "s1"
    assert analyst.view.scene is not None
    assert "s1" in analyst.view.scene.review.spans


@pytest.mark.model
@pytest.mark.timeout(120)
def test_the_true_worker(
    watched: Watched, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "annotator", "worker"]
    monkeypatch.setattr(paths, "own_command", lambda *_: command)
    bring_in(watched.session, tmp_path, one=samples.TEXT)
    watched.suggester.start()
    qtbot.waitUntil(watched.is_idle, timeout=90_000)
    assert watched.notices == [""]
    assert watched.spans("one.txt") > 2


def test_an_article_that_was_aside_is_read_once_it_is_back(
    session: Session, tmp_path: Path, sit: Sit, qtbot: QtBot
) -> None:
    bring_in(session, tmp_path, one="It was inadequate.")
    session.apply(edits.set_aside(session.open_article("one.txt"), True))
    window = (analyst := sit(session.path, article="one.txt")).window
    qtbot.waitUntil(lambda: bool(window.suggester and window.suggester._hello), timeout=10_000)
    assert session.article_rows(["one.txt"])[0].open == 0
    analyst.press("Ctrl+Delete")
    qtbot.waitUntil(lambda: session.article_rows(["one.txt"])[0].open == 1, timeout=10_000)
