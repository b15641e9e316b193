"""What this program is made of, for ``--version``, for reports and for the window."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from annotator import __version__, assets
from annotator.extraction import PACKAGES, RULES


def text() -> str:
    """Program, model, rules, Qt, spaCy, Python and build, each with its version, on one line."""
    import platform
    from importlib import metadata

    parts = [f"annotator {__version__}", f"model {model() or 'none'}", f"rules {RULES}"]
    for name, package in (("Qt", "PySide6-Essentials"), ("spaCy", "spacy")):
        try:
            parts.append(f"{name} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            parts.append(f"no {name}")
    return ", ".join([*parts, f"Python {platform.python_version()}", build()])


def model() -> str | None:
    """Name and version of the language model that is used, without loading it."""
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin:
            meta = json.loads(Path(spec.origin).with_name("meta.json").read_text(encoding="utf-8"))
            return f"{meta['lang']}_{meta['name'].removeprefix('en_')}-{meta['version']}"
    return None


def build() -> str:
    """Commit and day of an installed program's build."""
    file = assets.resource("build.json")
    if not file.is_file():
        return "from source"
    info = json.loads(file.read_text(encoding="utf-8"))
    return f"build {info['commit']} of {info['date']}"
