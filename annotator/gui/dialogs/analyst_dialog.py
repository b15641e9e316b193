"""Who decides from now on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from annotator.gui.dialogs.list_under_field import ListUnderField
from annotator.gui.theme import Theme
from annotator.settings import analyst_name


class AnalystDialog(ListUnderField):
    """A name to type, or one of those known here with Up and Down; Enter takes it."""

    def __init__(
        self, now: str, known: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Who decides?", theme, parent)
        self.add_sentence("Decisions from now on are signed with this name.", quiet=True)
        self.field.setText(now)
        self.field.setAccessibleName("Analyst")
        self.field.selectAll()
        self.body.addWidget(self.field)
        self.list.setAccessibleName("Analysts known here")
        self.set_row_space(4)
        self.list.addItems(list(known))
        self.list.setVisible(bool(known))
        self.list.currentTextChanged.connect(self._show_name)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        self.body.addWidget(self.list, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Sign with it", default=True).clicked.connect(self.accept)
        self.fit(420, 200 + 30 * min(6, len(known)))
        self.field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, now: str, known: Sequence[str], theme: Theme) -> str:
        """The name that was given; "" where the analyst left."""
        dialog = cls(now, known, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = analyst_name(dialog.field.text()) if accepted else ""
        dialog.deleteLater()
        return name

    def accept(self) -> None:
        """Nobody decides without a name."""
        if analyst_name(self.field.text()):
            super().accept()

    def _show_name(self, name: str) -> None:
        self.field.setText(name)
        self.field.selectAll()
