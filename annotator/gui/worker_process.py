"""One extraction worker: a process with messages in and out, started again where it dies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from annotator import logs
from annotator.core.protocol import Answer, Cancel, Hello, Request, read_message

#: A worker that dies before it is ready is started this often, with a pause before each time.
_STARTS = 3
_PAUSE_MS = 700


#: On a busy machine even the end of a killed process takes its time.
_PATIENCE_MS = 10_000


class WorkerProcess(QObject):
    """Knows nothing of articles: jobs have numbers.

    Signals:
        said(object): a Hello, a Progress or an Answer.
        died(list): numbers of the jobs that are lost with it; it starts again by itself.
        failed(): it does not start.
    """

    said = Signal(object)
    died = Signal(list)
    failed = Signal()

    def __init__(self, command: Callable[[], list[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._texts: dict[int, str] = {}  # job -> its text, until it is answered
        self._buffer = b""
        self._starts = 0
        self._stopped = False
        self.hello: Hello | None = None

    @property
    def is_ready(self) -> bool:
        """Has it loaded its model, so that it takes jobs?"""
        return self._process is not None and self.hello is not None

    def start(self) -> None:
        """Start the process; it says hello once its model is loaded."""
        if self._stopped:
            return
        self._process = process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(process.readAllStandardError)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, *arguments = self._command()
        self.hello, self._buffer = None, b""
        process.start(program, arguments)

    def stop(self) -> None:
        """End the process for good; nothing is said of it any more."""
        self._stopped = True
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            if process.state() == QProcess.ProcessState.Starting:
                process.waitForStarted(_PATIENCE_MS)  # what has not begun cannot be killed
            process.kill()
            process.waitForFinished(_PATIENCE_MS)

    def ask(self, request: Request) -> None:
        """Give it a job; it works on one after the other."""
        if self._process is not None:
            self._texts[request.job] = request.text
            self._process.write(request.to_line().encode("utf-8"))

    def cancel(self, job: int) -> None:
        """Ask it to give up a job at its next safe place."""
        if self._process is not None:
            self._process.write(Cancel(job).to_line().encode("utf-8"))

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            if not self._on_line(line.decode("utf-8", "replace")) and self._process is not None:
                self._process.readyReadStandardOutput.disconnect(self._on_output)
                self._process.kill()  # it speaks nonsense: as good as dead
                return

    def _on_line(self, line: str) -> bool:
        """Pass a message on; False where it is none."""
        try:
            message = read_message(line, self._texts)
        except (ValueError, KeyError, TypeError, IndexError):
            return False
        if isinstance(message, Hello):
            self.hello, self._starts = message, 0
            logs.note(f"extraction worker ready: {message.model}, rules {message.rules}")
        elif isinstance(message, Answer):
            self._texts.pop(message.job, None)
        self.said.emit(message)
        return True

    def _on_finished(self) -> None:
        if self._process is None:
            return
        logs.note(f"extraction worker ended by itself: {self._process.exitCode()}")
        self._process.deleteLater()
        self._process = None
        lost = list(self._texts)
        self._texts.clear()
        if self.hello is not None:
            self.start()
            self.died.emit(lost)
        else:
            self._start_later()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._give_up()

    def _start_later(self) -> None:
        """It died while it loaded, for want of memory perhaps: try again after a while."""
        self._starts += 1
        if self._starts >= _STARTS:
            self._give_up()
        else:
            QTimer.singleShot(_PAUSE_MS, self, self.start)

    def _give_up(self) -> None:
        self._process = self.hello = None
        self.failed.emit()
