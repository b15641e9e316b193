"""Commands of the window itself: panels, size of the text, theme, lists of commands and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from annotator.gui import keymap
from annotator.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

SCALES = (100, 110, 125, 150, 175, 200)
_TEXT_SIZES = (12, 14, 16, 18, 20, 22, 26, 30, 36)


class WindowCommands(QObject):
    """What needs no project."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def escape(self) -> None:
        """Take a message away, else the selection."""
        view, banner = self._window.panels.view, self._window.panels.banner
        if banner.isVisible():
            banner.dismiss()
        else:
            view.set_caret_mode(False)
            view.clear_selection()
        if view.isVisible():
            view.setFocus()

    def stop_reading(self) -> None:
        """Give up the long article that the worker is reading."""
        suggester = self._window.suggester
        if suggester is None or not suggester.stop_reading():
            self._window.inform("No article is being read now.")

    def close_window(self) -> None:
        self._window.close()

    def toggle_list(self) -> None:
        self._toggle("list")

    def toggle_records(self) -> None:
        self._toggle("records")

    def toggle_guideline(self) -> None:
        self._window.places.toggle_lower("guideline")
        self._keep_focus()
        bench, cards = self._window.bench, self._window.panels.cards
        if bench is not None:  # once there is less or more room for it
            QTimer.singleShot(0, bench, lambda: cards.choose(bench.desk.chosen_id))

    def find_in_guideline(self) -> None:
        """Show the guideline, ready to type what is searched for."""
        if not self._window.panels.guideline.isVisible():
            self._window.places.toggle_lower("guideline")
        self._window.panels.guideline.field.setFocus()
        self._window.panels.guideline.field.selectAll()

    def _toggle(self, part: str) -> None:
        self._window.places.toggle(part)
        self._keep_focus()

    def _keep_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():  # it may have been hidden
            self._window.panels.view.setFocus()

    def zoom_in(self, step: int = 1) -> None:
        """The next text size up (or down with a negative step)."""
        size = self._window.settings.text_size
        sizes = [s for s in _TEXT_SIZES if s != size and (s > size) == (step > 0)]
        if sizes:
            self._window.change(text_size=sizes[0] if step > 0 else sizes[-1])

    def zoom_out(self) -> None:
        self.zoom_in(-1)

    def zoom_reset(self) -> None:
        self._window.change(text_size=Settings().text_size)

    def toggle_serif(self) -> None:
        self._window.change(serif=not self._window.settings.serif)

    def toggle_theme(self) -> None:
        self._window.change(theme="light" if self._window.theme.dark else "dark")

    def interface_larger(self, step: int = 1) -> None:
        """The next size of the interface up (or down with a negative step)."""
        sizes = SCALES if step > 0 else SCALES[::-1]
        now = self._window.settings.interface_scale
        following = next((s for s in sizes if (s - now) * step > 0), None)
        if following is not None:
            self._window.change(interface_scale=following)

    def interface_smaller(self) -> None:
        self.interface_larger(-1)

    def show_settings(self) -> None:
        """The settings; what is changed there is seen at once."""
        from annotator.gui.dialogs.settings_dialog import SettingsDialog

        window = self._window
        dialog = SettingsDialog(window.settings, window.theme, window)

        def change(name: str, value: object) -> None:
            window.change(**{name: value})
            dialog.show_settings(window.settings)
            dialog.set_theme(window.theme)

        dialog.change_requested.connect(change)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        """Wait until the dialog is closed; who had the focus gets it back."""
        before = QApplication.focusWidget()
        dialog.exec()
        dialog.deleteLater()
        (
            before if before is not None and before.isVisible() else self._window.panels.view
        ).setFocus()

    def change_analyst(self) -> None:
        """Ask who decides from now on."""
        from annotator.gui.dialogs.analyst_dialog import AnalystDialog

        window = self._window
        now, known = window.settings.analyst_name, window.settings.analysts
        name = AnalystDialog.ask(window, now, known, window.theme)
        if name:
            window.change(analyst=name)
        window.panels.view.setFocus()

    def ask_who_decides(self) -> None:
        """Say how decisions are signed, as long as nobody has said who decides."""
        settings = self._window.settings
        if not settings.analyst:
            self._window.panels.banner.show_info(
                f"Decisions are signed “{settings.analyst_name}”, the name of the account. "
                f"{keymap.key('change_analyst')} lets you say who you are.",
                12_000,
            )

    def greet_in_sample(self) -> None:
        """Say how to come to a project of one's own, until the first decision."""
        starts, opens = keymap.key("new_project"), keymap.key("open_project")
        self._window.panels.banner.show_info(
            f"This is the sample project, to try things out. {starts} starts a project of your"
            f" own, {opens} opens one."
        )

    def show_about(self) -> None:
        """Versions, and where projects, settings and logs lie."""
        from annotator.gui.dialogs.about_dialog import AboutDialog

        session = self._window.bench.session if self._window.bench else None
        project = session.path.parent if session else None
        self._show(AboutDialog(project, self._window.theme, self._window))

    def show_commands(self) -> None:
        from annotator.gui.dialogs.command_palette import CommandPalette

        chosen = CommandPalette.ask(self._window, self._window.theme)
        if chosen is not None:
            self._window.actions_table.trigger(chosen)

    def show_keys(self) -> None:
        """Every key; those that are changed there count at once."""
        from annotator.gui.dialogs.keys_dialog import KeysDialog

        window, labels = self._window, list(keymap.now().labels.items())
        dialog = KeysDialog(keymap.now(), labels, window.theme, window)
        dialog.changed.connect(lambda wanted: window.change(keys=wanted.changed))
        self._show(dialog)
        if window.bench is not None:
            window.bench.show_usual_keys()
