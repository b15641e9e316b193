"""The one doorway to a project: check, write, change memory, announce.

Window and command line drive this object; nothing else changes a project. No Qt, no spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import paths
from annotator.core.changes import AS_FOUND
from annotator.core.changes import Changes as Changes
from annotator.core.changes import ImportAs as ImportAs
from annotator.core.changes import Imported as Imported
from annotator.core.changes import Outcome as Outcome
from annotator.core.changes import Reading as Reading
from annotator.core.decisions import Edit
from annotator.core.documents import ArticleStatus, Details, Source
from annotator.core.errors import Refused
from annotator.core.filters import ArticleFilter
from annotator.core.history import Past
from annotator.core.labels import LabelSet
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.suggestions import Extraction, ItemKind, Suggestion
from annotator.exchange.label_files import load_label_set
from annotator.exchange.scale_files import load_known
from annotator.session.carrying import Carrying
from annotator.session.comparing import Comparing
from annotator.session.deciding import free_item_id
from annotator.session.gestures import Gestures
from annotator.session.labelling import Labelling
from annotator.session.near_copies import NearCopies
from annotator.session.originals import Originals
from annotator.session.safety import Safety
from annotator.store import filtering
from annotator.store.documents import ArticleRow
from annotator.store.errors import understanding
from annotator.store.project import Progress, Project

if TYPE_CHECKING:  # loaded by those who want it: opening a project must not wait for them
    from annotator.core.finding import Finding
    from annotator.core.gold import GoldLine
    from annotator.core.overview import Chart
    from annotator.core.rerun import Rerun
    from annotator.core.searching import Found
    from annotator.session.exporting import Exporting
    from annotator.session.importing import Importer


class Session:
    """An open project with the article under review.

    Attributes:
        scale_folders: with a user's own scales and words.
        complaints: what of the user's scale files could not be used, a sentence each.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        analyst: str = "analyst",
        busy_ms: int = 5000,
        scales: Sequence[Path] = (),
    ) -> None:
        """Open a project.

        Args:
            create: make the file where it is missing.
            analyst: who decides.
            busy_ms: how long a write waits for another program; a window waits shortly and
                asks again, so that it never freezes.
            scales: further folders with a user's own scales.

        Raises:
            KnownError: it cannot be opened; says why.
        """
        self._project = Project(path, create=create, busy_ms=busy_ms)
        self.path = path
        self.analyst = analyst
        self.scale_folders = [*paths.scale_folders(path), *scales]
        loaded = load_known(self.scale_folders)
        self.scales: ScaleRegistry = loaded.registry
        self.complaints = loaded.sentences
        self.labels: LabelSet = self._project.labels.load() or load_label_set()
        self._listeners: list[Callable[[Changes], None]] = []
        self._gestures = Gestures(self._project, lambda: self.analyst, self._announce)
        self._seen_version = self._data_version()
        self.carrying = Carrying(self._project, self._gestures.standing_of, self.apply_all)
        self.copies = NearCopies(self._project)
        self.safety = Safety(self._project)
        self.comparing = Comparing(self._project, self._gestures.standing_of, self.apply_all)
        self.originals = Originals(self._project)
        self.labelling = Labelling(self, self._project, self._gestures, self._announce)

    @property
    def review(self) -> Review | None:
        """The article under review; replaced, never edited, whenever something changes."""
        return self._gestures.review

    @cached_property
    def exporting(self) -> Exporting:
        """Gold out of the project."""
        from annotator.session.exporting import Exporting

        return Exporting(self, self._project)

    def close(self) -> None:
        self._project.close()

    def settle(self) -> None:
        """Bring the project file up to date for whoever copies it; nothing waits for this."""
        self._project.db.settle()

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Call ``listener`` after every change, once it is safely written."""
        self._listeners.append(listener)

    # --- reading ---

    def article_ids(
        self,
        wanted: ArticleFilter | None = None,
        *,
        status: tuple[ArticleStatus, ...] = (),
        most: int | None = None,
    ) -> list[str]:
        """Ids of the articles that a filter lets pass, in its order; of all that are not aside.

        Args:
            most: of a filter, give only so many, which is quick however many there are.
        """
        if wanted is None:
            wanted = ArticleFilter(status=status)
        label = self.labels.called(wanted.label) if wanted.label else None
        if label is not None:
            wanted = replace(wanted, label=label.id)
        return filtering.ids(self._project.db, wanted, most)

    def saved_filters(self) -> dict[str, ArticleFilter]:
        """The filters that are kept under a name, in the order in which they were first saved."""
        with understanding(self.path):
            kept = self._project.filters.load()
            return {name: ArticleFilter.from_dict(data) for name, data in kept.items()}

    def save_filter(self, name: str, wanted: ArticleFilter) -> None:
        """Keep a filter under a name; one that has the name already is replaced.

        Raises:
            KnownError: the name is empty, or the project cannot be written.
        """
        if not name.strip():
            raise Refused("A filter that is kept needs a name.", safe="Nothing was changed.")
        self._project.filters.save(name.strip(), wanted.to_dict())

    def delete_filter(self, name: str) -> None:
        """Forget a saved filter; no article changes."""
        self._project.filters.delete(name)

    def search(self, query: str, *, limit: int = 500) -> Found:
        """Where the words that are being typed stand in the project (``searching.read_query``)."""
        from annotator.core.searching import read_query

        return self._project.search.find(read_query(query, is_typing=True), limit)

    def article_rows(self, ids: Iterable[str]) -> list[ArticleRow]:
        return self._project.documents.row_list(ids)

    def progress(self) -> Progress:
        return self._project.progress()

    def open_article(self, document_id: str) -> Review:
        """Make an article the one under review.

        Raises:
            ProjectError: there is none with this id.
        """
        return self._gestures.open_article(document_id)

    def read(self, document_id: str) -> Review:
        """An article as it stands, without making it the one under review.

        Raises:
            ProjectError: there is none with this id.
        """
        return self._gestures.standing_of(document_id).review

    def scores(self, document_id: str) -> dict[str, tuple[float | None, str]]:
        """Per item: the score of its suggestion (0 to 1) and who made it, in words."""
        return {
            item: (data.get("score"), data.get("rule") or data.get("model") or "")
            for data, item in self._project.suggestions.lines(document_id)
        }

    def suggestion_of(self, document_id: str, item_id: str) -> Suggestion | None:
        """What the machine proposed as this item; None where a person or a file made it."""
        text = self._project.documents.get(document_id).text
        made = self._project.suggestions.load(document_id, text)
        return next((one for one in made if one.item.id == item_id and one.rules), None)

    def without_suggestions(self, rules: str, model: str | None) -> list[str]:
        """Ids of the articles that this rule set and model have not seen and may change."""
        return self._project.documents.without_suggestions(rules, model)

    def never_read(self) -> list[str]:
        """Ids of the articles that no extractor has read; what is under review is left alone."""
        return self._project.documents.never_read()

    def source(self, document_id: str) -> Source:
        """What the extractor reads of an article."""
        return self._project.documents.get(document_id).source

    def gold_line(self, document_id: str) -> GoldLine:
        return self._project.gold_line(document_id)

    def new_item_id(self, kind: ItemKind, ahead: int = 0) -> str:
        """A free id for an item that a person adds; named after the decision that adds it."""
        return free_item_id(self.review, kind, self._gestures.last_n + 1 + ahead)

    # --- deciding ---

    def apply(self, edit: Edit, *, ms: int = 0) -> Changes:
        """Write a gesture, then change memory, then announce it; its article is under review then.

        In a complete article what decides something reopens it too.

        Args:
            ms: milliseconds that the decision took.

        Raises:
            KnownError: it could not be written; memory and screen stay as they were.
        """
        return self._gestures.apply(edit, ms)

    def apply_all(
        self,
        edits: Sequence[Edit],
        *,
        ms: int = 0,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Write one gesture over several articles; one undo takes back all of it.

        All or nothing: it is prepared without holding anybody up, then written as one
        transaction, so that no crash can leave half of it. The article under review stays.

        Args:
            edits: one for each article, made on the articles as they stand; one that only skips
                is left out.
            ms: milliseconds that the decision took.
            on_progress: told (done, total) articles while they are prepared.
            is_cancelled: asked before each of them.

        Raises:
            KnownError: it could not be written or was cancelled; nothing was changed.
        """
        return self._gestures.apply_all(edits, ms, on_progress, is_cancelled)

    def undo(self) -> Changes | None:
        """Take back the last gesture that stands, in whichever articles; None if there is none.

        A label that was merged into another one is offered again with its spans.
        """
        with self.labelling.following():
            return self._gestures.undo()

    def overview(self) -> list[Chart]:
        """What the project holds, counted; every bar names the filter of its articles."""
        from annotator.session import overview

        return overview.charts(self._project.db, self.scales, self.labels)

    def past(self, limit: int = 500) -> list[Past]:
        """The newest gestures of people in this project, newest first."""
        return self._project.decisions.past(limit)

    def undo_back_to(self, gesture: int) -> Changes | None:
        """Take back every gesture since ``gesture`` and that one too, the newest first.

        Each is an undo of its own, so that redo does them again one by one.

        Raises:
            KnownError: one could not be taken back; those before it are.
        """
        with self.labelling.following():
            return self._gestures.undo_back_to(gesture)

    def redo(self) -> Changes | None:
        """Do again what the last undo took back; None once something else was decided."""
        with self.labelling.following():
            return self._gestures.redo()

    def _announce(self, changes: Changes) -> None:
        for listener in self._listeners:
            listener(changes)

    # --- suggestions ---

    def add_suggestions(self, document_id: str, extraction: Extraction) -> Rerun | None:
        """Merge a run of the extractor; None where the article is complete and stays as it is."""
        merged = self._project.add_suggestions(document_id, extraction)
        if merged is not None:
            self.refresh(document_id)
        return merged

    def compare(self, document_id: str, extraction: Extraction) -> Rerun:
        """What a run of the extractor would change in an article; nothing is written."""
        return self._project.compare(document_id, extraction)

    def examine(
        self,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Finding]:
        """Every damage that can be found in the project, as it is at the first question."""
        from annotator.store.doctor import examine

        with self._project.db.reading():
            yield from examine(self._project, self.scales, on_progress, is_cancelled)

    def refresh(self, document_id: str | None = None) -> None:
        """Read again what another hand wrote (only the items of one article, where it is named)."""
        if self.review is not None and document_id in (None, self.review.document.id):
            self.open_article(self.review.document.id)
        everything, former = document_id is None, self.labels
        if everything:
            self.labels = self._project.labels.load() or former
        labels = self.labels != former
        self._announce(Changes(document_id, article=everything, articles=everything, labels=labels))

    def changed_outside(self) -> bool:
        """Did another program write to the project since this was last asked?"""
        version = self._data_version()
        changed = version != self._seen_version
        self._seen_version = version
        return changed

    def _data_version(self) -> int:
        return self._project.db.version()

    # --- labels ---

    def set_labels(self, labels: LabelSet) -> None:
        """Rename, recolour, add or take away labels of this project; spans keep their ids.

        A label taken away is no longer offered; ``labelling.merge`` gives its spans another one
        before.

        Raises:
            KnownError: the set is not in order, or cannot be written; it stays as it was.
        """
        self.labelling.save(labels)

    def label_uses(self) -> dict[str, int]:
        """How many spans of the project have each label."""
        return self._project.labels.uses()

    # --- files out and in ---

    def import_text(self, text: str, details: Details) -> Imported:
        """Take in a text that came from no file, such as a pasted one; says what became of it."""
        done = self._importer().run_text(text, details)
        self._announce(Changes(articles=True))
        return done

    def _importer(self) -> Importer:
        from annotator.session.importing import Importer

        return Importer(self._project, self.scales, self.labels, self.analyst)

    def files_in(self, files: Iterable[Path]) -> list[Path]:
        """The files that are named or lie in folders named, but for the project's own."""
        from annotator.exchange.folders import files_in

        return files_in(files, self.path)

    def import_files(
        self, files: Iterable[Path], *, as_: ImportAs | None = None, how: Reading = AS_FOUND
    ) -> Iterator[Imported]:
        """Take in the articles of files; yields what became of each. May be stopped at any time.

        Args:
            as_: take annotations as suggestions or as decided; None: as the file says.
            how: the files are to be read, where not as found from their content.
        """
        try:
            yield from self._importer().run(files, as_, how)
        finally:  # also where the caller stops half-way
            self.settle()
            former, self.labels = self.labels, self._project.labels.load() or self.labels
            self._announce(Changes(articles=True, labels=self.labels != former))
