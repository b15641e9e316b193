"""What stands where the window will be, until all of it is there: seen at once, and says so.

It imports next to nothing: the window's own modules take longer than Qt itself to load.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

#: Ground and ink, light and dark: those of gui/theme.py.
COLOURS = {False: ("#FBFBFA", "#63635E"), True: ("#1A1B1E", "#A2A5AB")}
_USUAL = (1280, 800)


class Opening(QWidget):
    """An empty page as large as the window that comes.

    Signals:
        painted(): it is on the screen; what is slow may begin.
    """

    painted = Signal()

    def __init__(self, theme: str, geometry: str | None) -> None:
        """
        Args:
            theme: as in the settings.
            geometry: the window's, as the settings keep it.
        """
        super().__init__(None, Qt.WindowType.SplashScreen)
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = theme == "dark" or (theme == "system" and scheme == Qt.ColorScheme.Dark)
        self._ground, self._ink = (QColor(colour) for colour in COLOURS[dark])
        self._painted = False
        self.setWindowTitle("Annotator")
        room = self.screen().availableGeometry()
        self.resize(QSize(*_USUAL).boundedTo(room.size()))
        self.move(room.center() - self.rect().center())
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        if self._painted:
            painter.setPen(self._ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Annotator is opening ...")
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
