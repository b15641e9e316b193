"""The form in which a rating is corrected or added, in the place of its card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.core.ratings import CHANGES, FREE, STATUSES, Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention
from annotator.gui.panels import rating_choices as choices
from annotator.gui.panels.card_content import one_line
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import CHORD, ENTER_KEYS, ElidedLabel, KeyButton, announce
from annotator.gui.panels.picker import Picker, PointPicker, WordsEdit
from annotator.gui.panels.wording import change_words
from annotator.gui.theme import LIGHT, Theme


class RatingEditor(QFrame):
    """Enter saves, Esc leaves; a value that is not on its scale is not saved."""

    edit_saved = Signal(str, dict)
    edit_cancelled = Signal()
    #: Its height may have changed: whoever holds it brings it into sight.
    grown = Signal()

    def __init__(self, scales: ScaleRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scales = scales
        self._rating: Rating | None = None
        self._review: Review | None = None
        self._wanted = FREE  # what was given or picked, whatever the scale
        self.is_new = False
        self.setProperty("card", True)
        self.setProperty("chosen", True)
        self.setAccessibleName("Edit rating")
        self.title = ElidedLabel(13, 600)
        self.subject = Picker("Subject")
        self.scale = Picker("Scale")
        self.value = PointPicker("Value")
        self.category = WordsEdit("Category")
        self.status = Picker("Status")
        self.change = Picker("Change")
        self.rating_body = Picker("Rating body")
        self.speaker = Picker("Speaker")
        self.problem = QLabel()
        self._save = KeyButton("Enter", "Save")
        self._leave = KeyButton("Esc", "Cancel")
        self._build()
        self.set_theme(LIGHT)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._fields():
            self._form.addRow(field.accessibleName(), field)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._save)
        self._buttons.addWidget(self._leave)
        self._buttons.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.title)
        self._whole.addLayout(self._form)
        self._whole.addWidget(self.problem)
        self._whole.addLayout(self._buttons)
        self.value.setPlaceholderText("choose a value")
        self.scale.currentIndexChanged.connect(self._change_scale)
        self.scale.picked.connect(self._ask_for_value)
        self.value.activated.connect(self._take_value)
        for picker in self._pickers():
            picker.missed.connect(lambda _typed: self.show_problem(self._problem()))
        self._save.clicked.connect(self.save)
        self._leave.clicked.connect(self.edit_cancelled)

    def _fields(self) -> tuple[QWidget, ...]:
        first = (self.subject, self.scale, self.value, self.category, self.status)
        return (*first, self.change, self.rating_body, self.speaker)

    def _pickers(self) -> tuple[Picker, ...]:
        first = (self.value, self.subject, self.scale, self.status)
        return (*first, self.change, self.rating_body, self.speaker)

    @property
    def rating_id(self) -> str:
        return self._rating.id if self._rating else ""

    @property
    def has_focus_inside(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def start(self, rating: Rating, review: Review, selection: Mention | None = None) -> None:
        """Edit a rating of the article; ``selection`` is offered as its subject."""
        self.is_new = False
        self._start(rating, review, selection)

    def start_new(self, rating: Rating, review: Review, selection: Mention | None = None) -> None:
        """Complete a rating that is not in the article yet; its value is given."""
        self.is_new = True
        self._start(rating, review, selection)

    def _start(self, rating: Rating, review: Review, selection: Mention | None) -> None:
        self._rating, self._review = rating, review
        words = f" “{one_line(rating.value.exact)}”" if rating.value else ""
        self.title.set_text(("New rating" if self.is_new else "Edit rating") + words)
        self.setAccessibleName(self.title.text)
        subjects = choices.mention_choices(review, choices.SUBJECTS, rating.subject, selection)
        none = [] if rating.subject else [(choices.NOT_CHOSEN, None)]
        self.subject.set_choices([*none, *subjects], rating.subject)
        self.scale.blockSignals(True)
        self.scale.set_choices(choices.scale_choices(rating, self._scales), rating.scale)
        self.scale.blockSignals(False)
        self._wanted = rating.value_norm
        self._show_points()
        self.category.set_words(rating.category)
        self.status.set_choices([(status, status) for status in STATUSES], rating.status)
        changes = [(change_words(change), change) for change in CHANGES]
        self.change.set_choices([("not said", None), *changes], rating.change)
        self.rating_body.set_choices(choices.body_choices(self._scales), rating.rating_body_id)
        speakers = choices.mention_choices(review, choices.SPEAKERS, rating.speaker)
        self.speaker.set_choices([("no one quoted", None), *speakers], rating.speaker)
        self.show_problem(self._problem())

    def save(self) -> None:
        """Give the changed fields to the window, or say why the form cannot be saved."""
        problem = self._problem()
        if problem or self._rating is None or self._review is None:
            self.show_problem(problem)
            next((p for p in self._pickers() if p.unknown), self.value).setFocus()
            return
        fields = self._answers().changes(self._rating, self._review, self._scales)
        if fields or self.is_new:
            self.edit_saved.emit(self._rating.id, fields)
        else:
            self.edit_cancelled.emit()

    def show_problem(self, sentence: str) -> None:
        """Show a sentence in the form; an empty one takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.problem.setAccessibleName(sentence)
            announce(self.problem)
        self.grown.emit()

    def set_theme(self, theme: Theme) -> None:
        self.title.set_theme(theme)
        self._save.set_theme(theme)
        self._leave.set_theme(theme)
        self._whole.setContentsMargins(px(10), px(8), px(10), px(8))
        self._whole.setSpacing(px(8))
        self._form.setVerticalSpacing(px(4))
        self._form.setHorizontalSpacing(px(8))
        self._buttons.setSpacing(px(8))
        for picker in self._pickers():
            picker.set_theme(theme)
        self.category.setFont(ui_font(13))
        self.problem.setFont(ui_font(13))
        quiet, wrong = f"color: {theme.muted};", f"color: {theme.danger};"
        self.setStyleSheet(f'QLabel {{ {quiet} }} QLabel[problem="true"] {{ {wrong} }}')

    def event(self, event: QEvent) -> bool:
        """Keys typed into the form belong to it, not to the window's single-letter actions."""
        is_key = isinstance(event, QKeyEvent) and not event.modifiers() & CHORD
        if is_key and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.modifiers() & CHORD:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.edit_cancelled.emit()
        elif event.modifiers() & CHORD:
            event.ignore()

    def _answers(self) -> choices.Answers:
        return choices.Answers(
            subject=self.subject.value,
            scale=self.scale.value,
            value_norm=self.value.point,
            category=self.category.words or ("overall",),
            status=self.status.value,
            change=self.change.value,
            rating_body_id=self.rating_body.value,
            speaker=self.speaker.value,
        )

    def _change_scale(self) -> None:
        """Keep the value if the new scale has it, else ask for one."""
        self._show_points()
        self.show_problem(self._problem())

    def _take_value(self) -> None:
        self._wanted = self.value.point
        self.show_problem(self._problem())

    def _show_points(self) -> None:
        scale_id = self.scale.value or FREE
        scale = self._scales.find(scale_id) if scale_id != FREE else None
        words = self._rating.value.exact if self._rating and self._rating.value else ""
        if scale is None or scale.kind == "numeric":
            self.value.show_scale(scale, self._wanted)
        else:
            self.value.show_scale(scale, choices.kept_point(scale, self._wanted, words))
        self.category.set_suggestions(scale.categories if scale else ())

    def _ask_for_value(self) -> None:
        if self._problem():
            self.value.setFocus()

    def _problem(self) -> str:
        """Why the form cannot be saved, as a sentence; "" where it can."""
        for picker in self._pickers():
            if picker.unknown and picker is not self.value:
                name = picker.accessibleName().lower()
                return f"“{picker.unknown}” is none of the choices for the {name}."
        if self.value.unknown:
            return self._scales.problem(self.scale.value or FREE, self.value.unknown) or ""
        scale, point = self.scale.value or FREE, self.value.point
        if not point and self.value.isEditable():
            return "Type the value that the article gives."
        words = self._rating.value.exact if self._rating and self._rating.value else ""
        wanted = one_line(words) if self._wanted == FREE and words else self._wanted
        return self._scales.problem(scale, point or wanted) or ""
