"""Drives and folders on which a project is not safe are recognised, and said once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.session import surroundings

MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /srv/news rw - nfs4 server:/news rw
31 22 0:27 / /home/anna/on\040the\040server rw shared:2 - cifs //server/share rw
32 30 0:28 / /srv/news/local rw - xfs /dev/vdb rw
33 22 0:29 / /run/gvfs rw - fuse.sshfs anna@host:/ rw
broken line
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/news/a.annotator", "nfs4"),
        ("/srv/news/local/a.annotator", None),
        ("/srv/newspaper/a.annotator", None),
        ("/home/anna/on the server/a.annotator", "cifs"),
        ("/run/gvfs/a.annotator", "fuse.sshfs"),
        ("/home/anna/a.annotator", None),
    ],
)
def test_network_drives(path: str, kind: str | None) -> None:
    assert surroundings.mounted(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox/news", "Dropbox"),
        ("Dropbox (Work)", "Dropbox"),
        ("OneDrive - Northmoor Ltd/a/b", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("dropboxes", None),
        ("news", None),
    ],
)
def test_synchronised_folders(tmp_path: Path, folder: str, program: str | None) -> None:
    said = surroundings.warning(tmp_path / folder / "news.annotator")
    assert (said is None) == (program is None)
    assert program is None or f"in a folder of {program}, which may copy it" in str(said)


def test_what_a_program_leaves_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "kept" / "deep").mkdir(parents=True)
    (tmp_path / "kept" / ".stfolder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    assert "Syncthing" in str(surroundings.warning(tmp_path / "kept" / "deep" / "a.annotator"))
    assert "Syncthing" in str(surroundings.warning(tmp_path / "link" / "a.annotator"))


@pytest.mark.skipif(not os.path.exists("/proc/self/mountinfo"), reason="of Linux")  # noqa: PTH110
def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert surroundings.network_drive(tmp_path) is None or surroundings.warning(tmp_path)
