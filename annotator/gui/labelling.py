"""The labels of the project: picked for a span, and edited; every panel follows them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.core.errors import KnownError, Refused
from annotator.core.labels import RATING, Label, LabelSet
from annotator.core.wording import counted
from annotator.gui import keymap
from annotator.gui.actions import shown_keys
from annotator.gui.desk import Desk
from annotator.gui.panels.plain import progress_window
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.gui.dialogs.labels_dialog import LabelsDialog

#: Between two looks at the progress window.
_TURN_SECONDS = 0.05
_PATIENCE_MS = 400


class Labelling(QObject):
    """Signals: informed(str): a sentence to show; shown(): the panels have the labels as they are
    now; merged(): the last gesture was a merge of labels.
    """

    informed = Signal(str)
    shown = Signal()
    merged = Signal()

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels
        self._dialog: LabelsDialog | None = None
        self._undo: list[Callable[[], object]] = []  # of what was changed in the open dialog

    def show_labels(self) -> None:
        """Let the panels show the labels as they are now."""
        labels = self._desk.session.labels
        for panel in (self._panels.view, self._panels.cards, self._panels.entities):
            panel.set_labels(labels)
        self.shown.emit()

    # --- commands ---

    def pick_label(self) -> None:
        """Choose a label by typing its name."""
        from annotator.gui.dialogs.label_picker import LabelPicker

        if not self._desk.can_label():
            return
        window = self._panels.window
        label = LabelPicker.ask(window, self._desk.session.labels, window.theme)
        if label is not None:
            self._desk.relabel(label)
        self._panels.view.setFocus()

    def edit_labels(self) -> None:
        """Rename, recolour, order, add and merge labels."""
        from annotator.gui.dialogs.labels_dialog import LabelsDialog

        if self._desk.writer.is_waiting:
            self.informed.emit("A decision still waits for another program. Try again then.")
            return
        window = self._panels.window
        self._undo = []
        self._dialog = dialog = LabelsDialog(window.theme, window)
        dialog.change_requested.connect(self._change)
        dialog.new_requested.connect(self._make)
        dialog.offer_requested.connect(self._offer_again)
        dialog.delete_requested.connect(self._take_away)
        dialog.undo_requested.connect(self._take_back)
        self._show()
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()
        self._panels.view.setFocus()

    # --- what the dialog wishes ---

    def _show(self, chosen: str = "") -> None:
        if self._dialog is not None:
            session = self._desk.session
            self._dialog.show_labels(session.labels, session.label_uses(), chosen)
            self._dialog.set_undo(bool(self._undo))

    def _change(self, wanted: LabelSet, chosen: str = "", said: str = "") -> None:
        session, former = self._desk.session, self._desk.session.labels

        def act() -> None:
            _check_keys(wanted)
            session.set_labels(wanted)

        if self._try(act):
            self._undo.append(lambda: session.set_labels(former))
            self._show(chosen)
            self._say(said)

    def _make(self) -> None:
        from annotator.core.label_colours import derived, free_colour
        from annotator.gui.dialogs.name_dialog import NameDialog

        window, labels = self._panels.window, self._desk.session.labels
        name = NameDialog.ask(
            self._dialog or window,
            "New label",
            "Its id in files is made from this name and stays; the name can be changed.",
            "Make",
            window.theme,
        )
        if name:
            light, dark = derived(free_colour(labels))
            made = Label(labels.free_id(name), name, labels.free_key(), "", light, dark)
            said = (
                "Give it a colour and say what it is for." if made.key else "All digits are taken."
            )
            self._change(labels.with_label(made), made.id, said)

    def _offer_again(self, label_id: str) -> None:
        self._change(self._desk.session.labels.offering_again(label_id), label_id)

    def _take_away(self, label_id: str) -> None:
        from annotator.gui.dialogs.label_picker import LabelPicker

        session = self._desk.session
        labels, spans = session.labels, session.label_uses().get(label_id, 0)
        label = labels.get(label_id)
        if label is None:
            return
        if not spans or label_id == RATING:
            self._change(labels.without(label_id), said=f"“{label.name}” is taken away.")
            return
        where = session.labelling.articles(label_id)
        into = LabelPicker.ask(
            self._dialog,
            [other for other in labels if other.id not in (label_id, RATING)],
            self._panels.window.theme,
            title=f"Merge {label.name} into ...",
            sentence=_question(spans, len(where), sum(where.values())),
        )
        target = labels.get(into or "")
        if target is not None:
            self._merge(label, target, spans)

    def _merge(self, label: Label, target: Label, spans: int) -> None:
        session = self._desk.session
        becomes = f"{label.name} becomes {target.name} ..."
        parent = self._dialog or self._panels.window
        progress = progress_window(becomes, "Cancel", 0, parent)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE_MS)
        since = time.monotonic()

        def show(done: int, total: int) -> None:
            nonlocal since
            if time.monotonic() - since > _TURN_SECONDS:
                progress.setMaximum(total)
                progress.setValue(min(done, total - 1))
                since = time.monotonic()

        done = self._try(
            lambda: session.labelling.merge(
                label.id, target.id, on_progress=show, is_cancelled=progress.wasCanceled
            )
        )
        progress.deleteLater()
        if done:
            self.merged.emit()
            self._undo.append(session.undo)
            self._show(target.id)
            undo = keymap.key("undo")
            self._say(
                f"{counted(spans, 'span')} of {label.name} became {target.name}. "
                f"Ctrl+Z here, or {undo} in the article, takes all of it back."
            )

    def _take_back(self) -> None:
        if self._undo and self._try(self._undo[-1]):
            self._undo.pop()
            self._show()
            self._say("Taken back.")

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; where it is refused, the dialog says why."""
        try:
            act()
        except KnownError as error:
            if self._dialog is not None:
                self._dialog.show_problem(str(error))
            return False
        return True

    def _say(self, text: str) -> None:
        if self._dialog is not None and text:
            self._dialog.say(text)


def _question(spans: int, articles: int, complete: int) -> str:
    """ "37 spans in 12 articles, 3 of them complete, become the label that you choose." """
    where = counted(articles, "article")
    where += f", {complete:,} of them complete," if complete else ""
    verb = "becomes" if spans == 1 else "become"
    return (
        f"{counted(spans, 'span')} in {where} {verb} the label that you choose. What is "
        "decided stays decided, and one undo takes all of it back."
    )


def _check_keys(labels: LabelSet) -> None:
    """A digit that a command was given does not give a label too.

    Raises:
        Refused: names the command.
    """
    digits = {label.key: label.name for label in labels if label.key}
    for _, commands in keymap.now().table():
        for command in commands:
            for key in keymap.now().keys(command.id):
                if key in digits:
                    raise Refused(
                        f"{shown_keys(key)} is the key of “{command.words}”.",
                        safe="The labels stay as they were.",
                        todo="Give that command another key first.",
                    )
