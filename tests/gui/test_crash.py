"""A bug is reported without a word of the article, once, and the program goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator import logs
from annotator.core.errors import KnownError
from annotator.gui import crash
from annotator.gui.dialogs.crash_dialog import CrashDialog
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner

Sit = Callable[..., Analyst]


def caught(error: BaseException) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        raise error
    except BaseException as raised:
        return type(raised), raised, raised.__traceback__


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.mark.parametrize(
    "error",
    [ValueError("“Ruth Hale” was here"), KnownError("“Ruth Hale” is already marked as PERSON.")],
)
def test_the_report_holds_places_but_no_words(error: BaseException) -> None:
    kind, _, trace = caught(error)
    report = logs.report(kind, trace)
    assert type(error).__name__ in report
    assert "test_crash.py" in report
    assert "Ruth Hale" not in report.replace("ValueError(", "")
    assert "annotator 0." in report
    assert "Qt" in report


def test_the_dialog_shows_it_and_work_goes_on(
    news: Path, sit: Sit, hook: None, capsys: pytest.CaptureFixture[str]
) -> None:
    analyst = sit(news)
    crash.install(analyst.window, analyst.window.panels.banner.show_error)
    shown: list[str] = []

    def read_and_close(dialog: QWidget) -> None:
        field = dialog.findChild(QPlainTextEdit)
        assert isinstance(field, QPlainTextEdit)
        shown.append(field.toPlainText())
        sys.excepthook(*caught(RuntimeError("a second one, from a repaint")))
        dialog.close()

    analyst.meet_dialog(read_and_close)
    sys.excepthook(*caught(ZeroDivisionError("division by zero")))
    assert len(shown) == 1
    assert "ZeroDivisionError" in shown[0]
    assert "RuntimeError" in capsys.readouterr().err
    assert QApplication.activeModalWidget() is None
    analyst.press("A")
    assert acts(news) == ["confirm"] * 4


def test_ctrl_c_in_the_terminal_closes_the_window(
    news: Path, sit: Sit, hook: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = sit(news)
    crash.install(analyst.window, analyst.window.panels.banner.show_error)
    seen: list[str] = []
    monkeypatch.setattr(CrashDialog, "show_report", lambda *args: seen.append(args[1]))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not analyst.window.isVisible()
    assert seen == []


def test_a_known_error_that_nobody_caught_is_a_sentence(news: Path, sit: Sit, hook: None) -> None:
    analyst = sit(news)
    crash.install(analyst.window, analyst.window.panels.banner.show_error)
    error = KnownError("The disk failed.", safe="What was decided before is safe.")
    sys.excepthook(*caught(error))
    assert "The disk failed. What was decided before is safe." in banner(analyst)
