"""The scrolling column in which the rating cards stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.gui.panels.card_content import CardContent
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.panels.rating_card import RatingCard
from annotator.gui.theme import LIGHT, Theme


class CardColumn(QScrollArea):
    """Holds a card per rating; the arrow keys go from card to card, Enter edits.

    The cards are placed here and not by a Qt layout: a changed card is in its place at once, and
    can be scrolled to before anything is painted.
    """

    chosen = Signal(str)
    confirm_requested = Signal(str)
    edit_requested = Signal(str)
    reject_requested = Signal(str)
    why_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._value_ink = LIGHT, LIGHT.ink
        self._cards: list[RatingCard] = []  # those in use, in the order of the text
        self._spare: list[RatingCard] = []
        self._guest: QWidget | None = None
        self._guest_of: str | None = None
        self._chosen: str | None = None
        inside = QWidget()
        inside.setObjectName("cardColumn")
        inside.installEventFilter(self)
        self.setWidget(inside)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Rating cards")
        self.setAccessibleDescription("Arrow keys go from card to card, Enter edits")

    @property
    def cards(self) -> tuple[RatingCard, ...]:
        return tuple(self._cards)

    def card(self, rating_id: str | None) -> RatingCard | None:
        return next((c for c in self._cards if c.rating_id == rating_id), None)

    def show_contents(self, contents: Sequence[CardContent]) -> None:
        """A card for each; those that say the same as before are not touched."""
        there = {card.rating_id: card for card in self._cards}
        wanted = {content.id for content in contents}
        for rating_id, card in there.items():
            if rating_id not in wanted:
                card.hide()
                self._spare.append(card)
        self._cards = []
        for content in contents:
            card = there.get(content.id) or self._free_card()
            card.show_content(content)
            self._cards.append(card)
        self.mark()  # first, as Qt lays out what is shown before it has its place
        for card in self._cards:
            card.setVisible(self._guest is None or card.rating_id != self._guest_of)

    def choose(self, rating_id: str | None) -> None:
        """Mark a card (None: no one) and bring it into sight."""
        self._chosen = rating_id
        self.mark()
        card = self.card(rating_id)
        if card is not None and not card.isHidden():
            self.show_widget(card)

    def mark(self) -> None:
        """Give the ring and the keys to the chosen card."""
        for card in self._cards:
            chosen = card.rating_id == self._chosen
            card.set_chosen(chosen, chosen and self.hasFocus())
            if chosen:
                card.put_keys_behind(self)
        self._place()

    def insert(self, guest: QWidget, instead_of: str | None) -> None:
        """Put a widget in the place of a card, or (None) below the last one."""
        self._guest, self._guest_of = guest, instead_of
        guest.setParent(self.widget())
        card = self.card(instead_of)
        if card is not None:
            card.hide()
        guest.show()
        self._place()

    def remove_guest(self) -> None:
        """Take the widget away again; the card that it stood for is back."""
        card = self.card(self._guest_of)
        if self._guest is not None:
            self._guest.hide()
        self._guest = self._guest_of = None
        if card is not None:
            card.show()
        self._place()

    def show_widget(self, widget: QWidget) -> None:
        """Scroll to a widget of the column; its beginning counts most."""
        area = widget.geometry()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = area.top() - px(8)
        lowest = area.bottom() + px(8) - height
        bar.setValue(min(top, max(bar.value(), lowest)))

    def set_theme(self, theme: Theme, value_ink: str) -> None:
        """``value_ink`` is the colour of the label RATING."""
        self._theme, self._value_ink = theme, value_ink
        for card in (*self._cards, *self._spare):
            card.set_theme(theme, value_ink)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif plain and event.key() in ENTER_KEYS and self._chosen:
            self.edit_requested.emit(self._chosen)
        elif plain and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget of the column wants another height."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Below each other, 8 apart; as wide with a scroll bar as without one."""
        width = max(px(96), self.width() - 2 * px(16))
        top = px(4)
        for widget in self._shown():
            has_own = widget.hasHeightForWidth()
            height = widget.heightForWidth(width) if has_own else widget.sizeHint().height()
            widget.setGeometry(px(16), top, width, height)
            top += height + px(8)
        self.widget().resize(self.viewport().width(), top + px(8))

    def _shown(self) -> list[QWidget]:
        shown: list[QWidget] = []
        for card in self._cards:
            is_stood_for = self._guest is not None and card.rating_id == self._guest_of
            shown.append(self._guest if is_stood_for and self._guest else card)
        if self._guest is not None and self._guest not in shown:
            shown.append(self._guest)
        return shown

    def _step(self, by: int) -> None:
        ids = [card.rating_id for card in self._cards]
        if not ids:
            return
        at = ids.index(self._chosen) + by if self._chosen in ids else 0
        self.chosen.emit(ids[max(0, min(at, len(ids) - 1))])

    def _free_card(self) -> RatingCard:
        if self._spare:
            return self._spare.pop()
        card = RatingCard(self.widget())
        card.set_theme(self._theme, self._value_ink)
        card.chosen.connect(self.chosen)
        card.confirm_requested.connect(self.confirm_requested)
        card.edit_requested.connect(self.edit_requested)
        card.reject_requested.connect(self.reject_requested)
        card.why_requested.connect(self.why_requested)
        return card
