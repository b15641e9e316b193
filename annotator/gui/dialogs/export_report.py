"""What was exported, and what the format could not hold."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.exports import Exported
from annotator.core.wording import counted
from annotator.gui.dialogs.frame import Dialog, copy_text
from annotator.gui.theme import Theme


class ExportReport(Dialog):
    """A line for each file, a sentence for each loss; it can be copied.

    Signals:
        folder_requested(): the folder is to be shown.
    """

    folder_requested = Signal()

    def __init__(self, done: Exported, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(f"{counted(done.total, 'article')} exported", theme, parent)
        self._done = done
        folders = {str(out.parent) for out in done.articles}
        self.add_sentence("\n".join(self._lines()))
        self.add_sentence(f"In {', '.join(sorted(folders))}", quiet=True)
        for loss in done.losses:
            self.add_sentence(loss)
        self.body.addStretch(1)
        copy = self.add_button("Copy")
        copy.clicked.connect(lambda: copy_text(self.as_text()))
        self.show_folder = self.add_button("Show in folder")
        self.show_folder.clicked.connect(self.folder_requested)
        close = self.add_button("Close", default=True)
        close.clicked.connect(self.accept)
        close.setFocus()
        self.fit(560, 220)

    def as_text(self) -> str:
        """Files and losses, as they are copied."""
        files = [f"{out}\t{count:,}" for out, count in self._done.articles.items()]
        return "\n".join([*files, *self._done.losses]) + "\n"

    def _lines(self) -> list[str]:
        counts = self._done.articles.items()
        return [f"{out.name}: {counted(count, 'article')}" for out, count in counts]
