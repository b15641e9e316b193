"""Lays out the installed program as a folder: launchers, runtime, packages, licences.

annotator-window.exe  annotator.exe  LICENSE.txt  THIRD-PARTY.txt
runtime/   the official CPython, which finds its modules by python311._pth alone
lib/       the packages, ours among them, compiled; start.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cpython
import launchers
import signing
import trim

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COMMON_LICENCES = ("LGPL-3", "GPL-3", "Apache-2.0")
SEARCH_PATH = "python311.zip\r\n.\r\n..\\lib\r\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=Path, required=True, help="folder of installed packages")
    parser.add_argument("--icon", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("tree", type=Path)
    options = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        print("Bytecode for the packaged Python 3.11 can only be made by Python 3.11.")
        return 1
    tree: Path = options.tree
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    lay_runtime(tree / "runtime", tree.parent)
    lay_packages(options.site, tree / "lib")
    made = launchers.build(tree, tree.parent / "launcher", options.icon, options.version)
    for launcher in made:
        signing.sign(launcher)
    shutil.copyfile(ROOT / "LICENSE", tree / "LICENSE.txt")
    gather_licences(options.site, tree)
    settle_times(tree)
    return 0


def lay_runtime(runtime: Path, work: Path) -> None:
    """The verified CPython, with a search path of ours."""
    runtime.mkdir()
    for name, data in cpython.fetch(work).items():
        (runtime / name).write_bytes(data)
    (runtime / "python311._pth").write_text(SEARCH_PATH, newline="")


def lay_packages(site: Path, lib: Path) -> None:
    """What the program needs of the packages, compiled."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and trim.is_shipped(path):
            (lib / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, lib / path)
    shutil.copyfile(HERE / "start.py", lib / "start.py")
    # A fixed hash seed and one process: the order of sets gets into the bytecode.
    options: list[str | Path] = ["-q", "-j", "1", "--invalidation-mode", "unchecked-hash"]
    options += ["-s", lib, "-p", "lib", lib]
    subprocess.run(
        [sys.executable, "-m", "compileall", *options],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )


def gather_licences(site: Path, tree: Path) -> None:
    """What the packages say, and the texts of what no package carries."""
    texts = {name: Path("/usr/share/common-licenses", name) for name in COMMON_LICENCES}
    texts["Python"] = tree / "runtime" / "LICENSE.txt"
    texts["NSIS"] = Path("/usr/share/doc/nsis/copyright")
    texts["mingw-w64"] = Path("/usr/share/doc/mingw-w64-common/copyright")
    given = [word for name, file in texts.items() for word in ("--text", f"{name}={file}")]
    script = HERE.parent / "licences.py"
    subprocess.run([sys.executable, script, site, tree / "THIRD-PARTY.txt", *given], check=True)


def settle_times(tree: Path) -> None:
    """Every file as old as the commit: the installer keeps these times."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in tree.rglob("*"):
        os.utime(path, (when, when))


if __name__ == "__main__":
    sys.exit(main())
