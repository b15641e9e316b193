"""How settings reach the screen: theme of everything, type of the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QApplication

from annotator.gui.article_view.view import ArticleView
from annotator.gui.theme import Theme, apply_theme, theme_for
from annotator.settings import Settings


class Themed(Protocol):
    """A panel that has colours."""

    def set_theme(self, theme: Theme) -> None: ...


class Appearance:
    """Gives the panels what the settings say, and touches only what differs."""

    def __init__(self, view: ArticleView, panels: Sequence[Themed]) -> None:
        self._view = view
        self._panels = tuple(panels)
        self._shown: Settings | None = None

    def show(self, settings: Settings, theme: Theme | None = None) -> Theme:
        """Show the settings; returns the theme that is shown now (``theme`` if it is the same)."""
        before, self._shown = self._shown, settings
        wanted = theme_for(settings.theme)  # that of the system may have changed meanwhile
        if wanted != theme or before is None or _look(before) != _look(settings):
            theme = wanted
            self._set_theme(theme, settings.interface_scale / 100)
        if before is None or _reading(before) != _reading(settings):
            scale = settings.text_size / Settings().text_size
            measure = round(settings.measure * scale)
            self._view.set_reading(settings.text_size, measure, settings.serif)
        self._view.set_reduced_motion(settings.reduced_motion)
        return theme

    def _set_theme(self, theme: Theme, scale: float) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme, scale)
        for panel in self._panels:
            panel.set_theme(theme)


def _look(settings: Settings) -> tuple[object, ...]:
    return settings.interface_scale, settings.keys  # keys stand on buttons


def _reading(settings: Settings) -> tuple[int, int, bool]:
    return settings.text_size, settings.measure, settings.serif
