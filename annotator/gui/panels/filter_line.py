"""The line above the articles in which a filter is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.parts import ENTER_KEYS
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
        self._completer.popup().installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list takes what was gone to there; else it asks for what is typed.

        Qt's own would put its first completion into the line after that was asked for.
        """
        popup, is_press = self._completer.popup(), event.type() == QEvent.Type.KeyPress
        is_enter = is_press and isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS
        if watched is popup and is_enter:
            if not popup.selectionModel().hasSelection():
                self._ask()
            else:
                self._take(str(popup.currentIndex().data()))
            return True
        return super().eventFilter(watched, event)

    def _offer_to_clear(self) -> None:
        """The button is made with the first text: Qt looks through all themes for its picture."""
        self.textChanged.disconnect(self._offer_to_clear)
        self.setClearButtonEnabled(True)

    def _complete(self, typed: str) -> None:
        self.set_wrong(False)
        self._lines.setStringList(self.completions(typed))

    def _take(self, completion: str) -> None:
        """Ask for a completion, but for a key: its values are offered first."""
        self.setText(completion)
        if completion.endswith(":"):
            self._complete(completion)
            self._completer.complete()
        else:
            self._ask()

    def _ask(self) -> None:
        self._completer.popup().hide()
        self.setText(self._completed(self.text()))
        self.line_requested.emit(self.text())

    def _completed(self, typed: str) -> str:
        """The line with a value that was only begun ("value:inad"); words stay as they are."""
        is_value = ":" in typed.rpartition(" ")[2][:-1]
        known = self.completions(typed) if is_value else []
        begun = [line for line in known if line.lower().startswith(typed.lower())]
        return (
            begun[0] if begun and typed.lower() not in (line.lower() for line in begun) else typed
        )

    def _leave(self) -> None:
        self._completer.popup().hide()
        self.left.emit()
