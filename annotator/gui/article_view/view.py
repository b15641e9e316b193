"""The article with its highlights: a read-only QTextEdit with marks painted under its words.

The text is laid out once; marks are drawn for what is visible only, and after a decision only what
changed is drawn again. Text is never read back from the widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.core.labels import LabelSet
from annotator.core.offsets import OffsetMap
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.gui.article_view import hit_test
from annotator.gui.article_view.caret import Caret
from annotator.gui.article_view.column import Column
from annotator.gui.article_view.focus import focus_of_rating
from annotator.gui.article_view.header import Header
from annotator.gui.article_view.keys import KeyReading
from annotator.gui.article_view.mouse import MouseReading
from annotator.gui.article_view.painter import MarkPainter
from annotator.gui.article_view.scene import Scene
from annotator.gui.article_view.scrolling import Glide
from annotator.gui.article_view.typesetting import Reading, recolour, set_font, typeset
from annotator.gui.theme import LIGHT, Theme


class ArticleView(KeyReading, MouseReading, Column, QTextEdit):
    """Shows one article under review. Offsets in signals and methods are code points.

    Signals:
        item_clicked: id of the span (or bare rating) that was clicked; the smallest wins, a
            further click on the same place goes through those around it.
        range_selected: start and end after a drag or a double click.
        selecting: are words selected now?
        empty_clicked: a click beside every item.
        caret_changed: did caret mode begin (or end)?
        zoom_requested: steps of the wheel with Ctrl, positive for larger.
    """

    item_clicked = Signal(str)
    range_selected = Signal(int, int)
    selecting = Signal(bool)
    empty_clicked = Signal()
    caret_changed = Signal(bool)
    zoom_requested = Signal(int)

    _theme = LIGHT  # Qt may send change events while it makes the widget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self._labels: LabelSet | None = None
        self._reading = Reading()
        self._meta = ""
        self._chosen: str | None = None
        self._caret: Caret | None = None
        self._caret_left: tuple[int, int] | None = None
        self._column: float | None = None
        self._why: Callable[[str], str] | None = None
        self._marks: MarkPainter | None = None
        self.document().setUndoRedoEnabled(False)
        self._put_cursor(0, 0)
        self._glide = Glide(self.verticalScrollBar())
        self._set_up_widget()
        self._set_up_column()
        self._set_up_mouse()
        self.set_theme(self._theme)

    # -- what is shown ---------------------------------------------------------------------------

    def set_labels(self, labels: LabelSet) -> None:
        """Names and colours of the spans."""
        self._labels = labels
        self._new_painter()

    def set_theme(self, theme: Theme) -> None:
        """Colours; the text is not laid out again."""
        self._theme = theme
        self._wear()
        if self.scene:
            recolour(self.document(), self.scene.header.setting, theme)
        self._new_painter()

    def set_meta(self, text: str) -> None:
        """The line under the title: outlet, date and the like."""
        self._meta = text
        if self.scene:
            self.scene.meta = text
        self.viewport().update()

    def set_why(self, why: Callable[[str], str] | None) -> None:
        """What tool tips say of the rule behind an item, by its id."""
        self._why = why

    def set_reduced_motion(self, reduced: bool) -> None:
        """Scroll at once instead of gliding."""
        self._glide.reduced_motion = reduced

    def show_review(self, review: Review | None, scores: Mapping[str, float] | None = None) -> None:
        """Show an article from its top; None shows nothing.

        Args:
            scores: confidence from 0 to 1 by item id.
        """
        self._glide.stop()
        self._chosen = None
        self.setAccessibleDescription("")
        self._stop_drag()
        self.set_caret_mode(False)
        self._caret_left = None
        self.scene = None
        document = self.document()
        set_font(document, self._reading)
        whole = QTextCursor(document)
        whole.beginEditBlock()  # one text, all its formats, and one laying out
        scene = self._set_up_scene(document, review, scores or {}) if review else None
        if scene is None:
            document.clear()
        whole.endEditBlock()
        self._put_cursor(0, 0)  # else Qt takes all of the new text for selected, in its one colour
        self.scene = scene
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def _set_up_scene(
        self, document: QTextDocument, review: Review, scores: Mapping[str, float]
    ) -> Scene:
        offsets = OffsetMap(review.document.text)
        document.setPlainText(offsets.display_text)
        setting = typeset(document, review.document, offsets, self._reading, self._theme)
        header = Header(setting, self._reading)
        header.make_room(document, self._page_width())
        scene = Scene(review, scores, document, offsets, header, self._painter())
        scene.meta = self._meta
        return scene

    def refresh(self, item_ids: Iterable[str], *, at_once: bool = False) -> None:
        """Draw items again after decisions; only where they were and are."""
        if self.scene:
            self._update_areas(self.scene.refresh(item_ids, self._chosen), at_once=at_once)
            self._say_chosen()

    def take(self, review: Review, item_ids: Iterable[str]) -> None:
        """Go on with another state of the same article, in which those items changed.

        The text is drawn at once: the eye is on it, all other panels may follow.
        """
        if self.scene:
            self.scene.review = review
            self.refresh(item_ids, at_once=True)

    def choose(self, item_id: str | None, *, scroll: bool = True) -> None:
        """Ring an item, draw what belongs to it, and bring it into the middle third."""
        if item_id != self._chosen:
            self._caret_left = None
        self._chosen = item_id
        if self.scene is None:
            return
        self._update_areas(self.scene.choose(item_id))
        self._say_chosen()
        if scroll and self.scene.focus.ring:
            self._bring_to_middle(*self.scene.focus.ring)

    def show_range(self, start: int, end: int) -> None:
        """Select code points and bring them into the middle third."""
        self.select_range(start, end)
        if self._caret is not None:
            self._caret.cover(start, end)
            self._column = None
        self._bring_to_middle(start, end)

    def show_draft(self, rating: Rating | None) -> None:
        """Draw a rating that is being filled in, in the place of the chosen item."""
        if self.scene is not None and rating is not None:
            self._update_areas(self.scene.focus_on(focus_of_rating(rating)))

    def set_reading(self, size_px: float = 18, measure_px: int = 680, serif: bool = True) -> None:
        """Text size, widest column, and serif or sans; what is read stays in its place."""
        reading = Reading(size_px, measure_px, serif)
        if reading == self._reading:
            return
        self._reading = reading
        self._keeping_place(self._lay_out_again)

    def visible_item_ids(self) -> list[str]:
        """Items whose words begin in what is visible now."""
        if self.scene is None:
            return []
        top = self.verticalScrollBar().value()
        return self.scene.ids_between(top, top + self.viewport().height())

    # -- Qt --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scene:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shift = self._shift()
            painter.translate(-shift)
            self.scene.paint(painter, QRectF(event.rect()).translated(shift))
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_in_sight = self._is_ring_in_sight(event.oldSize().height())
        self._centre()  # first, so that Qt lays the text out once, for the final width
        super().resizeEvent(event)
        if self.scene and self.scene.page.width_changed():
            self.scene.header.make_room(self.document(), self.viewport().width())
            if was_in_sight and not self._is_ring_in_sight(self.viewport().height()):
                self._bring_to_middle(*(self.scene.focus.ring or (0, 0)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A new stylesheet of the program gives every widget back its first palette.
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._wear()
        # A new font of the program would be given to the article too.
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.scene:
            self._keeping_place(self._lay_out_again)

    # -- within ----------------------------------------------------------------------------------

    def _say_chosen(self) -> None:
        """Let screen readers say what is chosen."""
        if self.scene:
            why = self._why(self._chosen) if self._why and self._chosen else ""
            said = hit_test.spoken(self.scene, self._labels, self._chosen, why)
            if said != self.accessibleDescription():
                self.setAccessibleDescription(said)

    def _set_up_widget(self) -> None:
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Article text")
        self.setAutoFillBackground(True)
        self.viewport().setMouseTracking(True)

    def _wear(self) -> None:
        """Put the theme's colours into the palette, if they are not there."""
        page, ink = QColor(self._theme.page), QColor(self._theme.ink)
        role = QPalette.ColorRole
        wanted = {role.Base: page, role.Window: page, role.Text: ink, role.HighlightedText: ink}
        wanted[role.Highlight] = QColor(0, 0, 0, 0)  # the scene draws selections
        # The viewport too: before the window is shown, it does not follow the widget around it.
        for widget in (self, self.viewport()):
            shades = widget.palette()
            if any(shades.color(part) != colour for part, colour in wanted.items()):
                for part, colour in wanted.items():
                    shades.setColor(part, colour)
                widget.setPalette(shades)

    def _painter(self) -> MarkPainter:
        """The painter of this theme, label set and text size, kept from article to article."""
        if self._marks is None:
            self._marks = MarkPainter(self._theme, self._labels, self._reading)
        return self._marks

    def _new_painter(self) -> None:
        self._marks = None
        if self.scene:
            self.scene.marks = self._painter()
        self.viewport().update()

    def _lay_out_again(self) -> None:
        self._new_painter()
        if self.scene:
            scene, document = self.scene, self.document()
            set_font(document, self._reading)
            scene.page.reading = self._reading
            setting = typeset(
                document, scene.review.document, scene.page.offsets, self._reading, self._theme
            )
            scene.header = Header(setting, self._reading)
            scene.header.make_room(document, self._page_width())
            scene.page.forget()
        self._centre()
