"""The table of commands: every key has one command, every command one owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from annotator.gui.actions import COMMANDS, shown_keys
from annotator.gui.dialogs.command_palette import fitting
from annotator.session import Session
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner, chosen

Sit = Callable[..., Analyst]

OWNERS = {
    "Desk": "confirm reject reject_both skip undo redo next_open previous_open cycle set_edges"
    " flag",
    "Listing": "next_article previous_article filter_articles saved_filters show_overview",
    "Labelling": "pick_label edit_labels",
    "Bench": "shrink_end grow_end shrink_start grow_start caret_mode next_doubtful",
    "RatingForm": "edit_rating new_rating pick_words",
    "CardKeys": "next_status show_why edit_note go_to_other",
    "Carrying": "carry_over",
    "Comparing": "compare_copies",
    "Zoning": "toggle_furniture",
    "LookingBack": "show_history",
    "Searching": "find_words next_hit previous_hit check_consistency",
    "Completion": "complete confirm_visible confirm_seen reopen set_aside",
    "Files": "import_files import_folder import_decided import_encoded open_project new_project"
    " open_sample",
    "Exports": "export_gold show_export",
    "ArticleCommands": "paste_article edit_details open_original open_file",
    "StartPage": "close_project",
    "BackingUp": "show_backups",
    "WindowCommands": "escape stop_reading toggle_list toggle_records toggle_guideline"
    " find_in_guideline zoom_in zoom_out zoom_reset"
    " toggle_serif toggle_theme interface_larger interface_smaller show_settings change_analyst"
    " show_commands show_keys show_about close_window",
}
EXPECTED = {command: owner for owner, ids in OWNERS.items() for command in ids.split()}


def test_every_command_has_the_owner_that_is_meant(news: Path, sit: Sit) -> None:
    window = sit(news).window
    found = {command.id: type(window.owners.of(command.id)).__name__ for command in COMMANDS}
    assert found == EXPECTED


def test_no_command_has_two_owners(news: Path, sit: Sit) -> None:
    owners = sit(news).window.owners.all()
    for command in COMMANDS:
        assert sum(command.id in vars(type(owner)) for owner in owners) == 1, command.id


def test_without_a_project_a_command_says_what_to_do(sit: Sit) -> None:
    analyst = sit(None)
    analyst.press("A")
    assert "No project is open" in banner(analyst)
    analyst.press("Esc")
    assert banner(analyst) == ""
    analyst.press("Ctrl+E")
    assert "Open or start a project first" in banner(analyst)


def test_no_key_is_claimed_twice(session: Session) -> None:
    keys = [QKeySequence(key).toString() for c in COMMANDS for key in c.keys]
    digits = [label.key for label in session.labels if label.key]
    assert [key for key, count in Counter(keys + digits).items() if count > 1] == []


def test_every_key_can_be_typed() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert QKeySequence(key).count() == 1, key
            assert QKeySequence(key)[0].key() != Qt.Key.Key_unknown


def test_ids_are_unique_and_words_differ() -> None:
    assert len({c.id for c in COMMANDS}) == len({c.words for c in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(
    ("key", "shown"),
    [("{", "Shift+["), ("Ctrl+Return", "Ctrl+Enter"), ("Ctrl+PgDown", "Ctrl+PgDn")],
)
def test_keys_are_written_as_people_read_them(key: str, shown: str) -> None:
    assert shown_keys(key) == shown


def test_question_mark_shows_the_keys_and_ctrl_q_closes(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    seen: list[str] = []
    analyst.meet_dialog(lambda dialog: (seen.append(dialog.windowTitle()), dialog.close()))  # type: ignore[func-returns-value, arg-type]
    analyst.press("?")
    assert seen == ["Keys"]
    assert analyst.window.isVisible()
    analyst.press("Ctrl+Q")
    assert not analyst.window.isVisible()


def test_single_keys_are_mute_in_the_form_and_work_again_after(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E")
    form = analyst.window.panels.cards.editor
    assert form is not None
    answers = form.answers
    for field in (answers.subject, answers.category, answers.status):
        field.setFocus()
        assert QApplication.focusWidget() is field
        QTest.keyClicks(field, "axnfjklob1")
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert analyst.window.panels.cards.is_editing
    assert acts(news) == []
    analyst.press("Esc")
    assert not analyst.window.panels.cards.is_editing
    assert QApplication.focusWidget() is analyst.view
    analyst.press("A")
    assert acts(news) == ["confirm"] * 4


def test_form_buttons_keep_single_keys_mute_too(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    analyst.press("E")
    form = analyst.window.panels.cards.editor
    assert form is not None
    form._frame.leave.setFocus()
    QTest.keyClick(form._frame.leave, Qt.Key.Key_A)
    assert acts(news) == []


def test_space_goes_on_where_a_filter_has_the_focus(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    before = chosen(analyst)
    analyst.window.panels.articles._chips["done"].setFocus()
    analyst.press("Space")
    assert chosen(analyst) != before
    assert acts(news) == ["skip"]


def test_a_key_that_is_held_down_decides_once(news: Path, sit: Sit) -> None:
    table = sit(news).window.actions_table
    repeating = {c.id for c in COMMANDS if table._actions[c.id].autoRepeat()}
    assert repeating >= {"next_open", "grow_end", "zoom_in"}
    assert not repeating & {"confirm", "reject", "undo", "complete", "import_files"}
    assert not any(action.autoRepeat() for action in table._labels)


def test_a_command_from_the_palette_works_though_its_field_had_the_focus(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)

    def type_and_enter(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setFocus()
        QTest.keyClicks(field, "flag")
        QTest.keyClick(field, Qt.Key.Key_Return)

    analyst.meet_dialog(type_and_enter)
    analyst.press("Ctrl+K")
    assert acts(news) == ["flag"]
    analyst.press("J")
    assert QApplication.focusWidget() is analyst.view


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("import", "import_files"),
        ("about", "show_about"),
        ("licen", "show_about"),
        ("help", "show_about"),
    ],
)
def test_the_palette_knows_other_words_and_puts_first_what_begins_so(
    typed: str, first: str
) -> None:
    assert fitting(typed)[0].id == first


def test_the_palette_says_that_nothing_fits(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    def look(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, "qqq")
        said = [w.text() for w in dialog.findChildren(QLabel) if w.isVisible()]
        assert "No command is called “qqq”. Try another word for it." in said
        QTest.keyClick(field, Qt.Key.Key_Return)

    analyst.meet_dialog(look)
    analyst.press("Ctrl+K")
    assert acts(news) == []


def test_the_footer_of_the_filter_line_offers_no_decision(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    line = analyst.window.panels.keys
    analyst.press("/")
    assert "confirm" not in line.accessibleName()
    assert "Esc leave" in line.accessibleName()
    analyst.press("Esc")
    assert "A confirm" in line.accessibleName()
