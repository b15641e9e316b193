"""The colour of a label: swatches to choose from, and how it looks in both themes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.label_colours import PALETTE, contrasts
from annotator.core.labels import Label
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import ENTER_KEYS, announce
from annotator.gui.theme import DARK, LIGHT, Theme, label_colours

_COLUMNS = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class Swatches(QWidget):
    """The arrow keys look around, Space or Enter takes a colour.

    Signals:
        picked(str): the ink for the light theme, ``#RRGGBB``.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = 0
        self._now = ""
        self._taken: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("Arrow keys look around, Space takes a colour")
        self._name()

    def show_colour(self, now: str, taken: frozenset[str]) -> None:
        """Ring the colour that is in use; those of other labels get a dot."""
        self._now, self._taken = now.upper(), taken
        inks = [ink for _, ink in PALETTE]
        self._at = inks.index(self._now) if self._now in inks else 0
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-len(PALETTE) // _COLUMNS)
        return QSize(_COLUMNS * px(28), rows * px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._at = min(max(self._at + step, 0), len(PALETTE) - 1)
            self._name()
            announce(self)
            self.update()
        elif event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Space:
            self.picked.emit(PALETTE[self._at][1])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        at = int(place.y() // px(28)) * _COLUMNS + int(place.x() // px(28))
        if 0 <= at < len(PALETTE):
            self._at = at
            self._name()
            self.picked.emit(PALETTE[at][1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, size = self._theme, px(28)
        for number, (_, ink) in enumerate(PALETTE):
            row, column = divmod(number, _COLUMNS)
            cell = QRectF(column * size, row * size, size, size)
            inset = px(5)
            box = cell.adjusted(inset, inset, -inset, -inset)
            drawing.outline(painter, box, theme.hairline, ink, px(4))
            if ink in self._taken:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor("#FFFFFF"))
                painter.drawEllipse(box.center(), px(2), px(2))
            if ink == self._now:
                ring = cell.adjusted(px(2), px(2), -px(2), -px(2))
                drawing.outline(painter, ring, theme.ink, None, px(6), 2)
            if number == self._at and self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), px(6), px(6))

    def _name(self) -> None:
        name, ink = PALETTE[self._at]
        said = [f"Colour: {name}"]
        said += ["in use"] if ink == self._now else []
        said += ["another label has it"] if ink in self._taken else []
        self.setAccessibleName(", ".join(said))


class LabelSample(QWidget):
    """The label in the light and in the dark theme, each with its contrast."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label) -> None:
        self._label = label
        light, dark = contrasts(label)
        self.setAccessibleName(f"Contrast {light:.1f} in light, {dark:.1f} in dark")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = px(40)
        for row, (theme, ratio) in enumerate(
            zip((LIGHT, DARK), contrasts(self._label), strict=True)
        ):
            area = QRectF(0, row * (height + px(4)), self.width(), height)
            self._draw(painter, area, self._label, theme, ratio)

    def _draw(
        self, painter: QPainter, area: QRectF, label: Label, theme: Theme, ratio: float
    ) -> None:
        colours = label_colours(label, theme)
        drawing.outline(painter, area, theme.hairline, theme.page, px(4))
        inside = area.adjusted(px(12), 0, -px(12), 0)
        said = f"{theme.name}, contrast {ratio:.1f}"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        drawing.draw_text(painter, inside, said, ui_font(11), theme.muted, right)
        room = inside.width() - drawing.text_width(said, ui_font(11)) - px(16)
        name = drawing.elided(label.name.upper(), ui_font(10, 600), room - px(12))
        chip = QRectF(inside.left(), 0, drawing.label_chip_width(name), px(20))
        chip.moveTop(round(area.center().y() - chip.height() / 2))
        drawing.draw_label_chip(painter, chip, name, colours.ink, colours.tint)
