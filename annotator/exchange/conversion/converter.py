"""The side that asks: starts the conversion process, watches its time, starts it again."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from annotator.core.errors import BadInput
from annotator.exchange.conversion.pieces import Article, Page, Piece, Row

#: So long may the process be silent, and so long may it take over one file, in seconds.
_MOST_SILENCE, _MOST_TIME = 60.0, 600.0
#: How often the watch looks whether the work was cancelled, in seconds.
_LOOK = 0.1


class Converter:
    """Converts one file after the other; the process is started when the first one comes.

    Args:
        command: starts the process; "--help" of it is ``conversion.process``.
        most_silence, most_time: seconds after which it is ended.
        is_cancelled: asked all the time while a file is converted, from another thread.

    Use as a context manager: leaving it ends the process.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        most_silence: float = _MOST_SILENCE,
        most_time: float = _MOST_TIME,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._command = list(command)
        self._most_silence = most_silence
        self._most_time = most_time
        self._is_cancelled = is_cancelled
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; safe to call twice."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def convert(self, kind: str, path: Path, encoding: str | None = None) -> Iterator[Piece]:
        """What a file holds, piece by piece.

        Raises:
            BadInput: it cannot be converted; its sentence continues the file's name.
        """
        is_done = False
        try:
            process = self._asked({"kind": kind, "path": str(path), "encoding": encoding})
            with _Watch(process, self._most_silence, self._most_time, self._is_cancelled) as watch:
                for said in _lines(process, watch):
                    if "end" in said:
                        is_done = True
                        if said["end"] is not None:
                            raise BadInput(said["end"])
                        return
                    yield _piece(said)
                raise BadInput(watch.verdict or "brought the program that reads it to a stop.")
        finally:
            if not is_done:  # what it would still say belongs to nobody
                self.close()

    def _asked(self, request: dict[str, Any]) -> subprocess.Popen[bytes]:
        """The process with the request written to it; a new one where the last one has ended."""
        line = json.dumps(request).encode("ascii") + b"\n"
        for _ in range(2):
            if self._process is None or self._process.poll() is not None:
                self.close()
                self._process = self._started()
            with suppress(OSError):
                assert self._process.stdin is not None
                self._process.stdin.write(line)
                self._process.stdin.flush()
                return self._process
            self.close()
        raise BadInput("cannot be read: the program that reads such files does not start.")

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise BadInput(
                f"cannot be read: the program that reads such files does not start ({error})."
            ) from error


class _Watch:
    """Kills the process when it is silent, or at work on one file, for too long.

    Attributes:
        verdict: why it was killed; continues the file's name.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        most_silence: float,
        most_time: float,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._process = process
        self._most_silence, self._left = most_silence, most_time
        self._is_cancelled = is_cancelled
        self._asked: float | None = None  # since when it is waited for
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.verdict = ""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def waiting(self) -> None:
        self._asked = time.monotonic()

    def answered(self) -> None:
        if self._asked is not None:
            self._left -= time.monotonic() - self._asked
        self._asked = None

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK):
            asked = self._asked
            if self._is_cancelled():
                self.verdict = "was not read to its end: the work was cancelled."
            elif asked is not None and (
                time.monotonic() - asked > min(self._most_silence, self._left)
            ):
                self.verdict = "takes too long to read; it was given up."
            if self.verdict:
                self._process.kill()
                return


def _lines(process: subprocess.Popen[bytes], watch: _Watch) -> Iterator[dict[str, Any]]:
    """What the process says, until it ends or speaks nonsense."""
    assert process.stdout is not None
    while True:
        watch.waiting()
        line = process.stdout.readline()
        watch.answered()
        if not line.endswith(b"\n"):
            return
        try:
            said = json.loads(line)
        except ValueError:
            return
        yield said


def _piece(said: dict[str, Any]) -> Piece:
    if "article" in said:
        return Article.from_dict(said["article"])
    if "row" in said:
        sheet, number, cells = said["row"]
        return Row(sheet, number, tuple(cells))
    return Page(said["page"])
