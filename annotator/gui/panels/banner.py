"""A strip below the article that says what happened; it never asks and never blocks."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from annotator.gui import keymap
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import KeyButton, announce
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import LIGHT, Theme

_TOP = Qt.AlignmentFlag.AlignTop


class Said(Protocol):
    """What a ``KnownError`` says."""

    @property
    def what(self) -> str: ...
    @property
    def safe(self) -> str: ...
    @property
    def todo(self) -> str: ...


class Banner(QFrame):
    """An error stays until the next decision or until it is dismissed; an info goes by itself."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = LIGHT
        self._is_error = False
        self.kind = PlainLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.action = KeyButton("", "")
        self._act: Callable[[], object] = lambda: None
        self.action.clicked.connect(lambda: self._act())
        self._close = KeyButton("Esc", "Close", tone="muted")
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.kind, 0, 0, _TOP)
        self._grid.addWidget(self.action, 0, 2, _TOP)
        self._grid.addWidget(self._close, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnStretch(1, 1)
        self._is_narrow = True
        self._arrange(narrow=False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._close.clicked.connect(self.dismiss)
        self.set_theme(LIGHT)
        self.hide()

    @property
    def is_error(self) -> bool:
        """Is an error being shown?"""
        return self._is_error and not self.isHidden()

    def show_error(self, error: Said, kind: str = "Not done") -> None:
        """What happened, what is safe, what to do."""
        self._is_error = True
        todo = keymap.now().with_keys_in(error.todo)
        quiet = f'<span style="color:{self._theme.muted}">{escape(error.safe)}</span>'
        parts = [escape(error.what), quiet if error.safe else "", escape(todo)]
        plain = " ".join(part for part in (error.what, error.safe, todo) if part)
        self._show(kind, " ".join(part for part in parts if part), plain)

    def offer(self, text: str, word: str, keys: str, act: Callable[[], object]) -> None:
        """Something worth knowing that stays, with something to do about it."""
        self.show_info(text)
        self.add_action(word, keys, act)

    def add_action(self, word: str, keys: str, act: Callable[[], object]) -> None:
        """Something to do about what is shown."""
        self._act = act
        self.action.set_words(keys, word)
        self.action.show()

    def show_info(self, text: str, timeout_ms: int = 0) -> None:
        """Something worth knowing; goes after ``timeout_ms`` (0: stays)."""
        self._is_error = False
        text = keymap.now().with_keys_in(text)
        self._show("Note", escape(text), text)
        if timeout_ms > 0:
            self._timer.start(timeout_ms)

    def decision_made(self) -> None:
        """What was said of the one before is over."""
        self.dismiss()

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.kind.setFont(ui_font(13, 600))
        self.text.setFont(ui_font(13))
        self.action.set_theme(theme)
        self._close.set_theme(theme)
        self._grid.setContentsMargins(px(16), px(8), px(12), px(8))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(0)
        for label in (self.kind, self.text):
            label.setMinimumHeight(px(24))
        self._paint_kind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < px(440))

    def _arrange(self, *, narrow: bool) -> None:
        """Where there is little room the sentence stands below its kind."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._grid.removeWidget(self.text)
        if narrow:
            self._grid.addWidget(self.text, 1, 0, 1, 4)
        else:
            self._grid.addWidget(self.text, 0, 1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_escape(event):
            self.dismiss()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()

    def _show(self, kind: str, rich: str, plain: str) -> None:
        self._timer.stop()
        self.action.hide()
        self.kind.setText(kind)
        self.text.setText(rich)
        self.setAccessibleName(f"{kind}: {plain}")
        self.text.setAccessibleName(plain)
        self._paint_kind()
        self.show()
        announce(self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{kind}: {plain}"))

    def _paint_kind(self) -> None:
        theme = self._theme
        tone = theme.danger if self._is_error else theme.accent
        self.setStyleSheet(
            f"#banner {{ background: {theme.card}; border: 0; border-left: {px(3)}px solid {tone};"
            f" border-top: 1px solid {theme.hairline}; }}"
            f"#banner QLabel {{ color: {theme.ink}; background: transparent; }}"
        )
        self.kind.setStyleSheet(f"color: {tone};")


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
