"""Every command of the window in one table: id, words, keys, group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: name of the method that does it.
        words: what it does, as people read it.
        keys: key sequences, the first one is shown.
        group: heading in the list of keys.
        short: one word for the bottom line, "" where it is not shown there.
        typing: also while a text field has the focus.
        also: other words that people look for it by.
    """

    id: str
    words: str
    keys: tuple[str, ...]
    group: str
    short: str = ""
    typing: bool = False
    also: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("confirm", "Confirm the chosen suggestion", ("A",), "Decide", "confirm"),
    Command("reject", "Reject it", ("X",), "Decide", "reject"),
    Command("reject_both", "Reject it with the ratings that use it", ("Shift+X",), "Decide"),
    Command("skip", "Skip to the next", ("Space",), "Decide", "skip"),
    Command("undo", "Undo the last decision", ("Backspace", "Ctrl+Z"), "Decide", "undo"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Decide"),
    Command("show_history", "History, and undo back to a decision ...", ("H",), "Decide"),
    Command("next_open", "Next open suggestion", ("J",), "Move", "next"),
    Command("previous_open", "Previous open suggestion", ("K",), "Move"),
    Command("next_doubtful", "Next doubtful suggestion", ("Shift+J",), "Move"),
    Command("show_why", "Why it was suggested", ("W",), "Move"),
    Command("go_to_other", "The rating that this one repeats or contradicts", ("R",), "Move"),
    Command("cycle", "Next span at the same place", ("O",), "Move"),
    Command("next_article", "Next article", ("Ctrl+PgDown",), "Move"),
    Command("previous_article", "Previous article", ("Ctrl+PgUp",), "Move"),
    Command("filter_articles", "Filter the articles by a line", ("/",), "Move"),
    Command(
        "saved_filters", "Filters kept under a name ...", ("Ctrl+Shift+K",), "Move", typing=True
    ),
    Command(
        "show_overview",
        "The project in charts",
        ("Ctrl+D",),
        "Move",
        typing=True,
        also="statistics dashboard progress",
    ),
    Command("find_words", "Find words in all articles ...", ("Ctrl+F",), "Move", also="search"),
    Command("next_hit", "Next hit", ("F3",), "Move"),
    Command("previous_hit", "Previous hit", ("Shift+F3",), "Move"),
    Command("pick_label", "Choose a label by name", ("L",), "Correct"),
    Command("shrink_end", "Shrink the end by a word", ("[",), "Correct"),
    Command("grow_end", "Grow the end by a word", ("]",), "Correct"),
    Command("shrink_start", "Shrink the start by a word", ("{",), "Correct"),
    Command("grow_start", "Grow the start by a word", ("}",), "Correct"),
    Command("set_edges", "Set the edges to the selected text", ("B",), "Correct"),
    Command("carry_over", "Carry the last correction over to the same words", ("P",), "Correct"),
    Command("toggle_furniture", "Selected lines: furniture, or story again", ("Z",), "Correct"),
    Command("compare_copies", "Compare with a near copy ...", ("D",), "Correct"),
    Command("edit_rating", "Edit the rating", ("E",), "Correct"),
    Command("next_status", "Next status of the rating", ("S",), "Correct"),
    Command("new_rating", "New rating from the selected words", ("N",), "Correct"),
    Command("pick_words", "Words of the article for the form", ("F2",), "Correct", typing=True),
    Command("caret_mode", "Caret mode: move by word", ("C",), "Correct"),
    Command(
        "complete",
        "Article complete, and next",
        ("Ctrl+Return", "Ctrl+Enter"),
        "Article",
        also="done finish",
    ),
    Command(
        "confirm_visible",
        "Confirm all that is visible, and complete",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "Article",
    ),
    Command("confirm_seen", "Confirm all that is visible ...", ("Shift+A",), "Article"),
    Command("reopen", "Reopen a complete article", ("Ctrl+R",), "Article"),
    Command(
        "edit_note",
        "Note on the chosen item, else on the article",
        ("M",),
        "Article",
        also="comment",
    ),
    Command("flag", "Flag for a second look", ("F",), "Article", also="mark star bookmark"),
    Command(
        "set_aside",
        "Set the article aside, or bring it back",
        ("Ctrl+Delete",),
        "Article",
        also="remove delete discard duplicate wrong file",
    ),
    Command("escape", "Take a message or a selection away", ("Esc",), "Move"),
    Command("check_consistency", "Check consistency ...", ("Ctrl+Shift+C",), "Project"),
    Command("edit_labels", "Labels: names, keys, colours, merging ...", ("Ctrl+L",), "Project"),
    Command("edit_details", "Article details", ("Ctrl+I",), "Article"),
    Command("open_original", "Open the original page", ("Ctrl+Alt+P",), "Article"),
    Command("open_file", "Open the file it was imported from ...", ("Ctrl+Alt+F",), "Article"),
    Command("paste_article", "Paste an article", ("Ctrl+V",), "Project"),
    Command(
        "import_files",
        "Import articles ...",
        ("Ctrl+O",),
        "Project",
        typing=True,
        also="add load upload",
    ),
    Command("import_folder", "Import a folder ...", ("Ctrl+Alt+I",), "Project", typing=True),
    Command(
        "import_decided",
        "Import annotations as decided ...",
        ("Ctrl+Alt+G",),
        "Project",
        typing=True,
    ),
    Command(
        "import_encoded",
        "Import texts in another encoding ...",
        ("Ctrl+Alt+T",),
        "Project",
        typing=True,
    ),
    Command("export_gold", "Export ...", ("Ctrl+E",), "Project", typing=True, also="save download"),
    Command(
        "show_export", "Show the last export in its folder", ("Ctrl+Alt+E",), "Project", typing=True
    ),
    Command("open_project", "Open a project ...", ("Ctrl+Shift+O",), "Project", typing=True),
    Command("new_project", "New project ...", ("Ctrl+N",), "Project", typing=True),
    Command(
        "show_backups",
        "Backups, and restore one ...",
        ("Ctrl+Shift+B",),
        "Project",
        typing=True,
        also="recover",
    ),
    Command("stop_reading", "Stop reading a long article", ("Ctrl+.",), "Project", typing=True),
    Command("open_sample", "Open the sample project", ("Ctrl+Alt+O",), "Project", typing=True),
    Command("close_project", "Close the project", ("Ctrl+W",), "Project", typing=True),
    Command("toggle_list", "Show or hide the articles", ("Ctrl+1",), "Window", typing=True),
    Command("toggle_records", "Show or hide the ratings", ("Ctrl+2",), "Window", typing=True),
    Command(
        "toggle_guideline",
        "Show or hide the guideline",
        ("Ctrl+3",),
        "Window",
        typing=True,
        also="manual instructions",
    ),
    Command("find_in_guideline", "Find in the guideline", ("Ctrl+G",), "Window", typing=True),
    Command("zoom_in", "Larger text", ("Ctrl++", "Ctrl+="), "Window", typing=True),
    Command("zoom_out", "Smaller text", ("Ctrl+-",), "Window", typing=True),
    Command("zoom_reset", "Usual text size", ("Ctrl+0",), "Window", typing=True),
    Command("toggle_serif", "Serif or sans text", ("Ctrl+Shift+F",), "Window", typing=True),
    Command(
        "toggle_theme",
        "Light or dark",
        ("Ctrl+Shift+L",),
        "Window",
        typing=True,
        also="dark night colours colors",
    ),
    Command(
        "interface_larger", "Larger interface", ("Ctrl+Alt++", "Ctrl+Alt+="), "Window", typing=True
    ),
    Command("interface_smaller", "Smaller interface", ("Ctrl+Alt+-",), "Window", typing=True),
    Command(
        "change_analyst",
        "Change analyst",
        ("Ctrl+Shift+A",),
        "Window",
        typing=True,
        also="name user author sign",
    ),
    Command(
        "show_settings",
        "Settings",
        ("Ctrl+,",),
        "Window",
        typing=True,
        also="preferences options configure",
    ),
    Command(
        "show_about",
        "Versions, and where your files are",
        ("Shift+F1",),
        "Window",
        typing=True,
        also="about help licence license licensing logs folder",
    ),
    Command(
        "show_commands",
        "All commands",
        ("Ctrl+K",),
        "Window",
        typing=True,
        also="help menu palette",
    ),
    Command("show_keys", "All keys", ("?", "F1"), "Window", also="help shortcuts keyboard hotkeys"),
    Command(
        "close_window", "Close the window", ("Ctrl+Q",), "Window", typing=True, also="quit exit"
    ),
)


