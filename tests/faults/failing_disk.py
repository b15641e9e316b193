"""Random analysts whose disk fails: real errors of the system's calls, given to SQLite itself.

A small library that is loaded before the C library (``failing_calls.c``) lets the n-th call on the
project's files fail. After each failure: the sentence says what is safe and what to do, memory is
what the file says, nothing that was acknowledged is lost, a copy as a crash would leave it is
sound, and once the disk works again so does the next act. ``run`` starts this file as a process of
its own.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.core.errors import Damaged, KnownError
from annotator.session import Session
from tests.faults.analyst import RandomAnalyst, make_template
from tests.faults.promises import Promises, broken, picture, unsound

ROOT = Path(__file__).resolve().parents[2]
WRITE, SYNC, TRUNCATE, OPEN, READ, SHORT = 1, 2, 4, 8, 16, 32
#: name -> calls that fail, with which error, and how many of them (-1: until it is mended).
FAILURES = {
    "disk full": (WRITE | TRUNCATE, errno.ENOSPC, -1),
    "disk full in a write": (WRITE | SHORT, errno.ENOSPC, -1),
    "quota": (WRITE, errno.EDQUOT, -1),
    "write error": (WRITE, errno.EIO, 1),
    "sync error": (SYNC, errno.EIO, 1),
    "read error": (READ, errno.EIO, 1),
    "short writes": (SHORT, 0, -1),
    "became read-only": (WRITE | TRUNCATE, errno.EROFS, -1),
}
#: Each sentence about a failure says one of these.
SAFE = ("is safe", "was not changed", "Nothing was changed")
#: Failures at each of which so many acts at most wait for it, and so many per round.
ACTS, FAILURES_A_ROUND = 12, 4


class Unavailable(Exception):
    """Here no disk can be made to fail."""


def library(folder: Path) -> Path:
    """The library that fails calls, compiled.

    Raises:
        Unavailable: the system is not Linux, or has no C compiler.
    """
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux"):
        raise Unavailable("LD_PRELOAD is of Linux")
    if compiler is None:
        raise Unavailable("there is no C compiler (apt-get install gcc)")
    made = folder / "failing_calls.so"
    source = Path(__file__).with_name("failing_calls.c")
    flags = ("-shared", "-fPIC", "-O1", "-Wall", "-Werror")
    subprocess.run([compiler, *flags, "-o", made, source, "-ldl"], check=True)
    return made


def environment(folder: Path) -> dict[str, str]:
    """What a process needs so that its calls can be made to fail."""
    return {**os.environ, "LD_PRELOAD": str(library(folder)), "PYTHONPATH": str(ROOT)}


def run(rounds: int, seed: int) -> dict[str, Any]:
    """All rounds in a process of its own: acknowledged, lost, injected, kinds, and what is wrong.

    Raises:
        Unavailable: see ``library``.
    """
    with tempfile.TemporaryDirectory(dir=os.environ.get("ANNOTATOR_FAULTS_DIR")) as name:
        command = [sys.executable, __file__, str(rounds), str(seed), name]
        done = subprocess.run(
            command, env=environment(Path(name)), stdout=subprocess.PIPE, text=True
        )
    if done.returncode:
        raise RuntimeError(f"the process ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


# --- in that process ---


class Disk:
    """The calls of this process that can be made to fail."""

    def __init__(self) -> None:
        self._calls = ctypes.CDLL(None)

    def fail(self, name: str, match: str, skip: int) -> None:
        """From the call behind the next ``skip`` on, calls on files with such a name fail."""
        calls, error, count = FAILURES[name]
        self._calls.faults_arm(calls, match.encode(), error, skip, count)

    def fail_calls(self, calls: int, match: str, error: int) -> None:
        self._calls.faults_arm(calls, match.encode(), error, 0, -1)

    @property
    def has_failed(self) -> int:
        """How many calls have failed since."""
        return int(self._calls.faults_fired())

    def mend(self) -> int:
        return int(self._calls.faults_disarm())

    def shift_clock(self, seconds: int) -> None:
        self._calls.faults_clock(ctypes.c_long(seconds))


@dataclass
class Round:
    """One analyst on one project."""

    folder: Path
    rng: random.Random
    disk: Disk
    injected: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    lost: int = 0
    promised: Promises = field(default_factory=Promises)

    @property
    def path(self) -> Path:
        return self.folder / "news.annotator"

    def run(self) -> None:
        """Failures one after the other, then a look at what is left."""
        with closing(Session(self.path, analyst="anna", busy_ms=100)) as session:
            analyst = RandomAnalyst(session, self.rng, self.folder, self.promised.hear)
            for _ in range(FAILURES_A_ROUND):
                self.disk.shift_clock(self.rng.choice([0, 0, -86_400, 3600]))
                name = self.rng.choice([*FAILURES, "moved away"])
                if name == "moved away":
                    self._move_away(session, analyst)
                else:
                    self._fail(name, session, analyst)
        self._look(self.path, strict=True)

    def _fail(self, name: str, session: Session, analyst: RandomAnalyst) -> None:
        self.disk.fail(name, "news.annotator", self.rng.randrange(8))
        error = None
        for _ in range(ACTS):
            error = self._act(analyst)
            if error is not None:
                break
        failed = self.disk.has_failed
        if error is not None and not failed:
            self.said.append(f"{name}: {error} although no call has failed")
        self._crash()
        self.disk.mend()
        self.injected[name] += failed > 0
        self._after(name, error, session, analyst)

    def _move_away(self, session: Session, analyst: RandomAnalyst) -> None:
        """The folder is gone for a while: nothing is written where nobody would find it."""
        gone = self.folder.with_name("gone")
        self.folder.rename(gone)
        self.folder.mkdir()
        error = next((e for e in (self._act(analyst) for _ in range(ACTS)) if e), None)
        for file in self.folder.iterdir():  # what it meant to import
            shutil.move(file, gone / file.name)
        self.folder.rmdir()
        gone.rename(self.folder)
        self.injected["moved away"] += 1
        if error is None:
            self.said.append("moved away: decisions were taken into a file without a name")
        self._after("moved away", error, session, analyst)

    def _act(self, analyst: RandomAnalyst) -> KnownError | None:
        try:
            analyst.act()
        except KnownError as error:
            return error
        return None

    def _after(
        self, name: str, error: KnownError | None, session: Session, analyst: RandomAnalyst
    ) -> None:
        if error is not None:
            if not any(words in str(error) for words in SAFE):
                self.said.append(f"{name}: the sentence does not say what is safe: {error}")
            if isinstance(error, Damaged):
                self.said.append(f"{name}: a sound file is taken for a damaged one: {error}")
            self.promised.pending = None
            self._look(self.path, strict=True)
        review = session.review
        with closing(Session(self.path)) as other:
            stored = picture(other.read(review.document.id)) if review else None
        if review is not None and picture(review) != stored:
            self.said.append(f"{name}: memory is not what the file says")
        known = self.promised.acknowledged
        for _ in range(50):
            again = self._act(analyst)
            if again is not None:
                self.said.append(f"{name}: once the disk works again: {again}")
            if again is not None or self.promised.acknowledged > known:
                return
        self.said.append(f"{name}: nothing could be decided afterwards")

    def _crash(self) -> None:
        """What a crash at this moment would leave is sound."""
        copy = self.folder / "crashed"
        copy.mkdir()
        for name in ("news.annotator", "news.annotator-wal"):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, copy / name.replace("news", "left"))
        self._look(copy / "left.annotator", strict=False)
        shutil.rmtree(copy)

    def _look(self, path: Path, *, strict: bool) -> None:
        """Compare a file with the promises; strict: nothing stands there that was refused."""
        pending, self.promised.pending = self.promised.pending, None
        if not strict:
            self.promised.pending = pending
        try:
            with closing(Session(path)) as session:
                found = broken(session, self.promised)
                self.lost += found.lost
                self.said += found.said
                self.said += unsound(session, path.with_suffix(".jsonl"))
        except KnownError as error:
            self.said.append(f"it cannot be opened: {error}")
        self.promised.pending = pending


def main() -> None:
    rounds, seed, work = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    template, disk = make_template(work), Disk()
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    said: list[str] = []
    acknowledged = lost = 0
    for number in range(rounds):
        folder = work / str(number)
        folder.mkdir()
        shutil.copy(template, folder / "news.annotator")
        one = Round(folder, random.Random(seed * 1_000_003 + number), disk)
        try:
            one.run()
        except Exception as error:  # a bug of the program: it is what this looks for
            one.said.append(f"{type(error).__name__}: {error}")
        disk.mend()
        disk.shift_clock(0)
        total += one.injected
        kinds += one.promised.kinds
        acknowledged, lost = acknowledged + one.promised.acknowledged, lost + one.lost
        said += [f"disk round {number} of seed {seed}: {what}" for what in one.said]
        shutil.rmtree(folder)
    numbers = {"acknowledged": acknowledged, "lost": lost, "injected": total.total()}
    print(json.dumps({**numbers, "kinds": {**kinds, **total}, "said": said}))


if __name__ == "__main__":
    main()
