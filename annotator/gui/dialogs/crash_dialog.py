"""A bug was met: what is safe, and a report that can be copied."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.frame import Dialog, copy_text
from annotator.gui.panels.drawing import px
from annotator.gui.theme import Theme

SAFE = "Every decision up to here is saved. You can go on; if it happens again, restart."


class CrashDialog(Dialog):
    """The report is given as text; it holds no words of an article."""

    def __init__(
        self, report: str, theme: Theme, parent: QWidget | None = None, *, safe: str = SAFE
    ) -> None:
        super().__init__("Something went wrong in the program", theme, parent)
        self.add_sentence(safe)
        self.add_sentence("The report below holds no text of any article.", quiet=True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("Report")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(px(12))
        self.text.setFont(font)
        self.text.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.hairline}; border-radius: 4px; }}"
        )
        self.body.addWidget(self.text, 1)
        self.copied = self.add_button("Copy report")
        self.copied.clicked.connect(lambda: copy_text(report))
        self.add_button("Close", default=True).clicked.connect(self.accept)
        self.fit(640, 420)

    @classmethod
    def show_report(
        cls, parent: QWidget | None, report: str, theme: Theme, *, safe: str = SAFE
    ) -> None:
        """Show it and wait until it is closed."""
        dialog = cls(report, theme, parent, safe=safe)
        dialog.exec()
        dialog.deleteLater()
