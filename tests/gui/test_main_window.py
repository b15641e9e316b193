"""The window itself: theme, zoom, layout, focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.main_window import MainWindow
from annotator.settings import Settings, changed
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, chosen, here

Sit = Callable[..., Analyst]


def boxes(analyst: Analyst, words: str) -> tuple[int, int, int, int]:
    scene = analyst.view.scene
    assert scene is not None
    start = scene.text.index(words)
    box = scene.page.pieces(start, start + len(words))[0].box
    return round(box.x()), round(box.y()), round(box.width()), round(box.height())


def test_the_theme_leaves_the_articles_type_and_highlights_in_place(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    before = boxes(analyst, "inadequate"), boxes(analyst, "Dunmere Prison")
    dark = analyst.window.theme.dark
    for _ in range(2):
        analyst.press("Ctrl+Shift+L")
        QApplication.processEvents()
        assert (boxes(analyst, "inadequate"), boxes(analyst, "Dunmere Prison")) == before
        block = analyst.view.document().findBlockByNumber(1)
        font = block.layout().formats()[0].format.font() if block.layout().formats() else None
        if font is not None and font.pixelSize() > 0:
            assert font.pixelSize() != 13
    assert analyst.window.theme.dark == dark
    assert analyst.view.scene is not None
    assert analyst.view.scene.focus.ring is not None


def test_zoom_keeps_the_place(news: Path, sit: Sit, tmp_path: Path) -> None:
    analyst = sit(news)
    size = analyst.window.settings.text_size
    analyst.press("Ctrl++", "Ctrl++")
    assert analyst.window.settings.text_size == 22
    assert chosen(analyst) == "r1"
    analyst.press("Ctrl+-", "Ctrl+0")
    assert analyst.window.settings.text_size == size


def test_zoom_ends_where_the_sizes_end(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press(*["Ctrl++"] * 12)
    assert analyst.window.settings.text_size == 36
    analyst.press(*["Ctrl+-"] * 12)
    assert analyst.window.settings.text_size == 12


@pytest.mark.parametrize("hide", [False, True])
def test_the_layout_is_as_it_was_left(hide: bool, news: Path, sit: Sit) -> None:
    analyst = sit(news)
    kept: list[Settings] = []
    window = analyst.window
    window.settings_changed.connect(kept.append)
    window.resize(790, 740)  # no larger than the screen of the offscreen platform
    QApplication.processEvents()
    window.places.columns.setSizes([200, 310, 280])
    QApplication.processEvents()
    sizes, width = window.places.columns.sizes(), window.width()
    if hide:
        analyst.press("Ctrl+1")
        assert not window.panels.articles.isVisible()
    window.close()
    again = sit(news, kept[-1]).window
    QApplication.processEvents()
    assert abs(again.width() - width) <= 2
    assert again.panels.articles.isVisible() != hide
    if hide:
        Analyst(again, analyst._qtbot).press("Ctrl+1")
        QApplication.processEvents()
    assert [abs(a - b) <= 12 for a, b in zip(again.places.columns.sizes(), sizes, strict=True)] == (
        [True] * 3
    )


def test_a_broken_layout_is_left_aside(news: Path, sit: Sit) -> None:
    layout = {"geometry": 7, "columns": [1, "x"], "records": None, "hidden": ["no", 3]}
    window = sit(news, changed(Settings(), layout=layout)).window
    assert all(size > 0 for size in window.places.columns.sizes())


def test_hiding_the_panel_that_has_the_focus_gives_it_to_the_article(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.window.panels.articles.view.setFocus()
    analyst.press("Ctrl+1")
    assert QApplication.focusWidget() is analyst.view


def test_an_empty_project_shows_nothing_of_the_one_before(
    news: Path, sit: Sit, tmp_path: Path
) -> None:
    from annotator.session import Session

    analyst = sit(news)
    window: MainWindow = analyst.window
    window.attach(Session(tmp_path / "empty.annotator", create=True))
    assert window.panels.cards.column.cards == ()
    assert window.panels.entities.model.rowCount() == 0
    assert window.centre.empty.isVisible()
    analyst.press("A", "J", "C", "Ctrl+Return")
    assert acts(tmp_path / "empty.annotator") == []


def test_caret_mode_by_keys(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("C")
    assert analyst.view.is_in_caret_mode()
    assert "select" in analyst.window.panels.keys.accessibleName()
    analyst.press("Right", "Shift+Right")
    selected = analyst.view.selected_range()
    assert selected is not None
    assert selected[1] - selected[0] > 3
    analyst.press("Esc")
    assert not analyst.view.is_in_caret_mode()
    assert analyst.view.selected_range() is None
    analyst.press("C")
    assert analyst.view.selected_range() == (
        selected[1] - len("was"),
        selected[1],
    )  # as it was left
    analyst.press("J")
    assert not analyst.view.is_in_caret_mode()
    assert here(analyst) == "a.txt"
