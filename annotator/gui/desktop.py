"""What is handed to the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show(path: Path) -> bool:
    """Show a folder in the file manager, or open a file in the program that the desktop has for it.

    Without a stroke at the end of a folder Windows would sooner start ``saved.exe`` beside it than
    show ``saved``.
    """
    return QDesktopServices.openUrl(QUrl.fromLocalFile(f"{path}/" if path.is_dir() else str(path)))
