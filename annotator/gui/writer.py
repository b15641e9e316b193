"""Writes a decision, or waits for another program without holding the window up."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import Busy, KnownError

_RETRY_MS = 150
_PATIENCE_SECONDS = 20.0


class Writer(QObject):
    """One decision at a time.

    Signals:
        decided(): a decision is safe; the time may be shown.
        waiting(bool): one waits for another program to let go of the project.
        refused(object): it could not be written (a KnownError); nothing changed.
    """

    decided = Signal()
    waiting = Signal(bool)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_waiting = False

    def write(self, act: Callable[[], object], *, quiet: bool = False) -> bool:
        """Write now; where another program holds the project, say so and keep trying.

        Args:
            quiet: do not announce it as a decision (a skip).

        Returns:
            Whether it is written; False too while it waits.
        """
        try:
            act()
        except Busy:
            self._wait(act, time.monotonic() + _PATIENCE_SECONDS)
            return False
        except KnownError as error:
            self.refused.emit(error)
            return False
        if not quiet:
            self.decided.emit()
        return True

    def _wait(self, act: Callable[[], object], until: float) -> None:
        if not self.is_waiting:
            self.is_waiting = True
            self.waiting.emit(True)
        QTimer.singleShot(_RETRY_MS, self, lambda: self._try_again(act, until))

    def _try_again(self, act: Callable[[], object], until: float) -> None:
        try:
            act()
        except Busy as error:
            if time.monotonic() < until:
                self._wait(act, until)
                return
            self.refused.emit(error)
        except KnownError as error:
            self.refused.emit(error)
        else:
            self.decided.emit()
        self.is_waiting = False
        self.waiting.emit(False)
