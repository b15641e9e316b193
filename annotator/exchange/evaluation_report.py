"""An evaluation as a table to read, or as JSON to keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import BadInput
from annotator.core.evaluation import Evaluation, Tally
from annotator.core.gold import GoldLine
from annotator.core.reliability import BINS, Judged, bins, calibration_error, ranking
from annotator.core.wording import counted
from annotator.exchange.files import write_bytes
from annotator.exchange.readers import read_file


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


def as_text(
    result: Evaluation, *, mistakes: bool = False, reliability: bool = False
) -> Iterator[str]:
    """The lines of a report.

    Args:
        reliability: hold confidence against precision.
        mistakes: list every difference with its sentence.
    """
    yield counted(result.articles, "article")
    yield from _table("spans, exact", result.exact)
    yield from _table("spans, overlapping", result.partial)
    yield from _table("ratings", result.ratings)
    yield from _recall("strict recall by scale", result.by_scale)
    yield from _recall("strict recall by status", result.by_status)
    yield from _recall("fields of strict pairs", result.fields)
    if reliability:
        yield from _reliability("spans", [one for one in result.judged if one.kind == "span"])
        yield from _reliability("ratings", [one for one in result.judged if one.kind == "rating"])
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


def _reliability(title: str, judged: list[Judged]) -> Iterator[str]:
    yield ""
    yield f"{'confidence of ' + title:24}{'mean':>7}{'right':>7}{'of':>7}{'precision':>11}"
    for found in bins(judged):
        name = f"{found.low:.1f}-{found.low + 1 / BINS:.1f}"
        numbers = f"{found.confidence:7.3f}{found.right:7}{found.count:7}{found.precision:11.3f}"
        yield f"  {name:22}{numbers}"
    rank = ranking(judged)
    yield f"  expected calibration error {calibration_error(judged):.3f}"
    if rank is not None:
        yield f"  a right one is surer than a wrong one in {rank:.0%} of all pairs"
