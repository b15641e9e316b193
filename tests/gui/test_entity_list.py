"""The list of entities: grouped, quick for thousands of spans, one click to the mention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from panel_samples import AGAIN, BODY, SCORES, THIRD, Outside, sample_review
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.core.documents import Document
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.exchange.label_files import load_label_set
from annotator.gui.panels.entity_list import EntityList
from annotator.gui.panels.entity_model import EntityModel
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

# What the offscreen platform says of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

LABELS = load_label_set()
Key = Qt.Key


@pytest.fixture
def entities(qtbot: QtBot) -> Iterator[EntityList]:
    entities = EntityList()
    outside = Outside(entities, 372, 300)
    qtbot.addWidget(outside)
    outside.show()
    qtbot.waitExposed(outside)
    entities.show_review(sample_review(), SCORES, LABELS)
    yield entities
    outside.close()


def words(entities: EntityList) -> list[str]:
    return [row.words for row in entities.model.rows]


def test_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = EntityModel()
    model.show_review(sample_review(), SCORES, LABELS)
    qtmodeltester.check(model)


def test_mentions_are_grouped_by_label_and_words(entities: EntityList) -> None:
    expected = ["Brackmoor Probation Unit ×2", "Saltby Probation Unit"]
    assert words(entities) == [*expected, "HM Inspectorate of Probation", "Maud Tarrant"]
    assert [row.corner for row in entities.model.rows] == ["1 of 2", "", "94\u202f%", ""]
    assert entities.header.detail == "1 of 5 decided"


def test_what_a_person_carried_over_has_no_score(entities: EntityList) -> None:
    document = sample_review().document
    review = Review(document, [replace(BODY, label="SERVICE", state="propagated")])
    entities.show_review(review, SCORES, LABELS)
    assert {row.text: row.corner for row in entities.model.rows}[BODY.exact] == ""


def test_a_judgement_that_no_rating_uses_is_listed_last(entities: EntityList) -> None:
    review = sample_review()
    review.put("rating", THIRD.id, None)
    entities.refresh(review, {THIRD.id})
    assert words(entities)[-1] == "a muddle 🙂 of boxes"


def test_a_click_goes_to_the_first_open_mention(entities: EntityList, qtbot: QtBot) -> None:
    view = entities.view
    spot = view.visualRect(entities.model.index(0)).center()
    with qtbot.waitSignal(entities.entity_chosen) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["s7"]
    review = sample_review(replace(AGAIN, state="confirmed"))
    entities.refresh(review, {"s7"})
    with qtbot.waitSignal(entities.entity_chosen) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["s1"]


def test_keyboard(entities: EntityList, qtbot: QtBot) -> None:
    entities.choose("s3")
    assert [index.row() for index in entities.view.selectedIndexes()] == [2]
    qtbot.keyClick(entities.view, Key.Key_Down)
    with qtbot.waitSignal(entities.entity_chosen) as asked:
        qtbot.keyClick(entities.view, Key.Key_Return)
    assert asked.args == ["s6"]
    for key in (Key.Key_H, Key.Key_3, Key.Key_Space, Key.Key_Backspace):
        qtbot.keyClick(entities.view, key)
    outside = entities.window()
    assert isinstance(outside, Outside)
    assert outside.keys == [Key.Key_H, Key.Key_3, Key.Key_Space, Key.Key_Backspace]
    entities.choose("r1")
    assert entities.view.selectedIndexes() == []


def test_only_changed_rows_are_drawn_anew(entities: EntityList) -> None:
    changed: list[int] = []
    resets: list[bool] = []
    entities.model.dataChanged.connect(lambda top, _bottom, _roles: changed.append(top.row()))
    entities.model.modelReset.connect(lambda: resets.append(True))
    entities.refresh(sample_review(replace(BODY, state="confirmed")), {"s3"})
    assert changed == [2]
    assert entities.model.rows[2].corner == "✓"
    entities.refresh(sample_review(replace(BODY, label="DATE")), {"s3"})
    assert resets == [True]


def test_a_touched_mention_may_move_to_another_row(entities: EntityList) -> None:
    other = replace(AGAIN, start=AGAIN.start, end=AGAIN.start + 9, exact="Brackmoor")
    entities.refresh(sample_review(other), {"s7", "r1"})
    assert words(entities)[:3] == [
        "Brackmoor Probation Unit",
        "Saltby Probation Unit",
        "Brackmoor",
    ]
    entities.choose("s7")
    assert [index.row() for index in entities.view.selectedIndexes()] == [2]
    entities.refresh(sample_review(), ())
    assert words(entities)[0] == "Brackmoor Probation Unit ×2"


def test_a_rejected_mention_leaves_its_row(entities: EntityList) -> None:
    review = sample_review()
    review.put("span", "s7", None)
    entities.refresh(review, {"s7"})
    assert words(entities)[0] == "Brackmoor Probation Unit"
    assert entities.header.detail == "1 of 4 decided"


def test_five_thousand_spans_need_no_widgets(entities: EntityList) -> None:
    before = len(entities.findChildren(QWidget))
    text = " ".join(f"Person{n % 700} Name" for n in range(5_000))
    spans = []
    start = 0
    for number in range(5_000):
        end = text.find(" Person", start)
        end = len(text) if end < 0 else end
        spans.append(Span(f"s{number}", start, end, text[start:end], "PERSON"))
        start = end + 1
    entities.show_review(Review(Document("big", text), spans), {}, LABELS)
    entities.choose("s4999")
    entities.grab()
    assert entities.model.rowCount() == 700
    assert len(entities.findChildren(QWidget)) == before


def test_rows_are_said_in_words(entities: EntityList) -> None:
    index = entities.model.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "SERVICE: Brackmoor Probation Unit, 2 mentions, 1 open"
    entities.show_review(None, {}, LABELS)
    assert entities.header.detail == ""


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_is_drawn_in_the_labels_colours(entities: EntityList, theme: object) -> None:
    entities.set_theme(theme)
    image = entities.view.viewport().grab().toImage()
    tint = LABELS.get("SERVICE").dark.tint if theme is DARK else LABELS.get("SERVICE").light.tint
    colours = {image.pixelColor(x, 14).name().upper() for x in range(16, 60)}
    assert tint in colours
