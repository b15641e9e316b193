"""What was decided in one article and can be carried over to a near copy: seen and ticked first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.core.ratings import Rating
from annotator.core.wording import counted
from annotator.gui.dialogs.ticked_preview import TickedPreview
from annotator.gui.panels.concordance import place_at
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.copy_decisions import Offer
    from annotator.core.documents import Document
    from annotator.core.labels import LabelSet


class CarryToCopy(TickedPreview):
    """Its places have the ids of the items as keys."""

    def __init__(
        self,
        offers: Sequence[Offer],
        copy: Document,
        labels: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Carry over to “{copy.title or copy.id}”",
            "Decisions that can be carried over",
            "What was decided or rejected there is left alone. What is carried over waits until "
            "somebody has seen it, but for what is rejected. One undo takes all of it back.",
            theme,
            parent,
        )
        places = [
            place_at(offer.item_id, copy, offer.start, offer.end, _note(offer, labels))
            for offer in offers
        ]
        self.list.places.append(places, [offer.item_id for offer in offers])
        self.fit(960, 560)
        self.list.choose(self.list.places.index(1))
        self.say()
        self.list.setFocus()

    def sentence(self) -> str:
        places = self.list.places
        return f"{len(places.ticked()):,} of {counted(len(places.places), 'decision')} ticked."


def _note(offer: Offer, labels: LabelSet) -> str:
    """What becomes of the words there: "Service", "Service, not Place", "reject Service"."""
    before, after = offer.change.before, offer.change.after
    if isinstance(before, Rating) and after is None:
        return f"reject rating: {before.value_norm.replace('_', ' ')}"
    if isinstance(after, Rating):
        lost = ", ".join(name.replace("_", " ") for name in offer.lost)
        said = f"rating: {after.value_norm.replace('_', ' ')}"
        return f"{said}, without {lost}" if lost else said

    def name(label_id: str) -> str:
        label = labels.get(label_id)
        return label.name if label else label_id

    if after is None:
        said = f"reject {name(getattr(before, 'label', ''))}"
        others = [change.after for change in offer.changes[:-1]]
        gone, lacking = others.count(None), sum(other is not None for other in others)
        said += f" and {counted(gone, 'rating')} of it" if gone else ""
        return f"{said}, which {counted(lacking, 'rating')} will lack" if lacking else said
    said = name(getattr(after, "label", ""))
    former = getattr(before, "label", "")
    if before is not None and former != getattr(after, "label", ""):
        return f"{said}, not {name(former)}"
    edges = before is not None and getattr(before, "exact", "") != getattr(after, "exact", "")
    return f"{said}, other edges" if edges else said
