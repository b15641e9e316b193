"""A right click chooses what lies there and offers its commands, with their keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, chosen, here, span_now

Sit = Callable[..., Analyst]


def menu_at(widget: QWidget, point: QPoint) -> QMenu:
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def click(menu: QMenu, words: str) -> None:
    action = next(a for a in menu.actions() if a.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_span_is_rejected_and_labelled_by_the_mouse_alone(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    port = analyst.view.viewport()
    menu = menu_at(port, analyst._box("Ruth Hale")[0])
    assert analyst.chosen_words() == "Ruth Hale"
    assert "Confirm the chosen suggestion\tA" in lines(menu)
    click(menu, "Reject it\t")
    assert acts(news) == ["reject"]
    analyst.select("Report a")
    menu = menu_at(port, analyst._box("Report a")[0])
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    labels = QApplication.activePopupWidget()
    assert isinstance(labels, QMenu)
    click(labels, "PERSON")
    assert "PERSON" in span_now(analyst, "Report a")


def test_a_card_and_a_row_have_their_menus(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    panels = analyst.window.panels
    card = panels.cards.column.cards[1]
    menu = menu_at(card, card.rect().center())
    assert chosen(analyst) == card.rating_id
    click(menu, "Edit the rating")
    assert panels.cards.is_editing
    analyst.press("Esc")
    rows = panels.articles.view
    menu = menu_at(rows.viewport(), rows.visualRect(rows.model().index(1, 0)).center())
    assert here(analyst) == "b.txt"
    assert not any(line.startswith("Reopen") for line in lines(menu))
    click(menu, "Set the article aside")
    assert panels.articles.model.ids == ["a.txt", "c.txt"]
