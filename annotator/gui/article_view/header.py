"""What stands around the text and is no part of it: painted title, meta line, furniture boxes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextDocument, QTextFrameFormat

from annotator.gui import fonts
from annotator.gui.article_view.geometry import TextGeometry
from annotator.gui.article_view.painter import MarkPainter
from annotator.gui.article_view.typesetting import Kind, Reading, Setting

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class Header:
    """Title and meta line above the text, boxes around furniture; in pixels of the document."""

    def __init__(self, setting: Setting, reading: Reading) -> None:
        self.setting = setting
        self._reading = reading
        self._title_font = fonts.reading_font(
            reading.text_size(Kind.TITLE), 620, serif=reading.serif
        )
        self._meta_font = fonts.interface_font(reading.scaled(13))

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
        column = QRectF(self._reading.padding, 0, width - 2 * self._reading.padding, 1e6)
        if self.setting.painted_title and area.top() < self._top(width):
            painter.setFont(self._title_font)
            painter.setPen(QColor(marks.theme.ink))
            painter.drawText(column.translated(0, self._edge), _WRAP, self.setting.painted_title)
        self._paint_meta(painter, page, marks, meta, column)
        for first, last, count in self.setting.furniture:
            box = self._box(page.block_box(first, last), column)
            if box.intersects(area):
                lines = "line" if count == 1 else "lines"
                marks.furniture(painter, box, f"Site furniture, {count} {lines}, not analysed")

    def _paint_meta(
        self, painter: QPainter, page: TextGeometry, marks: MarkPainter, meta: str, column: QRectF
    ) -> None:
        metrics = QFontMetricsF(self._meta_font)
        if self.setting.title_block is None:
            top = self._edge + self._title_height(page.width)
        else:
            number = self.setting.title_block
            top = page.block_box(number, number).bottom()
        base = top + self._reading.scaled(8) + metrics.ascent()
        painter.setFont(self._meta_font)
        painter.setPen(QColor(marks.theme.muted))
        shown = metrics.elidedText(meta, Qt.TextElideMode.ElideRight, column.width())
        painter.drawText(QPointF(column.left(), round(base)), shown)

    def _box(self, lines: QRectF, column: QRectF) -> QRectF:
        scaled = self._reading.scaled
        return QRectF(
            column.left() + 0.5,
            round(lines.top() - scaled(30)) + 0.5,
            column.width() - 1,
            round(lines.height() + scaled(40)),
        )

    @property
    def _edge(self) -> float:
        return self._reading.scaled(36)

    def _title_height(self, width: float) -> float:
        if not self.setting.painted_title:
            return 0.0
        room = QRectF(0, 0, width - 2 * self._reading.padding, 1e6)
        metrics = QFontMetricsF(self._title_font)
        return metrics.boundingRect(room, _WRAP, self.setting.painted_title).height()

    def _top(self, width: float) -> float:
        if self.setting.title_block is not None:
            return self._reading.scaled(28)
        return self._edge + self._title_height(width) + self._reading.scaled(44)
