"""Checking a project: is everything that is stored what the log and the text say?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.core.errors import Damaged, KnownError, ProjectError, in_short
from annotator.core.filters import ArticleFilter
from annotator.core.finding import Finding as Finding
from annotator.core.labels import RATING
from annotator.core.scales import ScaleRegistry
from annotator.store import defence
from annotator.store.article_checks import UNREADABLE, check_article
from annotator.store.copying import OF_ROWS
from annotator.store.database import APPLICATION_ID
from annotator.store.migrations import applied, expected_schema
from annotator.store.project import Project

#: Of one kind of damage to the file so many are listed.
_MOST = 100
_BROKEN = "The file itself is damaged: restore a backup, or run doctor --repair."
_ROW = "A row was changed outside the program to what it may not hold."
Progress = Callable[[int, int], object]


def examine(
    project: Project,
    scales: ScaleRegistry,
    on_progress: Progress = lambda _done, _total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Finding]:
    """Every damage that can be found, each as soon as it is.

    Args:
        on_progress: told (done, total) articles.
        is_cancelled: asked before each of them.
    """
    for part in (_file, _log, _words, _lists):
        yield from _as_far_as_it_goes(part(project))
    try:
        ids = project.documents.ids()
    except Damaged as error:
        yield Finding("file", error.what, _BROKEN)
        return
    for number, document_id in enumerate(ids, 1):
        if is_cancelled():
            return
        yield from _as_far_as_it_goes(check_article(project, document_id, scales), document_id)
        on_progress(number, len(ids))


def _as_far_as_it_goes(found: Iterator[Finding], where: str = "file") -> Iterator[Finding]:
    """What is found until the file cannot be read any more; the next part may be whole."""
    try:
        yield from found
    except ProjectError as error:
        yield Finding(where, f"it cannot be read ({in_short(error)})", _BROKEN)
    except UNREADABLE as error:
        yield Finding(where, f"it holds what nobody can read ({type(error).__name__})", _BROKEN)


def _file(project: Project) -> Iterator[Finding]:
    db = project.db
    if db.value("PRAGMA application_id") != APPLICATION_ID:
        what = "the mark that says whose file it is is wrong"
        yield Finding("file", what, "It is opened for reading only; doctor --repair mends it.")
    for said in integrity(project):
        yield Finding("file", said, _ROW if said.startswith(OF_ROWS) else _BROKEN)
    for table, row, parent, _ in db.rows("PRAGMA foreign_key_check")[:_MOST]:
        where = table if row is None else f"{table} row {row}"
        yield Finding(where, f"belongs to no row of {parent}", "Something was deleted by hand.")
    for name, is_there in differing(project):
        what = f"{name} is {'not as it was made' if is_there else 'missing'}"
        yield Finding("file", what, "A guard or table was changed outside the program.")
    for name in _added(project):
        means = "Somebody else put it there; it could act on what is written."
        yield Finding("file", f"{name} is no part of a project", means)


def _added(project: Project) -> list[str]:
    """What stands in the file beside the tables, indexes and triggers of a project."""
    steps = applied(project.db.conn)
    entries = project.db.rows("SELECT type, name, sql FROM sqlite_master")
    own = expected_schema(steps)
    return [name for name in defence.foreign(entries, steps) if name not in own]


def integrity(project: Project) -> list[str]:
    """What SQLite itself says is wrong with the file."""
    rows = project.db.rows(f"PRAGMA integrity_check({_MOST})")
    return [str(said).partition("\n")[0] for (said,) in rows if said != "ok"]


def differing(project: Project) -> Iterator[tuple[str, bool]]:
    """Tables, indexes and triggers that are not as they were made, and whether they are there."""
    steps = applied(project.db.conn)
    sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    stored = dict(project.db.rows(sql))
    for name, made in expected_schema(steps).items():
        if stored.get(name) != made:
            yield name, name in stored


def _log(project: Project) -> Iterator[Finding]:
    seq = project.decisions.broken_link()
    if seq is not None:
        yield Finding(
            f"decision log, entry {seq}",
            "its hash does not follow from the entry before",
            "The log was changed outside the program from here on.",
        )
    lost = project.decisions.lost_end()
    if lost > 0:
        yield Finding("decision log", f"its newest {lost} entries are missing", "The log was cut.")
    if project.decisions.pace_differs():
        what = "the number and pace of decisions are not what the log says"
        yield Finding("decision log", what, "Only the line at the top of the window is wrong.")
    for document_id in project.decisions.with_gaps():
        yield Finding(document_id, "decisions are missing from its log", "The log has a gap.")


def _words(project: Project) -> Iterator[Finding]:
    means = "A search may miss something or find what is not there."
    try:
        if not project.search.is_right():
            yield Finding("search", "its index does not hold the words of the articles", means)
    except ProjectError as error:
        yield Finding("search", f"its index cannot be read ({in_short(error)})", means)


def _lists(project: Project) -> Iterator[Finding]:
    """The project's own labels and filters."""
    try:
        for name, data in project.filters.load().items():
            try:
                ArticleFilter.from_dict(data)
            except (KnownError, *UNREADABLE):
                yield Finding(
                    f"filter “{name}”", "it cannot be read", "Delete it, and save it anew."
                )
        labels = project.labels.load()
    except UNREADABLE as error:
        if isinstance(error, Damaged):
            raise
        yield Finding(
            "labels and filters", f"they cannot be read ({in_short(error)})", "A row is damaged."
        )
        return
    means = "The project's own labels were changed outside the program."
    if labels is not None and RATING not in {label.id for label in labels}:
        yield Finding("labels", f"the label {RATING} is not among them", means)
    for name in project.labels.of_the_future():
        yield Finding("labels", f"the set {name} counts from an entry that is not there", means)
