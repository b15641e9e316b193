"""The guideline beside the article: Markdown as text, with the section of what is chosen in sight.

Nothing in it is live: no link is followed, no picture or style sheet loaded, no HTML read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from annotator.gui import fonts
from annotator.gui.panels.drawing import px, text_scale, ui_font
from annotator.gui.panels.parts import ENTER_KEYS, PanelHeader
from annotator.gui.theme import LIGHT, Theme

_MARKDOWN = QTextDocument.MarkdownFeature
_HEADING_SIZES = {1: 16, 2: 15}


class GuidelinePanel(QWidget):
    """A header, a field to search in, the text.

    Signals:
        left(): Esc was pressed in the field or the text.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self.setAccessibleName("Guideline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = LIGHT
        self._markdown, self._is_set = "", False
        self._section: tuple[str, ...] = ()
        self._strong = ui_font(13, 600)
        self.header = PanelHeader("Guideline")
        self.field = _Field(self)
        self.text = _InertText(self)
        self._column = QVBoxLayout(self)
        for widget in (self.header, self.field, self.text):
            self._column.addWidget(widget)
        self.field.textEdited.connect(lambda _: self._find(from_here=True))
        self.set_theme(LIGHT)

    def set_markdown(self, text: str) -> None:
        """The guideline; it is set in type once it is seen."""
        self._markdown, self._is_set = text, False
        if self.isVisible():
            self._set_type()

    def show_section(self, names: Sequence[str]) -> None:
        """Bring the first section into sight whose heading is one of these names."""
        if not names or tuple(names) == self._section:
            return
        self._section = tuple(names)
        if self.isVisible():
            self._go_to_section()

    def headings(self) -> list[str]:
        """Every heading, from the top."""
        return [block.text() for block in self._blocks() if block.blockFormat().headingLevel()]

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if not self._is_set:
            self._set_type()
        else:
            self._go_to_section()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.header.set_theme(theme)
        self.field.setFont(ui_font(13))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.setStyleSheet(
            f"#guideline {{ background: {theme.panel}; }}"
            f"#guideline QTextEdit {{ background: {theme.panel}; color: {theme.ink};"
            f" border: 0; selection-background-color: {theme.selection};"
            f" selection-color: {theme.ink}; }}"
            f"#guideline QLineEdit {{ margin: 0 {px(16)}px; }}"
        )
        self._is_set = False
        if self.isVisible():
            self._set_type()

    def find_next(self) -> None:
        self._find(from_here=False)

    def _set_type(self) -> None:
        document = self.text.document()
        size = 13 * text_scale()
        # Only so can one document hold two weights of a shipped font: see fonts.
        body, self._strong = fonts.article_fonts(size, size, serif=False)
        document.setDefaultFont(body)
        document.setDocumentMargin(px(16))
        document.setIndentWidth(px(14))
        features = _MARKDOWN.MarkdownNoHTML | _MARKDOWN.MarkdownDialectCommonMark
        document.setMarkdown(self._markdown, features)
        for block in self._blocks():
            self._set_block(block)
        self._is_set = True
        self._go_to_section()

    def _set_block(self, block: QTextBlock) -> None:
        """Our sizes and spaces; bold words in the weight that the shipped font can draw."""
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        form.setTopMargin(px(12 if level else 4))
        form.setBottomMargin(px(4))
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        pieces: list[Any] = block.textFormats()  # the stubs lack what a piece holds
        for piece in pieces:
            style = piece.format
            is_strong = level > 0 or style.fontWeight() > 500
            style = QTextCharFormat()  # what Markdown made of links is left behind
            if is_strong:
                style.setFontFamilies(self._strong.families())
                size = _HEADING_SIZES.get(level, 13) * text_scale()
                style.setProperty(QTextCharFormat.Property.FontPixelSize, round(size))
            cursor.setPosition(block.position() + piece.start)
            end = block.position() + piece.start + piece.length
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(style)

    def _go_to_section(self) -> None:
        wanted = {name.casefold() for name in self._section}
        for block in self._blocks():
            if block.blockFormat().headingLevel() and block.text().casefold() in wanted:
                top = self.text.document().documentLayout().blockBoundingRect(block).top()
                self.text.verticalScrollBar().setValue(round(top) - px(4))
                return

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self.text.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks

    def _find(self, *, from_here: bool) -> None:
        """Go to what is typed, round the end; from where the last hit begins while typing."""
        cursor = self.text.textCursor()
        if from_here:
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
        typed = self.field.text()
        found = not typed or self.text.find(typed)
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.text.find(typed)
        self.header.set_detail("" if found else "not in here")


class _Field(QLineEdit):
    """What is searched for; Enter goes on to the next, Esc back to the article."""

    def __init__(self, panel: GuidelinePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.setPlaceholderText("Find in the guideline")
        self.setAccessibleName("Find in the guideline")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self._panel.find_next()
        elif event.key() == Qt.Key.Key_Escape:
            self._panel.left.emit()
        else:
            super().keyPressEvent(event)


class _InertText(QTextEdit):
    """Text that can be read, selected and scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Text of the guideline")
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is read for it, neither from the disk nor from elsewhere."""
        return None
