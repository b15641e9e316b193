"""Making a project sound again in place: all that can be derived is derived anew from the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from annotator.core.errors import KnownError
from annotator.core.review import ReplayError, Review
from annotator.core.scales import ScaleRegistry
from annotator.store.article_checks import UNREADABLE, check_article
from annotator.store.database import APPLICATION_ID, check_kind
from annotator.store.doctor import differing
from annotator.store.errors import errors_in_words
from annotator.store.migrations import applied, expected_schema
from annotator.store.project import Project

Progress = Callable[[int, int], object]


def repair(
    project: Project, scales: ScaleRegistry, on_progress: Progress = lambda _done, _total: None
) -> Iterator[str]:
    """Derive anew what does not fit; yields a sentence for each thing that was mended.

    The log, the texts and the suggestions stay as they are. An article is left alone where its
    part of the log is not sound, as what it says there cannot be vouched for.

    Args:
        on_progress: told (done, total) articles.
    """
    yield from _schema(project)
    broken = _unsound(project)
    ids = project.documents.ids()
    for number, document_id in enumerate(ids, 1):
        if document_id not in broken:
            yield from _article(project, document_id, scales)
        on_progress(number, len(ids))
    yield from _derived(project)


def set_mark(path: Path) -> bool:
    """Set the mark that says whose file it is; False where it has it."""
    with errors_in_words(path), closing(sqlite3.connect(path, isolation_level=None)) as conn:
        check_kind(conn, path, marked=False)
        is_wrong = bool(conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID)
        if is_wrong:
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return is_wrong


def _schema(project: Project) -> Iterator[str]:
    """Indexes, triggers and views as they were made; a table is not made anew."""
    db = project.db
    made = expected_schema(applied(db.conn))
    for name, is_there in list(differing(project)):
        kind = made[name].split()[1].upper()
        if kind not in ("INDEX", "TRIGGER", "VIEW"):
            continue
        with db.writing():
            if is_there:
                db.conn.execute(f"DROP {kind} {name}")
            db.conn.execute(made[name])
        yield f"The {kind.lower()} {name} was made again."
    if any("index" in said for (said,) in db.rows("PRAGMA integrity_check(10)")):
        with db.writing():
            db.conn.execute("REINDEX")
        yield "The indexes were built again."


def _unsound(project: Project) -> set[str]:
    """Ids of the articles whose part of the log has a gap or was changed."""
    gaps = set(project.decisions.with_gaps())
    first = project.decisions.broken_link()
    return gaps if first is None else gaps | project.decisions.articles_from(first)


def _article(project: Project, document_id: str, scales: ScaleRegistry) -> Iterator[str]:
    try:
        found = list(check_article(project, document_id, scales))
        if not found:
            return
        rebuilt = project.replay_unchecked(document_id).review
        with project.db.writing():
            _write(project, document_id, rebuilt)
    except (ReplayError, sqlite3.IntegrityError, *UNREADABLE):
        return  # nothing says how it should be; the next check tells of it
    left = set(check_article(project, document_id, scales))
    mended = [finding for finding in found if finding not in left]
    if len(mended) == 1:
        yield f"{document_id}: mended that {mended[0].what}."
    elif mended:
        yield f"{document_id}: made again from its log; {len(mended)} things were wrong with it."


def _write(project: Project, document_id: str, rebuilt: Review) -> None:
    """Put the projection in the place of what is stored."""
    project.items.replace(document_id, [*rebuilt.spans.values(), *rebuilt.ratings.values()])
    project.documents.set_state(document_id, rebuilt.article)
    project.documents.set_details(document_id, rebuilt.document.details)
    project.documents.note_doubt(document_id)
    for said in map(json.loads, project.decisions.imports(document_id)):
        project.documents.add_source(document_id, said["raw_sha256"], said.get("name", document_id))


def _derived(project: Project) -> Iterator[str]:
    """What belongs to no single article: the index of words, the slots, the pace."""
    try:
        right = project.search.is_right()
    except KnownError:
        right = False
    if not right:
        steps = applied(project.db.conn)
        project.search.rebuild(expected_schema(steps)["words"])
        yield "The index of words was built again."
    if project.db.rows("PRAGMA foreign_key_check(slots)"):
        project.copies.forget()
        yield "What near copies are found by is made again at the next import."
    if project.decisions.pace_differs():
        project.decisions.count_pace()
        yield "The pace of decisions was counted again."
