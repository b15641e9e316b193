"""The article view under real mouse and key events; offsets are code points throughout."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QRegion,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.documents import Document, Zone
from annotator.core.labels import LabelSet
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span, in_text_order, lanes
from annotator.exchange.label_files import load_label_set
from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.focus import focus_of
from annotator.gui.article_view.geometry import SpanIndex, lanes_of
from annotator.gui.article_view.scrolling import middle_third
from annotator.gui.article_view.tags import Tag, TagFonts, placed
from annotator.gui.article_view.typesetting import Kind, kinds_of
from annotator.gui.fonts import interface_font
from annotator.gui.theme import DARK, LIGHT, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

TITLE = "Lighthouse keepers praised \U0001f6a8"
TEXT = (
    f"{TITLE}\r\n\r\n"
    "The \U0001f469\u200d\U0001f692 crew at Gull Rock was rated good by the Beacon Board.\r\n"
    "Cafe\u0301 owner Mina Holt called the lamp \U0001f4a1 room \u201cspotless\u201d "
    "in May 2021.\r\n"
)
NOSHIFT = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Watched(ArticleView):
    """Remembers which part of it was painted."""

    painted = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted = self.painted.united(event.region())
        super().paintEvent(event)


def labels() -> LabelSet:
    """The packaged labels, under names that differ from their ids."""
    packaged = load_label_set()
    named = tuple(replace(label, name=label.id.title()) for label in packaged)
    return replace(packaged, labels=named)


def span(item_id: str, words: str, label: str, text: str = TEXT, **more: str) -> Span:
    """A span on the first place where the words stand."""
    start = text.index(words)
    return Span(item_id, start, start + len(words), words, label, **more)  # type: ignore[arg-type]


def review() -> Review:
    """An article with emoji, CRLF and combining accents; s6 holds s2, s7 crosses s3."""
    spans = [
        span("s1", "Gull Rock", "SERVICE"),
        span("s2", "good", "RATING", state="confirmed"),
        span("s3", "Beacon Board", "INSPECTORATE"),
        span("s4", "Mina Holt", "PERSON", state="propagated"),
        span("s5", "May 2021", "DATE"),
        span("s6", "rated good by", "ORG"),
        span("s7", "Board.", "ORG"),
    ]
    by_id = {item.id: item for item in spans}
    rating = Rating(
        "r1",
        subject=Mention.of(by_id["s1"]),
        value=Mention.of(by_id["s2"]),
        evidence=Mention.at(TEXT, TEXT.index("The"), TEXT.index("\r\nCafe")),
        rating_body=Mention.of(by_id["s3"]),
        value_norm="good",
    )
    return Review(Document("a", TEXT, title=TITLE), [*spans, rating])


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[Watched]:
    """A visible view that shows the article."""
    shown = Watched()
    qtbot.addWidget(shown)
    shown.set_labels(labels())
    shown.set_reduced_motion(True)
    shown.resize(800, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_review(review(), {"s1": 0.88, "s5": 0.99})
    return shown


def middle(view: ArticleView, words: str, part: float = 0.5) -> QPoint:
    """A point of the viewport on the words' first line; ``part`` goes from left to right."""
    assert view.scene
    start = view.scene.text.index(words)
    return point_of(view, start, start + len(words), part)


def point_of(view: ArticleView, start: int, end: int, part: float = 0.5) -> QPoint:
    assert view.scene
    box = view.scene.page.pieces(start, end)[0].box
    shift = QPointF(0, view.verticalScrollBar().value())
    place = box.topLeft() + QPointF(box.width() * part, box.height() / 2) - shift
    return place.toPoint()


def click(view: ArticleView, point: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NOSHIFT, point)


def drag(
    view: ArticleView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NOSHIFT
) -> None:
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT, keys, start)
    for step in (start + QPoint(30, 0), (start + end) / 2, end):
        QApplication.sendEvent(viewport, moved(view, step, keys))
    QTest.mouseRelease(viewport, LEFT, keys, end)


