"""The dialogs, opened and used with real keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.exchange.label_files import load_label_set
from annotator.gui.dialogs.crash_dialog import SAFE, CrashDialog
from annotator.gui.dialogs.import_report import ImportReport, count_sentence
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.dialogs.label_picker import LabelPicker
from annotator.gui.keymap import KeyMap
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
LABELS = load_label_set()


@dataclass(frozen=True)
class FakeOutcome:
    name: str
    outcome: str
    document_id: str | None = None
    detail: str = ""
    is_near_copy: bool = False


OUTCOMES = [
    FakeOutcome("a.txt", "added", "a", "near copy of x (92 % alike)", is_near_copy=True),
    FakeOutcome("b.txt", "same", "a"),
    FakeOutcome("c.txt", "failed", None, "It is empty:\nthere is nothing to read."),
]


def during(act: Callable[[], None]) -> None:
    """Do something as soon as the next dialog waits for the analyst."""
    QTimer.singleShot(0, act)


def active() -> LabelPicker:
    picker = QApplication.activeModalWidget()
    assert isinstance(picker, LabelPicker)
    return picker


def button(dialog: object, word: str) -> QPushButton:
    found = dialog.findChildren(QPushButton)
    return next(b for b in found if b.text() == word)


def test_a_label_is_picked_by_typing(qtbot: QtBot) -> None:
    picker = LabelPicker(LABELS, LIGHT)
    qtbot.addWidget(picker)
    picker.show()
    assert picker.shown() == [label.id for label in LABELS]
    qtbot.keyClicks(picker.field, "ser")
    assert picker.shown() == ["SERVICE"]
    picker.field.clear()
    qtbot.keyClicks(picker.field, "o")
    assert picker.shown()[0] == "ORG"  # begins with it
    assert "PERSON" in picker.shown()
    qtbot.keyClick(picker.field, Key.Key_Down)
    second = picker.shown()[1]
    qtbot.keyClick(picker.field, Key.Key_Return)
    assert picker.picked == second
    assert picker.result() == 1


def test_a_labels_digit_comes_first(qtbot: QtBot) -> None:
    picker = LabelPicker(LABELS, DARK)
    qtbot.addWidget(picker)
    picker.show()
    qtbot.keyClicks(picker.field, "6")
    assert picker.shown() == ["PERSON"]
    picker.grab()
    picker.field.setText("no such label")
    qtbot.keyClick(picker.field, Key.Key_Return)
    assert picker.picked is None
    assert picker.isVisible()


def test_a_click_picks(qtbot: QtBot) -> None:
    picker = LabelPicker(LABELS, LIGHT)
    qtbot.addWidget(picker)
    picker.show()
    spot = picker.list.visualItemRect(picker.list.item(3)).center()
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert picker.picked == LABELS.labels[3].id


def test_asking_gives_the_label_or_none(qtbot: QtBot) -> None:
    def pick() -> None:
        qtbot.keyClicks(active().field, "dat")
        qtbot.keyClick(active().field, Key.Key_Return)

    during(pick)
    assert LabelPicker.ask(None, LABELS, LIGHT) == "DATE"
    during(lambda: qtbot.keyClick(active(), Key.Key_Escape))
    assert LabelPicker.ask(None, LABELS, LIGHT) is None


def test_the_import_report_counts_and_copies(qtbot: QtBot) -> None:
    dialog = ImportReport(OUTCOMES, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert count_sentence(OUTCOMES) == "1 added (1 near copy), 1 already there, 1 failed."
    assert count_sentence([]) == "No article was found."
    assert dialog.table.item(0, 0).text() == "c.txt"  # what failed comes first
    assert dialog.table.item(2, 2).text() == "as a"
    qtbot.mouseClick(button(dialog, "Copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "1 added (1 near copy), 1 already there, 1 failed."
    assert copied[3] == "c.txt\tfailed\tIt is empty: there is nothing to read."
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Key.Key_Return)


def test_the_import_report_waits(qtbot: QtBot) -> None:
    during(lambda: qtbot.keyClick(QApplication.activeModalWidget(), Key.Key_Escape))
    ImportReport.show_report(None, OUTCOMES, DARK)


def test_a_crash_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("ValueError: drifted", LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert SAFE in [label.text() for label in dialog.findChildren(QLabel)]
    assert dialog.text.isReadOnly()
    qtbot.mouseClick(button(dialog, "Copy report"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ValueError: drifted"
    during(lambda: qtbot.keyClick(QApplication.activeModalWidget(), Key.Key_Escape))
    CrashDialog.show_report(None, "ValueError: drifted", DARK)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_everything_has_an_accessible_name(qtbot: QtBot, theme: object) -> None:
    dialogs = [
        KeysDialog(KeyMap(), [("1", "Person")], theme),
        LabelPicker(LABELS, theme),
        ImportReport(OUTCOMES, theme),
        CrashDialog("report", theme),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert dialog.accessibleName()
        assert all(b.accessibleName() for b in dialog.findChildren(QPushButton) if b.text())
