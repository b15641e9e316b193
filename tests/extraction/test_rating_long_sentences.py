"""Grades told at length and indirectly: asides, failures to change, what was never likely."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.extraction.stand_ins import StandIns
from annotator.extraction.word_lists import load_word_lists
from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: Value and status of each record.
Records = set[tuple[str, str]]

ASIDES: list[tuple[str, Records]] = [
    (
        "The leadership of Harwick Police, a force in which a third of sergeants said that they had been passed over, was judged inadequate by HMICFRS.",
        {("inadequate", "current")},
    ),
    (
        "Elmstead Academy, where pupils used to be sent home for a missing tie, has been rated outstanding by Ofsted.",
        {("outstanding", "current")},
    ),
    (
        "Ofsted says Hatherley Primary School, which parents wanted to be closed until the boiler was mended, is now good.",
        {("good", "current")},
    ),
    (
        "Respect at HMP Thornbeck, which HM Inspectorate of Prisons had in 2021 judged good, has since fallen to not sufficiently good.",
        {("good", "previous"), ("not_sufficiently_good", "current")},
    ),
]
STUCK: list[tuple[str, Records]] = [
    (
        "The inability of Larch House to rise above requires improvement has worried the Care Quality Commission.",
        {("requires_improvement", "current")},
    ),
    (
        "Larch House has failed to lift itself out of inadequate, the Care Quality Commission said.",
        {("inadequate", "current")},
    ),
]
UNLIKELY: list[tuple[str, Records]] = [
    (
        "The chief executive of Severn Vale Homes insisted that a C4, which had been rumoured, was never on the cards. The Regulator of Social Housing gave it a C3.",
        {("C4", "negated"), ("C3", "current")},
    ),
    (
        "The Care Inspectorate found that the setting at Fern Court deserved a 5 – very good, as before.",
        {("very_good", "current")},
    ),
]
KEYS: list[tuple[str, Records]] = [
    (
        "The Regulator of Social Housing has published two judgements.\nTeme Homes, last inspected in 2022: C2\nClee Housing, formerly C3: C1",
        {("C2", "current"), ("C3", "previous"), ("C1", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), [*ASIDES, *STUCK, *UNLIKELY, *KEYS])
def test_what_is_told_at_length(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records


def test_a_value_that_looks_like_a_verb_is_no_verb(read: Read) -> None:
    text = "A rating of requires improvement for maternity at Melby Hospital, where the service had for seven years been good, was confirmed by the CQC."

    found = {(r.value.exact, r.category, r.status) for r in read(text).ratings}

    assert ("requires improvement", ("maternity",), "current") in found
    assert {(value, status) for value, _, status in found} == {
        ("requires improvement", "current"),
        ("good", "previous"),
    }


def test_stand_ins_move_no_offset() -> None:
    line = "Rated “requires improvement”, it fell from Requires Improvement; the roof requires improvement."

    read = StandIns(load_word_lists())(line.replace("“", '"').replace("”", '"'))

    assert len(read) == len(line)
    assert read.endswith("the roof requires improvement.")
    assert read.count("requires") == 1
