"""Paths as SQLite reads them where more is to be said than the path: ``file:`` addresses."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes


def address(path: Path, option: str) -> str:
    """The address of a file, with an option such as ``mode=ro``.

    Not ``Path.as_uri``: SQLite knows no host, which that gives a Windows network path.
    """
    name = path.absolute().as_posix()
    begin = "" if name.startswith("/") else "/"  # before the letter of a drive
    return f"file://{begin}{quote_from_bytes(os.fsencode(name), safe='/:')}?{option}"
