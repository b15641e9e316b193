"""Spans on spans, a rating's words, and the mouse amid a drag: seen and done in the real window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gui.conftest import chosen

TEXT = (
    "A headline\n\n"
    "The Old Stennet Harbour Clinic in Marrow was closed. A nurse from Dunmere Bay left."
)
WORDS = (
    ("Old Stennet Harbour Clinic in Marrow", "ORG"),
    ("Old Stennet Harbour Clinic", "SERVICE"),
    ("Old Stennet", "GPE"),
    ("Dunmere Bay", "GPE"),
    ("Dunmere Bay", "LOC"),
)
Sit = Callable[..., Analyst]
SHIFT = Qt.Key.Key_Shift


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    path = tmp_path / "nested.annotator"
    with closing(Session(path, create=True, analyst="anna")) as session:
        list(session.import_files([samples.write_article(tmp_path, "n.txt", TEXT)]))
        spans = [samples.span_of(TEXT, *found, f"s{n}") for n, found in enumerate(WORDS, 1)]
        session.add_suggestions("n.txt", samples.suggested(spans))
    return path


def test_underlines_of_three_levels_and_of_the_same_place_do_not_touch(
    nested: Path, sit: Sit
) -> None:
    analyst = sit(nested)
    assert rows_under(analyst, "Old Stennet") == 3
    assert rows_under(analyst, "Harbour Clinic") == 2
    assert rows_under(analyst, "Dunmere Bay") == 2


def rows_under(analyst: Analyst, words: str) -> int:
    """How many lines can be told apart below some words, which no line above reaches."""
    view, start = analyst.view, TEXT.index(words)
    assert view.scene is not None
    view.choose(None)
    piece = view.scene.page.pieces(start, start + len(words))[0]
    image = view.viewport().grab().toImage()
    page = image.pixelColor(2, 2)
    left, right = int(piece.box.left()) + 4, int(piece.box.right()) - 4
    shift = view.verticalScrollBar().value()
    rows = range(piece.baseline + 5 - shift, piece.baseline + 18 - shift)
    dark = [
        any(page.lightness() - image.pixelColor(x, y).lightness() > 90 for x in range(left, right))
        for y in rows
    ]
    return sum(now and not before for before, now in zip([False, *dark], dark, strict=False))


def test_o_goes_through_all_that_overlaps_whichever_is_chosen(nested: Path, sit: Sit) -> None:
    analyst = sit(nested)
    for words, stack in (("Old", ["s3", "s2", "s1"]), ("Dunmere", ["s4", "s5"])):
        analyst.click(words)
        seen = [chosen(analyst)]
        for _ in stack:
            analyst.press("O")
            seen.append(chosen(analyst))
        assert seen == [*stack, stack[0]]


def test_the_tip_names_what_lies_around_and_the_key(nested: Path, sit: Sit) -> None:
    analyst = sit(nested)
    point, _ = analyst._box("Old")
    assert analyst.view.tip_at(QPointF(point)).splitlines()[-1] == (
        "Around it: SERVICE, ORG. O: the next of them"
    )


def test_shift_amid_a_drag_shows_characters_and_letting_go_words_again(
    nested: Path, sit: Sit
) -> None:
    analyst = sit(nested)
    port = analyst.view.viewport()
    start, end = middle(analyst, "nurse"), middle(analyst, "from")
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    drag_over(analyst, end)
    assert selected(analyst) == "nurse from"
    QTest.keyPress(analyst.view, SHIFT)
    assert selected(analyst) not in ("", "nurse from")
    assert selected(analyst) in "nurse from"
    QTest.keyRelease(analyst.view, SHIFT)
    assert selected(analyst) == "nurse from"
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert selected(analyst) == "nurse from"


def middle(analyst: Analyst, words: str) -> QPoint:
    start, end = analyst._box(words)
    return (start + end) / 2


def drag_over(analyst: Analyst, point: QPoint) -> None:
    port, left = analyst.view.viewport(), Qt.MouseButton.LeftButton
    around = QPointF(port.mapToGlobal(point))
    none = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), around, left, left, none)
    QApplication.sendEvent(port, move)


def selected(analyst: Analyst) -> str:
    found = analyst.view.selected_range()
    return TEXT[slice(*found)] if found else ""


def test_a_chosen_ratings_words_are_told_apart_without_colour(news: Path, sit: Sit) -> None:
    """Outlines of different strokes, and a bar beside the evidence: compared in grey."""
    analyst = sit(news)
    view = analyst.view
    assert view.scene is not None
    assert analyst.window.bench is not None
    analyst.window.bench.desk.choose("r1")
    painter = view.scene.marks
    bar = painter.bar(view.scene.page.pieces(*view.scene.focus.wash or (0, 0)))
    image = view.viewport().grab().toImage()
    spot = bar.center() - QPointF(0, view.verticalScrollBar().value())
    assert (
        abs(image.pixelColor(spot.toPoint()).lightness() - image.pixelColor(2, 2).lightness()) > 60
    )
    captions = {caption for _, _, caption in view.scene.focus.links}
    assert captions >= {"subject", "by"}
