"""Which keys the bottom line shows; it changes with what is chosen and what has the focus."""

from __future__ import annotations

from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Span

Keys = list[tuple[str, str]]


def keys_now(
    review: Review | None, item: Span | Rating | None, *, is_editing: bool, in_caret_mode: bool
) -> Keys:
    """Keys that work now, the most useful first."""
    if is_editing:
        return [("Enter", "save"), ("Esc", "cancel"), ("Tab", "next field")]
    if review is None:
        return [("Ctrl+O", "import articles"), ("?", "all keys")]
    if in_caret_mode:
        keys = [("← →", "word"), ("Shift+← →", "select"), ("1-9", "mark"), ("B", "set edges")]
        return [*keys, ("N", "new rating"), ("Esc", "leave"), ("?", "all keys")]
    if isinstance(item, Span):
        keys = [("A", "confirm"), ("X", "reject"), ("Space", "skip"), ("1-9", "relabel")]
        keys += [("J K", "move"), ("[ ]", "edges")]
    elif isinstance(item, Rating):
        keys = [
            ("A", "confirm"),
            ("X", "reject"),
            ("E", "edit"),
            ("Space", "skip"),
            ("J K", "move"),
        ]
    else:
        keys = [("J K", "move"), ("C", "select by word"), ("N", "new rating"), ("1-9", "mark")]
    if review.status == "complete":
        return [*keys, ("Ctrl+R", "reopen"), ("Ctrl+PgDn", "next article"), ("?", "all keys")]
    keys += [("Ctrl+Enter", "complete"), ("Backspace", "undo"), ("?", "all keys")]
    return keys
