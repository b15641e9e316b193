"""Two texts side by side with what differs marked in both; texts are never read back from here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QTextEdit, QWidget

from annotator.core.alignment import Difference, Range
from annotator.core.documents import Document
from annotator.gui import fonts
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import ElidedLabel
from annotator.gui.theme import Theme

#: Stands where the other text has words and this one has none.
_GAP = "‸"


class TextPair(QWidget):
    """Left and right text; the chosen difference stands on one line in the upper third of both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sides = (
            _Side("Left text", theme, theme.danger),
            _Side("Right text", theme, theme.positive),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for column, side in enumerate(self.sides):
            grid.addWidget(side.title, 0, column)
            grid.addWidget(side.meta, 1, column)
            grid.addWidget(side, 2, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(2, 1)
        self.setFocusProxy(self.sides[0])
        self._follows = True
        self._chosen: int | None = None
        for side, other in (self.sides, self.sides[::-1]):
            bar = side.verticalScrollBar()
            bar.valueChanged.connect(lambda _, a=side, b=other: self._follow(a, b))
            side.resized.connect(self._align)

    def show_texts(
        self, documents: tuple[Document, Document], found: Sequence[Difference], meta: Sequence[str]
    ) -> None:
        """Show two articles and what differs between them."""
        ranges = [d.here for d in found], [d.there for d in found]
        self._chosen = None
        for side, document, places, words in zip(self.sides, documents, ranges, meta, strict=True):
            side.show_text(document, places, words)

    def choose(self, number: int) -> None:
        """Bring a difference into the upper third of both texts."""
        self._chosen = number
        self._follows = False
        for side in self.sides:
            side.choose(number)
        self._follows = True
        self._align()

    def _align(self) -> None:
        """Scroll both so that the chosen difference begins at the same height, if they can."""
        if self._chosen is None:
            return
        bars = [side.verticalScrollBar() for side in self.sides]
        places = [side.top_of_chosen() for side in self.sides]
        wanted = min(side.viewport().height() for side in self.sides) // 4
        lowest = max(y - bar.maximum() for y, bar in zip(places, bars, strict=True))
        wanted = min(max(wanted, lowest), *places)
        self._follows = False
        for y, bar in zip(places, bars, strict=True):
            bar.setValue(y - wanted)
        self._follows = True

    def _follow(self, side: _Side, other: _Side) -> None:
        """Who scrolls one text, scrolls the other by as much of it."""
        if not self._follows:
            return
        self._follows = False
        mine, theirs = side.verticalScrollBar(), other.verticalScrollBar()
        theirs.setValue(round(mine.value() * theirs.maximum() / max(1, mine.maximum())))
        self._follows = True


class _Side(QTextEdit):
    """One text with its title above.

    Signals:
        resized(): its lines were laid out anew.
    """

    resized = Signal()

    def __init__(self, name: str, theme: Theme, tone: str) -> None:
        super().__init__()
        self._theme = theme
        self.title, self.meta = ElidedLabel(13, 600), ElidedLabel(13, 400, "muted")
        for label in (self.title, self.meta):
            label.set_theme(theme)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(px(16))
        self.setFont(fonts.reading_font(px(15), 400))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        self.setPalette(palette)
        self._plain, self._grey, self._marked = (QTextCharFormat() for _ in range(3))
        self._grey.setForeground(QColor(theme.muted))
        self._marked.setBackground(_mixed(tone, theme.page))
        self._marked.setFontUnderline(True)
        self._chosen = QTextCharFormat()
        self._chosen.setBackground(QColor(theme.selection))
        self._places: list[Range] = []  # of the differences, in the widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def show_text(self, document: Document, places: Sequence[Range], meta: str) -> None:
        self.title.set_text(" ".join(document.title.split()) or document.id)
        self.meta.set_text(meta)
        self.clear()
        self._places = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        zones = sorted((zone.start, zone.end) for zone in document.zones)
        at = 0
        for start, end in places:
            self._write(cursor, document.text, (at, start), zones)
            first = cursor.position()
            cursor.insertText(document.text[start:end] or _GAP, self._marked)
            self._places.append((first, cursor.position()))
            at = end
        self._write(cursor, document.text, (at, len(document.text)), zones)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setExtraSelections([])

    def choose(self, number: int) -> None:
        cursor = QTextCursor(self.document())
        start, end = self._places[number]
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        here = QTextEdit.ExtraSelection()
        here.cursor, here.format = cursor, self._chosen  # type: ignore[attr-defined]
        self.setExtraSelections([here])
        cursor.setPosition(start)
        self.setTextCursor(cursor)

    def top_of_chosen(self) -> int:
        """Where the line of the chosen difference begins, in pixels from the top of the text."""
        return self.cursorRect().top() + self.verticalScrollBar().value()

    def _write(self, cursor: QTextCursor, text: str, part: Range, zones: list[Range]) -> None:
        for start, end, is_grey in _pieces(part, zones):
            cursor.insertText(text[start:end], self._grey if is_grey else self._plain)


def _pieces(part: Range, zones: list[Range]) -> Iterator[tuple[int, int, bool]]:
    """The part cut at the edges of furniture."""
    at, stop = part
    for start, end in zones:
        start, end = max(start, at), min(end, stop)
        if start < end:
            yield at, start, False
            yield start, end, True
            at = end
    yield at, stop, False


def _mixed(tone: str, ground: str) -> QColor:
    """A tint of a colour on a ground."""
    a, b = QColor(tone), QColor(ground)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(0.2 * x + 0.8 * y) for x, y in pairs))
