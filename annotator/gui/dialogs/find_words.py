"""Words in all articles of the project, each hit in its sentence; Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.core.errors import KnownError
from annotator.core.searching import Found, Hit
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.concordance import PLACE_ROLE, Concordance, Place
from annotator.gui.panels.drawing import ui_font
from annotator.gui.panels.parts import ENTER_KEYS
from annotator.gui.theme import Theme

#: A search begins when nothing was typed for this long.
_PAUSE_MS = 120
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_HELP = (
    "An article must hold all the words; the last one may go on until a blank ends it. “Words in "
    "quotes” stand one behind the other; a star finds longer words too: inspect* team."
)


class FindWords(Dialog):
    """Type, Up and Down, Enter goes to the hit, Esc leaves.

    Args:
        search: looks for what was typed.
        titles: titles of articles by their ids.

    Attributes:
        found: the hits that are shown.
        picked: number of the hit that was chosen among them, None where the analyst left.
    """

    def __init__(
        self,
        typed: str,
        search: Callable[[str], Found],
        titles: Callable[[Sequence[str]], dict[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Find in all articles", theme, parent)
        self._search, self._titles = search, titles
        self.found = Found()
        self.picked: int | None = None
        self.field = QLineEdit(typed)
        self.field.setFont(ui_font(13))
        self.field.setPlaceholderText("Type words")
        self.field.setAccessibleName("Words to find")
        self.field.selectAll()
        self.body.addWidget(self.field)
        self.said = self.add_sentence("", quiet=True)
        self.list = Concordance("Hits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.set_theme(theme)
        self.body.addWidget(self.list, 1)
        close = self.add_button("Close")
        close.clicked.connect(self.reject)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.installEventFilter(self)
        self.list.opened.connect(self._take)
        self.fit(960, 600)
        self.look()
        self.field.setFocus()

    def look(self) -> None:
        """Search for what is typed now."""
        self._pause.stop()
        try:
            self.found = self._search(self.field.text())
        except KnownError as error:
            self.found = Found()
            self._show(str(error))
            return
        self._show(_said(self.found, self.field.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the focus; keys that move go to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in ENTER_KEYS:
                if self._pause.isActive():
                    self.look()
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _show(self, said: str) -> None:
        self.said.setText(said)
        hits = self.found.hits
        titles = self._titles(list(dict.fromkeys(hit.document_id for hit in hits)))
        self.list.places.clear()
        self.list.places.append(
            [
                _place(number, hit, titles.get(hit.document_id, ""))
                for number, hit in enumerate(hits)
            ]
        )
        if hits:
            self.list.choose(self.list.places.index(1))
            self.list.scrollToTop()

    def _take(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE) if index.isValid() else None
        if isinstance(place, Place) and isinstance(place.key, int):
            self.picked = place.key
            self.accept()


def _place(number: int, hit: Hit, title: str) -> Place:
    note = "title" if hit.field == "title" else ""
    return Place(
        number, hit.document_id, title or hit.document_id, hit.left, hit.exact, hit.right, note
    )


def _said(found: Found, typed: str) -> str:
    if not typed.strip():
        return _HELP
    if not found.hits:
        return f"No article holds this. {_HELP}"
    shown = counted(len(found.hits), "hit")
    if not found.is_all:
        return f"The first {shown}; {counted(found.articles, 'article')} hold this."
    return f"{shown} in {counted(found.articles, 'article')}."
