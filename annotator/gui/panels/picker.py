"""Fields of a form: a combo box of values, and a line of words with completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from annotator.core.ratings import FREE
from annotator.core.scales import Scale
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import CHORD, ENTER_KEYS
from annotator.gui.panels.rating_choices import CANNOT_TELL, CANNOT_TELL_WORDS, point_choices
from annotator.gui.theme import LIGHT, Theme

#: Border and inner margin of a line edit; between them lies the stylesheet's padding.
_FRAME = 3


#: Letters that follow each other within this time are one search.
_PAUSE_MS = 1000


class Picker(QComboBox):
    """Choices with the values that they stand for; typing goes to the first that fits.

    Qt's own search stops at the first space, where it opens the list.

    Attributes:
        shorten: makes of a choice's words and value what the closed field shows in little room.
    """

    #: Picked in the open list: a final choice, where the arrow keys only step through.
    picked = Signal()
    #: What was typed is none of the choices; nothing is picked by it ("" once it is taken back).
    missed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._is_final = False
        self._typed = ""
        self._before = -1  # what was picked before the typing
        self.unknown = ""
        self._since_key = QElapsedTimer()
        self._theme = LIGHT
        self.shorten: Callable[[str, Any], str] = lambda words, _value: words
        self.activated.connect(self._tell)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(12)

    def set_choices(
        self, choices: Sequence[tuple[str, Any]], value: Any, *, untold: bool | None = None
    ) -> None:
        """Offer these; nothing is picked where none stands for ``value``.

        Args:
            untold: is it said that the article does not tell it? None: that is not offered.
        """
        if untold is not None:
            choices = [*choices, (CANNOT_TELL_WORDS, CANNOT_TELL)]
            value = CANNOT_TELL if untold else value
        was_quiet = self.blockSignals(True)  # nobody hears of the states in between
        self.clear()
        self._values = [choice for _, choice in choices]
        self.addItems([words for words, _ in choices])
        self.pick(value)
        self.blockSignals(was_quiet)
        self.currentIndexChanged.emit(self.currentIndex())

    def offer(self, choice: tuple[str, Any]) -> None:
        """Offer one more choice before the others, and pick it."""
        words, value = choice
        if value not in self._values:
            self._values.insert(0, value)
            self.insertItem(0, words)
        self.pick(value)

    def pick(self, value: Any) -> None:
        self.unknown = ""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @property
    def value(self) -> Any:
        """What the picked choice stands for; None where none is picked."""
        return self.value_at(self.currentIndex())

    def value_at(self, at: int) -> Any:
        """What a choice stands for; None where there is none."""
        return self._values[at] if 0 <= at < len(self._values) else None

    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        self._is_final = True
        self._miss("")
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_final = False
        if not self._since_key.isValid() or self._since_key.hasExpired(_PAUSE_MS):
            self._typed, self._before = "", self.currentIndex()
        text = event.text()
        is_word = text.isprintable() and bool(text) and (text != " " or bool(self._typed))
        if is_word and not event.modifiers() & CHORD and not self.isEditable():
            self._since_key.restart()
            self._search(text)
        else:
            self._typed = ""
            if event.key() not in ENTER_KEYS:  # those save the form, which must know
                self._miss("")
            super().keyPressEvent(event)

    def _search(self, letter: str) -> None:
        """Go to the choice that begins with what was typed, else to one with such a word.

        What fits none is shown as unknown, and what was picked before the typing stays picked.
        """
        self._typed += letter.lower()
        # The same letter again goes on to the next; a first one stays where it fits.
        same = len(self._typed) > 1 and set(self._typed) == {letter.lower()}
        wanted = letter.lower() if same else self._typed
        first = max(0, self.currentIndex()) + (1 if same else 0)
        order = [(first + step) % self.count() for step in range(self.count())]
        words = [self.itemText(at).lower() for at in order]
        fits = [at for at, text in zip(order, words, strict=True) if text.startswith(wanted)]
        fits += [at for at, text in zip(order, words, strict=True) if f" {wanted}" in text]
        self.setCurrentIndex(fits[0] if fits else self._before)
        self._miss("" if fits else self._typed)
        self.activated.emit(self.currentIndex())

    def _miss(self, typed: str) -> None:
        if typed != self.unknown:
            self.unknown = typed
            self.missed.emit(typed)
            self.update()

    def _tell(self) -> None:
        if self._is_final:
            self.picked.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(ui_font(13))

    @property
    def shown_words(self) -> str:
        """What the closed field shows: shorter words where there is little room."""
        words = self.unknown or self.currentText() or self.placeholderText()
        fits = drawing.text_width(words, ui_font(13)) <= self._room.width()
        return words if fits or self.unknown else self.shorten(words, self.value)

    @property
    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(px(8) + _FRAME, 0, -px(20), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style draws it, with the words elided and a sign that there is a list."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        # Our own arrow is drawn below. (The stubs lack this attribute.)
        option.subControls &= ~QStyle.SubControl.SC_ComboBoxArrow  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            tone = self._theme.ink if self.currentText() and self.isEnabled() else self._theme.muted
            tone = self._theme.danger if self.unknown else tone
            drawing.draw_text(painter, self._room, self.shown_words, ui_font(13), tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.muted), max(1.0, px(3) / 2)))
        middle, right = self.height() / 2, self.width() - px(10)
        tip = QPointF(right - px(4), middle + px(2))
        painter.drawPolyline([QPointF(right - px(8), middle - px(2)), tip])
        painter.drawPolyline([tip, QPointF(right, middle - px(2))])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the column; it never changes a field under the pointer."""
        event.ignore()


