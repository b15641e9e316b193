"""The window: it places the panels, connects them, and keeps no state of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.changes import Changes
from annotator.core.errors import ProjectError
from annotator.core.reopening import brings_back
from annotator.gui import accessible, keymap
from annotator.gui.actions import Actions
from annotator.gui.appearance import Appearance
from annotator.gui.article_commands import ArticleCommands
from annotator.gui.article_view.view import ArticleView
from annotator.gui.backing_up import BackingUp
from annotator.gui.bench import Bench
from annotator.gui.centre import Centre
from annotator.gui.exports import Exports
from annotator.gui.files import Files
from annotator.gui.guideline_text import guideline_for
from annotator.gui.jobs import Jobs
from annotator.gui.layout import Layout, Stack, column, splitter
from annotator.gui.menus import Menus
from annotator.gui.owners import Owners
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.banner import Banner
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.guideline_panel import GuidelinePanel
from annotator.gui.panels.key_line import KeyLine
from annotator.gui.panels.note_line import NoteLine
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.top_bar import TopBar
from annotator.gui.places import UNSAVED, Panels, ThemedWindow
from annotator.gui.progress import Runner
from annotator.gui.start_page import StartPage
from annotator.gui.window_commands import WindowCommands
from annotator.settings import Settings, changed

if TYPE_CHECKING:
    from annotator.gui.suggester import Suggester
    from annotator.session import Session

#: Keys of labels; on a chosen rating they pick a value, however few labels there are.
_DIGITS = "123456789"
#: For so long a sentence is shown that goes by itself.
_INFORMED_MS = 8000
#: Settings that workers are told when they start.
_OF_WORKERS = ("workers", "second_opinion")


class MainWindow(ThemedWindow):
    """All panels of the workbench.

    Signals:
        first_painted(): the window is on the screen; what is slow may begin.
        settings_changed(object): Settings to keep.
    """

    first_painted = Signal()
    settings_changed = Signal(object)

    #: Set by the composition root: opens (or creates) a project and attaches it.
    open_path: Callable[[Path, bool], None] = staticmethod(lambda _path, _create: None)

    #: Set by the composition root: opens the sample project.
    open_sample: Callable[[], None] = staticmethod(lambda: None)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        accessible.install()
        self.setWindowTitle("Annotator")
        self.setAcceptDrops(True)
        self.settings = settings
        self.bench: Bench | None = None
        self.suggester: Suggester | None = None
        self.jobs = Jobs(self)
        self.runner = Runner(self, self.jobs)
        self.files = Files(self, self.runner)
        self.exports = Exports(self, self.runner)
        self.article_commands = ArticleCommands(self)
        self.commands = WindowCommands(self)
        self._painted = False
        self._closes_when_written = False
        self._place_panels()
        self.start_page = StartPage(self)
        self.backing_up = BackingUp(self)
        self.menus = Menus(self)
        of_files = (self.files, self.exports, self.article_commands, self.backing_up)
        always = (*of_files, self.start_page, self.commands)
        self.owners = Owners(always, lambda: self.bench, self._say_no_project)
        self.actions_table = Actions(self, self.owners.method)
        self._use_keys(())
        self._connect()
        self.theme = self._appearance.show(settings)
        self.places.restore(self, settings.layout)

    # --- a project ---

    def attach(self, session: Session, article: str | None = None) -> None:
        """Put an open project on the panels and start looking for suggestions."""
        self.detach()
        self.setWindowTitle(f"{session.path.stem} · Annotator")
        self.panels.top.set_project(session.path.stem)
        self.panels.top.set_analyst(session.analyst)
        self.bench = Bench(session, self.panels, self)
        self.files.session = session
        self._use_labels()
        self.bench.labelling.shown.connect(self._use_labels)
        self.bench.zoning.rezoned.connect(self._read_again)
        self.panels.guideline.set_markdown(guideline_for(session.path, self.settings.guideline))
        self.bench.start(article)
        self.places.show_sides(True)
        self.start_page.remember(session)
        self._show_empty_or_article()
        self.bench.desk.shown.connect(self._on_shown)
        self.bench.desk.changed.connect(self._on_changed)
        if self._painted:
            self._start_suggester()
        self.backing_up.attach(session)
        self.panels.view.setFocus()

    def detach(self) -> None:
        """Let go of the open project."""
        self._stop_suggester()
        self.backing_up.detach()
        if self.bench is not None:
            self.start_page.remember(self.bench.session)
            self.bench.release()
            self.bench.deleteLater()
            self.bench = None
        self.files.session = None

    def _start_suggester(self) -> None:
        """Once the window is painted: the workers take the whole machine while they start."""
        if self.suggester is not None or self.bench is None:
            return
        session, workers = self.bench.session, self.settings.workers
        if session.safety.read_only is not None:
            return
        from annotator.gui.suggester import Suggester

        second = self.settings.second_opinion
        self.suggester = Suggester(session, self, workers=workers, second_opinion=second)
        self.suggester.busy.connect(self._on_busy)
        self.suggester.noticed.connect(self.panels.top.set_notice)
        self.bench.card_keys.ask_with(self.suggester.explain, self.suggester.explained)
        if self.bench.desk.review is not None:
            self._on_shown(self.bench.desk.review)
        self.suggester.start()

    def _on_first_painted(self) -> None:
        """Keys that were pressed meanwhile come first."""
        QTimer.singleShot(0, self, self._start_suggester)

    def _stop_suggester(self) -> None:
        if self.suggester is not None:
            self.suggester.stop()
            self.suggester.deleteLater()
            self.suggester = None

    def show_no_project(self) -> None:
        """Show the projects that could be opened, where none is."""
        if self.bench is None:
            self.start_page.show()

    def _on_shown(self, review: Any) -> None:
        if self.suggester is not None:
            self.suggester.prefer(review.document.id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.edit is not None and self.suggester is not None:
            self.suggester.try_again()  # a decision was written, so the disk has room
            if brings_back(changes.edit):
                self.suggester.look_for_work()

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

    def _read_again(self) -> None:
        """What is furniture now may hold suggestions, and what is story again has none yet."""
        if self.suggester is not None:
            self.suggester.look_for_work()

    def _show_empty_or_article(self) -> None:
        if self.bench is not None and self.bench.desk.review is not None:
            self.centre.show_article()
        else:
            self.centre.show_empty()

    # --- settings ---

    def change(self, **values: Any) -> None:
        """Change settings: they are shown at once, and kept."""
        before, self.settings = self.settings, changed(self.settings, **values)
        if "keys" in values:
            self._use_keys(keymap.now().labels.items())
        self.theme = self._appearance.show(self.settings, self.theme)
        if self.bench is not None and "analyst" in values:
            self.bench.session.analyst = self.settings.analyst_name
            self.panels.top.set_analyst(self.settings.analyst_name)
        if self.bench is not None and not values.keys().isdisjoint(_OF_WORKERS):
            self._stop_suggester()
            self._start_suggester()
        if "interface_scale" in values:
            self.places.show_usual(self.width())
        if self.settings != before:
            self.settings_changed.emit(self.settings)

    def _use_labels(self) -> None:
        """Let digits give the labels that the project has now."""
        if self.bench is None:
            return
        keys = [(label.key, label.name) for label in self.bench.session.labels if label.key]
        digits = dict.fromkeys([*(key for key, _ in keys), *_DIGITS])
        self.actions_table.set_labels([(d, d) for d in digits], self.bench.card_keys.digit)
        self._use_keys(keys)

    def _use_keys(self, labels: Iterable[tuple[str, str]]) -> None:
        """Use the keys of the settings, beside those of the labels."""
        keymap.use(keymap.KeyMap(self.settings.keys, labels))
        self.actions_table.set_keys(keymap.now().keys)

    # --- placing ---

    def _place_panels(self) -> None:
        self.panels = panels = Panels(
            self,
            TopBar(),
            ArticleList(self._fetch_rows),
            ArticleView(),
            RatingCards(),
            EntityList(),
            GuidelinePanel(),
            NoteLine(),
            Banner(),
            KeyLine(),
        )
        self.centre = Centre(panels.view)
        # Below the article: neither a note nor a message moves a line of the text.
        middle = column(self.centre, panels.note, panels.banner)
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        lower = Stack(entities=panels.entities, guideline=panels.guideline)
        records = splitter(vertical, (panels.cards, 3), (lower, 2))
        columns = splitter(horizontal, (panels.articles, 0), (middle, 1), (records, 0))
        self.places = Layout(columns, records, panels.articles, lower)
        self.setCentralWidget(column(panels.top, columns, panels.keys))
        self._appearance = Appearance(panels.view, (*panels.themed, self.centre))

    def _connect(self) -> None:
        self.first_painted.connect(self._on_first_painted)
        self.files.project_requested.connect(self._on_project_requested)
        self.files.imported.connect(self._on_imported)
        self.files.informed.connect(self.inform)
        self.runner.refused.connect(self.panels.banner.show_error)
        self.files.sample_requested.connect(self._on_sample_requested)
        self.centre.empty.action_requested.connect(self.files.import_files)
        self.centre.empty.command_requested.connect(self.actions_table.trigger)
        self.panels.top.keys_requested.connect(self.commands.show_keys)
        self.panels.top.analyst_requested.connect(self.commands.change_analyst)
        self.panels.top.commands_requested.connect(self.commands.show_commands)
        self.panels.guideline.left.connect(self.panels.view.setFocus)
        self.panels.view.zoom_requested.connect(self.commands.zoom_in)
        self.panels.cards.editing.connect(self._on_editing)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            app.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def _on_project_requested(self, path: Path, create: bool) -> None:
        if self.is_free():
            self.open_path(path, create)

    def _on_sample_requested(self) -> None:
        if self.is_free():
            self.open_sample()

    def is_free(self) -> bool:
        """May the project be left? Says so where it may not."""
        if self._is_writing():
            self.inform("A decision still waits for another program. Press the key again then.")
        elif self.panels.cards.has_unsaved:
            self.inform(UNSAVED)
        return not self._is_writing() and not self.panels.cards.has_unsaved

    def _on_system_theme(self) -> None:
        self.change()

    def _say_no_project(self) -> None:
        opens, starts = keymap.key("open_project"), keymap.key("new_project")
        self.inform(f"No project is open. {opens} opens one, {starts} starts one.")

    def inform(self, text: str) -> None:
        """Show a sentence that nothing has to be done about; it goes by itself."""
        self.panels.banner.show_info(text, _INFORMED_MS)

    def _fetch_rows(self, ids: list[str]) -> list[Any]:
        if self.bench is None:
            return []
        rows = self.bench.session.article_rows
        try:
            return list(rows(ids))
        except ProjectError:  # in a damaged project some cannot be read
            found: list[Any] = []
            for one in ids:
                with suppress(ProjectError):
                    found += rows([one])
            return found

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.actions_table.follow_focus(now, editing=self.panels.cards.is_editing)
        if self.bench is not None:
            self.bench.show_usual_keys()

    def _on_editing(self, editing: bool) -> None:
        """A form that is higher than its panel gets the room of the panel below."""
        self.places.give_room(editing and self.panels.cards.wants_room)
        self._on_focus_changed(None, QApplication.focusWidget())

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._painted:
            self.places.show_first(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.files.take_dropped(files)
        elif urls:  # nothing is ever fetched
            self.inform("A link holds no article. Save the page and drop the file.")
        else:
            words = event.mimeData().text()
            QTimer.singleShot(0, self, lambda: self.article_commands.add_words(words))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.panels.cards.has_unsaved:
            event.ignore()
            self.inform(UNSAVED)
            return
        if self._is_writing():
            event.ignore()
            self.inform("A decision still waits for another program; the window closes then.")
            if not self._closes_when_written and self.bench is not None:
                self._closes_when_written = True
                self.bench.desk.writer.waiting.connect(self._close_after_writing)
            return
        self.settings = changed(self.settings, layout=self.places.kept(self))
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
