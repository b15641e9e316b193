"""Between projects: the last ones, the sample, a dropped file; and who decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.app import _Opener
from annotator.gui.dialogs.analyst_dialog import AnalystDialog
from annotator.gui.recent import Recent
from annotator.session import Session
from annotator.settings import Settings
from tests.e2e.conftest import Analyst
from tests.gui.conftest import here

Sit = Callable[..., Analyst]
Key = Qt.Key


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def opening(analyst: Analyst) -> None:
    """Let the window open projects as the program does."""
    window = analyst.window
    window.open_path = lambda path, _: window.attach(Session(path, analyst="anna", busy_ms=50))


def test_a_closed_project_is_offered_with_its_progress_and_opens_again(
    bare: Path, news: Path, sit: Sit, tmp_path: Path
) -> None:
    gone = Recent(tmp_path / "gone.annotator", 3, 1, "2026-01-02").to_dict()
    analyst = sit(bare, Settings(recent=[gone]))
    opening(analyst)
    window = analyst.window
    analyst.press("Ctrl+2", "Ctrl+Return", "Ctrl+W")
    welcome = window.centre.welcome
    assert welcome.isVisible()
    assert not window.panels.articles.isVisible()
    names = [row.accessibleName() for row in welcome.rows]
    assert names == ["bare, 1 of 1 complete", "gone, not found · Delete takes it off the list"]
    assert welcome.rows[0].hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert "no longer there" in welcome.sentence.text()
    press(Key.Key_Delete)
    assert [data["path"] for data in window.settings.recent] == [str(bare)]
    press(Key.Key_Return)
    assert here(analyst) == "plain.txt"
    assert window.panels.articles.isVisible()
    assert not window.panels.cards.isVisible()  # hidden by hand before
    assert window.settings.recent[0]["complete"] == 1


def test_without_a_project_keys_of_the_article_do_nothing(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("Ctrl+W", "A", "Ctrl+1", "Ctrl+3", "J")
    assert analyst.window.bench is None
    assert not analyst.window.panels.articles.isVisible()
    analyst.window.grab()


def test_a_dropped_project_is_opened_and_dropped_articles_are_taken_in(
    news: Path, bare: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(news)
    opening(analyst)
    drop(analyst, bare)
    assert here(analyst) == "plain.txt"
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "more.txt").write_text("Another fair was held in Orme.\n", encoding="utf-8")
    drop(analyst, folder)
    session = analyst.window.bench.session  # type: ignore[union-attr]
    analyst.wait(lambda: "more.txt" in session.article_ids())


def drop(analyst: Analyst, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(99, 99), copy, data, left, Qt.KeyboardModifier.NoModifier)
    analyst.window.dropEvent(event)


def test_the_program_starts_with_the_list_where_the_last_project_is_gone(
    sit: Sit, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.annotator"
    settings = Settings(last_project=str(gone), recent=[Recent(gone, 3, 1).to_dict()])
    window = sit(None, settings).window
    opener = _Opener(keep=False)
    opener.take(window)
    opener.start(None, None, None)
    assert window.centre.welcome.isVisible()
    assert len(window.centre.welcome.rows) == 1


def test_the_analyst_is_changed_by_key_and_a_known_name_is_picked(news: Path, sit: Sit) -> None:
    analyst = sit(news, Settings(analyst="Ada Moss", analysts=["Ada Moss", "Ruth Hale"]))
    session = analyst.window.bench.session  # type: ignore[union-attr]

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, AnalystDialog)
        for _ in range(2):
            QTest.keyClick(dialog.field, Key.Key_Down)
        QTest.keyClick(dialog.field, Key.Key_Return)

    analyst.meet_dialog(pick)
    analyst.press("Ctrl+Shift+A")
    assert session.analyst == "Ruth Hale"
    assert analyst.window.panels.top.analyst.accessibleName() == "Analyst Ruth Hale"
    assert analyst.window.settings.analysts == ["Ruth Hale", "Ada Moss"]
    analyst.press("A")
    assert session.gold_line("a.txt").decisions[-1].by == "Ruth Hale"
