"""The one door to the widget agrees with what a real QTextDocument counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotator.core.offsets import OffsetMap
from tests.samples import messy_texts

pytestmark = pytest.mark.usefixtures("qapp")

PARAGRAPH_END = "\u2029"
#: What the widget shows as a paragraph end, and what it cannot show at all.
SHOWN = {
    "\r": PARAGRAPH_END,
    "\n": PARAGRAPH_END,
    "\u2028": PARAGRAPH_END,
    "\u2029": PARAGRAPH_END,
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\x00": "\ufffd",
    "\ufeff": "\u2060",
    "\ufffe": "\ufffd",
}


def in_qt(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(OffsetMap(text).display_text)
    return document


def assert_agrees(text: str) -> None:
    offsets, document = OffsetMap(text), in_qt(text)
    assert document.characterCount() == offsets.to_position(len(text)) + 1
    for offset, character in enumerate(text):
        if character == "\n" and text[offset - 1 : offset] == "\r":
            continue
        units = character.encode("utf-16-le")
        first = units[:2].decode("utf-16-le", "surrogatepass")
        there = document.characterAt(offsets.to_position(offset))
        assert ord(there) == ord(SHOWN.get(character, first)), (offset, character)


@given(messy_texts())
def test_positions_are_those_of_qt(text: str) -> None:
    assert_agrees(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_positions_are_those_of_qt_for_any_text(text: str) -> None:
    assert_agrees(text)


def test_without_the_map_qt_counts_otherwise() -> None:
    """The reason for the map: it would fail here if Qt counted code points."""
    document = QTextDocument()
    document.setPlainText("😀 rated")
    assert document.characterCount() - 1 != len("😀 rated")
