"""Packs the laid-out program into setup.exe with NSIS.

The files are named one by one, in order: NSIS would take them as the disk lists them, and so the
uninstaller removes exactly what was installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import signing

HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--icon", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--fast", action="store_true", help="larger, for a build only tried out")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    pack(options.tree, options.icon, options.version, options.out, fast=options.fast)
    return 0


def pack(tree: Path, icon: Path, version: str, out: Path, *, fast: bool = False) -> None:
    """Make the installer of all that lies in a folder."""
    tree = tree.resolve()
    files = sorted(path.relative_to(tree) for path in tree.rglob("*") if path.is_file())
    (tree.parent / "install.nsh").write_text("\n".join(installing(tree, files)) + "\n")
    (tree.parent / "remove.nsh").write_text("\n".join(removing(files)) + "\n")
    defined = {
        "VERSION": version,
        "VERSION4": ".".join([*version.split(".")[:3], "0", "0", "0"][:4]),
        "WORK": str(tree.parent),
        "OUT": str(out.resolve()),
        "ICON": str(icon.resolve()),
        "SIDE": str(icon.resolve().with_name("side.bmp")),
        "KILOBYTES": str(sum((tree / file).stat().st_size for file in files) // 1024),
    }
    if fast:
        defined["FAST"] = "1"
    if signing.is_wanted():
        defined["SIGN"] = f'"{sys.executable}" "{HERE / "signing.py"}"'
    command = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in defined.items())]
    out.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, HERE / "installer.nsi"], check=True)


def installing(tree: Path, files: list[Path]) -> list[str]:
    """The commands that write every file, folder by folder."""
    lines, folder = [], None
    for file in sorted(files, key=lambda file: (file.parent, file.name)):
        if file.parent != folder:
            folder = file.parent
            lines.append(f'SetOutPath "{installed(folder)}"')
        lines.append(f'File "{escaped(str(tree / file))}"')
    return lines


def removing(files: list[Path]) -> list[str]:
    """The commands that delete every file, and each folder once it is empty."""
    folders = {parent for file in files for parent in file.parents} - {Path()}
    return [
        *(f'Delete "{installed(file)}"' for file in files),
        *(f'RMDir "{installed(folder)}"' for folder in sorted(folders, reverse=True)),
    ]


def installed(path: Path) -> str:
    """Where a file or folder of the tree lies on the person's machine."""
    return "\\".join(["$INSTDIR", *map(escaped, path.parts)])


def escaped(text: str) -> str:
    return text.replace("$", "$$")


if __name__ == "__main__":
    sys.exit(main())
