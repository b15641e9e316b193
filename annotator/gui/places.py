"""The window's panels by name, for those who connect them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QMainWindow

from annotator.gui.article_view.view import ArticleView
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.guideline_panel import GuidelinePanel
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.note_line import NoteLine
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.top_bar import TopBar
from annotator.gui.theme import Theme
from annotator.settings import Settings

#: Said where an open form of a rating holds what was not written yet.
UNSAVED = "The form of the rating is open: Enter keeps what was filled in, Esc leaves it."


class ThemedWindow(QMainWindow):
    """A window that knows its colours, as every dialog wants them, and the settings."""

    theme: Theme
    settings: Settings


@dataclass(frozen=True, slots=True)
class Panels:
    """The window's panels, as it placed them."""

    window: ThemedWindow
    top: TopBar
    articles: ArticleList
    view: ArticleView
    cards: RatingCards
    entities: EntityList
    guideline: GuidelinePanel
    note: NoteLine
    banner: Banner
    keys: KeyLine

    @property
    def themed(self) -> tuple[Any, ...]:
        """The panels that have colours."""
        sides = (self.articles, self.cards, self.entities, self.guideline)
        return (self.top, *sides, self.note, self.banner, self.keys, self.view)
