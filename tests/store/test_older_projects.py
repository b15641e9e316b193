"""A project of every version of the file: opened, brought up to date, and nothing lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session import Session
from annotator.store.migrations import STEPS
from tests.samples import write_gold

FIXTURES = Path(__file__).with_name("fixtures")
#: Made by the code of its time (fixtures/make.py).
VERSIONS = sorted(path.stem for path in FIXTURES.glob("*.annotator"))


def test_every_step_but_the_newest_has_a_file() -> None:
    assert set(VERSIONS) >= {*STEPS} - {[*STEPS][-1]}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_project_exports_what_it_did(version: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / f"{version}.annotator", tmp_path / "old.annotator"))
    out = tmp_path / "gold.jsonl"
    with closing(Session(path)) as old:
        assert list(old.examine()) == []
        for name, log in ((version, True), (f"{version}.plain", False)):
            write_gold(old, out, all_articles=True, log=log)
            assert out.read_bytes() == (FIXTURES / f"{name}.jsonl").read_bytes()
        assert old.undo() is not None
        assert old.redo() is not None
        assert list(old.examine()) == []