def moved(view: ArticleView, point: QPoint, keys: Qt.KeyboardModifier) -> QEvent:
    """A move with the button down; QTest's own moves carry no modifiers."""
    where = QPointF(point)
    around = QPointF(view.viewport().mapToGlobal(point))
    return QMouseEvent(QEvent.Type.MouseMove, where, around, LEFT, LEFT, keys)


# -- clicks --------------------------------------------------------------------------------------


def test_a_click_behind_emoji_and_crlf_finds_its_span(view: Watched, qtbot: QtBot) -> None:
    for words, item_id in (("Gull Rock", "s1"), ("Mina Holt", "s4"), ("May 2021", "s5")):
        with qtbot.waitSignal(view.item_clicked) as told:
            click(view, middle(view, words))
        assert told.args == [item_id]


def test_a_word_is_boxed_whole_in_a_paragraph_that_runs_the_other_way(
    view: Watched, qtbot: QtBot
) -> None:
    hebrew = "\u05d2\u05e9\u05e8 \u05dc\u05d1\u05df"
    text = f"{hebrew}\n\nIt was good {hebrew} here.\n\n{hebrew} good\n\nThe good bridge.\n"
    starts = [at for at in range(len(text)) if text.startswith("good", at)]
    spans = [Span(f"s{at}", at, at + 4, "good", "RATING") for at in starts]
    across = span("across", f"good {hebrew} here", "ORG", text)
    view.show_review(Review(Document("h", text), [*spans, across]), {})
    page = view.scene.page
    widths = [round(page.pieces(at, at + 4)[0].box.width()) for at in starts]
    assert len(set(widths)) == 1
    for found in spans:
        with qtbot.waitSignal(view.item_clicked) as told:
            click(view, point_of(view, found.start, found.end, 0.1))
        assert told.args == [found.id]
    runs = page.pieces(across.start, across.end)
    assert [(run.first, run.last) for run in runs] == [(True, True)]


def test_the_smallest_span_wins_and_a_further_click_goes_outward(
    view: Watched, qtbot: QtBot
) -> None:
    heard: list[str] = []
    view.item_clicked.connect(heard.append)
    view.item_clicked.connect(view.choose)
    for _ in range(3):
        click(view, middle(view, "good"))
    assert heard == ["s2", "s6", "s2"]
    click(view, middle(view, "rated"))
    assert heard[-1] == "s6"


def test_a_click_on_the_tag_is_a_click_on_its_span(view: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.item_clicked) as told:
        click(view, middle(view, "Gull Rock", 0.05) - QPoint(0, 16))
    assert told.args == ["s1"]


def test_a_click_beside_every_span_says_so(view: Watched, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.item_clicked), qtbot.waitSignal(view.empty_clicked):
        click(view, middle(view, "lamp"))


# -- selecting -----------------------------------------------------------------------------------


def test_a_drag_selects_whole_tokens_and_shows_them_while_dragging(
    view: Watched, qtbot: QtBot
) -> None:
    start, end = middle(view, "owner", 0.5), middle(view, "called", 0.4)
    QTest.mousePress(view.viewport(), LEFT, NOSHIFT, start)
    QApplication.sendEvent(view.viewport(), moved(view, end, NOSHIFT))
    wanted = (TEXT.index("owner"), TEXT.index(" the lamp"))
    assert view.selected_range() == wanted
    with qtbot.waitSignal(view.range_selected) as told:
        QTest.mouseRelease(view.viewport(), LEFT, NOSHIFT, end)
    assert tuple(told.args) == wanted
    assert TEXT[slice(*wanted)] == "owner Mina Holt called"


def test_a_drag_over_a_joined_emoji_keeps_it_whole(view: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.range_selected) as told:
        drag(view, middle(view, "crew", 0.5), middle(view, "\U0001f469\u200d\U0001f692", 0.3))
    assert TEXT[slice(*told.args)] == "\U0001f469\u200d\U0001f692 crew"


def test_a_shift_drag_selects_by_character(view: Watched, qtbot: QtBot) -> None:
    rock = TEXT.index("Gull Rock")
    with qtbot.waitSignal(view.range_selected) as told:
        drag(view, point_of(view, rock + 1, rock + 2, 0), point_of(view, rock + 6, rock + 7), SHIFT)
    assert told.args[0] == rock + 1
    assert told.args[1] in (rock + 6, rock + 7)


