"""Gold out of one state of the project, in any format, through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.core.errors import KnownError
from annotator.core.gold import GoldLine
from annotator.core.labels import LabelSet
from annotator.core.scales import ScaleRegistry
from annotator.exchange import exporting
from annotator.exchange.formats import FORMATS, Report, Wanted
from annotator.store.project import Project


def export(
    project: Project,
    scales: ScaleRegistry,
    labels: LabelSet,
    out: Path,
    *,
    format_: str,
    all_articles: bool,
    log: bool,
    on_progress: Callable[[int, int], object],
    is_cancelled: Callable[[], bool],
) -> Report:
    """Write the complete articles (or all, each with its true status); says what was done.

    Raises:
        KnownError: the gate stopped it, it could not be written, or it was cancelled. A former
            export stays as it was.
    """
    with project.db.reading():  # another window may decide something half-way
        ids = project.documents.ids(status=() if all_articles else ("complete",))

        def lines() -> Iterator[GoldLine]:
            for number, document_id in enumerate(ids, 1):
                if is_cancelled():
                    raise KnownError("The export was cancelled.", safe="Nothing was written.")
                yield project.gold_line(document_id)
                on_progress(number, len(ids))

        wanted = Wanted(scales, labels, log=log)
        part = exporting.Part(out, lines(), project.decisions.head() if log else None)
        (report,) = exporting.export([part], FORMATS[format_], wanted)
    return report