#: Groups in which a key that is held down counts again and again.
_REPEATING = ("Move", "Correct", "Window")


class Actions:
    """The window's QActions; single keys are mute while a text field has the focus."""

    def __init__(self, window: QWidget, find: Callable[[str], Callable[[], object]]) -> None:
        """``find`` gives the method of a command's id."""
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._methods: dict[str, Callable[[], object]] = {}
        self._labels: list[QAction] = []
        for command in COMMANDS:
            action = QAction(command.words, window)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setAutoRepeat(command.group in _REPEATING)
            self._methods[command.id] = method = find(command.id)
            action.triggered.connect(lambda _checked=False, method=method: method())
            window.addAction(action)
            self._actions[command.id] = action

    def set_labels(self, labels: Iterable[tuple[str, str]], pick: Callable[[str], object]) -> None:
        """Let each label's digit call ``pick`` with its id; earlier ones are forgotten."""
        for old in self._labels:
            self._window.removeAction(old)
            old.deleteLater()
        self._labels = []
        for key, label_id in labels:
            action = QAction(label_id, self._window)
            action.setShortcut(QKeySequence(key))
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _checked=False, label_id=label_id: pick(label_id))
            self._window.addAction(action)
            self._labels.append(action)

    def set_keys(self, keys: Callable[[str], Iterable[str]]) -> None:
        """Let each command have the keys that ``keys`` gives for its id."""
        for command_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in keys(command_id)])

    def trigger(self, command_id: str) -> None:
        """Do a command, also one whose key is mute because of where the focus was."""
        self._methods[command_id]()

    def follow_focus(self, focus: QWidget | None, *, editing: bool) -> None:
        """Mute what the focused widget needs for itself."""
        fields = (QLineEdit, QComboBox, QAbstractSpinBox)
        typing = editing or isinstance(focus, fields)
        for command in COMMANDS:
            mute = typing and not command.typing
            if command.id == "skip" and type(focus) is QPushButton:
                mute = True  # Space presses it; chips and key caps leave Space to the window
            self._actions[command.id].setEnabled(not mute)
        for action in self._labels:
            action.setEnabled(not typing)


def shown_keys(key: str) -> str:
    """A key sequence as people write it."""
    if key in "{}":
        return "Shift+[" if key == "{" else "Shift+]"
    return key.replace("Return", "Enter").replace("PgDown", "PgDn")
