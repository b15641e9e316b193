"""The list of articles: lazy, keyboard friendly, and never in the way of the window's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from panel_samples import FakeRow, Outside
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator.core.documents import PartialDate
from annotator.gui import fonts
from annotator.gui.panels.article_delegate import share_decided
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.panels.article_list_model import CHUNK, ID_ROLE, ArticleListModel, spoken
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key


class Source:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.missing: set[str] = set()

    def __call__(self, ids: list[str]) -> list[FakeRow]:
        self.asked.append(ids)
        return [FakeRow(i, f"Title of {i}") for i in ids if i not in self.missing]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def articles(source: Source, qtbot: QtBot) -> Iterator[ArticleList]:
    articles = ArticleList(source)
    outside = Outside(articles, 280, 500)
    qtbot.addWidget(outside)
    outside.show()
    qtbot.waitExposed(outside)
    yield articles
    outside.close()


def ids(count: int) -> list[str]:
    return [f"d{number}" for number in range(count)]


def test_model_keeps_qts_rules(source: Source, qtmodeltester: ModelTester) -> None:
    model = ArticleListModel(source)
    model.set_ids(ids(250))
    qtmodeltester.check(model)


def test_a_hundred_thousand_articles_open_by_reading_what_is_seen(
    articles: ArticleList, source: Source, qtbot: QtBot
) -> None:
    articles.set_ids(ids(100_000))
    articles.grab()
    assert articles.model.rowCount() == 100_000
    assert [len(chunk) for chunk in source.asked] == [CHUNK]
    articles.set_current("d99999")
    articles.grab()
    assert len(source.asked) == 2
    assert source.asked[1][-1] == "d99999"


def test_refreshed_rows_are_read_again_and_only_those(source: Source) -> None:
    model = ArticleListModel(source)
    model.set_ids(ids(150))
    model.index(0).data()
    model.index(120).data()
    model.refresh(["d3", "d120", "elsewhere"])
    for number in (3, 4, 120):
        assert model.index(number).data() == f"Title of d{number}"
    assert source.asked[2:] == [["d3"], ["d120"]]
    model.refresh(None)
    model.index(3).data()
    assert len(source.asked[4]) == CHUNK


def test_an_article_that_is_gone_is_an_empty_row(source: Source) -> None:
    source.missing = {"d1"}
    model = ArticleListModel(source)
    model.set_ids(ids(3))
    assert model.index(1).data() is None
    assert model.index(1).data(ID_ROLE) == "d1"


def test_a_click_asks_for_an_article_but_does_not_choose_it(
    articles: ArticleList, qtbot: QtBot
) -> None:
    articles.set_ids(ids(5))
    articles.set_current("d0")
    view = articles.view
    spot = view.visualRect(articles.model.index(2)).center()
    with qtbot.waitSignal(articles.article_requested) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["d2"]
    assert [i.row() for i in view.selectedIndexes()] == [0]


def test_arrow_keys_look_around_and_enter_opens(articles: ArticleList, qtbot: QtBot) -> None:
    articles.set_ids(ids(5))
    articles.set_current("d1")
    asked: list[str] = []
    articles.article_requested.connect(asked.append)
    qtbot.keyClick(articles.view, Key.Key_Down)
    qtbot.keyClick(articles.view, Key.Key_Down)
    assert asked == []
    assert [i.row() for i in articles.view.selectedIndexes()] == [1]
    qtbot.keyClick(articles.view, Key.Key_Return)
    assert asked == ["d3"]


def test_keys_of_the_window_are_not_swallowed(articles: ArticleList, qtbot: QtBot) -> None:
    articles.set_ids(ids(5))
    wanted = [Key.Key_A, Key.Key_X, Key.Key_1, Key.Key_Space, Key.Key_Backspace, Key.Key_T]
    for key in wanted:
        qtbot.keyClick(articles.view, key)
    qtbot.keyClick(articles.view, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    outside = articles.window()
    assert isinstance(outside, Outside)
    assert outside.keys == [*wanted, Key.Key_Control, Key.Key_Down]
    assert articles.view.currentIndex().row() <= 0


def test_the_current_article_is_brought_into_sight(articles: ArticleList) -> None:
    articles.set_ids(ids(300))
    articles.set_current("d250")
    view = articles.view
    seen = view.visualRect(articles.model.index(250))
    assert 0 <= seen.top() < seen.bottom() <= view.viewport().height()
    articles.set_current("not here")
    assert view.selectedIndexes() == []


def test_new_ids_keep_the_place_and_the_choice(articles: ArticleList) -> None:
    articles.set_ids(ids(300))
    articles.set_current("d250")
    place = articles.view.verticalScrollBar().value()
    articles.set_ids(ids(299))
    assert articles.view.verticalScrollBar().value() == place
    assert articles.view.selectedIndexes()[0].data(ID_ROLE) == "d250"


def test_filters_show_counts_and_ask(articles: ArticleList, qtbot: QtBot) -> None:
    articles.set_counts(28, 12, 2)
    chips = articles._chips
    assert [chip.text() for chip in chips.values()] == ["Open 28", "Done 12", "Flagged 2"]
    with qtbot.waitSignal(articles.filter_requested) as asked:
        qtbot.mouseClick(chips["done"], Qt.MouseButton.LeftButton)
    assert asked.args == ["done"]
    assert chips["open"].isChecked()  # until the window says otherwise
    articles.set_filter("done")
    assert chips["done"].isChecked()
    with qtbot.waitSignal(articles.filter_requested) as asked:
        qtbot.keyClick(chips["flagged"], Key.Key_Return)
    assert asked.args == ["flagged"]


def test_an_empty_list_says_why(articles: ArticleList) -> None:
    articles.set_ids([])
    assert articles._empty.isVisible()
    assert articles._empty.text() == "There is no article in this project yet."
    articles.set_counts(0, 3, 0)
    assert articles._empty.text() == "Every article is done."
    articles.set_filter("flagged")
    assert articles._empty.text() == "No article is flagged."
    articles.set_filter(None, "label:PERSON")
    assert articles._empty.text() == "No article fits this filter."
    assert articles.line.text() == "label:PERSON"
    articles.set_ids(["d1"])
    assert articles.view.isVisible()


def test_rows_are_said_in_words() -> None:
    row = FakeRow("d1", outlet=None, published=PartialDate("2025-07", "month"), flag=True)
    assert spoken(row) == f"{row.title}, d1 · Jul 2025, 3 open suggestions, 1 decided, flagged"
    assert spoken(FakeRow("d2", "", status="complete", open=0)).startswith("d2, Wire copy")
    waiting = FakeRow("d3", unread=True, open=0, decided=0)
    assert spoken(waiting).endswith(", not read yet, 0 decided")
    assert "3 open suggestions" in spoken(FakeRow("d4", unread=True, open=3))


def test_the_bar_shows_what_is_decided() -> None:
    assert share_decided(FakeRow("d", open=3, decided=1)) == 0.25
    assert share_decided(FakeRow("d", open=0, decided=0)) == 0.0
    assert share_decided(FakeRow("d", open=0, decided=0, status="complete")) == 1.0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_rows_grow_with_the_text(
    articles: ArticleList, source: Source, qapp: QApplication, theme: object
) -> None:
    rows = [
        FakeRow("d0", "Short", flag=True, status="complete"),
        FakeRow("d1", "A long title that does not fit into two lines at all " * 3, outlet="P" * 60),
    ]
    articles.model._fetch_rows = lambda ids: rows
    articles.set_ids(["d0", "d1"])
    articles.set_theme(theme)
    small = articles.view.rowHeight(0)
    before = qapp.font()
    qapp.setFont(fonts.interface_font(26))
    try:
        articles.set_theme(theme)
        articles.grab()
        assert articles.view.rowHeight(0) >= 1.8 * small
        assert articles.view.indexAt(QPoint(10, int(1.5 * small))).row() == 0
    finally:
        qapp.setFont(before)
