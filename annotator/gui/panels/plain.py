"""Words as they are: Qt takes what looks like HTML for HTML, and these words come from anywhere.

Every label, tool tip and progress window is made here, so that a title or the name of a file shows
its ``<b>`` and has no link and no picture (docs/SECURITY.md).
"""

from __future__ import annotations

from html import escape

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressDialog, QWidget


class PlainLabel(QLabel):
    """A label that reads no HTML."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def tip(text: str) -> str:
    """``text`` for a tool tip: as it is, or where Qt would read it as HTML, so that it shows it."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


def progress_window(text: str, cancel: str, most: int, parent: QWidget | None) -> QProgressDialog:
    """A progress window; what ``setLabelText`` says is plain as well."""
    progress = QProgressDialog(text, cancel, 0, most, parent)
    progress.setWindowTitle("Annotator")
    label = PlainLabel(text)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    progress.setLabel(label)
    return progress
