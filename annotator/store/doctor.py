"""Checking a project: is everything that is stored what the log and the text say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.documents import Document, text_sha256
from annotator.core.errors import ProjectError
from annotator.core.ratings import Rating
from annotator.core.review import ReplayError, Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span
from annotator.store.migrations import MIGRATIONS, expected_schema
from annotator.store.project import Project

_DIFFERS = "The stored state differs from the decision log, which is the truth."
#: What reading a row that was changed by hand may raise.
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, ProjectError)


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: where it is, what is wrong, and what that means."""

    where: str
    what: str
    meaning: str


def examine(project: Project, scales: ScaleRegistry) -> Iterator[Finding]:
    """Every damage that can be found."""
    try:
        yield from _file(project)
        yield from _log(project)
        yield from _words(project)
        for document_id in project.documents.ids():
            yield from _article(project, document_id, scales)
    except ProjectError as error:
        yield Finding("file", error.what, "It cannot be read to its end; restore a copy.")


def _file(project: Project) -> Iterator[Finding]:
    for (said,) in project.db.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding("file", said, "The file itself is damaged; restore a copy.")
    for table, row, parent, _ in project.db.rows("PRAGMA foreign_key_check"):
        yield Finding(
            f"{table} row {row}", f"belongs to no row of {parent}", "Something was deleted by hand."
        )
    steps = [step.name for step in MIGRATIONS.applied(project.db.tables)]
    stored = dict(project.db.rows("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    for name, sql in expected_schema(steps).items():
        if stored.get(name) != sql:
            what = f"{name} is {'not as it was made' if name in stored else 'missing'}"
            yield Finding("file", what, "A guard or table was changed outside the program.")


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
    rows = project.db.rows(
        "SELECT document_id, max(n), count(n) FROM decisions GROUP BY document_id"
    )
    for document_id, highest, count in rows:
        if (highest or 0) != count:
            yield Finding(document_id, "decisions are missing from its log", "The log has a gap.")


def _words(project: Project) -> Iterator[Finding]:
    means = "A search may miss something or find what is not there."
    try:
        if not project.search.is_right():
            yield Finding("search", "its index does not hold the words of the articles", means)
    except ProjectError as error:
        yield Finding("search", f"its index cannot be read ({error.what})", means)


def _article(project: Project, document_id: str, scales: ScaleRegistry) -> Iterator[Finding]:
    text, sha256, raw_sha256 = project.db.rows(
        "SELECT text, sha256, raw_sha256 FROM documents "
        "LEFT JOIN texts ON document_id = id WHERE id = ?",
        document_id,
    )[0]
    if text is None or text_sha256(text) != sha256:
        yield Finding(
            document_id,
            "its text is not the text that was stored",
            "Offsets of its spans can no longer be trusted.",
        )
        return
    if not project.documents.has_source(document_id, raw_sha256):
        what = "the file it came from is not noted any more"
        yield Finding(document_id, what, "The same file could be imported twice.")
    try:
        document = project.documents.get(document_id)
        stored = {item.id: item for item in project.items.load(document_id)}
    except _UNREADABLE as error:
        yield Finding(document_id, f"its state cannot be read ({error})", "A row is damaged.")
        return
    yield from _items(document, stored, scales)
    try:
        rebuilt = project.replay(document_id).review
    except (ReplayError, *_UNREADABLE) as error:
        yield Finding(document_id, f"its log cannot be replayed ({error})", "The log is damaged.")
        return
    yield from _differences(stored, rebuilt)
    if document.details != rebuilt.document.details:
        what = "its title, outlet, address or dates are not what its log makes of them"
        yield Finding(document_id, what, _DIFFERS)
    if project.documents.doubt_differs(document_id):
        what = "its lowest open score is not what its suggestions say"
        yield Finding(document_id, what, "It may stand in the wrong place of the queue.")
    if project.documents.info(document_id).state != rebuilt.article:
        yield Finding(document_id, "its status is not what its log makes of it", _DIFFERS)


def _items(
    document: Document, stored: dict[str, Span | Rating], scales: ScaleRegistry
) -> Iterator[Finding]:
    text, where = document.text, document.id
    for zone in document.zones:
        if not 0 <= zone.start < zone.end <= len(text):
            what = f"the zone from {zone.start} to {zone.end} lies outside its text"
            yield Finding(where, what, "Its furniture was changed outside the program.")
    for item in stored.values():
        if isinstance(item, Rating):
            yield from _rating(document, stored, item, scales)
        elif text[item.start : item.end] != item.exact:
            yield Finding(where, f"span {item.id} differs from the text", "An offset has drifted.")


def _rating(
    document: Document, stored: dict[str, Span | Rating], rating: Rating, scales: ScaleRegistry
) -> Iterator[Finding]:
    text, where = document.text, document.id
    for field, mention in rating.mentions():
        if text[mention.start : mention.end] != mention.exact:
            what = f"rating {rating.id}, {field}, differs from the text"
            yield Finding(where, what, "An offset has drifted.")
        if mention.span is not None and mention.span not in stored:
            what = f"rating {rating.id}, {field}, points to a missing span {mention.span}"
            yield Finding(where, what, "The proof of this field is gone.")
    problem = scales.record_problem(rating.scale, rating.value_norm)
    if problem:
        yield Finding(where, f"rating {rating.id}: {problem}", "The value means nothing.")


def _differences(now: dict[str, Span | Rating], rebuilt: Review) -> Iterator[Finding]:
    where = rebuilt.document.id
    log: dict[str, Span | Rating] = {**rebuilt.spans, **rebuilt.ratings}
    for item_id in sorted(now.keys() | log.keys()):
        if now.get(item_id) != log.get(item_id):
            kind = "span" if isinstance(now.get(item_id) or log[item_id], Span) else "rating"
            yield Finding(where, f"{kind} {item_id} is not what its log makes of it", _DIFFERS)
