"""Taking files in: in the background, with progress, cancel, questions about tables, a report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core.brought import Brought, total
from annotator.core.changes import ImportAs, Imported, Reading, TableQuestion
from annotator.core.wording import counted
from annotator.gui.jobs import Job
from annotator.gui.places import ThemedWindow
from annotator.gui.progress import Runner

if TYPE_CHECKING:
    from annotator.session import Session

#: So many articles of a report are listed; of the others only the outcome is counted.
_MOST_LISTED = 2000
#: How often the number of articles is said, and how much of a file's name with it.
_TELL_SECONDS, _NAME_SHOWN = 0.2, 30


@dataclass(frozen=True)
class Wanted:
    """Files and folders, and how a person wants them to be read."""

    paths: list[Path]
    encoding: str | None = None
    as_: ImportAs | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Done:
    """What became of an import so far.

    Attributes:
        listed: articles that a report names.
        unlisted: outcome -> how many more.
        questions: files that wait for a word about their columns.
        brought: annotations that came along from other tools.
    """

    listed: list[Imported] = field(default_factory=list)
    unlisted: Counter[str] = field(default_factory=Counter)
    questions: list[Imported] = field(default_factory=list)
    was_cancelled: bool = False
    brought: Brought = field(default_factory=Brought)

    def add(self, report: Imported) -> None:
        if report.brought is not None:
            self.brought = total((self.brought, report.brought))
        if report.question is not None:
            self.questions.append(report)
        elif len(self.listed) < _MOST_LISTED:
            self.listed.append(report)
        else:
            self.unlisted[report.outcome] += 1

    @property
    def added(self) -> int:
        return sum(one.outcome == "added" for one in self.listed) + self.unlisted["added"]

    @property
    def has_failed(self) -> bool:
        return any(one.outcome == "failed" for one in self.listed) or self.unlisted["failed"] > 0

    @property
    def is_plain(self) -> bool:
        """Was everything added, and nothing else is to be said of it?"""
        every = (one.outcome == "added" and not one.is_near_copy for one in self.listed)
        return all(every) and not self.unlisted and self.brought.is_plain


class Importing(QObject):
    """One import after the other.

    Signals:
        imported(): articles came in.
        informed(str): what to show.
    """

    imported = Signal()
    informed = Signal(str)

    def __init__(self, window: ThemedWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def run(self, session: Session, wanted: list[Wanted], before: Done | None = None) -> None:
        """Take files in.

        Args:
            session: of the project; the work opens one of its own.
            before: what became of other files of the same import.
        """
        project, analyst = session.path, session.analyst
        done = before or Done()

        def work(job: Job) -> None:
            from annotator.session import Session

            own = Session(project, analyst=analyst)
            try:
                _compare_older(own, job)
                for one in wanted:
                    if not job.is_cancelled:
                        _take_in(own, one, job, done)
            finally:
                own.close()
            done.was_cancelled = job.is_cancelled

        self._runner.run("Importing articles:", work, lambda _: self._on_done(session, done))

    def _on_done(self, session: Session, done: Done) -> None:
        self.imported.emit()
        if done.was_cancelled:
            added = counted(done.added, "article")
            self.informed.emit(f"Stopped: {added} added. Import the same again to go on.")
            if done.has_failed:
                self._report(done)
            return
        again = self._answered(done)
        if again:
            self.run(session, again, done)
        elif done.is_plain:
            along = f" with {done.brought.sentence()}" if done.brought else ""
            self.informed.emit(f"{counted(done.added, 'article')} added{along}.")
        else:
            self._report(done)

    def _report(self, done: Done) -> None:
        from annotator.gui.dialogs.import_report import ImportReport

        said = (done.listed, self._window.theme, done.unlisted, done.brought)
        ImportReport.show_report(self._window, *said)

    def _answered(self, done: Done) -> list[Wanted]:
        """Ask about the columns of tables; those with the same columns are asked about once."""
        from annotator.gui.dialogs.columns_dialog import ColumnsDialog

        questions, done.questions = done.questions, []
        by_header: dict[tuple[str, ...], list[tuple[Imported, TableQuestion]]] = {}
        for report in questions:
            if report.question is not None:
                by_header.setdefault(report.question.header, []).append((report, report.question))
        again: list[Wanted] = []
        for files in by_header.values():
            report, question = files[0]
            name = report.name if len(files) == 1 else f"{len(files)} tables"
            columns = ColumnsDialog.ask(self._window, name, question, self._window.theme)
            if columns is None:
                done.listed[:0] = [left_out for left_out, _ in files]
            else:
                again.append(Wanted([q.path for _, q in files], columns=columns))
        return again


def _take_in(session: Session, wanted: Wanted, job: Job, done: Done) -> None:
    files = session.files_in(wanted.paths)
    at, told = (0, ""), time.monotonic()

    def tell(number: int, name: str) -> None:
        nonlocal at
        at = number, name
        job.report(number, len(files), name)

    how = Reading(wanted.encoding, wanted.columns, lambda: job.is_cancelled, tell)
    for count, report in enumerate(session.import_files(files, as_=wanted.as_, how=how), 1):
        done.add(report)
        if time.monotonic() - told > _TELL_SECONDS:  # one file may hold many articles
            told = time.monotonic()
            words = counted(count, "article")
            job.report(at[0], len(files), f"{at[1][:_NAME_SHOWN]}: {words} so far")


def _compare_older(session: Session, job: Job) -> None:
    """Find the near copies among articles that came in before anybody looked for them."""
    session.copies.catch_up(
        lambda done, total: job.report(done, total, "comparing what was there before"),
        lambda: job.is_cancelled,
    )
