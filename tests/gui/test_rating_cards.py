"""Rating cards: what they say, which one is chosen, and that only what changed is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from panel_samples import FIRST, SCORES, SECOND, THIRD, Outside, sample_review
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator.core.ratings import RatingDate
from annotator.exchange.label_files import load_label_set
from annotator.exchange.scale_files import load_registry
from annotator.gui import fonts
from annotator.gui.panels.card_content import card_content
from annotator.gui.panels.drawing import px
from annotator.gui.panels.parts import KeyButton
from annotator.gui.panels.quote_layout import MOST_LINES, QuoteLayout
from annotator.gui.panels.rating_card import RatingCard
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SCALES = load_registry()
LABELS = load_label_set()
Key = Qt.Key


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[RatingCards]:
    cards = RatingCards()
    outside = Outside(cards, 372, 400)
    qtbot.addWidget(outside)
    outside.show()
    qtbot.waitExposed(outside)
    cards.show_review(sample_review(), SCORES, SCALES, LABELS)
    yield cards
    outside.close()


def buttons(card: RatingCard) -> list[str]:
    shown = card.findChildren(KeyButton)
    return [button.text() for button in shown if button.isVisible()]


def press(qtbot: QtBot, card: RatingCard, word: str) -> None:
    button = next(b for b in card.findChildren(KeyButton) if b.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_card_says_who_was_rated_what() -> None:
    content = card_content(SECOND, SCALES, 0.88)
    assert content.who == "Saltby Probation Unit"
    assert (content.value, content.rank, content.steps) == ("requires improvement", 2, 4)
    assert content.scale == "HMI Probation"
    assert content.corner == "88\u202f%"
    expected = ("current", "overall", "HM Inspectorate of Probation", "down from last time")
    assert content.chips == expected
    assert "2 of 4" in content.spoken
    assert content.words == "require improvement"


def test_a_card_of_free_wording_has_no_rank_and_may_lack_a_subject() -> None:
    content = card_content(THIRD, SCALES, None)
    assert content.who == ""
    assert "no subject yet" in content.spoken
    assert (content.value, content.steps) == ("“a muddle 🙂 of boxes”", 0)
    assert content.scale == "free wording"
    assert content.chips == ("current", "negative", "planning", "said by Maud Tarrant")
    assert content.corner == ""


@pytest.mark.parametrize(
    ("change", "corner"),
    [
        ({"state": "confirmed"}, "✓ confirmed"),
        ({"state": "corrected"}, "✓ corrected"),
        ({"state": "added"}, "✓ added"),
        ({"state": "propagated"}, "propagated"),
    ],
)
def test_the_corner_tells_the_decision(change: dict[str, str], corner: str) -> None:
    assert card_content(replace(SECOND, **change), SCALES, 0.5).corner == corner


def test_a_scale_that_is_not_the_usual_one_is_named_in_full() -> None:
    rating = replace(FIRST, scale="ofsted_monitoring@1", value_norm="insufficient_progress")
    rating = replace(rating, rating_body_id="ofsted", rating_body=None)
    content = card_content(rating, SCALES, None)
    assert content.scale == "Ofsted, monitoring visit"
    assert "Ofsted" in content.chips


def test_date_and_doubt_are_chips() -> None:
    rating = replace(FIRST, date=RatingDate(None, "2024-03", "month"), certainty="hedged")
    assert card_content(rating, SCALES, None).chips[-2:] == ("hedged", "Mar 2024")


@pytest.mark.parametrize("width", [90, 160, 300, 700])
@pytest.mark.parametrize("rating", [FIRST, SECOND, THIRD], ids=lambda rating: rating.id)
def test_a_quote_is_short_and_holds_the_judgement(
    qapp: QApplication, rating: object, width: int
) -> None:
    content = card_content(rating, SCALES, None)
    quote = QuoteLayout(content.before, content.words, content.after, width)
    height = quote.height
    assert content.words in quote.text
    assert quote._layout.lineCount() <= MOST_LINES
    assert quote.height <= height <= MOST_LINES * px(20)
    assert quote.text.strip("… ") in content.before + content.words + content.after


def test_header_and_cards_follow_the_text(cards: RatingCards) -> None:
    assert cards.header.detail == "1 of 3 decided"
    assert [card.rating_id for card in cards.column.cards] == ["r1", "r2", "r3"]
    tops = [card.y() for card in cards.column.cards]
    assert tops == sorted(tops)
    for upper, lower in zip(cards.column.cards, cards.column.cards[1:], strict=False):
        assert lower.y() == upper.geometry().bottom() + 1 + px(8)
        assert upper.height() == upper.heightForWidth(upper.width())


def test_only_the_chosen_card_shows_its_keys(cards: RatingCards) -> None:
    cards.choose("r2")
    assert [buttons(card) for card in cards.column.cards] == [
        [],
        ["Confirm", "Edit", "Reject", "Why"],
        [],
    ]
    cards.choose("r1")
    assert [buttons(card) for card in cards.column.cards] == [["Edit", "Reject", "Why"], [], []]
    cards.choose("s1")
    assert not any(card.is_chosen for card in cards.column.cards)


def test_a_click_chooses_and_buttons_ask(cards: RatingCards, qtbot: QtBot) -> None:
    first, second, _ = cards.column.cards
    with qtbot.waitSignal(cards.chosen) as asked:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert asked.args == ["r1"]
    cards.choose("r2")
    for signal, word in (
        (cards.confirm_requested, "Confirm"),
        (cards.edit_requested, "Edit"),
        (cards.reject_requested, "Reject"),
    ):
        with qtbot.waitSignal(signal) as asked:
            press(qtbot, second, word)
        assert asked.args == ["r2"]


def test_the_chosen_card_is_brought_into_sight(cards: RatingCards) -> None:
    for item in ("r3", "r1", "r2"):
        cards.choose(item)
        card = cards.column.card(item)
        assert card is not None
        top = card.mapTo(cards.column.viewport(), QPoint(0, 0)).y()
        assert top >= 0
        assert top + card.height() <= cards.column.viewport().height()


def test_arrow_keys_go_from_card_to_card(cards: RatingCards, qtbot: QtBot) -> None:
    cards.choose("r1")
    asked: list[str] = []
    cards.chosen.connect(asked.append)
    cards.chosen.connect(cards.choose)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        qtbot.keyClick(cards.column, key)
    assert asked == ["r2", "r3", "r3", "r2"]
    with qtbot.waitSignal(cards.edit_requested) as edited:
        qtbot.keyClick(cards.column, Key.Key_Return)
    assert edited.args == ["r2"]


def test_keys_of_the_window_are_not_swallowed(cards: RatingCards, qtbot: QtBot) -> None:
    cards.choose("r2")
    wanted = [Key.Key_A, Key.Key_X, Key.Key_E, Key.Key_5, Key.Key_Space, Key.Key_Backspace]
    for key in wanted:
        qtbot.keyClick(cards.column, key)
        qtbot.keyClick(cards.column.card("r2").findChild(KeyButton), key)
    outside = cards.window()
    assert isinstance(outside, Outside)
    assert outside.keys == [key for key in wanted for _ in range(2)]


def test_only_changed_cards_are_laid_out_anew(
    cards: RatingCards, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[str] = []
    forget = RatingCard._forget_layout

    def noted(card: RatingCard) -> None:
        touched.append(card.rating_id)
        forget(card)

    monkeypatch.setattr(RatingCard, "_forget_layout", noted)
    before = cards.column.cards
    review = sample_review()
    review.put("rating", "r2", replace(SECOND, state="confirmed"))
    cards.refresh(review, {"r2"})
    assert touched == ["r2"]
    assert cards.column.cards == before
    assert cards.header.detail == "2 of 3 decided"


def test_a_rejected_rating_takes_only_its_card_along(cards: RatingCards) -> None:
    first, second, third = cards.column.cards
    review = sample_review()
    review.put("rating", "r2", None)
    cards.refresh(review, {"r2"})
    assert cards.column.cards == (first, third)
    assert not second.isVisible()
    cards.refresh(sample_review(), {"r2"})
    assert [card.rating_id for card in cards.column.cards] == ["r1", "r2", "r3"]
    assert (cards.column.cards[0], cards.column.cards[2]) == (first, third)
    assert cards.column.cards[1].isVisible()


def test_an_article_without_ratings_says_so(cards: RatingCards) -> None:
    review = sample_review()
    review.ratings.clear()
    cards.show_review(review, {}, SCALES, LABELS)
    assert cards._empty.isVisible()
    assert cards.header.detail == ""
    cards.show_review(None, {}, SCALES, LABELS)
    assert not cards._empty.isVisible()


def test_cards_keep_their_width_beside_a_scroll_bar(cards: RatingCards) -> None:
    widths = {card.width() for card in cards.column.cards}
    review = sample_review()
    review.ratings = {"r1": FIRST}
    cards.refresh(review)
    assert widths == {cards.column.cards[0].width()} == {cards.column.width() - 2 * px(16)}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_cards_grow_with_the_text(cards: RatingCards, qapp: QApplication, theme: object) -> None:
    cards.choose("r2")
    small = cards.column.card("r2").height()
    before = qapp.font()
    qapp.setFont(fonts.interface_font(26))
    try:
        cards.set_theme(theme)
        cards.grab()
        card = cards.column.card("r2")
        assert card.height() >= 2 * small
        room = card.rect()
        assert all(room.contains(b.parentWidget().geometry()) for b in card.findChildren(KeyButton))
    finally:
        qapp.setFont(before)


def test_a_change_is_told_from_the_end_where_the_rating_stands() -> None:
    now = card_content(replace(FIRST, change="down"), SCALES, None)
    then = card_content(replace(FIRST, change="down", status="previous"), SCALES, None)
    assert "down from last time" in now.chips
    assert "down since then" in then.chips
