"""A project file as a whole: articles with their items and log, written in one piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.deciders import reviewers
from annotator.core.decisions import ArticleState, Decision, Edit
from annotator.core.documents import Appearance
from annotator.core.errors import ProjectError
from annotator.core.ratings import Rating
from annotator.core.review import Replay, ReplayError, Review, replay
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction
from annotator.store.backups import Backups
from annotator.store.copies import Copies
from annotator.store.database import BUSY_MS, Database
from annotator.store.decisions import Decisions
from annotator.store.documents import DocumentInfo, Documents
from annotator.store.errors import understanding
from annotator.store.items import Items
from annotator.store.labels import Labels
from annotator.store.saved_filters import SavedFilters
from annotator.store.search import Search
from annotator.store.suggestions import Suggestions

if TYPE_CHECKING:
    from annotator.core.gold import GoldLine
    from annotator.core.rerun import Rerun


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the project is; ``median_ms`` of the decisions people made here, if any.

    Articles that are ``aside`` are in no other number.
    """

    articles: int
    complete: int
    in_progress: int
    flagged: int
    aside: int
    decisions: int
    median_ms: int | None


#: What ``Documents.counts`` gives.
Counts = tuple[int, int, int, int, int]
#: Differs between two moments whenever anybody, this connection included, wrote in between.
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it stands.

    Attributes:
        last_n: number of its last decision, 0 where there is none.
        stamp: of the moment at which it stood so.
    """

    review: Review
    last_n: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Step:
    """What one gesture does in one article, ready to be written."""

    edit: Edit
    decisions: list[Decision]
    before: Standing
    after: Review

    @property
    def document_id(self) -> str:
        return self.edit.document_id


@dataclass(frozen=True, slots=True)
class Written:
    """What a gesture touched.

    Attributes:
        touched: by article the ids of the items that differ now.
        stamp: of the moment after it.
    """

    touched: dict[str, set[str]]
    stamp: Stamp


class Project:
    """One open project file."""

    def __init__(self, path: Path, *, create: bool = False, busy_ms: int = BUSY_MS) -> None:
        self.path = path
        self.db = Database(path, create=create, busy_ms=busy_ms)
        self.backups = Backups(path)
        self.documents = Documents(self.db)
        self.items = Items(self.db)
        self.suggestions = Suggestions(self.db)
        self.decisions = Decisions(self.db)
        self.search = Search(self.db)
        self.labels = Labels(self.db)
        self.filters = SavedFilters(self.db)
        self.copies = Copies(self.db)
        self._counted_at = self.db.version()
        self._counts: Counts | None = None  # None: not known

    def close(self) -> None:
        self.backups.close()
        self.db.close()

    def review(self, document_id: str) -> Review:
        """An article as it stands, from the projection."""
        document = self.documents.get(document_id)
        state = self.documents.info(document_id).state
        return Review(document, self.items.load(document_id), state)

    def standing(self, document_id: str) -> Standing:
        """An article as it stands, from one state of the file.

        Raises:
            ProjectError: there is none with this id.
        """
        with self.db.reading():
            last_n = self.decisions.last_n(document_id)
            return Standing(self.review(document_id), last_n, self._stamp())

    def replay(self, document_id: str) -> Replay:
        """An article rebuilt from its suggestions and its log.

        Raises:
            ProjectError: they do not fit together.
        """
        try:
            return self.replay_unchecked(document_id)
        except ReplayError as error:
            raise ProjectError(
                f"The log of “{document_id}” is damaged: {error}.",
                safe="Nothing was changed.",
                todo=f"Restore a backup, or run: annotator doctor {self.path.name}",
            ) from error

    def replay_unchecked(self, document_id: str) -> Replay:
        """The same; raises ReplayError where they do not fit together."""
        document = self.documents.get(document_id)
        suggestions = self.suggestions.load(document_id, document.text)
        return replay(document, suggestions, self.decisions.load(document_id))

    def add(self, *articles: tuple[GoldLine, Decision]) -> None:
        """Take in articles with all that is known of each, as one transaction.

        Inside another one, a failure must take that back too.

        Args:
            articles: each with the project's own ``import`` act.
        """
        lines = [line for line, _ in articles]
        self._counts = None
        with self.db.writing(nests=False):
            self.documents.add([(line.document, _info(line)) for line in lines])
            for line in lines:
                items = line.item_of()
                suggested = [(data, items.get(data["id"], data["id"])) for data in line.suggestions]
                self.suggestions.add(line.document.id, suggested)
            logs = ((line.document.id, [act, *line.decisions]) for line, act in articles)
            self.decisions.append(logs, imported=True)
            self.items.add((line.document.id, [*line.spans, *line.ratings]) for line in lines)
            for line in lines:
                if line.suggestions:
                    self.documents.note_doubt(line.document.id)

    def add_appearance(self, document_id: str, appearance: Appearance, act: Decision) -> None:
        """Note a further appearance of an article that is already there."""
        with self.db.writing():
            self.documents.add_appearance(document_id, appearance)
            said = act.after or {}
            self.documents.add_source(document_id, said["raw_sha256"], said["name"])
            self.decisions.append([(document_id, [act])], imported=True)

    def write(self, steps: Sequence[Step], also: Callable[[], object] = lambda: None) -> Written:
        """Write one gesture, over one or more articles, as one transaction.

        Args:
            also: writes what else belongs to it.

        Raises:
            ProjectError: another window decided something there in the meantime, or the file
                cannot be written; nothing was written.
        """
        touched: dict[str, set[str]] = {}
        with self.db.writing():
            for step in steps:
                self._check_current(step)
            self.decisions.append_gesture((step.document_id, step.decisions) for step in steps)
            for step in steps:
                before, after = step.before.review, step.after
                items = self.items.write(step.document_id, before, after)
                if before.article != after.article:
                    self.documents.set_state(step.document_id, after.article)
                if before.document.details != after.document.details:
                    self.documents.set_details(step.document_id, after.document.details)
                if before.document.zones != after.document.zones:  # what was read of it is old
                    self.documents.set_versions(step.document_id, None, None)
                self.documents.note_doubt_after(step.document_id, items)
                touched[step.document_id] = items
            also()
            stamp = self._stamp()
        for step in steps:
            self._counts = _moved(self._counts, step.before.review.article, step.after.article)
        return Written(touched, stamp)

    def _check_current(self, step: Step) -> None:
        """Refuse to build on a state that has changed since it was read."""
        before = step.before
        current = self.decisions.last_n(step.document_id) == before.last_n
        if current and self._stamp() != before.stamp:  # a run of the extractor decides nothing
            current = self.items.are(step.document_id, before.review)
        if not current:
            raise Conflict(
                "This article was changed in another window in the meantime.",
                safe="Nothing was overwritten; what you see now is the newer state.",
                todo="Decide again.",
            )

    def _stamp(self) -> Stamp:
        return self.db.version(), self.db.conn.total_changes

    def compare(self, document_id: str, extraction: Extraction) -> Rerun:
        """What a run of the extractor would change in an article; nothing is written."""
        text = self.documents.get(document_id).text
        with understanding(self.path):  # only of what is stored: a run is of our own making
            suggestions = self.suggestions.load(document_id, text)
            items = self.items.load(document_id)
            mentioned = self.decisions.mentioned(document_id)
            discarded = self.replay(document_id).discarded
        from annotator.core.rerun import rerun

        return rerun(suggestions, items, mentioned, extraction, discarded)

    def add_suggestions(self, document_id: str, extraction: Extraction) -> Rerun | None:
        """Merge a run of the extractor; None where the article is complete and stays untouched."""
        with self.db.writing():
            before = self.review(document_id)
            if before.status == "complete":
                return None
            merged = self.compare(document_id, extraction)
            after = before.copy()
            for suggestion in merged.withdrawn:
                after.put(suggestion.kind, suggestion.item.id, None)
            for suggestion in merged.added:
                after.put(suggestion.kind, suggestion.item.id, suggestion.item)
            self.suggestions.remove(document_id, [s.id for s in merged.withdrawn])
            self.suggestions.add(document_id, [(s.to_dict(), s.item.id) for s in merged.added])
            self.items.write(document_id, before, after)
            self.documents.note_doubt(document_id)
            self.documents.set_versions(document_id, extraction.rules, extraction.model)
        return merged

    def gold_line(self, document_id: str) -> GoldLine:
        """All that a gold line says of an article."""
        with understanding(self.path):
            return self._gold_line(document_id)

    def _gold_line(self, document_id: str) -> GoldLine:
        from annotator.core.gold import GoldLine, in_gold_order

        document = self.documents.get(document_id)
        info = self.documents.info(document_id)
        items = self.items.load(document_id)
        spans, ratings = in_gold_order(
            [i for i in items if isinstance(i, Span)], [i for i in items if isinstance(i, Rating)]
        )
        decisions = self.decisions.load(document_id)
        return GoldLine(
            document=document,
            state=info.state,
            spans=spans,
            ratings=ratings,
            suggestions=tuple(data for data, _ in self.suggestions.lines(document_id)),
            decisions=tuple(decisions),
            reviewed_by=tuple(dict.fromkeys((*info.reviewed_elsewhere, *reviewers(decisions)))),
            guideline=info.guideline,
            label_set=self.labels.under(document_id) or info.label_set,
        )

    def progress(self) -> Progress:
        """Counts over the whole project."""
        version = self.db.version()
        if self._counts is None or version != self._counted_at:
            self._counts, self._counted_at = self.documents.counts(), version
        count, median = self.decisions.pace()
        return Progress(*self._counts, decisions=count, median_ms=median)


def _info(line: GoldLine) -> DocumentInfo:
    """What is stored of an article that comes in, besides itself, its items and its log."""
    rules = {s.get("rules") for s in line.suggestions}
    models = {s.get("model") for s in line.suggestions if s.get("model")}
    is_of_one = len(rules) == 1 and len(models) <= 1
    return DocumentInfo(
        line.state,
        line.guideline,
        line.label_set,
        tuple(line.reviewed_by) if line.reviewed_by else (),
        rules=next(iter(rules)) if is_of_one else None,
        model=next(iter(models), None) if is_of_one else None,
    )


def _moved(counts: Counts | None, before: ArticleState, after: ArticleState) -> Counts | None:
    """The counts of ``Documents.counts`` once one article has gone from a state to another."""
    if counts is None:
        return None
    gone, come = _counted(before), _counted(after)
    articles, complete, in_progress, flagged, aside = (
        count - minus + plus for count, minus, plus in zip(counts, gone, come, strict=True)
    )
    return articles, complete, in_progress, flagged, aside


def _counted(state: ArticleState) -> Counts:
    """What one article in this state counts for."""
    if state.aside:
        return 0, 0, 0, 0, 1
    return 1, state.status == "complete", state.status == "in_progress", state.flag, 0


class Conflict(ProjectError):
    """Another window was first; the article has to be read again."""
