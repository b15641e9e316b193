"""Gathers the licences of everything that is shipped beside our own code into one file.

    python packaging/licences.py SITE_PACKAGES OUT [--text NAME=FILE ...]

Each package's own licence files are taken; a text that several share stands there once. ``--text``
adds what no package carries: the LGPL and GPL of Qt, and the licences of a system's libraries.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

HEAD = """Third-party software in Annotator
=================================

Annotator itself is under the MIT licence (see LICENSE). It comes with the software listed here,
unchanged; each part is under its own licence, whose text follows the list.

PySide6, shiboken6 and Qt are used under the GNU LGPL version 3. They are libraries of their own in
the program's folder: they may be replaced by versions that you built yourself. Their source is at
download.qt.io, and whoever gave you this program gives it to you when asked.
"""
#: Ours, and tools that only install.
NOT_SHIPPED = {"annotator", "pip", "setuptools", "wheel"}
#: Named without a licence file of their own; where their text is to be found here.
NO_FILE = {
    "pyside6_essentials": "LGPL-3",
    "shiboken6": "LGPL-3",
    "arro3_core": "Apache-2.0",
    "arro3_io": "Apache-2.0",
    "fontpkg": "MIT",
}
LICENCE_WORDS = ("licen", "copying", "notice", "copyright")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("site_packages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--text", action="append", default=[], metavar="NAME=FILE")
    options = parser.parse_args()
    rows, texts = [], {}
    given = dict(item.split("=", 1) for item in options.text)
    for name, file in given.items():
        texts.setdefault(read(Path(file)), []).append(name)
    for package in sorted(distributions(path=[str(options.site_packages)]), key=name_of):
        if name_of(package) in NOT_SHIPPED:
            continue
        rows.append(f"{name_of(package)} {package.version}: {licence(package)}")
        found = licence_texts(package)
        if not found and name_of(package) not in NO_FILE:
            print(f"{name_of(package)} has no licence file; say in NO_FILE what holds for it.")
            return 1
        for text in found:
            texts.setdefault(text, []).append(name_of(package))
    parts = [
        HEAD,
        "\n".join([*rows, *given]),
        *(section(text, names) for text, names in texts.items()),
    ]
    options.out.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return 0


def name_of(package: Distribution) -> str:
    return package.metadata["Name"].lower().replace("-", "_")


def licence(package: Distribution) -> str:
    """What the package's metadata call its licence, in one line."""
    data = package.metadata
    said = data.get("License-Expression") or data.get("License") or ""
    classes = [
        c.split(" :: ")[-1] for c in data.get_all("Classifier", []) if c.startswith("License")
    ]
    if said and "\n" not in said and len(said) < 100:
        return said
    return ", ".join(classes) or NO_FILE.get(name_of(package), "see its text")


def licence_texts(package: Distribution) -> list[str]:
    """The texts of its licence files, each once."""
    files = [
        Path(str(package.locate_file(file)))
        for file in package.files or []
        if any(word in file.name.lower() for word in LICENCE_WORDS)
        and file.suffix not in (".py", ".pyc", ".json", ".html")
    ]
    return list(dict.fromkeys(read(file) for file in sorted(files) if file.is_file()))


def read(file: Path) -> str:
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def section(text: str, names: list[str]) -> str:
    rule = "-" * 78
    return f"{rule}\n{', '.join(dict.fromkeys(names))}\n{rule}\n\n{text}"


if __name__ == "__main__":
    sys.exit(main())
