"""The side that answers: one request a line in, the pieces of that file out, a line each.

A request is ``{"kind": "pdf", "path": ..., "encoding": null}``. The answer is any number of
``{"article": {...}}``, ``{"row": [sheet, number, cells]}`` and ``{"page": 7}``, then
``{"end": null}``, or ``{"end": "..."}`` with what was wrong (it continues the file's name).

The files may be hostile. So this process may not open files to write, reach the network or start
programs, and where the platform offers it, not take more memory than ``MOST_MEMORY``.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotator.core.errors import BadInput
from annotator.exchange.conversion import excel, html, mail, mhtml, pdf, windows_memory, word
from annotator.exchange.conversion.pieces import KINDS, Article, Page, Piece, Row

#: Bytes of address space.
MOST_MEMORY = 3 << 30
#: Seconds of work over one file: who asked ends it before, unless it was killed itself.
_MOST_SECONDS = 900
#: Named here one by one, so that a frozen bundle holds them; each imports its library when called.
_MODULES = {"html": html, "mhtml": mhtml, "mail": mail, "pdf": pdf, "word": word, "excel": excel}
_FORBIDDEN = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "shutil.rmtree", "shutil.move"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def run(requests: BinaryIO, answers: BinaryIO) -> int:
    """Serve requests until their end; returns the exit status."""
    sys.stdout = sys.stderr  # a library that prints must not speak in our language
    logging.disable()
    warnings.simplefilter("ignore")
    _limit_memory()
    forbid_the_outside()
    for line in requests:
        _limit_time()
        for said in _answers(line):
            answers.write(json.dumps(said, ensure_ascii=True).encode("ascii") + b"\n")
            answers.flush()
            if said.get("end") == _NO_MEMORY:
                return 1  # what is left of it is not worth keeping
    return 0


_NO_MEMORY = "needs more memory than a file may take."


def _answers(line: bytes) -> Iterator[dict[str, Any]]:
    end: str | None = None
    try:
        request = json.loads(line)
        kind, path, encoding = request["kind"], Path(request["path"]), request.get("encoding")
        name = KINDS[kind]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        yield {"end": "is asked for in a line that is no request."}
        return
    try:
        for piece in _pieces(kind, path, encoding):
            yield _said(piece)
    except BadInput as error:
        end = error.what
    except MemoryError:
        end = _NO_MEMORY
    except Exception:  # whatever a parser trips over: the file is not what it claims to be
        end = f"is damaged: it cannot be read as {name}."
    yield {"end": end}


def _pieces(kind: str, path: Path, encoding: str | None) -> Iterator[Piece]:
    yield from _MODULES[kind].convert(path, encoding)


def _said(piece: Piece) -> dict[str, Any]:
    match piece:
        case Article():
            return {"article": piece.to_dict()}
        case Row(sheet, number, cells):
            return {"row": [sheet, number, cells]}
        case Page(number):
            return {"page": number}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        windows_memory.limit(MOST_MEMORY)
        return
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, 0)):
        try:
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
        except (ValueError, OSError):  # macOS takes no limit of address space
            continue


def _limit_time() -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soon = int(used.ru_utime + used.ru_stime) + _MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soon, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def forbid_the_outside() -> None:
    """Refuse, from now on and for good, what the reading of a file never needs."""
    sys.dont_write_bytecode = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and bool((arguments[2] or 0) & _WRITING)
        if writes or event in _FORBIDDEN:
            raise PermissionError(f"{event} is not for the conversion of files")

    sys.addaudithook(watch)
