"""One rating as a card: who was rated what, on which scale, and the words that prove it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.gui.panels import drawing
from annotator.gui.panels.card_content import CardContent
from annotator.gui.panels.card_layout import CardLayout
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import KeyButton
from annotator.gui.theme import LIGHT, Theme


class RatingCard(QWidget):
    """Painted as a whole; only the chosen card holds buttons."""

    chosen = Signal(str)
    confirm_requested = Signal(str)
    edit_requested = Signal(str)
    reject_requested = Signal(str)
    why_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: CardContent | None = None
        self._theme, self._value_ink = LIGHT, LIGHT.ink
        self._is_chosen = self._is_focused = False
        self._keys: _KeyRow | None = None
        self._layout: CardLayout | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def rating_id(self) -> str:
        return self._content.id if self._content else ""

    @property
    def content(self) -> CardContent | None:
        return self._content

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    def show_content(self, content: CardContent) -> bool:
        """Show a rating; False where nothing is different."""
        if content == self._content:
            return False
        self._content = content
        self.setAccessibleName(content.spoken)
        self.setAccessibleDescription(content.before + content.words + content.after)
        self._forget_layout()
        return True

    def set_chosen(self, chosen: bool, focused: bool = False) -> None:
        """Draw the ring and offer the keys; a stronger ring while the panel has the focus."""
        if (chosen, focused) == (self._is_chosen, self._is_focused):
            return
        grown = chosen != self._is_chosen
        self._is_chosen, self._is_focused = chosen, focused
        if grown:
            self._forget_layout()
        self.update()

    def put_keys_behind(self, widget: QWidget) -> None:
        """Tab goes from ``widget`` to the keys of the chosen card."""
        for button in self._keys.buttons() if self._keys else ():
            QWidget.setTabOrder(widget, button)
            widget = button

    def set_theme(self, theme: Theme, value_ink: str) -> None:
        """``value_ink`` is the colour of the label RATING."""
        self._theme, self._value_ink = theme, value_ink
        if self._keys is not None:
            self._keys.set_theme(theme)
        self._forget_layout()

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(40))

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(self._content, width).height if self._content else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_keys()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._content:
            other = self._laid_out(self._content, self.width()).other_at(event.position())
            self.chosen.emit(other or self._content.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._content:
            self.edit_requested.emit(self._content.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        ring = (3 if self._is_focused else 2) if self._is_chosen else 1
        line = theme.accent if self._is_chosen else theme.hairline
        drawing.outline(painter, area, line, theme.card, px(8), ring)
        if self._content is not None:
            self._laid_out(self._content, self.width()).draw(painter, theme, self._value_ink)

    def _laid_out(self, content: CardContent, width: int) -> CardLayout:
        if self._layout is None or self._layout.width != width:
            self._layout = CardLayout(content, width, with_keys=self._is_chosen)
        return self._layout

    def _forget_layout(self) -> None:
        self._layout = None
        self._place_keys()
        self.updateGeometry()
        self.update()

    def _place_keys(self) -> None:
        if not self._is_chosen or self._content is None:
            if self._keys is not None:
                self._keys.hide()
            return
        if self._keys is None:
            self._keys = _KeyRow(self)
            self._keys.set_theme(self._theme)
        self._keys.offer(self._content.is_open, self.width() - px(20))
        top = self._laid_out(self._content, self.width()).keys_top
        self._keys.setGeometry(px(10), top, self.width() - px(20), px(24))
        self._keys.show()


class _KeyRow(QWidget):
    """The keys that work on the chosen card, as buttons."""

    def __init__(self, card: RatingCard) -> None:
        super().__init__(card)
        self._confirm = KeyButton("A", "Confirm", command="confirm")
        self._edit = KeyButton("E", "Edit", command="edit_rating")
        self._reject = KeyButton("X", "Reject", command="reject")
        self._why = KeyButton("W", "Why", command="show_why")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons():
            row.addWidget(button)
        row.insertStretch(row.count() - 1, 1)
        self._confirm.clicked.connect(lambda: card.confirm_requested.emit(card.rating_id))
        self._edit.clicked.connect(lambda: card.edit_requested.emit(card.rating_id))
        self._reject.clicked.connect(lambda: card.reject_requested.emit(card.rating_id))
        self._why.clicked.connect(lambda: card.why_requested.emit(card.rating_id))

    def offer(self, is_open: bool, room: int) -> None:
        """A decided rating cannot be confirmed again; where there is no room words give way."""
        self._confirm.setVisible(is_open)
        shown = [button for button in self.buttons() if is_open or button is not self._confirm]
        for button in shown:
            button.set_brief(False)
        self._why.setVisible(_width(shown) <= room)
        shown.remove(self._why)
        brief = _width(shown) > room
        for button in shown:
            button.set_brief(brief)

    def set_theme(self, theme: Theme) -> None:
        self._row.setSpacing(px(8))
        for button in self.buttons():
            button.set_theme(theme)

    def buttons(self) -> tuple[KeyButton, ...]:
        return self._confirm, self._edit, self._reject, self._why


def _width(buttons: list[KeyButton]) -> int:
    """Of buttons beside each other, in pixels."""
    return sum(button.sizeHint().width() for button in buttons) + px(8) * (len(buttons) - 1)
