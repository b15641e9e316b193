"""Whatever is typed behind ``annotator``: 0, 1 or 2, a sentence, and nothing half done."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.core import edits
from annotator.session import Session
from tests import samples
from tests.badinput.arguments import PARSERS, argument_lists, shown
from tests.badinput.desk import Desk, gold_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and pipes of POSIX")

#: They load the language model, or lock their own process in: a few of them, in processes.
HEAVY = {"predict", "evaluate", "suggest", "worker", "convert"}
#: What succeeds may change the project; so may an import of which only a part failed.
CHANGING = {"import", "suggest", "copies", "restore", "doctor", "backups"}
_HOW = settings(suppress_health_check=list(HealthCheck), print_blob=True, database=None)


@cache
def template() -> Path:
    """A project with decisions and suggestions."""
    folder = Path(tempfile.mkdtemp())
    with closing(Session(folder / "news.annotator", create=True, analyst="anna")) as session:
        samples.filled(session, folder)
        assert session.review is not None
        session.apply(edits.confirm(session.review, "r1", session.scales))
    return session.path


def check(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), template())
        before = desk.project.read_bytes()
        said = desk.run(arguments)
        assert said.status in (0, 1, 2)
        assert "Traceback" not in said.err
        assert "\x1b" not in said.out + said.err
        if said.status == 2:
            assert said.err.startswith("annotator: ")
            assert said.err.endswith(("--help\n", "?\n"))
            assert said.err.count("\n") == 1, said
            assert desk.project.read_bytes() == before
        elif said.status == 1:
            assert said.out + said.err, "nothing was said"
        after = gold_of(desk.project)
        if said.status == 2 or not CHANGING & set(arguments):
            assert after == gold_of(template())


def run(command: str, examples: int) -> None:
    @settings(_HOW, max_examples=examples)
    @given(argument_lists(command))
    def holds(arguments: list[str]) -> None:
        try:
            check(arguments)
        except Exception as error:
            error.add_note(shown(arguments))
            raise

    holds()


@pytest.mark.parametrize("command", sorted(PARSERS.keys() - HEAVY))
def test_odd_arguments(command: str) -> None:
    run(command, 8)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("command", sorted(PARSERS.keys() - HEAVY))
def test_many_odd_arguments(command: str) -> None:
    run(command, 100)


#: A few in processes of their own, as they are started: the window and what loads the model too.
REAL = (
    (1, "gui", "folder", "--screenshot", "x.png"),
    (1, "gui", "pipe", "--screenshot", "x.png"),
    (1, "gui", "news.annotator", "--screenshot", "folder", "--open", "\udcff"),
    (1, "gui", "news.annotator", "--data-dir", "article.txt"),
    (1, "predict", "pipe", "/dev/zero", "\udcff.txt", "gone.txt", "-o", "news.annotator"),
    (1, "evaluate", "old.jsonl", "--json", "news.annotator"),
    (1, "suggest", "locked/news.annotator/x"),
    (1, "worker", "--scales", "scales"),
    (0, "convert"),
)


@pytest.mark.parametrize("case", REAL, ids=lambda case: case[1])
def test_odd_arguments_of_a_process(tmp_path: Path, case: tuple[int, str]) -> None:
    status, *arguments = case
    desk = Desk(tmp_path, template())
    said = desk.start(arguments)
    assert said.status == status, said
    assert "Traceback" not in said.out + said.err
    assert "mistake of the program" not in said.err
    assert gold_of(desk.project) == gold_of(template())
