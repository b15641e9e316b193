"""Where a correction can be carried to: a preview in context with a tick for each place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.core.errors import KnownError
from annotator.core.propagation import Hit, Lesson
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.concordance import Concordance, Place, place_at
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.documents import Document
    from annotator.core.labels import LabelSet

Look = Callable[[str], "tuple[Document, list[Hit]]"]
#: Articles looked through before the window is given a turn.
_AT_ONCE = 8


class CarryOver(Dialog):
    """Space ticks, A ticks all or none, Enter carries over, Esc leaves; nothing is done before.

    Args:
        article_ids: where to look, in this order.
        look: gives an article and the hits in it.

    Signals:
        carry_requested(list): the hits that are ticked.
    """

    carry_requested = Signal(list)

    def __init__(
        self,
        lesson: Lesson,
        article_ids: Sequence[str],
        look: Look,
        labels: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(lesson_words(lesson, labels), theme, parent)
        self._lesson, self._look, self._labels = lesson, look, labels
        self._waiting = list(article_ids)
        self._total = len(self._waiting)
        self.said = self.add_sentence("", quiet=True)
        self.list = Concordance("Places it can be carried over to", with_ticks=True)
        self.list.set_theme(theme, labels.get(lesson.label or lesson.former))
        self.body.addWidget(self.list, 1)
        self.add_sentence(
            "What you decided yourself and complete articles are left alone. One undo takes all "
            "of it back; what is carried over waits until you have seen it.",
            quiet=True,
        )
        self.all = self.add_button("Tick all or none (A)")
        self.cancel = self.add_button("Cancel")
        self.go = self.add_button("Carry over", default=True)
        self.all.clicked.connect(self.tick_all)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._carry)
        self.list.ticks_changed.connect(self._say)
        self.fit(900, 560)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_on)
        self._timer.start(0)
        self._look_on()
        self.list.setFocus()

    def tick_all(self) -> None:
        """Tick every place, or none where all are ticked."""
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

    def _look_on(self) -> None:
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for document_id in now:
            try:
                document, found = self._look(document_id)
            except KnownError:
                continue  # it cannot be read; nothing is carried to it
            places = [self._place(document, hit) for hit in found]
            self.list.places.append(places, [hit for hit in found if hit.is_sure])
        if not self._waiting:
            self._timer.stop()
        if not self.list.currentIndex().isValid() and self.list.places.rowCount() > 1:
            self.list.choose(self.list.places.index(1))
        self._say()

    def _place(self, document: Document, hit: Hit) -> Place:
        note = "" if hit.span_id else "not marked yet"
        return place_at(hit, document, hit.start, hit.end, note)

    def _say(self) -> None:
        model = self.list.places
        places, ticked = model.places, model.ticked()
        articles = {hit.document_id for hit in ticked if isinstance(hit, Hit)}
        done = self._total - len(self._waiting)
        looking = f" Looking: {done:,} of {self._total:,} articles." if self._waiting else ""
        if places:
            said = f"{len(ticked):,} of {counted(len(places), 'place')} ticked"
            said += f", in {counted(len(articles), 'article')}." if articles else "."
        else:
            said = "" if self._waiting else "Nothing is left that it could be carried over to."
        self.said.setText((said + looking).strip())
        self.go.setText(f"Carry over {len(ticked):,}" if ticked else "Carry over")
        self.go.setEnabled(bool(ticked))

    def _carry(self) -> None:
        self._timer.stop()
        ticked = [hit for hit in self.list.places.ticked() if isinstance(hit, Hit)]
        self.accept()
        self.carry_requested.emit(ticked)


def lesson_words(lesson: Lesson, labels: LabelSet) -> str:
    """What would be carried over, as a sentence."""

    def name(label_id: str) -> str:
        label = labels.get(label_id)
        return label.name if label else label_id

    words = f"“{lesson.words}”"
    if lesson.kind == "reject":
        return f"{words} is no {name(lesson.former)}"
    if lesson.kind == "edges":
        return f"{words} becomes “{lesson.result}”, {name(lesson.label)}"
    if lesson.kind == "add":
        return f"{words} is {name(lesson.label)}"
    return f"{words} is {name(lesson.label)}, not {name(lesson.former)}"
