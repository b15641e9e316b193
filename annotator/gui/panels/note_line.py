"""The line in which a note is typed, below the article."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLineEdit

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import ENTER_KEYS, ElidedLabel, KeyButton
from annotator.gui.theme import LIGHT, Theme


class NoteLine(QFrame):
    """Enter keeps the note, an empty one is none; Esc leaves it as it was.

    Signals:
        saved(str): the text that was typed.
        left(): nothing is to be changed.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noteLine")
        self._what = ElidedLabel(13, 600)
        self.text = QLineEdit()
        self.text.setMaxLength(1000)
        self._save = KeyButton("Enter", "Save")
        self._leave = KeyButton("Esc", "Cancel")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._what)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self._save)
        self._row.addWidget(self._leave)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._save.clicked.connect(self._keep)
        self._leave.clicked.connect(self._close)
        self.set_theme(LIGHT)
        self.hide()

    def ask(self, what: str, note: str | None) -> None:
        """Let a note be typed; ``what`` says of which item it is."""
        self._what.set_text(f"Note on {what}")
        self.text.setAccessibleName(f"Note on {what}")
        self.text.setPlaceholderText(f"Note on {what}")
        self.text.setText(note or "")
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    def dismiss(self) -> None:
        """Take the line away; nothing is kept and nothing said."""
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        for part in (self._what, self._save, self._leave):
            part.set_theme(theme)
        self.text.setFont(ui_font(13))
        self._row.setContentsMargins(px(16), px(6), px(12), px(6))
        self._row.setSpacing(px(12))
        self.setStyleSheet(
            f"#noteLine {{ background: {theme.card}; border: 0;"
            f" border-top: 1px solid {theme.hairline}; }}"
        )

    def sizeHint(self) -> QSize:
        return QSize(px(480), self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It never makes the window wider."""
        return QSize(px(120), self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, all the room is the field's; the bottom line tells the keys."""
        super().resizeEvent(event)
        for part in (self._what, self._save, self._leave):
            part.setVisible(self.width() >= px(480))

    def event(self, event: QEvent) -> bool:
        """Enter and Esc belong to the line, not to the window's actions."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Escape
            event.setAccepted(own)
            return own
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            event.ignore()

    def _keep(self) -> None:
        self.hide()
        self.saved.emit(self.text.text())

    def _close(self) -> None:
        self.hide()
        self.left.emit()
