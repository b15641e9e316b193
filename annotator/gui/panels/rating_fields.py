"""The special fields of the form of a rating."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.dates import read_date
from annotator.core.documents import PartialDate
from annotator.core.errors import Refused
from annotator.core.ratings import RatingDate
from annotator.core.review import Review
from annotator.core.spans import Mention
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.form_keys import FIELDS, Field
from annotator.gui.panels.parts import CHORD
from annotator.gui.panels.picker import CompletingEdit, Picker
from annotator.gui.panels.plain import tip
from annotator.gui.panels.rating_choices import (
    CANNOT_TELL_WORDS,
    DATES,
    mention_at,
    several_choices,
)
from annotator.gui.panels.wording import date_words
from annotator.gui.theme import LIGHT, Theme


class FieldName(QWidget):
    """A field's key as a cap, and its name."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self._theme = LIGHT
        self.setToolTip(tip(f"Alt+{field.key} goes here; {field.key} alone, from the article"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        names = max(drawing.text_width(field.title, ui_font(12)) for field in FIELDS)
        return QSize(px(26) + int(names) + 1, px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        drawing.draw_caps(painter, 0, area.center().y(), self._field.key, self._theme)
        words = area.adjusted(px(26), 0, 0, 0)
        drawing.draw_text(painter, words, self._field.title, ui_font(12), self._theme.muted)


class SubjectPicker(Picker):
    """Picks one subject, or several: "+" keeps the picked one and goes on to the next.

    Signals:
        kept_changed(): one was kept, or the last one was let go of (Backspace).
    """

    kept_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.kept: list[Mention] = []
        self.setAccessibleDescription("Plus keeps this subject and picks another one too")

    @property
    def all(self) -> list[Mention]:
        """The kept ones and the picked one, each once."""
        picked = [self.value] if isinstance(self.value, Mention) else []
        return list(dict.fromkeys([*self.kept, *picked]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & CHORD
        if plain and event.text() == "+" and isinstance(self.value, Mention):
            if self.value not in self.kept:
                self.kept.append(self.value)
            self._go_on()
            self.kept_changed.emit()
        elif plain and event.key() == Qt.Key.Key_Backspace and self.kept:
            self.pick(self.kept.pop())
            self.kept_changed.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Pick the next subject that is not kept yet."""
        for step in range(1, self.count()):
            at = (self.currentIndex() + step) % self.count()
            value = self.value_at(at)
            if isinstance(value, Mention) and value not in self.kept:
                self.setCurrentIndex(at)
                return


class SeveralPicker(Picker):
    """Picks mentions to add to those that are there; "+" keeps the picked one and offers more."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._again: Callable[[tuple[Mention, ...]], None] = lambda _mentions: None

    def start(
        self,
        review: Review,
        labels: frozenset[str],
        current: tuple[Mention, ...],
        taken: set[str],
    ) -> None:
        """Offer the article's mentions with these labels, but for the spans that are taken."""

        def offer(mentions: tuple[Mention, ...]) -> None:
            self.set_choices(several_choices(review, labels, mentions, taken), mentions)

        self._again = offer
        offer(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "+" and not event.modifiers() & CHORD and self.value is not None:
            self._again(self.value)
            if self.count() > 2:
                self.setCurrentIndex(1)
        else:
            super().keyPressEvent(event)


class DateEdit(CompletingEdit):
    """A date as it is typed, and the words of the article that say it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._review: Review | None = None
        self._mention: Mention | None = None
        self._value = RatingDate()
        self._shown = ""

    def start(self, review: Review, date: RatingDate, *, untold: bool) -> None:
        """Show the date of a rating; the article's dates are offered while typing."""
        self._review, self._value, self._mention = review, date, date.mention
        self._shown = CANNOT_TELL_WORDS if untold else date_words(date.value)
        self.setText(self._shown)
        spans = [s for s in review.spans_in_order() if s.label in DATES]
        self.set_suggestions(dict.fromkeys(" ".join(span.exact.split()) for span in spans))
        self._hint()

    def read(self) -> RatingDate:
        """The date; its words are those that were put there, or a date of the article so written.

        Raises:
            Refused: what is typed is no date.
        """
        if self.is_untold:
            return RatingDate()
        text = self.text().strip()
        if text == self._shown and self._mention == self._value.mention:
            return self._value
        named = self._named(text)
        mention = named or self._mention
        if text == self._shown:
            found = PartialDate(self._value.value, self._value.precision)
        elif named is not None:
            found = self._said_by(named)
        else:
            found = read_date(text, self._published())
        return RatingDate(mention, found.value, found.precision)

    @property
    def problem(self) -> str:
        """Why what is typed is no date, "" where it is one."""
        try:
            self.read()
        except Refused as error:
            return " ".join(part for part in (error.what, error.todo) if part)
        return ""

    def put(self, mention: Mention) -> None:
        """Take words of the article; their date is typed in where they can be read."""
        self._mention = mention
        self.setText(date_words(self._said_by(mention).value))
        self._hint()
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in the empty field takes the words of the article away too."""
        erase = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        if erase and not self.text() and self._mention is not None:
            self._mention = None
            self._hint()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)

    def _said_by(self, mention: Mention) -> PartialDate:
        """The date that words of the article say; they may stand there though nobody knows it."""
        try:
            return read_date(mention.exact, self._published())
        except Refused:
            return PartialDate()

    def _hint(self) -> None:
        words = f"“{' '.join(self._mention.exact.split())}”" if self._mention else ""
        self.setPlaceholderText(words or "12 March 2024")
        self.setToolTip(tip(words or "12 March 2024, 03/2024, 2024, last year"))

    def _named(self, text: str) -> Mention | None:
        """The date in the article that is written like this."""
        review, wanted = self._review, " ".join(text.split()).casefold()
        for span in review.spans_in_order() if review and wanted else ():
            if span.label in DATES and " ".join(span.exact.split()).casefold() == wanted:
                return mention_at(review, "date", span.start, span.end) if review else None
        return None

    def _published(self) -> PartialDate:
        return self._review.document.published if self._review else PartialDate()
