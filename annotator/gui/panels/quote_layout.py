"""Evidence as a quote of three lines at most, always with the words of the judgement in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout

from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, quote_font

MOST_LINES = 3


class QuoteLayout:
    """A quote for a width. How it is cut is found out when it is drawn: its height needs less."""

    def __init__(self, before: str, words: str, after: str, width: float) -> None:
        self._parts = before, words, after
        self._width = width
        self._layout = _laid_out("".join(self._parts), width)
        self._is_cut = self._layout.lineCount() <= MOST_LINES

    @property
    def height(self) -> int:
        return min(self._layout.lineCount(), MOST_LINES) * px(20)

    @property
    def text(self) -> str:
        """What is shown of it."""
        self._cut()
        return "".join(self._parts)

    def draw(self, painter: QPainter, spot: QPointF, quiet: str, strong: str) -> None:
        """Draw it; the words of the judgement in the ``strong`` colour."""
        self._cut()
        before, words, _ = self._parts
        emphasis = QTextLayout.FormatRange()
        emphasis.start = _units(before)  # type: ignore[attr-defined]
        emphasis.length = _units(words)  # type: ignore[attr-defined]
        ink = QTextCharFormat()
        ink.setForeground(QColor(strong))
        emphasis.format = ink  # type: ignore[attr-defined]
        painter.setPen(QColor(quiet))
        self._layout.draw(painter, spot, [emphasis])

    def _cut(self) -> None:
        if not self._is_cut:
            self._parts = around(*self._parts, self._width)
            self._layout = _laid_out("".join(self._parts), self._width)
            self._is_cut = True


def around(before: str, words: str, after: str, width: float) -> tuple[str, str, str]:
    """As much before and after the words as fits into the lines, cut between words."""
    low, high = 0, len(before) + len(after)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits("".join(_cut(before, words, after, middle)), width):
            low = middle
        else:
            high = middle - 1
    return _cut(before, words, after, low)


def _cut(before: str, words: str, after: str, budget: int) -> tuple[str, str, str]:
    """Two thirds of the budget before the words, where the subject mostly stands."""
    trailing = min(len(after), max(budget // 3, budget - len(before)))
    leading = min(len(before), budget - trailing)
    if leading < len(before):
        rest = before[len(before) - leading :] if leading else ""
        before = "… " + rest.partition(" ")[2]
    if trailing < len(after):
        after = after[:trailing].rpartition(" ")[0] + " …"
    return before, words, after


def _fits(text: str, width: float) -> bool:
    return _laid_out(text, width).lineCount() <= MOST_LINES


def _laid_out(text: str, width: float) -> QTextLayout:
    return drawing.laid_out(text, quote_font(), width, px(20))


def _units(text: str) -> int:
    """Length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
