"""Which backups are kept as they grow older."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.core.backups import Backup, free_names, read_name, thinned

NOW = datetime(2024, 5, 31, 12, 30, tzinfo=UTC)
PLENTY = 1 << 40


def made(*ages: timedelta, reason: str = "hourly", size: int = 1) -> list[Backup]:
    return [Backup(Path(f"{age}"), NOW - age, reason, size) for age in ages]


def kept_of(backups: list[Backup], room: int = PLENTY) -> list[Backup]:
    gone = thinned(backups, NOW, room)
    return [backup for backup in backups if backup not in gone]


def test_a_name_says_when_and_why() -> None:
    first, second = (name for name, _ in zip(free_names(NOW, "opening"), range(2), strict=False))
    assert (first, second) == (
        "20240531T123000.000Z-opening.annotator",
        "20240531T123000.000Z-opening-2.annotator",
    )
    for name in (first, second):
        backup = read_name(Path(name))
        assert backup is not None
        assert (backup.at, backup.reason, backup.why) == (NOW, "opening", "on opening")
    assert read_name(Path("20241331T123000.000Z-opening.annotator")) is None
    assert read_name(Path("20240531T123000.000Z-opening.annotator.part")) is None
    assert read_name(Path("notes.txt")) is None


def test_thinned_by_age() -> None:
    minutes = [timedelta(minutes=m) for m in range(0, 60, 5)]
    day = [timedelta(hours=1, minutes=10 * n) for n in range(6 * 23)]
    month = [timedelta(days=1, hours=6 * n) for n in range(4 * 30)]
    years = [timedelta(days=31 + 5 * n) for n in range(146)]
    kept = kept_of(made(*minutes, *day, *month, *years))
    ages = [NOW - backup.at for backup in kept]
    assert [age for age in ages if age < timedelta(hours=1)] == minutes
    assert 23 <= sum(timedelta(hours=1) <= age < timedelta(days=1) for age in ages) <= 24
    assert 30 <= sum(timedelta(days=1) <= age < timedelta(days=31) for age in ages) <= 31
    assert 24 <= sum(age >= timedelta(days=31) for age in ages) <= 26


def test_what_is_kept_stays_kept_until_it_is_older() -> None:
    kept = kept_of(made(*(timedelta(hours=n / 3) for n in range(300))))
    assert kept_of(kept) == kept


def test_what_undoes_a_large_step_is_kept_for_a_month() -> None:
    days = [timedelta(days=3, minutes=n) for n in range(4)]
    assert len(kept_of(made(*days, reason="restore"))) == 4
    assert len(kept_of(made(*days))) == 1
    assert (
        len(kept_of(made(*(timedelta(days=40, minutes=n) for n in range(4)), reason="restore")))
        == 1
    )
    assert (
        len(kept_of(made(*(timedelta(days=99, minutes=n) for n in range(4)), reason="damaged")))
        == 4
    )


def test_beyond_the_room_the_oldest_go() -> None:
    backups = made(*(timedelta(days=n) for n in range(10)), size=10)
    assert kept_of(backups, room=55) == backups[:5]
    assert kept_of(backups, room=1) == backups[:3]


def test_a_clock_that_was_set_back_loses_nothing() -> None:
    assert len(kept_of(made(*(timedelta(days=-n) for n in range(5))))) == 5
