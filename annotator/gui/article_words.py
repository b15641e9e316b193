"""What the window says of an article as a whole."""

from __future__ import annotations

from annotator.core.documents import Document, PartialDate
from annotator.core.wording import counted
from annotator.gui.keymap import key
from annotator.gui.panels.wording import date_words


def meta_line(
    document: Document, bodies: list[str], copies: str = "", *, is_aside: bool = False
) -> str:
    """The line under its title: outlet, date, near copies, inspectorates and further outlets."""
    parts = ["set aside"] * is_aside + [
        document.outlet or "",
        date_in_words(document.published),
        copies,
        *bodies[:2],
    ]
    others = len(document.appearances)
    if others:
        parts.append(f"also published by {others} outlet{'s' if others > 1 else ''}")
    return " · ".join(part for part in parts if part)


def date_in_words(date: PartialDate) -> str:
    """14 March 2026, March 2026, 2026, or nothing."""
    return date_words(date.value, full=True)


def reopened_words() -> str:
    """Said where something was decided in a complete article."""
    return (
        f"This article was complete, and is open again. {key('undo')} takes both back, "
        f"{key('complete')} completes it."
    )


def stays_open_words(left: int) -> str:
    """Said where an undo would have made an article complete again."""
    return (
        f"{counted(left, 'suggestion')} came in since this article was complete, so it stays open. "
        f"{key('complete')} completes it once they are decided."
    )
