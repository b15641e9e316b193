"""A label, picked by typing the beginning of its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from annotator.core.labels import Label
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.label_rows import LABEL_ROLE, LabelRows
from annotator.gui.theme import Theme

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class LabelPicker(Dialog):
    """Type, Up and Down, Enter picks, Esc leaves.

    Args:
        sentence: what is picked for, where that is not plain.

    Attributes:
        picked: id of the label, None where the analyst left.
    """

    def __init__(
        self,
        labels: Iterable[Label],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        title: str = "Label",
        sentence: str = "",
    ) -> None:
        super().__init__(title, theme, parent)
        self._labels = tuple(labels)
        self.picked: str | None = None
        if sentence:
            self.add_sentence(sentence)
        self.field = QLineEdit()
        self.field.setFont(ui_font(13))
        self.field.setPlaceholderText("Type the name of a label, or its digit")
        self.field.setAccessibleName("Name of the label")
        self.list = LabelRows("Labels", theme)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._take)
        self.field.installEventFilter(self)
        self._filter("")
        self.fit(480, 116 + 32 * min(12, len(self._labels)) + 72 * bool(sentence))
        self.list.setMinimumHeight(px(64))
        self.field.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        labels: Iterable[Label],
        theme: Theme,
        *,
        title: str = "Label",
        sentence: str = "",
    ) -> str | None:
        """The id of the label that the analyst picks; None if none."""
        picker = cls(labels, theme, parent, title=title, sentence=sentence)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        return picked

    def shown(self) -> list[str]:
        """Ids of the labels that fit what is typed, the best first."""
        return [label.id for label in self.list.labels()]

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
            self.list.add(label, label.description)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked = item.data(LABEL_ROLE).id
            self.accept()
