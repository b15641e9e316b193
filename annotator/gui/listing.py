"""Which articles the list shows: chips, a line that is typed, filters kept under a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import KnownError, Refused, TextLost
from annotator.core.filters import ArticleFilter, read_filter
from annotator.gui.desk import Desk
from annotator.gui.panels.top_bar import progress_words
from annotator.gui.places import Panels

if TYPE_CHECKING:
    from annotator.session import Changes

#: What the chips stand for.
CHIPS = {
    "open": ArticleFilter(status=("new", "in_progress")),
    "done": ArticleFilter(status=("complete",)),
    "flagged": ArticleFilter(flagged=True),
}
#: How many articles of a long list are shown before all others, which come this much later.
_FIRST = 500
_REST_MS = 40
_KEYS = (
    "status:",
    "label:",
    "inspectorate:",
    "service:",
    "scale:",
    "value:",
    "published:",
    "cluster:",
)
_WORDS = (
    "flagged",
    "aside",
    "copies",
    "doubt",
    "order:doubt",
    "order:newest",
    "order:random seed:1",
)
_NAMED = re.compile(r"(?:inspectorate|scale):(\S+)")
_KNOWN = {
    "status": ("open", "new", "in_progress", "complete"),
    "order": ("imported", "newest", "doubt", "random"),
}


class Listing(QObject):
    """Keeps the list, its numbers and the way from article to article.

    Signals:
        informed(str): a sentence to show; refused(object): a KnownError.
    """

    informed = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panels = desk, panels
        self._wanted = CHIPS["open"]
        self._unreadable: set[str] = set()  # of which was said that their text is lost
        panels.articles.set_completions(self._completions)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_rest)

    def links(self) -> list[tuple[Any, Callable[..., object]]]:
        """What the list wishes, and who hears it."""
        panel = self._panels.articles
        return [
            (panel.filter_requested, self.show_chip),
            (panel.line_requested, self._follow_line),
            (panel.line.left, self._panels.view.setFocus),
        ]

    # --- commands ---

    def next_article(self) -> None:
        self._open_neighbour(1, "This is the only article in the list.")

    def previous_article(self) -> None:
        self._open_neighbour(-1, "This is the first article in the list.")

    def filter_articles(self) -> None:
        """Put the cursor into the line above the list."""
        if not self._panels.articles.isVisible():
            self._panels.articles.show()
        self._panels.articles.begin_line()

    def saved_filters(self) -> None:
        """Take a filter that was kept, or keep the present one under a name."""
        from annotator.gui.dialogs.saved_filters import SavedFilters

        session, window = self._desk.session, self._panels.window
        dialog = SavedFilters(
            {name: kept.to_line() for name, kept in session.saved_filters().items()},
            self._wanted.to_line(),
            window.theme,
            window,
        )
        write = self._desk.writer.write  # another program may hold the project
        dialog.keep_requested.connect(
            lambda name: write(lambda: session.save_filter(name, self._wanted))
        )
        dialog.delete_requested.connect(lambda name: write(lambda: session.delete_filter(name)))
        dialog.exec()
        picked = dialog.picked
        dialog.deleteLater()
        self._panels.view.setFocus()
        if picked is not None:
            self.show_line(picked)

    def show_overview(self) -> None:
        """The project in charts; a bar shows its articles."""
        from annotator.gui.dialogs.overview_dialog import Overview

        session, window = self._desk.session, self._panels.window
        said = progress_words(session.progress())
        dialog = Overview(said, session.overview(), window.theme, window)
        dialog.exec()
        picked = dialog.picked
        dialog.deleteLater()
        self._panels.view.setFocus()
        if picked is not None:
            self.show_line(picked.to_line())

    # --- what is shown ---

    @property
    def wanted(self) -> ArticleFilter:
        """The filter that the list follows."""
        return self._wanted

    def begin(self) -> None:
        """Show the open articles of a project that was just opened.

        Of a long list only the beginning at first; the rest and the numbers once that is painted.
        """
        self._wanted = CHIPS["open"]
        ids = self._desk.session.article_ids(self._wanted, most=_FIRST)
        if len(ids) < _FIRST:
            self.show_chip("open")
            return
        self._panels.articles.set_ids(ids)
        self._panels.articles.set_filter("open", "")
        self._rest.start()

    def stop(self) -> None:
        """The project is being closed."""
        self._rest.stop()

    def _show_rest(self) -> None:
        self._show_list()
        self.show_progress()

    def show_chip(self, name: str) -> None:
        """Show the articles of a chip."""
        self._take(CHIPS[name])

    def _follow_line(self, typed: str) -> None:
        """Show what was typed above the list; what shows nothing is left to be mended there."""
        if self.show_line(typed):
            self._panels.view.setFocus()

    def show_line(self, typed: str) -> bool:
        """Show the articles that a typed line asks for; an empty one all that are open.

        A line that cannot be understood changes nothing, and says why. False where nothing fits.
        """
        try:
            wanted = read_filter(typed) if typed.strip() else CHIPS["open"]
        except Refused as error:
            self.refused.emit(error)
            self._panels.articles.line.set_wrong(self._panels.articles.line.hasFocus())
            return False
        self._take(wanted)
        if self._panels.articles.model.ids:
            return True
        if not typed.strip():
            self.informed.emit("No article is open any more: Done shows the complete ones.")
            return True
        self.informed.emit("No article fits this filter. An empty line shows the open ones.")
        return False

    def first(self) -> str | None:
        """The first open article, else the first of all."""
        session = self._desk.session
        shown = self._panels.articles.model.ids[:1] if self._wanted == CHIPS["open"] else []
        ids = shown or session.article_ids(CHIPS["open"], most=1)
        ids = ids or session.article_ids(ArticleFilter(), most=1)
        return ids[0] if ids else None

    def take_note(self, changes: Changes) -> None:
        """Show again what a change touched."""
        touched = [i for i in (changes.document_id, *changes.elsewhere) if i is not None]
        if changes.articles or (changes.article and any(map(self._moves, touched))):
            self._show_list()
        elif touched:
            self._panels.articles.refresh(touched)
        self.show_progress()

    def show_progress(self) -> None:
        """The numbers on the chips and at the top."""
        progress = self._desk.session.progress()
        open_ = progress.articles - progress.complete
        self._panels.articles.set_counts(open_, progress.complete, progress.flagged)
        self._panels.top.set_progress(progress)

    def neighbour(self, step: int) -> str | None:
        """The article before or behind the open one in the list as it is filtered."""
        here = self._desk.review.document.id if self._desk.review else ""
        ids = self._panels.articles.model.ids
        if self._unreadable:
            ids = [i for i in ids if i == here or i not in self._unreadable]
        if here not in ids:
            return ids[0] if ids else None
        index = ids.index(here) + step
        if 0 <= index < len(ids):
            return ids[index]
        others = [i for i in ids if i != here]
        return others[0] if others and step > 0 else None

    def _open_neighbour(self, step: int, nowhere: str) -> None:
        neighbour = self.neighbour(step)
        if neighbour is not None:
            if isinstance(self._desk.open_article(neighbour), TextLost):
                self._unreadable.add(neighbour)  # said once; the next press goes past it
        else:
            self.informed.emit(nowhere)

    def _take(self, wanted: ArticleFilter) -> None:
        before, self._wanted = self._wanted, wanted
        try:
            self._show_list()
        except KnownError as error:
            self._wanted = before
            self.refused.emit(error)
            return
        chip = next((name for name, chip in CHIPS.items() if chip == wanted), None)
        self._panels.articles.set_filter(chip, "" if chip else wanted.to_line())
        self.show_progress()
        self._enter_list()

    def _enter_list(self) -> None:
        """Open the first article of a list that the open one is not in: keys would decide there."""
        review, ids = self._desk.review, self._panels.articles.model.ids
        if review is not None and ids and review.document.id not in ids:
            self._desk.open_article(ids[0])

    def _moves(self, document_id: str) -> bool:
        """Does an article whose status or flag changed enter or leave the list, as far as known?

        The list is read anew only then: with many thousand articles that takes its time. What
        else a filter asks for is not asked again, so that the list does not move under the hand.
        """
        review, wanted = self._desk.review, self._wanted
        if review is None or review.document.id != document_id:
            return bool(wanted.status or wanted.flagged or wanted.aside)
        belongs = not wanted.status or review.status in wanted.status
        belongs = belongs and (review.flag or not wanted.flagged) and review.aside == wanted.aside
        listed = document_id in self._panels.articles.model.ids
        return listed and not belongs if wanted not in CHIPS.values() else belongs != listed

    def _show_list(self) -> None:
        self._rest.stop()
        review = self._desk.review
        self._panels.articles.set_ids(self._desk.session.article_ids(self._wanted))
        self._panels.articles.refresh(None)
        if review is not None:
            self._panels.articles.set_current(review.document.id)

    def _completions(self, typed: str) -> list[str]:
        """How a line may go on: whole lines, the best first."""
        head, _, last = typed.rpartition(" ")
        key, colon, begun = last.lower().partition(":")
        before = f"{head} " if head else ""
        if not colon:
            known = [word for word in (*_KEYS, *_WORDS) if word.startswith(last.lower())]
            return [before + word for word in known]
        values = [value for value in self._values(key, head) if begun in value.lower()]
        values.sort(key=lambda value: not value.lower().startswith(begun))
        return [f"{before}{key}:{_quoted(value)}" for value in values]

    def _values(self, key: str, head: str) -> list[str]:
        """What may stand behind a key; ``head`` is the line before it."""
        session = self._desk.session
        if key == "label":
            return [label.name for label in session.labels]
        if key == "inspectorate":
            return sorted(body.id for body in session.scales.bodies)
        if key == "cluster":
            return [cluster for cluster, _ in session.copies.clusters()]
        scales = [scale for scale in session.scales if scale.points]
        if key == "scale":
            return sorted({scale.code for scale in scales})
        if key == "value":  # of the inspectorate or the scale that the line names, if it does
            named = set(_NAMED.findall(head.lower()))
            fitting = [scale for scale in scales if named & {scale.code, *scale.bodies}]
            found = Counter(point.code for scale in fitting or scales for point in scale.points)
            return sorted(found, key=lambda code: (-found[code], code))  # the usual words first
        return list(_KNOWN.get(key, ()))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
