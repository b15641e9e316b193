"""Writes a decision, or waits for another program without holding the window up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import Busy, KnownError

_RETRY_MS = 150
_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be written, what follows once it is, and until when it is tried."""

    act: Callable[[], object]
    then: Callable[[Any], object] | None
    quiet: bool
    until: float


class Writer(QObject):
    """One decision at a time.

    Signals:
        decided(): a decision is safe; the time may be shown.
        waiting(bool): one waits for another program to let go of the project.
        refused(object): it could not be written (a KnownError); nothing changed.

    Attributes:
        patience: for how many seconds a decision waits for another program.
    """

    decided = Signal()
    waiting = Signal(bool)
    refused = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, patience: float = _PATIENCE_SECONDS
    ) -> None:
        super().__init__(parent)
        self.patience = patience
        self.is_waiting = False

    def write(
        self,
        act: Callable[[], object],
        then: Callable[[Any], object] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Write now; where another program holds the project, say so and keep trying.

        Args:
            act: writes; returns None where there was nothing to write.
            then: called with what ``act`` returned, once it is written, however late.
            quiet: do not announce it as a decision (a skip).
        """
        self._try(_Wish(act, then, quiet, time.monotonic() + self.patience))

    def _try(self, wish: _Wish) -> None:
        try:
            done = wish.act()
        except Busy as error:
            if time.monotonic() < wish.until:
                self._set_waiting(True)
                QTimer.singleShot(_RETRY_MS, self, lambda: self._try(wish))
                return
            self._set_waiting(False)
            self.refused.emit(error)
        except KnownError as error:
            self._set_waiting(False)
            self.refused.emit(error)
        except BaseException:
            self._set_waiting(False)  # a bug, which the window reports; it must not lock it
            raise
        else:
            self._set_waiting(False)
            if done is not None and not wish.quiet:
                self.decided.emit()
            if wish.then is not None:
                wish.then(done)

    def _set_waiting(self, waiting: bool) -> None:
        if waiting != self.is_waiting:
            self.is_waiting = waiting
            self.waiting.emit(waiting)
