"""Checking a project: is everything that is stored what the log and the text say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.documents import text_sha256
from annotator.core.review import ReplayError, Review
from annotator.core.scales import ScaleRegistry
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: where it is, what is wrong, and what that means."""

    where: str
    what: str
    meaning: str


def examine(project: Project, scales: ScaleRegistry) -> Iterator[Finding]:
    """Every damage that can be found."""
    yield from _file(project)
    yield from _log(project)
    for document_id in project.documents.ids():
        yield from _article(project, document_id, scales)


def _file(project: Project) -> Iterator[Finding]:
    for (said,) in project.db.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding("file", said, "The file itself is damaged; restore a copy.")
    for table, row, parent, _ in project.db.rows("PRAGMA foreign_key_check"):
        yield Finding(
            f"{table} row {row}", f"belongs to no row of {parent}", "Something was deleted by hand."
        )


def _log(project: Project) -> Iterator[Finding]:
    seq = project.decisions.broken_link()
    if seq is not None:
        yield Finding(
            f"decision log, entry {seq}",
            "its hash does not follow from the entry before",
            "The log was changed outside the program from here on.",
        )
    rows = project.db.rows(
        "SELECT document_id, max(n), count(n) FROM decisions GROUP BY document_id"
    )
    for document_id, highest, count in rows:
        if (highest or 0) != count:
            yield Finding(document_id, "decisions are missing from its log", "The log has a gap.")


def _article(project: Project, document_id: str, scales: ScaleRegistry) -> Iterator[Finding]:
    text, sha256 = project.db.rows(
        "SELECT text, sha256 FROM documents LEFT JOIN texts ON document_id = id WHERE id = ?",
        document_id,
    )[0]
    if text is None or text_sha256(text) != sha256:
        yield Finding(
            document_id,
            "its text is not the text that was stored",
            "Offsets of its spans can no longer be trusted.",
        )
        return
    stored = project.review(document_id)
    yield from _items(stored, scales)
    try:
        rebuilt = project.replay(document_id).review
    except (ReplayError, KeyError, TypeError, ValueError) as error:
        yield Finding(document_id, f"its log cannot be replayed ({error})", "The log is damaged.")
        return
    yield from _differences(stored, rebuilt)


def _items(review: Review, scales: ScaleRegistry) -> Iterator[Finding]:
    text = review.document.text
    where = review.document.id
    for span in review.spans.values():
        if text[span.start : span.end] != span.exact:
            yield Finding(where, f"span {span.id} differs from the text", "An offset has drifted.")
    for rating in review.ratings.values():
        for field, mention in rating.mentions():
            if text[mention.start : mention.end] != mention.exact:
                what = f"rating {rating.id}, {field}, differs from the text"
                yield Finding(where, what, "An offset has drifted.")
            if mention.span is not None and mention.span not in review.spans:
                what = f"rating {rating.id}, {field}, points to a missing span {mention.span}"
                yield Finding(where, what, "The proof of this field is gone.")
        problem = scales.problem(rating.scale, rating.value_norm)
        if problem:
            yield Finding(where, f"rating {rating.id}: {problem}", "The value means nothing.")


def _differences(stored: Review, rebuilt: Review) -> Iterator[Finding]:
    where = stored.document.id
    meaning = "The stored state differs from the decision log, which is the truth."
    for kind, now, log in (
        ("span", stored.spans, rebuilt.spans),
        ("rating", stored.ratings, rebuilt.ratings),
    ):
        for item_id in sorted(now.keys() | log.keys()):
            if now.get(item_id) != log.get(item_id):  # type: ignore[attr-defined]
                yield Finding(where, f"{kind} {item_id} is not what its log makes of it", meaning)
    if stored.article != rebuilt.article:
        yield Finding(where, "its status is not what its log makes of it", meaning)
