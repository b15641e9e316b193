"""Between projects: the last ones are shown, remembered and forgotten."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator import paths
from annotator.core.errors import KnownError
from annotator.gui.keys_now import no_project_keys
from annotator.gui.recent import Recent, recent_projects, with_project, without

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.panels.welcome import Welcome
    from annotator.session import Session


class StartPage(QObject):
    """Keeps the list of projects in the window's settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @cached_property
    def _page(self) -> Welcome:
        window = self._window
        page = window.centre.welcome
        page.open_requested.connect(lambda path: window.files.project_requested.emit(path, False))
        page.remove_requested.connect(self.forget)
        page.command_requested.connect(lambda command: window.actions_table.trigger(command))
        return page

    def close_project(self) -> None:
        """Let go of the project, and show those that could be opened."""
        window = self._window
        if window.is_free():
            window.detach()
            window.change(last_project="")
            self.show()

    def show(self) -> None:
        """Show the projects that could be opened; nothing of the last one is left."""
        window = self._window
        window.setWindowTitle("Annotator")
        window.places.show_sides(False)
        window.panels.top.clear()
        window.panels.keys.forget_saved()
        window.panels.view.show_review(None)
        projects = recent_projects(window.settings.recent)
        window.panels.keys.show_keys(no_project_keys(bool(projects)))
        self._page.show_projects(projects)
        window.centre.show_welcome()

    def remember(self, session: Session) -> None:
        """Put a project in front of the list; the sample can always be opened."""
        path = session.path.resolve()
        if path == paths.sample_project().resolve():
            return
        with suppress(KnownError):  # it is damaged: that is said where it matters
            progress = session.progress()
            today = date.today().isoformat()
            project = Recent(path, progress.articles, progress.complete, today)
            window = self._window
            window.change(recent=with_project(window.settings.recent, project))

    def forget(self, path: Path) -> None:
        """Take a project off the list; its file is not touched."""
        window = self._window
        window.change(recent=without(window.settings.recent, path))
        self._page.show_projects(recent_projects(window.settings.recent))
