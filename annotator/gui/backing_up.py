"""Backups of the open project: made on opening and every hour, shown, and restored."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.core.backups import Backup, folder_of, read_name
from annotator.core.errors import Damaged, KnownError
from annotator.gui import keymap
from annotator.gui.jobs import Job

if TYPE_CHECKING:
    from annotator.gui.dialogs.backups_dialog import Row
    from annotator.gui.main_window import MainWindow
    from annotator.session import Session

#: The first backup waits until the window is there and the worker has loaded its model.
_OPENING_MS = 5000
_HOUR_MS = 3_600_000


class BackingUp(QObject):
    """Backs up in the background; a project that turns out to be damaged is only read from then."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._job: Job | None = None
        self._told = False  # that no backup can be made
        self._is_asked = False  # while one is being made
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_OPENING_MS)
        self._first.timeout.connect(lambda: self.back_up("opening"))
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(lambda: self.back_up("hourly"))

    def attach(self, session: Session) -> None:
        """Back this project up from now on; where nothing can be decided in it, say so."""
        self._session, self._told = session, False
        if session.safety.read_only is not None:
            self.show_read_only()
        else:
            self._first.start()
            self._hourly.start()

    def detach(self) -> None:
        """The project is being closed; a backup under way is broken off."""
        self._first.stop()
        self._hourly.stop()
        if self._job is not None:
            self._window.jobs.drop(self._job)
        self._session = self._job = None
        self._is_asked = False

    def back_up(self, reason: str) -> None:
        """Start a backup, unless one is being made."""
        session = self._session
        if session is None:
            return
        if self._job is not None:  # what it copies is from before: who asks gets one of now
            self._is_asked = self._is_asked or reason == "asked"
            return
        safety = session.safety
        self._job = self._window.jobs.start(
            lambda job: safety.back_up(reason, is_cancelled=lambda: job.is_cancelled)
        )
        self._job.finished.connect(lambda backup: self._on_done(backup, reason))
        self._job.failed.connect(self._on_failed)

    def show_read_only(self) -> None:
        """Say why nothing can be decided in this project."""
        session, panels = self._session, self._window.panels
        if session is None or session.safety.read_only is None:
            return
        why = session.safety.read_only
        panels.top.set_notice("Read only")
        panels.banner.show_error(why, kind="Read only")
        if isinstance(why, Damaged):
            panels.banner.add_action("Backups", keymap.key("show_backups"), self.show_backups)

    def say_unreadable(self, error: KnownError) -> None:
        """Something could not be read; where the project is damaged nothing is written any more."""
        if isinstance(error, Damaged) and self._session is not None:
            self._session.safety.give_up_writing(error)
            self.show_read_only()
        else:
            self._window.panels.banner.show_error(error)

    # --- commands ---

    def show_backups(self) -> None:
        """List the backups of the open project, and restore the one that is chosen."""
        if self._session is None:
            self._window.files.has_no_project()
        else:
            self._list(self._session.path, _remark(self._session))

    def offer(self, project: Path) -> None:
        """Where a project cannot be opened at all, its backups can be restored all the same."""
        if folder_of(project).is_dir():
            self._window.panels.banner.add_action(
                "Backups", keymap.key("show_backups"), lambda: self._list(project, "")
            )

    def _list(self, project: Path, remark: str) -> None:
        from annotator.gui.dialogs.backups_dialog import Row

        def look(job: Job) -> list[Row]:
            from annotator.session import safety

            rows = list[Row]()
            found = safety.backups_of(project)
            for backup in found:
                rows.append((backup, safety.held(project, backup)))
                job.report(len(rows), len(found))
                if job.is_cancelled:
                    break
            return rows

        show = self._show
        self._window.runner.run(
            "Looking at backups:", look, lambda rows: show(project, rows, remark)
        )

    def _show(self, project: Path, rows: list[Row], remark: str) -> None:
        from annotator.gui.dialogs.backups_dialog import BackupsDialog

        window = self._window
        dialog = BackupsDialog(rows, remark, window.theme, window)
        wanted: list[Backup] = []
        dialog.restore_requested.connect(wanted.append)
        dialog.backup_requested.connect(lambda: self.back_up("asked"))
        can_write = self._session is not None and self._session.safety.read_only is None
        dialog.now.setEnabled(can_write)
        dialog.exec()
        dialog.deleteLater()
        window.panels.view.setFocus()
        if wanted and window.is_free():
            self.restore(project, wanted[0])

    def restore(self, project: Path, backup: Backup) -> None:
        """Make a project what a backup holds; it is closed meanwhile."""
        window, by = self._window, self._window.settings.analyst_name
        if self._session is not None:
            by = self._session.analyst
        window.detach()

        def work(job: Job) -> KnownError | None:
            from annotator.session import safety

            try:
                safety.restore(
                    project,
                    backup.path,
                    by=by,
                    on_progress=job.report,
                    is_cancelled=lambda: job.is_cancelled,
                )
            except KnownError as error:
                return error
            return None

        window.runner.run(
            "Restoring:", work, lambda error: self._on_restored(project, backup, error)
        )

    def _on_restored(self, project: Path, backup: Backup, error: KnownError | None) -> None:
        from annotator.gui.dialogs.backups_dialog import when

        self._window.open_path(project, False)
        banner = self._window.panels.banner
        if error is not None:
            banner.show_error(error)
        elif self._session is not None:
            banner.show_info(
                f"The project is as it was on {when(backup)}. How it was until now is kept as the "
                f"newest backup “before a restore”: {keymap.key('show_backups')}."
            )

    # --- what becomes of a backup ---

    def _on_done(self, backup: Backup | None, reason: str) -> None:
        self._job, self._told = None, False
        if reason == "asked":
            said = "Backed up." if backup else "Nothing has changed since the last backup."
            self._window.inform(said)
        self._go_on()

    def _go_on(self) -> None:
        """Make the backup that was asked for meanwhile."""
        if self._is_asked:
            self._is_asked = False
            self.back_up("asked")

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._go_on()
        if not isinstance(error, KnownError):
            raise error
        if isinstance(error, Damaged):
            self.say_unreadable(error)
        elif not self._told:  # once, not every hour
            self._told = True
            self._window.panels.banner.show_error(error, kind="No backup")


def _remark(session: Session) -> str:
    """What there is to say of the project's last restore."""
    from annotator.gui.dialogs.backups_dialog import when

    said = session.safety.restored()
    if said is None:
        return ""
    backup, at = read_name(Path(str(said.get("from")))), str(said.get("at"))
    with suppress(ValueError):
        local = datetime.fromisoformat(at).astimezone()
        at = f"{local.day} {local:%b %Y, %H:%M}"
    what = f"the state of {when(backup)}" if backup else str(said.get("from"))
    return f"Restored on {at} by {said.get('by')}: {what}."
