"""What a person gets who cannot see well: names, roles, order of the focus, large text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.parts import ElidedLabel, KeyButton
from annotator.settings import Settings
from tests.e2e.conftest import Analyst
from tests.gui.conftest import chosen

Sit = Callable[..., Analyst]
Role = QAccessible.Role
NAME = QAccessible.Text.Name
LAYOUT = {Role.Client, Role.Splitter, Role.Grip, Role.LayeredPane, Role.Pane, Role.ScrollBar}
#: Commands that open a dialog on the sample article.
DIALOGS = ("show_keys", "show_commands", "show_settings", "pick_label", "change_analyst",
           "confirm_visible", "show_history", "show_overview", "saved_filters", "find_words",
           "edit_details", "paste_article", "export_gold", "edit_labels", "check_consistency",
           "confirm_seen", "show_about")  # fmt: skip


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    font, colours = qapp.font(), qapp.palette()
    yield
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)


def parts(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that a screen reader can reach below an interface, itself included."""
    yield found
    for number in range(found.childCount()):
        child = found.child(number)
        if child is not None and not child.state().invisible:  # type: ignore[attr-defined]
            yield from parts(child)


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def nameless(root: QWidget) -> list[str]:
    return [
        f"{part.role().name} {type(part.object()).__name__}"
        for part in parts(interface(root))
        if part.role() not in LAYOUT and not part.text(NAME) and not _says_nothing(part.object())
    ]


def _says_nothing(widget: object) -> bool:
    """A label for a sentence that is not needed now."""
    return isinstance(widget, QLabel) and not widget.text()


def test_every_part_of_the_window_has_a_name_and_a_role(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    assert nameless(analyst.window) == []
    roles = {part.role() for part in parts(interface(analyst.window))}
    assert roles >= {
        Role.EditableText, Role.Table, Role.Cell, Role.List, Role.ListItem, Role.Button,
        Role.RadioButton, Role.StaticText, Role.ProgressBar, Role.Heading, Role.StatusBar,
    }  # fmt: skip


def test_the_chosen_card_is_the_selected_item(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    cards = [p for p in parts(interface(analyst.window)) if p.role() == Role.ListItem]
    assert [bool(c.state().selected) for c in cards].count(True) == 1  # type: ignore[attr-defined]
    assert "inadequate" in next(c for c in cards if c.state().selected).text(NAME)  # type: ignore[attr-defined]


def test_the_article_says_its_text_and_what_is_chosen(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    article = interface(analyst.view)
    text = article.textInterface()
    assert "Ruth Hale" in text.text(0, text.characterCount())
    analyst.click("Ruth Hale")
    said = article.text(QAccessible.Text.Description)
    assert said.startswith("Chosen: “Ruth Hale”, ")
    assert "not yet decided" in said
    analyst.press("A")
    assert "Ruth Hale" not in article.text(QAccessible.Text.Description)


def test_tab_reaches_everything_panel_by_panel(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.view.setFocus()
    order: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in order:
        order.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is analyst.view
    policy = Qt.FocusPolicy.TabFocus
    able = {
        widget
        for widget in analyst.window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & policy
        and not isinstance(widget, QAbstractButton)
    }  # fmt: skip
    assert able <= set(order)
    assert [w for w in order if not interface(w).text(NAME)] == []
    panels = [analyst.window.panels.cards, analyst.window.panels.entities]
    panels += [analyst.window.panels.top, analyst.window.panels.articles]
    where = [next((n for n, p in enumerate(panels) if p.isAncestorOf(w)), -1) for w in order]
    assert where == sorted(where), "the focus goes back to a panel that it had left"


@pytest.mark.parametrize("command", DIALOGS)
def test_dialogs_say_what_they_are_and_cut_nothing_at_200_per_cent(
    news: Path, sit: Sit, command: str
) -> None:
    analyst = sit(news, Settings(interface_scale=200, analyst="Ada Moss"))
    analyst.window.resize(1280, 800)
    analyst.click("Ruth Hale")
    QApplication.clipboard().setText("A fair was held.\nNobody came.")
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, Dialog)
        seen.extend((nameless(dialog), cut(dialog)))
        dialog.reject()

    analyst.meet_dialog(look)
    analyst.window.actions_table.trigger(command)
    assert seen == [[], []]


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_in_the_window_is_cut_at_200_per_cent(
    news: Path, sit: Sit, size: tuple[int, int]
) -> None:
    analyst = sit(news, Settings(interface_scale=200, text_size=36))
    analyst.window.resize(*size)
    QApplication.processEvents()
    assert cut(analyst.window) == []
    rating = next(iter(analyst.window.bench.desk.review.ratings))  # type: ignore[union-attr]
    analyst.window.bench.desk.choose(rating)  # type: ignore[union-attr]
    assert chosen(analyst) == rating
    analyst.press("E")
    QApplication.processEvents()
    assert cut(analyst.window) == []


def cut(root: QWidget) -> list[str]:
    """Labels, buttons and fields that are smaller than their words."""
    found = []
    for widget in root.findChildren(QWidget):
        words = isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit | ElidedLabel)
        if not words or not widget.isVisible() or isinstance(widget.parent(), QAbstractScrollArea):
            continue
        hint = widget.sizeHint()
        wide, high = hint.width(), hint.height()
        if isinstance(widget, QLabel) and widget.wordWrap():
            wide, high = 0, widget.heightForWidth(widget.width())
        if isinstance(widget, ElidedLabel | QLineEdit | QComboBox):
            wide = 0  # they end in “…”, or can be scrolled
        if wide > widget.width() + 1 or high > widget.height() + 1 or _outside(widget, root):
            name = type(widget).__name__
            text = getattr(widget, "text", "")
            said = text if isinstance(text, str) else text()
            found.append(f"{name} “{said}”: {wide}x{high} in {widget.width()}x{widget.height()}")
    return found


def _outside(widget: QWidget, root: QWidget) -> bool:
    """Does a part of it lie outside what is around it, but for what can be scrolled to?"""
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            return False
        around = around.parentWidget()
    shown = widget.visibleRegion().boundingRect()
    return shown != widget.rect() and not isinstance(widget, KeyButton)
