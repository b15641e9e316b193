"""Parts of the export: which articles, spans with which labels, and how they are split."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from annotator.core.errors import KnownError
from annotator.core.filters import ArticleFilter, read_filter
from annotator.core.labels import Label
from annotator.core.splitting import Split, read_split
from annotator.core.wording import counted
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.filter_line import FilterLine
from annotator.gui.panels.label_rows import LabelTicks
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme

SPLITS = ("80/10/10", "70/15/15", "90/10")
_OTHER = "other"
#: As far as a spin box counts.
MOST_SEED = 2**31 - 1
#: What is typed is counted once the typing rests; full-text search in a large project takes time.
_REST_MS = 200
_SHOWN_LABELS = 4


class _Part(QWidget):
    """A picker, and below it what one of its choices asks for.

    Signals:
        changed(): the answer is another one.
    """

    changed = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.which = Picker(name)
        self.which.set_theme(theme)
        self.which.activated.connect(lambda _: self._follow())
        self.setFocusProxy(self.which)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._column.addWidget(self.which)

    def _follow(self) -> None:
        """The picker says something else."""
        self._show_rest()
        self.changed.emit()

    def _show_rest(self) -> None:
        """Show what the choice asks for, and nothing else."""
        raise NotImplementedError


class _Line(FilterLine):
    """Enter and Esc are the dialog's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QLineEdit.keyPressEvent(self, event)


