"""The line at the top: the project, how far it is, what the machine is doing, who decides."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.core.wording import counted, shortened
from annotator.gui.panels import drawing
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import ElidedLabel, KeyButton
from annotator.gui.panels.plain import tip
from annotator.gui.theme import LIGHT, Theme


class Progress(Protocol):
    """How far a project is; the session's ``Progress`` fits."""

    @property
    def articles(self) -> int: ...
    @property
    def complete(self) -> int: ...
    @property
    def decisions(self) -> int: ...
    @property
    def median_ms(self) -> int | None: ...


_LONG = 24  # letters of a name
#: Of fewer decisions no pace is told: each would make another one.
_ENOUGH = 20


class TopBar(QWidget):
    """Says how far the project is; offers the lists of commands and of keys."""

    keys_requested = Signal()
    commands_requested = Signal()
    analyst_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName("Project")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.project = ElidedLabel(13, 600)
        self.bar = ThinBar("Articles complete", 80)
        self.progress = ElidedLabel(13, 400, "muted")
        self.busy_bar = ThinBar("Articles read by the machine", 40)
        self.busy = ElidedLabel(13, 400, "muted")
        self.notice = ElidedLabel(13, 400, "muted")
        self.commands = KeyButton("Ctrl+K", "commands", tone="muted", command="show_commands")
        self.keys = KeyButton("?", "keys", tone="muted", command="show_keys")
        self.analyst = KeyButton("", "")
        self._progress_words = self._busy_words = ""
        self._row = QHBoxLayout(self)
        for widget in self._widgets()[:6]:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.commands)
        self._row.addWidget(self.keys)
        self._row.addWidget(self.analyst)
        self.commands.clicked.connect(self.commands_requested)
        self.keys.clicked.connect(self.keys_requested)
        self.analyst.clicked.connect(self.analyst_requested)
        self.set_busy(None)
        self.set_progress(None)
        self.set_notice("")
        self.set_theme(LIGHT)

    def clear(self) -> None:
        """No project is open."""
        self.set_project("")
        self.set_busy(None)
        self.set_progress(None)
        self.set_notice("")

    def set_project(self, name: str) -> None:
        self.project.set_text(name)

    def set_analyst(self, name: str) -> None:
        self.analyst.setText(shortened(name, _LONG))
        self.analyst.setToolTip(tip(f"{name} decides. Click to change that."))
        self.analyst.setAccessibleName(f"Analyst {name}")
        self.analyst.setAccessibleDescription("Changes who decides")
        self.analyst.updateGeometry()

    def set_progress(self, progress: Progress | None) -> None:
        """Articles complete, decisions made, and the median time of one."""
        has_articles = progress is not None and progress.articles > 0
        self._progress_words = progress_words(progress) if progress and has_articles else ""
        if progress is not None:
            self.bar.set_share(progress.complete, progress.articles)
        self._fit()

    def set_busy(self, done: int | None, total: int = 0) -> None:
        """How many articles the machine has read of those it must; None when it is idle."""
        busy = done is not None and total > 0
        self._busy_words = f"Finding entities and ratings: {done:,} of {total:,}" if busy else ""
        self.busy_bar.set_share(done or 0, total)
        self._fit()

    def set_notice(self, text: str) -> None:
        """A standing remark, such as "No language model: rules only"."""
        self.notice.set_text(text)
        self.notice.setVisible(bool(text))
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        for widget in self._widgets():
            widget.set_theme(theme)
        self._row.setContentsMargins(px(16), px(12), px(16), px(12))
        self._row.setSpacing(px(16))
        self.setStyleSheet(
            f"#topBar {{ background: {theme.panel};"
            f" border: 0; border-bottom: 1px solid {theme.hairline}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, first the bars go, then all but the beginning of the sentences."""
        says, busy = self._progress_words, self._busy_words
        short = says.split(" · ")[0]
        done = busy.rpartition(": ")[2]
        for words, work, bars in (
            (says, busy, 2),
            (says, busy, 1),
            (says, busy, 0),
            (short, f"{done} read" if done else "", 0),
        ):
            self._say(words, work, bars)
            if self._row.sizeHint().width() <= self.width():
                break
        for label in (self.progress, self.busy):
            label.keep_whole(self.progress.text != says)

    def _say(self, progress: str, busy: str, bars: int) -> None:
        self.progress.set_text(progress, full=self._progress_words)
        self.busy.set_text(busy, full=self._busy_words)
        self.busy.setVisible(bool(busy))
        self.bar.setVisible(bool(progress) and bars > 0)
        self.busy_bar.setVisible(bool(busy) and bars > 1)

    def _widgets(self) -> tuple[ElidedLabel | ThinBar | KeyButton, ...]:
        said = (self.project, self.bar, self.progress, self.busy_bar, self.busy, self.notice)
        return (*said, self.commands, self.keys, self.analyst)


class ThinBar(QWidget):
    """A thin bar of what is done."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self._name, self._width = name, width
        self._share = 0.0
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @property
    def share(self) -> float:
        return self._share

    def set_share(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0
        self.setAccessibleName(f"{self._name}: {done:,} of {total:,}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, self.width(), px(6))
        area.moveTop((self.height() - area.height()) / 2)
        drawing.draw_bar(painter, area, self._share, self._theme)


def progress_words(progress: Progress) -> str:
    """ "12 of 40 articles · 318 decisions · 1.8 s each" """
    parts = [f"{progress.complete:,} of {counted(progress.articles, 'article')}"]
    parts.append(counted(progress.decisions, "decision"))
    if progress.median_ms is not None and progress.decisions >= _ENOUGH:
        parts.append(f"{progress.median_ms / 1000:.1f} s each")
    return " · ".join(parts)
