"""The ratings of the article: a header, the cards, and the form in the place of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.consistency import Inconsistency, by_item, findings
from annotator.core.labels import LabelSet
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.gui.panels.card_column import CardColumn
from annotator.gui.panels.card_content import CardContent, CardLine, card_content, finding_lines
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import PanelHeader
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.wording import decided_words
from annotator.gui.theme import LIGHT, Theme, label_colours

if TYPE_CHECKING:
    from annotator.gui.panels.rating_editor import RatingEditor

#: Why a rating was suggested, as headings with words.
Reasons = Callable[[Rating], tuple[tuple[str, str], ...]]


class RatingCards(QWidget):
    """Shows what the window gives; asks for decisions by signals."""

    chosen = Signal(str)
    confirm_requested = Signal(str)
    edit_requested = Signal(str)
    reject_requested = Signal(str)
    why_requested = Signal(str)
    edit_saved = Signal(str, dict, list)
    edit_cancelled = Signal()
    #: Does the form stand there now?
    editing = Signal(bool)
    #: The Rating as the form stands now.
    drafted = Signal(object)
    #: The key of a Field of the form was pressed.
    words_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ratingCards")
        self.setAccessibleName("Ratings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = LIGHT
        self._review: Review | None = None
        self._scores: Mapping[str, float | None] = {}
        self._scales = ScaleRegistry({}, ())
        self._labels: LabelSet | None = None
        self._editor: RatingEditor | None = None
        self._is_saving = False
        self._chosen: str | None = None
        self._reasons: Reasons | None = None
        self._found: dict[str, list[tuple[Inconsistency, str | None]]] = {}
        self.header = PanelHeader("Ratings")
        self._empty = PlainLabel("No rating in this article yet.")
        self._empty.setWordWrap(True)
        self.column = CardColumn()
        self._build()
        self.set_theme(LIGHT)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._empty)
        whole.addWidget(self.column, 1)
        self.column.chosen.connect(self.chosen)
        self.column.confirm_requested.connect(self.confirm_requested)
        self.column.edit_requested.connect(self.edit_requested)
        self.column.reject_requested.connect(self.reject_requested)
        self.column.why_requested.connect(self.why_requested)

    # --- what is shown ---

    def show_review(
        self,
        review: Review | None,
        scores: Mapping[str, float | None],
        scales: ScaleRegistry,
        labels: LabelSet,
    ) -> None:
        """Show another article (or none); a form that is open is closed."""
        self.stop_editing()
        self.set_labels(labels)
        self._scores, self._scales = scores, scales
        self.column.choose(None)
        self.refresh(review)
        self.column.verticalScrollBar().setValue(0)

    def set_labels(self, labels: LabelSet) -> None:
        """The colour of judgements; a form that is open stays."""
        if self._labels is not labels:
            self._labels = labels
            self.column.set_theme(self._theme, self._value_ink())

    def refresh(self, review: Review | None, items: Iterable[str] = ()) -> None:
        """Show the new state of the same article; only cards that differ change.

        A form whose record was just saved is closed.

        Args:
            items: what was touched; cards are compared in any case.
        """
        self._review = review
        ratings = review.ratings_in_order() if review else []
        if self._editor is not None:
            gone = not self._editor.is_new and self._editor.rating_id not in {r.id for r in ratings}
            if self._is_saving or gone:
                self.stop_editing()
        self._found = by_item(findings(review, self._scales)) if review else {}
        self._show_contents()
        if self._chosen in set(items):  # it may have grown by a note or a chip
            self.column.choose(self._chosen)
        decided = sum(not rating.is_open for rating in ratings)
        self.header.set_detail(decided_words(decided, len(ratings)))
        self._show_empty()

    def choose(self, item_id: str | None) -> None:
        """Mark the card of this rating (none for a span) and bring it into sight."""
        self._chosen = item_id
        if self._reasons is not None:
            self._show_contents()
        self.column.choose(item_id)

    def show_why(self, reasons: Reasons | None) -> None:
        """Say on the chosen card why it was suggested (None: no longer).

        Args:
            reasons: headings with words for a rating.
        """
        self._reasons = reasons
        self._show_contents()
        self.column.choose(self._chosen)

    @property
    def is_explaining(self) -> bool:
        return self._reasons is not None

    def other_of(self, rating_id: str) -> str | None:
        """The rating that this one repeats or contradicts."""
        found = self._found.get(rating_id, ())
        return next((other for _, other in found if other is not None), None)

    def _show_contents(self) -> None:
        ratings = self._review.ratings_in_order() if self._review else []
        self.column.show_contents([self._content(rating) for rating in ratings])

    def _content(self, rating: Rating) -> CardContent:
        lines = finding_lines(self._found.get(rating.id, ()))
        if self._reasons is not None and rating.id == self._chosen:
            lines += [CardLine(heading, text) for heading, text in self._reasons(rating)]
        return card_content(rating, self._scales, self._scores.get(rating.id), lines)

    def sizeHint(self) -> QSize:
        return QSize(px(372), px(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(256), px(120))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.header.set_theme(theme)
        self._empty.setFont(ui_font(13))
        self._empty.setContentsMargins(px(16), 0, px(16), px(8))
        self.setStyleSheet(_sheet(theme))
        self.column.set_theme(theme, self._value_ink())
        if self._editor is not None:
            self._editor.set_theme(theme)

    # --- the form ---

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    @property
    def has_unsaved(self) -> bool:
        """Does an open form hold answers that were not written yet?"""
        editor = self._editor
        return editor is not None and (editor.is_new or editor.draft != editor.answers.rating)

    @property
    def editor(self) -> RatingEditor | None:
        return self._editor

    @property
    def wants_room(self) -> bool:
        """Is the form higher than the panel?"""
        editor = self._editor
        return editor is not None and editor.sizeHint().height() > self.column.height()

    def start_editing(self, rating_id: str) -> bool:
        """Put the form in the place of a card; False where there is no such rating."""
        rating = self._review.ratings.get(rating_id) if self._review else None
        if rating is None or self._review is None:
            return False
        editor = self._open_editor()
        editor.start(rating, self._review)
        self._place_editor(editor, rating_id)
        return True

    def start_new(self, rating: Rating) -> None:
        """A form for a rating that is not there yet; its value is given."""
        if self._review is None:
            return
        editor = self._open_editor()
        editor.start_new(rating, self._review)
        self._show_empty()
        self._place_editor(editor, None)

    def show_problem(self, sentence: str) -> None:
        """Say in the form why it was not saved."""
        self._is_saving = False
        if self._editor is not None:
            self._editor.show_problem(sentence)

    def stop_editing(self) -> None:
        """Close the form without saving."""
        editor, self._editor = self._editor, None
        self._is_saving = False
        if editor is None:
            return
        had_focus = editor.has_focus_inside
        if had_focus:
            self.column.setFocus()
        self.column.remove_guest()
        editor.deleteLater()
        self._show_empty()
        self.editing.emit(False)

    def _open_editor(self) -> RatingEditor:
        from annotator.gui.panels.rating_editor import RatingEditor

        self.stop_editing()
        self._editor = editor = RatingEditor(self._scales)
        editor.set_theme(self._theme)
        editor.edit_saved.connect(self._save)
        editor.edit_cancelled.connect(self._cancel)
        editor.entered.connect(self._bring_field)
        editor.drafted.connect(self.drafted)
        editor.words_wanted.connect(self.words_wanted)
        editor.grown.connect(self._bring_editor, Qt.ConnectionType.QueuedConnection)
        return editor

    def _place_editor(self, editor: RatingEditor, instead_of: str | None) -> None:
        self.column.insert(editor, instead_of)
        self.editing.emit(True)
        self.column.show_widget(editor)
        editor.take_focus()

    def _bring_editor(self) -> None:
        """Its beginning, but the field that has the focus above all."""
        editor = self._editor
        if editor is not None:
            self.column.show_widget(editor)
            if editor.has_focus_inside:
                self._bring_field(self.window().focusWidget())

    def _bring_field(self, field: QWidget | None) -> None:
        if field is not None:
            self.column.ensureWidgetVisible(field, 0, px(32))

    def _save(
        self, rating_id: str, fields: dict[str, object], more: list[dict[str, object]]
    ) -> None:
        """The form stays until the new state is shown: the window may refuse it."""
        self._is_saving = True
        self.edit_saved.emit(rating_id, fields, more)

    def _cancel(self) -> None:
        self.stop_editing()
        self.edit_cancelled.emit()

    def _show_empty(self) -> None:
        nothing = self._review is not None and not self._review.ratings
        self._empty.setVisible(nothing and self._editor is None)

    def _value_ink(self) -> str:
        label = self._labels.get("RATING") if self._labels else None
        return label_colours(label, self._theme).ink if label else self._theme.ink


def _sheet(theme: Theme) -> str:
    return f"""
    #ratingCards, #cardColumn {{ background: {theme.panel}; }}
    #ratingCards > QLabel {{ color: {theme.muted}; }}
    """
