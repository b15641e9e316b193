"""Gets suggestions for articles from extraction workers, each of which reads one at a time."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import paths
from annotator.core.errors import Busy, Damaged, KnownError, ProjectError
from annotator.core.protocol import Answer, Hello, Progress, Request
from annotator.gui.worker_process import WorkerProcess

if TYPE_CHECKING:
    from annotator.core.suggestions import Suggestion
    from annotator.session import Session

_RETRY_MS = 300
#: Further workers are worth their memory where at least this many articles wait.
_MANY = 4
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

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        *,
        workers: int = 1,
        second_opinion: bool = False,
    ) -> None:
        """
        Args:
            workers: how many processes may read at the same time, where many articles wait.
            second_opinion: let a smaller model check the doubtful names.
        """
        super().__init__(parent)
        self._session = session
        self._most = workers
        self._second_opinion = second_opinion
        self._workers: list[WorkerProcess] = []
        self._hello: Hello | None = None
        self._waiting: deque[str] = deque()
        self._first: str | None = None  # the article that the analyst is looking at
        self._reading: dict[int, tuple[WorkerProcess, str]] = {}  # job -> who reads which article
        self._questions: dict[int, tuple[str, Suggestion]] = {}  # job -> article, what is asked of
        self._jobs = 0
        self._done = 0
        self._deaths: dict[str, int] = {}
        self._given_up: dict[str, str] = {}  # article -> why
        self._unwritten: list[str] = []  # of these, what the disk did not let through
        self._told_reading = False  # the notice says how far a long article is

    def start(self) -> None:
        """Start the first worker; it answers once its model is loaded."""
        self._add_worker()
        self.look_for_work()

    def stop(self) -> None:
        """End the workers; what they were working on is done again next time."""
        for worker in self._workers:
            worker.stop()
        self._reading.clear()

    def look_for_work(self) -> None:
        """Ask for every article that was never read; older suggestions stay under review."""
        if self._hello is None:  # what waits is said while the model is being loaded, too
            if self._workers and (waiting := len(self._session.never_read())):
                self.busy.emit(0, waiting)
            return
        reading = (document_id for _, document_id in self._reading.values())
        known = {*self._waiting, *reading, *self._given_up}
        self._waiting.extend(i for i in self._session.never_read() if i not in known)
        if len(self._waiting) >= _MANY:
            while len(self._workers) < self._most:
                self._add_worker()
        self._next()

    def prefer(self, document_id: str) -> None:
        """Take an article first: the one the analyst is looking at."""
        self._first = document_id
        self.try_again()

    def try_again(self) -> None:
        """Read once more what the disk did not let through: it may have room by now."""
        if self._unwritten and self._hello is not None:
            for document_id in self._unwritten:
                del self._given_up[document_id]
            self._waiting.extend(self._unwritten)
            self._unwritten.clear()
            self._tell()
            self._next()

    def explain(self, document_id: str, item_id: str) -> None:
        """Ask why an item was suggested; ``explained`` answers, after what is being read now."""
        made = self._session.suggestion_of(document_id, item_id)
        worker = next((worker for worker in self._workers if worker.is_ready), None)
        if made is None or worker is None:
            self.explained.emit(document_id, item_id, None)
            return
        source = self._session.source(document_id)
        self._jobs += 1
        self._questions[self._jobs] = (document_id, made)
        worker.ask(Request(self._jobs, *source, explain=True))

    def stop_reading(self) -> bool:
        """Give up the article that is being read, first the open one; False where none is."""
        for job, (worker, document_id) in self._reading.items():
            if document_id == self._first or self._first not in self._articles_being_read():
                worker.cancel(job)
                return True
        return False

    def _articles_being_read(self) -> set[str]:
        return {document_id for _, document_id in self._reading.values()}

    def _add_worker(self) -> None:
        def command() -> list[str]:
            folders = self._session.scale_folders
            return paths.worker_command(folders, second_opinion=self._second_opinion)

        worker = WorkerProcess(command, self)
        worker.said.connect(self._on_said)
        worker.died.connect(self._on_died)
        worker.failed.connect(partial(self._on_failed, worker))
        self._workers.append(worker)
        worker.start()

    # --- giving out work ---

    def _next(self) -> None:
        """Give every worker that is free an article, as long as one waits."""
        asked = self._done + len(self._waiting) + len(self._reading)
        self.busy.emit(self._done, asked)
        if self._done == asked:
            self._done = 0  # what comes later is counted anew
        at_work = {id(worker) for worker, _ in self._reading.values()}
        for worker in self._workers:
            if worker.is_ready and id(worker) not in at_work and self._waiting:
                self._give(worker, self._next_waiting())

    def _next_waiting(self) -> str:
        if self._first is not None and self._first in self._waiting:
            self._waiting.remove(self._first)
            self._waiting.appendleft(self._first)
        return self._waiting.popleft()

    def _give(self, worker: WorkerProcess, document_id: str) -> None:
        try:
            source = self._session.source(document_id)
        except KnownError as error:  # a damaged article must not stop the others
            self._give_up_for_now(document_id, error)
            self._done += 1
            QTimer.singleShot(0, self, self._next)
            return
        self._jobs += 1
        self._reading[self._jobs] = worker, document_id
        worker.ask(Request(self._jobs, *source))

    # --- what workers say ---

    def _on_said(self, message: Hello | Progress | Answer) -> None:
        if isinstance(message, Hello):
            self._hello = message
            self._tell()
            self.look_for_work()
        elif isinstance(message, Progress):
            self._show_reading(message)
        elif message.job in self._questions:
            self._answer_question(message)
        else:
            self._take(message)

    def _show_reading(self, progress: Progress) -> None:
        if progress.job in self._reading and progress.total:
            self._told_reading = True
            share = progress.done / progress.total
            document_id = self._reading[progress.job][1]
            self.noticed.emit(f"Reading “{document_id}”, a long text: {share:.0%}")

    def _answer_question(self, answer: Answer) -> None:
        document_id, made = self._questions.pop(answer.job)
        found = answer.extraction
        why = found.explanation_of(made.item) if found is not None else None
        self.explained.emit(document_id, made.item.id, why)

    def _take(self, answer: Answer) -> None:
        """Write what was found; where the project is busy, try again shortly."""
        if answer.job not in self._reading:
            return  # the worker died in between, and the article is asked for again
        _, document_id = self._reading[answer.job]
        try:
            if answer.extraction is None:
                self._give_up(document_id, answer.error or "the worker gave no reason.")
            else:
                self._session.add_suggestions(document_id, answer.extraction)
        except Busy:
            QTimer.singleShot(_RETRY_MS, self, lambda: self._take(answer))
            return
        except KnownError as error:
            self._give_up_for_now(document_id, error)
        del self._reading[answer.job]
        self._done += 1
        if self._told_reading:
            self._tell()
        self._next()

    def _on_died(self, lost: list[int]) -> None:
        """Ask again for what a worker was reading; an article that kills it twice is given up."""
        for job in lost:
            if job in self._questions:
                self._answer_question(Answer(job, None))
            if job not in self._reading:
                continue
            _, document_id = self._reading.pop(job)
            self._deaths[document_id] = self._deaths.get(document_id, 0) + 1
            if self._deaths[document_id] > 1:
                self._give_up(document_id, "the extraction worker broke down on it twice.")
                self._done += 1
            else:
                self._waiting.appendleft(document_id)

    def _on_failed(self, worker: WorkerProcess) -> None:
        """A worker does not start: the others go on, if there are any."""
        self._workers.remove(worker)
        worker.deleteLater()
        self._most = len(self._workers)
        if self._workers:
            return
        self._hello = None
        self._reading.clear()
        self._waiting.clear()
        self._done = 0
        self.busy.emit(0, 0)
        self.noticed.emit(_OFF)

    def _give_up_for_now(self, document_id: str, error: KnownError) -> None:
        """A full disk passes, damage does not."""
        self._give_up(document_id, error.what)
        if isinstance(error, ProjectError) and not isinstance(error, Damaged):
            self._unwritten.append(document_id)

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
