"""A folder full of odd files in which commands are run as in a process of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from annotator import cli
from annotator.core.errors import KnownError
from annotator.exchange.gold_jsonl import to_json
from annotator.session import Session
from tests.badinput.arguments import furnish
from tests.badinput.powers import without_root

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    status: int
    out: str
    err: str


class Desk:
    """Attributes: ``project``, a sound one."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder = folder / "a" / "b"  # so that ".." is a folder of the test's too
        self._folder.mkdir(parents=True)
        furnish(self._folder, template)
        self.project = self._folder / "news.annotator"

    def run(self, arguments: list[str]) -> Said:
        """In this process; a mistake of the program is raised."""
        before, environment, stdin = Path.cwd(), dict(os.environ), sys.stdin
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        os.chdir(self._folder)
        os.environ["ANNOTATOR_DEBUG"] = "1"
        sys.stdin = io.TextIOWrapper(io.BytesIO(b'{"a": 1}\n\xff\n'))
        try:
            with without_root(), redirect_stdout(out), redirect_stderr(err):
                status = cli.run(arguments, _no_window)
        finally:
            sys.stdin = stdin
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)
        return Said(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def start(self, arguments: list[str]) -> Said:
        """In a process of its own, as a person would, with odd lines on its standard input."""
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *arguments],
            cwd=self._folder,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)},
            input=b'{"a": 1}\n\xff\n[]\n\n',
            capture_output=True,
            timeout=100,
            check=False,
        )
        return Said(
            done.returncode, *(s.decode(errors="replace") for s in (done.stdout, done.stderr))
        )


def _no_window(_: object) -> int:
    raise KnownError("The window cannot be shown here.")


def gold_of(project: Path) -> list[str]:
    """Every article with its log as gold; ``doctor`` is content with all of it."""
    with closing(Session(project)) as session:
        assert list(session.examine()) == []
        return [to_json(session.gold_line(one)) for one in session.article_ids()]
