"""Making, listing and thinning the backups of one project."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.backups import Backup, folder_of, free_names, read_name, thinned
from annotator.core.errors import Damaged, KnownError, ProjectError
from annotator.store.copying import (
    Cancelled,
    Progress,
    copy,
    damage_confirmed,
    fingerprint,
    is_damaged,
    reader,
)
from annotator.store.errors import damaged, errors_in_words

#: All backups of a project together take no more than this, or than so many of its newest.
_ROOM_BYTES = 4 << 30
_ROOM_COPIES = 8
#: Left free on the disk, for the project itself.
_SPARE_BYTES = 64 << 20
#: Nothing takes so long to copy.
_STALE_SECONDS = 24 * 3600
#: A change in at least so many articles is worth a backup of its own.
MANY = 10


class Backups:
    """The backups of one project file; each is made on a connection and a state of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = folder_of(project)
        self._thread: threading.Thread | None = None

    def all(self) -> list[Backup]:
        """Every backup there is, the newest first."""
        found = []
        with errors_in_words(self.folder), suppress(FileNotFoundError, NotADirectoryError):
            for path in self.folder.iterdir():
                with suppress(OSError):
                    backup = read_name(path, path.stat().st_size)
                    found += [backup] if backup else []
        return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)

    def make(
        self,
        reason: str,
        *,
        always: bool = False,
        on_progress: Progress = lambda _done, _total: None,
        is_cancelled: Cancelled = lambda: False,
        began: threading.Event | None = None,
    ) -> Backup | None:
        """Back the project up as it is now; None where nothing changed since the last backup.

        Args:
            always: also where nothing changed.
            began: set once the state that is copied can no longer change.

        Raises:
            Damaged: the project file has broken pages; no backup was made.
            KnownError: there is no room, or it was cancelled.
        """
        began = began or threading.Event()
        try:
            with self._reading() as source:
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                began.set()
                if not always and self._is_same(fingerprint(source)):
                    return None
                self._need_room()
                target = self.free_path(reason)
                with self._blamed():
                    copy(source, target, on_progress=on_progress, is_cancelled=is_cancelled)
        finally:
            began.set()
        self.thin()
        return read_name(target, target.stat().st_size)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with (
            damage_confirmed(self.project),
            errors_in_words(self.project),
            closing(reader(self.project)) as source,
        ):
            yield source

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        """A copy that is not sound is told of the project, where that is damaged itself."""
        try:
            yield
        except Damaged as error:
            if is_damaged(self.project):
                raise damaged(self.project) from error.__cause__
            raise

    def before(self, reason: str) -> None:
        """Hold on to the state as it is now, and copy it while the work goes on.

        It takes milliseconds, however large the project is. Where it fails the work is not held
        up: it can be undone, and the next backup says what is wrong.
        """
        if self._thread is not None and self._thread.is_alive():
            return  # what it copies is from moments ago
        began = threading.Event()

        def work() -> None:
            with suppress(KnownError):
                self.make(reason, began=began)

        self._thread = threading.Thread(target=work, name="backup")
        self._thread.start()
        began.wait(timeout=1.0)

    def close(self) -> None:
        """Wait for a backup that is being made."""
        if self._thread is not None:
            self._thread.join()

    def free_path(self, reason: str) -> Path:
        """A path for a new backup, in a folder that its owner alone can enter."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = free_names(datetime.now(UTC), reason)
        return next(p for name in names if not (p := self.folder / name).exists())

    def thin(self) -> None:
        """Delete the backups that are no longer needed."""
        backups = self.all()
        largest = max((backup.size for backup in backups[:3]), default=0)
        room = max(_ROOM_BYTES, _ROOM_COPIES * largest)
        for backup in thinned(backups, datetime.now(UTC), room):
            with suppress(OSError):  # the next time
                backup.path.unlink()
        for part in self.folder.glob("*.part"):  # of a program that was killed meanwhile
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                    part.unlink()

    def _is_same(self, mark: str | None) -> bool:
        newest = next((one for one in self.all() if one.reason != "damaged"), None)
        if newest is None or mark is None:
            return False
        try:
            with errors_in_words(newest.path), closing(reader(newest.path)) as backup:
                return fingerprint(backup) == mark
        except ProjectError:  # it cannot be read any more
            return False

    def _need_room(self) -> None:
        needed = self.project.stat().st_size + _SPARE_BYTES
        if shutil.disk_usage(self.project.parent).free < needed:
            raise ProjectError(
                f"There is no room for a backup of {self.project.name}.",
                safe="What was decided is safe in the project itself.",
                todo=f"Free about {needed >> 20:,} MB on its disk.",
            )
