"""The line at the bottom: the keys that work now, and when the last decision was saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import LIGHT, Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class KeyLine(QWidget):
    """Painted as a whole. Where it is narrow the last keys give way, never half a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._keys: tuple[tuple[str, str], ...] = ()
        self._saved = self._state = ""
        self._shown = self._placed()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def state_text(self) -> str:
        """What stands at the right."""
        return self._state or self._saved

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keys with words, the most useful first: ("A", "confirm"), ("Ctrl+Enter", "complete")."""
        self._keys = tuple(keys)
        self._speak()

    def set_saved(self, at: datetime) -> None:
        """When the last decision was written, in the analyst's time."""
        self._saved, self._state = f"Saved {at:%H:%M:%S}", ""
        self._speak()

    def forget_saved(self) -> None:
        """Another project is shown, in which nothing was decided yet."""
        self._saved = self._state = ""
        self._speak()

    def set_state(self, text: str) -> None:
        """What is going on instead ("" for nothing): "Waiting for another program ..."."""
        self._state = text
        self._speak()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def shown_keys(self) -> list[str]:
        """The words of those keys for which there is room."""
        return [word for _, _, word in self._placed()[0]]

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(32) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(32) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        painter.fillRect(area, QColor(theme.panel))
        painter.fillRect(QRectF(0, 0, area.width(), 1), QColor(theme.hairline))
        inside = area.adjusted(px(16), 1, -px(16), 0)
        tone = theme.ink if self._state else theme.muted
        drawing.draw_text(painter, inside, self.state_text, ui_font(13), tone, _RIGHT)
        placed, end, is_cut = self._placed()
        if event.rect().left() >= int(end):
            return
        for left, keys, word in placed:
            middle = inside.center().y()
            after = drawing.draw_caps(painter, left, middle, keys, theme) + px(6)
            spot = QRectF(after, inside.top(), inside.right() - after, inside.height())
            drawing.draw_text(painter, spot, word, ui_font(13), theme.muted)
        if is_cut:
            spot = QRectF(end, inside.top(), px(24), inside.height())
            drawing.draw_text(painter, spot, "…", ui_font(13), theme.muted)

    def _placed(self) -> tuple[list[tuple[float, str, str]], float, bool]:
        """Keys with their left edge, where the next would stand, and whether some are left out."""
        left = float(px(16))
        state = drawing.text_width(self.state_text, ui_font(13))
        right = self.width() - px(16) - state - px(24) * bool(self.state_text)
        out: list[tuple[float, str, str]] = []
        for number, (keys, word) in enumerate(self._keys):
            width = drawing.caps_width(keys) + px(6) + drawing.text_width(word, ui_font(13))
            is_last = number == len(self._keys) - 1
            if left + width + (0 if is_last else px(24)) > right:
                return out, left, True
            out.append((left, keys, word))
            left += width + px(20)
        return out, left, False

    def _speak(self) -> None:
        said = ", ".join(f"{keys} {word}" for keys, word in self._keys)
        self.setAccessibleName(f"Keys: {said}" if said else "Keys")
        self.setAccessibleDescription(self.state_text)
        before, self._shown = self._shown, self._placed()
        # After most decisions only the time is new, and the keys need not be drawn again.
        kept = int(self._shown[1]) if self._shown == before else 0
        self.update(kept, 0, self.width() - kept, self.height())
