"""The line above the articles in which a filter is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.theme import Theme


class FilterLine(QLineEdit):
    """Enter shows what is typed, Esc brings back what was; the line completes itself.

    The cursor stays until the line is understood and something fits it: what is typed to mend it
    would else be keys that decide.

    Signals:
        line_requested(str): a line to show.
        left(): the analyst is done with the line.
    """

    line_requested = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_clear: bool = True) -> None:
        super().__init__(parent)
        self.completions: Callable[[str], list[str]] = lambda _typed: []
        self._shown = ""
        self.setProperty("wrong", False)
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self.setCompleter(self._completer)
        self.setObjectName("filterLine")
        self.setPlaceholderText("Filter: words, status:new, flagged ...")
        self.setAccessibleName("Filter of the articles, as a line")
        if can_clear:
            self.textChanged.connect(self._offer_to_clear)
        self.textEdited.connect(self._complete)
        self.returnPressed.connect(self._ask)

    def show_line(self, line: str) -> None:
        """The line that the list follows now."""
        self._shown = line
        self.set_wrong(False)
        self.setText(line)
        self.setCursorPosition(0)

    def set_wrong(self, is_wrong: bool) -> None:
        """Mark the line as one that cannot be followed, until it is typed in again."""
        if is_wrong != self.property("wrong"):
            self.setProperty("wrong", is_wrong)
            self.style().polish(self)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(ui_font(13))
        popup = self._completer.popup()
        popup.setFont(ui_font(13))
        popup.setStyleSheet(
            f"QListView {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.hairline}; outline: 0; }}"
            f"QListView::item {{ padding: {px(2)}px {px(6)}px; }}"
            f"QListView::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}"
        )
        self.setStyleSheet(
            f"#filterLine {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.hairline}; border-radius: {px(4)}px;"
            f" padding: {px(2)}px {px(6)}px; }}"
            f"#filterLine:focus {{ border-color: {theme.accent}; }}"
            f"#filterLine[wrong=true] {{ border-color: {theme.danger}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_line(self._shown)
            self._leave()
        else:
            super().keyPressEvent(event)

    def _offer_to_clear(self) -> None:
        """The button is made with the first text: Qt looks through all themes for its picture."""
        self.textChanged.disconnect(self._offer_to_clear)
        self.setClearButtonEnabled(True)

    def _complete(self, typed: str) -> None:
        self.set_wrong(False)
        self._lines.setStringList(self.completions(typed))

    def _ask(self) -> None:
        self._completer.popup().hide()
        self.line_requested.emit(self.text())

    def _leave(self) -> None:
        self._completer.popup().hide()
        self.left.emit()
