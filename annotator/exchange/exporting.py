"""Writing gold in any format: every line through the gate, every file whole or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.core.errors import KnownError
from annotator.core.gold import GoldLine
from annotator.core.scales import ScaleRegistry
from annotator.exchange import gate, gold_jsonl
from annotator.exchange.files import Files, replacing
from annotator.exchange.folders import MANIFEST_SUFFIX
from annotator.exchange.formats import RATINGS, Format, Report, Unwritable, Wanted

MANIFEST_SCHEMA = "annotator-manifest/1"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the outputs of an export, which has several where it is split.

    Attributes:
        log_head: hash of the project's decision log, for the manifest.
    """

    out: Path
    lines: Iterable[GoldLine]
    log_head: str | None = None


def export(parts: Sequence[Part], format_: Format, wanted: Wanted) -> list[Report]:
    """Write each part and its manifest; either all of them take their names, or none does.

    Raises:
        KnownError: a line did not pass the gate or does not fit the format (names article and
            row), nothing was to be written, or a file could not be. Former exports stay.
    """
    _check_options(format_, wanted)
    reports: list[Report] = []
    with replacing([part.out for part in parts]) as all_files:
        for part, files in zip(parts, all_files, strict=True):
            passing = _Passing(part.lines, wanted)
            try:
                report = format_.write(passing, files, wanted)
            except Unwritable as error:
                raise KnownError(
                    f"{passing.where} cannot be written as {format_.title}: {error}.",
                    safe="Nothing was exported.",
                ) from error
            report.articles = passing.count
            if not format_.has_ratings:
                report.lose(RATINGS, passing.tables["scale"].total())
            _write_manifest(files, part, format_, passing, report)
            reports.append(report)
        _keep_former([part.out for part in parts], reports)
    return reports


def write_lines(lines: Iterable[GoldLine], out: Path, scales: ScaleRegistry) -> int:
    """Write gold lines without a manifest, as predictions are; returns how many.

    Raises:
        KnownError: as ``export``.
    """
    written = 0
    with replacing([out]) as (files,):
        file = files.main()
        for line in lines:
            gate.check(line, scales)
            file.write((gold_jsonl.to_json(line) + "\n").encode("utf-8"))
            written += 1
    return written


class _Passing:
    """Lines on their way to the writer: each passes the gate and is counted."""

    def __init__(self, lines: Iterable[GoldLine], wanted: Wanted) -> None:
        self._lines = lines
        self._wanted = wanted
        self._name = ""
        self.count = 0
        self.tables = {key: Counter[str]() for key in ("status", "label", "scale", "state")}

    @property
    def where(self) -> str:
        """Which line the writer has before it."""
        return f"Article “{self._name}” (row {self.count:,})"

    def __iter__(self) -> Iterator[GoldLine]:
        for line in self._lines:
            gate.check(line, self._wanted.scales, row=self.count + 1)
            self._name = line.document.id
            self.count += 1
            if only := self._wanted.only:
                line = replace(line, spans=tuple(s for s in line.spans if s.label in only))
            self._add(line)
            yield line

    def _add(self, line: GoldLine) -> None:
        self.tables["status"][line.state.status] += 1
        self.tables["label"].update(span.label for span in line.spans)
        self.tables["scale"].update(rating.scale for rating in line.ratings)
        self.tables["state"].update(span.state for span in line.spans)
        self.tables["state"].update(rating.state for rating in line.ratings)


def _check_options(format_: Format, wanted: Wanted) -> None:
    """Refuse what the format cannot do, rather than do something else."""
    problem = ""
    if wanted.only and not format_.by_label:
        problem = "cannot be limited to some labels"
    elif wanted.per_category and not format_.by_category:
        problem = "has no rows for categories"
    if problem:
        raise KnownError(f"{format_.title} {problem}.", safe="Nothing was exported.")


def _write_manifest(
    files: Files, part: Part, format_: Format, passing: _Passing, report: Report
) -> None:
    files.finish()
    sums = files.sums()
    beside = {name: sha for name, sha in sums.items() if name != part.out.name}
    lost = {loss.key: count for loss, count in report.lost.items()}
    manifest: dict[str, Any] = {
        "schema": MANIFEST_SCHEMA,
        "file": part.out.name,
        "format": format_.name,
        "articles": report.articles,
        **{key: dict(sorted(table.items())) for key, table in passing.tables.items()},
        "lost": dict(sorted(lost.items())),
        "sha256": sums[part.out.name],
        **({"beside": beside} if beside else {}),
        "log_head": part.log_head,
    }
    said = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    files.beside(MANIFEST_SUFFIX).write(said.encode("utf-8"))


def _keep_former(outs: Iterable[Path], reports: Iterable[Report]) -> None:
    """An export of nothing must not take the place of one that holds something."""
    if not any(report.articles for report in reports) and any(map(_holds_something, outs)):
        raise KnownError(
            "There is nothing to export: no article is complete yet.",
            safe="The former export is unchanged.",
            todo="Complete an article, or use --all.",
        )


def _holds_something(out: Path) -> bool:
    with suppress(OSError):
        return any(out.iterdir()) if out.is_dir() else out.stat().st_size > 0
    return False
