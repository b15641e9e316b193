"""The form in which a rating is corrected or added, in the place of its card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QWidget

from annotator.core import cannot_tell
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention
from annotator.gui.panels import rating_choices as choices
from annotator.gui.panels.card_content import one_line
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.form_keys import FIELDS, Field, field_of_key
from annotator.gui.panels.parts import CHORD, ENTER_KEYS, announce
from annotator.gui.panels.rating_answers import RatingAnswers
from annotator.gui.panels.rating_fields import FieldName
from annotator.gui.panels.rating_frame import FormFrame
from annotator.gui.theme import LIGHT, Theme

_WINDOW_KEYS = frozenset(range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1))
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RatingEditor(QFrame):
    """Enter saves, Esc leaves; a value that is not on its scale is not saved.

    Signals:
        edit_saved(rating id, changed fields, what each further record has instead).
        edit_cancelled().
        drafted(object): the Rating as the form stands now.
        words_wanted(object): a Field whose key was pressed; it takes the selected words, if any.
        entered(widget): a field got the focus.
        grown(): its height may have changed: whoever holds it brings it into sight.
    """

    edit_saved = Signal(str, dict, list)
    edit_cancelled = Signal()
    drafted = Signal(object)
    words_wanted = Signal(object)
    entered = Signal(object)
    grown = Signal()

    def __init__(self, scales: ScaleRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = RatingAnswers(scales)
        self.is_new = False
        self.setProperty("card", True)
        self.setProperty("chosen", True)
        self.setAccessibleName("Edit rating")
        self._names = [FieldName(field) for field in FIELDS]
        self._form = QFormLayout()
        self._frame = FormFrame(self, self._form)
        self.title, self.problem, self.plan = (
            self._frame.title,
            self._frame.problem,
            self._frame.plan,
        )
        self._build()
        self.set_theme(LIGHT)

    def _build(self) -> None:
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, name in zip(FIELDS, self._names, strict=True):
            widget = self.answers.fields[field.name]
            self._form.addRow(name, widget)
            widget.setAccessibleDescription(f"Key Alt+{field.key}")
            widget.installEventFilter(self)
        self._frame.save.clicked.connect(lambda: self.save())
        self._frame.leave.clicked.connect(self.edit_cancelled)
        self.answers.connect(self._on_answer)
        self.answers.scale.picked.connect(self._ask_for_value)
        self.answers.scale.currentIndexChanged.connect(self._watch_number)

    @property
    def rating_id(self) -> str:
        return self.answers.rating.id if self.answers.rating else ""

    @property
    def has_focus_inside(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def start(self, rating: Rating, review: Review) -> None:
        """Edit a rating of the article."""
        self.is_new = False
        self._start(rating, review)

    def start_new(self, rating: Rating, review: Review) -> None:
        """Complete a rating that is not in the article yet; its value is given."""
        self.is_new = True
        self._start(rating, review)

    def _start(self, rating: Rating, review: Review) -> None:
        words = f" “{one_line(rating.value.exact)}”" if rating.value else ""
        self.title.set_text(("New rating" if self.is_new else "Edit rating") + words)
        self.setAccessibleName(self.title.text)
        self.answers.show(rating, review)
        self._on_answer()

    @property
    def draft(self) -> Rating | None:
        """The rating as the form stands now, None where it could not be."""
        rating = self.answers.rating
        if rating is None or self.answers.date.problem:
            return rating
        return cannot_tell.answered(rating, self.answers.changed())

    def go_to(self, field: Field) -> None:
        """Put the focus into a field."""
        widget = self.answers.fields[field.name]
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()

    def take_focus(self) -> None:
        """Go back to the field that had the focus last, or to the first."""
        last = self.focusWidget()
        (last if last is not None and last is not self else self.answers.subject).setFocus()

    def put(self, field: Field, start: int, end: int) -> None:
        """Take words of the article into a field (code points)."""
        review = self.answers.review
        if review is not None:
            self.answers.put(field.name, choices.mention_at(review, field.name, start, end))
            self._on_answer()

    def save(self, *, each_category: bool = False) -> None:
        """Give the changed fields to the window, or say why the form cannot be saved.

        Args:
            each_category: make a record for each category, instead of one with all of them.
        """
        problem = self.answers.problem()
        if problem or self.answers.rating is None:
            self.show_problem(problem)
            self.answers.faulty().setFocus()
            return
        fields, more = self._records(each_category)
        if fields or more or self.is_new:
            self.edit_saved.emit(self.rating_id, fields, more)
        else:
            self.edit_cancelled.emit()

    def _records(self, each_category: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The fields of this record, and what each further one has instead."""
        answers = self.answers
        subjects = answers.subject.all if answers.subject.kept else []
        words = answers.category.words if each_category else ()
        first: dict[str, Any] = {"subject": subjects[0]} if subjects else {}
        if len(words) > 1:
            first["category"] = words[:1]
        more: list[dict[str, Any]] = []
        for number, subject in enumerate(subjects or [None]):
            for place, word in enumerate(words if len(words) > 1 else [""]):
                other = {"subject": subject, "entity": self._entity(subject)} if number else {}
                group = {"category": (word,)} if place else {}
                more += [other | group] if number or place else []
        return answers.changed(**first), more

    def _entity(self, subject: Mention | None) -> str | None:
        review = self.answers.review
        span = review.spans.get(subject.span or "") if review and subject else None
        return span.entity if span else None

    def show_problem(self, sentence: str) -> None:
        """Show a sentence in the form; an empty one takes it away."""
        if sentence == self.problem.text() and self.problem.isHidden() == (not sentence):
            return
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.problem.setAccessibleName(sentence)
            announce(self.problem)
        self.grown.emit()

    def set_theme(self, theme: Theme) -> None:
        self._frame.set_theme(theme)
        self.answers.set_theme(theme)
        for name in self._names:
            name.set_theme(theme)
        for widget in self.answers.fields.values():
            widget.setFont(ui_font(13))
        self._form.setVerticalSpacing(px(2))
        self._form.setHorizontalSpacing(px(8))
        quiet, wrong = f"color: {theme.muted};", f"color: {theme.danger};"
        self.setStyleSheet(f'QLabel {{ {quiet} }} QLabel[problem="true"] {{ {wrong} }}')

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the letters, a field stands below its name."""
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy
        is_narrow = self.width() < px(244)
        wanted = policy.WrapAllRows if is_narrow else policy.DontWrapRows
        if wanted != self._form.rowWrapPolicy():
            self._form.setRowWrapPolicy(wanted)

    def event(self, event: QEvent) -> bool:
        """Keys typed into the form belong to it, not to the window's single-letter actions."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_own = not event.modifiers() & CHORD and event.key() not in _WINDOW_KEYS
            event.setAccepted(is_own)
            return is_own
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with a field's key goes there from any other field."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(watched)
        if isinstance(event, QKeyEvent) and _field(event) is not None:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.words_wanted.emit(_field(event))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.modifiers() & CHORD:
            self.save(each_category=bool(event.modifiers() & _SHIFT))
        elif event.key() == Qt.Key.Key_Escape:
            self.edit_cancelled.emit()
        elif event.modifiers() & CHORD:
            event.ignore()

    def _on_answer(self) -> None:
        """Something was answered anew: say what is wrong, what it makes, and draw it."""
        answers = self.answers
        self._form.setRowVisible(answers.polarity, answers.polarity_is_open)
        names = [one_line(subject.exact) for subject in answers.subject.all]
        plan = choices.plan_words(names, len(answers.category.words))
        words = " ".join(part for part in (answers.strange_body, plan) if part)
        if words != self.plan.text():
            self.plan.setText(words)
            self.plan.setVisible(bool(words))
            self.grown.emit()
        self.show_problem(answers.problem())
        self.drafted.emit(self.draft)

    def _watch_number(self) -> None:
        """A value that is typed has a line of its own, which hears the keys first."""
        line = self.answers.value.lineEdit()
        if line is not None:
            line.removeEventFilter(self)
            line.installEventFilter(self)

    def _ask_for_value(self) -> None:
        if self.answers.problem():
            self.answers.value.setFocus()


def _field(event: QKeyEvent) -> Field | None:
    """The field whose key was pressed with Alt."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = event.key()
    return field_of_key(chr(key)) if plain == _ALT and key < 128 else None
