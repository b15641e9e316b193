"""A caret that is a word: it goes from token to token and grows with Shift, without a mouse.

Offsets are code points; a line here is a line of the stored text, not of the screen.
"""

from __future__ import annotations

from annotator.core.tokens import tokens

Range = tuple[int, int]


class Caret:
    """The words from where the caret was set down to where it is.

    Attributes:
        head: the token that the keys move.
    """

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        found = near(text, offset) or (0, 0)
        self._anchor, self.head = found, found

    @property
    def range(self) -> Range:
        """From the first to the last of the words."""
        return min(self._anchor[0], self.head[0]), max(self._anchor[1], self.head[1])

    def step(self, by: int, *, extend: bool) -> None:
        """Go one token forward (1) or back (-1)."""
        self._go(beside(self._text, self.head, by), extend)

    def to(self, offset: int, *, extend: bool) -> None:
        """Go to the token at an offset."""
        self._go(near(self._text, offset), extend)

    def cover(self, start: int, end: int) -> None:
        """Go to words that were selected otherwise."""
        self.to(start, extend=False)
        self._go(beside(self._text, (end, end), -1), True)

    def to_token(self, token: Range, *, extend: bool) -> None:
        """Go to a token."""
        self._go(token, extend)

    def _go(self, token: Range | None, extend: bool) -> None:
        if token is not None:
            self.head = token
            if not extend:
                self._anchor = token


def near(text: str, offset: int) -> Range | None:
    """The token at an offset, else the next behind it, else the last before it."""
    here = [token for token in _line(text, offset) if token[1] > offset]
    if here:
        return here[0]
    return beside(text, (offset, offset), 1) or beside(text, (offset, offset), -1)


def beside(text: str, token: Range, by: int) -> Range | None:
    """The token behind (1) or before (-1) another; None at the end of the text."""
    start, end = token
    while True:
        line = _line(text, end if by > 0 else start)
        found = [t for t in line if t[0] >= end] if by > 0 else [t for t in line if t[1] <= start]
        if found:
            return found[0] if by > 0 else found[-1]
        edge = text.find("\n", end) if by > 0 else text.rfind("\n", 0, start)
        if edge < 0:
            return None
        start, end = (edge + 1, edge + 1) if by > 0 else (edge, edge)


def _line(text: str, offset: int) -> list[Range]:
    """The tokens of the line that holds an offset."""
    begin = text.rfind("\n", 0, offset) + 1
    stop = text.find("\n", offset)
    line = text[begin : stop if stop >= 0 else len(text)]
    return [(start + begin, end + begin) for start, end in tokens(line)]
