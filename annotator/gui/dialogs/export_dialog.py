"""What is exported, in which format, and where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.core.exports import ExportWish
from annotator.core.filters import ArticleFilter
from annotator.core.labels import Label
from annotator.core.wording import counted
from annotator.gui.dialogs.export_choices import ArticleChoice, LabelChoice, SplitChoice
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.tick_box import TickBox
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.session.exporting import Format


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to export.

    Attributes:
        complete, articles: how many are complete, and how many there are.
        shown, shown_count: the filter of the list of articles, and how many it shows.
        formats: by name.
        outs: by name of a format, the file that is proposed.
        labels: each with how many spans have it.
        count: how many articles a filter lets pass; only complete ones where it names no status.
        completions: how a typed filter may go on.
        last: a sentence about the last export, "" where there was none.
    """

    complete: int
    articles: int
    shown: ArticleFilter
    shown_count: int
    formats: Mapping[str, Format]
    outs: Mapping[str, Path]
    labels: tuple[tuple[Label, int], ...]
    count: Callable[[ArticleFilter], int]
    completions: Callable[[str], list[str]]
    last: str = ""


class ExportDialog(Dialog):
    """Enter exports, Esc leaves."""

    def __init__(
        self, wish: ExportWish, offer: Offer, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export", theme, parent)
        self._offer = offer
        self.articles = self._article_choice(wish)
        self.format = Picker("Format")
        self.format.set_choices([(f.title, f.name) for f in offer.formats.values()], wish.format)
        self._format = offer.formats[self.format.value]
        self._takes_open = self.articles.takes_open
        self.labels = LabelChoice(offer.labels, wish.only, theme)
        self.split = SplitChoice(wish.split, theme)
        self.about, self.files = _quiet(), _quiet()
        self.labels_word, self.kind = PlainLabel("Labels"), PlainLabel()  # "File" or "Folder"
        self.out = QLineEdit(str(wish.out))
        self.choose = QPushButton("Choose ...")
        self.log = TickBox("With suggestions and decisions", theme)
        self.log.setChecked(wish.log)
        self.per_category = TickBox("A row for each category", theme)
        self.per_category.setChecked(wish.per_category)
        self._grid = self._scrolled()
        self._place()
        if offer.last:
            self.add_sentence(offer.last, quiet=True)
        self.problem = self.add_sentence("")
        self.problem.setStyleSheet(f"color: {theme.danger};")
        cancel = self.add_button("Cancel")
        cancel.clicked.connect(self.reject)
        self.go = self.add_button("Export", default=True)
        self.go.clicked.connect(self.accept)
        self._order([*self._fields(), cancel, self.go])
        self._connect()
        self._check()
        self.articles.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, wish: ExportWish, offer: Offer, theme: Theme
    ) -> ExportWish | None:
        """The export that is wanted; None where the analyst left."""
        dialog = cls(wish, offer, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wish if accepted else None
        dialog.deleteLater()
        return wanted

    @property
    def wish(self) -> ExportWish:
        """What the fields say."""
        which, format_ = self.articles.which.value, self._format
        return ExportWish(
            self._path(),
            format_.name,
            all_articles=which in ("all", "shown"),
            filter=self._offer.shown if which == "shown" else self.articles.filter,
            only=self.labels.only if format_.by_label else (),
            split=self.split.split,
            log=self.log.isChecked(),
            per_category=self.per_category.isChecked() and format_.by_category,
        )

    def accept(self) -> None:
        self.articles.settle()
        if self.go.isEnabled():
            super().accept()

    def _article_choice(self, wish: ExportWish) -> ArticleChoice:
        offer = self._offer
        line = offer.shown.to_line() or "all articles"
        choices = [
            (counted(offer.complete, "complete article"), "complete"),
            (f"all {counted(offer.articles, 'article')}, complete or not", "all"),
            (f"the {counted(offer.shown_count, 'article')} in the list: {line}", "shown"),
        ]
        chosen, typed = "all" if wish.all_articles else "complete", ""
        if wish.filter is not None:
            is_shown = wish.all_articles and wish.filter == offer.shown
            chosen, typed = ("shown", "") if is_shown else ("filter", wish.filter.to_line())
        made = ArticleChoice(choices, chosen, typed, offer.count, self.theme)
        made.line.completions = offer.completions
        return made

    def _fields(self) -> list[QWidget]:
        """What can be filled in, as the eye goes."""
        articles, labels, split = self.articles, self.labels, self.split
        picks = [articles.which, articles.line, self.format, labels.which, labels.ticks]
        splits = [split.which, split.shares, split.seed]
        return [*picks, *splits, self.out, self.choose, self.log, self.per_category]

    def _connect(self) -> None:
        for part in (self.articles, self.labels, self.split):
            part.changed.connect(self._check)
        self.format.activated.connect(lambda _: self._check())
        self.out.textChanged.connect(lambda _: self._check())
        self.choose.clicked.connect(self._choose)

    def _scrolled(self) -> QGridLayout:
        """The place for the fields; it scrolls where the screen is too low for them."""
        inside = QWidget()
        inside.setObjectName("fields")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = f"QScrollArea, #fields {{ background: {self.theme.panel}; }}"
        self._scroll.setStyleSheet(ground)
        self.body.addWidget(self._scroll, 1)
        return grid

    def _place(self) -> None:
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        rows: list[tuple[int, PlainLabel, QWidget]] = [
            (0, PlainLabel("Articles"), self.articles),
            (1, PlainLabel("Format"), self.format),
            (3, self.labels_word, self.labels),
            (4, PlainLabel("Split"), self.split),
            (5, self.kind, self.out),
        ]
        for row, label, field in rows:
            label.setFont(ui_font(13))
            label.setBuddy(field)
            label.setContentsMargins(0, px(6), 0, 0)
            grid.addWidget(label, row, 0, top)
            grid.addWidget(field, row, 1, 1, 1 if field is self.out else 2)
        grid.addWidget(self.choose, 5, 2)
        for row, extra in ((2, self.about), (6, self.files), (7, self.log), (8, self.per_category)):
            grid.addWidget(extra, row, 1, 1, 2)
        grid.setRowStretch(9, 1)
        self.choose.setAutoDefault(False)
        self.format.set_theme(self.theme)
        for widget in (self.out, self.choose, self.log, self.per_category, self.about, self.files):
            widget.setFont(ui_font(13))

    def _order(self, fields: list[QWidget]) -> None:
        """Tab goes as the eye does."""
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _path(self) -> Path:
        path = Path(self.out.text().strip())
        wants_suffix = path.name and not path.suffix and self._format.suffix
        return path.with_suffix(self._format.suffix) if wants_suffix else path

    def _choose(self) -> None:
        kind = f"{self._format.title} (*{self._format.suffix})"
        name, _ = QFileDialog.getSaveFileName(self, "Export", self.out.text(), kind)
        if name:
            self.out.setText(name)

    def _rename(self) -> None:
        """Let the file follow a change of the format, or of which articles leave."""
        proposed = self._proposed()
        before, self._format = self._format, self._offer.formats[self.format.value]
        self._takes_open = self.articles.takes_open
        typed = Path(self.out.text().strip())
        if typed == proposed:
            self.out.setText(str(self._proposed()))
        elif typed.name and before.suffix and typed.suffix == before.suffix:
            self.out.setText(str(typed.with_suffix(self._format.suffix)))

    def _proposed(self) -> Path:
        """The file that is proposed; what is not complete is not called gold."""
        path = self._offer.outs[self._format.name]
        stem, dash, word = path.stem.rpartition("-")
        if not dash or word not in ("gold", "all"):
            return path
        word = "all" if self._takes_open else "gold"
        return path.with_name(f"{stem}-{word}{path.suffix}")

    def _check(self) -> None:
        """Show what belongs to the format, and say why nothing can be exported like this."""
        if (self.format.value, self.articles.takes_open) != (self._format.name, self._takes_open):
            self._rename()
        about = self._format.loses or "It holds everything."
        if self.articles.takes_open:
            about += " Articles that are not complete take their open suggestions along."
        self.about.setText(about)
        self.kind.setText("File" if self._format.suffix else "Folder")
        self.out.setAccessibleName(self.kind.text())
        self.choose.setAccessibleName(f"Choose the {self.kind.text().lower()}")
        self.log.setVisible(self._format.has_log)
        self.per_category.setVisible(self._format.by_category)
        self.labels_word.setVisible(self._format.by_label)
        self.labels.setVisible(self._format.by_label)
        problem = self._problem()
        outs = self.wish.outs.values() if self.split.split and not problem else ()
        self.files.setText(", ".join(out.name for out in outs))
        self.files.setVisible(bool(outs))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.go.setEnabled(not problem)
        self._fit()

    def _fit(self) -> None:
        """As high as the fields that are shown; a dialog that a person made larger stays so."""
        inside = self._scroll.widget()
        inside.ensurePolished()
        wide = min(px(600), self.screen().availableGeometry().width() - 40)
        column = inside.layout()
        assert column is not None
        column.activate()
        high = column.totalHeightForWidth(wide - px(48)) if column.hasHeightForWidth() else 0
        self._scroll.setMinimumHeight(0)
        high = max(high, column.totalSizeHint().height())
        room = self.screen().availableGeometry().height() - px(240)
        self._scroll.setMinimumHeight(max(px(120), min(high, room)))
        self.fit(600, 412)

    def _problem(self) -> str:
        which, offer = self.articles.which.value, self._offer
        counts = {"complete": offer.complete, "shown": offer.shown_count}
        if not counts.get(which, 1):
            is_shown = which == "shown"
            empty = "The list is empty." if is_shown else "No article is complete yet."
            return f"{empty} Choose other articles above."
        labels = self.labels.problem if self._format.by_label else ""
        said = next(filter(None, (self.articles.problem, labels, self.split.problem)), "")
        if said:
            return said
        if not self._path().name:
            return "Name a file."
        return "" if self._path().is_absolute() else "Name the file with its folder."


def _quiet() -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.setProperty("quiet", True)
    return label
