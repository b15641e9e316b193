"""Where a project lies: drives and folders on which a database of one file is not safe."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
#: File systems that other computers write to as well; SQLite's locks do not hold there.
_NETWORK = {
    *("nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "9p"),
    *("ncpfs", "lustre", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse"),
    *("fuse.s3fs", "fuse.glusterfs", "fuse.ceph", "fuse.smbnetfs", "fuse.curlftpfs"),
}
#: How folders are called that a program keeps alike on several computers.
_SYNCED = re.compile(
    r"(Dropbox|OneDrive|iCloud ?Drive|Mobile Documents|Google ?Drive|Nextcloud|ownCloud|"
    r"Box Sync|pCloud ?Drive|MEGAsync|Syncthing)(\W.*)?",
    re.IGNORECASE,
)
#: What such a program leaves in the folder: file name -> program.
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
_REMOTE_DRIVE = 4  # of Windows' GetDriveType


def warning(project: Path) -> str | None:
    """What to beware of where the project lies, and what to do; None where there is nothing."""
    folder = Path(os.path.abspath(project)).parent  # noqa: PTH100 - a link shows where it is used
    program = synced_by([folder, *folder.parents]) or synced_by([project.resolve().parent])
    if program:
        return (
            f"This project lies in a folder of {program}, which may copy it while it is written or "
            "put an older one in its place. Keep it outside and export gold into that folder, or "
            f"close it before {program} runs."
        )
    system = network_drive(project.resolve())
    if system:
        return (
            f"This project lies on a network drive ({system}). Two programs that write to it at "
            "once can damage it there. Work on a copy on this computer and copy it back when it "
            "is closed."
        )
    return None


def synced_by(folders: Iterable[Path]) -> str | None:
    """The program that keeps one of these folders alike on several computers."""
    for folder in folders:
        found = _SYNCED.fullmatch(folder.name)
        if found:
            name = found.group(1)
            return "iCloud Drive" if name == "Mobile Documents" else name
        for marker, program in _MARKERS.items():
            if (folder / marker).exists():
                return program
    return None


def network_drive(path: Path) -> str | None:
    """The kind of network drive that an absolute path lies on."""
    if sys.platform == "win32":
        return _windows_drive(path)
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # no Linux
        return None
    return mounted(path, lines)


def mounted(path: Path, lines: Iterable[str]) -> str | None:
    """The network file system under a path, by the lines of Linux's ``mountinfo``."""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4]))
        if path.is_relative_to(point) and len(point.parts) >= best:  # of equals the last is on top
            best, kind = len(point.parts), after.split(" ")[0]
    return kind if kind in _NETWORK else None


def _windows_drive(path: Path) -> str | None:
    if path.drive.startswith("\\\\"):
        return "UNC"
    if not path.drive:
        return None
    import ctypes  # takes its time, and only Windows has drives

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return None
    remote = windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE
    return path.drive if remote else None
