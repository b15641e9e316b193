"""An export as somebody wants it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.filters import ArticleFilter
from annotator.core.splitting import Split

#: What an article must be to leave as gold.
COMPLETE = ArticleFilter(status=("complete",))


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is wanted.

    Attributes:
        format: its name (``exchange.formats``).
        all_articles: also those that are not complete, each with its true status.
        filter: only articles that it lets pass, in its order; a status that it names counts
            instead of ``all_articles``.
        only: ids of the labels whose spans are wanted; empty: all.
        split: into files of their own; None: one file.
        log: with suggestions and decisions, where the format has them.
        per_category: of a table: one row for each category of a rating.
    """

    out: Path
    format: str = "jsonl"
    all_articles: bool = False
    filter: ArticleFilter | None = None
    only: tuple[str, ...] = ()
    split: Split | None = None
    log: bool = True
    per_category: bool = False

    @property
    def outs(self) -> dict[str, Path]:
        """The file or folder of each part of the split; that of "" where it is not split."""
        if self.split is None:
            return {"": self.out}
        stem, suffix = self.out.stem, self.out.suffix
        return {part: self.out.with_name(f"{stem}-{part}{suffix}") for part in self.split.parts}


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export.

    Attributes:
        articles: how many each file got.
        losses: a sentence for each kind of thing that was changed or left out.
    """

    articles: dict[Path, int]
    losses: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.articles.values())
