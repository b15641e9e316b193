"""Commands that open projects and bring articles in: dialogs and background jobs."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from annotator.gui.keymap import key
from annotator.gui.places import ThemedWindow
from annotator.gui.progress import Runner
from annotator.gui.recent import recent_projects
from annotator.paths import PROJECT_SUFFIX, documents_dir, is_there, sample_project

if TYPE_CHECKING:
    from annotator.core.changes import ImportAs
    from annotator.gui.importing import Importing
    from annotator.session import Session

_KINDS = {
    "Articles": "txt html htm xhtml mhtml mht pdf docx eml csv tsv xlsx "
    "json jsonl jsonld ndjson zip",
    "Web pages": "html htm xhtml mhtml mht",
    "PDF and Word": "pdf docx",
    "E-mails": "eml",
    "Tables": "csv tsv xlsx",
    "Annotations of other tools": "json jsonl jsonld ndjson",
    "Texts": "txt",
}
_ARTICLES = ";;".join(
    f"{words} ({' '.join(f'*.{suffix}' for suffix in suffixes.split())})"
    for words, suffixes in _KINDS.items()
)
_ARTICLES += ";;All files (*)"
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
        self._taken_from: Path | None = None

    def open_project(self) -> None:
        """Ask for a project and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a project", str(self._project_folder()), _PROJECTS
        )
        if name:
            self.project_requested.emit(Path(name), False)

    def new_project(self) -> None:
        """Ask for a name and start an empty project."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            "New project",
            str(self._project_folder() / f"News{PROJECT_SUFFIX}"),
            _PROJECTS,
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced
        )
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(PROJECT_SUFFIX)
        if is_there(path):
            self.informed.emit(
                f"{path.name} is there already: open it with {key('open_project')}, "
                "or choose another name."
            )
        else:
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
        paths = self._ask_for_files("Import articles")
        if paths:
            self.take_in(paths)

    def import_folder(self) -> None:
        """Ask for a folder and take in the articles of all files in it."""
        if self.has_no_project():
            return
        start = str(self._article_folder())
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder", start)
        if name:
            self.take_in([Path(name)])

    def import_decided(self) -> None:
        """Ask for files of another tool, whose annotations people have decided on there."""
        if self.has_no_project():
            return
        paths = self._ask_for_files("Import annotations as decided")
        if paths:
            self.take_in(paths, as_="gold")

    def import_encoded(self) -> None:
        """Ask for the encoding that texts were saved in, where it is not found rightly."""
        from annotator.gui.dialogs.name_dialog import NameDialog

        if self.has_no_project():
            return
        title, sentence = "Import in another encoding", "What the texts were saved in: cp1252 ..."
        name = NameDialog.ask(self._window, title, sentence, "Choose files", self._window.theme)
        if not name:
            return
        try:
            "".encode(name)
        except LookupError:
            known = "utf-8, cp1252, iso-8859-15 or utf-16"
            self.informed.emit(f"There is no encoding “{name}”. Try {known}.")
            return
        paths = self._ask_for_files(title)
        if paths:
            self.take_in(paths, name)

    def take_in(
        self, paths: list[Path], encoding: str | None = None, as_: ImportAs | None = None
    ) -> None:
        """Import files and folders in the background, with progress, cancel and a report."""
        if not self.has_no_project() and self.session is not None:
            from annotator.gui.importing import Wanted

            self._taken_from = paths[0].parent
            self._importing.run(self.session, [Wanted(paths, encoding, as_)])

    def _ask_for_files(self, title: str) -> list[Path]:
        start = str(self._article_folder())
        names, _ = QFileDialog.getOpenFileNames(self._window, title, start, _ARTICLES)
        return [Path(name) for name in names]

    def _article_folder(self) -> Path:
        """Where the last articles came from, else where projects lie."""
        last = self._taken_from
        return last if last is not None and last.is_dir() else self._project_folder()

    def _project_folder(self) -> Path:
        """Where the last project lies that is not the sample, else the person's documents."""
        last = (r.path for r in recent_projects(self._window.settings.recent) if r.is_there)
        own = (path.parent for path in last if path != sample_project())
        return next(own, documents_dir())

    @cached_property
    def _importing(self) -> Importing:
        from annotator.gui.importing import Importing

        importing = Importing(self._window, self._runner)
        importing.imported.connect(self.imported)
        importing.informed.connect(self.informed)
        return importing

    def has_no_project(self) -> bool:
        """Says what to do where that is so."""
        if self.session is None:
            self.informed.emit(
                f"Open or start a project first: {key('open_project')} or {key('new_project')}."
            )
        return self.session is None
