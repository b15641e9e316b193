"""The form of a rating, driven by keys as an analyst drives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from panel_samples import (
    BODY,
    FIRST,
    IMPROVE,
    MAUD,
    SALTBY,
    SCORES,
    SECOND,
    TEXT,
    THIRD,
    sample_review,
    sentence,
)
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.ratings import FREE, Rating, RatingDate
from annotator.core.spans import Mention, Span
from annotator.exchange.label_files import load_label_set
from annotator.exchange.scale_files import load_registry
from annotator.gui.panels import rating_choices as choices
from annotator.gui.panels.form_keys import FIELDS
from annotator.gui.panels.picker import WordsEdit
from annotator.gui.panels.rating_cards import RatingCards
from annotator.gui.panels.rating_editor import RatingEditor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SCALES = load_registry()
LABELS = load_label_set()
REVIEW = sample_review()
Key = Qt.Key


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[RatingCards]:
    window = QWidget()
    cards = RatingCards()
    QVBoxLayout(window).addWidget(cards)
    window.resize(372, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    cards.show_review(REVIEW, SCORES, SCALES, LABELS)
    yield cards
    window.close()


def opened(cards: RatingCards, rating_id: str = "r2") -> RatingEditor:
    assert cards.start_editing(rating_id)
    assert cards.editor is not None
    return cards.editor


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Keys for whatever has the focus, as a person presses them."""
    for key in keys:
        qtbot.keyClick(focused(), key)


def saved_by(qtbot: QtBot, cards: RatingCards, *keys: Qt.Key) -> dict[str, Any]:
    with qtbot.waitSignal(cards.edit_saved) as signal:
        press(qtbot, *keys)
    return signal.args[1]


def corrected(rating_id: str, fields: dict[str, Any]) -> Rating:
    edit = edits.correct_rating(REVIEW, rating_id, SCALES, fields)
    after = edit.changes[0].after
    assert isinstance(after, Rating)
    return after


def test_the_form_stands_in_the_place_of_its_card(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    first, second, third = cards.column.cards
    assert not second.isVisible()
    assert first.geometry().bottom() < editor.y() < editor.geometry().bottom() < third.y()
    assert focused() is editor.answers.subject
    assert cards.is_editing
    with qtbot.waitSignal(cards.edit_cancelled):
        press(qtbot, Key.Key_Escape)
    assert second.isVisible()
    assert not cards.is_editing
    assert first.geometry().bottom() < second.y() < third.y()


def test_a_narrow_form_shows_short_words_and_its_lists_the_whole(
    cards: RatingCards, qtbot: QtBot
) -> None:
    answers = opened(cards).answers
    narrow = {answers.scale: "HMI Probation", answers.value: "requires improvement"}
    narrow[answers.rating_body] = "HMI Probation"
    for picker, short in narrow.items():
        whole = picker.currentText()
        picker.resize(80, picker.height())
        assert (picker.shown_words, picker.currentText()) == (short, whole)
        assert len(whole) > len(short)


def test_a_scale_of_another_rating_body_is_named(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(focused(), "ofsted")
    assert "HMI Probation rates on the scale of Ofsted" in editor.plan.text()


def test_value_by_keyboard(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Tab, Key.Key_Tab)
    assert focused() is editor.answers.value
    assert editor.answers.value.currentText() == "requires improvement · 2 of 4"
    fields = saved_by(qtbot, cards, Key.Key_Down, Key.Key_Return)
    assert fields == {"value_norm": "good"}
    assert corrected("r2", fields).rank == 3


def test_letters_go_to_the_field_and_not_to_the_window(cards: RatingCards, qtbot: QtBot) -> None:
    heard: list[str] = []
    for key in ("O", "S", "Space", "Backspace", "Return", "Esc"):
        shortcut = QShortcut(QKeySequence(key), cards.window())
        shortcut.activated.connect(lambda key=key: heard.append(key))
    opened(cards)
    press(qtbot, Key.Key_Tab, Key.Key_Tab)
    fields = saved_by(qtbot, cards, Key.Key_O, Key.Key_Return)
    assert fields == {"value_norm": "outstanding"}
    assert heard == []


def test_chords_still_reach_the_window(cards: RatingCards, qtbot: QtBot) -> None:
    heard: list[bool] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), cards.window())
    shortcut.activated.connect(lambda: heard.append(True))
    opened(cards)
    qtbot.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [True]
    assert cards.is_editing


