"""What the line under an article's title says of it."""

from __future__ import annotations

from annotator.core.documents import Document, PartialDate
from annotator.gui.panels.wording import date_words


def meta_line(document: Document, bodies: list[str], copies: str = "") -> str:
    """Outlet, date, inspectorates, near copies and further outlets, as far as they are known."""
    parts = [document.outlet or "", date_in_words(document.published), copies, *bodies[:2]]
    others = len(document.appearances)
    if others:
        parts.append(f"also published by {others} outlet{'s' if others > 1 else ''}")
    return " · ".join(part for part in parts if part)


def date_in_words(date: PartialDate) -> str:
    """14 March 2026, March 2026, 2026, or nothing."""
    return date_words(date.value, full=True)
