"""A name for something new."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.panels.drawing import ui_font
from annotator.gui.theme import Theme


class NameDialog(Dialog):
    """Type, Enter takes it, Esc leaves."""

    def __init__(
        self, title: str, sentence: str, verb: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, theme, parent)
        self.add_sentence(sentence, quiet=True)
        self.field = QLineEdit()
        self.field.setFont(ui_font(13))
        self.field.setAccessibleName(title)
        self.body.addWidget(self.field)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button(verb, default=True).clicked.connect(self.accept)
        self.fit(420, 180)
        self.field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, title: str, sentence: str, verb: str, theme: Theme) -> str:
        """The name that was typed; "" where the analyst left."""
        dialog = cls(title, sentence, verb, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = " ".join(dialog.field.text().split()) if accepted else ""
        dialog.deleteLater()
        return name

    def accept(self) -> None:
        """Nothing is made without a name."""
        if self.field.text().strip():
            super().accept()
