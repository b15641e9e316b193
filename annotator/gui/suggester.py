"""Drives the extraction worker from the window: a process of its own, one article at a time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from annotator import paths
from annotator.core.errors import Busy, KnownError
from annotator.core.protocol import Answer, Cancel, Hello, Progress, Request, read_message

if TYPE_CHECKING:
    from annotator.core.suggestions import Suggestion
    from annotator.session import Session

_RETRY_MS = 300
#: A worker that dies before it is ready is started this often, with a pause before each time.
_STARTS = 3
_PAUSE_MS = 700
_OFF = "Suggestions are off: the extraction worker does not start."
_RULES_ONLY = "No language model: rules only, so some names are missed."


class Suggester(QObject):
    """Finds entities and ratings for the articles that have none yet.

    Signals:
        busy(int, int): articles done and asked for; equal once all is done.
        noticed(str): something the analyst should know ("" takes it back).
        explained(str, str, object): article, item, and the ``Explanation`` that ``explain`` asked
            for; None where today's rules would not suggest it, or nobody can say.
    """

    busy = Signal(int, int)
    noticed = Signal(str)
    explained = Signal(str, str, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._process: QProcess | None = None
        self._hello: Hello | None = None
        self._waiting: deque[str] = deque()
        self._first: str | None = None  # the article that the analyst is looking at
        self._working: tuple[int, str, str] | None = None  # job, article, its text
        self._questions: dict[int, tuple[str, Suggestion, str]] = {}  # job -> article .., its text
        self._buffer = b""
        self._jobs = 0
        self._done = 0
        self._deaths: dict[str, int] = {}
        self._given_up: dict[str, str] = {}  # article -> why
        self._starts = 0
        self._stopped = False
        self._told_reading = False  # the notice says how far a long article is

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
        program, *arguments = paths.worker_command(self._session.scale_folders)
        self._hello, self._buffer = None, b""
        process.start(program, arguments)

    def stop(self) -> None:
        """End the worker; what it was working on is done again next time."""
        self._stopped = True
        process, self._process = self._process, None
        self._working = None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)

    def look_for_work(self) -> None:
        """Ask for every article that was never read; older suggestions stay under review."""
        if self._hello is None:
            return
        known = {*self._waiting, *([self._working[1]] if self._working else []), *self._given_up}
        self._waiting.extend(i for i in self._session.never_read() if i not in known)
        self._next()

    def prefer(self, document_id: str) -> None:
        """Take an article first: the one the analyst is looking at."""
        self._first = document_id

    def explain(self, document_id: str, item_id: str) -> None:
        """Ask why an item was suggested; ``explained`` answers, after what is being read now."""
        made = self._session.suggestion_of(document_id, item_id)
        if made is None or self._process is None or self._hello is None:
            self.explained.emit(document_id, item_id, None)
            return
        source = self._session.source(document_id)
        self._jobs += 1
        self._questions[self._jobs] = (document_id, made, source.text)
        self._process.write(Request(self._jobs, *source, explain=True).to_line().encode("utf-8"))

    def _answer_question(self, answer: Answer) -> None:
        document_id, made, _ = self._questions.pop(answer.job)
        found = answer.extraction
        why = found.explanation_of(made.item) if found is not None else None
        self.explained.emit(document_id, made.item.id, why)

    def stop_reading(self) -> bool:
        """Give up the article that is being read; False where none is."""
        if self._working is None or self._process is None:
            return False
        self._process.write(Cancel(self._working[0]).to_line().encode("utf-8"))
        return True

    def _next(self) -> None:
        asked = self._done + len(self._waiting) + bool(self._working)
        self.busy.emit(self._done, asked)
        if self._done == asked:
            self._done = 0  # what comes later is counted anew
        if self._working or not self._waiting or self._process is None or self._hello is None:
            return
        first = self._first
        if first is not None and first in self._waiting:
            self._waiting.remove(first)
            self._waiting.appendleft(first)
        document_id = self._waiting.popleft()
        try:
            source = self._session.source(document_id)
        except KnownError as error:  # a damaged article must not stop the others
            self._give_up(document_id, error.what)
            self._done += 1
            QTimer.singleShot(0, self, self._next)
            return
        self._jobs += 1
        self._working = (self._jobs, document_id, source.text)
        self._process.write(Request(self._jobs, *source).to_line().encode("utf-8"))

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            if not self._on_line(line.decode("utf-8", "replace")):
                self._process.readyReadStandardOutput.disconnect(self._on_output)
                self._process.kill()  # it speaks nonsense: as good as dead
                return

    def _on_line(self, line: str) -> bool:
        """Act on a message; False where it is none."""
        texts = {job: text for job, (_, _, text) in self._questions.items()}
        if self._working is not None:
            texts[self._working[0]] = self._working[2]
        try:
            message = read_message(line, texts)
        except (ValueError, KeyError, TypeError, IndexError):
            return False
        if isinstance(message, Hello):
            self._hello = message
            self._starts = 0
            self._tell()
            self.look_for_work()
        elif isinstance(message, Progress):
            self._show_reading(message)
        elif message.job in self._questions:
            self._answer_question(message)
        else:
            self._take(message)
        return True

    def _show_reading(self, progress: Progress) -> None:
        if self._working is not None and self._working[0] == progress.job and progress.total:
            self._told_reading = True
            share = progress.done / progress.total
            self.noticed.emit(f"Reading “{self._working[1]}”, a long text: {share:.0%}")

    def _take(self, answer: Answer) -> None:
        """Write what was found; where the project is busy, try again shortly."""
        if self._working is None or self._working[0] != answer.job:
            return  # the worker died in between, and the article is asked for again
        document_id = self._working[1]
        try:
            if answer.extraction is None:
                self._give_up(document_id, answer.error or "the worker gave no reason.")
            else:
                self._session.add_suggestions(document_id, answer.extraction)
        except Busy:
            QTimer.singleShot(_RETRY_MS, self, lambda: self._take(answer))
            return
        except KnownError as error:
            self._give_up(document_id, error.what)
        self._working = None
        self._done += 1
        if self._told_reading:
            self._tell()
        self._next()

    def _on_finished(self) -> None:
        """The worker died: start it anew, and give up an article that kills it twice."""
        if self._process is None:
            return
        self._process.deleteLater()
        for job in list(self._questions):
            self._answer_question(Answer(job, None))
        if self._hello is None:
            self._start_again()
            return
        if self._working:
            document_id = self._working[1]
            self._deaths[document_id] = self._deaths.get(document_id, 0) + 1
            if self._deaths[document_id] > 1:
                self._give_up(document_id, "the extraction worker broke down on it twice.")
                self._done += 1
            else:
                self._waiting.appendleft(document_id)
            self._working = None
        self.start()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._switch_off()

    def _start_again(self) -> None:
        """It died while it loaded, for want of memory perhaps: try again after a while."""
        self._starts += 1
        if self._starts >= _STARTS:
            self._switch_off()
            return
        self._process = None
        QTimer.singleShot(_PAUSE_MS, self, self._start_unless_stopped)

    def _start_unless_stopped(self) -> None:
        if not self._stopped:
            self.start()

    def _switch_off(self) -> None:
        self._process = self._hello = self._working = None
        self._waiting.clear()
        self._done = 0
        self.busy.emit(0, 0)
        self.noticed.emit(_OFF)

    def _give_up(self, document_id: str, why: str) -> None:
        self._given_up[document_id] = why
        self._tell()

    def _tell(self) -> None:
        """The notice that stands now: the article given up last, else that there is no model."""
        self._told_reading = False
        if self._given_up:
            document_id, why = list(self._given_up.items())[-1]
            more = f" ({len(self._given_up)} articles in all)" if len(self._given_up) > 1 else ""
            self.noticed.emit(f"No suggestions for “{document_id}”: {why}{more}")
        elif self._hello is not None:
            no_model = () if self._hello.model else (_RULES_ONLY,)
            self.noticed.emit(" ".join((*no_model, *self._hello.complaints)))
