"""Which column of a table holds what, asked where its names do not tell."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from annotator.core.changes import TableQuestion
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.table import PlainTable
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.picker import Picker
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme

_WORDS = {
    "text": "Text",
    "title": "Title",
    "date": "Published",
    "outlet": "Outlet",
    "url": "Address",
    "id": "Id",
}
_NONE = "none"
_SHOWN_ROWS = 4
#: So much of a cell is shown.
_SHOWN_WORDS = 120


class ColumnsDialog(Dialog):
    """The first rows, and a choice for each field. Enter imports, Esc leaves the file out."""

    def __init__(
        self, name: str, question: TableQuestion, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Columns of {name}", theme, parent)
        self._header = question.header
        self.add_sentence("One article a row. Which column holds its text?")
        rows = [[cell[:_SHOWN_WORDS] for cell in row] for row in question.rows[:_SHOWN_ROWS]]
        self.table = PlainTable("The first rows", self._header, rows, theme)
        self.table.setWordWrap(False)
        self.table.resizeColumnsToContents()
        for column in range(len(self._header)):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), px(190)))
        self.table.setFixedHeight(px(28) * (_SHOWN_ROWS + 1) + px(16))
        self.body.addWidget(self.table)
        self.fields = {field: self._field(field, question) for field in _WORDS}
        self._place()
        self.problem = self.add_sentence("")
        self.problem.setStyleSheet(f"color: {theme.danger};")
        self.body.addStretch(1)
        self.add_button("Leave it out").clicked.connect(self.reject)
        self.go = self.add_button("Import", default=True)
        self.go.clicked.connect(self.accept)
        self.fit(640, 470)
        self.fields["text"].setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, name: str, question: TableQuestion, theme: Theme
    ) -> dict[str, str] | None:
        """Field -> name of its column; None where the file is left out."""
        dialog = cls(name, question, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        columns = dialog.columns if accepted else None
        dialog.deleteLater()
        return columns

    @property
    def columns(self) -> dict[str, str]:
        """What the fields say."""
        chosen = {field: picker.value for field, picker in self.fields.items()}
        return {field: column for field, column in chosen.items() if column}

    def accept(self) -> None:
        """Refused with a sentence where no article could be made of it."""
        columns = list(self.columns.values())
        if "text" not in self.columns:
            self.problem.setText("Choose the column that holds the text.")
            self.fields["text"].setFocus()
        elif len(set(columns)) < len(columns):
            self.problem.setText("One column is chosen twice.")
        else:
            super().accept()

    def _field(self, field: str, question: TableQuestion) -> Picker:
        picker = Picker(_WORDS[field])
        picker.set_theme(self.theme)
        named = [(column[:60], column) for column in dict.fromkeys(self._header) if column]
        choices = named if field == "text" else [(_NONE, ""), *named]
        picker.set_choices(choices, question.guess.get(field, ""))
        return picker

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        for number, (field, picker) in enumerate(self.fields.items()):
            row, side = divmod(number, 2)
            label = PlainLabel(_WORDS[field])
            label.setFont(ui_font(13))
            label.setBuddy(picker)
            grid.addWidget(label, row, 2 * side)
            grid.addWidget(picker, row, 2 * side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
