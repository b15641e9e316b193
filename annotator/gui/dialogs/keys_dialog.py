"""Every key, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, text_scale, ui_font
from annotator.gui.theme import Theme

#: A group's name, and its keys with what they do.
Group = tuple[str, Sequence[tuple[str, str]]]


class KeysDialog(Dialog):
    """Opened with "?"; Esc or Enter closes it."""

    def __init__(
        self, groups: Sequence[Group], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Keys", theme, parent)
        inside = QWidget()
        inside.setObjectName("keys")
        columns = QGridLayout(inside)
        columns.setContentsMargins(0, 0, px(12), 0)
        columns.setHorizontalSpacing(px(32))
        count = 2 if text_scale() < 1.5 else 1
        stacks = [QVBoxLayout() for _ in range(count)]
        for number, stack in enumerate(stacks):
            stack.setSpacing(px(16))
            columns.addLayout(stack, 0, number)
            columns.setColumnStretch(number, 1)
        filled = [0] * count
        room = max((caps_room(caps) for _, keys in groups for caps, _ in keys), default=0)
        for name, keys in groups:
            shortest = filled.index(min(filled))
            stacks[shortest].addWidget(_group(name, keys, room, theme))
            filled[shortest] += len(keys) + 2
        for stack in stacks:
            stack.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("All keys")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet(f"QScrollArea, #keys {{ background: {theme.panel}; }}")
        self.body.addWidget(scroll)
        self.add_button("Close", default=True).clicked.connect(self.accept)
        self.fit(760, min(640, 176 + 24 * max(filled, default=1)))


def _group(name: str, keys: Sequence[tuple[str, str]], room: int, theme: Theme) -> QWidget:
    """A heading, and below it keys and words in two columns that line up with other groups."""
    group = QWidget()
    group.setAccessibleName(name)
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnMinimumWidth(0, room)
    grid.setColumnStretch(1, 1)
    heading = QLabel(name)
    heading.setFont(ui_font(13, 600))
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (caps, words) in enumerate(keys, 1):
        said = QLabel(words)
        said.setFont(ui_font(13))
        said.setWordWrap(True)
        said.setMinimumHeight(px(20))
        said.setAccessibleName(f"{caps}: {words}")
        grid.addWidget(_Caps(caps, theme), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1)
    return group


class _Caps(QWidget):
    """Keys as caps."""

    def __init__(self, keys: str, theme: Theme) -> None:
        super().__init__()
        self._keys, self._theme = keys, theme
        self.setAccessibleName(keys)
        self.setFixedSize(caps_room(keys), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.draw_caps(painter, 1, px(20) / 2 - 1, self._keys, self._theme)


def caps_room(keys: str) -> int:
    return int(drawing.caps_width(keys)) + 3
