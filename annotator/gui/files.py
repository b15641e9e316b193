"""Commands that bring articles in and gold out, and open projects: dialogs and background jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from annotator.core.errors import KnownError
from annotator.gui.dialogs.import_report import ImportReport
from annotator.gui.jobs import Job, Jobs
from annotator.gui.keymap import key
from annotator.gui.panels.wording import count_words
from annotator.gui.places import ThemedWindow
from annotator.paths import PROJECT_SUFFIX, data_dir

if TYPE_CHECKING:
    from annotator.session import Imported, Session

_ARTICLES = "Articles (*.txt *.jsonl);;All files (*)"
_PROJECTS = f"Annotator projects (*{PROJECT_SUFFIX});;All files (*)"
_GOLD = "Gold (*.jsonl)"


class Files(QObject):
    """File commands of the window.

    Signals:
        project_requested(object, bool): a path to open, and whether to create it.
        sample_requested(): the sample is to be opened.
        imported(): articles came in.
        informed(str), refused(object): what to show.
    """

    project_requested = Signal(object, bool)
    sample_requested = Signal()
    imported = Signal()
    informed = Signal(str)
    refused = Signal(object)

    def __init__(self, window: ThemedWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
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
        if self._has_no_project():
            return
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import articles", "", _ARTICLES)
        if names:
            self.take_in([Path(name) for name in names])

    def take_in(self, paths: list[Path]) -> None:
        """Import files and folders in the background, with progress, cancel and a report."""
        if self._has_no_project() or self.session is None:
            return
        project, analyst = self.session.path, self.session.analyst

        def work(job: Job) -> list[Imported]:
            from annotator.session import Session

            session = Session(project, analyst=analyst)
            try:
                files = session.files_in(paths)
                reports: list[Imported] = []
                for report in session.import_files(files):
                    reports.append(report)
                    job.report(len(reports), max(len(files), len(reports)), report.name)
                    if job.is_cancelled:
                        break
                return reports
            finally:
                session.close()

        self._run("Importing articles ...", work, self._on_imported)

    def export_gold(self) -> None:
        """Ask for a name and write the complete articles there."""
        if self._has_no_project() or self.session is None:
            return
        if not self.session.progress().complete:
            self.informed.emit(
                f"No article is complete yet. {key('complete')} completes the open one."
            )
            return
        suggested = self.session.path.with_name(f"{self.session.path.stem}-gold.jsonl")
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Export gold of the complete articles", str(suggested), _GOLD
        )
        if name:
            self.write_gold(Path(name))

    def write_gold(self, out: Path) -> None:
        """Export in the background; a former file stays as it is unless all goes well."""
        if self.session is None:
            return
        project, analyst = self.session.path, self.session.analyst

        def work(job: Job) -> str:
            from annotator.session import Session

            session = Session(project, analyst=analyst)
            try:
                count = session.export_gold(
                    out, on_progress=job.report, is_cancelled=lambda: job.is_cancelled
                )
            finally:
                session.close()
            return f"{count_words(count, 'complete article')} exported to {out}."

        self._run("Exporting gold ...", work, self.informed.emit)

    def _has_no_project(self) -> bool:
        if self.session is None:
            self.informed.emit(
                f"Open or start a project first: {key('open_project')} or {key('new_project')}."
            )
        return self.session is None

    def _run(self, title: str, work: Callable[[Job], Any], done: Callable[[Any], object]) -> None:
        """Run a job behind a progress window that appears only where it takes a while."""
        progress = QProgressDialog(title, "Cancel", 0, 0, self._window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(400)
        job = self._jobs.start(work)
        progress.canceled.connect(job.cancel)
        job.progressed.connect(lambda count, total, _: _show(progress, count, total))
        for signal in (job.finished, job.failed):
            signal.connect(lambda _: progress.deleteLater())
        job.finished.connect(done)
        job.failed.connect(self._on_failed)

    def _on_imported(self, reports: list[Imported]) -> None:
        self.imported.emit()
        counts = Counter(report.outcome for report in reports)
        if counts["failed"] or counts["same"] or counts["appearance"]:
            ImportReport.show_report(self._window, reports, self._window.theme)
        else:
            self.informed.emit(f"{count_words(counts['added'], 'article')} added.")

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.refused.emit(error)


def _show(progress: QProgressDialog, count: int, total: int) -> None:
    progress.setMaximum(total)
    progress.setValue(min(count, total - 1))
