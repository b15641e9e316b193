"""Hands and eyes for an installed program: a virtual screen, keys, pictures, one article's work.

Every step waits for its effect in the project file, so that a slow machine only takes longer.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import TracebackType

PATIENCE = 120.0  # seconds for any one step


class Failed(Exception):
    """The installed program did not do what it should."""


def expect(is_so: bool, otherwise: str) -> None:
    """Raises Failed, which says what is so instead."""
    if not is_so:
        raise Failed(otherwise)


def expect_same(one: Path, other: Path) -> None:
    """Two files, byte for byte."""
    expect(one.read_bytes() == other.read_bytes(), f"{one.name} differs from {other.name}")


class Screen:
    """An Xvfb with a window manager; use it as a context manager."""

    def __enter__(self) -> Screen:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
        quiet = subprocess.DEVNULL
        server = [*command, "-nolisten", "tcp"]
        self._server = subprocess.Popen(server, pass_fds=(writing,), stderr=quiet)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        self._environment = {**os.environ, "DISPLAY": self.display}
        self._manager = subprocess.Popen(
            ["openbox"], env=self._environment, stdout=quiet, stderr=quiet
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def wait_for_window(self, title: str) -> str:
        """The id of the window whose title holds these words, brought to the front."""
        wait(lambda: bool(self._found(title)), f"a window “{title}”")
        window = self._found(title)[-1]
        self._do("xdotool", "windowactivate", "--sync", window)
        return window

    def has_window(self, title: str) -> bool:
        return bool(self._found(title))

    def press(self, *keys: str) -> None:
        """Press keys as xdotool names them, one after the other."""
        self._do("xdotool", "key", "--clearmodifiers", "--delay", "80", *keys)

    def picture(self, target: Path, *, may_be_empty: bool = False) -> None:
        """Save what the whole screen shows; an empty one is a failure unless it is allowed."""
        self._do("import", "-window", "root", str(target))
        colours = self._do("identify", "-format", "%k", str(target))
        if int(colours) < 20 and not may_be_empty:
            raise Failed(f"{target.name} shows an empty screen.")

    def _found(self, title: str) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--name", title]
        found = subprocess.run(command, env=self._environment, capture_output=True, text=True)
        return found.stdout.split()

    def _do(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, timeout=PATIENCE
        )
        if done.returncode:
            raise Failed(f"{' '.join(command)}: {done.stderr}")
        return done.stdout


def wait(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Look again and again until it is so.

    Raises:
        Failed: it is not so after that time.
    """
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise Failed(f"Waited in vain for {what}.")
        time.sleep(0.3)


def work_through_article(screen: Screen, project: Path, picture: Path) -> Path:
    """Confirm, correct, complete and export the one article of an open project, by keys alone.

    Args:
        project: its file, as this system sees it.
        picture: is taken before the article is completed.

    Returns:
        The gold that the window wrote.
    """
    screen.wait_for_window(project.stem)
    wait(lambda: suggestions(project) > 0, "suggestions in the window")
    for key in ("a", "s", "BackSpace", "s"):  # confirm, another status, its undo, and again
        before = decisions(project)
        screen.press(key)
        wait(partial(has_more_decisions, project, before), f"what {key} does")
    screen.picture(picture)
    screen.press("ctrl+shift+Return")
    screen.wait_for_window("Confirm all that is visible")
    screen.press("Return")
    wait(lambda: status(project) == ["complete"], "the article to be complete")
    screen.wait_for_window(project.stem)
    screen.press("ctrl+e")
    screen.wait_for_window("Export")
    screen.press("Return")
    gold = project.with_name(f"{project.stem}-gold.jsonl")
    wait(gold.exists, "the export")
    return gold


def decisions(project: Path) -> int:
    """How many gestures the project's log holds."""
    return int(look(project, "SELECT count(DISTINCT gesture) FROM decisions")[0][0])


def has_more_decisions(project: Path, than: int) -> bool:
    return decisions(project) > than


def suggestions(project: Path) -> int:
    """How many suggestions the project holds."""
    return int(look(project, "SELECT count(*) FROM suggestions")[0][0])


def status(project: Path) -> list[str]:
    """The status of each article."""
    return [row[0] for row in look(project, "SELECT status FROM documents")]


def look(project: Path, sql: str) -> list[tuple[str, ...]]:
    """Ask a copy: what this system locks, a program of another system would not see."""
    with tempfile.TemporaryDirectory() as folder:
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{project}{end}", f"{folder}/copy{end}")
        with closing(sqlite3.connect(f"{folder}/copy")) as db:
            return db.execute(sql).fetchall()
