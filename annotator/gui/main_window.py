"""The window: it places the panels, connects them, and keeps no state of a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QStackedWidget,
    QWidget,
)

from annotator.gui import theme as themes
from annotator.gui.actions import Actions, key_table
from annotator.gui.article_view.view import ArticleView
from annotator.gui.bench import Bench
from annotator.gui.dialogs.command_palette import CommandPalette
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.files import Files
from annotator.gui.jobs import Jobs
from annotator.gui.layout import Layout, column, splitter
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.top_bar import TopBar
from annotator.gui.places import Panels, ThemedWindow
from annotator.gui.suggester import Suggester
from annotator.settings import Settings, changed

if TYPE_CHECKING:
    from annotator.session import Session

_NO_PROJECT = "No project is open. Ctrl+Shift+O opens one, Ctrl+N starts one."
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
        self._closes_when_written = False
        self._place_panels()
        self.actions_table = Actions(self, self._command)
        self._connect()
        self.set_theme(themes.theme_for(settings.theme))
        self._set_reading()
        self._layout.restore(self, settings.layout)

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
        self.suggester.busy.connect(self._on_busy)
        self.suggester.noticed.connect(self.panels.top.set_notice)
        if self.bench.desk.review is not None:
            self._on_shown(self.bench.desk.review)
        self.suggester.start()
        self.panels.view.setFocus()

    def detach(self) -> None:
        """Let go of the open project."""
        if self.suggester is not None:
            self.suggester.stop()
            self.suggester.deleteLater()
            self.suggester = None
        if self.bench is not None:
            self.bench.release()
            self.bench.deleteLater()
            self.bench = None
        self.files.session = None

    def _on_shown(self, review: Any) -> None:
        if self.suggester is not None:
            self.suggester.prefer(review.document.id)

    def _on_busy(self, done: int, total: int) -> None:
        self.panels.top.set_busy(done if done < total else None, total)

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
        self._empty.set_text("Drop articles here, or press Ctrl+O", "Import articles")
        self._show_centre(has_article)

    def show_no_project(self) -> None:
        """Nothing could be opened: say what can be done instead."""
        if self.bench is None:
            self._empty.set_text("No project is open", "Open a project")
            self._show_centre(False)

    def _show_centre(self, has_article: bool) -> None:
        self._centre.setCurrentIndex(0 if has_article else 1)
        self._empty.setVisible(not has_article)
        (self.panels.view if has_article else self._empty.action).setFocus()

    # --- commands of the window itself ---

    def escape(self) -> None:
        """Take a message away, else the selection."""
        view, banner = self.panels.view, self.panels.banner
        if banner.isVisible():
            banner.dismiss()
        else:
            view.set_caret_mode(False)
            view.clear_selection()
        if view.isVisible():
            view.setFocus()

    def close_window(self) -> None:
        self.close()

    def toggle_list(self) -> None:
        self._layout.toggle("list")
        self._keep_focus()

    def toggle_records(self) -> None:
        self._layout.toggle("records")
        self._keep_focus()

    def _keep_focus(self) -> None:
        """What had the focus may have been hidden."""
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.panels.view.setFocus()

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
        middle = column(self._centre, panels.banner)  # below: a message moves no line of the text
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        records = splitter(vertical, (panels.cards, 3), (panels.entities, 2))
        columns = splitter(horizontal, (panels.articles, 0), (middle, 1), (records, 0))
        self._layout = Layout(columns, records, panels.articles)
        self.setCentralWidget(column(panels.top, columns, panels.keys))
        self._centre.setCurrentIndex(1)
        self._empty.setVisible(False)  # nothing is said before the project is there

    def _connect(self) -> None:
        self.files.project_requested.connect(self._on_project_requested)
        self.files.imported.connect(self._on_imported)
        self.files.informed.connect(self._inform)
        self.files.refused.connect(self.panels.banner.show_error)
        self._empty.action_requested.connect(self._on_empty_action)
        self.panels.top.keys_requested.connect(self.show_keys)
        self.panels.top.commands_requested.connect(self.show_commands)
        self.panels.view.zoom_requested.connect(self.zoom_in)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    #: Set by the composition root: opens (or creates) a project and attaches it.
    open_path: Callable[[Path, bool], None] = staticmethod(lambda _path, _create: None)

    def _on_empty_action(self) -> None:
        if self.bench is None:
            self.files.open_project()
        else:
            self.files.import_files()

    def _on_project_requested(self, path: Path, create: bool) -> None:
        if self._is_writing():
            self._inform("A decision still waits for another program. Open the project then.")
        else:
            self.open_path(path, create)

    def owner_of(self, command_id: str) -> object | None:
        """Who does a command now: the class that defines it itself, no method of Qt's."""
        bench = self.bench
        of_project = [bench, bench.form, bench.completion, bench.desk] if bench else []
        owners: list[object] = [*of_project, self.files, self]
        return next((owner for owner in owners if command_id in vars(type(owner))), None)

    def _command(self, command_id: str) -> Callable[[], object]:
        """Does a command; its owner is looked for when it is called."""

        def call() -> object:
            owner = self.owner_of(command_id)
            if owner is not None:
                return getattr(owner, command_id)()
            self._inform(_NO_PROJECT)
            return None

        return call

    def _inform(self, text: str) -> None:
        self.panels.banner.show_info(text, 8000)

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
        if not self._painted:
            self._layout.show_first(self.width())

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
        if self._is_writing():
            event.ignore()
            self._inform("A decision still waits for another program; the window closes then.")
            if not self._closes_when_written and self.bench is not None:
                self._closes_when_written = True
                self.bench.desk.writer.waiting.connect(self._close_after_writing)
            return
        self.settings = changed(self.settings, layout=self._layout.kept(self))
        self.settings_changed.emit(self.settings)
        self.jobs.close()
        self.detach()
        super().closeEvent(event)

    def _is_writing(self) -> bool:
        return self.bench is not None and self.bench.desk.writer.is_waiting

    def _close_after_writing(self, waiting: bool) -> None:
        """Close once the decision is written; where it was given up, the analyst must see that."""
        if not waiting and self._closes_when_written:
            self._closes_when_written = False
            QTimer.singleShot(0, self, lambda: self.panels.banner.is_error or self.close())
