"""What docs/SECURITY.md promises of the program as a whole, line by line."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

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


NO_SOCKETS = """
import socket, sys
def refuse(*_):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
from annotator.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.model
def test_nothing_opens_a_socket(tmp_path: Path) -> None:
    project, article = tmp_path / "news.annotator", samples.write_article(tmp_path)
    for arguments in (
        ("import", project, article),
        ("predict", article, "-o", tmp_path / "out.jsonl"),
        ("export", project, tmp_path / "gold.jsonl", "--all"),
        ("doctor", project),
    ):
        done = subprocess.run(
            [sys.executable, "-c", NO_SOCKETS, *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
