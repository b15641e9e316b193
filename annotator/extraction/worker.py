"""The extraction process: JSON lines in, JSON lines out, one job at a time.

Whoever composes the program calls ``run`` with the real streams. Nothing but the protocol may reach
the output: a stray ``print`` of any library goes to the error stream.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import select
import sys
import threading
import time
from collections.abc import Callable
from queue import Queue
from typing import TextIO

from annotator.core.errors import KnownError
from annotator.core.protocol import CANCELLED, Answer, Hello, Progress, Request
from annotator.core.suggestions import Extractor
from annotator.extraction import RULES

#: Requests read before they are needed; a cancel behind them is not seen yet.
_AHEAD = 8


def run(stdin: TextIO, stdout: TextIO, make_pipeline: Callable[[], Extractor]) -> int:
    """Says hello once the pipeline is made, answers every request, ends with the input.

    Returns:
        Exit code: 0, or 1 where the pipeline cannot be made or the input is no text (the reason is
        on the error stream).
    """
    for stream in (stdin, stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")
    threading.Thread(target=_end_with_reader, args=(stdout,), daemon=True).start()
    with contextlib.redirect_stdout(sys.stderr):
        try:
            pipeline = make_pipeline()
        except KnownError as error:
            print(error, file=sys.stderr)
            return 1
        inbox = _Inbox(stdin)
        _write(stdout, Hello(pipeline.model, RULES, pipeline.complaints).to_line())
        while (line := inbox.next()) is not None:
            _write(stdout, _answer(line, pipeline, inbox, stdout))
        if inbox.is_garbled:
            print("annotator: the jobs are no UTF-8 text.", file=sys.stderr)
    return int(inbox.is_garbled)


def _end_with_reader(stdout: TextIO) -> None:
    """End the process once nobody reads it any more, as where the program was killed.

    Else it would go on until the article is done. Windows cannot wait for this; there it ends with
    the next line it writes.
    """
    try:
        pipe = select.poll()
        pipe.register(stdout, 0)  # errors are told without being asked for
    except (AttributeError, OSError, ValueError):
        return
    while not any(event & select.POLLERR for _, event in pipe.poll()):
        time.sleep(1)  # it hung up for another reason
    os._exit(1)


class _Inbox:
    """The lines of the input, read by a thread so that a cancel is seen during the work."""

    def __init__(self, stdin: TextIO) -> None:
        self.cancelled: set[object] = set()
        self.is_garbled = False
        self._lines: Queue[str | None] = Queue(_AHEAD)
        threading.Thread(target=self._read, args=(stdin,), daemon=True).start()

    def next(self) -> str | None:
        """The next request; None once the input has ended."""
        return self._lines.get()

    def _read(self, stdin: TextIO) -> None:
        try:
            for line in stdin:
                if line.startswith('{"cancel":'):
                    with contextlib.suppress(ValueError, TypeError, RecursionError):
                        self.cancelled.add(json.loads(line)["cancel"])
                elif line.strip():
                    self._lines.put(line)
        except UnicodeDecodeError:
            self.is_garbled = True
        finally:
            self._lines.put(None)


def _answer(line: str, pipeline: Extractor, inbox: _Inbox, stdout: TextIO) -> str:
    job: object = None

    def on_progress(done: int, total: int) -> None:
        if job in inbox.cancelled:
            raise KnownError(CANCELLED)
        _write(stdout, Progress(request.job, done, total).to_line())

    try:
        job = json.loads(line).get("job")
        request = Request.from_line(line)
        if job in inbox.cancelled:
            raise KnownError(CANCELLED)
        found = pipeline.extract(*request.source, on_progress, request.explain)
        return Answer(request.job, found).to_line()
    except KnownError as error:
        reason = str(error)
    except Exception as error:
        # One bad job must not end the process; the article's words stay out of the message.
        reason = f"The article could not be read ({type(error).__name__})."
    return Answer(job if isinstance(job, int) else -1, None, reason).to_line()


def _write(stdout: TextIO, line: str) -> None:
    stdout.write(line)
    stdout.flush()
