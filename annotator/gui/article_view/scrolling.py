"""Moving a scroll bar: at once, smoothly, or by key. Heights are pixels."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollBar

GLIDE = 120  # milliseconds; LOOK allows no more

_Action = QAbstractSlider.SliderAction
_KEYS = {
    Qt.Key.Key_Up: _Action.SliderSingleStepSub,
    Qt.Key.Key_Down: _Action.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Action.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Action.SliderPageStepAdd,
    Qt.Key.Key_Home: _Action.SliderToMinimum,
    Qt.Key.Key_End: _Action.SliderToMaximum,
}


class Glide(QObject):
    """Moves a scroll bar to a value within 120 ms, or at once with reduced motion."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.reduced_motion = False
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(GLIDE)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._move)

    def to(self, value: int) -> None:
        """Move to ``value``, which is clamped to what the bar allows."""
        value = min(max(value, self._bar.minimum()), self._bar.maximum())
        self.stop()
        if self.reduced_motion or not self._bar.isVisible():
            self._bar.setValue(value)
        elif value != self._bar.value():
            self._animation.setStartValue(self._bar.value())
            self._animation.setEndValue(value)
            self._animation.start()

    def stop(self) -> None:
        """Stay here (another article, or the wheel took over)."""
        self._animation.stop()

    def _move(self, value: object) -> None:
        if isinstance(value, int):
            self._bar.setValue(value)


def middle_third(top: float, bottom: float, now: int, height: int) -> int | None:
    """Scroll value that brings a line into the middle third; None where it is there already."""
    if top - now >= height / 3 and bottom - now <= 2 * height / 3:
        return None
    return round((top + bottom) / 2 - height / 2)


def scrolled_by_key(bar: QScrollBar, event: QKeyEvent) -> bool:
    """Scroll for an arrow, Page, Home or End key without modifiers; was it one?"""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    action = _KEYS.get(Qt.Key(event.key()))
    if action is None or plain != Qt.KeyboardModifier.NoModifier:
        return False
    bar.triggerAction(action)
    return True
