"""Checking one article: is what is stored of it what its text, its suggestions and its log say?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotator.core.decisions import Decision
from annotator.core.documents import Document, text_sha256
from annotator.core.errors import Damaged, ProjectError, in_short
from annotator.core.finding import Finding
from annotator.core.ratings import Rating
from annotator.core.review import ReplayError, Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span
from annotator.core.suggestions import kind_of
from annotator.store.errors import NOT_UNDERSTOOD
from annotator.store.project import Project

#: What reading a row that was changed by hand may raise.
UNREADABLE = (*NOT_UNDERSTOOD, ProjectError)
_DIFFERS = "The stored state differs from the decision log, which is the truth."


def check_article(project: Project, document_id: str, scales: ScaleRegistry) -> Iterator[Finding]:
    """Every damage of one article.

    Raises:
        Damaged: pages of the file that hold it cannot be read.
    """
    sql = "SELECT text, sha256, raw_sha256 FROM documents LEFT JOIN texts ON document_id = id"
    text, sha256, raw_sha256 = project.db.rows(f"{sql} WHERE id = ?", document_id)[0]
    if not isinstance(text, str) or text_sha256(text) != sha256:
        what = "its text is not the text that was stored"
        yield Finding(document_id, what, "Offsets of its spans can no longer be trusted.")
        return
    try:
        yield from _origin(project, document_id, sha256, raw_sha256)
        document = project.documents.get(document_id)
        items = project.items.load(document_id)
        yield from _items(document, items, scales)
        yield from _suggested(project, document, items)
    except Damaged:
        raise
    except UNREADABLE as error:
        yield Finding(
            document_id, f"its state cannot be read ({in_short(error)})", "A row is damaged."
        )
        return
    yield from _replayed(project, document, {item.id: item for item in items})
    if project.documents.doubt_differs(document_id):
        what = "its lowest open score is not what its suggestions say"
        yield Finding(document_id, what, "It may stand in the wrong place of the queue.")


def _replayed(
    project: Project, document: Document, stored: dict[str, Span | Rating]
) -> Iterator[Finding]:
    """Is it what its log makes of it?"""
    where = document.id
    try:
        yield from _taken_back_twice(where, project.decisions.load(where))
        rebuilt = project.replay_unchecked(where).review
    except Damaged:
        raise
    except (ReplayError, *UNREADABLE) as error:
        yield Finding(
            where, f"its log cannot be replayed ({in_short(error)})", "The log is damaged."
        )
        return
    yield from _differences(stored, rebuilt)
    if document.details != rebuilt.document.details:
        what = "its title, outlet, address, dates or zones are not what its log makes of them"
        yield Finding(where, what, _DIFFERS)
    if project.documents.info(where).state != rebuilt.article:
        yield Finding(where, "its status is not what its log makes of it", _DIFFERS)


def _items(
    document: Document, items: list[Span | Rating], scales: ScaleRegistry
) -> Iterator[Finding]:
    text, where = document.text, document.id
    stored = {item.id: item for item in items}
    if len(stored) < len(items):
        yield Finding(where, "a span and a rating have the same id", "One hides the other.")
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
            kind = kind_of(now.get(item_id) or log[item_id])
            yield Finding(where, f"{kind} {item_id} is not what its log makes of it", _DIFFERS)


def _origin(project: Project, document_id: str, sha256: str, raw_sha256: str) -> Iterator[Finding]:
    """Does the log tell the same of where the article came from?"""
    acts = [json.loads(said) for said in project.decisions.imports(document_id)]
    if not acts:
        what = "the log does not say where it came from"
        yield Finding(document_id, what, "It was put in outside the program.")
        return
    if any(act.get("sha256", sha256) != sha256 for act in acts):
        what = "its text is not the one that came in"
        yield Finding(document_id, what, "The text and its sha256 were both changed.")
    if not project.documents.has_source(document_id, raw_sha256):
        what = "the file it came from is not noted any more"
        yield Finding(document_id, what, "The same file could be imported twice.")
    if raw_sha256 not in {act.get("raw_sha256") for act in acts}:
        what = "the sha256 of its file is not the one that came in"
        yield Finding(document_id, what, "The same file could be imported twice.")


def _suggested(
    project: Project, document: Document, items: list[Span | Rating]
) -> Iterator[Finding]:
    where, length = document.id, len(document.text)
    lines = [data for data, _ in project.suggestions.lines(where)]
    for data in lines:
        start, end = data["value"].get("start"), data["value"].get("end")
        if data["kind"] == "span" and not (0 <= int(start) < int(end) <= length):
            what = f"suggestion {data['id']} lies outside its text"
            yield Finding(where, what, "What the machine proposed was changed by hand.")
    made = {data["id"] for data in lines}
    for item in items:
        if item.origin is not None and item.origin not in made:
            what = f"{item.id} comes from suggestion {item.origin}, which is not there"
            yield Finding(where, what, "Who reads the gold cannot see what was suggested.")


def _taken_back_twice(where: str, decisions: list[Decision]) -> Iterator[Finding]:
    taken: dict[int, int] = {}
    for decision in decisions:
        if decision.undoes is None or decision.n is None:
            continue
        if decision.undoes in taken:
            first = taken[decision.undoes]
            what = f"decisions {first} and {decision.n} both take back {decision.undoes}"
            yield Finding(where, what, "An undo was written outside the program.")
        taken[decision.undoes] = decision.n
