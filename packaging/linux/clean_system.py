"""A Debian with nothing but its base: no Python, no fonts, and a person without rights."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from driving import Failed

SUITE = "bookworm"
PERSON = "ana"
HOME = Path("home", PERSON)
#: Mounts live in a namespace of their own, so nothing stays mounted whatever ends this test.
_ENTER = """
set -e
mount --rbind /dev "$0/dev"; mount -t proc proc "$0/proc"
mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
exec chroot "$@"
"""


class Unavailable(Exception):
    """This machine cannot give a clean system; says why."""


class CleanSystem:
    """A copy of a freshly made Debian, in a folder that goes again."""

    def __init__(self, folder: Path) -> None:
        """Make it, from a base that is kept beside it for the next one.

        Raises:
            Unavailable: no root, no debootstrap, or no such suite.
        """
        if os.geteuid() != 0:
            raise Unavailable("a clean system (chroot) needs root")
        if shutil.which("debootstrap") is None:
            raise Unavailable("debootstrap is not installed")
        base = folder.with_name(f"base-{SUITE}")
        if not (base / "made").exists():
            shutil.rmtree(base, ignore_errors=True)
            base.parent.mkdir(parents=True, exist_ok=True)
            made = subprocess.run(
                ["debootstrap", "--variant=minbase", SUITE, base], capture_output=True, text=True
            )
            if made.returncode:
                raise Unavailable(f"Debian {SUITE} cannot be had: {made.stdout[-200:]}")
            (base / "made").touch()
        self.root = folder
        self.remove()
        subprocess.run(["cp", "-a", base, folder], check=True)
        for screens in (Path("/tmp/.X11-unix"), folder / "tmp/.X11-unix"):
            screens.mkdir(mode=0o1777, exist_ok=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", folder / "etc" / name)
        self.as_root("useradd", "--create-home", "--shell", "/bin/bash", PERSON)
        if self.as_root("sh", "-c", "command -v python3 || true"):
            raise Failed("The clean system has a Python.")

    @property
    def home(self) -> Path:
        """The person's folder, as seen from outside."""
        return self.root / HOME

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.remove()

    def as_root(self, *command: str) -> str:
        """Run something as root, with the network, as an administrator installs.

        Raises:
            Failed: it fails; with what it said.
        """
        environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        environment.append("DEBIAN_FRONTEND=noninteractive")
        inside = [str(self.root), "env", "-i", *environment, *command]
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", _ENTER, *inside[:1], *inside],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Failed(f"{command}: {done.stdout[-2000:]}{done.stderr}")
        return done.stdout.strip()

    def command(self, program: Sequence[str], display: str = "") -> list[str]:
        """The command line that runs a program as the person, without any network."""
        screen = [f"DISPLAY={display}"] if display else []
        root = str(self.root)
        return ["unshare", "--mount", "--net", "sh", "-c", _ENTER, root,
                f"--userspec={PERSON}:{PERSON}", root,
                "env", "-i", f"HOME=/{HOME}", f"LOGNAME={PERSON}", "LANG=C.UTF-8",
                "PATH=/usr/bin:/bin", f"XDG_RUNTIME_DIR=/{HOME}", *screen,
                "sh", "-c", f'cd /{HOME} && exec "$@"', "sh", *program]  # fmt: skip

    def run(self, *program: str) -> str:
        """What a program says when the person runs it.

        Raises:
            Failed: it fails; with what it said.
        """
        done = subprocess.run(self.command(program), capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"{program}: {done.stdout[-1000:]}{done.stderr[-3000:]}")
        return done.stdout

    def give(self, source: Path, name: str) -> None:
        """Put a file or folder into the person's home."""
        if source.is_dir():
            shutil.copytree(source, self.home / name)
        else:
            shutil.copy(source, self.home / name)
        self.as_root("chown", "-R", f"{PERSON}:", f"/{HOME}")

    def remove(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
