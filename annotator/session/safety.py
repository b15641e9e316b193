"""What keeps a project safe: its backups, restoring them, and no writing where that would harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.core.backups import Backup, Held
from annotator.core.errors import KnownError, ProjectError
from annotator.session.clock import now
from annotator.store import restoring
from annotator.store.backups import Backups
from annotator.store.copying import Stopped
from annotator.store.project import Project

Progress = Callable[[int, int], object]


class Safety:
    """What a session offers of it."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @property
    def read_only(self) -> ProjectError | None:
        """Why nothing can be decided here, as a sentence to show; None where it can."""
        return self._project.db.read_only

    def give_up_writing(self, why: ProjectError) -> None:
        """From now on every decision is refused with this sentence."""
        self._project.db.give_up_writing(why)

    def back_up(
        self, reason: str, *, is_cancelled: Callable[[], bool] = lambda: False
    ) -> Backup | None:
        """Back the project up; None where nothing changed since. Callable from any thread.

        Args:
            reason: a key of ``core.backups.REASONS``.

        Raises:
            Damaged: the project is damaged. KnownError: it could not be made, or was cancelled.
        """
        return self._project.backups.make(reason, is_cancelled=is_cancelled)

    def restored(self) -> dict[str, Any] | None:
        """The last restore: ``from`` and ``before`` (files), ``by``, ``at``; None without one."""
        return restoring.restored(self._project.db.conn)

    def log(self) -> tuple[int, str]:
        """How many entries the decision log has, and the hash that stands for all of them."""
        return self._project.decisions.tail()

    def entry(self, head: str) -> int | None:
        """The place of the entry with this hash, or whose hash begins so; None without one."""
        return self._project.decisions.entry(head.lower())


def backups_of(project: Path) -> list[Backup]:
    """The backups of a project, the newest first."""
    return Backups(project).all()


def held(project: Path, backup: Backup) -> Held | None:
    """What a backup holds, and what a restore would lose; None where it cannot be read."""
    try:
        return restoring.held(project, backup.path)
    except KnownError:
        return None


def restore(
    project: Path,
    backup: Path,
    *,
    by: str,
    on_progress: Progress = lambda _done, _total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Backup | None:
    """Make a project what a backup holds; the state before is a backup then, and is returned.

    Raises:
        KnownError: it was not done or was cancelled; the project is as it was.
    """

    def told(done: int, total: int) -> None:
        if done < total and is_cancelled():  # once all is written it cannot be broken off
            raise Stopped("The restore")
        on_progress(done, total)

    return restoring.restore(Backups(project), backup, by=by, at=now(), on_progress=told)
