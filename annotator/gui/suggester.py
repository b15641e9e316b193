"""Drives the extraction worker from the window: a process of its own, one article at a time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from annotator import paths
from annotator.core.errors import Busy
from annotator.core.protocol import Answer, Hello, Request, read_message

if TYPE_CHECKING:
    from annotator.session import Session

_RETRY_MS = 300


class Suggester(QObject):
    """Finds entities and ratings for the articles that have none yet.

    Signals:
        busy(int, int): articles done and asked for; equal once all is done.
        noticed(str): something the analyst should know ("" takes it back).
    """

    busy = Signal(int, int)
    noticed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._process: QProcess | None = None
        self._hello: Hello | None = None
        self._waiting: deque[str] = deque()
        self._working: tuple[int, str, str] | None = None  # job, article, its text
        self._buffer = b""
        self._jobs = 0
        self._done = 0
        self._deaths: dict[str, int] = {}

    def start(self) -> None:
        """Start the worker; it answers once its model is loaded."""
        self._process = process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(process.readAllStandardError)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, *arguments = paths.own_command("worker")
        self._hello, self._buffer = None, b""
        process.start(program, arguments)

    def stop(self) -> None:
        """End the worker; what it was working on is done again next time."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)

    def look_for_work(self) -> None:
        """Ask for every article that was never read; older suggestions stay under review."""
        if self._hello is None:
            return
        ids = self._session.never_read()
        known = {*self._waiting, *([self._working[1]] if self._working else [])}
        failed = {article for article, deaths in self._deaths.items() if deaths > 1}
        self._waiting.extend(i for i in ids if i not in known | failed)
        self._next()

    def prefer(self, document_id: str) -> None:
        """Take an article first: the one the analyst is looking at."""
        if document_id in self._waiting:
            self._waiting.remove(document_id)
            self._waiting.appendleft(document_id)

    def _next(self) -> None:
        self.busy.emit(self._done, self._done + len(self._waiting) + bool(self._working))
        if self._working or not self._waiting or self._process is None or self._hello is None:
            return
        document_id = self._waiting.popleft()
        text, zones = self._session.text_and_zones(document_id)
        self._jobs += 1
        self._working = (self._jobs, document_id, text)
        self._process.write(Request(self._jobs, text, zones).to_line().encode("utf-8"))

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            self._on_line(line.decode("utf-8"))

    def _on_line(self, line: str) -> None:
        job, _, text = self._working or (0, "", "")
        message = read_message(line, {job: text})
        if isinstance(message, Hello):
            self._hello = message
            rules_only = "No language model: rules only, so some names are missed."
            self.noticed.emit("" if message.model else rules_only)
            self.look_for_work()
        else:
            self._take(message)

    def _take(self, answer: Answer) -> None:
        """Write what was found; where the project is busy, try again shortly."""
        if self._working is None:
            return
        document_id = self._working[1]
        if answer.extraction is None:
            self._deaths[document_id] = 2
            self.noticed.emit(f"No suggestions for “{document_id}”: {answer.error}")
        else:
            try:
                self._session.add_suggestions(document_id, answer.extraction)
            except Busy:
                QTimer.singleShot(_RETRY_MS, self, lambda: self._take(answer))
                return
        self._working = None
        self._done += 1
        self._next()

    def _on_finished(self) -> None:
        """The worker died: start it anew, and give up an article that kills it twice."""
        if self._process is None:
            return
        if self._hello is None:
            self._on_error(QProcess.ProcessError.FailedToStart)
            return
        if self._working:
            document_id = self._working[1]
            self._deaths[document_id] = self._deaths.get(document_id, 0) + 1
            if self._deaths[document_id] > 1:
                self.noticed.emit(f"No suggestions for “{document_id}”: the worker died of it.")
            else:
                self._waiting.appendleft(document_id)
            self._working = None
        self.start()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._process = None
            self.noticed.emit("Suggestions are off: the extraction worker does not start.")
