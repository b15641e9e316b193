"""What stands in the middle of the window: the article, or what to do where there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from annotator.gui import keymap
from annotator.gui.article_view.view import ArticleView
from annotator.gui.panels.empty_state import EmptyState


class Centre(QStackedWidget):
    """The article, or one sentence and one action."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view
        self.empty = EmptyState()
        self.addWidget(view)
        self.addWidget(self.empty)
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(False)  # nothing is said before the project is there

    def show_article(self) -> None:
        self.setCurrentWidget(self._view)
        self._view.setFocus()

    def show_empty(self) -> None:
        """The project has no article yet."""
        self._say(f"Drop articles here, or press {keymap.key('import_files')}", "Import articles")

    def show_no_project(self) -> None:
        """Nothing could be opened: say what can be done instead."""
        self._say("No project is open", "Open a project")

    def _say(self, sentence: str, action: str) -> None:
        self.empty.set_text(sentence, action)
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(True)
        self.empty.action.setFocus()
