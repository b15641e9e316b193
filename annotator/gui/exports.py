"""Gold out of the project: asked for, written in the background, and found again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from annotator.core.wording import counted
from annotator.gui.desktop import show
from annotator.gui.jobs import Job
from annotator.gui.keymap import key
from annotator.gui.panels.wording import date_words
from annotator.gui.progress import Runner

if TYPE_CHECKING:
    from annotator.core.exports import Exported, ExportWish
    from annotator.core.filters import ArticleFilter
    from annotator.gui.dialogs.export_dialog import Offer
    from annotator.gui.main_window import MainWindow
    from annotator.session import Session
    from annotator.session.exporting import Format

_MOST_KEPT = 24


class Exports(QObject):
    """Export commands of the window; the settings keep the last export of each project."""

    def __init__(self, window: MainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def export_gold(self) -> None:
        """Ask what and where to, and write it."""
        from annotator.core.exports import ExportWish
        from annotator.gui.dialogs.export_dialog import ExportDialog
        from annotator.gui.dialogs.export_memory import recalled, remembered
        from annotator.session.exporting import FORMATS

        session = self._window.files.session
        if self._window.files.has_no_project() or session is None:
            return
        if not session.progress().articles:
            self._window.inform("There is no article to export yet.")
            return
        offer = self._offer(session)
        usual = ExportWish(offer.outs["jsonl"])
        wish = recalled(self._last(session.path), usual, offer.shown, FORMATS)
        wanted = ExportDialog.ask(self._window, wish, offer, self._window.theme)
        self._window.panels.view.setFocus()
        if wanted is not None:
            self._remember(session.path, remembered(wanted, offer.shown, FORMATS[wanted.format]))
            self.write(wanted)

    def write(self, wish: ExportWish) -> None:
        """Export in the background; a former file stays as it is unless all goes well."""
        session = self._window.files.session
        if session is None:
            return
        project, analyst = session.path, session.analyst

        def work(job: Job) -> Exported:
            from annotator.session import Session

            own = Session(project, analyst=analyst)
            try:
                return own.exporting.run(
                    wish, on_progress=job.report, is_cancelled=lambda: job.is_cancelled
                )
            finally:
                own.close()

        self._runner.run("Exporting:", work, lambda done: self._on_done(project, wish, done))

    def show_export(self) -> None:
        """Show the folder of the last export in the desktop's file manager."""
        session = self._window.files.session
        last = self._last(session.path) if session is not None else {}
        folder = Path(str(last.get("out", ""))).parent
        if "at" not in last:
            self._window.inform("Nothing was exported from this project yet.")
        elif not folder.is_dir():
            self._window.inform(f"The folder {folder} is no longer there.")
        else:
            show(folder)

    def _on_done(self, project: Path, wish: ExportWish, done: Exported) -> None:
        from annotator.gui.dialogs.export_report import ExportReport

        before = self._last(project)
        last = {
            "out": str(wish.out),
            "outs": {**_paths(before.get("outs")), wish.format: str(wish.out)},
            "count": done.total,
            "at": datetime.now().isoformat(timespec="minutes"),
        }
        self._remember(project, last)
        if done.losses or wish.split:
            report = ExportReport(done, self._window.theme, self._window)
            report.folder_requested.connect(self.show_export)
            report.exec()
            report.deleteLater()
            self._window.panels.view.setFocus()
            return
        noun = "article" if wish.all_articles else "complete article"
        said = f"{counted(done.total, noun)} exported to {wish.out}."
        self._window.panels.banner.offer(
            said, "Show in folder", key("show_export"), self.show_export
        )

    def _offer(self, session: Session) -> Offer:
        from annotator.core.exports import ExportWish
        from annotator.core.filters import ArticleFilter
        from annotator.gui.dialogs.export_dialog import Offer
        from annotator.session.exporting import FORMATS

        progress, last = session.progress(), self._last(session.path)
        bench = self._window.bench
        shown = bench.listing.wanted if bench is not None else ArticleFilter()
        uses, kept = session.label_uses(), session.labels
        known = (label for label in kept.known if label in kept.labels or uses.get(label.id))

        def count(wanted: ArticleFilter) -> int:
            return len(session.exporting.ids(ExportWish(session.path, filter=wanted)))

        outs = {name: _usual(session.path, FORMATS, name) for name in FORMATS}
        outs |= {name: Path(out) for name, out in _paths(last.get("outs")).items() if name in outs}
        return Offer(
            progress.complete,
            progress.articles,
            shown,
            len(session.article_ids(shown)),
            FORMATS,
            outs,
            tuple((label, uses.get(label.id, 0)) for label in known),
            count,
            self._window.panels.articles.line.completions,
            _sentence(last),
        )

    def _last(self, project: Path) -> dict[str, Any]:
        return self._window.settings.exports.get(str(project.resolve()), {})

    def _remember(self, project: Path, said: dict[str, Any]) -> None:
        """Keep what was chosen and done; of so many projects only the last ones."""
        mine, kept = str(project.resolve()), self._window.settings.exports
        others = {path: last for path, last in kept.items() if path != mine}
        exports = {mine: {**self._last(project), **said}, **others}
        self._window.change(exports=dict(list(exports.items())[:_MOST_KEPT]))


def _usual(project: Path, formats: Mapping[str, Format], name: str) -> Path:
    """The file proposed for a format: "news-gold.conll"; "news-prodigy.jsonl", as gold is JSONL."""
    suffix = formats[name].suffix
    others = [row for row in formats.values() if row.suffix == suffix]
    word = "gold" if suffix and others[0].name == name else name
    return project.resolve().with_name(f"{project.stem}-{word}{suffix}")


def _paths(kept: object) -> dict[str, str]:
    """Paths by name, as far as the settings have any."""
    found = kept.items() if isinstance(kept, dict) else ()
    return {name: path for name, path in found if isinstance(path, str) and path}


def _sentence(last: dict[str, Any]) -> str:
    """ "Last export: 12 articles on 21 Nov 2026 at 14:02." """
    at, count = last.get("at"), last.get("count")
    if not isinstance(at, str) or not isinstance(count, int):
        return ""
    day, _, time = at.partition("T")
    return f"Last export: {counted(count, 'article')} on {date_words(day)} at {time}."
