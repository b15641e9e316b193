"""Backups in the window: made in the background, shown, restored, and a restore undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QDialog

from annotator.app import _Opener
from annotator.core.backups import folder_of
from annotator.gui.dialogs.backups_dialog import BackupsDialog
from annotator.session import Session
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner
from tests.store.test_backups import break_pages

Sit = Callable[..., Analyst]


def reopening(analyst: Analyst) -> None:
    """What the composition root does."""

    def open_path(path: Path, _create: bool) -> None:
        analyst.window.attach(Session(path, analyst="anna", busy_ms=50))

    analyst.window.open_path = open_path


def backups(news: Path) -> list[str]:
    folder = folder_of(news)
    found = sorted(p.name for p in folder.iterdir()) if folder.exists() else []
    return [name.partition("-")[2].partition(".")[0] for name in found]


def test_a_project_is_backed_up_once_it_is_open(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    backing = analyst.window.backing_up
    assert backing._first.isActive()
    assert backing._hourly.isActive()
    backing._first.timeout.emit()
    analyst.wait(lambda: backups(news) == ["opening"])
    analyst.wait(lambda: backing._job is None)
    backing._hourly.timeout.emit()
    analyst.wait(lambda: backing._job is None)
    assert backups(news) == ["opening"]  # nothing changed since
    analyst.press("A")
    backing._hourly.timeout.emit()
    analyst.wait(lambda: backups(news) == ["opening", "hourly"])


def test_a_restore_and_back_again(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    reopening(analyst)
    analyst.window.backing_up.back_up("opening")
    analyst.wait(lambda: analyst.window.backing_up._job is None)
    analyst.press("A")
    decided = len(acts(news))
    seen: list[str] = []

    def restore(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        seen.append(dialog.table.item(0, 4).text())
        if "leave out" in seen[-1]:  # work is put aside only where that is meant
            analyst.say_yes()
        dialog.go.click()

    for expected in (0, decided):
        analyst.meet_dialog(restore)
        analyst.press("Ctrl+Shift+B")
        analyst.wait(lambda: "is as it was on" in banner(analyst))
        analyst.wait(lambda expected=expected: len(acts(news)) == expected)
        assert analyst.window.bench is not None
        analyst.window.panels.banner.dismiss()
    assert seen == [
        f"would leave out {decided} decisions",
        f"would bring back {decided} decisions",
    ]
    assert analyst.window.bench.session.safety.restored()["by"] == "anna"
    assert backups(news) == ["opening", "restore", "restore"]


def test_there_is_no_backup_yet(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    seen: list[tuple[str, bool]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        seen.append((dialog.said.text(), dialog.go.isEnabled()))
        dialog.now.click()

    analyst.meet_dialog(look)
    analyst.press("Ctrl+Shift+B")
    analyst.wait(lambda: bool(seen))
    assert seen[0][0].startswith("There is no backup yet.")
    assert not seen[0][1]
    analyst.wait(lambda: banner(analyst) == "Note: Backed up.")
    assert backups(news) == ["asked"]


def test_a_backup_asked_for_while_one_is_made_follows_it(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    backing = analyst.window.backing_up
    backing.back_up("hourly")
    backing.back_up("asked")
    analyst.wait(lambda: banner(analyst) == "Note: Nothing has changed since the last backup.")
    assert backups(news) == ["hourly"]


def test_a_damaged_project_is_read_only(news: Path, sit: Sit) -> None:
    """The check of the backup finds it; from then on every key says so, and nothing is written."""
    analyst = sit(news)
    break_pages(news)
    analyst.window.backing_up.back_up("hourly")
    analyst.wait(lambda: banner(analyst).startswith("Read only: news.annotator is damaged."))
    assert analyst.window.panels.banner.action.isVisible()
    for key in ("A", "X", "F"):
        analyst.window.panels.banner.dismiss()
        analyst.press(key)
        assert "is damaged." in banner(analyst), key
    assert backups(news) == []
    assert analyst.window.panels.top.notice.text == "Read only"


def test_a_project_that_cannot_be_opened_is_restored_from_the_window(news: Path, sit: Sit) -> None:
    with closing(Session(news)) as session:
        session.safety.back_up("hourly")
        head = session.safety.log()[1]
    news.write_bytes(b"\x00" * 9000)
    analyst = sit(None)
    opener = _Opener(keep=False)
    opener.take(analyst.window)
    opener.open(news, False)
    assert "is not a project of Annotator" in banner(analyst)

    def restore(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        dialog.go.click()

    analyst.meet_dialog(restore)
    analyst.window.panels.banner.action.click()
    analyst.wait(lambda: "is as it was on" in banner(analyst))
    assert analyst.window.bench is not None
    assert analyst.window.bench.session.safety.log()[1] == head
    assert backups(news) == ["hourly", "damaged"]
