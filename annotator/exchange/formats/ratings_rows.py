"""The ratings table: one row a rating (or one a category), the same in every kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.core.deciders import last_decisions
from annotator.core.decisions import Decision
from annotator.core.gold import GoldLine
from annotator.core.ratings import FREE, Rating
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention
from annotator.exchange.formats import Wanted

Cell = str | int | None

#: The columns in their order, with whether they hold whole numbers.
COLUMNS: dict[str, bool] = {
    "article": False,
    "title": False,
    "outlet": False,
    "url": False,
    "published": False,
    "subject": False,
    "rating_body": False,
    "rating_body_id": False,
    "scale": False,
    "value": False,
    "words": False,
    "rank": True,
    "ranks": True,
    "category": False,
    "status": False,
    "change": False,
    "certainty": False,
    "polarity": False,
    "date": False,
    "speaker": False,
    "evidence": False,
    "start": True,
    "end": True,
    "state": False,
    "cannot_tell": False,
    "note": False,
    "decided_by": False,
    "decided_at": False,
    "article_status": False,
    "rating": False,
}
_JOINED = "; "


def rows(lines: Iterable[GoldLine], wanted: Wanted) -> Iterator[list[Cell]]:
    """The cells of every rating, in the order of ``COLUMNS``; offsets in code points."""
    for line in lines:
        for row in rows_of(line, wanted):
            yield list(row.values())


def rows_of(line: GoldLine, wanted: Wanted) -> Iterator[dict[str, Cell]]:
    """The rows of one article: a rating each, or, where it is wanted, a category each."""
    decided = last_decisions(line.decisions)
    for rating in line.ratings:
        row = _row(line, rating, decided.get(rating.id), wanted.scales)
        together = (_JOINED.join(rating.category),)
        for category in (wanted.per_category and rating.category) or together:
            yield row | {"category": category or None}


def _row(
    line: GoldLine, rating: Rating, decision: Decision | None, scales: ScaleRegistry
) -> dict[str, Cell]:
    document, scale = line.document, scales.find(rating.scale)
    point = scale.point(rating.value_norm) if scale else None
    body = scales.body(rating.rating_body_id)
    return dict.fromkeys(COLUMNS) | {
        "article": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.value,
        "subject": _words(rating.subject),
        "rating_body": body.name if body else _words(rating.rating_body),
        "rating_body_id": rating.rating_body_id,
        "scale": rating.scale,
        "value": point.name if point else _plain_value(rating),
        "words": _words(rating.value),
        "rank": rating.rank,
        "ranks": scale.steps or None if scale else None,
        "status": rating.status,
        "change": rating.change,
        "certainty": rating.certainty,
        "polarity": rating.polarity,
        "date": rating.date.value or _words(rating.date.mention),
        "speaker": _words(rating.speaker),
        "evidence": _words(rating.evidence),
        "start": rating.value.start if rating.value else None,
        "end": rating.value.end if rating.value else None,
        "state": rating.state,
        "cannot_tell": _JOINED.join(rating.cannot_tell) or None,
        "note": rating.note,
        "decided_by": decision.by if decision else None,
        "decided_at": decision.at if decision else None,
        "article_status": line.state.status,
        "rating": rating.id,
    }


def _plain_value(rating: Rating) -> str | None:
    """Of free wording the words, of a scale of sums the sum."""
    return _words(rating.value) if rating.value_norm == FREE else rating.value_norm


def _words(mention: Mention | None) -> str | None:
    """The words as one line: a cell with a line end is a trap in half the tools there are."""
    return " ".join(mention.exact.split()) if mention else None