def test_a_shift_drag_cuts_no_letter_from_its_accent(view: Watched, qtbot: QtBot) -> None:
    accented = TEXT.index("e\u0301")
    with qtbot.waitSignal(view.range_selected) as told:
        drag(view, point_of(view, accented - 3, accented - 2, 0), middle(view, "owner", 0), SHIFT)
    assert told.args[0] == accented - 3
    view.select_range(accented, accented + 2)
    assert view.selected_range() == (accented, accented + 2)


def test_a_drag_backward_selects_the_same(view: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.range_selected) as told:
        drag(view, middle(view, "Board."), middle(view, "Beacon"))
    assert TEXT[slice(*told.args)].startswith("Beacon Board")


def test_a_double_click_selects_the_token(view: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.range_selected) as told:
        QTest.mouseDClick(view.viewport(), LEFT, NOSHIFT, middle(view, "spotless"))
    assert TEXT[slice(*told.args)] == "spotless"


def test_a_click_clears_the_selection(view: Watched) -> None:
    view.select_range(3, 9)
    click(view, middle(view, "lamp"))
    assert view.selected_range() is None


def test_the_copy_key_copies_the_stored_text(view: Watched) -> None:
    start, end = TEXT.index("crew"), TEXT.index("owner")
    view.select_range(start, end)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == TEXT[start:end]
    assert "\r\n" in TEXT[start:end]


# -- painting ------------------------------------------------------------------------------------


def repainted(view: Watched, qtbot: QtBot) -> QRect:
    qtbot.waitUntil(lambda: not view.painted.isEmpty())
    return view.painted.boundingRect()


def settled(view: Watched, qtbot: QtBot) -> None:
    """Everything drawn; then nothing is remembered."""
    view.viewport().repaint()
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: not view.painted.isEmpty())
    view.painted = QRegion()


def test_a_decision_repaints_only_where_the_span_stands(view: Watched, qtbot: QtBot) -> None:
    settled(view, qtbot)
    before = view.viewport().grab().toImage()
    settled(view, qtbot)
    shown = view.scene.review
    shown.put("span", "s5", replace(shown.spans["s5"], state="confirmed"))
    view.refresh(["s5"])
    area = repainted(view, qtbot)
    assert area.contains(middle(view, "May 2021"))
    assert area.height() <= 60
    assert not area.contains(middle(view, "Gull Rock"))
    after = view.viewport().grab().toImage()
    assert differing(before, after)
    assert all(area.contains(point) for point in differing(before, after))


def test_a_new_boundary_repaints_the_old_and_the_new_place(view: Watched, qtbot: QtBot) -> None:
    settled(view, qtbot)
    before = view.viewport().grab().toImage()
    settled(view, qtbot)
    moved_span = replace(span("s5", "Cafe\u0301 owner", "DATE"), state="corrected")
    view.scene.review.put("span", "s5", moved_span)
    view.scene.review.put("span", "s2", None)
    view.refresh(["s5", "s2"])
    repainted(view, qtbot)
    region = view.painted
    after = view.viewport().grab().toImage()
    assert differing(before, after)
    assert all(region.contains(point) for point in differing(before, after))
    for words in ("May 2021", "owner", "good"):
        assert region.contains(middle(view, words))
    assert not region.contains(middle(view, "Gull Rock"))


def test_what_did_not_change_is_not_repainted(view: Watched, qtbot: QtBot) -> None:
    settled(view, qtbot)
    view.refresh(["s1", "s2", "r1", "unknown"])
    QApplication.sendPostedEvents()
    assert view.painted.isEmpty()


