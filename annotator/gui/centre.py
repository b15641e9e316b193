"""What stands in the middle of the window: the article, or what to do where there is none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from annotator.gui import keymap
from annotator.gui.article_view.view import ArticleView
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from annotator.gui.panels.welcome import Welcome


class Centre(QStackedWidget):
    """The article, or one sentence and one action, or the projects to choose from."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view
        self.empty = EmptyState()
        self.addWidget(view)
        self.addWidget(self.empty)
        self._theme = LIGHT
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(False)  # nothing is said before the project is there

    @cached_property
    def welcome(self) -> Welcome:
        """Made when it is first wanted: most starts show an article."""
        from annotator.gui.panels.welcome import Welcome

        made = Welcome()
        made.set_theme(self._theme)
        self.addWidget(made)
        return made

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.empty.set_theme(theme)
        if "welcome" in self.__dict__:
            self.welcome.set_theme(theme)

    def show_article(self) -> None:
        self.setCurrentWidget(self._view)
        self._view.setFocus()

    def show_empty(self) -> None:
        """The project has no article yet."""
        kinds = "web pages, PDFs, Word, e-mails, tables, texts"
        self._say(
            f"Drop articles here, or press {keymap.key('import_files')}:\n{kinds}",
            "Import articles",
        )

    def show_welcome(self) -> None:
        """No project is open."""
        self.setCurrentWidget(self.welcome)
        self.welcome.set_focus()

    def _say(self, sentence: str, action: str) -> None:
        self.empty.set_text(sentence, action)
        self.setCurrentWidget(self.empty)
        self.empty.setVisible(True)
        self.empty.action.setFocus()
