"""Our own gold line, ``annotator-gold/1``: one article a line (docs/FORMAT.md)."""

from __future__ import annotations

import json
from typing import Any

from annotator.core.decisions import ArticleState, Decision
from annotator.core.documents import Appearance, Document, PartialDate, Zone, text_sha256
from annotator.core.errors import BadInput
from annotator.core.gold import GUIDELINE, LABEL_SET, GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import Span
from annotator.exchange.gold_shape import check_shape

SCHEMA = "annotator-gold/1"


def to_json(line: GoldLine, *, log: bool = True) -> str:
    """The line without its line end, keys in their fixed order.

    Args:
        log: with suggestions and decisions; without them nothing points to a suggestion either.
    """
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "article": _article(line.document),
        "status": line.state.status,
        "flag": line.state.flag,
        "note": line.state.note,
        **({"aside": True} if line.state.aside else {}),
        "reviewed_by": list(line.reviewed_by),
        "guideline": line.guideline,
        "label_set": line.label_set,
        "spans": [span.to_dict() for span in line.spans],
        "ratings": [rating.to_dict() for rating in line.ratings],
    }
    if log:
        data["suggestions"] = list(line.suggestions)
        data["decisions"] = [decision.to_dict() for decision in line.decisions]
    else:
        for item in (*data["spans"], *data["ratings"]):
            item["from"] = None
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(data: dict[str, Any]) -> GoldLine:
    """A gold line from its parsed JSON.

    Raises:
        BadInput: a key is missing or of the wrong kind; names it.
    """
    if data.get("schema") != SCHEMA:
        raise BadInput(f"This is not a line of {SCHEMA}.")
    check_shape(data)
    try:
        return GoldLine(
            document=_document(data["article"]),
            state=_state(data),
            spans=tuple(Span.from_dict(span) for span in data["spans"]),
            ratings=tuple(Rating.from_dict(rating) for rating in data["ratings"]),
            suggestions=tuple(data.get("suggestions") or ()),
            decisions=tuple(Decision.from_dict(d) for d in data.get("decisions") or ()),
            reviewed_by=tuple(data.get("reviewed_by") or ()),
            guideline=data.get("guideline") or GUIDELINE,
            label_set=data.get("label_set") or LABEL_SET,
            has_log="decisions" in data,
        )
    except KeyError as error:
        raise BadInput(f"The key {error} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"A value is not of the right kind ({error}).") from error


def _state(data: dict[str, Any]) -> ArticleState:
    aside = bool(data.get("aside"))
    return ArticleState(data["status"], bool(data["flag"]), data["note"], aside)


def _article(document: Document) -> dict[str, Any]:
    known = document.inspected.value is not None
    inspected = {"inspected": document.inspected.to_dict()} if known else {}
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "sha256": document.sha256,
        "raw_sha256": document.raw_sha256,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.to_dict(),
        **inspected,
        "appearances": [appearance.to_dict() for appearance in document.appearances],
        "cluster": document.cluster,
        "zones": [zone.to_dict() for zone in document.zones],
    }


def _document(data: dict[str, Any]) -> Document:
    document = Document(
        id=data["id"],
        text=data["text"],
        title=data.get("title") or "",
        raw_sha256=data.get("raw_sha256") or text_sha256(data["text"]),
        outlet=data.get("outlet"),
        url=data.get("url"),
        published=PartialDate.from_dict(data.get("published")),
        appearances=tuple(Appearance.from_dict(a) for a in data.get("appearances") or ()),
        cluster=data.get("cluster"),
        zones=tuple(Zone.from_dict(z) for z in data.get("zones") or ()),
        inspected=PartialDate.from_dict(data.get("inspected")),
    )
    if data.get("sha256") not in (None, document.sha256):
        raise BadInput("The text is not the one its sha256 was taken of.")
    return document
