"""Where the parts of a rating card stand, for one width, and how they are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.gui.panels import drawing
from annotator.gui.panels.card_content import NO_SUBJECT, CardContent, CardLine
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.quote_layout import QuoteLayout
from annotator.gui.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CardLayout:
    """Measured once for a content and a width, then drawn as often as needed.

    Attributes:
        keys_top: where the row of keys of the chosen card begins.
    """

    def __init__(self, content: CardContent, width: int, *, with_keys: bool) -> None:
        self.width = width
        self._content = content
        self._left, self._room = px(12), max(px(40), width - 2 * px(12))
        top = px(8)
        top = self._place_who(top)
        top = self._place_value(top)
        top = self._place_chips(top + px(4))
        self._quote_top = top + px(8)
        room = self._room - px(12)
        self._quote = QuoteLayout(content.before, content.words, content.after, room)
        self._has_quote = bool(content.before + content.words)
        top += (px(8) + self._quote.height) if self._has_quote else 0
        top = self._place_lines(top)
        self.keys_top = top + px(8)
        self.height = top + px(12) + (px(28) if with_keys else 0)

    def draw(self, painter: QPainter, theme: Theme, value_ink: str) -> None:
        self._draw_head(painter, theme)
        self._draw_value(painter, theme, value_ink)
        for area, chip in self._chips:
            drawing.draw_chip(painter, area, chip, theme)
        if self._has_quote:
            rule = QRectF(self._left, self._quote_top, px(3), self._quote.height)
            painter.fillRect(rule, QColor(theme.hairline))
            spot = QPointF(self._left + px(12), self._quote_top)
            self._quote.draw(painter, spot, theme.muted, theme.ink)
        self._draw_lines(painter, theme)

    def other_at(self, point: QPointF) -> str | None:
        """Id of the rating to which a press at this point leads."""
        return next((line.other for area, line, _ in self._lines if area.contains(point)), None)

    def _place_who(self, top: int) -> int:
        content = self._content
        corner = drawing.text_width(content.corner, ui_font(13))
        room = self._room - corner - px(12) * bool(content.corner)
        self._who = drawing.wrapped(content.who or NO_SUBJECT, ui_font(13, 600), room, 2)
        self._who_area = QRectF(self._left, top, room, px(24))
        return top + px(24) + px(20) * (len(self._who) - 1)

    def _place_value(self, top: int) -> int:
        """Value, dots and scale in one line, or the last two below it where there is no room."""
        content, line = self._content, px(24)
        value = drawing.text_width(content.value, ui_font(13, 600))
        dots = drawing.dots_width(content.steps)
        rest = px(12) + dots + px(12) * bool(dots) + drawing.text_width(content.scale, ui_font(13))
        self._value_area = QRectF(self._left, top, self._room, line)
        fits = value + rest <= self._room
        beside = value + px(12) if fits else 0
        self._rank_area = self._value_area.adjusted(beside, 0 if fits else px(20), 0, 0)
        self._rank_area.setHeight(line)
        return top + line + (0 if fits else px(20))

    def _place_chips(self, top: int) -> int:
        self._chips: list[tuple[QRectF, str]] = []
        left, bottom = float(self._left), top
        for chip in self._content.chips:
            width, height = drawing.chip_size(chip)
            width = min(width, self._room)
            if left > self._left and left + width > self._left + self._room:
                left, top = self._left, top + int(height) + px(4)
            self._chips.append((QRectF(left, top, width, height), chip))
            left += width + px(4)
            bottom = top + int(height)
        return bottom

    def _place_lines(self, top: int) -> int:
        """A heading with its text beside it, wrapped into five lines at the most."""
        self._lines: list[tuple[QRectF, CardLine, tuple[str, ...]]] = []
        font, heading = ui_font(12), ui_font(12, 600)
        widths = (drawing.text_width(line.heading, heading) for line in self._content.lines)
        self._beside = beside = max(widths, default=0.0) + px(8)
        for line in self._content.lines:
            words = "→ " * bool(line.other) + line.text
            text = drawing.wrapped(words, font, self._room - beside, 5)
            top += px(6)
            height = px(18) * len(text)
            self._lines.append((QRectF(self._left, top, self._room, height), line, text))
            top += height
        return top

    def _draw_lines(self, painter: QPainter, theme: Theme) -> None:
        for area, line, text in self._lines:
            spot = QRectF(area.left(), area.top(), area.width(), px(18))
            drawing.draw_text(painter, spot, line.heading, ui_font(12, 600), theme.muted)
            spot = spot.adjusted(self._beside, 0, 0, 0)
            for words in text:
                drawing.draw_text(painter, spot, words, ui_font(12), _tone(line, theme))
                spot.translate(0, px(18))

    def _draw_head(self, painter: QPainter, theme: Theme) -> None:
        content, spot = self._content, QRectF(self._who_area)
        tone = theme.ink if content.who else theme.danger
        for line in self._who:
            drawing.draw_text(painter, spot, line, ui_font(13, 600), tone)
            spot.translate(0, px(20))
        corner = QRectF(self._left, self._who_area.top(), self._room, self._who_area.height())
        tone = theme.muted if content.is_open else theme.positive
        drawing.draw_text(painter, corner, content.corner, ui_font(13), tone, _RIGHT)

    def _draw_value(self, painter: QPainter, theme: Theme, ink: str) -> None:
        content, area = self._content, self._rank_area
        drawing.draw_text(painter, self._value_area, content.value, ui_font(13, 600), ink)
        left = area.left()
        if content.steps:
            middle = area.center().y()
            left = drawing.draw_dots(painter, left, middle, content.rank, content.steps, theme)
            left += px(12)
        spot = QRectF(left, area.top(), area.right() - left, area.height())
        drawing.draw_text(painter, spot, content.scale, ui_font(13), theme.muted)


def _tone(line: CardLine, theme: Theme) -> str:
    """What leads somewhere has the colour of links; the words say the rest."""
    return theme.accent if line.other else theme.ink
