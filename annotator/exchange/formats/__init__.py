"""The formats an export can have: one row each, and one module with its writer.

To add a format: a module here with ``write(lines, files, wanted) -> Report``, and a row in
``FORMATS``. The export (``exchange.exporting``) does the rest: every line passes the gate before
the writer sees it, files get their names only when all are whole, a former export is known by the
manifest beside it, article and row are named where the writer raises ``Unwritable``. A writer
takes the lines one by one and never holds them all; it gives the same bytes for the same lines (no
clock, no random ids); it imports its library inside ``write``; what it leaves out or changes it
counts: ``report.lose(OVERLAPS, 2)``. What the format never holds, the row says once (``loses``).
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.core.gold import GoldLine
    from annotator.core.labels import LabelSet
    from annotator.core.scales import ScaleRegistry
    from annotator.exchange.files import Files

    Writer = Callable[[Iterable[GoldLine], Files, "Wanted"], "Report"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an export is wanted, whatever its format; a writer looks at what concerns it.

    Attributes:
        labels: of the project, with names and colours.
        label_ids: of every label that an exported span may have, for formats that list them.
        log: with suggestions and decisions, where the format holds them.
        per_category: of a table: one row for each category of a rating.
        only: ids of the labels whose spans are wanted; empty: all. The lines that a writer gets
            hold no others.
    """

    scales: ScaleRegistry
    labels: LabelSet
    label_ids: tuple[str, ...] = ()
    log: bool = True
    per_category: bool = False
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that an export changes or leaves out.

    Attributes:
        key: its name in the manifest.
        one, many: sentences for one and for several; ``{n}`` stands for how many.
    """

    key: str
    one: str
    many: str


SPLITS = Loss(
    "token_splits",
    "One word was split in two, because a span begins or ends inside it.",
    "{n} words were split, because a span begins or ends inside them.",
)
OVERLAPS = Loss(
    "overlapping_spans",
    "One span overlaps a longer one, and is not among the flat tags.",
    "{n} spans overlap longer ones, and are not among the flat tags.",
)
RATINGS = Loss(
    "ratings",
    "One rating stayed behind: this format has no place for it.",
    "{n} ratings stayed behind: this format has no place for them.",
)
OPEN = Loss(
    "open_spans",
    "One span is only suggested; the file does not tell it from decided ones.",
    "{n} spans are only suggested; the file does not tell them from decided ones.",
)


@dataclass(slots=True)
class Report:
    """What an export did.

    Attributes:
        articles: how many were written (counted by the export, not by the writer).
        lost: how often each loss happened.
    """

    articles: int = 0
    lost: Counter[Loss] = field(default_factory=Counter)

    def lose(self, loss: Loss, count: int = 1) -> None:
        """Note that something was changed or left out so many times."""
        if count:
            self.lost[loss] += count

    @classmethod
    def total(cls, reports: Iterable[Report]) -> Report:
        """The sum of several."""
        whole = cls()
        for report in reports:
            whole.articles += report.articles
            whole.lost.update(report.lost)
        return whole

    def sentences(self) -> list[str]:
        """What was lost, for a person; empty where nothing was."""
        return [
            loss.one if count == 1 else loss.many.format(n=f"{count:,}")
            for loss, count in sorted(self.lost.items(), key=lambda item: item[0].key)
        ]


class Unwritable(Exception):
    """The article at hand cannot be written in this format; the message says why, in a clause."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to.

    Attributes:
        name: on the command line, and of its module here ("label-studio": ``label_studio``).
        title: in the window.
        suffix: of its files, "" for a folder.
        loses: one sentence about what it does not hold, "" where it holds everything.
        module: where the writer is, if its name is not the format's.
        is_guessed: a file with this suffix is taken for this format where none is named.
        has_ratings: holds the records; where it does not, the report says how many stayed behind.
        has_log: can hold suggestions and decisions.
        by_label: may be limited to some labels.
        by_category: has rows that can be one for each category.
    """

    name: str
    title: str
    suffix: str
    loses: str = ""
    module: str = ""
    is_guessed: bool = True
    has_ratings: bool = True
    has_log: bool = False
    by_label: bool = False
    by_category: bool = False

    def write(self, lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
        """Write the lines; see the module's docstring for what a writer promises.

        Raises:
            Unwritable: the last line taken cannot be written.
            OSError: the disk is full, or the like.
        """
        name = self.module or self.name.replace("-", "_")
        module = importlib.import_module(f"{__name__}.{name}")
        writer: Writer = module.write
        return writer(lines, files, wanted)


_NO_LOG = "It has everything but the log of decisions and what machines scored."
_TABLE = "It has a row for each rating, with its article; texts, spans and the log stay behind."
_REPORT = "It is for reading and printing; no program reads it back."
_ROWS = (
    Format("jsonl", "Gold (JSONL)", ".jsonl", has_log=True),
    Format(
        "prodigy",
        "Prodigy",
        ".jsonl",
        _NO_LOG,
        is_guessed=False,
        by_label=True,
    ),
    Format(
        "conll",
        "CoNLL (IOB2)",
        ".conll",
        "It has words with flat tags, and beside them the text with all spans; ratings, notes and "
        "the log stay behind.",
        has_ratings=False,
        by_label=True,
    ),
    Format(
        "docbin",
        "spaCy (DocBin)",
        ".spacy",
        "It has the text and its spans; ratings, notes and the log stay behind.",
        has_ratings=False,
        by_label=True,
    ),
    Format(
        "huggingface",
        "Hugging Face (JSONL)",
        ".jsonl",
        "It has the text, its spans and tagged words; ratings, notes and the log stay behind.",
        is_guessed=False,
        has_ratings=False,
        by_label=True,
    ),
    Format("doccano", "doccano", ".jsonl", _NO_LOG, is_guessed=False),
    Format(
        "brat",
        "brat standoff",
        "",
        "It holds spans and ratings; of the article only its text, and no log of decisions.",
    ),
    Format("label-studio", "Label Studio", ".json", "It holds no log of decisions."),
    Format("w3c", "W3C Web Annotation (JSON-LD)", ".jsonld", _NO_LOG),
    Format("ratings-csv", "Ratings table (CSV)", ".csv", _TABLE, by_category=True),
    Format("ratings-xlsx", "Ratings table (Excel)", ".xlsx", _TABLE, by_category=True),
    Format("ratings-parquet", "Ratings table (Parquet)", ".parquet", _TABLE, by_category=True),
    Format("html", "Report to read (HTML)", ".html", _REPORT, by_label=True, by_category=True),
)

#: By name, in the order in which they are offered.
FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}


def guessed(out: PurePath) -> Format | None:
    """The format that a file name's suffix says; None where it says none or several.

    ``.jsonl`` is gold.
    """
    suffix = out.suffix.lower()
    meant = [row for row in _ROWS if row.is_guessed and suffix and row.suffix == suffix]
    return meant[0] if len(meant) == 1 else None
