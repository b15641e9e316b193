"""Where the panels of the window stand: first sizes, and those that were kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.panels.drawing import px, text_scale

#: Width of the window -> of list and records: the article keeps its measure in 1280 pixels.
_SIDES = {0: (264, 300), 1400: (280, 360), 1800: (320, 400)}
#: Large text makes the sides no wider than this share of the window.
_MOST = (0.24, 0.38)
#: A panel that is read gets at least this share of the right column.
_TO_READ = 0.5
_FIRST_SIZE = (1280, 800)


class Layout:
    """The window's columns, and the two panels of the right one."""

    def __init__(
        self, columns: QSplitter, records: QSplitter, article_list: QWidget, lower: Stack
    ) -> None:
        self.columns, self.records, self.lower = columns, records, lower
        self._parts = {"list": article_list, "records": records}
        self._kept: dict[str, Any] = {}
        self._is_alone = False
        self._hidden: list[str] = []  # by hand, while there is only the middle

    def show_first(self, width: int) -> None:
        """Sizes for a window of this width, where none were kept."""
        if "columns" not in self._kept:
            self.show_usual(width)

    def show_usual(self, width: int) -> None:
        """Sizes for a window of this width and the size of the text."""
        sides = next(v for w, v in reversed(_SIDES.items()) if width >= w * text_scale())
        most = [round(width * share) for share in _MOST]
        left, right = (min(px(side), limit) for side, limit in zip(sides, most, strict=True))
        self.columns.setSizes([left, width - left - right, right])

    def toggle(self, part: str) -> None:
        """Show or hide ``list`` or ``records``."""
        if self._is_alone:
            return
        widget = self._parts[part]
        if widget.isVisible():
            self._kept["columns"] = self._column_sizes()
        widget.setVisible(not widget.isVisible())

    def show_sides(self, shown: bool) -> None:
        """Without a project there is only the middle; what was hidden by hand stays so."""
        if shown != self._is_alone:
            return
        if not shown:
            self._kept["columns"] = self._column_sizes()
            self._hidden = self._hidden_now()
        self._is_alone = not shown
        for name, part in self._parts.items():
            part.setVisible(shown and name not in self._hidden)

    def toggle_lower(self, name: str) -> None:
        """Show a panel in the lower right place, with room to read it; or what is usual there."""
        if self._is_alone:
            return
        lower, was_hidden = self.lower, self.records.isHidden()
        if was_hidden:
            self.toggle("records")
        if lower.shown == lower.usual:
            self._kept["records"] = self.records.sizes()
        lower.show_panel(lower.usual if lower.shown == name and not was_hidden else name)
        if lower.shown == lower.usual:
            self.records.setSizes(self._kept["records"])
        else:
            whole = sum(self.records.sizes())
            below = max(self.records.sizes()[1], round(whole * _TO_READ))
            self.records.setSizes([whole - below, below])

    def give_room(self, whole: bool) -> None:
        """Let the upper panel have the whole right column; what is read below it stays."""
        self.lower.setVisible(not whole or self.lower.shown != self.lower.usual)

    def kept(self, window: QMainWindow) -> dict[str, Any]:
        """What is to be stored."""
        return {
            "geometry": bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
            "columns": self._column_sizes(),
            "records": self._row_sizes(),
            "hidden": self._hidden if self._is_alone else self._hidden_now(),
        }

    def restore(self, window: QMainWindow, stored: dict[str, Any]) -> None:
        """Go back to what was stored, as far as it can be used."""
        window.resize(*_FIRST_SIZE)
        if isinstance(stored.get("geometry"), str):
            window.restoreGeometry(
                QByteArray.fromBase64(stored["geometry"].encode("ascii", "replace"))
            )
        for splitter, name in ((self.columns, "columns"), (self.records, "records")):
            sizes: Any = stored.get(name)
            if _fits(sizes, splitter.count()):
                splitter.setSizes(sizes)
                self._kept[name] = sizes
        hidden = stored.get("hidden")
        for name in hidden if isinstance(hidden, list) else ():
            if name in self._parts:
                self._parts[name].hide()

    def _hidden_now(self) -> list[str]:
        return [name for name, part in self._parts.items() if part.isHidden()]

    def _row_sizes(self) -> list[int]:
        """As they are while the usual panel is shown."""
        is_usual = self.lower.shown == self.lower.usual
        return self.records.sizes() if is_usual else self._kept["records"]

    def _column_sizes(self) -> list[int]:
        """A hidden column counts as wide as it was."""
        now, before = self.columns.sizes(), self._kept.get("columns", [])
        if 0 not in now or len(before) != len(now):
            return now
        sides = [size or old for size, old in zip(now, before, strict=True)]
        return [sides[0], max(1, sum(now) - sides[0] - sides[2]), sides[2]]


class Stack(QStackedWidget):
    """Panels that take turns in one place, by name; the first one is usual."""

    def __init__(self, **panels: QWidget) -> None:
        super().__init__()
        self._panels = panels
        for panel in panels.values():
            self.addWidget(panel)

    @property
    def shown(self) -> str:
        return list(self._panels)[self.currentIndex()]

    @property
    def usual(self) -> str:
        return next(iter(self._panels))

    def show_panel(self, name: str) -> None:
        """A name that is none shows the usual panel."""
        self.setCurrentIndex(list(self._panels).index(name) if name in self._panels else 0)
        self.show()


def splitter(orientation: Qt.Orientation, *shares: tuple[QWidget, int]) -> QSplitter:
    """Widgets side by side with hairlines between them that can be dragged."""
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for index, (widget, share) in enumerate(shares):
        made.addWidget(widget)
        made.setStretchFactor(index, share)
    return made


def column(*widgets: QWidget) -> QWidget:
    """Widgets under each other without gaps; the last but the bottom one takes the room."""
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(0)
    for widget in widgets:
        stretch = isinstance(widget, QSplitter | QStackedWidget)
        inside.addWidget(widget, 1 if stretch else 0)
    return holder


def _fits(sizes: object, count: int) -> bool:
    return (
        isinstance(sizes, list)
        and len(sizes) == count
        and all(isinstance(size, int) and size > 0 for size in sizes)
    )