def test_choosing_a_rating_repaints_all_that_it_changes_and_no_more(
    view: Watched, qtbot: QtBot
) -> None:
    for chosen in ("r1", "s4", "s6", None):
        before = view.viewport().grab().toImage()
        settled(view, qtbot)
        view.choose(chosen, scroll=False)
        repainted(view, qtbot)
        region = view.painted
        after = view.viewport().grab().toImage()
        assert differing(before, after)
        assert all(region.contains(point) for point in differing(before, after))
        assert not region.contains(QPoint(view.viewport().width() // 2, 400))


def differing(one: QImage, other: QImage) -> list[QPoint]:
    """The pixels that differ."""
    rows = (
        (y, bytes(one.constScanLine(y)), bytes(other.constScanLine(y))) for y in range(one.height())
    )
    return [
        QPoint(x, y)
        for y, left, right in rows
        if left != right
        for x in range(one.width())
        if left[4 * x : 4 * x + 4] != right[4 * x : 4 * x + 4]
    ]


def long_review(characters: int, spans: int) -> Review:
    """A long article with evenly spread spans."""
    sentence = "Nobody at the mill on Alder Lane had seen the tall inspector before noon. "
    text = "\n".join([sentence * 5] * (characters // (5 * len(sentence)) + 1))[:characters]
    step = len(text) // spans
    items = [
        Span(f"s{n}", n * step, n * step + 9, text[n * step : n * step + 9], "ORG")
        for n in range(spans)
    ]
    return Review(Document("long", text, title="A long day"), items)


def test_of_5000_spans_only_the_visible_are_drawn(view: Watched, qtbot: QtBot) -> None:
    view.show_review(long_review(300_000, 5_000))
    view.grab()
    assert view.scene
    assert 5 < view.scene.drawn < 60
    view.choose("s4000")
    view.grab()
    assert 5 < view.scene.drawn < 60
    assert "s4000" in view.visible_item_ids()
    settled(view, qtbot)
    view.scene.review.put("span", "s4000", replace(view.scene.review.spans["s4000"], label="LOC"))
    view.refresh(["s4000"])
    assert repainted(view, qtbot).height() <= 60
    assert view.scene.drawn < 20


def test_both_themes_draw_their_page_and_tint(view: Watched) -> None:
    for theme, tint in ((LIGHT, "#e1eefa"), (DARK, "#14365a")):
        view.set_theme(theme)
        image = view.viewport().grab().toImage()
        assert image.pixelColor(2, 2).name() == theme.page.lower()
        place = middle(view, "Gull Rock", 0.5) - QPoint(0, 11)
        assert image.pixelColor(place).name() == tint


def test_the_order_of_theming_program_and_view_does_not_matter(
    view: Watched, qapp: QApplication
) -> None:
    font, colours = qapp.font(), qapp.palette()
    try:
        apply_theme(qapp, LIGHT)
        view.grab()
        view.set_theme(DARK)
        apply_theme(qapp, DARK)
        image = view.viewport().grab().toImage()
        assert image.pixelColor(2, 2).name() == DARK.page.lower()
        assert view.palette().color(QPalette.ColorRole.Text).name() == DARK.ink.lower()
    finally:
        qapp.setStyleSheet("")
        qapp.setFont(font)
        qapp.setPalette(colours)


def test_states_differ_by_more_than_colour(view: Watched) -> None:
    """Solid, dashed and dotted underlines: the share of coloured pixels along the line."""
    shares = {}
    for words in ("Mina Holt", "May 2021", "Gull Rock"):
        for state in ("confirmed", "suggested", "propagated"):
            item = replace(span("s1", words, "SERVICE"), state=state)  # type: ignore[arg-type]
            view.scene.review.put("span", "s1", item)
            view.refresh(["s1"])
            shares[words, state] = underlined(view, item)
        drawn = [shares[words, state] for state in ("confirmed", "suggested", "propagated")]
        assert drawn[0] > drawn[1] + 0.15
        assert drawn[0] > drawn[2] + 0.15


def underlined(view: ArticleView, item: Span) -> float:
    """Share of the underline's length that has the label's full ink."""
    box = view.scene.page.pieces(item.start, item.end)[0].box.toRect()
    image = view.viewport().grab().toImage()
    y = box.bottom() - view.verticalScrollBar().value()
    row = range(box.left() + 2, box.right() - 2)
    return sum(image.pixelColor(x, y).lightness() < 130 for x in row) / len(row)


# -- choosing and scrolling ----------------------------------------------------------------------


def test_a_chosen_rating_links_its_words(view: Watched) -> None:
    view.choose("r1")
    focus = view.scene.focus
    good = TEXT.index("good")
    assert focus.ring == (good, good + 4)
    assert [(TEXT[a:b], caption) for a, b, caption in focus.links] == [
        ("Gull Rock", "subject"),
        ("Beacon Board", "by"),
    ]
    assert focus.wash
    assert TEXT[slice(*focus.wash)].startswith("The ")
    assert focus_of(view.scene.review, "gone").ring is None


def test_a_chosen_rating_follows_its_refreshed_span(view: Watched) -> None:
    view.choose("r1")
    view.scene.review.put("span", "s2", replace(span("s2", "rated good", "RATING")))
    view.refresh(["s2", "r1"])
    assert TEXT[slice(*view.scene.focus.ring)] == "rated good"


def test_the_chosen_item_is_brought_to_the_middle_third(view: Watched) -> None:
    view.show_review(long_review(60_000, 400))
    view.choose("s200")
    place = point_of(view, *view.scene.focus.ring)
    third = view.viewport().height() / 3
    assert third <= place.y() <= 2 * third
    here = view.verticalScrollBar().value() + 60
    view.verticalScrollBar().setValue(here)
    view.choose("s200")
    view.choose("s0", scroll=False)
    assert view.verticalScrollBar().value() == here


def test_the_chosen_words_stay_in_sight_in_a_narrower_window(view: Watched) -> None:
    view.resize(800, 330)
    view.choose("s5")
    for width in (420, 300, 800):
        view.resize(width, 330)
        box = view.scene.page.pieces(TEXT.index("May 2021"), TEXT.index("May 2021") + 8)[0].box
        top = box.top() - view.verticalScrollBar().value()
        assert 0 <= top <= view.viewport().height() - box.height()


def test_gliding_arrives_where_a_jump_arrives(view: Watched, qtbot: QtBot) -> None:
    view.show_review(long_review(60_000, 400))
    view.choose("s300")
    wanted = view.verticalScrollBar().value()
    view.verticalScrollBar().setValue(0)
    view.set_reduced_motion(False)
    view.choose("s300")
    assert view.verticalScrollBar().value() < wanted
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == wanted)


def test_middle_third_leaves_what_is_there() -> None:
    assert middle_third(1200, 1225, 900, 900) is None
    assert middle_third(100, 125, 900, 900) == -338
    assert middle_third(3000, 3020, 0, 900) == 2560


@pytest.mark.parametrize("change", [{"size_px": 27.0}, {"measure_px": 500}, {"serif": False}])
def test_another_reading_keeps_the_place(view: Watched, change: dict[str, float]) -> None:
    view.show_review(long_review(60_000, 400))
    view.choose("s200")
    before = point_of(view, *view.scene.focus.ring).y()
    view.set_reading(**change)  # type: ignore[arg-type]
    after = point_of(view, *view.scene.focus.ring).y()
    # A line may move to another line of its paragraph, but not out of what was looked at.
    assert abs(after - before) < view.viewport().height() / 2


def test_the_column_is_centred_and_never_wider_than_its_measure(view: Watched) -> None:
    view.resize(1400, 500)
    assert view.viewport().width() == 680 + 2 * 28
    assert abs(view.viewport().geometry().center().x() - 700) <= 8
    view.resize(500, 500)
    assert view.viewport().width() <= 500
    assert view.document().textWidth() == view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [QSize(400, 400), QSize(1400, 900)])
def test_at_200_per_cent_no_tag_and_no_word_is_outside(view: Watched, size: QSize) -> None:
    view.resize(size)
    view.set_reading(36, 1360)
    for item in view.scene.review.spans.values():
        for piece in view.scene.page.pieces(item.start, item.end):
            assert piece.box.left() >= 0
            assert piece.box.right() <= view.viewport().width()


def test_visible_items_are_those_in_sight(view: Watched) -> None:
    assert view.visible_item_ids() == ["s1", "s6", "s2", "s3", "s7", "s4", "s5", "r1"]
    view.resize(800, 160)
    assert "s5" not in view.visible_item_ids()


def test_tags_never_cover_each_other_and_stay_inside(qapp: QApplication) -> None:
    word = TagFonts(interface_font(9, 640), interface_font(10)).word("INSPECTORATE")
    black = QColor("black")
    wanted = [Tag(x, 20, 30, word, black) for x in (10, 20, 150, 280, 290)]
    wanted.append(Tag(10, 80, 90, word, black))
    put = placed(wanted, 400, 6)
    line = [tag for tag in put if tag.line == 30]
    for one, other in pairwise(line):
        assert one.left + word.width <= other.left
    assert all(tag.left + word.width <= 400 for tag in put)
    assert put[-1].left == 10


# -- keys, tool tips, accessibility --------------------------------------------------------------


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Backspace]
)
def test_keys_of_the_window_pass_through(view: Watched, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, NOSHIFT, chr(key) if key < 128 else "")
    view.keyPressEvent(event)
    assert not event.isAccepted()
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, NOSHIFT, chr(key) if key < 128 else "")
    override.ignore()
    QApplication.sendEvent(view, override)
    assert not override.isAccepted()


