"""Keys can be seen, changed and given back; sentences and buttons follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from annotator.core.errors import Refused
from annotator.gui import fonts, keymap
from annotator.gui.actions import COMMANDS
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.keymap import KeyMap, pressed_key
from annotator.gui.theme import DARK
from annotator.settings import Settings
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner

Sit = Callable[..., Analyst]
Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    keymap.use(KeyMap())


def in_keys(analyst: Analyst, act: Callable[[KeysDialog], None]) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, KeysDialog)
        analyst.wait(dialog.isActiveWindow)
        act(dialog)
        QTest.keyClick(dialog, Key.Key_Escape)

    analyst.meet_dialog(answer)
    analyst.press("?")


def press_for(dialog: KeysDialog, command: str, key: Qt.Key, modifiers: object = None) -> None:
    """Choose a command, press Enter, press the new key."""
    row = dialog.rows[command]
    row.setFocus()
    QTest.keyClick(row, Key.Key_Return)
    QTest.keyClick(row, key, modifiers or Qt.KeyboardModifier.NoModifier)


def test_a_changed_key_decides_is_shown_everywhere_and_kept(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    in_keys(analyst, lambda dialog: press_for(dialog, "confirm", Key.Key_V))
    assert analyst.window.settings.keys == {"confirm": "V"}
    analyst.press("A")
    assert acts(news) == []
    analyst.press("V")
    assert "confirm" in acts(news)
    assert "V confirm" in analyst.window.panels.keys.accessibleName()
    analyst.window.close()
    again = sit(news, analyst.window.settings, "b.txt")
    again.press("V")
    assert "confirm" in acts(news, "b.txt")


def test_a_key_that_is_taken_is_refused_and_names_who_has_it(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    said: list[str] = []

    def work(dialog: KeysDialog) -> None:
        for command, key in (("confirm", Key.Key_X), ("confirm", Key.Key_1)):
            press_for(dialog, command, key)
            said.append(dialog.hint.text())
        press_for(dialog, "import_files", Key.Key_Q)
        said.append(dialog.hint.text())
        press_for(dialog, "confirm", Key.Key_Tab)
        said.append(dialog.hint.text())
        QTest.keyClick(dialog.rows["confirm"], Key.Key_Escape)  # leaves the waiting, not the list
        assert dialog.isVisible()

    in_keys(analyst, work)
    assert said[0].startswith("X is the key of “Reject it”.")
    assert "is the key of the label" in said[1]
    assert "works while you type too" in said[2]
    assert said[3] == "Tab is needed by lists and fields."
    assert analyst.window.settings.keys == {}


def test_one_key_and_all_keys_are_given_back(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    def work(dialog: KeysDialog) -> None:
        press_for(dialog, "confirm", Key.Key_V)
        press_for(dialog, "reject", Key.Key_A)
        dialog.rows["confirm"].setFocus()
        QTest.keyClick(dialog.rows["confirm"], Key.Key_Delete)
        assert "“Reject it” now" in dialog.hint.text()
        dialog.rows["reject"].setFocus()
        QTest.keyClick(dialog.rows["reject"], Key.Key_Delete)
        assert dialog.keymap.changed == {"confirm": "V"}
        dialog.all_usual.click()
        assert not dialog.all_usual.isEnabled()

    in_keys(analyst, work)
    assert analyst.window.settings.keys == {}
    analyst.press("A")
    assert "confirm" in acts(news)


def test_sentences_name_the_changed_key(news: Path, sit: Sit) -> None:
    analyst = sit(
        news, Settings(keys={"complete": "Ctrl+Alt+F11", "confirm_visible": "Ctrl+Alt+F12"})
    )
    analyst.press("Ctrl+Alt+F11")
    assert "complete with Ctrl+Alt+F12." in banner(analyst)


def test_a_changed_key_is_mute_while_typing(news: Path, sit: Sit) -> None:
    analyst = sit(news, Settings(keys={"confirm": "V"}))
    analyst.press("E")
    form = analyst.window.panels.cards.editor
    assert form is not None
    form.answers.subject.setFocus()
    QTest.keyClicks(form.answers.subject, "d")
    assert acts(news) == []


def test_what_a_settings_file_says_wrongly_is_left_aside() -> None:
    keys = {"confirm": "X", "no_such_command": "Q", "flag": "", "skip": "G, H", "escape": "Q"}
    assert KeyMap(keys).changed == {}
    assert KeyMap({"confirm": "X", "reject": "A"}).changed == {"confirm": "X", "reject": "A"}


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Key.Key_Question, SHIFT, "?"),
        (Key.Key_X, SHIFT, "Shift+X"),
        (Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier, "Ctrl+Return"),
        (Key.Key_Shift, SHIFT, None),
    ],
)
def test_a_pressed_key_has_one_name(key: Qt.Key, modifiers: object, name: str | None) -> None:
    assert pressed_key(QKeyCombination(modifiers, key)) == name


def test_every_usual_key_could_be_given_by_pressing_it() -> None:
    for command in COMMANDS:
        if command.id not in keymap.FIXED:
            taken = KeyMap().with_key(command.id, "Ctrl+Alt+Shift+F12")
            first = pressed_key(keymap.QKeySequence(command.keys[0])[0])
            assert first is not None
            assert taken.with_key(command.id, first).changed == {}


def test_the_way_out_stays() -> None:
    with pytest.raises(Refused, match="Esc is"):
        KeyMap().with_key("confirm", "Esc")


def test_all_keys_are_listed_also_at_twice_the_size(qapp: QApplication, qtbot: object) -> None:
    before = qapp.font()
    qapp.setFont(fonts.interface_font(26))
    try:
        dialog = KeysDialog(KeyMap(), [("1", "Person")], DARK)
        dialog.show()
        dialog.grab()
        said = {label.accessibleName() for label in dialog.findChildren(QLabel)}
        assert {f"{keymap.key(c.id)}: {c.words}" for c in COMMANDS} <= said
        for label in dialog.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        dialog.close()
    finally:
        qapp.setFont(before)
