"""The walls of the house: who may import whom (docs/ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "annotator"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: layer -> what it may import of ours, and which of the guarded third parties.
OURS = {
    "core": {"core"},
    "extraction": {"core", "assets", "extraction"},
    "store": {"core", "store"},
    "exchange": {"core", "assets", "exchange"},
    "session": {"core", "store", "exchange", "paths", "session"},
    "settings": {"core", "settings"},
    "assets": set(),
    "paths": {"core"},
    "gui": {"core", "session", "settings", "assets", "paths", "version", "logs", "gui"},
    "cli": {
        "core",
        "extraction",
        "store",
        "exchange",
        "session",
        "settings",
        "logs",
        "assets",
        "paths",
        "command_line",
        "commands",
    },
    "commands": {"core", "session", "settings", "paths", "commands"},
    "logs": {"core", "paths", "version"},
    "app": {"core", "session", "settings", "assets", "paths", "logs", "gui"},
    "command_line": {"core", "exchange", "paths", "version"},
    "version": {"assets", "extraction"},
    "__main__": {"core", "cli", "app"},
}
GUARDED = {
    "PySide6": {"gui", "app"},
    "shiboken6": {"gui", "app"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "spacy": {"extraction"},
    "thinc": {"extraction"},
    "rensa": {"session"},
}
#: The one exception: a DocBin can only be written with spaCy.
EXCEPTIONS = {("exchange/formats/docbin.py", "spacy")}
#: Third parties of core: graphemes need more than the standard library.
CORE_MAY = {"regex"}
SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+(or\s+\w+\s+)?into|update\s+\w+\s+set|delete\s+from)\s",
    re.I | re.S,
)


def layer(path: Path) -> str:
    """The folder or top-level module that a file belongs to."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> set[str]:
    """Every dotted name that a file imports, in functions and type-only blocks too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "annotator":
                names.update(f"annotator.{alias.name}" for alias in node.names)
            elif node.module:
                names.add(node.module)
    return names


def wrong_imports(path: Path) -> list[str]:
    """The imports of a file that its layer does not allow."""
    here = layer(path)
    name = path.relative_to(PACKAGE).as_posix()
    wrong = []
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "annotator":
            target = rest.partition(".")[0]
            if target and not target.startswith("__") and target not in OURS.get(here, set()):
                wrong.append(module)
        elif (top in GUARDED and here not in GUARDED[top] and (name, top) not in EXCEPTIONS) or (
            here == "core" and top not in sys.stdlib_module_names | CORE_MAY
        ):
            wrong.append(module)
    return wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_stay_inside_the_walls(path: Path) -> None:
    assert wrong_imports(path) == []


def test_the_test_sees_a_broken_wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "core" / "bad.py"
    bad.parent.mkdir()
    bad.write_text(
        "def f():\n    from PySide6.QtCore import Qt\n    import annotator.store.items\n"
    )
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    assert set(wrong_imports(bad)) == {"PySide6.QtCore", "annotator.store.items"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_sql_lives_in_the_store(path: Path) -> None:
    if layer(path) == "store":
        return
    strings = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [s for s in strings if SQL.search(s)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


@pytest.mark.parametrize(
    ("module", "never"),
    [
        ("annotator.cli", ("PySide6", "spacy", "numpy", "sqlite_utils")),
        ("annotator.session", ("PySide6", "spacy", "thinc", "numpy", "sqlite_utils", "jsonschema")),
        ("annotator.session", ("annotator.exchange.readers", "annotator.exchange.exporting")),
        ("annotator.session", ("regex", "difflib", "annotator.core.gold", "annotator.core.rerun")),
        ("annotator.session", ("annotator.core.propagation", "annotator.core.searching")),
        ("annotator.cli", ("annotator.exchange", "annotator.session")),
        ("annotator.app", ("spacy", "numpy", "sqlite_utils")),
        ("annotator.gui.main_window", ("spacy", "numpy", "sqlite_utils")),
        ("annotator.gui.main_window", ("annotator.gui.dialogs", "annotator.gui.panels.welcome")),
        ("annotator.gui.main_window", ("annotator.gui.suggester", "annotator.core.protocol")),
        ("annotator.gui.main_window", ("annotator.gui.panels.picker", "annotator.gui.importing")),
        ("annotator.gui.main_window", ("regex", "annotator.core.exports", "annotator.core.dates")),
        ("annotator.extraction.worker", ("PySide6", "sqlite_utils")),
    ],
)
def test_importing_loads_nothing_heavy(module: str, never: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([m for m in {never!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_without_a_home() -> None:
    assert {layer(path) for path in MODULES} - {"__init__"} <= OURS.keys()
