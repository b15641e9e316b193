"""Type, key caps, chips and dots as every panel draws them, in the size the analyst chose."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPen,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts
from annotator.gui.theme import INTERFACE_SIZE, Theme

#: A key's name, or what stands between two caps: pressed after each other, or together.
_Part = tuple[bool, str]
_BESIDE: _Part = (False, " ")
_CHORD: _Part = (False, "+")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@cache
def text_scale() -> float:
    """How much larger than normal the interface is set: 1.0, or 2.0 at 200 % text.

    Every length that is drawn asks for it, thousands of times a paint.
    """
    _follow_font()
    font = QApplication.font()
    size = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
    return max(0.5, size / INTERFACE_SIZE)


@cache
def _follow_font() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.fontChanged.connect(lambda _font: text_scale.cache_clear())


def px(length: float) -> int:
    """A length of the 4 px grid in the size of the interface."""
    return round(length * text_scale())


def ui_font(size: float = INTERFACE_SIZE, weight: int = 400) -> QFont:
    """Font of the interface; ``size`` as it is at 100 %."""
    return _font(round(size * text_scale()), weight)


def quote_font(size: float = 14) -> QFont:
    """Font of words that come from the article; ``size`` as it is at 100 %."""
    return _reading_font(round(size * text_scale()))


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int) -> QFont:
    return fonts.interface_font(pixels, weight)


@lru_cache(maxsize=16)
def _reading_font(pixels: int) -> QFont:
    return fonts.reading_font(pixels)


# Measuring, cutting and laying out words takes most of a panel's painting, and they are the same
# words again and again. Fonts are hashed as objects; ``ui_font`` gives the same one each time.


@lru_cache(maxsize=4096)
def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def elided(text: str, font: QFont, width: float) -> str:
    """``text`` cut at its end so that it fits."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


@lru_cache(maxsize=4096)
def _word(text: str, font: QFont) -> tuple[QStaticText, float]:
    """One line of text ready to be drawn, and its height."""
    word = QStaticText(text)
    word.setTextFormat(Qt.TextFormat.PlainText)
    word.prepare(QTransform(), font)
    return word, QFontMetricsF(font).height()


@lru_cache(maxsize=64)
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=1024)
def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """The lines of ``text``, ``most`` at the most; the last one is elided."""
    layout = laid_out(text, font, width)
    units = text.encode("utf-16-le")
    count = layout.lineCount()
    lines = []
    for number in range(min(count, most)):
        line = layout.lineAt(number)
        start, length = line.textStart(), line.textLength()
        end = start + length
        last = number == most - 1
        piece = units[2 * start :] if last and count > most else units[2 * start : 2 * end]
        lines.append(piece.decode("utf-16-le", "replace").strip())
    if count > most:
        lines[-1] = elided(lines[-1], font, width)
    return tuple(lines)


def laid_out(text: str, font: QFont, width: float, line_height: float = 0.0) -> QTextLayout:
    """``text`` broken into lines of ``width``, ``line_height`` apart, ready to be drawn."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        step = line_height or line.height()
        line.setPosition(QPointF(0, top + (step - line.height()) / 2))
        top += step
    layout.endLayout()
    return layout


def draw_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """One line of text in ``area``, elided where it is too long."""
    shown = elided(text, font, area.width() + 0.5)
    word, height = _word(shown, font)
    left = area.left()
    if align != _LEFT:
        spare = area.width() - text_width(shown, font)
        left += spare if align & Qt.AlignmentFlag.AlignRight else spare / 2
    painter.setFont(font)
    painter.setPen(_colour(colour))
    painter.drawStaticText(QPointF(left, area.top() + (area.height() - height) / 2), word)


def chip_size(text: str) -> tuple[float, float]:
    """Width and height of a quiet chip with ``text``."""
    return text_width(text, ui_font(12)) + px(16), px(20)


def draw_chip(painter: QPainter, area: QRectF, text: str, theme: Theme) -> None:
    """A word in a hairline frame."""
    outline(painter, area, theme.hairline, None, px(4))
    inside = area.adjusted(px(8), 0, -px(8), 0)
    draw_text(painter, inside, text, ui_font(12), theme.muted, Qt.AlignmentFlag.AlignCenter)


def label_chip_width(name: str) -> float:
    return text_width(name, ui_font(10, 600)) + px(12)


def draw_label_chip(painter: QPainter, area: QRectF, name: str, ink: str, tint: str) -> None:
    """A label's name on its tint; ``area`` is as wide as ``label_chip_width`` says."""
    outline(painter, area, None, tint, px(3))
    inside = area.adjusted(px(4), 0, -px(4), 0)
    draw_text(painter, inside, name, ui_font(10, 600), ink, Qt.AlignmentFlag.AlignCenter)


