"""What a right click offers: the commands for what lies there, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.labels import RATING
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.gui import keymap
from annotator.gui.actions import COMMANDS, shown_keys
from annotator.gui.panels.entity_model import ENTITY_ROLE

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

#: Commands by what lies under the pointer; "|" is a line between them, "labels" the labels.
_SPAN = "confirm reject | labels new_rating carry_over cycle | edit_note show_why"
_RATING = "confirm reject | edit_rating next_status go_to_other | edit_note show_why"
_WORDS = "labels new_rating set_edges | find_words toggle_furniture"
_ARTICLE = (
    "complete reopen flag set_aside | edit_details compare_copies open_original open_file"
    " | show_history"
)
_WORDS_OF = {command.id: command.words for command in COMMANDS}


class Menus(QObject):
    """Gives the article, the cards and the list their menus; a click there chooses first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        panels = window.panels
        rows, cards = panels.articles.view, panels.cards.column
        for widget, show in (
            (panels.view, self._on_article),
            (cards, self._on_card),
            (rows, self._on_row),
            (panels.entities.view, self._on_entity),
        ):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(show)

    def _on_article(self, point: QPoint) -> None:
        panels, bench = self._window.panels, self._window.bench
        if bench is None or bench.desk.review is None or panels.cards.is_editing:
            return
        view = panels.view
        if view.selected_range() is not None:
            self._show(_WORDS, view.viewport(), point)
            return
        item = view.item_at(point)
        if item is None:
            self._show(_ARTICLE, view.viewport(), point)
        else:
            self._show_of_item(item, view.viewport(), point)

    def _on_card(self, point: QPoint) -> None:
        column, bench = self._window.panels.cards.column, self._window.bench
        inside = column.widget().mapFrom(column.viewport(), point)
        card = next((card for card in column.cards if card.geometry().contains(inside)), None)
        if bench is not None and card is not None and not self._window.panels.cards.is_editing:
            self._show_of_item(card.rating_id, column.viewport(), point)

    def _on_entity(self, point: QPoint) -> None:
        rows = self._window.panels.entities.view
        row = rows.indexAt(point).data(ENTITY_ROLE)
        if row is not None and not self._window.panels.cards.is_editing:
            self._show_of_item(row.target, rows.viewport(), point)

    def _on_row(self, point: QPoint) -> None:
        rows, bench = self._window.panels.articles.view, self._window.bench
        index = rows.indexAt(point)
        if bench is None or not index.isValid() or self._window.panels.cards.is_editing:
            return
        wanted = self._window.panels.articles.model.ids[index.row()]
        if bench.desk.review is None or bench.desk.review.document.id != wanted:
            bench.desk.open_article(wanted)
        if bench.desk.review is not None and bench.desk.review.document.id == wanted:
            self._show(_ARTICLE, rows.viewport(), point)

    def _show_of_item(self, item_id: str, where: QWidget, point: QPoint) -> None:
        """Choose an item and show what can be done with it."""
        if self._window.bench is None:
            return
        desk = self._window.bench.desk
        desk.choose(item_id)
        item = desk.item()
        if item is None:
            return
        ids = _RATING if isinstance(item, Rating) else _SPAN
        if not item.is_open:
            ids = ids.replace("confirm ", "")
        if isinstance(item, Span) and item.label != RATING:
            ids = ids.replace("new_rating ", "")
        self._show(ids, where, point)

    def _show(self, ids: str, where: QWidget, point: QPoint) -> None:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for command_id in filter(self._is_meant, ids.split()):
            if command_id == "labels":
                self._add_labels(menu.addMenu("Label"))
            elif command_id == "|":
                menu.addSeparator()
            else:
                trigger = self._window.actions_table.trigger
                words = _WORDS_OF[command_id].removesuffix(" ...")
                _add(menu, words, keymap.key(command_id), _call(trigger, command_id))
        menu.popup(where.mapToGlobal(point))

    def _is_meant(self, command_id: str) -> bool:
        """A complete article is reopened, any other completed."""
        bench = self._window.bench
        review = bench.desk.review if bench is not None else None
        is_complete = review is not None and review.status == "complete"
        return command_id != ("complete" if is_complete else "reopen")

    def _add_labels(self, menu: QMenu) -> None:
        bench = self._window.bench
        if bench is not None:
            for label in bench.session.labels:
                _add(menu, label.name, label.key or "", _call(bench.desk.relabel, label.id))


def _add(menu: QMenu, words: str, key: str, do: Callable[[], object]) -> None:
    """A line with its key at the right; the key itself stays the window's own."""
    action = menu.addAction(f"{words}\t{shown_keys(key)}" if key else words)
    action.triggered.connect(do)


def _call(method: Callable[[str], object], argument: str) -> Callable[[], object]:
    return lambda: method(argument)
