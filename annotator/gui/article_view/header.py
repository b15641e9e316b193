"""What stands around the text and is no part of it: painted title, meta line, furniture boxes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QStaticText,
    QTextDocument,
    QTextFrameFormat,
)

from annotator.gui import fonts
from annotator.gui.article_view.geometry import TextGeometry
from annotator.gui.article_view.painter import MarkPainter
from annotator.gui.article_view.tags import plain
from annotator.gui.article_view.typesetting import Kind, Reading, Setting


class Header:
    """Title and meta line above the text, boxes around furniture; in pixels of the document."""

    def __init__(self, setting: Setting, reading: Reading) -> None:
        self.setting = setting
        self._reading = reading
        self._title_font = fonts.reading_font(
            reading.text_size(Kind.TITLE), 620, serif=reading.serif
        )
        self._meta_font = fonts.interface_font(reading.scaled(13))
        self._meta_metrics = QFontMetricsF(self._meta_font)
        self._title: QStaticText | None = None
        self._meta: tuple[str, float, QStaticText] | None = None
        self._known: dict[tuple[int, int], QRectF] = {}
        self._known_width = 0.0

    def make_room(self, document: QTextDocument, width: float) -> None:
        """Set the margins of the page, ``width`` pixels wide; changes them only if they differ."""
        frame = document.rootFrame()
        shape = QTextFrameFormat(frame.frameFormat())
        shape.setLeftMargin(self._reading.padding)
        shape.setRightMargin(self._reading.padding)
        shape.setTopMargin(self._top(width))
        shape.setBottomMargin(self._reading.scaled(160))
        if shape != frame.frameFormat():
            frame.setFrameFormat(shape)

    def paint(
        self, painter: QPainter, page: TextGeometry, marks: MarkPainter, area: QRectF, meta: str
    ) -> None:
        """Draw what of it stands in ``area``."""
        width = page.width
        if width != self._known_width:
            self._known, self._known_width = {}, width
        if area.top() < self._top(width) and self._title is not None:
            painter.setFont(self._title_font)
            painter.setPen(QColor(marks.theme.ink))
            painter.drawStaticText(QPointF(self._reading.padding, self._edge), self._title)
        self._paint_meta(painter, page, marks, area, meta)
        for first, last, count in self.setting.furniture:
            box = self._box(page, first, last)
            if box.intersects(area):
                lines = "line" if count == 1 else "lines"
                marks.furniture(painter, box, f"Site furniture, {count} {lines}, not analysed")

    def _paint_meta(
        self, painter: QPainter, page: TextGeometry, marks: MarkPainter, area: QRectF, meta: str
    ) -> None:
        if self.setting.title_block is None:
            top = self._edge + self._title_height(page.width)
        else:
            number = self.setting.title_block
            top = self._lines(page, number, number).bottom()
        top = round(top + self._reading.scaled(8))
        if not area.top() - self._meta_metrics.height() <= top <= area.bottom():
            return
        room = page.width - 2 * self._reading.padding
        if self._meta is None or self._meta[:2] != (meta, room):
            shown = self._meta_metrics.elidedText(meta, Qt.TextElideMode.ElideRight, room)
            self._meta = meta, room, plain(shown, self._meta_font)
        painter.setFont(self._meta_font)
        painter.setPen(QColor(marks.theme.muted))
        painter.drawStaticText(QPointF(self._reading.padding, top), self._meta[2])

    def _box(self, page: TextGeometry, first: int, last: int) -> QRectF:
        """The frame of a box of furniture."""
        lines, scaled = self._lines(page, first, last), self._reading.scaled
        top, height = round(lines.top() - scaled(30)) + 0.5, round(lines.height() + scaled(40))
        left = self._reading.padding
        return QRectF(left + 0.5, top, page.width - 2 * left - 1, height)

    def _lines(self, page: TextGeometry, first: int, last: int) -> QRectF:
        """Around paragraphs; kept, because they stand still until the text is set anew."""
        lines = self._known.get((first, last))
        if lines is None:
            lines = page.block_box(first, last)
            if page.is_laid_out(last):
                self._known[first, last] = lines
        return lines

    @property
    def _edge(self) -> float:
        return self._reading.scaled(36)

    def _title_height(self, width: float) -> float:
        if not self.setting.painted_title:
            return 0.0
        room = width - 2 * self._reading.padding
        if self._title is None or self._title.textWidth() != room:
            self._title = plain(self.setting.painted_title, self._title_font, room)
        return self._title.size().height()

    def _top(self, width: float) -> float:
        box = 40 if self.setting.furniture and self.setting.furniture[0][0] == 0 else 0
        if self.setting.title_block is not None:
            return self._reading.scaled(28 + box)
        return self._edge + self._title_height(width) + self._reading.scaled(44 + box)
