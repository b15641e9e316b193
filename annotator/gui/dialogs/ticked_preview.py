"""A preview with a tick for each place: what both ways of carrying decisions over share."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.concordance import Concordance
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import Theme


class TickedPreview(Dialog):
    """Space ticks, A ticks all or none, Enter carries over, Esc leaves; nothing is done before.

    Signals:
        carry_requested(list): the keys of the places that are ticked.
    """

    carry_requested = Signal(list)

    def __init__(
        self, title: str, places: str, remark: str, theme: Theme, parent: QWidget | None
    ) -> None:
        """
        Args:
            places: what the list is called.
            remark: a sentence below it.
        """
        super().__init__(title, theme, parent)
        self.said = self.add_sentence("", quiet=True)
        self.list = Concordance(places, with_ticks=True)
        self.list.set_theme(theme)
        self.body.addWidget(self.list, 1)
        self.add_sentence(remark, quiet=True)
        self.all = self.add_button("Tick all or none (A)")
        self.cancel = self.add_button("Cancel")
        self.go = self.add_button("Carry over", default=True)
        self.all.clicked.connect(self.tick_all)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.carry)
        self.list.ticks_changed.connect(self.say)

    def tick_all(self) -> None:
        """Tick every place, or none where all are ticked."""
        places = self.list.places
        places.tick_all(len(places.ticked()) < len(places.places))
        self.say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self.tick_all()
        elif event.key() in ENTER_KEYS and self.go.isEnabled():
            self.carry()
        else:
            super().keyPressEvent(event)

    def sentence(self) -> str:
        """How much is ticked, for the line above the list."""
        raise NotImplementedError

    def say(self) -> None:
        """Say anew how much is ticked."""
        ticked = len(self.list.places.ticked())
        self.said.setText(self.sentence())
        self.go.setText(f"Carry over {ticked:,}" if ticked else "Carry over")
        self.go.setEnabled(bool(ticked))

    def carry(self) -> None:
        """Ask for what is ticked, and leave."""
        ticked = self.list.places.ticked()
        self.accept()
        self.carry_requested.emit(ticked)