class ArticleChoice(_Part):
    """Which articles leave: ``complete``, ``all``, ``shown`` (in the list), or by a ``filter``."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        chosen: str,
        line: str,
        count: Callable[[ArticleFilter], int],
        theme: Theme,
    ) -> None:
        """
        Args:
            choices: words and value, without that of the filter.
            line: the filter that is typed there.
            count: how many articles a filter lets pass, of those that would leave.
        """
        super().__init__("Articles", theme)
        self._count = count
        self._found: int | None = None  # None: not counted yet
        self._wrong = ""
        by_line = ("complete articles that a filter finds ...", "filter")
        self.which.set_choices([*choices, by_line], chosen)
        self.line = _Line(can_clear=False)
        self.line.set_theme(theme)
        self.line.setStyleSheet("")  # a field among fields, not that of a panel
        self.line.setAccessibleName("Filter of the articles to export")
        self.line.setPlaceholderText("label:Service prison, flagged, status:open ...")
        self.line.setText(line)
        self.said = PlainLabel()
        self.said.setProperty("quiet", True)
        self.said.setWordWrap(True)
        self.said.setFont(ui_font(13))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self.line.textChanged.connect(self._wait)
        self._column.addWidget(self.line)
        self._column.addWidget(self.said)
        self._show_rest()

    @property
    def filter(self) -> ArticleFilter | None:
        """What is typed; None where that is no filter, or is not asked for."""
        if self.which.value != "filter":
            return None
        try:
            return read_filter(self.line.text())
        except KnownError:
            return None

    @property
    def problem(self) -> str:
        """Why no articles are told by it; "" where some are, or it is not known yet."""
        if self.which.value != "filter":
            return ""
        return self._wrong or ("" if self._found != 0 else "No complete article fits the filter.")

    @property
    def takes_open(self) -> bool:
        """Do articles leave that are not complete?"""
        wanted = self.filter
        named = wanted.status if wanted else ()
        return self.which.value in ("all", "shown") or any(s != "complete" for s in named)

    def settle(self) -> None:
        """Count now what was typed last."""
        if self._rest.isActive():
            self._rest.stop()
            self._look()

    def _show_rest(self) -> None:
        is_line = self.which.value == "filter"
        self.line.setVisible(is_line)
        self.said.setVisible(is_line)
        if is_line:
            self._look()

    def _wait(self) -> None:
        self._found, self._wrong = None, ""
        self._rest.start()
        self.changed.emit()

    def _look(self) -> None:
        try:
            wanted = read_filter(self.line.text())
            self._found, self._wrong = self._count(wanted), ""
        except KnownError as error:
            self._found, self._wrong = None, f"{error.what} {error.todo}".strip()
        else:
            named = "" if wanted.status else "complete "
            words = counted(self._found, f"{named}article")
            hint = "" if wanted.status else " status:new,in_progress,complete takes the others too."
            self.said.setText(f"{words}.{hint}")
        self.said.setVisible(not self._wrong and self.which.value == "filter")
        self.changed.emit()


class LabelChoice(_Part):
    """Spans with which labels leave: all, or those that are ticked."""

    def __init__(
        self,
        labels: Iterable[tuple[Label, int]],
        only: Iterable[str],
        theme: Theme,
    ) -> None:
        """
        Args:
            labels: each with how many spans have it.
            only: ids of those that are ticked; none: all leave.
        """
        super().__init__("Labels", theme)
        rows = list(labels)
        ticked = {label.id for label, _ in rows} & set(only)
        self.ticks = LabelTicks("Labels to export", theme)
        for label, spans in rows:
            self.ticks.add_ticked(label, counted(spans, "span"), label.id in ticked)
        self.ticks.setCurrentRow(0)
        self.ticks.setFixedHeight(px(32) * min(_SHOWN_LABELS, max(1, len(rows))))
        self.ticks.ticked.connect(self.changed)
        choices = [
            (f"spans with all {len(rows)} labels", "all"),
            ("only those ticked: Space ticks one, A all", "some"),
        ]
        self.which.set_choices(choices, "some" if ticked else "all")
        self._column.addWidget(self.ticks)
        self._show_rest()

    @property
    def only(self) -> tuple[str, ...]:
        """Ids of the labels that leave; empty: all."""
        is_some = self.which.value == "some"
        return tuple(label.id for label in self.ticks.ticked_labels()) if is_some else ()

    @property
    def problem(self) -> str:
        is_none = self.which.value == "some" and not self.only
        return "Tick a label, or choose all of them." if is_none else ""

    def _show_rest(self) -> None:
        self.ticks.setVisible(self.which.value == "some")


class SplitChoice(_Part):
    """In how many files: one, or train, dev and test, with the seed of the draw."""

    def __init__(self, split: Split | None, theme: Theme) -> None:
        super().__init__("Split", theme)
        typed = str(split or "")
        choices = [("no split", ""), *((_words(known), known) for known in SPLITS)]
        chosen = typed if typed in ("", *SPLITS) else _OTHER
        self.which.set_choices([*choices, ("other shares ...", _OTHER)], chosen)
        self.shares = QLineEdit(typed if chosen == _OTHER else "60/20/20")
        self.shares.setAccessibleName("Shares in per cent, of train, dev and test")
        self.seed = QSpinBox()
        self.seed.setRange(-MOST_SEED, MOST_SEED)
        self.seed.setValue(split.seed if split else 0)
        self.seed.setAccessibleName("Seed: another number gives another split")
        said = PlainLabel("Seed")
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for widget in (self.shares, said, self.seed):
            widget.setFont(ui_font(13))
            row.addWidget(widget, 1 if widget is self.shares else 0)
        row.addStretch(1)
        self._column.addWidget(self._row)
        self.shares.textChanged.connect(lambda _: self.changed.emit())
        self.seed.valueChanged.connect(lambda _: self.changed.emit())
        self._show_rest()

    @property
    def split(self) -> Split | None:
        """What is chosen; None where nothing is split, or the shares are none."""
        typed = self.shares.text() if self.which.value == _OTHER else self.which.value
        try:
            return read_split(typed, self.seed.value()) if typed else None
        except KnownError:
            return None

    @property
    def problem(self) -> str:
        if self.which.value != _OTHER:
            return ""
        try:
            read_split(self.shares.text())
        except KnownError as error:
            return f"{error.what} {error.todo}"
        return ""

    def _show_rest(self) -> None:
        self._row.setVisible(bool(self.which.value))
        self.shares.setVisible(self.which.value == _OTHER)


def _words(split: str) -> str:
    shares = zip(read_split(split).parts, split.split("/"), strict=True)
    return ", ".join(f"{part} {share} %" for part, share in shares)
