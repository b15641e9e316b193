"""Backups of a project: what they are called, why they were made, and which are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.core.wording import counted

#: Ends the name of the folder beside a project that holds its backups.
FOLDER_SUFFIX = ".backups"

#: Why a backup was made: as its file is named, and as people read it.
REASONS = {
    "opening": "on opening",
    "hourly": "while open",
    "bulk": "before a change in many articles",
    "import": "before an import",
    "migration": "before a newer kind of file",
    "restore": "before a restore",
    "repair": "before a repair",
    "damaged": "as it was, damaged",
    "asked": "asked for",
}

#: What undoes a rare, large step is kept longer than what is made every hour.
_RARE = {"migration", "restore", "repair"}
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{3})Z-([a-z]+)(?:-\d+)?\.annotator")
_TIME = "%Y%m%dT%H%M%S"
_HOUR, _DAY, _MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        at: when it was made, in UTC, to the millisecond.
        reason: a key of ``REASONS``.
        size: in bytes.
    """

    path: Path
    at: datetime
    reason: str
    size: int = 0

    @property
    def why(self) -> str:
        """The reason as people read it."""
        return REASONS.get(self.reason, self.reason)


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds, against the project as it is now.

    Attributes:
        articles, decisions: how many are in it.
        lost: decisions of the project now that a restore would leave out.
        gained: decisions that it holds and the project now does not.
        lost_articles: articles that the project now has beyond those.
        gained_articles: articles that it holds beyond those of the project now.
        lost_undos, gained_undos: as of decisions; an undo is none.
    """

    articles: int
    decisions: int
    lost: int
    gained: int
    lost_articles: int = 0
    gained_articles: int = 0
    lost_undos: int = 0
    gained_undos: int = 0


def in_words(held: Held) -> str:
    """What a restore would change: "would leave out 12 decisions and 1 article"; "" if nothing."""
    lost = _all(held.lost, held.lost_undos, held.lost_articles)
    back = _all(held.gained, held.gained_undos, held.gained_articles)
    parts = [f"would leave out {lost}"] if lost else []
    parts += [f"would bring back {back}"] if back else []
    return ", ".join(parts)


def _all(decisions: int, undos: int, articles: int) -> str:
    counts = ((decisions, "decision"), (undos, "undo"), (articles, "article"))
    words = [counted(count, word) for count, word in counts if count]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def folder_of(project: Path) -> Path:
    """Where a project's backups lie: ``news.backups`` beside ``news.annotator``."""
    return project.with_suffix(FOLDER_SUFFIX)


def free_names(at: datetime, reason: str) -> Iterator[str]:
    """Names for the file of a backup, the best first."""
    at = at.astimezone(UTC)
    stem = f"{at:{_TIME}}.{at.microsecond // 1000:03}Z-{reason}"
    yield f"{stem}.annotator"
    for number in range(2, 1000):
        yield f"{stem}-{number}.annotator"


def read_name(path: Path, size: int = 0) -> Backup | None:
    """The backup that a file is by its name; None where it is none."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], f"{_TIME}.%f").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, at, match[2], size)


def thinned(backups: Iterable[Backup], now: datetime, room: int) -> list[Backup]:
    """Those that are no longer needed.

    All of the last hour are kept, then one for each hour of a day, each day of a month, and each
    month. A damaged state is kept for good, as it may be all there is of what it holds.

    Args:
        room: bytes that all together may take; beyond it the oldest go, but for the newest three.
    """
    newest_first = sorted(backups, key=lambda backup: (backup.at, backup.path.name), reverse=True)
    seen: set[str] = set()
    kept, gone = list[Backup](), list[Backup]()
    for backup in newest_first:
        stretch = _stretch(backup, now)
        is_needed = not kept or stretch is None or stretch not in seen
        (kept if is_needed else gone).append(backup)
        seen.add(stretch or "")
    return gone + _beyond(kept, room)


def _stretch(backup: Backup, now: datetime) -> str | None:
    """The stretch of time of which one backup is kept; None where all of them are."""
    age = now - backup.at
    if age < _HOUR or backup.reason == "damaged" or (backup.reason in _RARE and age < _MONTH):
        return None
    if age < _DAY:
        return f"{backup.at:%Y-%m-%d %H}"
    return f"{backup.at:%Y-%m-%d}" if age < _MONTH else f"{backup.at:%Y-%m}"


def _beyond(kept: Sequence[Backup], room: int) -> list[Backup]:
    used, gone = 0, list[Backup]()
    for number, backup in enumerate(kept):
        used += backup.size
        if used > room and number >= 3 and backup.reason != "damaged":
            gone.append(backup)
    return gone
