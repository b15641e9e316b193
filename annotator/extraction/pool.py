"""Drives worker processes for the command line; the window uses its own driver."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from queue import Empty, Queue
from types import TracebackType
from typing import TextIO

from annotator.core.documents import Source
from annotator.core.errors import KnownError
from annotator.core.protocol import Answer, Hello, Message, Progress, Request, read_message
from annotator.core.suggestions import Extraction

Job = tuple[Hashable, Source]
Result = tuple[Hashable, Extraction | KnownError]

#: Jobs read from the caller before they are needed, per worker.
_AHEAD = 2
#: A worker that ended its input gets this long to leave, in seconds.
_PATIENCE = 5.0
#: A job is given to a second worker if the first one dies over it, not to a third.
_TRIES = 2
#: Workers that die this often without an answer in between will never start.
_STARTS = 3


class WorkerPool:
    """A fixed number of worker processes.

    Args:
        command: starts one worker that speaks ``core.protocol`` on its standard streams.
        workers: how many at once, at least 1.
        on_progress: told the key of a job with a long text, how many of its code points have been
            read, and how many there are; called from another thread.

    Use as a context manager: leaving it ends every process.
    """

    def __init__(
        self,
        command: list[str],
        workers: int = 1,
        on_progress: Callable[[Hashable, int, int], object] = lambda _key, _done, _total: None,
    ) -> None:
        self._on_progress = on_progress
        self._command = command
        self._size = max(1, workers)
        self._running: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._idle: _Worker | None = None
        self._hello: Hello | None = None

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes; safe to call twice."""
        self._closed = True
        with self._lock:
            workers = list(self._running)
        for worker in workers:
            worker.stop()

    def hello(self) -> Hello:
        """Which model and rules the workers use; starts the first one if none has spoken yet.

        Raises:
            KnownError: no worker starts.
        """
        if self._hello is None:
            self._idle = self._started()
        if self._hello is None:
            raise KnownError("The extraction worker does not start.", safe="Nothing was changed.")
        return self._hello

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Results in order of completion; reads only a few jobs ahead.

        A worker that dies is replaced and its job tried once more; a job that kills two workers,
        or that the worker refuses, comes back as a KnownError. Other jobs are not touched.
        """
        todo: Queue[Job | None] = Queue(maxsize=self._size * _AHEAD)
        done: Queue[Result | None] = Queue()
        stop = threading.Event()
        threads = [
            threading.Thread(target=self._serve, args=(todo, done, stop), daemon=True)
            for _ in range(self._size)
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._exchange(iter(jobs), todo, done, len(threads))
        finally:
            stop.set()
            if any(thread.is_alive() for thread in threads):
                self._stop_workers()
            _drain(done)
            for thread in threads:
                thread.join(_PATIENCE)

    def _exchange(
        self,
        jobs: Iterator[Job],
        todo: Queue[Job | None],
        done: Queue[Result | None],
        workers: int,
    ) -> Iterator[Result]:
        """Feeds jobs and hands on results until every worker has signed off."""
        ends_due = 0
        exhausted = False
        open_jobs = 0
        while workers:
            while not exhausted and open_jobs < self._size * _AHEAD:
                job = next(jobs, None)
                if job is None:
                    exhausted, ends_due = True, self._size
                else:
                    todo.put(job)
                    open_jobs += 1
            while ends_due and not todo.full():
                todo.put(None)
                ends_due -= 1
            result = done.get()
            if result is None:
                workers -= 1
            else:
                open_jobs -= 1
                yield result

    def _serve(
        self, todo: Queue[Job | None], done: Queue[Result | None], stop: threading.Event
    ) -> None:
        """One thread: one worker at a time, until the jobs end."""
        worker: _Worker | None = None
        try:
            while not stop.is_set():
                try:
                    job = todo.get(timeout=0.2)
                except Empty:
                    continue
                if job is None:
                    break
                result, worker = self._tried(job, worker, stop)
                done.put((job[0], result))
        finally:
            if worker is not None:
                self._end(worker)
            done.put(None)

    def _tried(
        self, job: Job, worker: _Worker | None, stop: threading.Event
    ) -> tuple[Extraction | KnownError, _Worker | None]:
        """The result of one job, and the worker that is alive afterwards."""
        deaths = 0
        while deaths < _TRIES and not stop.is_set() and not self._closed:
            if worker is None:
                worker = self._started()
                if worker is None:
                    break
            try:
                return worker.ask(job, self._on_progress), worker
            except (OSError, EOFError, ValueError):
                self._end(worker)
                worker = None
                deaths += 1
        what = "The extraction worker stopped over this article."
        if deaths == 0:
            what = "The extraction worker does not start."
        return KnownError(what, safe="Nothing of the article was changed."), None

    def _started(self) -> _Worker | None:
        with self._lock:
            idle, self._idle = self._idle, None
        if idle is not None:
            return idle
        for _ in range(_STARTS):
            if self._closed:
                return None
            try:
                worker = _Worker(self._command)
            except OSError:
                continue
            with self._lock:
                self._running.add(worker)
            try:
                self._hello = worker.greeting()
                return worker
            except (OSError, EOFError, ValueError):
                self._end(worker)
        return None

    def _stop_workers(self) -> None:
        with self._lock:
            workers = list(self._running)
        for worker in workers:
            worker.kill()

    def _end(self, worker: _Worker) -> None:
        worker.stop()
        with self._lock:
            self._running.discard(worker)


class _Worker:
    """One process."""

    def __init__(self, command: list[str]) -> None:
        # One thread of linear algebra each: workers share the cores.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogatepass",
            env={**environment, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: TextIO = self._process.stdin  # type: ignore[assignment]
        self._out: TextIO = self._process.stdout  # type: ignore[assignment]
        self._job = 0

    def greeting(self) -> Hello:
        message = read_message(self._line(), {})
        if not isinstance(message, Hello):
            raise ValueError("the worker did not say hello")
        return message

    def ask(
        self, job: Job, on_progress: Callable[[Hashable, int, int], object]
    ) -> Extraction | KnownError:
        key, source = job
        self._job += 1
        self._in.write(Request(self._job, *source).to_line())
        self._in.flush()
        message: Message = Progress(self._job, 0, 0)
        while isinstance(message, Progress):
            message = read_message(self._line(), {self._job: source.text})
            if isinstance(message, Progress):
                on_progress(key, message.done, message.total)
        if not isinstance(message, Answer):
            raise ValueError("the worker said hello twice")
        if message.extraction is None:
            return KnownError(message.error or "The article could not be read.")
        return message.extraction

    def _line(self) -> str:
        line = self._out.readline()
        if not line.endswith("\n"):
            raise EOFError
        return line

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()

    def stop(self) -> None:
        """Ends the input, waits a little, then kills."""
        with contextlib.suppress(OSError):
            self._in.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._out.close()


def _drain(done: Queue[Result | None]) -> None:
    """Lets threads that wait for room in the queue go on."""
    while True:
        try:
            done.get_nowait()
        except Empty:
            return
