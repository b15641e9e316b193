"""An evaluation as a table to read, or as JSON to keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import BadInput
from annotator.core.evaluation import Evaluation, Tally
from annotator.core.gold import GoldLine
from annotator.exchange.articles import read_file
from annotator.exchange.exporting import write_bytes


def read_gold(path: Path) -> dict[str, GoldLine]:
    """The gold lines of a file by article id.

    Raises:
        BadInput: a line cannot be read, or is not a gold line.
    """
    lines: dict[str, GoldLine] = {}
    for line in read_file(path):
        if isinstance(line, BadInput):
            raise line
        if line.line_sha256 is None:
            raise BadInput(f"{path.name} holds articles, but not gold lines.")
        lines[line.document.id] = line
    return lines


def as_text(result: Evaluation, *, mistakes: bool = False) -> Iterator[str]:
    """The lines of a report.

    Args:
        mistakes: list every difference with its sentence.
    """
    yield f"{result.articles} articles"
    yield from _table("spans, exact", result.exact)
    yield from _table("spans, overlapping", result.partial)
    yield from _table("ratings", result.ratings)
    yield from _recall("strict recall by scale", result.by_scale)
    yield from _recall("strict recall by status", result.by_status)
    yield from _recall("fields of strict pairs", result.fields)
    yield from _trust(result)
    if mistakes:
        yield ""
        for mistake in result.mistakes:
            yield f"{mistake.article}: {mistake.kind}: {mistake.what} | {mistake.context}"


def write_json(result: Evaluation, path: Path) -> None:
    """The whole result for a program.

    Raises:
        KnownError: the file cannot be written.
    """
    write_bytes(path, (json.dumps(result.to_dict(), indent=1) + "\n").encode("utf-8"))


def _table(title: str, tallies: dict[str, Tally]) -> Iterator[str]:
    yield ""
    yield f"{title:24}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'false':>7}{'missed':>7}"
    for name, t in sorted(tallies.items(), key=lambda item: (item[0] != "all", item[0])):
        scores = f"{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}"
        yield f"{name:24}{scores}{t.right:7}{t.false:7}{t.missed:7}"


def _recall(title: str, tallies: dict[str, Tally]) -> Iterator[str]:
    yield ""
    yield title
    for name, t in sorted(tallies.items()):
        yield f"  {name:22}{t.right:5} of {t.right + t.missed}"


def _trust(result: Evaluation) -> Iterator[str]:
    if not result.reliability:
        return
    yield ""
    yield "confidence      right   of   precision"
    for name, t in sorted(result.reliability.items()):
        yield f"{name:14}{t.right:7}{t.right + t.false:5}{t.precision:12.3f}"
