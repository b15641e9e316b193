"""Two near copies beside each other: what differs, and what can be carried over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from annotator.core.wording import counted
from annotator.gui.article_words import date_in_words
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import CHORD
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.text_pair import TextPair
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.copy_decisions import Offer
    from annotator.core.review import Review
    from annotator.session.comparing import Pair


class CompareCopies(Dialog):
    """N and P go through the differences, R and L carry over, O opens the other article.

    Args:
        others: the near copies: id, and how it is called in the list.
        look: the pair of the open article and another one.
        offers: what the first of a pair can give to the second.

    Attributes:
        picked: id of the article that is to be opened, None where the analyst left.

    Signals:
        carry_requested(object, object): the pair, from the one that gives, and its offers.
    """

    carry_requested = Signal(object, object)

    def __init__(
        self,
        others: Sequence[tuple[str, str]],
        look: Callable[[str], Pair],
        offers: Callable[[Pair], list[Offer]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Compare copies", theme, parent)
        self._look, self._offers = look, offers
        self.picked: str | None = None
        self._number = 0
        self.choice = QComboBox()
        self.choice.setFont(ui_font(13))
        self.choice.setAccessibleName("Near copy to compare with")
        self.choice.setMinimumContentsLength(24)
        for document_id, words in others:
            self.choice.addItem(words, document_id)
        self.said = PlainLabel()
        self.said.setFont(ui_font(13))
        self.said.setProperty("quiet", True)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.choice, 1)
        row.addWidget(self.said)
        self.body.addLayout(row)
        self.texts = TextPair(theme)
        self.body.addWidget(self.texts, 1)
        self._add_buttons()
        self.choice.currentIndexChanged.connect(lambda _: self.reload())
        self.fit(1200, 720)
        self.reload()
        self.texts.setFocus()

    def reload(self) -> None:
        """Compare the articles as they stand now."""
        self._pair = self._look(self.choice.currentData())
        self._found = self._pair.alignment.differences()
        pairs = self._pair, self._pair.turned()
        self._can_give = tuple(self._offers(pair) for pair in pairs)
        one, other = self._pair.one, self._pair.other
        self.texts.show_texts(
            (one.document, other.document), self._found, (_meta(one), _meta(other))
        )
        for button, can, way in zip(
            (self.right, self.left), self._can_give, ("right", "left"), strict=True
        ):
            what = counted(len(can), "decision") if can else "nothing"
            button.setText(f"Carry {what} to the {way} ({way[0].upper()})")
            button.setEnabled(bool(can))
            button.setAccessibleName(button.text())
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._found))
        self._number = 0
        self._show()

    def step(self, step: int) -> None:
        """Go to the next difference (or the one before with -1), going round."""
        if self._found:
            self._number = (self._number + step) % len(self._found)
            self._show()

    def _show(self) -> None:
        if not self._found:
            self.said.setText("The words are the same.")
            return
        self.said.setText(f"Difference {self._number + 1:,} of {len(self._found):,}")
        self.texts.choose(self._number)

    def _add_buttons(self) -> None:
        self.right = self.add_button("Carry to the right (R)")
        self.left = self.add_button("Carry to the left (L)")
        self.other = self.add_button("Open right (O)")
        self.previous = self.add_button("Previous (P)")
        self.next = self.add_button("Next (N)", default=True)
        close = self.add_button("Close")
        self.right.clicked.connect(lambda: self._carry(0))
        self.left.clicked.connect(lambda: self._carry(1))
        self.other.clicked.connect(self._open)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.reject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_N: lambda: self.step(1),
            Qt.Key.Key_P: lambda: self.step(-1),
            Qt.Key.Key_F3: lambda: self.step(-1 if back else 1),
            Qt.Key.Key_R: lambda: self._carry(0),
            Qt.Key.Key_L: lambda: self._carry(1),
            Qt.Key.Key_O: self._open,
        }
        act = acts.get(event.key())
        if act is None or event.modifiers() & CHORD:
            super().keyPressEvent(event)
        else:
            act()

    def _carry(self, side: int) -> None:
        if self._can_give[side]:
            pair = self._pair.turned() if side else self._pair
            self.carry_requested.emit(pair, self._can_give[side])

    def _open(self) -> None:
        self.picked = self.choice.currentData()
        self.accept()


def _meta(review: Review) -> str:
    """Outlet and date, and how far the article is."""
    document = review.document
    status = {"new": "new", "in_progress": "in progress", "complete": "complete"}
    parts = (document.outlet or document.id, date_in_words(document.published))
    return " · ".join(part for part in (*parts, status[review.status]) if part)
