"""What docs/SECURITY.md promises of the program as a whole, line by line."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.changes import Reading
from annotator.core.exports import ExportWish
from annotator.session import Session
from annotator.session.exporting import guessed
from annotator.store import read_only
from tests import samples

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "annotator").rglob("*.py"))
#: Modules that make code of data, or talk to other computers.
NEVER = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"),
    *("socket", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "urllib3"),
    *("PySide6.QtNetwork", "PySide6.QtWebEngineCore", "xmlrpc"),
}
CALLS = {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_from_data_and_no_network(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            assert not any(name == one or name.startswith(f"{one}.") for one in NEVER), name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in CALLS, f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            assert called not in ("tempfile.mktemp", "os.system"), f"line {node.lineno}"
            assert not any(k.arg == "shell" for k in node.keywords), f"line {node.lineno}"


def test_every_document_of_this_table_exists() -> None:
    said = (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(tests/[\w/]+\.py)`", said):
        assert (ROOT / name).is_file(), name


#: Every Python that the program starts reads this first, so that its workers are watched too.
NO_SOCKETS = """
import os, socket
def refuse(*_, **__):
    os.write(2, b"a socket was opened\\n")
    os._exit(99)
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""
START = "import sys; from annotator.__main__ import main; sys.exit(main(sys.argv[1:]))"


def without_sockets(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program, and all that it starts, where a socket that is opened ends the process."""
    (folder / "sitecustomize.py").write_text(NO_SOCKETS, encoding="utf-8")
    paths = os.pathsep.join((str(folder), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-c", START, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def test_a_socket_in_a_further_process_is_seen(tmp_path: Path) -> None:
    """Else the tests below would prove nothing."""
    assert without_sockets(tmp_path, "--version").returncode == 0
    code = "import socket; socket.create_connection(('localhost', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (99, b"a socket was opened\n")


@pytest.mark.model
def test_nothing_opens_a_socket(tmp_path: Path) -> None:
    project, article = tmp_path / "news.annotator", samples.write_article(tmp_path)
    for arguments in (
        ("import", project, article),
        ("suggest", project),
        ("predict", article, "-o", tmp_path / "out.jsonl"),
        ("export", project, tmp_path / "gold.jsonl", "--all"),
        ("doctor", project),
        ("gui", project, "--screenshot", tmp_path / "window.png"),
    ):
        done = without_sockets(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
        assert "a socket was opened" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists, not modes")
def test_what_is_made_in_passing_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lies in the folder for temporary files, or beside, only its owner may read."""
    seen: set[str] = set()
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setenv("TMPDIR", str(passing))
    made: list[tuple[str, int]] = []

    def watch(*_: object) -> bool:
        for path in (*passing.glob("*"), *tmp_path.glob(".*.part"), *tmp_path.glob("news*")):
            seen.add(path.suffix or "folder")
            made.append((path.name, path.stat().st_mode & 0o077))
        return False

    before = os.umask(0o000)  # the most careless account there is
    try:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("page.html", f"<html><body><p>{samples.TEXT}</p></body></html>")
            archive.writestr("plain.txt", samples.TEXT * 2)
        with closing(Session(tmp_path / "news.annotator", create=True)) as session:
            how = Reading(is_cancelled=watch, on_file=watch)
            for _ in session.import_files([tmp_path / "a.zip"], how=how):
                watch()
            for name in ("gold.jsonl", "gold.xlsx"):
                wish = ExportWish(tmp_path / name, guessed(tmp_path / name).name, all_articles=True)
                session.exporting.run(wish, on_progress=watch)
            session.safety.back_up("asked")
            watch()
        folder, at = read_only.connect_to_copy(tmp_path / "news.annotator")
        watch()
        folder.close()
        shutil.rmtree(at)
    finally:
        os.umask(before)
    assert {".part", ".annotator"} <= seen
    assert [name for name, others in made if others] == []
