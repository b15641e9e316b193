"""A label, picked by typing the beginning of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.core.labels import Label, LabelSet
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme, label_colours

_LABEL_ROLE = int(Qt.ItemDataRole.UserRole)
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class LabelPicker(Dialog):
    """Type, Up and Down, Enter picks, Esc leaves.

    Attributes:
        picked: id of the label, None where the analyst left.
    """

    def __init__(self, labels: LabelSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Label", theme, parent)
        self._labels = labels
        self.picked: str | None = None
        self.field = QLineEdit()
        self.field.setFont(ui_font(13))
        self.field.setPlaceholderText("Type the name of a label")
        self.field.setAccessibleName("Name of the label")
        self.list = QListWidget()
        self.list.setAccessibleName("Labels")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_LabelDelegate(theme, self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setStyleSheet(f"QListWidget {{ background: {theme.panel}; border: 0; }}")
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._take)
        self.field.installEventFilter(self)
        self._filter("")
        self.fit(480, 116 + 32 * min(12, len(labels.labels)))
        self.field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, labels: LabelSet, theme: Theme) -> str | None:
        """The id of the label that the analyst picks; None if none."""
        picker = cls(labels, theme, parent)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        return picked

    def shown(self) -> list[str]:
        """Ids of the labels that fit what is typed, the best first."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_LABEL_ROLE).id for item in items]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the focus; keys that move go to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().lower()
        begins = [label for label in self._labels if label.name.lower().startswith(wanted)]
        holds = [
            label for label in self._labels if wanted in label.name.lower() and label not in begins
        ]
        by_key = [label for label in self._labels if wanted and label.key == wanted]
        self.list.clear()
        for label in dict.fromkeys([*by_key, *begins, *holds]):
            item = QListWidgetItem(label.name)
            item.setData(_LABEL_ROLE, label)
            item.setToolTip(label.description)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked = item.data(_LABEL_ROLE).id
            self.accept()


class _LabelDelegate(QStyledItemDelegate):
    """Key, label in its colours, what it is for."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

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
        theme, label = self._theme, index.data(_LABEL_ROLE)
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(theme.chosen))
            stripe = QRectF(area.left(), area.top(), px(3), area.height())
            painter.fillRect(stripe, QColor(theme.accent))
        self._draw_label(painter, area.adjusted(px(12), 0, -px(8), 0), label)
        painter.restore()

    def _draw_label(self, painter: QPainter, area: QRectF, label: Label) -> None:
        theme = self._theme
        if label.key:
            drawing.draw_caps(painter, area.left(), area.center().y(), label.key, theme)
        name = label.name.upper()
        chip = QRectF(area.left() + px(32), 0, drawing.label_chip_width(name), px(18))
        chip.moveTop(area.center().y() - chip.height() / 2)
        colours = label_colours(label, theme)
        drawing.draw_label_chip(painter, chip, name, colours.ink, colours.tint)
        left = max(chip.right() + px(8), area.left() + px(32) + px(104))
        rest = QRectF(left, area.top(), area.right() - left, area.height())
        drawing.draw_text(painter, rest, label.description, ui_font(13), theme.muted)
