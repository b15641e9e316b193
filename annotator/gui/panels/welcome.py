"""What the window shows while no project is open: the last projects, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.flow_layout import FlowLayout
from annotator.gui.panels.parts import ENTER_KEYS, KeyButton
from annotator.gui.panels.plain import PlainLabel, tip
from annotator.gui.panels.wording import date_words
from annotator.gui.recent import Recent
from annotator.gui.theme import LIGHT, Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Welcome(QWidget):
    """Up and Down go through the projects, Enter opens one, Delete takes it off the list.

    Signals:
        open_requested(object), remove_requested(object): a project's path.
        command_requested(str): id of a command.
    """

    open_requested = Signal(object)
    remove_requested = Signal(object)
    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName("Start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = LIGHT
        self.heading = PlainLabel("Annotator")
        self.sentence = PlainLabel()
        self.sentence.setWordWrap(True)
        self.buttons = [
            KeyButton("", "Sample project", command="open_sample"),
            KeyButton("", "New project", command="new_project"),
            KeyButton("", "Open a project", command="open_project"),
        ]
        self.rows: list[_Row] = []
        self._inside = QWidget()
        self._inside.setObjectName("inside")
        self._column = QVBoxLayout(self._inside)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._row = FlowLayout()
        self._build()
        self.show_projects([])
        self.set_theme(LIGHT)

    def _build(self) -> None:
        self._column.addStretch(1)
        for widget in (self.heading, self.sentence):
            self._column.addWidget(widget)
        self._column.addLayout(self._list)
        self._column.addLayout(self._row)
        self._column.addStretch(2)
        for button in self.buttons:
            self._row.addWidget(button)
            command = button.command
            button.clicked.connect(lambda _=False, c=command: self.command_requested.emit(c))
        scroll = QScrollArea(self)
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside.setMaximumWidth(px(640))
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._scroll = scroll

    def show_projects(self, projects: Sequence[Recent]) -> None:
        """The last projects, the latest first."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [_Row(project, self._theme, self) for project in projects]
        for row in self.rows:
            self._list.addWidget(row)
            row.setVisible(True)  # else it can take no focus before it is laid out
        words = "Go on with a project, or drop one here." if projects else "Drop a project here."
        self.sentence.setText(words)

    def set_focus(self) -> None:
        """To the last project, else to the first button."""
        (self.rows or self.buttons)[0].setFocus()

    def open_row(self, row: _Row) -> None:
        if row.project.is_there:
            self.open_requested.emit(row.project.path)
        else:
            self.sentence.setText(f"{row.project.path} is no longer there. Delete takes it away.")

    def remove_row(self, row: _Row) -> None:
        at = self.rows.index(row)
        self.remove_requested.emit(row.project.path)
        rest: Sequence[QWidget] = self.rows or self.buttons
        rest[min(at, len(rest) - 1)].setFocus()

    def move_focus(self, row: _Row, step: int) -> None:
        """The focus goes from row to row, and from the last one to the buttons."""
        places: list[QWidget] = [*self.rows, self.buttons[0]]
        places[max(0, min(self.rows.index(row) + step, len(places) - 1))].setFocus()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.heading.setFont(ui_font(24, 620))
        self.sentence.setFont(ui_font(14))
        self._inside.setMaximumWidth(px(640))
        self._column.setContentsMargins(px(24), px(32), px(24), px(32))
        self._column.setSpacing(px(16))
        self._row.setSpacing(px(16))
        for button in self.buttons:
            button.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)
        self.setStyleSheet(
            f"#welcome, #inside, #welcome QScrollArea {{ background: {theme.page}; }}"
            f"#welcome QLabel {{ color: {theme.ink}; background: transparent; }}"
        )
        self.sentence.setStyleSheet(f"color: {theme.muted};")


class _Row(QAbstractButton):
    """A project: its name, how far it is, where it lies and when it was open."""

    def __init__(self, project: Recent, theme: Theme, page: Welcome) -> None:
        super().__init__(page)
        self.project = project
        self._page, self._theme = page, theme
        self._is_there = project.is_there
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{project.path.stem}, {self._progress}")
        self.setAccessibleDescription("Enter opens it, Delete takes it off the list")
        self.setToolTip(tip(str(project.path)))
        self.clicked.connect(lambda: page.open_row(self))

    @property
    def _progress(self) -> str:
        if not self._is_there:
            return "not found · Delete takes it off the list"
        project = self.project
        return f"{project.complete:,} of {project.articles:,} complete"

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(56))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENTER_KEYS:
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._page.remove_row(self)
        elif key in _STEPS:
            self._page.move_focus(self, _STEPS[key])
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        ground = area.adjusted(0, 0, 0, -1)
        if self.hasFocus():
            drawing.outline(painter, ground, theme.accent, theme.chosen, px(4), 2)
        elif self.underMouse():
            drawing.outline(painter, ground, None, theme.hover, px(4))
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), QColor(theme.hairline))
        self._draw_words(painter, area.adjusted(px(12), px(8), -px(12), -px(8)))

    def _draw_words(self, painter: QPainter, inside: QRectF) -> None:
        theme, font = self._theme, ui_font(13)
        upper = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
        lower = upper.translated(0, inside.height() / 2)
        day, progress = date_words(self.project.at), self._progress
        beside_day = upper.adjusted(0, 0, -drawing.text_width(day, font) - px(16), 0)
        behind = lower.adjusted(drawing.text_width(progress, font) + px(16), 0, 0, 0)
        tone = theme.ink if self._is_there else theme.muted
        drawing.draw_text(painter, beside_day, self.project.path.stem, ui_font(14, 600), tone)
        drawing.draw_text(painter, upper, day, font, theme.muted, _RIGHT)
        drawing.draw_text(painter, lower, progress, font, theme.muted)
        folder = str(self.project.path.parent)
        drawing.draw_text(painter, behind, folder, font, theme.muted, _RIGHT)
