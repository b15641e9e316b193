"""The composition root of the window: settings, theme, project, worker, and how it all ends."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator import assets, logs, paths
from annotator import settings as settings_file
from annotator.core.errors import KnownError, ProjectError
from annotator.gui.opening import Opening
from annotator.settings import Settings, changed

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

#: Set, it lets a benchmark read on the error stream when something, and when all, is shown.
SAYS_SHOWN = "ANNOTATOR_SAYS_SHOWN"

#: Long enough for the article's glide and the first paint to be over before a picture is taken.
_PICTURE_MS = 600


def run(
    project: Path | None,
    *,
    article: str | None = None,
    screenshot: Path | None = None,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
) -> int:
    """Show the window until it is closed; returns the exit status.

    Raises:
        KnownError: there is no screen, or the project named cannot be opened.
    """
    _need_a_screen(screenshot)
    if project is not None:
        _check(project)
    app = QApplication.instance() or QApplication(["annotator"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Annotator")
    app.setDesktopFileName("annotator")
    settings, complaint = settings_file.load(paths.settings_file())
    shown = changed(settings, theme=theme) if theme else settings
    opening = Opening(shown.theme, shown.layout.get("geometry"))
    opener = _Opener(keep=theme is None and screenshot is None)
    failed: list[Exception] = []

    def build() -> None:
        try:
            opening.repaint()  # now with its words, whose font takes its time
            from annotator.gui import crash

            window = _window(shown, size)
            crash.install(window, window.backing_up.say_unreadable)
            window.first_painted.connect(opening.close)
            window.first_painted.connect(lambda: _say("window ready"))
            window.first_painted.connect(_after_start)
            opener.take(window)
            window.show()
        except Exception as error:  # told where this function was called, not to Qt
            failed.append(error)
            opening.close()
        else:  # before it is painted for the first time: that shows the article, too
            opener.start(project, article, complaint)
            app.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # nothing moves afterwards

    if screenshot:
        opener.opened = lambda: QTimer.singleShot(_PICTURE_MS, lambda: opener.picture(screenshot))
    opening.painted.connect(lambda: _say("window shown"))
    opening.painted.connect(build)
    opening.show()
    status = app.exec()
    logs.note("ended")
    logs.stop()
    if failed:
        raise failed[0]
    return opener.status or status


def _window(settings: Settings, size: tuple[int, int] | None) -> MainWindow:
    """The window, as large as is wanted; its modules are loaded once something is on the screen."""
    from annotator.gui import fonts
    from annotator.gui.main_window import MainWindow

    fonts.register()
    window = MainWindow(settings)
    if size:
        window.resize(*size)
    elif not settings.layout.get("geometry"):
        _fit_screen(window)
    return window


def _after_start() -> None:
    """What nobody waits for once the window can be seen."""
    logs.start()
    gc.freeze()  # no later look for garbage goes through what the window is made of
    gc.enable()


def _say(what: str) -> None:
    """With the seconds that this took of a processor, which others on the machine do not change."""
    if os.environ.get(SAYS_SHOWN):
        print(what, f"{time.process_time():.3f}", file=sys.stderr, flush=True)


def _check(project: Path) -> None:
    """Refuse a name that is neither a project nor meant to become one."""
    if not paths.is_there(project) and project.suffix != paths.PROJECT_SUFFIX:
        raise ProjectError(
            f"There is no command or project “{project}”.",
            todo=f"A new project's name ends in {paths.PROJECT_SUFFIX}; see annotator --help.",
        )


class _Opener:
    """Opens projects for the window and remembers the last one."""

    _window: MainWindow

    def __init__(self, *, keep: bool) -> None:
        """``keep``: what is changed in the window is kept in the settings."""
        self.status = 0
        self._keeps = keep
        self.opened: Callable[[], object] = lambda: None

    def take(self, window: MainWindow) -> None:
        """Open projects for this window."""
        self._window = window
        window.open_path = self.open
        window.open_sample = self.open_sample
        if self._keeps:
            window.settings_changed.connect(
                lambda settings: settings_file.save(paths.settings_file(), settings)
            )

    def start(self, project: Path | None, article: str | None, complaint: str | None) -> None:
        """Open the project named, else the last one, else the sample, at the first start."""
        settings = self._window.settings
        last = Path(settings.last_project or "/nonexistent")
        if project is None and paths.is_file(last):
            project = last
        if project is not None:
            self.open(project, not paths.is_there(project), article)
        elif settings.recent:
            self._window.show_no_project()
        else:
            self.open_sample(article)
        if complaint:
            self._window.inform(complaint)
        self.opened()

    def open_sample(self, article: str | None = None) -> None:
        """Open the sample, which is made where there is none yet."""
        try:
            sample = _sample()
        except KnownError as error:
            self._say_failed(error)
        else:
            self.open(sample, False, article)

    def open(self, project: Path, create: bool, article: str | None = None) -> None:
        """Open a project and put it on the window; a failure is shown, the old one stays."""
        from annotator.session import Session

        analyst = self._window.settings.analyst_name
        try:
            session = Session(project, create=create, analyst=analyst, busy_ms=50)
        except KnownError as error:
            self._say_failed(error)
            self._window.backing_up.offer(project)
            return
        self.status = 0
        try:
            self._window.attach(session, article)
        except ProjectError as error:  # so damaged that not even its articles can be listed
            self._window.detach()
            self._say_failed(error)
            self._window.backing_up.offer(project)
            return
        warnings = [*session.complaints, *self._new_warnings(project)]
        if session.safety.read_only is not None:
            pass  # that is what the banner says
        elif warnings:
            self._window.panels.banner.show_info(" ".join(warnings))
        elif project.resolve() == paths.sample_project().resolve():
            self._window.commands.greet_in_sample()
        elif self._keeps:
            self._window.commands.ask_who_decides()
        self._window.change(last_project=str(project.resolve()))

    def _new_warnings(self, project: Path) -> list[str]:
        """What to beware of where the project lies, unless it was said once."""
        from annotator.session.surroundings import warning

        said, name = warning(project), str(project.resolve())
        warned = self._window.settings.warned
        if said is None or name in warned:
            return []
        self._window.change(warned=[name, *warned])
        return [said]

    def _say_failed(self, error: KnownError) -> None:
        self.status = 1
        self._window.panels.banner.show_error(error)
        print(f"annotator: {error}", file=sys.stderr)
        self._window.show_no_project()

    def picture(self, target: Path) -> None:
        """Save what the window shows, and end."""
        if not self._window.grab().save(str(target), "PNG"):
            print(f"annotator: {target} could not be written.", file=sys.stderr)
            self.status = 1
        self._window.close()


def _fit_screen(window: MainWindow) -> None:
    """On a small screen the window takes all of it, so that no edge hangs over."""
    frame = window.size().grownBy(QMargins(4, 32, 4, 4))
    room = window.screen().availableSize()
    if QApplication.platformName() != "offscreen" and frame.boundedTo(room) != frame:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _sample() -> Path:
    """The sample project, made from the packaged articles at the first start.

    Raises:
        KnownError: it cannot be made there.
    """
    try:
        path = paths.sample_project()
        if not path.exists():
            # Two windows may start for the first time at once: each makes its own, one stays.
            unfinished = path.with_suffix(f".{os.getpid()}.part")
            _make_sample(unfinished)
            if path.exists():
                unfinished.unlink()
            else:
                unfinished.replace(path)
    except OSError as error:
        raise KnownError(
            f"The sample project cannot be made: {error.strerror or error}.",
            todo=f"Check the folder, or name another one in {paths.DATA_DIR_VARIABLE}.",
        ) from error
    return path


def _make_sample(path: Path) -> None:
    from annotator.session import Session

    path.unlink(missing_ok=True)
    session = Session(path, create=True, analyst="sample")
    try:
        for _ in session.import_files([assets.seed("sample.jsonl")]):
            pass
    finally:
        session.close()


def _need_a_screen(screenshot: Path | None) -> None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return
    raise KnownError(
        "There is no screen for the window.",
        todo="The other commands work without one: annotator --help lists them.",
    )
