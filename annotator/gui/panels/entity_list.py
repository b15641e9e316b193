"""The entities of the article, a row for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.core.labels import LabelSet
from annotator.core.review import Review
from annotator.core.wording import shortened
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.entity_model import ENTITY_ROLE, AnyIndex, EntityModel, EntityRow
from annotator.gui.panels.list_view import PanelListView, draw_ground
from annotator.gui.panels.parts import PanelHeader
from annotator.gui.panels.plain import PlainLabel, tip
from annotator.gui.panels.wording import decided_words
from annotator.gui.theme import LIGHT, Theme, label_colours

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EntityList(QWidget):
    """Emits the mention to go to: the first open one of the entity, else its first."""

    entity_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entityList")
        self.setAccessibleName("Entities")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = PanelHeader("Entities")
        self.model = EntityModel()
        self._chosen: str | None = None
        self._delegate = _Delegate(self.model, self)
        self.view = PanelListView("Entities", self.model, self._delegate)
        self.view.opened.connect(
            lambda index: self.entity_chosen.emit(index.data(ENTITY_ROLE).target)
        )
        self.note = PlainLabel()
        self.note.setObjectName("entityNote")
        self.note.setWordWrap(True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        self.set_theme(LIGHT)

    def show_review(
        self, review: Review | None, scores: Mapping[str, float | None], labels: LabelSet
    ) -> None:
        """Show another article, or none."""
        self._chosen = None
        self.model.show_review(review, scores, labels)
        self._show_counts()
        self._show_note()
        self.view.scrollToTop()

    def refresh(self, review: Review | None, items: Iterable[str] = ()) -> None:
        """Show the new state of the same article.

        Args:
            items: ids of what was touched (none given: everything is compared).
        """
        self.model.refresh(review, items)
        self._show_counts()
        self._show_note()
        self._mark()

    def set_labels(self, labels: LabelSet) -> None:
        """Other names, keys, colours or another order of the labels."""
        self.model.set_labels(labels)
        self._show_counts()
        self.choose(self._chosen)

    def choose(self, item_id: str | None) -> None:
        """Mark the entity of this span (none for a rating) and bring it into sight."""
        self._chosen = item_id
        self._show_note()
        index = self._mark()
        if index.isValid():
            self.view.scrollTo(index)

    def sizeHint(self) -> QSize:
        return QSize(px(372), px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(256), px(120))

    def set_theme(self, theme: Theme) -> None:
        self.header.set_theme(theme)
        self._delegate.set_theme(theme)
        self.setStyleSheet(
            f"#entityList, #entityList QTableView {{ background: {theme.panel}; border: 0; }}"
            f"#entityNote {{ color: {theme.ink}; background: {theme.panel};"
            f" border-top: 1px solid {theme.hairline}; padding: {px(6)}px {px(16)}px; }}"
        )
        self.note.setFont(ui_font(13))
        self.view.set_row_height(px(28))

    def _open(self, index: QModelIndex) -> None:
        self.entity_chosen.emit(index.data(ENTITY_ROLE).target)

    def _show_counts(self) -> None:
        self._delegate.measure()
        self.header.set_detail(decided_words(*self.model.counts()))

    def _show_note(self) -> None:
        """The note on the chosen span, which stands nowhere else."""
        said = self.model.note_of(self._chosen)
        about = "Note" if self._chosen else "Note on the article"
        self.note.setText(f"{about}: {shortened(said, 200)}" if said else "")
        self.note.setToolTip(tip(said))
        self.note.setVisible(bool(said))

    def _mark(self) -> QModelIndex:
        index = self.model.index_of(self._chosen)
        self.view.choose(index)
        return index


class _Delegate(QStyledItemDelegate):
    """The label's key, the label in its colours, words, and at the right a tick or the score."""

    def __init__(self, model: EntityModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._model = model
        self._chips = 0.0

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.measure()

    def measure(self) -> None:
        """As wide as the widest label, so that the words stand below each other."""
        labels = {row.label for row in self._model.rows}
        self._chips = max((drawing.label_chip_width(self._name(i)) for i in labels), default=0.0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = draw_ground(painter, option, self._theme, px(16))
        row: EntityRow | None = index.data(ENTITY_ROLE)
        if row is not None:
            self._draw_row(painter, area.adjusted(px(16), 0, -px(16), 0), row)
        painter.restore()

    def _draw_row(self, painter: QPainter, area: QRectF, row: EntityRow) -> None:
        theme, label = self._theme, self._model.label(row.label)
        name = self._name(row.label)
        drawing.draw_digit(painter, area, label.key if label else "", theme)
        area = area.adjusted(drawing.digit_width(), 0, 0, 0)
        chip = QRectF(area.left(), 0, drawing.label_chip_width(name), px(18))
        chip.moveTop(round(area.center().y() - chip.height() / 2))
        ink, tint = theme.muted, theme.hover
        if label is not None:
            colours = label_colours(label, theme)
            ink, tint = colours.ink, colours.tint
        drawing.draw_label_chip(painter, chip, name, ink, tint)
        tone = theme.muted if row.open else theme.positive
        drawing.draw_text(painter, area, row.corner, ui_font(13), tone, _RIGHT)
        corner = drawing.text_width(row.corner, ui_font(13)) + px(8) * bool(row.corner)
        if row.notes:
            before = area.adjusted(0, 0, -corner, 0)
            drawing.draw_text(painter, before, "note", ui_font(11), theme.muted, _RIGHT)
            corner += drawing.text_width("note", ui_font(11)) + px(8)
        count = f" ×{len(row.spans):,}" if len(row.spans) > 1 else ""
        # Words that the straight edge would cut begin behind their own label.
        wanted = drawing.text_width(row.text + count, ui_font(13))
        room = area.width() - corner - px(8)
        beside = self._chips if wanted <= room - self._chips else chip.width()
        words = area.adjusted(beside + px(8), 0, -corner, 0)
        room = words.width() - drawing.text_width(count, ui_font(13))
        text = drawing.elided(row.text, ui_font(13), room) + count
        drawing.draw_text(painter, words, text, ui_font(13), theme.ink)

    def _name(self, label_id: str) -> str:
        label = self._model.label(label_id)
        return (label.name if label else label_id).upper()
