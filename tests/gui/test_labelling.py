"""Labels are edited with the keyboard, and every panel follows at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from annotator.core.label_colours import PALETTE
from annotator.gui import keymap
from annotator.gui.dialogs.label_picker import LabelPicker
from annotator.gui.dialogs.labels_dialog import LabelsDialog
from annotator.gui.dialogs.name_dialog import NameDialog
from annotator.session import Session
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, span_now

Sit = Callable[..., Analyst]
Key = Qt.Key


_Dialog = TypeVar("_Dialog", bound=QDialog)


def meet(analyst: Analyst, kind: type[_Dialog], act: Callable[[_Dialog], None]) -> None:
    """Do something in the next dialog of a kind, also one that another dialog opens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isVisible():
            QTimer.singleShot(10, look)
            return
        dialog.activateWindow()
        analyst.wait(dialog.isActiveWindow)
        try:
            act(dialog)
        except BaseException:
            dialog.close()
            raise

    QTimer.singleShot(0, look)


def press(*keys: str) -> None:
    for key in keys:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        come_back(dialog)
        QTest.keySequence(dialog.focusWidget() or dialog, key)


def come_back(dialog: QWidget) -> None:
    """What a desktop does after a further dialog: the one below is the active one again."""
    if not dialog.isActiveWindow():
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)


def type_into(field: QWidget, text: str) -> None:
    assert isinstance(field, QLineEdit)
    come_back(field.window())
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def editing(analyst: Analyst, act: Callable[[LabelsDialog], None]) -> Session:
    """Do something in the editor of the labels; returns the window's session."""

    def then_close(dialog: LabelsDialog) -> None:
        act(dialog)
        dialog.accept()

    meet(analyst, LabelsDialog, then_close)
    analyst.press("Ctrl+L")
    assert analyst.window.bench is not None
    return analyst.window.bench.session


def test_name_key_colour_and_order_are_seen_everywhere(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    panels = analyst.window.panels
    analyst.choose("Ashcombe Vale Probation", "SERVICE")

    def edit(dialog: LabelsDialog) -> None:
        press("Down", "Return")
        assert dialog.form.name.hasFocus()
        type_into(dialog.form.name, "Provider")
        type_into(dialog.form.key, "6")
        assert "“PERSON” and “Provider” have the same key" in dialog.said.text()
        press("Esc")
        assert dialog.list.hasFocus()
        type_into(dialog.form.key, "")
        dialog.form.swatches.setFocus()
        press("Right", "Space")
        type_into(dialog.form.colour, "7FB2FF")
        assert "is too pale to be read" in dialog.said.text()
        type_into(dialog.form.colour, "blue")
        assert "is not a colour" in dialog.said.text()
        press("Esc")
        assert dialog.said.text() == ""
        dialog.list.setFocus()
        press("Alt+Up")

    session = editing(analyst, edit)
    label = session.labels.labels[0]
    assert (label.id, label.name, label.key) == ("SERVICE", "Provider", "")
    assert "2" not in keymap.now().labels
    assert panels.entities.model.label("SERVICE") is label
    assert panels.entities.model.rows[0].label == "SERVICE"
    analyst.press("2")
    assert span_now(analyst, "Ashcombe Vale Probation") == ("SERVICE", "suggested")
    assert acts(news) == []


def test_what_was_changed_is_taken_back_step_by_step(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    assert analyst.window.bench is not None
    before = analyst.window.bench.session.labels

    def edit(dialog: LabelsDialog) -> None:
        assert not dialog.undo.isEnabled()
        press("Alt+Down", "Return")
        type_into(dialog.form.name, "Verdict")
        dialog.list.setFocus()
        press("Ctrl+Z", "Ctrl+Z")
        assert not dialog.undo.isEnabled()

    assert editing(analyst, edit).labels == before


def test_a_new_label_marks_words_with_its_digit(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    def edit(dialog: LabelsDialog) -> None:
        press("Down", "Down", "Delete")  # used: asks, and stays when left
        meet(analyst, NameDialog, lambda ask: type_into(ask.field, "Ward & wing"))
        dialog.list.setFocus()
        press("N")
        assert dialog.form.name.text() == "Ward & wing"
        type_into(dialog.form.key, "0")
        assert "have the same key" in dialog.said.text()
        press("Esc")
        dialog.list.setFocus()
        press("Delete")
        assert "“Ward & wing” is taken away" in dialog.said.text()
        press("Ctrl+Z")

    meet(analyst, LabelPicker, lambda picker: picker.reject())
    session = editing(analyst, edit)
    made = session.labels.labels[-1]
    assert (made.id, made.key) == ("WARD_WING", "")
    assert made.light.ink == PALETTE[10][1]
    analyst.select("Ashcombe")
    meet(analyst, LabelPicker, lambda picker: type_into(picker.field, "ward"))
    analyst.press("L")
    assert span_now(analyst, "Ashcombe") == ("WARD_WING", "added")


def test_a_used_label_is_merged_and_one_undo_brings_it_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.choose("Ashcombe Vale Probation", "SERVICE")
    analyst.press("A")

    def pick(picker: LabelPicker) -> None:
        sentences = [label.text() for label in picker.findChildren(QLabel)]
        assert any(said.startswith("6 spans in 3 articles become the label") for said in sentences)
        assert "SERVICE" not in picker.shown()
        assert "RATING" not in picker.shown()
        type_into(picker.field, "org")

    def edit(dialog: LabelsDialog) -> None:
        press("Down", "Delete")
        assert "SERVICE became ORG" in dialog.said.text()
        assert dialog.list.chosen() == dialog._labels.get("ORG")

    meet(analyst, LabelPicker, pick)
    session = editing(analyst, edit)
    assert span_now(analyst, "Ashcombe Vale Probation") == ("ORG", "confirmed")
    assert "SERVICE" not in session.label_uses()
    analyst.press("P")  # a merge teaches nothing
    analyst.press("Backspace")
    assert span_now(analyst, "Ashcombe Vale Probation") == ("SERVICE", "confirmed")
    assert session.labels.labels[1].id == "SERVICE"
    assert list(session.examine()) == []


@pytest.mark.parametrize("key", ["Delete", "Return"])
def test_ratings_need_their_label(news: Path, sit: Sit, key: str) -> None:
    analyst = sit(news)

    def edit(dialog: LabelsDialog) -> None:
        press(key)
        assert ("ratings, which need it" in dialog.said.text()) == (key == "Delete")

    session = editing(analyst, edit)
    assert session.labels.labels[0].id == "RATING"
