"""The one doorway to a project: check, write, change memory, announce.

Window and command line drive this object; nothing else changes a project. No Qt, no spaCy.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from annotator.core.changes import Changes as Changes
from annotator.core.changes import ImportAs as ImportAs
from annotator.core.changes import Imported as Imported
from annotator.core.changes import Outcome as Outcome
from annotator.core.decisions import SILENT, Change, Decision, Edit, as_decisions
from annotator.core.documents import Appearance, Zone
from annotator.core.edits import check_all_decided, loose_ends
from annotator.core.errors import BadInput, KnownError, Refused
from annotator.core.gold import GoldLine, with_log
from annotator.core.history import gesture_to_redo, gesture_to_undo
from annotator.core.labels import LabelSet
from annotator.core.rerun import Rerun
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.suggestions import Extraction
from annotator.exchange import articles, exporting, gate
from annotator.exchange.folders import files_in
from annotator.exchange.label_files import load_label_set
from annotator.exchange.scale_files import load_registry
from annotator.store.doctor import Finding, examine
from annotator.store.documents import ArticleRow
from annotator.store.project import Conflict, Progress, Project

#: A bulk write gives the write lock back after about this long, so that a key press never waits.
TURN_SECONDS = 0.05


class Session:
    """An open project with the article under review.

    Attributes:
        review: the open article; replaced, never edited, whenever something changes.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        analyst: str = "analyst",
        busy_ms: int = 5000,
    ) -> None:
        """Open a project.

        Args:
            create: make the file where it is missing.
            analyst: who decides.
            busy_ms: how long a write waits for another program; a window waits shortly and
                asks again, so that it never freezes.

        Raises:
            KnownError: it cannot be opened; says why.
        """
        self._project = Project(path, create=create, busy_ms=busy_ms)
        self.path = path
        self.analyst = analyst
        self.scales: ScaleRegistry = load_registry()
        self.labels: LabelSet = load_label_set()
        self.review: Review | None = None
        self._last_n = 0
        self._listeners: list[Callable[[Changes], None]] = []
        self._seen_version = self._data_version()

    def close(self) -> None:
        self._project.close()

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Call ``listener`` after every change, once it is safely written."""
        self._listeners.append(listener)

    # --- reading ---

    def article_ids(self, *, status: tuple[str, ...] = (), flagged: bool = False) -> list[str]:
        return self._project.documents.ids(status=status, flagged=flagged)

    def article_rows(self, ids: Iterable[str]) -> list[ArticleRow]:
        return self._project.documents.row_list(ids)

    def progress(self) -> Progress:
        return self._project.progress()

    def open_article(self, document_id: str) -> Review:
        """Make an article the one under review.

        Raises:
            ProjectError: there is none with this id.
        """
        with self._project.db.reading():
            review = self._project.review(document_id)
            self._last_n = self._project.decisions.last_n(document_id)
        self.review = review
        return review

    def scores(self, document_id: str) -> dict[str, tuple[float | None, str]]:
        """Per item: the score of its suggestion (0 to 1) and who made it, in words."""
        return {
            item: (data.get("score"), data.get("rule") or data.get("model") or "")
            for data, item in self._project.suggestions.lines(document_id)
        }

    def without_suggestions(self, rules: str, model: str | None) -> list[str]:
        """Ids of the articles that this rule set and model have not seen and may change."""
        return self._project.documents.without_suggestions(rules, model)

    def never_read(self) -> list[str]:
        """Ids of the articles that no extractor has read; what is under review is left alone."""
        return self._project.documents.never_read()

    def text_and_zones(self, document_id: str) -> tuple[str, tuple[Zone, ...]]:
        """What the extractor needs of an article."""
        document = self._project.documents.get(document_id)
        return document.text, document.zones

    def gold_line(self, document_id: str) -> GoldLine:
        return self._project.gold_line(document_id)

    def log_head(self) -> str:
        """The hash that stands for the whole decision log."""
        return self._project.decisions.head()

    def new_item_id(self, kind: Literal["span", "rating"], ahead: int = 0) -> str:
        """A free id for an item that a person adds; named after the decision that adds it."""
        wanted = f"a{kind[0]}{self._last_n + 1 + ahead}"
        while self.review is not None and self.review.item(wanted) is not None:
            wanted += "x"  # an import without a log kept ids of a log that counted differently
        return wanted

    # --- deciding ---

    def apply(self, edit: Edit, *, ms: int = 0) -> Changes:
        """Write a gesture, then change memory, then announce it.

        Args:
            ms: milliseconds that the decision took.

        Raises:
            KnownError: it could not be written; memory and screen stay as they were.
        """
        if not edit:
            return Changes(edit.document_id)
        with self._kept_on_failure(edit.document_id):
            before = self._reviewed(edit.document_id)
            after = before.copy()
            for change in edit.changes:
                if change.before != after.target(change):
                    raise Refused("This changed in the meantime.", todo="Decide again.")
                after.put(change.kind, change.target, change.after)
            if any(change.act not in SILENT for change in edit.changes):
                after.look_at()
            changes = self._write(edit, self._numbered(edit, ms), before, after)
        self._announce(changes)
        return changes

    def undo(self) -> Changes | None:
        """Take back the last gesture that stands, in whichever article; None if there is none."""
        gesture = gesture_to_undo(self._project.decisions.gestures_backward())
        return None if gesture is None else self._take_back(gesture, "undo")

    def redo(self) -> Changes | None:
        """Do again what the last undo took back; None once something else was decided."""
        gesture = gesture_to_redo(self._project.decisions.gestures_backward())
        return None if gesture is None else self._take_back(gesture, "redo")

    def _take_back(self, gesture: int, act: Literal["undo", "redo"]) -> Changes:
        document_id, decisions = self._project.decisions.of_gesture(gesture)
        with self._kept_on_failure(document_id):
            before = self._reviewed(document_id)
            replay = self._project.replay(document_id)
            taken = []
            for decision in reversed(decisions):
                assert decision.n is not None, "imports are never undone"
                now, prior = before.target(decision), replay.prior(decision.n)
                taken.append(Change(decision.kind, decision.target, act, now, prior, decision.n))
            edit = Edit(document_id, tuple(taken))
            for decision in self._numbered(edit, 0):
                replay.apply(decision)
            loose = loose_ends(replay.review)
            if loose:
                edit = Edit(document_id, (*taken, *loose))
                for decision in self._numbered(edit, 0)[len(taken) :]:
                    replay.apply(decision)
            if replay.review.status == "complete" and before.status != "complete":
                check_all_decided(replay.review)  # a later run may have found more
            changes = self._write(edit, self._numbered(edit, 0), before, replay.review)
        self._announce(changes)
        return changes

    @contextmanager
    def _kept_on_failure(self, document_id: str) -> Iterator[None]:
        """The same article stays under review; after a conflict in its newer state."""
        held = self.review, self._last_n
        try:
            yield
        except Conflict:
            self.open_article(document_id)
            self._announce(Changes(document_id, article=True, articles=True))
            raise
        except BaseException:
            self.review, self._last_n = held
            raise

    def _reviewed(self, document_id: str) -> Review:
        """The article under review, opened if another one is."""
        if self.review is None or self.review.document.id != document_id:
            self.open_article(document_id)
        assert self.review is not None
        return self.review

    def _numbered(self, edit: Edit, ms: int) -> list[Decision]:
        several = len(edit.changes) > 1
        batch = self._project.decisions.last_batch(edit.document_id) + 1 if several else 0
        return as_decisions(edit, self._last_n + 1, batch, by=self.analyst, at=now(), ms=ms)

    def _write(
        self, edit: Edit, decisions: list[Decision], before: Review, after: Review
    ) -> Changes:
        document_id = edit.document_id
        touched = self._project.write(decisions, before, after)
        self.review = after
        self._last_n += len(decisions)
        return Changes(document_id, frozenset(touched), before.article != after.article, edit=edit)

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

    def examine(self) -> Iterator[Finding]:
        """Every damage that can be found in the project, as it is at the first question."""
        with self._project.db.reading():
            yield from examine(self._project, self.scales)

    def refresh(self, document_id: str | None = None) -> None:
        """Read again what another hand wrote (only the items of one article, where it is named)."""
        if self.review is not None and document_id in (None, self.review.document.id):
            self.open_article(self.review.document.id)
        everything = document_id is None
        self._announce(Changes(document_id, article=everything, articles=everything))

    def changed_outside(self) -> bool:
        """Did another program write to the project since this was last asked?"""
        version = self._data_version()
        changed = version != self._seen_version
        self._seen_version = version
        return changed

    def _data_version(self) -> int:
        return int(self._project.db.value("PRAGMA data_version"))

    # --- files out and in ---

    def export_gold(
        self,
        out: Path,
        *,
        all_articles: bool = False,
        log: bool = True,
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the complete articles (or all, each with its true status); returns how many.

        Raises:
            KnownError: the gate stopped it, it could not be written, or it was cancelled. A
                former export stays as it was.
        """
        with self._project.db.reading():  # another window may decide something half-way
            ids = self.article_ids(status=() if all_articles else ("complete",))

            def lines() -> Iterator[GoldLine]:
                for number, document_id in enumerate(ids, 1):
                    if is_cancelled():
                        raise KnownError("The export was cancelled.", safe="Nothing was written.")
                    yield self.gold_line(document_id)
                    on_progress(number, len(ids))

            exporting.export_gold(lines(), out, self.scales, log=log, log_head=self.log_head())
        return len(ids)

    def files_in(self, paths: Iterable[Path]) -> list[Path]:
        """The files that are named or lie in folders named, but for the project's own."""
        return files_in(paths, self.path)

    def import_files(
        self, paths: Iterable[Path], *, as_: ImportAs | None = None
    ) -> Iterator[Imported]:
        """Take in the articles of files; yields what became of each. May be stopped at any time.

        Args:
            as_: take annotations as suggestions or as decided; None: as the file says.
        """
        group: list[tuple[str, GoldLine]] = []
        turn = time.monotonic()
        try:
            for path in paths:
                name = articles.name_of(path)
                for line in articles.read_lines(path):
                    if isinstance(line, BadInput):
                        yield Imported(name, "failed", detail=str(line))
                        continue
                    group.append((name, line))
                    if len(group) >= 50 or time.monotonic() - turn > 5 * TURN_SECONDS:
                        yield from self._import_group(group, as_)
                        group, turn = [], time.monotonic()
            yield from self._import_group(group, as_)
        finally:  # also where the caller stops half-way
            self._announce(Changes(articles=True))

    def _import_group(
        self, group: list[tuple[str, GoldLine]], as_: ImportAs | None
    ) -> Iterator[Imported]:
        """Write what was read, giving the write lock back every ``TURN_SECONDS``."""
        index = 0
        while index < len(group):
            first, done = index, []
            try:
                with self._project.db.writing():
                    turn = time.monotonic()
                    while index < len(group) and time.monotonic() - turn < TURN_SECONDS:
                        name, line = group[index]
                        done.append(self._import_line(name, line, as_))
                        index += 1
            except KnownError as error:  # this turn was taken back as a whole
                index = max(index, first + 1)
                done = [Imported(n, "failed", detail=str(error)) for n, _ in group[first:index]]
            yield from done

    def _import_line(self, name: str, line: GoldLine, as_: ImportAs | None) -> Imported:
        documents = self._project.documents
        twin = documents.with_text(line.document.sha256)
        # A gold line only says which file its text was part of: another text is another article.
        if line.line_sha256 is None or twin is not None:
            there = documents.with_source(line.document.raw_sha256)
            if there is not None:
                return Imported(name, "same", there, _lost(line))
        if twin is not None:
            return self._import_appearance(name, line, twin)
        if not line.document.text.strip():
            return Imported(name, "failed", detail="It is empty: there is nothing to read.")
        document = replace(line.document, id=documents.free_id(line.document.id))
        line = replace(line, document=document)
        if not line.has_log or as_ == "suggestions":
            line = with_log(line, self.analyst, now(), as_suggestions=as_ == "suggestions")
        problem = next(gate.problems(line, self.scales), None)
        if problem:
            return Imported(name, "failed", detail=problem)
        self._project.add(line, self._import_act(document.id, name, line))
        return Imported(name, "added", document.id)

    def _import_appearance(self, name: str, line: GoldLine, there: str) -> Imported:
        """The same text from elsewhere: noted with the article that is there already."""
        found = line.document
        appearance = Appearance(found.outlet, found.url, found.published)
        self._project.add_appearance(there, appearance, self._import_act(there, name, line))
        return Imported(name, "appearance", there, _lost(line))

    def _import_act(self, document_id: str, name: str, line: GoldLine) -> Decision:
        said = {"name": name, "raw_sha256": line.document.raw_sha256}
        if line.line_sha256:
            said["line_sha256"] = line.line_sha256
        return Decision(None, "article", document_id, "import", None, said, self.analyst, now(), 0)


def _lost(line: GoldLine) -> str:
    return "its annotations were not taken over" if line.spans or line.ratings else ""


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
