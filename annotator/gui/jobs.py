"""Work that must not hold the window up: handed to a pool, answered on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class Job(QObject):
    """One piece of work; ``report`` and ``is_cancelled`` are for the work itself.

    Signals (all arrive on the window's thread):
        progressed(int, int, str): done, total (0 where unknown), what is worked on.
        finished(object): what the work returned.
        failed(object): the exception it ended with.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place; what it did so far stays."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; callable from its thread."""
        self.progressed.emit(done, total, text)


class Jobs(QObject):
    """The pool. An answer that comes after its job was dropped reaches nobody."""

    _answered = Signal(object, object, object)  # job, result, error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Job] = set()
        self._answered.connect(self._on_answered)

    def start(self, work: Callable[[Job], Any]) -> Job:
        """Run ``work(job)`` in the pool."""
        job = Job(self)
        self._running.add(job)
        self._pool.start(_Task(job, work, self._answered))
        return job

    def drop(self, job: Job) -> None:
        """Cancel a job and forget it: its answer will reach nobody."""
        job.cancel()
        self._running.discard(job)

    def close(self) -> None:
        """Cancel everything and wait until it has stopped."""
        for job in list(self._running):
            self.drop(job)
        self._pool.waitForDone()

    def _on_answered(self, job: Job, result: object, error: object) -> None:
        job.deleteLater()
        if job not in self._running:
            return
        self._running.discard(job)
        if error is None:
            job.finished.emit(result)
        else:
            job.failed.emit(error)


class _Task(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Any], answered: Any) -> None:
        super().__init__()
        self._job, self._work, self._answered = job, work, answered

    def run(self) -> None:
        result: object = None
        error: BaseException | None = None
        try:
            result = self._work(self._job)
        except BaseException as problem:
            error = problem
        self._answered.emit(self._job, result, error)
