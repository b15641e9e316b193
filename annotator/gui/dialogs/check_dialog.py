"""What in the project does not fit together, each in its sentence; Enter goes there."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.core.checking import KINDS, Doubt, Form, Forms, of_article
from annotator.core.errors import KnownError
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.concordance import PLACE_ROLE, Concordance, Place, place_at
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.documents import Document
    from annotator.core.labels import LabelSet
    from annotator.core.review import Review
    from annotator.core.scales import ScaleRegistry

#: How long articles are looked through before the window is given a turn.
_TURN_SECONDS = 0.03
#: Places that are listed; who has mended so many can look again.
_MOST = 500


class CheckDialog(Dialog):
    """Up and Down look around, Enter goes there, S shows suggestions too, Esc stops and leaves.

    Args:
        article_ids: where to look. read: an article as it stands.

    Attributes:
        doubts: what is listed, in its order.
        picked: number of the one that was chosen among them, None where the analyst left.
    """

    def __init__(
        self,
        article_ids: Sequence[str],
        read: Callable[[str], Review],
        scales: ScaleRegistry,
        labels: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Consistency", theme, parent)
        self._ids, self._read, self._scales, self._labels = article_ids, read, scales, labels
        self.doubts: list[Doubt] = []
        self.picked: int | None = None
        self._with_open = False
        self._hidden = False  # is anything found among suggestions only?
        self._waiting: deque[str] = deque()
        self._forms = Forms()
        self.said = self.add_sentence("", quiet=True)
        self.list = Concordance("Places to look at")
        self.list.set_theme(theme)
        self.body.addWidget(self.list, 1)
        self.what = self.add_sentence("")
        self.more = self.add_button("Suggestions too (S)")
        self.more.clicked.connect(self.show_open)
        self.add_button("Close").clicked.connect(self.reject)
        self.list.opened.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._describe(index))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_on)
        self.fit(960, 600)
        self._begin()
        self.list.setFocus()

    def show_open(self) -> None:
        """Show what is about suggestions too, or only what is decided."""
        self._with_open = not self._with_open
        self.more.setText("Only what is decided (S)" if self._with_open else "Suggestions too (S)")
        self._begin()
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and not event.modifiers():
            self.show_open()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def _begin(self) -> None:
        self.doubts, self._hidden, self._forms = [], False, Forms()
        self._waiting = deque(self._ids)
        self.list.places.clear()
        self.what.setText("")
        self._timer.start(0)
        self._look_on()

    def _look_on(self) -> None:
        until = time.monotonic() + _TURN_SECONDS
        while self._waiting and time.monotonic() < until and len(self.doubts) < _MOST:
            self._look_at(self._waiting.popleft())
        if not self._waiting or len(self.doubts) >= _MOST:
            self._timer.stop()
            for form in self._forms.differing():
                self._show_form(form)
        if not self.list.currentIndex().isValid() and self.doubts:
            self.list.choose(self.list.places.index(1))
        self._say()

    def _look_at(self, document_id: str) -> None:
        try:
            review = self._read(document_id)
        except KnownError:
            return  # it cannot be read; whoever opens it is told
        self._forms.add(review, with_open=self._with_open)
        found = of_article(review, self._scales)
        shown = [doubt for doubt in found if self._with_open or not doubt.is_open]
        self._hidden = self._hidden or len(shown) < len(found)
        self._append([self._place(doubt, review.document) for doubt in shown], shown)

    def _show_form(self, form: Form) -> None:
        named = ", ".join(f"{self._name(label)} {count:,}" for label, count in form.labels)
        heading = f"“{form.words}” has different labels: {named}"
        shown = form.doubts[: max(0, _MOST - len(self.doubts))]
        places = []
        for doubt in shown:
            document = self._read(doubt.document_id).document
            place = place_at(None, document, doubt.start, doubt.end, self._name(doubt.what))
            places.append(replace(place, article=heading, title=heading))
        self._append(places, shown)

    def _place(self, doubt: Doubt, document: Document) -> Place:
        return place_at(None, document, doubt.start, doubt.end, KINDS[doubt.kind])

    def _append(self, places: Sequence[Place], doubts: Sequence[Doubt]) -> None:
        first = len(self.doubts)
        self.doubts += doubts
        numbered = [replace(place, key=first + n) for n, place in enumerate(places)]
        self.list.places.append(numbered)

    def _say(self) -> None:
        count, total = len(self.doubts), len(self._ids)
        if self._timer.isActive():
            looked = f"Looking: {total - len(self._waiting):,} of {total:,} articles. "
        else:
            looked = ""
        if count >= _MOST:
            said = f"The first {counted(count, 'place')} to look at; mend some, and look again."
        elif count:
            said = f"{counted(count, 'place')} to look at. Enter goes there, F3 to the next."
        elif looked:
            said = ""
        elif self._hidden:
            said = "What is decided fits together. S looks at what is suggested too."
        else:
            said = "Everything fits together."
        self.said.setText(looked + said)

    def _describe(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE) if index.isValid() else None
        if not isinstance(place, Place) or not isinstance(place.key, int):
            return
        self.list.choose(index)
        doubt = self.doubts[place.key] if place.key < len(self.doubts) else None
        if doubt is None or doubt.kind == "labels":
            self.what.setText(place.title)
        else:
            self.what.setText(doubt.what)

    def _name(self, label_id: str) -> str:
        label = self._labels.get(label_id)
        return label.name if label else label_id

    def _take(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE) if index.isValid() else None
        if isinstance(place, Place) and isinstance(place.key, int):
            self.picked = place.key
            self.accept()
