"""Dialogs that open while something random is done, met until they are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog


@contextmanager
def meeting_dialogs(
    act: Callable[[QDialog], object], *, acts: int, patience: int, every_ms: int
) -> Iterator[None]:
    """So many acts in all for what opens, then Esc, and at last its end: nobody is waited for.

    Args:
        patience: how often Esc may be of no use.
    """
    left, is_over = acts, False

    def meet() -> None:
        nonlocal left
        if is_over:
            return
        QTimer.singleShot(every_ms, meet)  # first, as a key may open another dialog
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        if not isinstance(dialog, QDialog):
            return
        left -= 1
        if left > 0:
            act(dialog)
        elif left > -patience:
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
        else:
            dialog.reject()

    QTimer.singleShot(every_ms, meet)
    yield
    is_over = True
