"""What has become of a grade, in the many ways that English says it. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: Value and status of each record.
Records = set[tuple[str, str]]

DENIED: list[tuple[str, Records]] = [
    (
        "Nobody at Ofsted would claim that Ashdown Primary School is outstanding.",
        {("outstanding", "negated")},
    ),
    (
        "Ashdown Primary School was never in danger of being rated inadequate, Ofsted said.",
        {("inadequate", "negated")},
    ),
    (
        "Ofsted did not grade Ashdown Primary School inadequate or outstanding in any area.",
        {("inadequate", "negated"), ("outstanding", "negated")},
    ),
    (
        "The head of Ashdown Primary School told Ofsted that it should have been rated outstanding.",
        {("outstanding", "negated")},
    ),
    (
        "Governors of Ashdown Primary School told Ofsted that it deserved a good rating.",
        {("good", "negated")},
    ),
    (
        "Parents were not surprised that Ofsted had rated Ashdown Primary School inadequate again.",
        {("inadequate", "previous")},
    ),
    (
        "Ashdown Primary School has not lost its good Ofsted rating.",
        {("good", "current")},
    ),
    (
        "Elm House has been closed to newcomers since March, when it was rated inadequate by the Care Quality Commission.",
        {("inadequate", "current")},
    ),
    (
        "Elm House is the only home in town to earn outstanding from the Care Quality Commission.",
        {("outstanding", "current")},
    ),
    (
        "Ofsted visited Ashdown Primary School. Leadership is inadequate until a new head is appointed in May.",
        {("inadequate", "current")},
    ),
]
OVER: list[tuple[str, Records]] = [
    (
        "When Harlow College was last inspected by Ofsted, in 2018, it was rated good. In this year's report card it reached the expected standard.",
        {("good", "previous"), ("expected_standard", "current")},
    ),
    (
        "When Ysgol Glan was last graded by Estyn, in 2016, it was adequate for standards. The new report, published in 2024, gives no grades.",
        {("adequate", "previous")},
    ),
    (
        "Fifteen months after it was put into special measures, Holm Surgery has been upgraded by the Care Quality Commission from inadequate to good.",
        {("special_measures", "previous"), ("inadequate", "previous"), ("good", "current")},
    ),
    (
        "HMICFRS graded Northshire Police good at looking after victims, work that used to require improvement.",
        {("good", "current"), ("requires_improvement", "previous")},
    ),
    (
        "Ofsted could not let Ashdown Primary School keep the outstanding grade it was given in 2014.",
        {("outstanding", "previous")},
    ),
    (
        "Nobody at Ofsted calls Ashdown Primary School inadequate any more.",
        {("inadequate", "previous")},
    ),
    (
        "Under the old system Ashdown Primary School was good, Ofsted said.",
        {("good", "previous")},
    ),
    (
        "Ofsted returned a year after Ashdown Primary School was rated inadequate.",
        {("inadequate", "previous")},
    ),
    (
        "Ofsted lifts special measures at Ashdown Primary School.",
        {("special_measures", "previous")},
    ),
    (
        "Ofsted says Ashdown Primary School has gone from inadequate in 2021 through requires improvement to good.",
        {
            ("inadequate", "previous"),
            ("requires_improvement", "previous"),
            ("good", "current"),
        },
    ),
]
HOPED: list[tuple[str, Records]] = [
    (
        "Ashdown Primary School was judged good by Ofsted. The ambition is outstanding.",
        {("good", "current"), ("outstanding", "target")},
    ),
    (
        "Ofsted will be back at Ashdown Primary School, and its head predicts a good rating.",
        {("good", "target")},
    ),
    (
        "“We will be good next time,” said the head of Ashdown Primary School after Ofsted’s visit.",
        {("good", "target")},
    ),
]
NUMBERS: list[tuple[str, Records]] = [
    (
        "The Care Inspectorate published its grades.\nCorner House Nursery: 5, 4, 4, 3",
        {("very_good", "current"), ("good", "current"), ("adequate", "current")},
    ),
    (
        "The Food Standards Agency gave The Golden Wok a hygiene rating of 2. It was on 4 last year.",
        {("2", "current"), ("4", "previous")},
    ),
    (
        "The Golden Wok has a food hygiene rating of 2. A 5 is very good, the Food Standards Agency says; a 0 means urgent work.",
        {("2", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), [*DENIED, *OVER, *HOPED, *NUMBERS])
def test_the_status_of_a_grade(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records


EVERYDAY = [
    "It was a really good start to the day at Ashdown Primary School, where Ofsted called on Monday.",
    "Ofsted visited Ashdown Primary School. A poor cup of tea was served, and one of the three inspectors left two minutes early.",
    "The CQC inspected Melby Hospital. Four nurses have been hired, two of them for nights, and good luck to them.",
    "Care Inspectorate staff spent five days at Corner House Nursery and spoke to six of the parents; one was in tears.",
    "“It is good to see them, and they are good with the children,” a parent at Ashdown Primary School said after Ofsted’s visit.",
    "Ofsted asked Ashdown Primary School for outstanding invoices and adequate parking. So far, so good.",
    "For want of a good cook, Corner House Nursery serves two meals instead of four a day, the Care Inspectorate heard.",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_grades(read: Read, text: str) -> None:
    assert [r.value for r in read(text).ratings if r.value_norm != "free"] == []


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "HMP Farholt was judged poor for safety. It had been reasonably good for safety in 2021, HM Inspectorate of Prisons said.",
            {("poor", "safety", "down"), ("reasonably_good", "safety", "down")},
        ),
        (
            "The CQC downgraded maternity services at Melby Hospital from good to inadequate.",
            {("good", "maternity", "down"), ("inadequate", "maternity", "down")},
        ),
        (
            "Shirebrook Homes was graded G2 by the Regulator of Social Housing.",
            {("G2", "governance", None)},
        ),
    ],
)
def test_what_is_graded_and_how_it_changed(
    read: Read, text: str, changes: set[tuple[str, str, str | None]]
) -> None:
    found = {(r.value_norm, *r.category, r.change) for r in read(text).ratings}

    assert found == changes
