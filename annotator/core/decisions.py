"""Decisions: what a person did, as data that can be stored and replayed.

A gesture becomes an ``Edit``: one or more ``Change``s with the whole item before and after. Stored
as ``Decision``s, each keeps only what its act does not already imply: a confirm needs no values, a
correction the changed keys, a rejection the whole item it removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from annotator.core.documents import ArticleStatus, Details
from annotator.core.ratings import Rating
from annotator.core.spans import Span

Act = Literal[
    "confirm",
    "correct",
    "reject",
    "add",
    "undo",
    "redo",
    "complete",
    "reopen",
    "flag",
    "note",
    "propagate",
    "skip",
    "import",
]
TargetKind = Literal["span", "rating", "article"]

#: A decision that took longer than this was not thought about all the time: somebody was away.
IDLE_MS = 120_000

#: Acts that change nothing that could be undone or that count as having looked at an article.
SILENT: frozenset[str] = frozenset({"skip", "import"})


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What is decided about the article as a whole.

    Attributes:
        aside: it is none of this project's (a duplicate, the wrong file); shown and exported only
            where somebody asks for what was set aside.
    """

    status: ArticleStatus = "new"
    flag: bool = False
    note: str | None = None
    aside: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"status": self.status, "flag": self.flag, "note": self.note, "aside": self.aside}


#: What an act is about; of an article either what was decided of it, or its details.
Item = Span | Rating | ArticleState | Details


@dataclass(frozen=True, slots=True)
class Change:
    """One act on one target, with the whole target before and after (None = not there)."""

    kind: TargetKind
    target: str
    act: Act
    before: Item | None
    after: Item | None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """All the changes of one gesture on one article: written together, undone together."""

    document_id: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def is_silent(self) -> bool:
        """Does it change nothing that could be undone?"""
        return all(change.act in SILENT for change in self.changes)


@dataclass(frozen=True, slots=True)
class Decision:
    """A stored change.

    Attributes:
        n: counts from 1 within the article; None for an ``import``, which is the project's own.
        by: the analyst. at: UTC, ISO 8601 with milliseconds. ms: milliseconds it took.
        batch: number of the gesture within the article where it made several decisions.
        undoes: ``n`` of the decision that an undo (or the undo that a redo) takes back.
    """

    n: int | None
    kind: TargetKind
    target: str
    act: Act
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    by: str
    at: str
    ms: int
    batch: int | None = None
    undoes: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The keys of a gold line, in their order."""
        return {
            "n": self.n,
            "kind": self.kind,
            "target": self.target,
            "act": self.act,
            "before": self.before,
            "after": self.after,
            "by": self.by,
            "at": self.at,
            "ms": self.ms,
            "batch": self.batch,
            "undoes": self.undoes,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Decision:
        """From the keys of a gold line; a missing one is None.

        Raises:
            KeyError: one that every decision must have is missing.
        """
        return cls(
            n=data.get("n"),
            kind=data["kind"],
            target=data["target"],
            act=data["act"],
            before=data.get("before"),
            after=data.get("after"),
            by=data["by"],
            at=data["at"],
            ms=data.get("ms") or 0,
            batch=data.get("batch"),
            undoes=data.get("undoes"),
        )


def as_decisions(
    edit: Edit, first: int, batch: int, *, by: str, at: str, ms: int
) -> list[Decision]:
    """The decisions of a gesture, numbered from ``first``; several share the number ``batch``.

    Args:
        ms: milliseconds it took; no more than ``IDLE_MS`` of them are counted.
    """
    return [
        Decision(
            first + index,
            change.kind,
            change.target,
            change.act,
            *stored_values(change),
            by=by,
            at=at,
            ms=min(ms, IDLE_MS) if index == 0 else 0,
            batch=batch if len(edit.changes) > 1 else None,
            undoes=change.undoes,
        )
        for index, change in enumerate(edit.changes)
    ]


def stored_values(change: Change) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """``before`` and ``after`` of a change as the log keeps them."""
    before = _whole(change.before)
    after = _whole(change.after)
    if before is None or after is None:
        return before, after
    keys = dict.fromkeys([*after, *before])  # either may lack a key that is rare
    changed = [k for k in keys if before.get(k) != after.get(k) and k not in ("exact", "state")]
    if "state" in after and implied_state(change.act, before["state"]) != after["state"]:
        changed.append("state")
    if not changed:
        return None, None
    return {key: before.get(key) for key in changed}, {key: after.get(key) for key in changed}


_IMPLIED = {"confirm": "confirmed", "add": "added", "propagate": "propagated"}


def implied_state(act: str, before: str | None) -> str | None:
    """The state an item has after an act where the decision does not say another."""
    if act == "correct":
        return "added" if before == "added" else "corrected"
    return _IMPLIED.get(act, before)


def _whole(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {key: value for key, value in item.to_dict().items() if key != "id"}
