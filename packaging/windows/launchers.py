"""Builds the two launchers with mingw: the same bytes from the same sources."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOURCES = Path(__file__).resolve().parent / "launcher"
TOOLS = "x86_64-w64-mingw32-"
#: file -> what makes it a window's or a console's program.
LAUNCHERS = {
    "annotator-window.exe": ["-DWINDOW", "-mwindows"],
    "annotator.exe": ["-mconsole"],
}
_FLAGS = [
    *["-municode", "-Os", "-Wall", "-Wextra", "-Werror", "-s", "-static"],
    *["-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va"],
]


def build(target: Path, work: Path, icon: Path, version: str) -> list[Path]:
    """Compile both into a folder; returns them.

    Args:
        version: of the program, as 0.1.0.
    """
    work.mkdir(parents=True, exist_ok=True)
    for source in SOURCES.iterdir():
        shutil.copy(source, work)
    shutil.copy(icon, work / "annotator.ico")
    return [_built(target / name, options, work, version) for name, options in LAUNCHERS.items()]


def _built(target: Path, options: list[str], work: Path, version: str) -> Path:
    numbers = [*version.split(".")[:3], "0", "0", "0", "0"][:4]
    defines = [
        f"-DVERSION_NUMBERS={','.join(numbers)}",
        f'-DVERSION_TEXT=\\"{version}\\"',
        f'-DFILE_NAME=\\"{target.name}\\"',
    ]
    _run(work, "windres", *defines, "launcher.rc", "launcher.o")
    _run(work, "gcc", *_FLAGS, *options, "launcher.c", "launcher.o", "-o", target.resolve())
    return target


def _run(folder: Path, tool: str, *arguments: str | Path) -> None:
    subprocess.run([TOOLS + tool, *arguments], cwd=folder, check=True)
