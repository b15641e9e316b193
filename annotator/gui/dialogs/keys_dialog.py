"""Every key, in groups; each command's key can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.core.errors import Refused
from annotator.gui.actions import Command, shown_keys
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.key_row import KeyRow, caps_room
from annotator.gui.keymap import FIXED, KeyMap, pressed_key
from annotator.gui.panels.drawing import px, text_scale, ui_font
from annotator.gui.panels.parts import announce
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme

_HINT = "Enter changes the key of the chosen command, Delete gives it back its usual one."


class KeysDialog(Dialog):
    """Opened with "?"; Esc closes it.

    Signals:
        changed(object): the KeyMap that is wanted from now on.
    """

    changed = Signal(object)

    def __init__(
        self,
        keymap: KeyMap,
        labels: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """``labels``: digit and name of each label; those are changed in the label set."""
        super().__init__("Keys", theme, parent)
        self.keymap = keymap
        self._waiting: KeyRow | None = None
        self._chosen: KeyRow | None = None
        self.rows: dict[str, KeyRow] = {}
        groups = [(name, self._rows_of(commands)) for name, commands in keymap.table()]
        said = [
            KeyRow(shown_keys(key), f"{name}: relabel, or mark the selected text", theme)
            for key, name in labels
        ]
        groups += [("Labels", said)] if said else []
        self._scroll = _scrolling(_in_columns(groups), theme)
        self.body.addWidget(self._scroll, 1)
        self.hint = self.add_sentence(_HINT, quiet=True)
        self.usual = self.add_button("Usual key")
        self.all_usual = self.add_button("All usual keys")
        self.usual.clicked.connect(self._give_back)
        self.all_usual.clicked.connect(self._give_all_back)
        close = self.add_button("Close", default=True)
        close.clicked.connect(self.accept)
        self._show_what_can_be_given_back()
        self.fit(820, 680)
        next(iter(self.rows.values())).setFocus()

    def _rows_of(self, commands: Sequence[Command]) -> list[KeyRow]:
        rows = []
        for command in commands:
            row = KeyRow(self.keymap.key(command.id), command.words, self.theme)
            rows.append(row)
            if command.id not in FIXED:
                self.rows[command.id] = row
                self._connect(row)
        return rows

    def _connect(self, row: KeyRow) -> None:
        row.make_changeable()
        row.focused.connect(lambda: self._choose(row))
        row.left.connect(self._stop_waiting)
        row.change_requested.connect(lambda: self._wait_for_key(row))
        row.usual_requested.connect(self._give_back)
        row.key_pressed.connect(self._take)
        row.moved.connect(self._move)

    def _id(self, row: KeyRow | None) -> str:
        return next((one for one, other in self.rows.items() if other is row), "")

    def _choose(self, row: KeyRow) -> None:
        self._chosen = row
        self._scroll.ensureWidgetVisible(row)
        self._show_what_can_be_given_back()

    def _move(self, step: int) -> None:
        rows = list(self.rows.values())
        here = rows.index(self._chosen) if self._chosen in rows else -1
        rows[(here + step) % len(rows)].setFocus()

    def _wait_for_key(self, row: KeyRow) -> None:
        self._waiting = row
        row.set_waiting(True)
        self._say(f"Press the new key for “{row.words}”. Esc leaves it as it is.")

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.set_waiting(False)
            self._waiting = None
            self._say(_HINT, quiet=True)

    def _take(self, combination: QKeyCombination) -> None:
        """A key was pressed for the command that waits for one."""
        key, row = pressed_key(combination), self._waiting
        if key is None or row is None:
            return
        if combination.key() == Qt.Key.Key_Escape:
            self._stop_waiting()
            return
        self._try(lambda: self.keymap.with_key(self._id(row), key))

    def _give_back(self) -> None:
        command_id = self._id(self._chosen)
        if command_id in self.keymap.changed:
            self._try(lambda: self.keymap.usual(command_id))

    def _give_all_back(self) -> None:
        self._try(lambda: KeyMap({}, self.keymap.labels.items()))

    def _try(self, change: Callable[[], KeyMap]) -> None:
        """Use the changed map, or say why it cannot be; then the next key is waited for."""
        try:
            self.keymap = change()
        except Refused as error:
            self._say(f"{error.what} {error.todo}".strip(), tone=self.theme.danger)
            return
        self._stop_waiting()
        for command_id, row in self.rows.items():
            row.set_keys(self.keymap.key(command_id))
        self._show_what_can_be_given_back()
        self._say(_HINT, quiet=True)
        self.changed.emit(self.keymap)

    def _show_what_can_be_given_back(self) -> None:
        self.usual.setEnabled(self._id(self._chosen) in self.keymap.changed)
        self.all_usual.setEnabled(bool(self.keymap.changed))

    def _say(self, text: str, *, quiet: bool = False, tone: str = "") -> None:
        self.hint.setText(text)
        self.hint.setAccessibleName(text)
        colour = tone or (self.theme.muted if quiet else self.theme.ink)
        self.hint.setStyleSheet(f"color: {colour};")
        announce(self.hint)


def _in_columns(groups: Sequence[tuple[str, Sequence[KeyRow]]]) -> QWidget:
    """The groups in two columns of about the same length; in one where the text is large."""
    inside = QWidget()
    inside.setObjectName("keys")
    columns = QGridLayout(inside)
    columns.setContentsMargins(0, 0, px(12), 0)
    columns.setHorizontalSpacing(px(24))
    stacks = [QVBoxLayout() for _ in range(2 if text_scale() < 1.5 else 1)]
    for number, stack in enumerate(stacks):
        stack.setSpacing(px(16))
        columns.addLayout(stack, 0, number)
        columns.setColumnStretch(number, 1)
    filled = [0] * len(stacks)
    room = max(caps_room(row.keys) for _, rows in groups for row in rows)
    for name, rows in groups:
        shortest = filled.index(min(filled))
        stacks[shortest].addWidget(_group(name, rows, room))
        filled[shortest] += len(rows) + 2
    for stack in stacks:
        stack.addStretch(1)
    return inside


def _group(name: str, rows: Sequence[KeyRow], room: int) -> QWidget:
    group = QWidget()
    group.setAccessibleName(name)
    stack = QVBoxLayout(group)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    heading = PlainLabel(name)
    heading.setFont(ui_font(13, 600))
    heading.setContentsMargins(px(4), 0, 0, px(4))
    stack.addWidget(heading)
    for row in rows:
        row.set_room(room)
        stack.addWidget(row)
    return group


def _scrolling(inside: QWidget, theme: Theme) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setAccessibleName("All keys")
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setStyleSheet(f"QScrollArea, #keys {{ background: {theme.panel}; }}")
    return scroll
