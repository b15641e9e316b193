"""The window: it places the panels, connects them, and keeps no state of a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme as themes
from annotator.gui.actions import Actions, key_table
from annotator.gui.article_view.view import ArticleView
from annotator.gui.bench import Bench, Panels, ThemedWindow
from annotator.gui.dialogs.command_palette import CommandPalette
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.files import Files
from annotator.gui.jobs import Jobs
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.top_bar import TopBar
from annotator.gui.suggester import Suggester
from annotator.settings import Settings, changed

if TYPE_CHECKING:
    from annotator.session import Session

#: Width of the window -> of list and records: the article keeps its measure in 1280 pixels.
_SIDES = {0: (264, 300), 1400: (280, 360), 1800: (320, 400)}
_TEXT_SIZES = (12, 14, 16, 18, 20, 22, 26, 30, 36)


class MainWindow(ThemedWindow):
    """All panels of the workbench.

    Signals:
        first_painted(): the window is on the screen; what is slow may begin.
        settings_changed(object): Settings to keep.
    """

    first_painted = Signal()
    settings_changed = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Annotator")
        self.setAcceptDrops(True)
        self.settings = settings
        self.bench: Bench | None = None
        self.suggester: Suggester | None = None
        self.jobs = Jobs(self)
        self.files = Files(self, self.jobs)
        self._painted = False
        self._place_panels()
        self.actions_table = Actions(self, self._command)
        self._connect()
        self.set_theme(themes.theme_for(settings.theme))
        self._set_reading()
        self._restore_layout()

    # --- a project ---

    def attach(self, session: Session, article: str | None = None) -> None:
        """Put an open project on the panels and start looking for suggestions."""
        self.detach()
        self.setWindowTitle(f"{session.path.stem} · Annotator")
        self.panels.top.set_project(session.path.stem)
        self.panels.top.set_analyst(session.analyst)
        self.bench = Bench(session, self.panels, self)
        self.files.session = session
        digits = [(label.key, label.id) for label in session.labels if label.key]
        self.actions_table.set_labels(digits, self.bench.desk.relabel)
        self.bench.start(article)
        self._show_empty_or_article()
        self.bench.desk.shown.connect(self._on_shown)
        self.suggester = Suggester(session, self)
        self.suggester.busy.connect(self.panels.top.set_busy)
        self.suggester.noticed.connect(self.panels.top.set_notice)
        self.suggester.start()
        self.panels.view.setFocus()

    def detach(self) -> None:
        """Let go of the open project."""
        if self.suggester is not None:
            self.suggester.stop()
            self.suggester = None
        if self.bench is not None:
            self.bench.release()
            self.bench = None
        self.files.session = None

    def _on_shown(self, review: Any) -> None:
        if self.suggester is not None:
            self.suggester.prefer(review.document.id)

    def _on_imported(self) -> None:
        if self.bench is None:
            return
        self.bench.session.refresh()
        if self.bench.desk.review is None:
            self.bench.start()
        self._show_empty_or_article()
        if self.suggester is not None:
            self.suggester.look_for_work()

    def _show_empty_or_article(self) -> None:
        has_article = self.bench is not None and self.bench.desk.review is not None
        self._centre.setCurrentIndex(0 if has_article else 1)
        self._empty.setVisible(not has_article)
        if has_article:
            self.panels.view.setFocus()

    # --- commands of the window itself ---

    def toggle_list(self) -> None:
        self.panels.articles.setVisible(not self.panels.articles.isVisible())

    def toggle_records(self) -> None:
        self._records.setVisible(not self._records.isVisible())

    def zoom_in(self, step: int = 1) -> None:
        """The next text size up (or down with a negative step)."""
        sizes = [s for s in _TEXT_SIZES if (s > self.settings.text_size) == (step > 0)]
        sizes = [s for s in sizes if s != self.settings.text_size]
        if sizes:
            self._change(text_size=sizes[0] if step > 0 else sizes[-1])

    def zoom_out(self) -> None:
        self.zoom_in(-1)

    def zoom_reset(self) -> None:
        self._change(text_size=Settings().text_size)

    def toggle_serif(self) -> None:
        self._change(serif=not self.settings.serif)

    def toggle_theme(self) -> None:
        self._change(theme="light" if self.theme.dark else "dark")
        self.set_theme(themes.theme_for(self.settings.theme))

    def show_commands(self) -> None:
        chosen = CommandPalette.ask(self, self.theme)
        if chosen is not None:
            self.actions_table.trigger(chosen)

    def show_keys(self) -> None:
        labels = self.bench.session.labels if self.bench else ()
        table = key_table((label.key, label.name) for label in labels if label.key)
        KeysDialog(table, self.theme, self).exec()

    def set_theme(self, theme: themes.Theme) -> None:
        """Colours of everything."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply_theme(app, theme)
        for panel in self._themed:
            panel.set_theme(theme)

    def _change(self, **values: Any) -> None:
        self.settings = changed(self.settings, **values)
        self._set_reading()
        self.settings_changed.emit(self.settings)

    def _set_reading(self) -> None:
        view = self.panels.view
        scale = self.settings.text_size / Settings().text_size
        measure = round(self.settings.measure * scale)
        view.set_reading(self.settings.text_size, measure, self.settings.serif)
        view.set_reduced_motion(self.settings.reduced_motion)

    # --- placing ---

    def _place_panels(self) -> None:
        rows = self._fetch_rows
        self.panels = Panels(
            self,
            TopBar(),
            ArticleList(rows),
            ArticleView(),
            RatingCards(),
            EntityList(),
            Banner(),
            KeyLine(),
        )
        panels = self.panels
        self._empty = EmptyState()
        self._themed: tuple[Any, ...] = (
            panels.top,
            panels.articles,
            panels.cards,
            panels.entities,
            panels.banner,
            panels.keys,
            panels.view,
            self._empty,
        )
        self._centre = QStackedWidget()
        self._centre.addWidget(panels.view)
        self._centre.addWidget(self._empty)
        middle = _column(panels.banner, self._centre)
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self._records = _splitter(vertical, (panels.cards, 3), (panels.entities, 2))
        self._splitter = _splitter(
            horizontal, (panels.articles, 0), (middle, 1), (self._records, 0)
        )
        self.setCentralWidget(_column(panels.top, self._splitter, panels.keys))
        self._centre.setCurrentIndex(1)
        self._empty.setVisible(False)  # nothing is said before the project is there

    def _connect(self) -> None:
        self.files.project_requested.connect(self._on_project_requested)
        self.files.imported.connect(self._on_imported)
        self.files.informed.connect(lambda text: self.panels.banner.show_info(text, 8000))
        self.files.refused.connect(self.panels.banner.show_error)
        self._empty.action_requested.connect(self.files.import_files)
        self.panels.top.keys_requested.connect(self.show_keys)
        self.panels.top.commands_requested.connect(self.show_commands)
        self.panels.view.zoom_requested.connect(self.zoom_in)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    #: Set by the composition root: opens (or creates) a project and attaches it.
    open_path: Callable[[Path, bool], None] = staticmethod(lambda _path, _create: None)

    def _on_project_requested(self, path: Path, create: bool) -> None:
        self.open_path(path, create)

    def _command(self, command_id: str) -> Callable[[], object]:
        """The method of a command, looked for when it is called: bench, desk, files, window."""

        def call() -> object:
            bench = self.bench
            owners: list[object] = [bench, bench.desk] if bench else []
            for owner in (*owners, self.files, self):
                method = getattr(owner, command_id, None)
                if method is not None:
                    return method()
            return None

        return call

    def _fetch_rows(self, ids: list[str]) -> list[Any]:
        return list(self.bench.session.article_rows(ids)) if self.bench else []

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        editing = self.panels.cards.is_editing and self.panels.cards.isAncestorOf(now or self)
        self.actions_table.follow_focus(now, editing=editing)
        if self.bench is not None:
            self.bench.show_usual_keys()

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._painted and "columns" not in self.settings.layout:
            left, right = next(v for w, v in reversed(_SIDES.items()) if self.width() >= w)
            self._splitter.setSizes([left, self.width() - left - right, right])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.bench is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.files.take_in([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_layout()
        self.jobs.close()
        self.detach()
        super().closeEvent(event)

    def _keep_layout(self) -> None:
        layout = {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            "columns": self._splitter.sizes(),
            "records": self._records.sizes(),
        }
        self.settings = changed(self.settings, layout=layout)
        self.settings_changed.emit(self.settings)

    def _restore_layout(self) -> None:
        layout = self.settings.layout
        self.resize(1280, 800)
        if isinstance(layout.get("geometry"), str):
            self.restoreGeometry(QByteArray.fromBase64(layout["geometry"].encode("ascii")))
        for splitter, name in ((self._splitter, "columns"), (self._records, "records")):
            sizes = layout.get(name)
            if isinstance(sizes, list) and all(isinstance(s, int) and s > 0 for s in sizes):
                splitter.setSizes(sizes)


def _splitter(orientation: Qt.Orientation, *shares: tuple[QWidget, int]) -> QSplitter:
    """Widgets side by side with hairlines between them that can be dragged."""
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for index, (widget, share) in enumerate(shares):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, share)
    return splitter


def _column(*widgets: QWidget) -> QWidget:
    """Widgets under each other without gaps; the last but the bottom one takes the room."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        stretch = isinstance(widget, QSplitter | QStackedWidget)
        column.addWidget(widget, 1 if stretch else 0)
    return holder
