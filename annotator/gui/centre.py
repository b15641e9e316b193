"""What stands in the middle of the window: the article, or what to do where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from annotator.gui import keymap
from annotator.gui.article_view.view import ArticleView
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.welcome import Welcome
from annotator.gui.recent import Recent


class Centre(QStackedWidget):
    """The article, or one sentence and one action, or the projects to choose from."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view
        self.empty = EmptyState()
        self.addWidget(view)
        self.welcome = Welcome()
        self.addWidget(self.empty)
        self.addWidget(self.welcome)
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(False)  # nothing is said before the project is there

    def show_article(self) -> None:
        self.setCurrentWidget(self._view)
        self._view.setFocus()

    def show_empty(self) -> None:
        """The project has no article yet."""
        kinds = "web pages, PDFs, Word, e-mails, tables, texts"
        self._say(
            f"Drop articles here, or press {keymap.key('import_files')}: {kinds}",
            "Import articles",
        )

    def show_welcome(self, projects: Sequence[Recent]) -> None:
        """No project is open."""
        self.welcome.show_projects(projects)
        self.setCurrentWidget(self.welcome)
        self.welcome.set_focus()

    def _say(self, sentence: str, action: str) -> None:
        self.empty.set_text(sentence, action)
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(True)
        self.empty.action.setFocus()
