"""A question with a verb on its button: Enter does it, Esc does not."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.theme import Theme


class Question(Dialog):
    """One sentence, what can be taken back, and two buttons.

    Args:
        verb: on the button that does it, as "Confirm".
    """

    def __init__(
        self, title: str, sentence: str, safe: str, verb: str, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(title, theme, parent)
        self.add_sentence(sentence)
        self.add_sentence(safe, quiet=True)
        self.setAccessibleDescription(f"{sentence} {safe}")
        self.cancel = self.add_button("Cancel")
        self.go = self.add_button(verb, default=True)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.fit(460, 180)
        self.go.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, title: str, sentence: str, safe: str, verb: str, theme: Theme
    ) -> bool:
        """Whether the analyst wants it."""
        question = cls(title, sentence, safe, verb, theme, parent)
        answer = question.exec()
        question.deleteLater()
        return answer == QDialog.DialogCode.Accepted
