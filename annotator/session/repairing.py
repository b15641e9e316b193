"""Repairing a project: in place where its file is whole, else into a new file beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator import paths
from annotator.core.backups import Backup
from annotator.core.errors import KnownError
from annotator.core.finding import Finding
from annotator.exchange.scale_files import load_known
from annotator.store import repair as mending
from annotator.store.copying import is_damaged
from annotator.store.doctor import examine
from annotator.store.project import Project
from annotator.store.salvage import salvage

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did, in sentences.

    Attributes:
        path: of the project that was repaired; another file where it was salvaged.
        backup: of the state before; None where the file was salvaged, which leaves it as it is.
        lost: what could not be read any more.
        left: what is still wrong.
    """

    path: Path
    backup: Backup | None
    mended: list[str]
    lost: list[str]
    left: list[Finding]


def repair(path: Path, on_progress: Progress = lambda _done, _total: None) -> Repaired:
    """Make a project sound again as far as its log, texts and suggestions say how.

    Raises:
        KnownError: it cannot be opened or written; it is as it was.
    """
    scales = load_known(paths.scale_folders(path)).registry
    lost: list[str] = []
    is_broken = is_damaged(path)
    if is_broken:
        source, path = path, _free_name(path)
        try:
            lost = salvage(source, path, on_progress)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    mended = ["The mark of a project was set again."] if mending.set_mark(path) else []
    with closing(Project(path)) as project:
        if project.db.read_only is not None:
            raise project.db.read_only
        backup = None if is_broken else project.backups.make("repair", always=True)
        mended += mending.repair(project, scales, on_progress)
        left = list(examine(project, scales, on_progress))
        project.db.settle()
    return Repaired(path, backup, mended, lost, left)


def _free_name(path: Path) -> Path:
    """``news-salvaged.annotator`` beside ``news.annotator``, with a number where it is taken."""
    for number in range(1, 1000):
        name = f"{path.stem}-salvaged{'' if number == 1 else number}{path.suffix}"
        if not path.with_name(name).exists():
            return path.with_name(name)
    raise KnownError(
        f"There are too many salvaged copies of {path.name}.",
        safe="It is as it was.",
        todo="Move those that are no longer needed to another folder.",
    )
