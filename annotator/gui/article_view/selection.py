"""Selecting words with the mouse: whole tokens while dragging, single characters with Shift.

Offsets are code points of the stored text.
"""

from __future__ import annotations

from annotator.core.tokens import is_grapheme_edge, snapped


class DragSelection:
    """A drag from where the button went down to where the pointer is now."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._anchor = 0
        self.active = False

    def press(self, offset: int) -> None:
        """The button went down between two characters; nothing is selected yet."""
        self._anchor = offset
        self.active = False

    def to(self, offset: int, *, by_character: bool) -> tuple[int, int] | None:
        """The range up to ``offset``; None where it holds nothing but white space."""
        self.active = True
        start, end = min(self._anchor, offset), max(self._anchor, offset)
        if by_character:
            return whole_characters(self._text, start, end)
        start, end = snapped(self._text, start, end)
        return (start, end) if start < end else None


def whole_characters(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range widened so that it cuts no user-perceived character; None for an empty one."""
    if start >= end:
        return None
    while not is_grapheme_edge(text, start):
        start -= 1
    while not is_grapheme_edge(text, end):
        end += 1
    return start, end


def token_at(text: str, offset: int) -> tuple[int, int] | None:
    """The token around or beside an offset; None amid white space."""
    for start, end in ((offset, offset + 1), (offset - 1, offset)):
        if start >= 0 and end <= len(text) and not text[start].isspace():
            return snapped(text, start, end)
    return None
