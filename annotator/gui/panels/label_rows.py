"""Labels as rows: the key, the label in its colours, and a word about it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.core.labels import Label
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import tip
from annotator.gui.theme import Theme, label_colours

LABEL_ROLE = int(Qt.ItemDataRole.UserRole)
_NOTE_ROLE = LABEL_ROLE + 1
_STATES = {False: Qt.CheckState.Unchecked, True: Qt.CheckState.Checked}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LabelRows(QListWidget):
    """A list of labels; what a row says of its label stands behind it, or at the right edge."""

    def __init__(self, name: str, theme: Theme, *, notes_right: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_LabelDelegate(theme, self, notes_right))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setStyleSheet(f"QListWidget {{ background: {theme.panel}; border: 0; }}")

    def add(self, label: Label, note: str) -> None:
        item = QListWidgetItem(label.name)
        item.setData(LABEL_ROLE, label)
        item.setData(_NOTE_ROLE, note)
        item.setToolTip(tip(label.description))
        said = [label.name, f"key {label.key}" if label.key else "no key", note]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
        self.addItem(item)

    def labels(self) -> list[Label]:
        """The labels that are shown, in their order."""
        return [self.item(row).data(LABEL_ROLE) for row in range(self.count())]

    def chosen(self) -> Label | None:
        labels, row = self.labels(), self.currentRow()
        return labels[row] if 0 <= row < len(labels) else None


class LabelTicks(LabelRows):
    """Labels to tick: Space ticks one, A all or none.

    Signals:
        ticked(): a tick was set or taken away.
    """

    ticked = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.itemClicked.connect(self._turn)

    def add_ticked(self, label: Label, note: str, is_ticked: bool) -> None:
        """One more label; ``note`` stands behind it."""
        self.add(label, note)
        item = self.item(self.count() - 1)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(_STATES[is_ticked])

    def ticked_labels(self) -> list[Label]:
        """Those that are ticked, in their order."""
        ticks = [self.item(row).checkState() == _STATES[True] for row in range(self.count())]
        return [label for label, is_ticked in zip(self.labels(), ticks, strict=True) if is_ticked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self._turn(item)
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self._set(range(self.count()), len(self.ticked_labels()) < self.count())
        else:
            super().keyPressEvent(event)

    def _turn(self, item: QListWidgetItem) -> None:
        self._set([self.row(item)], item.checkState() != _STATES[True])

    def _set(self, rows: Iterable[int], is_ticked: bool) -> None:
        for row in rows:
            self.item(row).setCheckState(_STATES[is_ticked])
        self.ticked.emit()


class _LabelDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject, notes_right: bool) -> None:
        super().__init__(parent)
        self._theme, self._notes_right = theme, notes_right

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(200), px(32))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._theme
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(theme.chosen))
            stripe = QRectF(area.left(), area.top(), px(3), area.height())
            painter.fillRect(stripe, QColor(theme.accent))
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            ring = area.adjusted(px(5), 1, -px(4), -2)
            drawing.outline(painter, ring, theme.accent, None, px(4), 2)
        inside = area.adjusted(px(12), 0, -px(8), 0)
        ticked = index.data(int(Qt.ItemDataRole.CheckStateRole))
        if ticked is not None:
            drawing.draw_tick(painter, inside, Qt.CheckState(ticked) == _STATES[True], theme)
            inside.adjust(px(28), 0, 0, 0)
        self._draw(painter, inside, index.data(LABEL_ROLE), index.data(_NOTE_ROLE))
        painter.restore()

    def _draw(self, painter: QPainter, area: QRectF, label: Label, note: str) -> None:
        theme = self._theme
        if label.key:
            drawing.draw_caps(painter, area.left(), area.center().y(), label.key, theme)
        room = area.width() - px(32)
        if self._notes_right:
            drawing.draw_text(painter, area, note, ui_font(13), theme.muted, _RIGHT)
            room -= drawing.text_width(note, ui_font(13)) + px(8)
        name = drawing.elided(label.name.upper(), ui_font(10, 600), room - px(12))
        chip = QRectF(area.left() + px(32), 0, drawing.label_chip_width(name), px(18))
        chip.moveTop(area.center().y() - chip.height() / 2)
        colours = label_colours(label, theme)
        drawing.draw_label_chip(painter, chip, name, colours.ink, colours.tint)
        if not self._notes_right:
            left = max(chip.right() + px(8), area.left() + px(32) + px(104))
            rest = QRectF(left, area.top(), area.right() - left, area.height())
            drawing.draw_text(painter, rest, note, ui_font(13), theme.muted)
