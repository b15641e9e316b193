"""The one door between stored offsets (code points) and a text widget's positions.

Qt counts UTF-16 units, so an astral character is two positions, and a QTextDocument takes CRLF as
one paragraph end. The widget gets ``display_text``; text is never read back from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

#: What a QTextDocument would turn into something else or into a paragraph, shown instead as:
_SHOWN = str.maketrans(
    {
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\ufdd0": "\ufffd",
        "\ufdd1": "\ufffd",
        "\x00": "\ufffd",
        "\ufeff": "\u2060",  # taken for a byte order mark, and dropped, where it comes first
        "\ufffe": "\ufffd",
    }
)
_STRANGE = re.compile("[" + "".join(map(chr, _SHOWN)) + "]")
_PARTING = re.compile("\r\n|[\U00010000-\U0010ffff]")


class OffsetMap:
    """Two-way map between code points of a text and positions in a widget that shows it.

    Positions inside a surrogate pair, and the offset between CR and LF, belong to the character
    they stand in: they map to its start.
    """

    def __init__(self, text: str) -> None:
        self._cp: list[int] = []  # offset just behind each place where the two counts part
        self._qt: list[int] = []  # the widget's position there
        shift = 0
        for match in _PARTING.finditer(text):
            shift += -1 if match.group() == "\r\n" else 1
            self._cp.append(match.end())
            self._qt.append(match.end() + shift)
        self._length = len(text)
        shown = text.replace("\r\n", "\n")
        # Looking first is quick, translating is not, and hardly any text needs it.
        self.display_text = shown.translate(_SHOWN) if _STRANGE.search(shown) else shown

    def to_position(self, offset: int) -> int:
        """The widget's position (UTF-16 units) of a code point offset, which is clamped."""
        offset = min(max(offset, 0), self._length)
        index = bisect_right(self._cp, offset)
        position = offset + (self._qt[index - 1] - self._cp[index - 1] if index else 0)
        return min(position, self._qt[index] - 1) if index < len(self._qt) else position

    def to_offset(self, position: int) -> int:
        """The code point offset of a widget's position, which is clamped."""
        index = bisect_right(self._qt, position)
        offset = position + (self._cp[index - 1] - self._qt[index - 1] if index else 0)
        if index < len(self._cp):
            offset = min(offset, self._cp[index] - 1)
        return min(max(offset, 0), self._length)
