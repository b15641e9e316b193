"""Which key does which command: the table's, but for those that the analyst changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from annotator.core.errors import Refused
from annotator.gui.actions import COMMANDS, Command, shown_keys

#: Keys that lists, forms and the article need for themselves, alone or with Shift.
_KEPT = frozenset(
    {
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Escape, Qt.Key.Key_unknown),
    }
)
#: Chords that every text field understands.
_OF_FIELDS = ("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A")
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_BY_ID = {command.id: command for command in COMMANDS}
#: A command whose key must stay, as it is the way out of everything.
FIXED = ("escape",)


class KeyMap:
    """A value: changing a key gives another map. Keys are portable, as ``Ctrl+Return``.

    Args:
        changed: command id -> its one key; what cannot be used is left aside.
        labels: key and name of each label.
    """

    def __init__(
        self, changed: Mapping[str, str] | None = None, labels: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.labels = dict(labels)
        self.changed: dict[str, str] = {}
        for command_id, key in (changed or {}).items():
            if command_id in _BY_ID and command_id not in FIXED and QKeySequence(key).count() == 1:
                self.changed[command_id] = QKeySequence(key).toString()
        for command_id in self._clashing():
            del self.changed[command_id]

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys that do a command; Enter stands on two places of the keyboard."""
        if command_id not in self.changed:
            return _BY_ID[command_id].keys
        key = self.changed[command_id]
        return (key, key.replace("Return", "Enter")) if key.endswith("Return") else (key,)

    def key(self, command_id: str) -> str:
        """The first key of a command, as people read it."""
        return shown_keys(self.keys(command_id)[0])

    def with_key(self, command_id: str, key: str) -> KeyMap:
        """A map in which this key alone does the command.

        Raises:
            Refused: something else needs the key; names it.
        """
        command = _BY_ID[command_id]
        if key not in map(_portable, command.keys):
            self._check_usable(command, key)
        for other in COMMANDS:
            if other.id != command_id and key in map(_portable, self.keys(other.id)):
                raise Refused(
                    f"{shown_keys(key)} is the key of “{other.words}”.",
                    todo="Give that command another key first, or press another key.",
                )
        for label_key, name in self.labels.items():
            if _portable(label_key) == key:
                raise Refused(f"{shown_keys(key)} is the key of the label {name}.")
        changed = {**self.changed, command_id: key}
        if key in map(_portable, command.keys):
            del changed[command_id]
        return KeyMap(changed, self.labels.items())

    def usual(self, command_id: str) -> KeyMap:
        """A map in which the command has its usual keys again.

        Raises:
            Refused: another command has one of them meanwhile.
        """
        changed = {one: key for one, key in self.changed.items() if one != command_id}
        mine = set(map(_portable, _BY_ID[command_id].keys))
        for other, key in changed.items():
            if key in mine:
                raise Refused(
                    f"{shown_keys(key)} is the key of “{_BY_ID[other].words}” now.",
                    todo="Give that command its usual key first.",
                )
        return KeyMap(changed, self.labels.items())

    def with_keys_in(self, sentence: str) -> str:
        """A sentence that names usual keys of changed commands, with the keys they have now."""
        for command_id in self.changed:
            usual = shown_keys(_BY_ID[command_id].keys[0])
            if "+" in usual:
                sentence = sentence.replace(usual, self.key(command_id))
        return sentence

    def table(self) -> list[tuple[str, list[Command]]]:
        """The commands in their groups."""
        groups: dict[str, list[Command]] = {}
        for command in COMMANDS:
            groups.setdefault(command.group, []).append(command)
        return list(groups.items())

    def _check_usable(self, command: Command, key: str) -> None:
        pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
        modifiers = pressed.keyboardModifiers()
        is_chord = bool(modifiers & _CHORD)
        if key in _OF_FIELDS or (pressed.key() in _KEPT and not is_chord):
            raise Refused(f"{shown_keys(key)} is needed by lists and fields.")
        is_function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
        if command.typing and not is_chord and not is_function:
            raise Refused(
                f"“{command.words}” works while you type too.",
                todo="Its key needs Ctrl or Alt, or is one of F1 to F12.",
            )

    def _clashing(self) -> Iterator[str]:
        """Changed commands whose key another one has; a settings file may say anything."""
        for command_id in list(self.changed):
            others = [c.id for c in COMMANDS if c.id != command_id]
            if self.changed[command_id] in {_portable(k) for o in others for k in self.keys(o)}:
                yield command_id


def pressed_key(combination: QKeyCombination) -> str | None:
    """The portable name of what was pressed; None while only Ctrl, Alt or Shift is down.

    A sign such as "?" or "{" already says that Shift was needed for it.
    """
    key, modifiers = combination.key(), combination.keyboardModifiers()
    only = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
    if key in (*only, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown):
        return None
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    is_sign = 0x20 < int(key) < 0x7F and not chr(int(key)).isalnum()
    if is_sign and modifiers & _SHIFT:
        modifiers &= ~_SHIFT
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    return QKeySequence(QKeyCombination(modifiers, key)).toString()


def _portable(key: str) -> str:
    return QKeySequence(key).toString()


_now = KeyMap()


def key(command_id: str) -> str:
    """The key of a command as it is now, for sentences and buttons."""
    return _now.key(command_id)


def now() -> KeyMap:
    """The map that is in use."""
    return _now


def use(keymap: KeyMap) -> None:
    """Let every sentence and button that is made or drawn from now on name these keys."""
    global _now
    _now = keymap
