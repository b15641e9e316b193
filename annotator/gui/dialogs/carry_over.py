"""Where a correction can be carried to: a preview in context with a tick for each place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.core.errors import KnownError
from annotator.core.propagation import Hit, Lesson
from annotator.core.wording import counted
from annotator.gui.dialogs.ticked_preview import TickedPreview
from annotator.gui.panels.concordance import Place, place_at
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.core.documents import Document
    from annotator.core.labels import LabelSet

Look = Callable[[str], "tuple[Document, list[Hit]]"]
#: Articles looked through before the window is given a turn.
_AT_ONCE = 8


class CarryOver(TickedPreview):
    """Fills while it looks through the articles; the keys of its places are the hits.

    Args:
        article_ids: where to look, in this order.
        look: gives an article and the hits in it.
    """

    def __init__(
        self,
        lesson: Lesson,
        article_ids: Sequence[str],
        look: Look,
        labels: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lesson_words(lesson, labels),
            "Places it can be carried over to",
            "What you decided yourself and complete articles are left alone. One undo takes all "
            "of it back; what is carried over waits until you have seen it.",
            theme,
            parent,
        )
        self._look = look
        self._waiting = list(article_ids)
        self._total = len(self._waiting)
        self.list.set_theme(theme, labels.get(lesson.label or lesson.former))
        self.fit(900, 560)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_on)
        self._timer.start(0)
        self._look_on()
        self.list.setFocus()

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
        self.say()

    def _place(self, document: Document, hit: Hit) -> Place:
        note = "" if hit.span_id else "not marked yet"
        return place_at(hit, document, hit.start, hit.end, note)

    def sentence(self) -> str:
        places, ticked = self.list.places.places, self.list.places.ticked()
        articles = {hit.document_id for hit in ticked if isinstance(hit, Hit)}
        done = self._total - len(self._waiting)
        looking = f" Looking: {done:,} of {self._total:,} articles." if self._waiting else ""
        if places:
            said = f"{len(ticked):,} of {counted(len(places), 'place')} ticked"
            said += f", in {counted(len(articles), 'article')}." if articles else "."
        else:
            said = "" if self._waiting else "Nothing is left that it could be carried over to."
        return (said + looking).strip()

    def carry(self) -> None:
        self._timer.stop()
        super().carry()


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
