"""What this program is made of, and where a person's files lie; each line can be copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from annotator import paths, version
from annotator.gui.desktop import show
from annotator.gui.dialogs.frame import Dialog, copy_text
from annotator.gui.panels.drawing import px, ui_font
from annotator.gui.panels.plain import PlainLabel
from annotator.gui.theme import Theme


class AboutDialog(Dialog):
    """Versions in one sentence, and folders that can be opened."""

    def __init__(self, project: Path | None, theme: Theme, parent: QWidget | None = None) -> None:
        """
        Args:
            project: the folder of the open project, None where none is open.
        """
        super().__init__("Versions, and where your files are", theme, parent)
        self.versions = version.text()
        self.add_sentence(self.versions)
        folders = [
            ("This project", project),
            ("Sample, own scales", paths.data_dir()),
            ("Settings", paths.settings_file().parent),
            ("Log, reports of bugs", paths.log_file().parent),
        ]
        self._rows = [(words, folder) for words, folder in folders if folder is not None]
        self._place()
        self.add_sentence(
            "The log holds no text of any article; you may send it with a report.", quiet=True
        )
        self.body.addStretch(1)
        self.copied = self.add_button("Copy all")
        self.copied.clicked.connect(lambda: copy_text(self.text))
        close = self.add_button("Close", default=True)
        close.clicked.connect(self.accept)
        self.fit(620, 340)
        close.setFocus()

    @property
    def text(self) -> str:
        """All of it, for a message to whoever maintains the program."""
        return "\n".join([self.versions, *(f"{words}: {folder}" for words, folder in self._rows)])

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        for row, (words, folder) in enumerate(self._rows):
            name, place = PlainLabel(words), QLineEdit(str(folder))
            place.setReadOnly(True)  # one line, however long, to be selected and copied
            place.setFrame(False)
            place.setCursorPosition(0)
            place.setAccessibleName(words)
            name.setBuddy(place)
            open_it = QPushButton("Open")
            open_it.setAutoDefault(False)
            open_it.setAccessibleName(f"Open the folder: {words}")
            open_it.setEnabled(folder.is_dir())
            open_it.clicked.connect(lambda _=False, f=folder: show(f))
            for column, widget in enumerate((name, place, open_it)):
                widget.setFont(ui_font(13))
                grid.addWidget(widget, row, column)
        self.body.addLayout(grid)
