"""Small widgets that several panels are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.gui import keymap
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import tip
from annotator.gui.theme import LIGHT, Theme

#: Keys that a list or a card uses itself; every other one belongs to the window's actions.
LIST_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def is_list_key(event: QKeyEvent) -> bool:
    """May a list take this key? Chords and letters bubble up to the window."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in LIST_KEYS and plain == Qt.KeyboardModifier.NoModifier


def announce(widget: QWidget) -> None:
    """Have a screen reader say what the widget's accessible name now holds."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


class ElidedLabel(QWidget):
    """One line of text that ends in "…" where there is no room for it."""

    def __init__(self, size: float = 13, weight: int = 400, tone: str = "ink") -> None:
        """``tone`` names the colour of the theme."""
        super().__init__()
        self._size, self._weight, self._tone = size, weight, tone
        self._text = self._full = ""
        self._is_whole = False
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str, *, full: str = "") -> None:
        """``full`` is said by the tool tip where ``text`` is a shorter form."""
        full = full or text
        if (text, full) != (self._text, self._full):
            self._text, self._full = text, full
            self.setAccessibleName(full)
            self.updateGeometry()
            self.update()

    def keep_whole(self, whole: bool) -> None:
        """Let others give way first."""
        if whole != self._is_whole:
            self._is_whole = whole
            self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = drawing.text_width(self._text, self._font())
        return QSize(int(width) + 2 if self._text else 0, px(20))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return hint if self._is_whole else QSize(min(hint.width(), px(32)), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = getattr(self._theme, self._tone)
        drawing.draw_text(painter, QRectF(self.rect()), self._text, self._font(), colour)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            cut = drawing.text_width(self._text, self._font()) > self.width()
            self.setToolTip(tip(self._full) if cut or self._text != self._full else "")
        return super().event(event)

    def _font(self) -> QFont:
        return ui_font(self._size, self._weight)


class PanelHeader(QWidget):
    """A panel's title, and quietly at the right how far it is decided."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = ElidedLabel(13, 600)
        self._title.set_text(title)
        self._detail = ElidedLabel(13, 400, "muted")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._row.addWidget(self._detail)
        self.setAccessibleName(title)

    @property
    def detail(self) -> str:
        return self._detail.text

    def set_detail(self, text: str) -> None:
        self._detail.set_text(text)
        self.setAccessibleName(f"{self._title.text}, {text}" if text else self._title.text)

    def set_theme(self, theme: Theme) -> None:
        self._title.set_theme(theme)
        self._detail.set_theme(theme)
        self._row.setContentsMargins(px(16), px(12), px(16), px(8))


class KeyButton(QAbstractButton):
    """A key cap with its word, as a button that the mouse may press."""

    def __init__(self, keys: str, word: str, *, tone: str = "ink", command: str = "") -> None:
        """``command``: its id, where the key is that of a command, which can be changed."""
        super().__init__()
        self._keys, self._tone = keys, tone
        self.command = command
        self._is_brief = False
        self._theme = LIGHT
        self.setText(word)
        self.setAccessibleName(word)
        self._name_key()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._name_key()
        self.updateGeometry()
        self.update()

    def set_words(self, keys: str, word: str) -> None:
        """Another key and word."""
        self._keys = keys
        self.setText(word)
        self.setAccessibleName(word)
        self._name_key()
        self.updateGeometry()
        self.update()

    def _name_key(self) -> None:
        self._keys = keymap.key(self.command) if self.command else self._keys
        if self._keys:
            self.setAccessibleDescription(f"Key {self._keys}")

    def set_brief(self, brief: bool) -> None:
        """Show the key alone where there is no room for its word; the tool tip says that."""
        if brief != self._is_brief:
            self._is_brief = brief
            self.setToolTip(tip(self.text()) if brief else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        keys = drawing.caps_width(self._keys)
        if self._is_brief:
            return QSize(int(keys) + px(4) + 1, px(24))
        word = drawing.text_width(self.text(), ui_font(13))
        return QSize(int(keys + word) + px(12) + 1, px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        if self.underMouse() or self.isDown():
            drawing.outline(painter, area, None, theme.hover, px(4))
        if self.hasFocus():
            drawing.outline(painter, area, theme.accent, None, px(4), 2)
        left = drawing.draw_caps(painter, px(2), area.center().y(), self._keys, theme)
        if self._is_brief:
            return
        words = area.adjusted(left + px(6), 0, 0, 0)
        drawing.draw_text(painter, words, self.text(), ui_font(13), getattr(theme, self._tone))


class Chip(QPushButton):
    """A filter that is on or off."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("chip", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
        else:
            event.ignore()
