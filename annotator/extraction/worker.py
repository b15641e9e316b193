"""The extraction process: JSON lines in, JSON lines out, one job at a time.

Whoever composes the program calls ``run`` with the real streams. Nothing but the protocol may reach
the output: a stray ``print`` of any library goes to the error stream.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from typing import TextIO

from annotator.core.documents import Zone
from annotator.core.errors import KnownError
from annotator.core.protocol import Answer, Hello, Request
from annotator.core.suggestions import Extraction
from annotator.extraction import RULES


def run(stdin: TextIO, stdout: TextIO, make_pipeline: Callable[[], object]) -> int:
    """Says hello once the pipeline is made, answers every request, ends with the input.

    Args:
        make_pipeline: gives a ``Pipeline`` (or anything with ``extract`` and ``model``).

    Returns:
        Exit code: 0, or 1 where the pipeline cannot be made (the reason is on the error stream).
    """
    for stream in (stdin, stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")
    with contextlib.redirect_stdout(sys.stderr):
        try:
            pipeline = make_pipeline()
        except KnownError as error:
            print(error, file=sys.stderr)
            return 1
        _write(stdout, Hello(getattr(pipeline, "model", None), RULES).to_line())
        extract: Callable[[str, tuple[Zone, ...]], Extraction] = getattr(pipeline, "extract")  # noqa: B009
        for line in stdin:
            if line.strip():
                _write(stdout, _answer(line, extract))
    return 0


def _answer(line: str, extract: Callable[[str, tuple[Zone, ...]], Extraction]) -> str:
    job: object = None
    try:
        job = json.loads(line).get("job")
        request = Request.from_line(line)
        return Answer(request.job, extract(request.text, request.zones)).to_line()
    except KnownError as error:
        reason = str(error)
    except Exception as error:
        # One bad job must not end the process; the article's words stay out of the message.
        reason = f"The article could not be read ({type(error).__name__})."
    return Answer(job if isinstance(job, int) else -1, None, reason).to_line()


def _write(stdout: TextIO, line: str) -> None:
    stdout.write(line)
    stdout.flush()