def digit_width() -> float:
    """Room for the key of a label before its chip."""
    return text_width("0", ui_font(11)) + px(6)


def draw_digit(painter: QPainter, area: QRectF, key: str, theme: Theme) -> None:
    """The key that gives a label, quietly."""
    draw_text(painter, area, key, ui_font(11), theme.muted)


def draw_dots(
    painter: QPainter, left: float, middle: float, rank: int, steps: int, theme: Theme
) -> float:
    """A rank as filled dots out of ``steps``; returns where they end."""
    size, gap = px(8), px(4)
    painter.setPen(QPen(QColor(theme.muted), max(1.0, text_scale() * 1.2)))
    for number in range(steps):
        painter.setBrush(QColor(theme.muted) if number < rank else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left, middle - size / 2, size, size))
        left += size + gap
    return left - gap


def dots_width(steps: int) -> float:
    return max(0, steps * (px(8) + px(4)) - px(4))


def draw_bar(
    painter: QPainter, area: QRectF, share: float, theme: Theme, track: str | None = None
) -> None:
    """A thin bar of which ``share`` (0 to 1) is done; anything begun shows at least a dot."""
    outline(painter, area, None, track or theme.hairline, area.height() / 2)
    if share > 0:
        done = QRectF(area)
        done.setWidth(max(area.height(), area.width() * min(1.0, share)))
        outline(painter, done, None, theme.accent, area.height() / 2)


def outline(
    painter: QPainter,
    area: QRectF,
    line: str | None,
    ground: str | None,
    radius: float,
    width: float = 1.0,
) -> None:
    """A rounded rectangle with a line that lies wholly inside ``area``."""
    half = width / 2 if line else 0.0
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


def draw_tick(painter: QPainter, area: QRectF, ticked: bool, theme: Theme) -> None:
    """A box at the left of an area, with or without a tick."""
    size = px(16)
    box = QRectF(area.left(), round(area.center().y() - size / 2), size, size)
    outline(painter, box, theme.accent if ticked else theme.muted, theme.card, px(3), 1.5)
    if ticked:
        painter.setPen(QPen(QColor(theme.accent), max(1.5, px(2))))
        points = [(0.22, 0.52), (0.43, 0.72), (0.78, 0.3)]
        painter.drawPolyline(
            [QPointF(box.left() + x * size, box.top() + y * size) for x, y in points]
        )


def caps_width(keys: str) -> float:
    """Width of ``keys`` ("A", "J K", "Ctrl+Enter") drawn as key caps."""
    return sum(_part_width(part) for part in _parts(keys))


def draw_caps(painter: QPainter, left: float, middle: float, keys: str, theme: Theme) -> float:
    """Keys as caps; returns where they end."""
    height = px(18)
    for part in _parts(keys):
        width = _part_width(part)
        area = QRectF(left, middle - height / 2, width, height)
        is_cap, name = part
        if is_cap:
            _draw_cap(painter, area, name, theme)
        else:
            draw_text(painter, area, name, ui_font(11), theme.muted, Qt.AlignmentFlag.AlignCenter)
        left += width
    return left


def _draw_cap(painter: QPainter, area: QRectF, name: str, theme: Theme) -> None:
    """A cap with a thicker lower edge, as keys have."""
    outline(painter, area.adjusted(0, px(1), 0, px(1)), None, theme.hairline, px(4))
    outline(painter, area, theme.hairline, theme.card, px(4))
    font = ui_font(11, 600)
    draw_text(painter, area, name, font, theme.muted, Qt.AlignmentFlag.AlignCenter)


def _part_width(part: _Part) -> float:
    if part == _BESIDE:
        return px(4)
    if part == _CHORD:
        return text_width("+", ui_font(11)) + px(2)
    return max(px(20), text_width(part[1], ui_font(11, 600)) + px(12))


def _parts(keys: str) -> list[_Part]:
    """Caps and what stands between them; a "+" at the end is a key ("Ctrl++")."""
    parts: list[_Part] = []
    for group in keys.split():
        parts += [_BESIDE] if parts else []
        chord = group[:-1].removesuffix("+") if group.endswith("+") else group
        names = chord.split("+") if chord else []
        names += ["+"] if group.endswith("+") else []
        for number, name in enumerate(names):
            parts += [_CHORD] if number else []
            parts.append((True, name))
    return parts
