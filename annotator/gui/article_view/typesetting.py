"""How an article's text is set: which paragraphs are title, furniture or blank, and their formats.

The text is laid out once; highlights never touch a format. All sizes are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from textwrap import shorten

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from annotator.core.documents import Document, Zone
from annotator.core.offsets import OffsetMap
from annotator.gui import fonts
from annotator.gui.theme import Theme

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_FIRST_SCREENS = 6000  # characters whose glyphs are kept from the start
_TITLE_SEARCH = 12  # paragraphs at the top among which the document's title is looked for
_TITLE_LENGTH = 160  # code points; a longer first line is a paragraph


class Kind(IntEnum):
    """What a paragraph is; kept as the block's user state, which body text does without."""

    BODY = 0
    TITLE = 1
    FURNITURE = 2
    BLANK = 3


#: A title of more characters is a paragraph; only its beginning is drawn above the text.
_LONGEST_TITLE = 140


@dataclass(frozen=True, slots=True)
class Reading:
    """How the article is set: size of the text and widest column in pixels, serif or sans."""

    size: float = 18
    measure: int = 680
    serif: bool = True

    def scaled(self, pixels: float) -> float:
        """A length that is ``pixels`` at the usual size of 18."""
        return pixels * self.size / 18

    def text_size(self, kind: Kind) -> int:
        return round(self.size * {Kind.TITLE: 1.6, Kind.FURNITURE: 0.73}.get(kind, 1))

    def line_height(self, kind: Kind) -> int:
        factor = {Kind.TITLE: 1.65, Kind.FURNITURE: 1.6}.get(kind, 2.3)
        return round(self.text_size(kind) * factor)

    @property
    def padding(self) -> int:
        """Free space beside the column, where tags and rings may reach."""
        return round(self.scaled(28))


@dataclass(slots=True)
class Setting:
    """What typesetting found.

    Attributes:
        title_block: number of the paragraph that is the title, None where the text has none.
        painted_title: the title that is drawn above a text that does not begin with it.
        furniture: first and last paragraph of each box, with its count of lines.
    """

    title_block: int | None = None
    painted_title: str = ""
    furniture: list[tuple[int, int, int]] = field(default_factory=list)


def kinds_of(document: Document, lines: list[str]) -> tuple[list[Kind], Setting]:
    """The kind of every line of the shown text; ``lines`` are the paragraphs of the widget."""
    zones = [zone for zone in document.zones if zone.start < zone.end]
    kinds: list[Kind] = []
    start = 0
    for line in lines:
        end = start + len(line)
        kinds.append(_kind(line, start, end, zones))
        # CRLF is two code points but one paragraph end.
        start = end + (2 if document.text.startswith("\r\n", end) else 1)
    setting = Setting()
    setting.title_block = _title_line(document.title, lines, kinds)
    if setting.title_block is not None:
        kinds[setting.title_block] = Kind.TITLE
    else:
        setting.painted_title = shorten(document.title, _LONGEST_TITLE, placeholder=" …")
    setting.furniture = _boxes(kinds)
    return kinds, setting


def set_font(qt: QTextDocument, reading: Reading) -> None:
    """Give the document the font of its body, if it has another one: that lays it out anew."""
    body, _ = _fonts(reading)
    body.setWordSpacing(reading.scaled(1.2))  # so that neighbouring tints do not touch
    if qt.defaultFont() != body:
        qt.setDefaultFont(body)


def typeset(
    qt: QTextDocument, document: Document, offsets: OffsetMap, reading: Reading, theme: Theme
) -> Setting:
    """Give every paragraph of ``qt``, which holds the shown text, its format."""
    kinds, setting = kinds_of(document, offsets.display_text.split("\n"))
    _, title = _fonts(reading)
    cursor = QTextCursor(qt)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(Kind.BODY, reading))
    shapes = {kind: _block_format(kind, reading) for kind in Kind}
    block = qt.begin()
    for kind in kinds:
        if kind is not Kind.BODY:
            QTextCursor(block).setBlockFormat(shapes[kind])
            block.setUserState(kind)
        block = block.next()
    _open_boxes(qt, setting, reading)
    _write_small(qt, setting, reading, theme, title)
    _keep_shapes(qt)
    cursor.endEditBlock()
    return setting


def recolour(qt: QTextDocument, setting: Setting, theme: Theme) -> None:
    """Give greyed text the muted colour of another theme."""
    colour = QTextCharFormat()
    colour.setForeground(QColor(theme.muted))
    for first, last, _ in setting.furniture:
        _words_of(qt, first, last).mergeCharFormat(colour)


