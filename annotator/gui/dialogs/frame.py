"""What every dialog has in common: its ground, its margins, its row of buttons."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme


class Dialog(QDialog):
    """A heading, a body, buttons. Esc closes it."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.heading = PlainLabel(title)
        self.heading.setWordWrap(True)
        self.body = QVBoxLayout()
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self._column.addLayout(self.body, 1)
        self._column.addLayout(self._buttons)
        Dialog.set_theme(self, theme)  # a dialog's own widgets are not there yet

    def set_theme(self, theme: Theme) -> None:
        """Colours and sizes; what a dialog adds itself it must set anew."""
        self.theme = theme
        self.heading.setFont(ui_font(16, 600))
        self.body.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(16))
        self.setStyleSheet(
            f"#dialog {{ background: {theme.panel}; }}"
            f"#dialog QLabel {{ color: {theme.ink}; }}"
            f'#dialog QLabel[quiet="true"] {{ color: {theme.muted}; }}'
        )

    def add_button(self, word: str, *, default: bool = False) -> QPushButton:
        button = QPushButton(word)
        button.setAccessibleName(word)
        button.setAutoDefault(default)
        button.setDefault(default)
        self._buttons.addWidget(button)
        return button

    def add_sentence(self, text: str, *, quiet: bool = False) -> PlainLabel:
        label = PlainLabel(text)
        label.setWordWrap(True)
        label.setFont(ui_font(13))
        label.setProperty("quiet", quiet)
        self.body.addWidget(label)
        return label

    def fit(self, width: int, height: int) -> None:
        """A size as at 100 % text, high enough for every sentence, no larger than the screen."""
        screen = self.screen().availableGeometry()
        wide = min(px(width), screen.width() - 40)
        layout = self.layout()
        needed = layout.totalHeightForWidth(wide) if layout is not None else 0
        self.resize(wide, min(max(px(height), needed), screen.height() - 80))


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