class PointPicker(Picker):
    """The points of a scale; a number to type where the scale has none."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.shorten = lambda words, _value: words.partition(" · ")[0]  # without its rank

    def show_scale(self, scale: Scale | None, point: str | None, *, untold: bool = False) -> None:
        """Offer the points of a scale (None: free wording); ``point`` is picked if it has it."""
        is_number = scale is not None and scale.kind == "numeric"
        self.setEditable(is_number)
        if scale is None:
            self.set_choices([("as worded", FREE)], FREE, untold=untold)
        elif is_number:
            self.set_choices([], None)
            self.setEditText("?" if untold else "" if point in (None, FREE) else str(point))
        else:
            self.set_choices(point_choices(scale), point, untold=untold)

    @property
    def point(self) -> str:
        """What a record stores; "" while nothing is picked, or nothing can be told."""
        if self.is_untold:
            return ""
        return self.currentText().strip() if self.isEditable() else self.value or ""

    @property
    def is_untold(self) -> bool:
        """Is it said that the article does not tell it?"""
        if self.isEditable():
            return self.currentText().strip().startswith("?")
        return self.value is CANNOT_TELL


class CompletingEdit(QLineEdit):
    """What is typed is completed in the line, selected, so that typing goes on over it.

    Qt's own completion in the line keeps Enter for itself, which would cost a press more.
    """

    def __init__(self, name: str, *, between: str = "") -> None:
        """``between`` separates several words, "" where there is but one."""
        super().__init__()
        self.setAccessibleName(name)
        self._between = between
        self._known: tuple[str, ...] = ()
        self._before = ""
        self.textEdited.connect(self._complete)

    def set_suggestions(self, words: Iterable[str]) -> None:
        self._known = tuple(words)

    @property
    def is_untold(self) -> bool:
        """Was "?" typed: the article does not tell?"""
        return self.text().strip().startswith("?")

    def _complete(self, text: str) -> None:
        """Add the rest of the first known word that begins with what was typed."""
        at, before = self.cursorPosition(), self._before
        self._before = text
        is_growing = len(text) > len(before) or not before.startswith(text)
        if not is_growing or at < len(text):
            return
        *done, begun = text.split(self._between) if self._between else [text]
        begun = begun.lstrip().lower()
        there = {word.strip().lower() for word in done}
        fits = (w for w in self._known if w.lower().startswith(begun) and w.lower() not in there)
        rest = next(fits, begun)[len(begun) :] if begun else ""
        if rest:
            self.setText(text + rest)
            self.setSelection(at, len(rest))


class WordsEdit(CompletingEdit):
    """Words with commas between them."""

    def __init__(self, name: str) -> None:
        super().__init__(name, between=",")

    def set_words(self, words: Iterable[str]) -> None:
        self.setText(", ".join(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A comma takes what was completed; it does not type over it."""
        if (
            event.text() == ","
            and self.selectionEnd() == len(self.text())
            and self.selectionStart()
        ):
            self.setCursorPosition(len(self.text()))
        super().keyPressEvent(event)

    @property
    def words(self) -> tuple[str, ...]:
        """The words, each once; none where the article does not tell ("?")."""
        if self.is_untold:
            return ()
        parts = (" ".join(part.split()) for part in self.text().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))
