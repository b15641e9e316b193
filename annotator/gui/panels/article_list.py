"""The articles of the project: filters above, the list below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.gui import keymap
from annotator.gui.panels.article_delegate import ArticleDelegate, row_height
from annotator.gui.panels.article_list_model import ID_ROLE, ArticleListModel, FetchRows
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.filter_line import FilterLine
from annotator.gui.panels.flow_layout import FlowLayout
from annotator.gui.panels.list_view import PanelListView
from annotator.gui.panels.parts import Chip
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import LIGHT, Theme

FILTERS = {"open": "Open", "done": "Done", "flagged": "Flagged"}
_EMPTY = {
    "open": "Every article is done.",
    "done": "No article is done yet. Ctrl+Enter completes one.",
    "flagged": "No article is flagged.",
}
_NONE = "No article fits this filter."
_NOTHING = "There is no article in this project yet."


class ArticleList(QWidget):
    """Emits what the analyst asks for; the window says what is shown and chosen."""

    filter_requested = Signal(str)
    line_requested = Signal(str)
    article_requested = Signal(str)

    def __init__(self, fetch_rows: FetchRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleList")
        self.setAccessibleName("Articles")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ArticleListModel(fetch_rows)
        self._filter, self._current = "open", ""
        self._is_without_articles = False
        self._chips = {name: Chip(word) for name, word in FILTERS.items()}
        self._delegate = ArticleDelegate(self)
        self.view = PanelListView("Articles", self.model, self._delegate)
        self._empty = PlainLabel()
        self.line = FilterLine()
        self.line.line_requested.connect(self.line_requested)
        self._build()
        self.view.opened.connect(lambda index: self.article_requested.emit(index.data(ID_ROLE)))
        self.set_counts(0, 0, 0)
        self.set_filter("open")
        self.set_theme(LIGHT)

    def _build(self) -> None:
        chips = QWidget()
        chips.setAccessibleName("Filter of the articles")
        self._flow = FlowLayout(chips)
        for name, chip in self._chips.items():
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, name=name: self._ask_filter(name))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(chips)
        self._line_row = QHBoxLayout()  # no margin of its style, which its clear button ignores
        self._line_row.addWidget(self.line)
        column.addLayout(self._line_row)
        column.addLayout(self._stack, 1)

    def set_ids(self, ids: list[str]) -> None:
        """Show these articles, in this order; the place in the list is kept where it can be."""
        place = self.view.verticalScrollBar().value()
        self.model.set_ids(ids)
        self._stack.setCurrentIndex(0 if ids else 1)
        self._choose_current()
        self.view.verticalScrollBar().setValue(place)

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Read some rows again (None: all that are seen)."""
        self.model.refresh(ids)

    def set_counts(self, open: int, done: int, flagged: int) -> None:
        """The numbers on the filters."""
        self._is_without_articles = not (open or done)
        self._say_empty()
        for name, count in (("open", open), ("done", done), ("flagged", flagged)):
            self._chips[name].setText(f"{FILTERS[name]} {count:,}")
            self._chips[name].setAccessibleName(f"{FILTERS[name]}, {count:,} articles")
            self._chips[name].updateGeometry()

    def set_filter(self, name: str | None, line: str = "") -> None:
        """Mark the chip that ``set_ids`` follows (open, done, flagged), or show the line."""
        self._filter = name or ""
        self._check(name)
        self.line.show_line(line)
        self._say_empty()

    def set_completions(self, completions: Callable[[str], list[str]]) -> None:
        """Ask ``completions`` how a typed line may go on."""
        self.line.completions = completions

    def begin_line(self) -> None:
        """Let the analyst type a filter."""
        self.line.setFocus()
        self.line.selectAll()

    def set_current(self, article: str | None) -> None:
        """Mark the article under review and bring it into sight."""
        self._current = article or ""
        index = self._choose_current()
        if index.isValid():
            self.view.scrollTo(index)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        for chip in self._chips.values():
            chip.setFont(ui_font(13))
        self._empty.setFont(ui_font(13))
        self._empty.setContentsMargins(px(16), px(24), px(16), px(16))
        self._flow.setContentsMargins(px(12), px(12), px(12), px(8))
        self._line_row.setContentsMargins(px(12), 0, px(12), px(8))
        self.line.set_theme(theme)
        self.setStyleSheet(_sheet(theme))
        self.view.set_row_height(row_height())

    def sizeHint(self) -> QSize:
        return QSize(px(272), px(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(176), px(160))

    def _say_empty(self) -> None:
        said = _NOTHING if self._is_without_articles else _EMPTY.get(self._filter, _NONE)
        self._empty.setText(keymap.now().with_keys_in(said))

    def _check(self, name: str | None) -> None:
        for chip_name, chip in self._chips.items():
            chip.setAutoExclusive(False)  # else the last one could not be let go of
            chip.setChecked(chip_name == name)
            chip.setAutoExclusive(True)

    def _ask_filter(self, name: str) -> None:
        self._check(self._filter)  # the window answers with set_filter
        self.filter_requested.emit(name)

    def _choose_current(self) -> QModelIndex:
        index = self.model.index_of(self._current)
        self.view.choose(index)
        return index


def _sheet(theme: Theme) -> str:
    radius = px(24) // 2 + 1  # half the height: a larger one would give square corners
    return f"""
    #articleList, #articleList > QWidget, #articleList QTableView {{
      background: {theme.panel}; border: 0; }}
    #articleList QLabel {{ color: {theme.muted}; background: {theme.panel}; }}
    QPushButton[chip="true"] {{ background: transparent; color: {theme.muted};
      border: 1px solid {theme.hairline}; border-radius: {radius}px;
      padding: 0 {px(8)}px; min-height: {px(24)}px; max-height: {px(24)}px; }}
    QPushButton[chip="true"]:hover {{ background: {theme.hover}; }}
    QPushButton[chip="true"]:checked {{ background: {theme.accent}; color: {theme.accent_ink};
      border-color: {theme.accent}; }}
    QPushButton[chip="true"]:focus {{ border: 2px solid {theme.ink};
      padding: 0 {px(8) - 1}px; min-height: {px(24) - 2}px; max-height: {px(24) - 2}px; }}
    """
