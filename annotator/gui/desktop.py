"""What is handed to the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_folder(folder: Path) -> bool:
    """Show a folder in the file manager; never a program beside it that is called the same.

    Without the stroke at its end Windows would sooner start ``saved.exe`` than show ``saved``.
    """
    return QDesktopServices.openUrl(QUrl.fromLocalFile(f"{folder}/"))
