"""Another process works on the same project: nothing freezes, nothing is overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from annotator.core import edits
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gui.conftest import ROOT, acts, banner, here

Sit = Callable[..., Analyst]

#: Holds the lock of the project it is given, and says so.
HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""
#: Decides and suggests in an article of the project it is given, when it is told to.
COLLEAGUE = """
import sys
from pathlib import Path
from annotator.core import edits
from annotator.session import Session
from tests import samples
session = Session(Path(sys.argv[1]), analyst="ben")
review = session.open_article("a.txt")
print("ready", flush=True)
sys.stdin.readline()
if sys.argv[2] == "decide":
    session.apply(edits.reject(review, "s5"))
else:
    text = session.source("a.txt").text
    found = [*samples.items_of(text), samples.span_of(text, "patchy", "RATING", "s99")]
    session.add_suggestions("a.txt", samples.suggested(found, rules="2.0"))
print("done", flush=True)
"""


@contextmanager
def running(script: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has said its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str]) -> None:
    """Tell it to go on, and wait until it is done."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "done\n"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is of Unix")
def test_a_program_that_stands_still_with_the_lock(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    with running(HOLDER, str(news)) as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        analyst.press("A")
        ticks: list[int] = []
        timer = QTimer()
        timer.timeout.connect(lambda: ticks.append(1))
        timer.start(10)
        analyst.wait(lambda: len(ticks) > 20)
        timer.stop()
        assert "Waiting for another program" in analyst.window.panels.keys.state_text
        assert acts(news) == []
    analyst.wait(lambda: acts(news) == ["confirm"] * 4)


def test_a_project_opens_while_another_program_stands_still(news: Path, sit: Sit) -> None:
    with running(HOLDER, str(news)):
        assert here(sit(news)) == "a.txt"


def test_what_a_colleague_decided_is_not_overwritten(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    with running(COLLEAGUE, str(news), "decide") as colleague:
        told(colleague)
        analyst.press("A")
    assert "changed in another window" in banner(analyst)
    assert "Nothing was overwritten" in banner(analyst)
    assert acts(news) == ["reject"]
    review = analyst.window.bench.session.review  # type: ignore[union-attr]
    assert review is not None
    assert "s5" not in review.spans
    analyst.press("A")
    assert acts(news) == ["reject"] + ["confirm"] * 4


def test_suggestions_of_another_program_appear(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("A")
    with running(COLLEAGUE, str(news), "suggest") as colleague:
        told(colleague)
        session = analyst.window.bench.session  # type: ignore[union-attr]
        analyst.wait(lambda: any(s.exact == "patchy" for s in session.review.spans.values()))
    assert acts(news) == ["confirm"] * 4
    assert session.review.ratings["r1"].state == "confirmed"
    assert list(session.examine()) == []


def test_an_import_at_the_command_line_beside_decisions(
    news: Path, tmp_path: Path, sit: Sit
) -> None:
    analyst = sit(news)
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(150):
        samples.write_article(folder, f"n{number}.txt", f"{samples.TEXT}\nNumber {number}.")
    command = [sys.executable, "-m", "annotator", "import", str(news), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as importing:
        pressed = 0
        writer = analyst.window.bench.desk.writer  # type: ignore[union-attr]
        while importing.poll() is None and pressed < 60:
            analyst.press("F")
            analyst.wait(lambda: not writer.is_waiting)
            pressed += 1
        out, _ = importing.communicate()
    assert "150 added" in out
    assert acts(news) == ["flag"] * pressed
    model = analyst.window.panels.articles.model
    analyst.wait(lambda: len(model.ids) == 153)
    with closing(Session(news)) as session:
        assert list(session.examine()) == []


def test_two_windows_at_once(news: Path, sit: Sit) -> None:
    first, second = sit(news), sit(news)
    first.press("A")
    second.press("X")
    assert "Nothing was overwritten" in banner(second)
    second.press("Backspace")  # of whoever decided last, as the history says
    assert acts(news) == ["confirm"] * 4 + ["undo"] * 4
    review = first.window.bench.session.review  # type: ignore[union-attr]
    first.wait(lambda: first.window.bench.session.review is not review)  # type: ignore[union-attr]
    with closing(Session(news)) as session:
        assert edits.confirm(session.open_article("a.txt"), "r1", session.scales)
        assert list(session.examine()) == []
