"""Drives the true ``main()`` with real keys and a real mouse, in a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QProgressDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.__main__ import main
from annotator.gui.article_view.view import ArticleView
from annotator.gui.dialogs.crash_dialog import CrashDialog
from annotator.gui.dialogs.export_dialog import ExportDialog
from annotator.gui.dialogs.question import Question
from annotator.gui.main_window import MainWindow

LONG = 60_000  # milliseconds: a worker that loads the model on a busy machine


class Analyst:
    """A person in front of the window: only keys and mouse, only what can be seen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def view(self) -> ArticleView:
        return self.window.panels.view

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as ``A`` or ``Ctrl+Return``, where the focus is."""
        self._come_back()
        for key in keys:
            target = QApplication.focusWidget() or self.window
            QTest.keySequence(target, key)

    def _come_back(self) -> None:
        """What a desktop does after a dialog: the window is the active one again."""
        if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
            self.window.activateWindow()
            self._qtbot.waitUntil(self.window.isActiveWindow, timeout=5000)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None, "no widget has the focus"
        QTest.keyClicks(target, text)

    def wait(self, seen: Callable[[], bool], timeout: int = 10_000) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(seen, timeout=timeout)

    def meet_dialog(self, answer: Callable[[QDialog], None]) -> None:
        """Answer the next dialog as soon as it is there."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            is_waiting = isinstance(dialog, QProgressDialog)  # it comes where the machine is slow
            if isinstance(dialog, QDialog) and not is_waiting and dialog.isVisible():
                try:
                    answer(dialog)
                except BaseException:
                    dialog.close()  # else the test would wait for ever
                    raise
            else:
                QTimer.singleShot(20, look)

        QTimer.singleShot(0, look)

    def name_file(self, path: Path) -> None:
        """Paste a name into the next file dialog and press Enter."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, QFileDialog)
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            field.selectAll()
            QApplication.clipboard().setText(str(path))
            QTest.keySequence(field, "Ctrl+V")
            QTest.keyClick(field, Qt.Key.Key_Return)

        self.meet_dialog(answer)

    def name_export(self, path: Path) -> None:
        """Type the file into the next export dialog and press Enter."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, ExportDialog)
            dialog.out.selectAll()
            QTest.keyClicks(dialog.out, str(path))
            QTest.keyClick(dialog.out, Qt.Key.Key_Return)

        self.meet_dialog(answer)

    def say_yes(self) -> None:
        """Press Yes in the next question."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, Question)
            QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

        self.meet_dialog(answer)

    def _box(self, words: str) -> tuple[QPoint, QPoint]:
        """First and last point of some words of the article, on the screen."""
        scene = self.view.scene
        assert scene is not None
        start = scene.text.index(words)
        pieces = scene.page.pieces(start, start + len(words))
        assert pieces, f"“{words}” is not on the page"
        shift = self.view.verticalScrollBar().value()
        first, last = pieces[0].box, pieces[-1].box
        assert 0 <= first.top() - shift <= self.view.viewport().height(), "not in sight"
        begin = QPoint(round(first.left()) + 2, round(first.center().y() - shift))
        return begin, QPoint(round(last.right()) - 2, round(last.center().y() - shift))

    def select(self, words: str) -> None:
        """Drag the mouse over some words."""
        port = self.view.viewport()
        start, end = self._box(words)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)

    def click(self, words: str) -> None:
        """Click on some words."""
        start, _ = self._box(words)
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=start)

    def chosen_words(self) -> str:
        """The words of the chosen item, as the ring shows them."""
        bench = self.window.bench
        assert bench is not None
        item = bench.desk.review.item(bench.desk.chosen_id or "") if bench.desk.review else None
        value = getattr(item, "value", None)
        return str(value.exact if value else getattr(item, "exact", ""))

    def choose_again(self, words: str) -> None:
        """The chosen item must have these words now."""
        assert self.chosen_words() == words

    def fill_rating(self, **fields: str) -> None:
        """Type into fields of the open form, by their names, and save with Enter."""
        form = self.window.panels.cards.editor
        assert form is not None
        for name, text in fields.items():
            field = next(
                w for w in form.findChildren(QLineEdit) if w.accessibleName().lower() == name
            )
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, text)
            QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, words: str, label: str | None = None) -> None:
        """Press J until the chosen item has these words."""
        bench = self.window.bench
        assert bench is not None
        assert bench.desk.review is not None
        for _ in range(len(bench.desk.review.open_items()) + 1):
            item = bench.desk.review.item(bench.desk.chosen_id or "")
            if self.chosen_words() == words and label in (None, getattr(item, "label", None)):
                return
            self.press("J")
        left = [getattr(i, "exact", i.id) for i in bench.desk.review.open_items()]
        raise AssertionError(f"“{words}” is not among the open suggestions: {left}")


@pytest.fixture
def crashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Reports that the crash dialog would have shown; a test that makes one fails."""
    seen: list[str] = []

    def show(_parent: QWidget, report: str, _theme: object) -> None:
        seen.append(report)

    monkeypatch.setattr(CrashDialog, "show_report", staticmethod(show))
    return seen


@pytest.fixture
def sit_down(
    qtbot: QtBot, crashes: list[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """Start the program with arguments, let a script work in its window, close it."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def run(arguments: list[str], script: Callable[[Analyst], None]) -> int:
        failures: list[BaseException] = []

        def start() -> None:
            windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
            window = next((w for w in windows if w.isVisible()), None)
            if window is None:
                QTimer.singleShot(20, start)
                return
            try:
                qtbot.waitUntil(lambda: window.bench is not None, timeout=LONG)
                script(Analyst(window, qtbot))
            except BaseException as error:  # raised again below, outside the event loop
                failures.append(error)
            finally:
                window.panels.cards.stop_editing()  # an open form would hold the window open
                window.close()

        QTimer.singleShot(0, start)
        status = main(arguments)
        if failures:
            raise failures[0]
        assert crashes == []
        return status

    return run