def _fonts(reading: Reading) -> tuple[QFont, QFont]:
    """Of body and title."""
    sizes = reading.text_size(Kind.BODY), reading.text_size(Kind.TITLE)
    return fonts.article_fonts(*sizes, serif=reading.serif)


def _kind(line: str, start: int, end: int, zones: list[Zone]) -> Kind:
    if not line or line.isspace():
        return Kind.BLANK
    if not zones:
        return Kind.BODY
    start += len(line) - len(line.lstrip())
    end -= len(line) - len(line.rstrip())
    inside = any(zone.start <= start and end <= zone.end for zone in zones)
    return Kind.FURNITURE if inside else Kind.BODY


def _title_line(title: str, lines: list[str], kinds: list[Kind]) -> int | None:
    """The line that says the title; without a known one, a short first line, if no sentence."""
    filled = [n for n, kind in enumerate(kinds) if kind is Kind.BODY][:_TITLE_SEARCH]
    wanted = " ".join(title.split()).casefold()
    if wanted:
        return next((n for n in filled if " ".join(lines[n].split()).casefold() == wanted), None)
    if len(filled) < 2 or len(lines[filled[0]]) > _TITLE_LENGTH:
        return None
    return None if lines[filled[0]].rstrip().endswith(".") else filled[0]


def _boxes(kinds: list[Kind]) -> list[tuple[int, int, int]]:
    """Runs of furniture, blank lines between them included: first, last, count of filled lines."""
    boxes: list[tuple[int, int, int]] = []
    for number, kind in enumerate(kinds):
        if kind is not Kind.FURNITURE:
            continue
        if boxes and all(k in (Kind.FURNITURE, Kind.BLANK) for k in kinds[boxes[-1][1] : number]):
            first, _, count = boxes[-1]
            boxes[-1] = (first, number, count + 1)
        else:
            boxes.append((number, number, 1))
    return boxes


def _block_format(kind: Kind, reading: Reading) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    if kind is Kind.BLANK:
        shape.setLineHeight(1, _FIXED)  # the margin of the paragraph before parts them already
        return shape
    shape.setLineHeight(reading.line_height(kind), _FIXED)
    below = {Kind.TITLE: 52, Kind.FURNITURE: 0}.get(kind, 14)
    shape.setBottomMargin(reading.scaled(below))
    if kind is Kind.FURNITURE:
        shape.setLeftMargin(reading.scaled(14))
        shape.setRightMargin(reading.scaled(14))
    return shape


def _open_boxes(qt: QTextDocument, setting: Setting, reading: Reading) -> None:
    """Room for the caption above each box of furniture, and for its edge below."""
    for first, last, _ in setting.furniture:
        for number, above, below in ((first, 40, None), (last, None, 34)):
            block = qt.findBlockByNumber(number)
            shape = block.blockFormat()
            if above is not None:
                shape.setTopMargin(reading.scaled(above))
            if below is not None:
                shape.setBottomMargin(reading.scaled(below))
            QTextCursor(block).setBlockFormat(shape)


def _write_small(
    qt: QTextDocument, setting: Setting, reading: Reading, theme: Theme, title: QFont
) -> None:
    """Character formats of title and furniture; all other text has the document's own font."""
    big, small = QTextCharFormat(), QTextCharFormat()
    big.setFontFamilies(title.families())
    big.setFontWeight(title.weight())
    big.setProperty(QTextFormat.Property.FontPixelSize, reading.text_size(Kind.TITLE))
    small.setProperty(QTextFormat.Property.FontPixelSize, reading.text_size(Kind.FURNITURE))
    small.setForeground(QColor(theme.muted))
    if setting.title_block is not None:
        _words_of(qt, setting.title_block, setting.title_block).setCharFormat(big)
    for first, last, _ in setting.furniture:
        _words_of(qt, first, last).setCharFormat(small)


def _keep_shapes(qt: QTextDocument) -> None:
    """Let the first paragraphs keep their shaped glyphs, which Qt else makes again to draw them.

    Those further down are told so when they come into sight (``TextGeometry``).
    """
    block = qt.begin()
    while block.isValid() and block.position() < _FIRST_SCREENS:
        block.layout().setCacheEnabled(True)
        block = block.next()


def _words_of(qt: QTextDocument, first: int, last: int) -> QTextCursor:
    """All words of the paragraphs from number ``first`` to ``last``."""
    cursor, end = QTextCursor(qt.findBlockByNumber(first)), qt.findBlockByNumber(last)
    cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    return cursor
