"""What was decided in one article and can be carried over to a near copy: seen and ticked first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.core.ratings import Rating
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.concordance import Concordance, place_at
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.copy_decisions import Offer
    from annotator.core.documents import Document
    from annotator.core.labels import LabelSet


class CarryToCopy(Dialog):
    """Space ticks, A ticks all or none, Enter carries over, Esc leaves; nothing is done before.

    Signals:
        carry_requested(list): ids of the items that are ticked.
    """

    carry_requested = Signal(list)

    def __init__(
        self,
        offers: Sequence[Offer],
        copy: Document,
        labels: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Carry over to “{copy.title or copy.id}”", theme, parent)
        self.said = self.add_sentence("", quiet=True)
        self.list = Concordance("Decisions that can be carried over", with_ticks=True)
        self.list.set_theme(theme)
        self.body.addWidget(self.list, 1)
        self.add_sentence(
            "What was decided or rejected there is left alone. One undo takes all of it back; what "
            "is carried over waits until somebody has seen it.",
            quiet=True,
        )
        places = [
            place_at(offer.item_id, copy, offer.start, offer.end, _note(offer, labels))
            for offer in offers
        ]
        self.list.places.append(places, [offer.item_id for offer in offers])
        self.all = self.add_button("Tick all or none (A)")
        cancel = self.add_button("Cancel")
        self.go = self.add_button("Carry over", default=True)
        self.all.clicked.connect(self.tick_all)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._carry)
        self.list.ticks_changed.connect(self._say)
        self.fit(960, 560)
        self.list.choose(self.list.places.index(1))
        self._say()
        self.list.setFocus()

    def tick_all(self) -> None:
        """Tick every decision, or none where all are ticked."""
        places = self.list.places
        places.tick_all(len(places.ticked()) < len(places.places))
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self.tick_all()
        elif event.key() in ENTER_KEYS and self.go.isEnabled():
            self._carry()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        ticked, places = self.list.places.ticked(), self.list.places.places
        self.said.setText(f"{len(ticked):,} of {counted(len(places), 'decision')} ticked.")
        self.go.setText(f"Carry over {len(ticked):,}" if ticked else "Carry over")
        self.go.setEnabled(bool(ticked))

    def _carry(self) -> None:
        ticked = self.list.places.ticked()
        self.accept()
        self.carry_requested.emit(ticked)


def _note(offer: Offer, labels: LabelSet) -> str:
    """What becomes of the words there: "Service", "Service, not Place", "rating, without date"."""
    before, after = offer.change.before, offer.change.after
    if isinstance(after, Rating):
        lost = ", ".join(name.replace("_", " ") for name in offer.lost)
        said = f"rating: {after.value_norm.replace('_', ' ')}"
        return f"{said}, without {lost}" if lost else said

    def name(label_id: str) -> str:
        label = labels.get(label_id)
        return label.name if label else label_id

    said = name(getattr(after, "label", ""))
    former = getattr(before, "label", "")
    if before is not None and former != getattr(after, "label", ""):
        return f"{said}, not {name(former)}"
    edges = before is not None and getattr(before, "exact", "") != getattr(after, "exact", "")
    return f"{said}, other edges" if edges else said
