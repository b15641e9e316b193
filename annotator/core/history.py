"""Which gesture undo and redo take back, found by walking the log from its end.

A decision or a redo puts its gesture on the stack, an undo takes the top one off; walking backward
that is matching parentheses, so nothing but the log has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.core.ratings import FREE
from annotator.core.wording import shortened


def gesture_to_undo(backward: Iterable[tuple[int, str]]) -> int | None:
    """The gesture that undo takes back.

    Args:
        backward: (gesture, act of its first decision), newest first, without silent acts.
    """
    return next(standing(backward), None)


def standing(backward: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The gestures that undo would take back one after the other, newest first.

    Args:
        backward: as for ``gesture_to_undo``.
    """
    undone = 0
    for gesture, act in backward:
        if act == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            yield gesture


def gesture_to_redo(backward: Iterable[tuple[int, str]]) -> int | None:
    """The undo that redo takes back; None once something new was decided since.

    Args:
        backward: as for ``gesture_to_undo``.
    """
    redone = 0
    for gesture, act in backward:
        if act == "redo":
            redone += 1
        elif act != "undo":
            return None
        elif redone:
            redone -= 1
        else:
            return gesture
    return None


@dataclass(frozen=True, slots=True)
class Past:
    """One gesture of the log, for people to read.

    Attributes:
        act: of its first decision; ``kind`` and ``target`` say what that was about.
        label: of a span; "" for anything else.
        words: what the span or rating says, as far as it is known.
        decisions, articles: how many the gesture made, and in how many articles.
        stands: False once an undo took it back.
        at: UTC, ISO 8601.
        change: what a correction made of it, in words; "" for any other act.
    """

    gesture: int
    act: str
    kind: str
    target: str
    document_id: str
    label: str
    words: str
    decisions: int
    articles: int
    by: str
    at: str
    stands: bool
    change: str = ""


#: The ``words`` of a gesture that changed which lines are furniture.
FURNITURE = "furniture"

#: The ``words`` of a gesture that set an article aside or flagged it, or took that back.
ASIDE, BACK = "aside", "back"
FLAGGED, UNFLAGGED = "flagged", "unflagged"

#: So many changes of a correction are told, each value up to so many code points.
_MOST, _LONGEST = 2, 40
_FIELDS = {"value_norm": "value", "rating_body": "rating body", "subject_mention": "anaphor"}
#: They follow from others, or are no words.
_SILENT = frozenset({"rank", "rating_body_id", "entity", "state", "from", "why"})

_DONE = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "undo": "took back",
    "redo": "did again",
    "complete": "completed",
    "reopen": "reopened",
    "flag": "flagged",
    "note": "noted on",
    "propagate": "carried over",
}
_OF_ARTICLES = {ASIDE: "set aside", BACK: "brought back", UNFLAGGED: "took the flag from"}


def correction_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What became of the first fields of a correction: "status current → previous".

    Args:
        before, after: the fields that it changed, as the log keeps them.
    """
    fields = [name for name in after if before.get(name) != after[name]]
    if {"start", "end"} & set(fields) and "value" not in fields:
        fields = [name for name in fields if name not in ("start", "end", "exact")]
        parts = ["other edges"]
    else:
        parts = []
    parts += [
        f"{_FIELDS.get(name, name)} {_said(before.get(name), name)} → {_said(after[name], name)}"
        for name in fields
        if name not in _SILENT
    ]
    more = [f"{len(parts) - _MOST:,} more"] if len(parts) > _MOST else []
    return ", ".join([*parts[:_MOST], *more])


def _said(value: Any, field: str = "") -> str:
    """The value of a field: its words, or nothing said as "none"; no version of a scale."""
    if field in ("scale", "value_norm") and isinstance(value, str):
        value = "free wording" if value == FREE else value.partition("@")[0]
    if isinstance(value, dict):
        value = value.get("exact", value.get("value"))
    if isinstance(value, list):
        value = ", ".join(map(_said, value))
    words = " ".join(str(value).split()) if value not in (None, "") else "none"
    return shortened(words.replace("_", " "), _LONGEST)


def in_words(past: Past) -> str:
    """What a gesture did: "confirmed the rating Northmoor Police: good and 3 more"."""
    act = past.act
    if past.kind == "article":
        act = _OF_ARTICLES.get(past.words, act) if act == "flag" else act
        what = "the details of the article" if past.act == "correct" else "the article"
        if past.words == FURNITURE:
            what = "the furniture of the article"
    else:
        noun = past.label or ("rating" if past.kind == "rating" else "span")
        words = past.words
        if past.kind == "rating":  # a code of a scale is no word
            subject, colon, value = words.rpartition(": ")
            words = subject + colon + value.replace("_", " ")
        what = f"{noun} “{words}”" if words else f"a {noun}"
    more = past.decisions - 1
    said = f"{_DONE.get(act, act)} {what}"
    if more:
        said += f" and {more:,} more"
    if past.articles > 1:
        said += f" in {past.articles:,} articles"
    return f"{said}: {past.change}" if past.change else said