def test_nothing_changed_is_nothing_saved(cards: RatingCards, qtbot: QtBot) -> None:
    opened(cards)
    with (
        qtbot.assertNotEmitted(cards.edit_saved),
        qtbot.waitSignal(cards.edit_cancelled),
    ):
        press(qtbot, Key.Key_Return)
    assert not cards.is_editing


def test_every_other_field(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Up)  # the first mention of the neighbour
    assert editor.answers.subject.currentText() == "Saltby Probation Unit"
    press(qtbot, Key.Key_Down, *[Key.Key_Tab] * 3)
    assert focused() is editor.answers.category
    qtbot.keyClicks(editor.answers.category, "staffing, planning")
    press(qtbot, Key.Key_Tab, Key.Key_P, Key.Key_Tab)
    assert focused() is editor.answers.change
    qtbot.keyClicks(editor.answers.change, "up")
    press(qtbot, Key.Key_Tab)
    assert focused() is editor.answers.rating_body
    qtbot.keyClicks(editor.answers.rating_body, "Estyn")
    press(qtbot, Key.Key_Tab)
    assert focused() is editor.answers.speaker
    fields = saved_by(qtbot, cards, Key.Key_M, Key.Key_Return)
    assert fields == {
        "subject": Mention.of(REVIEW.spans["s1"]),
        "category": ("staffing", "planning"),
        "status": "previous",
        "change": "up",
        "rating_body_id": "estyn",
        "rating_body": None,
        "speaker": Mention.of(MAUD),
    }
    assert corrected("r2", fields).speaker == Mention.of(MAUD)


