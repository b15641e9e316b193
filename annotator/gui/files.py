"""Commands that open projects and bring articles in: dialogs and background jobs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from annotator.gui.dialogs.import_report import ImportReport
from annotator.gui.jobs import Job
from annotator.gui.keymap import key
from annotator.gui.panels.wording import count_words
from annotator.gui.places import ThemedWindow
from annotator.gui.progress import Runner
from annotator.paths import PROJECT_SUFFIX, data_dir

if TYPE_CHECKING:
    from annotator.session import Imported, Session

_ARTICLES = "Articles (*.txt *.jsonl);;All files (*)"
_PROJECTS = f"Annotator projects (*{PROJECT_SUFFIX});;All files (*)"


class Files(QObject):
    """File commands of the window.

    Signals:
        project_requested(object, bool): a path to open, and whether to create it.
        sample_requested(): the sample is to be opened.
        imported(): articles came in.
        informed(str): what to show.
    """

    project_requested = Signal(object, bool)
    sample_requested = Signal()
    imported = Signal()
    informed = Signal(str)

    def __init__(self, window: ThemedWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self.session: Session | None = None

    def open_project(self) -> None:
        """Ask for a project and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a project", str(data_dir()), _PROJECTS
        )
        if name:
            self.project_requested.emit(Path(name), False)

    def new_project(self) -> None:
        """Ask for a name and start an empty project."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, "New project", str(data_dir() / f"News{PROJECT_SUFFIX}"), _PROJECTS
        )
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_suffix(PROJECT_SUFFIX)
            self.project_requested.emit(path, True)

    def open_sample(self) -> None:
        """Open the sample project; it is made where there is none yet."""
        self.sample_requested.emit()

    def take_dropped(self, paths: list[Path]) -> None:
        """A project is opened, anything else is taken in as articles."""
        projects = [path for path in paths if path.suffix == PROJECT_SUFFIX and path.is_file()]
        if projects:
            self.project_requested.emit(projects[0], False)
        elif paths:
            self.take_in(paths)

    def import_files(self) -> None:
        """Ask for files and take their articles in."""
        if self.has_no_project():
            return
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import articles", "", _ARTICLES)
        if names:
            self.take_in([Path(name) for name in names])

    def import_folder(self) -> None:
        """Ask for a folder and take in the articles of all files in it."""
        if self.has_no_project():
            return
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self.take_in([Path(name)])

    def take_in(self, paths: list[Path]) -> None:
        """Import files and folders in the background, with progress, cancel and a report."""
        if self.has_no_project() or self.session is None:
            return
        project, analyst = self.session.path, self.session.analyst

        def work(job: Job) -> tuple[list[Imported], bool]:
            from annotator.session import Session

            session = Session(project, analyst=analyst)
            try:
                files = session.files_in(paths)
                _compare_older(session, job)
                reports: list[Imported] = []
                for report in session.import_files(files):
                    reports.append(report)
                    job.report(len(reports), max(len(files), len(reports)), report.name)
                    if job.is_cancelled:
                        break
                return reports, job.is_cancelled
            finally:
                session.close()

        self._runner.run("Importing articles:", work, lambda done: self._on_imported(*done))

    def has_no_project(self) -> bool:
        """Says what to do where that is so."""
        if self.session is None:
            self.informed.emit(
                f"Open or start a project first: {key('open_project')} or {key('new_project')}."
            )
        return self.session is None

    def _on_imported(self, reports: list[Imported], was_cancelled: bool) -> None:
        self.imported.emit()
        counts = Counter(report.outcome for report in reports)
        copies = any(report.is_near_copy for report in reports)
        if was_cancelled:
            added = count_words(counts["added"], "article")
            self.informed.emit(f"Stopped: {added} added so far; the rest was not read.")
        elif counts["failed"] or counts["same"] or counts["appearance"] or copies:
            ImportReport.show_report(self._window, reports, self._window.theme)
        else:
            self.informed.emit(f"{count_words(counts['added'], 'article')} added.")


def _compare_older(session: Session, job: Job) -> None:
    """Find the near copies among articles that came in before anybody looked for them."""
    session.copies.catch_up(
        lambda done, total: job.report(done, total, "comparing what was there before"),
        lambda: job.is_cancelled,
    )
