"""One command with its key; Enter waits for another key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class KeyRow(QAbstractButton):
    """Caps and words.

    Signals:
        focused(), left(): it got or lost the focus.
        change_requested(), usual_requested(): another key is wanted, or the usual one.
        key_pressed(object): the QKeyCombination, while it waits for one.
        moved(int): the row below (1) or above (-1) is wanted.
    """

    focused = Signal()
    left = Signal()
    change_requested = Signal()
    usual_requested = Signal()
    key_pressed = Signal(object)
    moved = Signal(int)

    def __init__(self, keys: str, words: str, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.keys, self.words = keys, words
        self._theme = theme
        self._is_waiting = self._is_changeable = False
        self._room = caps_room(keys)
        self._label = PlainLabel(words)
        self._label.setFont(ui_font(13))
        self._label.setWordWrap(True)
        self._label.setMinimumHeight(px(20))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self.set_room(self._room)
        self._speak()

    def make_changeable(self) -> None:
        self._is_changeable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def set_room(self, room: int) -> None:
        """How wide the caps may be, so that rows below each other line up."""
        self._room = room
        self._row.setContentsMargins(px(4) + room + px(8), px(3), px(4), px(3))

    def set_keys(self, keys: str) -> None:
        self.keys = keys
        self._speak()
        self.update()

    def set_waiting(self, waiting: bool) -> None:
        """Take the next key that is pressed, whatever it is."""
        self._is_waiting = waiting
        self.update()

    def event(self, event: QEvent) -> bool:
        if self._is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self.key_pressed.emit(event.keyCombination())
            event.accept()  # Tab and Esc too
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENTER_KEYS or key == Qt.Key.Key_Space:
            self.change_requested.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.usual_requested.emit()
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_changeable:
            self.change_requested.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        if self.hasFocus():
            drawing.outline(painter, area, theme.accent, theme.chosen, px(4), 2)
        middle = px(13)
        if self._is_waiting:
            spot = QRectF(px(4), 0, self._room, 2 * middle)
            drawing.draw_text(painter, spot, "press …", ui_font(13, 600), theme.accent)
        else:
            drawing.draw_caps(painter, px(5), middle - 1, self.keys, theme)

    def _speak(self) -> None:
        self.setAccessibleName(f"{self.keys}: {self.words}")
        self._label.setAccessibleName(f"{self.keys}: {self.words}")


def caps_room(keys: str) -> int:
    """Room for the caps of some keys, and at least for the words that ask for one."""
    return max(int(drawing.caps_width(keys)) + 3, px(56))
