"""A Windows to try the installer in: Debian 13's wine 10 in a chroot, off the network.

Everything runs in one set of namespaces, which ends with this object: nothing stays mounted and no
process is left. The folder ``work`` is seen inside as ``/smoke`` and by Windows programs as ``Z:``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

SUITE = "trixie"
PACKAGES = ["wine", "wine64", "libgl1", "fonts-dejavu-core"]
USER = "ana"
_ENTER = """
set -e
mount --rbind /dev "$0/dev"; mount -t proc proc "$0/proc"
mount --bind "$1" "$0/smoke"; mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
echo ready; exec sleep infinity
"""


class Unavailable(Exception):
    """There is no such Debian to be had here."""


def prepare(root: Path) -> None:
    """Make the chroot, unless it is there already.

    Raises:
        Unavailable: we are not root, or the suite cannot be fetched.
    """
    if os.geteuid() != 0:
        raise Unavailable("a chroot needs root")
    made = root / ".made"
    if made.exists():
        return
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    bootstrap = ["debootstrap", "--variant=minbase", SUITE, str(root)]
    install = "apt-get update -q && apt-get install -qy --no-install-recommends "
    inside = ["chroot", str(root), "sh", "-c", install + " ".join(PACKAGES)]
    with (root.parent / "chroot.log").open("w") as log:
        for command in (bootstrap, inside, ["chroot", str(root), "useradd", "-m", USER]):
            told = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
            if subprocess.run(command, stdout=log, stderr=log, env=told).returncode:
                raise Unavailable(f"Debian's suite {SUITE} could not be set up; see {log.name}")
    for folder in ("smoke", "tmp/.X11-unix"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    made.touch()


class Wine:
    """A fresh Windows of its own; use it as a context manager."""

    def __init__(self, root: Path, work: Path, display: str) -> None:
        self._root = root
        self._work = work.resolve()
        self._display = display

    def __enter__(self) -> Wine:
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)
        shutil.chown(self._work, 1000, 1000)
        apart = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child"]
        command = [*apart, "sh", "-c", _ENTER, str(self._root.resolve()), str(self._work)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            raise Unavailable("the chroot cannot be entered")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        self._inside = children.read_text().split()[0]
        self.run("wine", "winecfg", "/v", "win10")
        self.settle()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()  # and with it all that was started inside
        self._process.wait()

    def run(
        self, *command: str, text: str = "", check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command inside to its end; ``text`` is its input."""
        done = subprocess.run(self._line(command), input=text.encode(), capture_output=True)
        if check and done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise subprocess.SubprocessError(f"{' '.join(command)}: {done.returncode}\n{said}")
        return done

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a command inside; what it says is let go."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._line(command), stdin=quiet, stdout=quiet, stderr=quiet)

    def settle(self) -> None:
        """Wait until no Windows program runs any more, so that the registry is on the disk."""
        self.run("wineserver", "-w")

    def path(self, windows: str) -> Path:
        """Where a file of drive C: lies on this system."""
        return self._work / "prefix" / "drive_c" / windows.removeprefix("C:\\").replace("\\", "/")

    def _line(self, command: tuple[str, ...]) -> list[str]:
        known = {
            **{"WINEPREFIX": "/smoke/prefix", "WINEDEBUG": "-all", "WINEARCH": "win64"},
            **{"DISPLAY": self._display, "HOME": f"/home/{USER}", "LANG": "C.UTF-8"},
            **{"PATH": "/usr/bin:/bin", "USER": USER},
        }
        enter = ["nsenter", "-t", self._inside, "-m", "-p", "-n", "chroot"]
        person = ["--userspec", "1000:1000", str(self._root.resolve()), "env", "-i"]
        return [*enter, *person, *(f"{name}={value}" for name, value in known.items()), *command]
