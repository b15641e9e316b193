"""One sentence and one action, where there is nothing to show yet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.flow_layout import FlowLayout
from annotator.gui.panels.parts import KeyButton
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import LIGHT, Theme


class EmptyState(QWidget):
    """Stands in the place of the article, with the way to another project below.

    Signals:
        action_requested(): the action.
        command_requested(str): id of a command.
    """

    action_requested = Signal()
    command_requested = Signal(str)

    def __init__(
        self,
        sentence: str = "Drop articles here, or press Ctrl+O",
        action: str = "Import articles",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = PlainLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = QPushButton()
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        self._ways = QWidget()
        self._row = FlowLayout(self._ways)
        self.buttons = [
            KeyButton("", "New project", tone="muted", command="new_project"),
            KeyButton("", "Open a project", tone="muted", command="open_project"),
        ]
        for button in self.buttons:
            self._row.addWidget(button)
            command = button.command
            button.clicked.connect(lambda _=False, c=command: self.command_requested.emit(c))
        self._column.addWidget(self._ways, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.action.clicked.connect(self.action_requested)
        self.set_text(sentence, action)
        self.set_theme(LIGHT)

    def set_text(self, sentence: str, action: str) -> None:
        """An empty ``action`` shows the sentence alone."""
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(sentence)

    def minimumSizeHint(self) -> QSize:
        """It is seldom seen, and never makes the window larger."""
        return QSize(px(120), px(120))

    def set_theme(self, theme: Theme) -> None:
        self.sentence.setFont(ui_font(18))
        self.action.setFont(ui_font(13))
        self._row.setSpacing(px(16))
        for button in self.buttons:
            button.set_theme(theme)
        self._column.setSpacing(px(16))
        self._column.setContentsMargins(px(24), px(24), px(24), px(24))
        self.setStyleSheet(
            f"#emptyState {{ background: {theme.page}; }}"
            f"#emptyState QLabel {{ color: {theme.muted}; background: transparent; }}"
        )
