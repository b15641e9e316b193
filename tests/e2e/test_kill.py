"""kill -9 right after a decision's key press in the true window: the decision is there."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session import Session
from tests import samples
from tests.chance import SEED

SCRIPT = Path(__file__).with_name("deciding_window.py")
ROOT = Path(__file__).resolve().parents[2]
#: The longest a window lives after its first decision, in seconds.
LONGEST = 0.6

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Six articles with suggestions, enough for a window that presses keys for a while."""
    path = tmp_path / "template.annotator"
    with closing(Session(path, create=True, analyst="anna")) as session:
        for number in range(6):
            text = f"{samples.TEXT}\nReport {number}."
            samples.filled(session, tmp_path, f"a{number}.txt", text)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def acknowledged(project: Path, seed: int, rng: random.Random) -> tuple[list[int], list[str]]:
    """Counts that a window said before it was killed, and what it complained of."""
    home = project.with_suffix(".home")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
    environment["ANNOTATOR_DATA_DIR"] = str(home)
    child = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(project), str(seed)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    late = threading.Timer(60, child.kill)
    late.start()
    said = child.stdout.readline()  # the first decision: the window is up
    time.sleep(rng.random() * LONGEST)
    child.kill()
    rest, errors = child.communicate()
    late.cancel()
    lines = (said + rest).decode().split("\n")[:-1]  # what has no end was not said
    counts = [int(line[2:]) for line in lines if line.startswith("= ")]
    return counts, [line for line in errors.decode().splitlines() if "Traceback" in line]


def one_round(template: Path, folder: Path, seed: int) -> tuple[int, list[str]]:
    """How many decisions were acknowledged, and everything that must not be."""
    rng = random.Random(seed)
    folder.mkdir()
    project = folder / "news.annotator"
    shutil.copy(template, project)
    counts, faults = acknowledged(project, seed, rng)
    if not counts:
        return 0, [f"seed {seed}: the window never took a decision {faults}"]
    with closing(sqlite3.connect(project)) as db:
        (there,) = db.execute("SELECT count(*) FROM decisions WHERE n > 0").fetchone()
    if there < counts[-1]:
        faults.append(f"seed {seed}: {counts[-1]} acknowledged, {there} there")
    if counts != sorted(counts):
        faults.append(f"seed {seed}: the log became shorter")
    with closing(Session(project)) as session:
        faults += [f"seed {seed}: doctor: {f.where}: {f.what}" for f in session.examine()]
    shutil.rmtree(folder)
    return counts[-1], faults


def rounds(template: Path, tmp_path: Path, count: int) -> tuple[int, list[str]]:
    with ThreadPoolExecutor(2) as pool:
        seeds = range(SEED, SEED + count)
        done = list(pool.map(lambda s: one_round(template, tmp_path / f"r{s}", s), seeds))
    return sum(n for n, _ in done), [fault for _, faults in done for fault in faults]


@pytest.mark.timeout(170)
def test_fifty_kills_of_the_window(template: Path, tmp_path: Path) -> None:
    decisions, faults = rounds(template, tmp_path, 50)
    assert faults == []
    assert decisions > 200, "too few decisions to prove anything"


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_hundred_and_fifty_kills_of_the_window(template: Path, tmp_path: Path) -> None:
    decisions, faults = rounds(template, tmp_path, 150)
    assert faults == []
    assert decisions > 600, "too few decisions to prove anything"
