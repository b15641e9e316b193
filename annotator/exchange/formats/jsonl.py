"""Our own gold lines (``exchange.gold_jsonl``, docs/FORMAT.md)."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One article a line."""
    file = files.main()
    for line in lines:
        file.write((gold_jsonl.to_json(line, log=wanted.log) + "\n").encode("utf-8"))
    return Report()