def test_another_scale_keeps_the_same_point(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(editor.answers.scale, "Care Quality")
    assert editor.answers.value.point == "requires_improvement"
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields == {"scale": "cqc4@1"}


def test_a_value_that_is_not_on_the_scale_is_refused(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(editor.answers.scale, "Estyn")
    assert editor.answers.value.point == ""
    with qtbot.assertNotEmitted(cards.edit_saved):
        press(qtbot, Key.Key_Return)
    assert focused() is editor.answers.value
    assert editor.problem.isVisible()
    assert editor.problem.text() == SCALES.problem("estyn4@1", "requires_improvement")
    fields = saved_by(qtbot, cards, Key.Key_A, Key.Key_Return)
    assert not editor.problem.isVisible()
    assert fields == {"scale": "estyn4@1", "value_norm": "adequate"}


def test_a_typed_value_off_the_scale_is_refused_and_picks_nothing(
    cards: RatingCards, qtbot: QtBot
) -> None:
    """An earlier form took the first letters of "excellent" and stored another value."""
    form = opened(cards)
    before = form.answers.value.point
    form.answers.value.setFocus()
    qtbot.keyClicks(form.answers.value, "excellent")
    assert form.answers.value.point == before
    assert "“excellent” is not on the scale" in form.problem.text()
    with qtbot.assertNotEmitted(cards.edit_saved), qtbot.assertNotEmitted(cards.edit_cancelled):
        press(qtbot, Key.Key_Return)
    assert cards.is_editing
    press(qtbot, Key.Key_Up)
    assert "excellent" not in form.problem.text()


def test_a_typed_name_that_fits_stays_where_it_is(cards: RatingCards, qtbot: QtBot) -> None:
    form = opened(cards)
    scale = form.answers.scale.value
    form.answers.scale.setFocus()
    qtbot.keyClicks(form.answers.scale, form.answers.scale.currentText()[:4])
    assert form.answers.scale.value == scale


def test_picking_a_scale_in_the_open_list_leads_to_the_value(
    cards: RatingCards, qtbot: QtBot
) -> None:
    editor = opened(cards)
    press(qtbot, Key.Key_Tab, Key.Key_Space)
    popup = editor.answers.scale.view()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClicks(popup, "Estyn")
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.answers.scale.value == "estyn4@1"
    assert focused() is editor.answers.value


def test_from_a_scale_to_free_wording_and_back(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    editor.answers.scale.pick(FREE)
    assert editor.answers.value.point == FREE
    editor.answers.scale.pick("hmi_probation4@1")
    assert editor.answers.value.point == "requires_improvement"
    editor.answers.scale.pick(FREE)
    fields = saved_by(qtbot, cards, Key.Key_Return)
    after = corrected("r2", fields)
    assert (after.scale, after.value_norm, after.rank) == (FREE, FREE, None)


def test_the_words_of_a_free_rating_are_found_on_a_scale(cards: RatingCards) -> None:
    free = replace(THIRD, id="", value=Mention.of(IMPROVE))
    cards.start_new(free)
    assert cards.editor is not None
    cards.editor.answers.scale.pick("hmi_probation4@1")
    assert cards.editor.answers.value.point == "requires_improvement"


def test_a_scale_of_numbers_takes_what_is_typed(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    editor.answers.scale.pick("hmi_probation_score@1")
    editor.answers.value.setEditText("")
    editor.save()
    assert editor.problem.text() == "Type the value that the article gives."
    qtbot.keyClicks(editor.answers.value, "11/27")
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields == {"scale": "hmi_probation_score@1", "value_norm": "11/27"}


def test_a_number_that_cannot_be_told_and_the_keys_of_its_line(
    cards: RatingCards, qtbot: QtBot
) -> None:
    editor = opened(cards)
    editor.answers.scale.pick("hmi_probation_score@1")
    editor.answers.value.setFocus()
    editor.answers.value.setEditText("?")
    with qtbot.waitSignal(editor.words_wanted) as wanted:
        qtbot.keyClick(focused(), Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert wanted.args[0].name == "status"
    assert editor.answers.value.currentText() == "?"
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields["cannot_tell"] == ("value_norm",)


def test_a_wrong_value_from_outside_is_told_at_once(cards: RatingCards) -> None:
    review = sample_review(replace(SECOND, value_norm="splendid"))
    cards.show_review(review, {}, SCALES, LABELS)
    editor = opened(cards)
    assert editor.answers.value.point == "requires_improvement"  # what the words say
    review = sample_review(replace(SECOND, value_norm="splendid", value=Mention.of(MAUD)))
    cards.show_review(review, {}, SCALES, LABELS)
    editor = opened(cards)
    assert "“splendid” is not on the scale" in editor.problem.text()


def test_a_new_rating(cards: RatingCards, qtbot: QtBot) -> None:
    draft = Rating("", None, Mention.of(IMPROVE), sentence("Brackmoor", "in March."))
    cards.start_new(draft)
    editor = cards.editor
    assert editor is not None
    assert editor.y() > cards.column.cards[-1].geometry().bottom()
    assert editor.title.text == "New rating “require improvement”"
    qtbot.keyClicks(editor.answers.subject, "Saltby")
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(editor.answers.scale, "HM Inspectorate of Prob")
    fields = saved_by(qtbot, cards, Key.Key_Return)
    expected = {"scale": "hmi_probation4@1", "value_norm": "requires_improvement"}
    by = {"rating_body": Mention.of(BODY), "rating_body_id": "hmi-probation"}  # the only one
    assert fields == {"subject": Mention.of(SALTBY), **expected, **by}
    added = edits.add_rating(REVIEW, replace(draft, id="ar1", **fields), SCALES)
    assert added.changes[0].after.rank == 2


def test_a_saved_form_closes_with_the_new_state(cards: RatingCards, qtbot: QtBot) -> None:
    opened(cards).answers.value.pick("good")
    saved_by(qtbot, cards, Key.Key_Return)
    assert cards.is_editing  # until the window shows the new state
    review = sample_review(replace(SECOND, value_norm="good", rank=3, state="corrected"))
    cards.refresh(review, {"r2"})
    assert not cards.is_editing
    assert cards.column.card("r2").isVisible()


def test_a_refused_form_stays_and_says_why(cards: RatingCards, qtbot: QtBot) -> None:
    editor = opened(cards)
    editor.answers.value.pick("good")
    cards.edit_saved.connect(lambda *_: cards.show_problem("The project is read-only."))
    saved_by(qtbot, cards, Key.Key_Return)
    assert editor.problem.text() == "The project is read-only."
    cards.refresh(sample_review(replace(BODY, state="confirmed")), {"s3"})
    assert cards.is_editing  # another item changed


def test_a_form_closes_when_its_rating_is_gone(cards: RatingCards) -> None:
    opened(cards)
    review = sample_review()
    review.put("rating", "r2", None)
    cards.refresh(review, {"r2"})
    assert not cards.is_editing
    assert not cards.start_editing("r2")


def test_the_wheel_never_changes_a_field(cards: RatingCards) -> None:
    editor = opened(cards)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.answers.value, wheel)
    assert editor.answers.value.point == "requires_improvement"


def test_likely_scales_come_first() -> None:
    offered = [scale for _, scale in choices.scale_choices(FIRST, SCALES)]
    own = SCALES.body("hmi-probation").scales
    assert offered[0] == "hmi_probation4@1"
    assert [SCALES.find(code).id for code in own] == offered[: len(own)]
    assert offered[len(own)] == FREE
    assert len(offered) == len(list(SCALES)) + 1
    assert choices.scale_choices(THIRD, SCALES)[0][1] == FREE


def test_the_rating_body_brings_its_words_along() -> None:
    mention = choices.body_mention(REVIEW, SCALES.body("hmi-probation"))
    assert mention == Mention.of(BODY)
    assert choices.body_mention(REVIEW, SCALES.body("cqc")) is None


def test_a_new_subject_takes_its_own_entity() -> None:
    rating = replace(SECOND, entity="old")
    named = replace(SALTBY, entity="saltby", id="s40", start=SALTBY.start + 1, exact="x")
    answers = {"subject": Mention.of(named)}
    assert choices.changes(rating, answers, sample_review(named), SCALES) == {
        "subject": Mention.of(named),
        "entity": "saltby",
    }


def test_words_are_completed_one_by_one(qtbot: QtBot) -> None:
    field = WordsEdit("Category")
    field.set_suggestions(["overall", "leadership", "learning", "planning"])
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "overall, lea")
    assert field.words == ("overall", "leadership")
    qtbot.keyClicks(field, "r")
    assert field.words == ("overall", "learning")
    qtbot.keyClick(field, Key.Key_Backspace)  # what was added goes first, and does not come back
    assert field.words == ("overall", "lear")
    qtbot.keyClicks(field, "ly, something else")
    assert field.words == ("overall", "learly", "something else")


def test_a_date_is_understood_as_it_is_typed(cards: RatingCards, qtbot: QtBot) -> None:
    form = opened(cards)
    form.answers.date.setFocus()
    qtbot.keyClicks(form.answers.date, "31/02/2024")
    with qtbot.assertNotEmitted(cards.edit_saved):
        press(qtbot, Key.Key_Return)
    assert form.problem.text() == "“31/02/2024” is no day: February 2024 has 29."
    assert focused() is form.answers.date
    form.answers.date.clear()
    qtbot.keyClicks(form.answers.date, "March 2024")
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields == {"date": RatingDate(None, "2024-03", "month")}


def test_a_date_of_the_article_may_stand_there_though_nobody_knows_the_day(
    cards: RatingCards, qtbot: QtBot
) -> None:
    start = TEXT.index("March")
    march = Span("s9", start, start + 5, "March", "DATE")
    cards.show_review(sample_review(march), SCORES, SCALES, LABELS)
    form = opened(cards)
    form.answers.date.setFocus()
    qtbot.keyClicks(form.answers.date, "ma")
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields == {"date": RatingDate(Mention.of(march), None, "unknown")}


def test_free_wording_knows_the_categories_of_its_rating_body(
    cards: RatingCards, qtbot: QtBot
) -> None:
    form = opened(cards, "r3")
    form.answers.rating_body.pick("cqc")
    form.answers.scale.pick("hmi_probation4@1")
    form.answers.scale.pick(FREE)
    form.answers.category.setFocus()
    form.answers.category.selectAll()
    qtbot.keyClicks(form.answers.category, "resp")
    assert form.answers.category.words == ("responsive",)


def test_a_question_mark_says_that_nobody_can_tell(cards: RatingCards, qtbot: QtBot) -> None:
    form = opened(cards)
    for name in ("subject", "value", "category", "status", "speaker", "date", "evidence"):
        field = form.answers.fields[name]
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()
        press(qtbot, Key.Key_Question)
    told = "subject value_norm category status speaker date evidence".split()
    fields = saved_by(qtbot, cards, Key.Key_Return)
    assert fields == {"cannot_tell": tuple(told)}
    untold = corrected("r2", fields)
    cards.stop_editing()
    cards.show_review(sample_review(untold), SCORES, SCALES, LABELS)
    form = opened(cards)
    assert (form.answers.subject.currentText(), form.answers.date.text()) == ("? can’t tell",) * 2
    press(qtbot, Key.Key_Up)  # an answer takes the subject off the list
    assert saved_by(qtbot, cards, Key.Key_Return)["cannot_tell"] == tuple(told[1:])


def test_several_subjects_make_a_record_each(cards: RatingCards, qtbot: QtBot) -> None:
    form = opened(cards)
    with qtbot.waitSignal(cards.edit_saved) as signal:
        press(qtbot, Key.Key_Plus)
        qtbot.keyClicks(focused(), "Brack")
        assert form.plan.text().startswith("Makes 2 records: Saltby Probation Unit, Brackmoor")
        press(qtbot, Key.Key_Return)
    other = Mention.of(REVIEW.spans["s1"])
    assert signal.args[1:] == [{}, [{"subject": other, "entity": None}]]


def test_several_categories_make_a_record_each_with_shift(cards: RatingCards, qtbot: QtBot) -> None:
    form = opened(cards)
    form.answers.category.setText("safe, caring")
    assert "Shift+Enter: a record for each of 2 categories" in form.plan.text()
    with qtbot.waitSignal(cards.edit_saved) as signal:
        qtbot.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert signal.args[1:] == [{"category": ("safe",)}, [{"category": ("caring",)}]]


def test_the_polarity_is_asked_only_where_the_scale_leaves_it_open(cards: RatingCards) -> None:
    assert opened(cards, "r3").answers.polarity.isVisible()
    assert not opened(cards, "r2").answers.polarity.isVisible()


def test_what_is_filled_in_is_drawn_at_once(cards: RatingCards, qtbot: QtBot) -> None:
    drawn: list[Rating] = []
    cards.drafted.connect(drawn.append)
    opened(cards)
    press(qtbot, Key.Key_Down)
    assert drawn[-1].subject == Mention.of(REVIEW.spans["s1"])


def test_every_field_has_a_key_of_its_own() -> None:
    assert len({field.key for field in FIELDS}) == len(FIELDS)