def test_tab_moves_the_focus_on(view: Watched) -> None:
    assert view.tabChangesFocus()


def test_page_and_end_keys_scroll(view: Watched) -> None:
    view.show_review(long_review(20_000, 50))
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_text_cannot_be_changed(view: Watched) -> None:
    shown = view.toPlainText()
    QTest.keyClicks(view, "abc 1")
    view.paste()
    view.cut()
    assert view.toPlainText() == shown
    assert view.isReadOnly()
    assert not view.acceptDrops()


def test_the_menu_is_left_to_the_window(view: Watched, qtbot: QtBot) -> None:
    point = middle(view, "Gull Rock")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.mapToGlobal(point))
    with qtbot.waitSignal(view.customContextMenuRequested):
        QApplication.sendEvent(view.viewport(), event)


def test_the_tool_tip_says_label_state_score_and_why(view: Watched) -> None:
    view.set_why(lambda item_id: f"Rule of {item_id}.")
    tip = view.tip_at(QPointF(middle(view, "Gull Rock")))
    assert tip == "Service\nSuggested, not yet decided, 88 %\nRule of s1."
    carried = view.tip_at(QPointF(middle(view, "Mina Holt"))).splitlines()[1]
    assert carried == "Carried over from a correction, not yet seen"
    assert view.tip_at(QPointF(middle(view, "lamp"))) == ""


