"""Gold out of the project: asked for, written in the background, and found again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from annotator.gui.dialogs.export_dialog import ExportDialog, ExportWish
from annotator.gui.jobs import Job
from annotator.gui.keymap import key
from annotator.gui.panels.wording import count_words, date_words
from annotator.gui.progress import Runner

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_MOST_KEPT = 24


class Exports(QObject):
    """Export commands of the window; the settings keep the last export of each project."""

    def __init__(self, window: MainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def export_gold(self) -> None:
        """Ask what and where to, and write it."""
        session = self._window.files.session
        if self._window.files.has_no_project() or session is None:
            return
        progress = session.progress()
        if not progress.articles:
            self._inform("There is no article to export yet.")
            return
        wish = ExportDialog.ask(
            self._window,
            self._last_wish(session.path),
            progress.complete,
            progress.articles,
            _sentence(self._last(session.path)),
            self._window.theme,
        )
        self._window.panels.view.setFocus()
        if wish is not None:
            self.write(wish)

    def write(self, wish: ExportWish) -> None:
        """Export in the background; a former file stays as it is unless all goes well."""
        session = self._window.files.session
        if session is None:
            return
        project, analyst = session.path, session.analyst

        def work(job: Job) -> int:
            from annotator.session import Session

            own = Session(project, analyst=analyst)
            try:
                return own.export_gold(
                    wish.out,
                    all_articles=wish.all_articles,
                    log=wish.log,
                    on_progress=job.report,
                    is_cancelled=lambda: job.is_cancelled,
                )
            finally:
                own.close()

        self._runner.run("Exporting gold:", work, lambda n: self._on_done(project, wish, n))

    def show_export(self) -> None:
        """Show the folder of the last export in the desktop's file manager."""
        session = self._window.files.session
        last = self._last(session.path) if session is not None else {}
        folder = Path(str(last.get("out", ""))).parent
        if not last:
            self._inform("Nothing was exported from this project yet.")
        elif not folder.is_dir():
            self._inform(f"The folder {folder} is no longer there.")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_done(self, project: Path, wish: ExportWish, count: int) -> None:
        last = {
            "out": str(wish.out),
            "all": wish.all_articles,
            "log": wish.log,
            "count": count,
            "at": datetime.now().isoformat(timespec="minutes"),
        }
        exports = {str(project.resolve()): last, **self._without(project)}
        self._window.change(exports=dict(list(exports.items())[:_MOST_KEPT]))
        noun = "article" if wish.all_articles else "complete article"
        said = f"{count_words(count, noun)} exported to {wish.out}."
        self._window.panels.banner.offer(
            said, "Show in folder", key("show_export"), self.show_export
        )

    def _last(self, project: Path) -> dict[str, Any]:
        return self._window.settings.exports.get(str(project.resolve()), {})

    def _without(self, project: Path) -> dict[str, dict[str, Any]]:
        mine = str(project.resolve())
        return {path: last for path, last in self._window.settings.exports.items() if path != mine}

    def _last_wish(self, project: Path) -> ExportWish:
        last = self._last(project)
        usual = project.resolve().with_name(f"{project.stem}-gold.jsonl")
        out = last.get("out")
        path = Path(out) if isinstance(out, str) and out else usual
        return ExportWish(path, last.get("all") is True, last.get("log") is not False)

    def _inform(self, text: str) -> None:
        self._window.panels.banner.show_info(text, 8000)


def _sentence(last: dict[str, Any]) -> str:
    """ "Last export: 12 articles on 21 Nov 2026 at 14:02." """
    at, count = last.get("at"), last.get("count")
    if not isinstance(at, str) or not isinstance(count, int):
        return ""
    day, _, time = at.partition("T")
    return f"Last export: {count_words(count, 'article')} on {date_words(day)} at {time}."
