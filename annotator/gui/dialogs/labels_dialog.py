"""The labels of the project: renamed, recoloured, ordered, added, and merged into others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.core.labels import Label, LabelSet
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px
from annotator.gui.panels.label_form import LabelForm
from annotator.gui.panels.label_rows import LabelRows
from annotator.gui.panels.parts import ENTER_KEYS, announce
from annotator.gui.theme import Theme

_HELP = (
    "What you change here counts at once. A name is for people only: spans and files keep the id. "
    "Ctrl+Z takes a change back as long as this window is open."
)


class LabelsDialog(Dialog):
    """Up and Down choose a label, Enter goes to its name; N makes one, Delete takes one away.

    Signals:
        change_requested(object): the label set as it is wanted.
        new_requested(), offer_requested(str): a new label; a retired one, to be offered again.
        delete_requested(str): the id of a label to be taken away.
        undo_requested(): take the last change back.
    """

    change_requested = Signal(object)
    new_requested = Signal()
    offer_requested = Signal(str)
    delete_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Labels", theme, parent)
        self._labels = LabelSet("", ())
        self.list = LabelRows("Labels", theme, notes_right=True)
        self.form = LabelForm(theme)
        self.add_sentence(_HELP, quiet=True)
        self._place()
        self.said = self.add_sentence("")
        self.new = self._button("New (N)", self.new_requested.emit)
        self.delete = self._button("Delete (Del)", self._delete)
        self.up = self._button("Up (Alt+↑)", lambda: self._move(-1))
        self.down = self._button("Down (Alt+↓)", lambda: self._move(1))
        self.undo = self._button("Undo (Ctrl+Z)", self.undo_requested.emit)
        self._button("Close", self.accept)
        plain, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        self._keys: dict[tuple[int, Qt.KeyboardModifier], QPushButton] = {
            (Qt.Key.Key_N, plain): self.new,
            (Qt.Key.Key_Delete, plain): self.delete,
            (Qt.Key.Key_Up, alt): self.up,
            (Qt.Key.Key_Down, alt): self.down,
            (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier): self.undo,
        }
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        self.form.change_requested.connect(self._change)
        self.form.refused.connect(self.show_problem)
        self.fit(960, 600)
        self.list.setFocus()

    def show_labels(self, labels: LabelSet, uses: Mapping[str, int], chosen: str = "") -> None:
        """Show the labels as they are now.

        Args:
            uses: how many spans have each.
            chosen: id of the one to choose; "" stays where it is.
        """
        before = self.list.chosen()
        wanted = chosen or (before.id if before else "")
        row = max(self.list.currentRow(), 0)
        self._labels = labels
        self.list.blockSignals(True)
        self.list.clear()
        for label in labels.known:
            count, is_offered = uses.get(label.id, 0), label in labels.labels
            if is_offered or count:
                note = counted(count, "span") if count else "not used"
                self.list.add(label, note if is_offered else f"not offered, {note}")
        ids = [label.id for label in self.list.labels()]
        place = ids.index(wanted) if wanted in ids else min(row, len(ids) - 1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._show_chosen()

    def show_problem(self, text: str) -> None:
        """Why something is not done; what was typed stays to be mended."""
        self._say(text, self.theme.danger)

    def say(self, text: str) -> None:
        """What was done."""
        self._say(text, self.theme.ink)

    def set_undo(self, possible: bool) -> None:
        self.undo.setEnabled(possible)

    def done(self, result: int) -> None:
        """What is still being typed counts, however the dialog is left."""
        self.form.take_over()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list would search for a letter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            button = self._button_of(event)
            if button is not None:
                button.click()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self._button_of(event)
        if button is not None:
            button.click()
        elif event.key() == Qt.Key.Key_Escape and self.form.is_modified:
            self._show_chosen()  # first what is typed goes, then the dialog
            self.list.setFocus()
        elif event.key() in ENTER_KEYS:
            self._enter()
        else:
            super().keyPressEvent(event)

    def _button_of(self, event: QKeyEvent) -> QPushButton | None:
        keypad = Qt.KeyboardModifier.KeypadModifier
        return self._keys.get((event.key(), event.modifiers() & ~keypad))

    def _enter(self) -> None:
        """On the list it opens the label; a field has taken what was typed; a button is pressed."""
        focus, label = self.focusWidget(), self.list.chosen()
        if isinstance(focus, QPushButton):
            focus.click()
        elif focus is self.list and label is not None and label not in self._labels.labels:
            self.offer_requested.emit(label.id)
        elif focus is self.list:
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _place(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("form")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(12), px(4), px(8), px(4))
        column.addWidget(self.form)
        scroll.setWidget(inside)
        scroll.setStyleSheet(f"QScrollArea, #form {{ background: {self.theme.panel}; }}")
        both = QHBoxLayout()
        both.addWidget(self.list, 4)
        both.addWidget(scroll, 7)
        self.body.addLayout(both, 1)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = self.add_button(words)
        button.clicked.connect(lambda: act())
        return button

    def _show_chosen(self) -> None:
        label = self.list.chosen()
        self._say("", self.theme.ink)
        if label is None:
            return
        taken = frozenset(x.light.ink.upper() for x in self._labels if x.id != label.id)
        self.form.show_label(label, taken)
        is_offered = label in self._labels.labels
        self.form.setEnabled(is_offered)
        row, last = self.list.currentRow(), len(self._labels.labels) - 1
        self.up.setEnabled(is_offered and row > 0)
        self.down.setEnabled(is_offered and row < last)
        if not is_offered:
            self.say("It is no longer offered, but spans have it. Enter offers it again.")

    def _change(self, label: Label, mended: str) -> None:
        self.change_requested.emit(self._labels.with_label(label))
        if mended and not self.said.text():
            self.say(mended)

    def _move(self, step: int) -> None:
        label = self.list.chosen()
        if label is not None and label in self._labels.labels:
            self.change_requested.emit(self._labels.moved(label.id, step))

    def _delete(self) -> None:
        label = self.list.chosen()
        if label is not None:
            self.delete_requested.emit(label.id)

    def _say(self, text: str, colour: str) -> None:
        self.said.setStyleSheet(f"color: {colour};")
        self.said.setText(text)
        if text:
            self.said.setAccessibleName(text)
            announce(self.said)
