"""Long work behind a progress window that appears only where it takes a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog

from annotator.core.errors import KnownError
from annotator.gui.jobs import Job, Jobs
from annotator.gui.panels.plain import progress_window
from annotator.gui.places import ThemedWindow

_PATIENCE_MS = 400


class Runner(QObject):
    """Runs jobs of one window.

    Signals:
        refused(object): the KnownError that a job ended with.
    """

    refused = Signal(object)

    def __init__(self, window: ThemedWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs

    def run(self, title: str, work: Callable[[Job], Any], done: Callable[[Any], object]) -> None:
        """Run ``work`` in the background; ``done`` gets what it returns."""
        progress = progress_window(title, "Cancel", 0, self._window)
        bar = QProgressBar()
        bar.setTextVisible(False)  # the sentence above says how far it is
        progress.setBar(bar)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setMinimumWidth(progress.fontMetrics().averageCharWidth() * 60)
        job = self._jobs.start(work)
        progress.canceled.connect(job.cancel)
        job.progressed.connect(lambda *step: _show(progress, bar, title, *step))
        for signal in (job.finished, job.failed):
            signal.connect(lambda _: _put_away(progress))
        job.finished.connect(done)
        job.failed.connect(self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.refused.emit(error)


def _put_away(progress: QProgressDialog) -> None:
    """At once: what is deleted later stays, or only comes, where a report is shown now."""
    progress.reset()
    progress.deleteLater()


def _show(
    progress: QProgressDialog, bar: QProgressBar, title: str, count: int, total: int, name: str
) -> None:
    """How far it is; the bar never ends by itself, as the work may have to be closed yet.

    The bar is told, not its window: that would let other events in, such as the work's end.
    """
    of = f"{count:,} of {total:,}" if total else f"{count:,}"
    progress.setLabelText(" ".join(part for part in (title, of, name[:60]) if part))
    bar.setMaximum(total)
    bar.setValue(min(count, total - 1))
