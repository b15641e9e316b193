"""Old grades beside new ones, accounts by the year, numbers and progress told in other ways. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: Value and status of each record.
Records = set[tuple[str, str]]

OLD_AND_NEW: list[tuple[str, Records]] = [
    (
        "HM Inspectorate of Prisons said safety at HMP Ravel was poor, the same as last time.",
        {("poor", "current")},
    ),
    (
        "HM Inspectorate of Prisons said respect at HMP Ravel was poor. In 2019 the jail scored reasonably good for respect.",
        {("poor", "current"), ("reasonably_good", "previous")},
    ),
    (
        "HMICFRS rated Norland Police adequate. In its last inspection Norland Police was inadequate for managing offenders and good at responding to the public.",
        {("adequate", "current"), ("inadequate", "previous"), ("good", "previous")},
    ),
    (
        "The CQC found things at Elm Lodge were no better and the home was judged inadequate.",
        {("inadequate", "current")},
    ),
    (
        "“That isn’t where we want to be,” said Ann Dale, head of Oak Primary School, which Ofsted rated inadequate.",
        {("inadequate", "current")},
    ),
    (
        "The Care Inspectorate has graded Birch House care home.\nWellbeing: 2 (was 4)\nLeadership: 5 (unchanged)\nStaff team: 3 (previously 6)\n",
        {
            ("weak", "current"),
            ("good", "previous"),
            ("very_good", "current"),
            ("adequate", "current"),
            ("excellent", "previous"),
        },
    ),
    (
        "Estyn’s reports on Ysgol Bryn Mawr:\n2012: Standards good, leadership excellent.\n2019: Standards adequate.\n",
        {("good", "previous"), ("excellent", "previous"), ("adequate", "current")},
    ),
    (
        "The CQC rated doctors at Hill Surgery outstanding for caring; last time they were merely good.",
        {("outstanding", "current"), ("good", "previous")},
    ),
    (
        "Moor Homes has been told by the Regulator of Social Housing that it had retained its C2 grade.",
        {("C2", "current")},
    ),
    (
        "The Regulator of Social Housing has downgraded Moor Homes from G1/V1 to G3/V2.",
        {("G1", "previous"), ("V1", "previous"), ("G3", "current"), ("V2", "current")},
    ),
    (
        "The Care Inspectorate gave Birch House 5 for wellbeing and 4 for leadership. At the previous inspection the grades were 3 and 2.",
        {
            ("very_good", "current"),
            ("good", "current"),
            ("adequate", "previous"),
            ("weak", "previous"),
        },
    ),
    (
        "Ofsted said safeguarding at Ashdown Primary School was not effective. Two years ago it was effective.",
        {("not_effective", "current"), ("effective", "previous")},
    ),
    (
        "Estyn judged Ysgol Bryn Mawr good in 2014, adequate in 2017 and excellent for wellbeing in 2021.",
        {("good", "previous"), ("adequate", "previous"), ("excellent", "current")},
    ),
    (
        "The Red Lion was given 2 for food hygiene, having previously scored 3.",
        {("2", "current"), ("3", "previous")},
    ),
    (
        "The Regulator of Social Housing said Moor Homes moves to G1 from G2.",
        {("G1", "current"), ("G2", "previous")},
    ),
    (
        "Ashdown Primary School is celebrating after being rated good by Ofsted.",
        {("good", "current")},
    ),
    (
        "Hill House was handed a warning notice by the CQC in September, since lifted.",
        {("warning_notice", "previous")},
    ),
    (
        "Somebody wrote that Ofsted had rated Ashdown Primary School, and that it was now good. It isn't.",
        {("good", "negated")},
    ),
    (
        "The CQC has rated two homes in Selby.\nMagnolia House – then: inadequate. Now: good.\nTithe Barn – before: outstanding; after: requires improvement.\n",
        {
            ("inadequate", "previous"),
            ("good", "current"),
            ("outstanding", "previous"),
            ("requires_improvement", "current"),
        },
    ),
    (
        "CQC: Hill House\nRating: Inadequate\nPrevious rating: Good\n",
        {("inadequate", "current"), ("good", "previous")},
    ),
    (
        "HMP Farholt was inspected by HM Inspectorate of Prisons.\nSafety – January: poor. October: reasonable progress.\n",
        {("poor", "previous"), ("reasonable_progress", "current")},
    ),
    (
        "The CQC visited Melby Hospital. Surgery and critical care were not visited and keep the good ratings given in 2022.",
        {("good", "current")},
    ),
    (
        "In 2022 HMP Farholt was judged poor for safety. Now HM Inspectorate of Prisons, in a review of progress, saw reasonable progress.",
        {("poor", "previous"), ("reasonable_progress", "current")},
    ),
]
OTHER_WORDS: list[tuple[str, Records]] = [
    (
        "Ofsted made a monitoring visit to Westmoor College. Progress was found to be insufficient in safeguarding.",
        {("insufficient_progress", "current")},
    ),
    (
        "The Red Lion was awarded the maximum 5 for food hygiene. The chef said he would have settled for a 4.",
        {("5", "current"), ("4", "target")},
    ),
    (
        "We reported that the Red Lion had a food hygiene rating of 2. That was wrong.",
        {("2", "negated")},
    ),
    (
        "The CQC has rated Hill Surgery outstanding for caring. Effective and responsive are good.",
        {("outstanding", "current"), ("good", "current")},
    ),
    (
        "Care Inspectorate Wales rated Bluebell Day Nursery poor for well-being and adequate for the other two themes.",
        {("poor", "current"), ("adequate", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), OLD_AND_NEW + OTHER_WORDS)
def test_grades_and_what_became_of_them(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records


def test_one_grade_in_two_wordings_is_one_record(read: Read) -> None:
    text = "Birch House was left with one star, or adequate, by the Commission for Social Care Inspection."

    ratings = read(text).ratings

    assert [(r.value_norm, len(r.also)) for r in ratings] == [("1_star", 1)]
