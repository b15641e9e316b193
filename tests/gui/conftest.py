"""The real window on real projects, with real keys; only the worker is a small one."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.gui.main_window import MainWindow
from annotator.session import Session
from annotator.settings import Settings
from tests import samples
from tests.e2e.conftest import Analyst

SMALL_WORKER = Path(__file__).with_name("small_worker.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def small_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test of the window waits for the language model."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, str(SMALL_WORKER), str(tmp_path / "died-once")]
    monkeypatch.setattr(paths, "own_command", lambda *_: command)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A project with the articles a.txt, b.txt and c.txt and their suggestions."""
    path = tmp_path / "news.annotator"
    with closing(Session(path, create=True, analyst="anna")) as session:
        for name in ("a", "b", "c"):
            text = f"{samples.TEXT}\nReport {name}."
            samples.filled(session, tmp_path, f"{name}.txt", text)
    return path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project with one article in which nothing was found."""
    path = tmp_path / "bare.annotator"
    with closing(Session(path, create=True, analyst="anna")) as session:
        file = samples.write_article(tmp_path, "plain.txt", "A fair was held in Dunmere.\n" * 3)
        list(session.import_files([file]))
        session.add_suggestions("plain.txt", samples.suggested([]))
    return path


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[Callable[..., Analyst]]:
    """Put an analyst in front of a window with a project."""
    windows: list[MainWindow] = []

    def open_window(
        project: Path | None, settings: Settings | None = None, article: str | None = None
    ) -> Analyst:
        window = MainWindow(settings or Settings())
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        if project is not None:
            window.attach(Session(project, analyst="anna", busy_ms=50), article)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Analyst(window, qtbot)

    yield open_window
    for window in windows:
        window.panels.cards.stop_editing()  # an open form would hold the window open
        window.close()
        window.deleteLater()
    QApplication.processEvents()


class Opened(QObject):
    """Stands in for the desktop's browser and file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened_urls() -> Iterator[list[QUrl]]:
    """What the program asked the desktop to open."""
    desktop = Opened()
    for scheme in ("file", "https", "http"):
        QDesktopServices.setUrlHandler(scheme, desktop, "open")
    yield desktop.urls
    for scheme in ("file", "https", "http"):
        QDesktopServices.unsetUrlHandler(scheme)


def acts(project: Path, document_id: str | None = None) -> list[str]:
    """What people decided, in order, read with nothing but sqlite3."""
    with closing(sqlite3.connect(project)) as db:
        rows = db.execute(
            "SELECT act FROM decisions WHERE n IS NOT NULL AND (? IS NULL OR document_id = ?) "
            "ORDER BY seq",
            (document_id, document_id),
        ).fetchall()
    return [act for (act,) in rows]


def here(analyst: Analyst) -> str:
    """The id of the article under review."""
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    return review.document.id


def chosen(analyst: Analyst) -> str | None:
    assert analyst.window.bench is not None
    return analyst.window.bench.desk.chosen_id


def span_now(analyst: Analyst, words: str) -> tuple[str, str] | None:
    """Label and state of the first span with these words."""
    assert analyst.window.bench is not None
    review = analyst.window.bench.desk.review
    assert review is not None
    found = (s for s in review.spans_in_order() if s.exact == words)
    return next(((s.label, s.state) for s in found), None)


def banner(analyst: Analyst) -> str:
    """What the strip above the article says; "" where it is not shown."""
    shown = analyst.window.panels.banner
    return shown.accessibleName() if shown.isVisible() else ""
