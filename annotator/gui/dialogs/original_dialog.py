"""The file that an article was imported from: where it lies, before anything opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.session.originals import Original

_OPENS = "It opens in the program that this computer has for such files."
_OF_PAGES = " A saved page may ask the network for its pictures there, and run what is in it."
_FOLDER_ONLY = "It is of no kind that is opened from here. Its folder can be shown."


class OriginalDialog(Dialog):
    """Enter opens the file, where it may be opened; Esc leaves.

    Attributes:
        wanted: the file or its folder; None where the analyst left.
    """

    def __init__(self, original: Original, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("The file it was imported from", theme, parent)
        self.wanted: Path | None = None
        path, may_open = original.path, original.may_open
        self.add_sentence(str(path))
        changed = ["It was changed since it was imported."] if original.has_changed else []
        opens = _OPENS + (_OF_PAGES if original.is_page else "")
        said = " ".join([*changed, opens if may_open else _FOLDER_ONLY])
        self.add_sentence(said, quiet=True)
        self.setAccessibleDescription(f"{path}. {said}")
        self.body.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.folder = self.add_button("Show in folder", default=not may_open)
        self.folder.clicked.connect(lambda: self._take(path.parent))
        (self.folder if not may_open else self._open_button(path)).setFocus()
        self.fit(520, 190)

    @classmethod
    def ask(cls, parent: QWidget, original: Original, theme: Theme) -> Path | None:
        """What is to be opened."""
        dialog = cls(original, theme, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wanted if accepted else None
        dialog.deleteLater()
        return wanted

    def _open_button(self, path: Path) -> QWidget:
        button = self.add_button("Open", default=True)
        button.clicked.connect(lambda: self._take(path))
        return button

    def _take(self, path: Path) -> None:
        self.wanted = path
        self.accept()
