"""Commands about an article as a whole: paste one, correct its details, open its original."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from annotator.core import edits
from annotator.core.documents import Details
from annotator.core.review import Review
from annotator.core.wording import counted
from annotator.gui.desktop import show
from annotator.gui.jobs import Job
from annotator.gui.keymap import key

if TYPE_CHECKING:
    from annotator.gui.bench import Bench
    from annotator.gui.main_window import MainWindow
    from annotator.session import Imported

_LONGEST_TITLE = 120
_SENTENCES = {
    "added": "Added: {title}.",
    "same": "That text is in the project already: {title}.",
    "appearance": "That text is in the project already: {title}; this place is noted with it.",
}


class ArticleCommands(QObject):
    """What is asked for in a dialog, and then done by session or desktop."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._outlet = ""  # of the article pasted last: the next one is likely from there too

    def paste_article(self) -> None:
        """Take in the text on the clipboard as an article."""
        self.add_words(QGuiApplication.clipboard().text(), "on the clipboard")

    def add_words(self, text: str, where: str = "dropped here") -> None:
        """Take in words that came from no file, after asking for their details."""
        from annotator.gui.dialogs.details_dialog import DetailsDialog

        window = self._window
        if window.files.has_no_project():
            return
        if not text.strip():
            self._window.inform(f"There is no text {where}.")
            return
        first = next(line.strip() for line in text.splitlines() if line.strip())
        known = Details(first[:_LONGEST_TITLE], self._outlet or None)
        words = f"The text {where} has {counted(len(text.split()), 'word')}."
        wanted = DetailsDialog.ask(window, "Paste an article", "Add", known, words, window.theme)
        window.panels.view.setFocus()
        if wanted is not None:
            self._outlet = wanted.outlet or ""
            self._take_in(text, wanted)

    def edit_details(self) -> None:
        """Correct title, outlet, address and dates of the open article."""
        from annotator.gui.dialogs.details_dialog import DetailsDialog

        window, opened = self._window, self._opened()
        if opened is None:
            return
        bench, review = opened
        known = review.document.details
        wanted = DetailsDialog.ask(
            window,
            "Article details",
            "Keep",
            known,
            "What is said here is logged, and one undo takes it back. The text never changes.",
            window.theme,
        )
        window.panels.view.setFocus()
        if wanted is not None and wanted != known:
            changed = {name: getattr(wanted, name) for name in asdict(known)}
            said = f"The details are kept. {key('undo')} takes them back."
            bench.desk.apply(
                lambda now: edits.correct_details(now, changed), lambda: self._window.inform(said)
            )

    def open_original(self) -> None:
        """Open the page that the article comes from, after showing where that is."""
        from annotator.gui.dialogs.details_dialog import is_address
        from annotator.gui.dialogs.question import Question

        window, bench = self._window, self._window.bench
        review = bench.desk.review if bench is not None else None
        url = review.document.url if review is not None else None
        if not url or not is_address(url):
            details = key("edit_details")
            self._window.inform(
                f"No address on the web is known of this article. {details} adds one."
            )
            return
        asks = f"Open {url} in the browser?"
        safe = "The page is asked for over the network; nothing of the project is sent."
        if Question.ask(window, "Open the original", asks, safe, "Open", window.theme):
            QDesktopServices.openUrl(QUrl(url))
        window.panels.view.setFocus()

    def open_file(self) -> None:
        """Open the file that the article was imported from, or its folder, after showing it."""
        from annotator.gui.dialogs.original_dialog import OriginalDialog

        window, opened = self._window, self._opened()
        if opened is None:
            return
        bench, review = opened
        original = bench.desk.session.originals.of(review.document.id)
        if original is None:
            self._window.inform("From which file on this computer this article came is not known.")
        elif not original.is_there:
            self._window.inform(
                f"The file is no longer there: {original.path}. Its text is kept here."
            )
        else:
            wanted = OriginalDialog.ask(window, original, window.theme)
            window.panels.view.setFocus()
            if wanted is not None:
                show(wanted)

    def _opened(self) -> tuple[Bench, Review] | None:
        """The open article on its bench; where there is none, says so."""
        bench = self._window.bench
        if bench is None or bench.desk.review is None:
            self._window.inform("Open an article first.")
            return None
        return bench, bench.desk.review

    def _take_in(self, text: str, details: Details) -> None:
        session = self._window.files.session
        if session is None:
            return
        project, analyst = session.path, session.analyst

        def work(_: Job) -> Imported:
            from annotator.session import Session

            own = Session(project, analyst=analyst)
            try:
                return own.import_text(text, details)
            finally:
                own.close()

        self._window.runner.run("Adding the article ...", work, self._on_added)

    def _on_added(self, report: Imported) -> None:
        """Show the article, also where it was there already."""
        window = self._window
        window.files.imported.emit()
        if window.bench is None or report.document_id is None:
            self._window.inform(f"Not added. {report.detail}")
            return
        window.bench.desk.open_article(report.document_id)
        review = window.bench.desk.review
        self._window.inform(_SENTENCES[report.outcome].format(title=_title(review)))


def _title(review: Review | None) -> str:
    return f"“{review.document.title}”" if review is not None else ""
