"""What is exported, in which format, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.core.exports import ExportWish
from annotator.core.filters import ArticleFilter
from annotator.core.splitting import read_split
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.panels.wording import count_words
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.session.exporting import Format

_SPLITS = ("80/10/10", "70/15/15", "90/10")


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to export.

    Attributes:
        complete, articles: how many are complete, and how many there are.
        shown, shown_count: the filter of the list of articles, and how many it shows.
        formats: by name.
        outs: by name of a format, the file that is proposed.
        last: a sentence about the last export, "" where there was none.
    """

    complete: int
    articles: int
    shown: ArticleFilter
    shown_count: int
    formats: Mapping[str, Format]
    outs: Mapping[str, Path]
    last: str = ""


class ExportDialog(Dialog):
    """Enter exports, Esc leaves."""

    def __init__(
        self, wish: ExportWish, offer: Offer, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export", theme, parent)
        self._offer = offer
        self.which, self.format, self.split = Picker("Articles"), Picker("Format"), Picker("Split")
        self.about, self.files = _quiet(), _quiet()
        self.kind = PlainLabel()  # "File" or "Folder"
        self.out = QLineEdit(str(wish.out))
        self.choose = QPushButton("Choose ...")
        self.log = QCheckBox("With suggestions and decisions")
        self.per_category = QCheckBox("A row for each category")
        self._offer_choices(wish)
        self._format = offer.formats[self.format.value]
        self._place()
        if offer.last:
            self.add_sentence(offer.last, quiet=True)
        self.problem = self.add_sentence("")
        self.problem.setStyleSheet(f"color: {theme.danger};")
        self.body.addStretch(1)
        cancel = self.add_button("Cancel")
        cancel.clicked.connect(self.reject)
        self.go = self.add_button("Export", default=True)
        self.go.clicked.connect(self.accept)
        self._order([*self._fields(), cancel, self.go])
        for picker in (self.which, self.format, self.split):
            picker.activated.connect(lambda _: self._check())
        self.out.textChanged.connect(lambda _: self._check())
        self._check()
        self.fit(600, 412)
        self.which.setFocus()

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
        is_shown = self.which.value == "shown"
        return ExportWish(
            self._path(),
            self.format.value,
            all_articles=self.which.value != "complete",
            filter=self._offer.shown if is_shown else None,
            split=read_split(self.split.value) if self.split.value else None,
            log=self.log.isChecked(),
            per_category=self.per_category.isChecked() and self._format.by_category,
        )

    def accept(self) -> None:
        if self.go.isEnabled():
            super().accept()

    def _offer_choices(self, wish: ExportWish) -> None:
        offer = self._offer
        line = offer.shown.to_line() or "all articles"
        choices = [
            (count_words(offer.complete, "complete article"), "complete"),
            (f"all {count_words(offer.articles, 'article')}, complete or not", "all"),
            (f"the {count_words(offer.shown_count, 'article')} in the list: {line}", "shown"),
        ]
        chosen = "shown" if wish.filter else "all" if wish.all_articles else "complete"
        self.which.set_choices(choices, chosen)
        formats = [(row.title, row.name) for row in offer.formats.values()]
        self.format.set_choices(formats, wish.format)
        splits = [(_split_words(split), split) for split in _SPLITS]
        self.split.set_choices([("no split", ""), *splits], str(wish.split or ""))
        self.log.setChecked(wish.log)
        self.per_category.setChecked(wish.per_category)

    def _fields(self) -> list[QWidget]:
        picks = (self.which, self.format, self.split)
        return [*picks, self.out, self.choose, self.log, self.per_category]

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        rows: list[tuple[int, PlainLabel, QWidget]] = [
            (0, PlainLabel("Articles"), self.which),
            (1, PlainLabel("Format"), self.format),
            (3, PlainLabel("Split"), self.split),
            (4, self.kind, self.out),
        ]
        for row, label, field in rows:
            label.setFont(ui_font(13))
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, 1, 1 if field is self.out else 2)
        grid.addWidget(self.choose, 4, 2)
        for row, extra in ((2, self.about), (5, self.files), (6, self.log), (7, self.per_category)):
            grid.addWidget(extra, row, 1, 1, 2)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        for widget in (*self._fields(), self.about, self.files):
            widget.setFont(ui_font(13))
            if isinstance(widget, Picker):
                widget.set_theme(self.theme)
        self.body.addLayout(grid)

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
        """Let the file follow a change of the format."""
        before, self._format = self._format, self._offer.formats[self.format.value]
        typed = Path(self.out.text().strip())
        if typed == self._offer.outs[before.name]:
            self.out.setText(str(self._offer.outs[self._format.name]))
        elif typed.name and before.suffix and typed.suffix == before.suffix:
            self.out.setText(str(typed.with_suffix(self._format.suffix)))

    def _check(self) -> None:
        """Show what belongs to the format, and say why nothing can be exported like this."""
        if self.format.value != self._format.name:
            self._rename()
        self.about.setText(self._format.loses or "It holds everything.")
        self.kind.setText("File" if self._format.suffix else "Folder")
        self.out.setAccessibleName(self.kind.text())
        self.choose.setAccessibleName(f"Choose the {self.kind.text().lower()}")
        self.log.setVisible(self._format.has_log)
        self.per_category.setVisible(self._format.by_category)
        problem = self._problem()
        outs = [] if problem or not self.split.value else self.wish.outs.values()
        self.files.setText(", ".join(out.name for out in outs))
        self.files.setVisible(bool(outs))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.go.setEnabled(not problem)

    def _problem(self) -> str:
        counts = {"complete": self._offer.complete, "shown": self._offer.shown_count}
        if not counts.get(self.which.value, 1):
            is_shown = self.which.value == "shown"
            empty = "The list is empty." if is_shown else "No article is complete yet."
            return f"{empty} Choose other articles above."
        if not self._path().name:
            return "Name a file."
        return "" if self._path().is_absolute() else "Name the file with its folder."


def remembered(wish: ExportWish) -> dict[str, str | bool]:
    """What the settings keep of a wish."""
    return {
        "out": str(wish.out),
        "format": wish.format,
        "all": wish.all_articles,
        "shown": wish.filter is not None,
        "split": str(wish.split or ""),
        "log": wish.log,
        "per_category": wish.per_category,
    }


def recalled(last: Mapping[str, object], usual: ExportWish, offer: Offer) -> ExportWish:
    """The wish that the settings keep; what they do not say, or cannot be used, is as usual."""
    out, format_, split = last.get("out"), last.get("format"), last.get("split")
    wish = replace(
        usual,
        out=Path(out) if isinstance(out, str) and out else usual.out,
        format=format_ if isinstance(format_, str) and format_ in offer.formats else usual.format,
        split=read_split(str(split)) if split in _SPLITS else None,
        all_articles=last.get("all") is True,
        log=last.get("log") is not False,
        per_category=last.get("per_category") is True,
    )
    return replace(wish, filter=offer.shown) if last.get("shown") is True else wish


def _split_words(split: str) -> str:
    shares = zip(read_split(split).parts, split.split("/"), strict=True)
    return ", ".join(f"{part} {share} %" for part, share in shares)


def _quiet() -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.setProperty("quiet", True)
    return label