def test_a_screen_reader_finds_the_text(view: Watched) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.text(QAccessible.Text.Name) == "Article text"
    assert "Gull Rock" in found.textInterface().text(0, found.textInterface().characterCount())


def test_nothing_is_shown_without_an_article(view: Watched) -> None:
    view.show_review(None)
    view.grab()
    assert view.toPlainText() == ""
    assert view.visible_item_ids() == []
    view.choose("s1")
    view.refresh(["s1"])
    click(view, QPoint(50, 50))
    assert view.selected_range() is None


# -- typesetting ---------------------------------------------------------------------------------


def test_furniture_title_and_blank_lines_are_told_apart() -> None:
    text = "Menu\r\nSign in\r\n\r\nA short title\r\nSome words stand here.\r\nShare this\r\n"
    zones = (Zone(0, 15), Zone(text.index("Share"), len(text)))
    lines = text.replace("\r\n", "\n").split("\n")
    kinds, setting = kinds_of(Document("a", text, zones=zones), lines)
    kind = Kind
    assert kinds == [
        kind.FURNITURE, kind.FURNITURE, kind.BLANK, kind.TITLE, kind.BODY, kind.FURNITURE,
        kind.BLANK,
    ]  # fmt: skip
    assert setting.title_block == 3
    assert setting.furniture == [(0, 1, 2), (5, 5, 1)]


def test_a_title_that_the_text_lacks_is_painted_above_it(view: Watched) -> None:
    text = "The first sentence stands alone.\nThe second follows it."
    document = Document("b", text, title="A headline from elsewhere")
    view.set_meta("Wire copy")
    view.show_review(Review(document))
    assert view.scene.header.setting.painted_title == "A headline from elsewhere"
    top = view.scene.page.pieces(0, 3)[0].box.top()
    assert top > 60
    assert view.toPlainText().startswith("The first")
    view.grab()


