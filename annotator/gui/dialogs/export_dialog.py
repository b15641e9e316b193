"""What is exported, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.wording import count_words
from annotator.gui.theme import Theme

_GOLD = "Gold (*.jsonl)"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """An export as it is wanted.

    Attributes:
        all_articles: also those that are not complete, each with its true status.
        log: with suggestions and decisions.
    """

    out: Path
    all_articles: bool = False
    log: bool = True


class ExportDialog(Dialog):
    """Enter exports, Esc leaves."""

    def __init__(
        self,
        wish: ExportWish,
        complete: int,
        articles: int,
        last: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            complete, articles: how many are complete, and how many there are.
            last: a sentence about the last export, "" where there was none.
        """
        super().__init__("Export gold", theme, parent)
        self._complete = complete
        self.which = Picker("Articles")
        self.which.set_theme(theme)
        done = f"{count_words(complete, 'complete article')}"
        everything = f"all {count_words(articles, 'article')}, each with its status"
        self.which.set_choices([(done, False), (everything, True)], wish.all_articles)
        self.log = QCheckBox("With suggestions and decisions")
        self.log.setFont(ui_font(13))
        self.log.setChecked(wish.log)
        self.out = QLineEdit(str(wish.out))
        self.out.setFont(ui_font(13))
        self.out.setAccessibleName("File")
        self._place()
        if last:
            self.add_sentence(last, quiet=True)
        self.problem = self.add_sentence("")
        self.problem.setStyleSheet(f"color: {theme.danger};")
        self.body.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.go = self.add_button("Export", default=True)
        self.go.clicked.connect(self.accept)
        self.which.activated.connect(lambda _: self._check())
        self.out.textChanged.connect(lambda _: self._check())
        self._check()
        self.fit(560, 330)
        self.which.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        wish: ExportWish,
        complete: int,
        articles: int,
        last: str,
        theme: Theme,
    ) -> ExportWish | None:
        """The export that is wanted; None where the analyst left."""
        dialog = cls(wish, complete, articles, last, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wish if accepted else None
        dialog.deleteLater()
        return wanted

    @property
    def wish(self) -> ExportWish:
        """What the fields say."""
        return ExportWish(self._path(), bool(self.which.value), self.log.isChecked())

    def accept(self) -> None:
        if self.go.isEnabled():
            super().accept()

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        for row, (words, field) in enumerate((("Articles", self.which), ("File", self.out))):
            label = QLabel(words)
            label.setFont(ui_font(13))
            label.setBuddy(field)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1, 1, 2 - row)
        grid.addWidget(self.log, 1, 1)
        choose = QPushButton("Choose ...")
        choose.setAutoDefault(False)
        choose.setFont(ui_font(13))
        choose.setAccessibleName("Choose the file")
        choose.clicked.connect(self._choose)
        grid.addWidget(choose, 2, 2)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _path(self) -> Path:
        path = Path(self.out.text().strip())
        return path.with_suffix(".jsonl") if path.name and not path.suffix else path

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Export gold", self.out.text(), _GOLD)
        if name:
            self.out.setText(name)

    def _check(self) -> None:
        """Say why nothing can be exported like this."""
        problem = ""
        if not self.which.value and not self._complete:
            problem = "No article is complete yet."
        elif not self._path().name:
            problem = "Name a file."
        elif not self._path().is_absolute():
            problem = "Name the file with its folder."
        self.problem.setText(problem)
        self.go.setEnabled(not problem)