def test_span_index_finds_by_range_and_replaces() -> None:
    spans = [Span(f"s{n}", n * 10, n * 10 + 5, "", "ORG") for n in range(20)]
    index = SpanIndex([*spans, Span("wide", 0, 200, "", "ORG")])
    assert [s.id for s in index.between(33, 51)] == ["wide", "s3", "s4", "s5"]
    assert [s.id for s in index.between(35, 40)] == ["wide"]
    index.replace([spans[4]], [Span("new", 46, 49, "", "ORG")])
    assert [s.id for s in index.between(33, 51)] == ["wide", "s3", "new", "s5"]


def test_lanes_of_groups_equal_those_of_all() -> None:
    spans = in_text_order(
        Span(f"s{n}", start, start + long, "", "ORG")
        for n, (start, long) in enumerate([(0, 5), (3, 9), (11, 4), (20, 30), (22, 3), (24, 9)])
    )
    assert lanes_of(spans) == lanes(spans)


# -- caret mode ----------------------------------------------------------------------------------


def test_the_caret_selects_words_without_a_mouse(view: Watched, qtbot: QtBot) -> None:
    view.choose("s1")
    with qtbot.waitSignal(view.caret_changed):
        view.set_caret_mode(True)
    assert selected(view) == "Gull"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert selected(view) == "Rock"
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert selected(view) == "Rock was"
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert selected(view) == "Gull Rock"


def test_the_caret_goes_across_lines_emoji_and_paragraphs(view: Watched) -> None:
    view.choose("s1")
    view.set_caret_mode(True)
    QTest.keyClick(view, Qt.Key.Key_Down)
    below = view.selected_range()
    assert below[0] > TEXT.index("Cafe")
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.selected_range()[1] <= TEXT.index("\r\n")
    for _ in range(12):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert selected(view) == "Lighthouse"
    words = []
    for _ in range(5):
        words.append(selected(view))
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert words == ["Lighthouse", "keepers", "praised", "\U0001f6a8", "The"]


def test_the_caret_keeps_its_column_over_short_lines_and_goes_to_the_edges(view: Watched) -> None:
    text = (
        "A headline\none two three four five\nsix\n\nnine ten eleven twelve thirteen\n"
        + "more " * 300
    )
    view.show_review(Review(Document("d", text)))
    view.select_range(text.index("two"), text.index("two") + 3)
    view.set_caret_mode(True)
    seen = []
    for key in ("Home", "End", "Left", "Left", "Down", "Down", "Up", "Up", "Home", "Down"):
        QTest.keySequence(view, key)
        seen.append(selected(view))
    assert seen[:6] == ["one", "five", "four", "three", "six", "eleven"]
    assert seen[6:] == ["six", "three", "one", "six"]
    QTest.keySequence(view, "Down")
    QTest.keySequence(view, "Down")
    QTest.keySequence(view, "Shift+End")
    one_line = selected(view).split()
    assert 5 < len(one_line) < 60  # the line of the screen, not the paragraph
    assert text.splitlines()[5].startswith(" ".join(one_line))


def test_escape_ends_caret_mode_and_other_keys_still_pass(view: Watched) -> None:
    view.set_caret_mode(True)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_2, NOSHIFT, "2")
    view.keyPressEvent(event)
    assert not event.isAccepted()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_in_caret_mode()
    assert view.selected_range() is None


def test_the_caret_stays_in_sight(view: Watched) -> None:
    view.show_review(long_review(20_000, 50))
    view.set_caret_mode(True)
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > 0
    place = point_of(view, *view.selected_range())
    assert 0 < place.y() < view.viewport().height()


def selected(view: ArticleView) -> str:
    assert view.scene
    return view.scene.text[slice(*view.scene.selection or (0, 0))]


def test_another_state_of_the_same_article_is_taken_over(view: Watched, qtbot: QtBot) -> None:
    settled(view, qtbot)
    other = review()
    other.put("span", "s5", None)
    view.take(other, ["s5"])
    assert repainted(view, qtbot).height() <= 60
    assert "s5" not in view.visible_item_ids()
