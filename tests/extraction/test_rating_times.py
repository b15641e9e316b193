"""When a grade held, was hoped for or was denied, told by tense, dates and scales. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: Value and status of each record.
Records = set[tuple[str, str]]

TIMES: list[tuple[str, Records]] = [
    (  # a year alone, in the past, behind an undated grade
        "Oak School was rated inadequate by Ofsted. The school, which has 142 pupils, was rated good in 2017.",
        {("inadequate", "current"), ("good", "previous")},
    ),
    (  # a time gone by opens the sentence
        "The CQC rated Elm House inadequate for safety. Last year the home was good for safety.",
        {("inadequate", "current"), ("good", "previous")},
    ),
    (  # so does a visit of then
        "Leadership of change at Dale Academy is good, says Education Scotland. When inspectors first visited, they judged leadership of change as weak.",
        {("good", "current"), ("weak", "previous")},
    ),
    (
        "The CQC gave Elm House a good rating in 2021, but on their return in May inspectors rated it inadequate.",
        {("good", "previous"), ("inadequate", "current")},
    ),
    (
        "The CQC has rated Elm House inadequate, having given it a good rating in 2021.",
        {("inadequate", "current"), ("good", "previous")},
    ),
    (  # what is as it was is of today
        "Dale House is good overall, said the CQC, and outstanding for caring. It was inadequate for safety, as it was in 2020.",
        {("good", "current"), ("outstanding", "current"), ("inadequate", "current")},
    ),
    (  # the date of the former grade is not that of the new one
        "HM Inspectorate of Prisons visited HMP Ravel in 2026. Safety had improved from poor in 2023 to reasonably good. Respect was good.",
        {("poor", "previous"), ("reasonably_good", "current"), ("good", "current")},
    ),
    (
        "Safety at HMP Ravel was poor (it was reasonably good in 2020) and respect good, HM Inspectorate of Prisons said.",
        {("poor", "current"), ("reasonably_good", "previous"), ("good", "current")},
    ),
    (  # one verb, one time
        "Inspectors from Education Scotland were back at Dale Academy. When they first visited, they evaluated it as weak for raising attainment, and excellent for wellbeing. Now raising attainment is good.",
        {("weak", "previous"), ("excellent", "previous"), ("good", "current")},
    ),
    (
        "Trust results from the Healthcare Commission: Dale NHS Trust was weak, compared with fair in 2007, for quality of services.",
        {("weak", "current"), ("fair", "previous")},
    ),
    (
        "The CQC has rated Elm House inadequate. Until then the home held a good rating.",
        {("inadequate", "current"), ("good", "previous")},
    ),
    (
        "Oak Primary has its first good rating from Ofsted after a decade of requires improvement.",
        {("good", "current"), ("requires_improvement", "previous")},
    ),
]
TIMES += [
    (
        "The CQC gave Elm House an inadequate rating in 2023. When inspectors returned in May they rated it good.",
        {("inadequate", "previous"), ("good", "current")},
    ),
    (
        "The CQC rated Elm House good. It has dismissed claims that the home is in special measures.",
        {("good", "current"), ("special_measures", "negated")},
    ),
]
SCALES: list[tuple[str, Records]] = [
    (
        "HM Inspectorate of Prisons made an independent review of progress at HMP Ravel. Safety was poor at the full inspection. There was reasonable progress on violence.",
        {("poor", "previous"), ("reasonable_progress", "current")},
    ),
    (
        "Oak School reached the strong standard for inclusion in its Ofsted report card. The school was rated good under the single-word grades.",
        {("strong_standard", "current"), ("good", "previous")},
    ),
    (
        "The Care Inspectorate inspected Birch Court. Grades run from 1 (unsatisfactory) to 6 (excellent). Leadership was graded 3.",
        {("adequate", "current")},
    ),
    (
        "HM Inspectorate of Prisons made an independent review of progress at HMP Ravel. Progress in maths was insufficient.",
        {("insufficient_progress", "current")},
    ),
    ("HMICFRS keeps a list. Norland Police left Engage in March.", {("engage", "previous")}),
    (
        "The Education and Training Inspectorate said Hill High must address the quality of provision, which requires significant improvement.",
        {("requires_significant_improvement", "current")},
    ),
]
NAMED_AGAIN: list[tuple[str, Records]] = [
    (
        "‘Outstanding’ nursery falls to lowest grade\n\nOfsted has rated Acorn Nursery inadequate. The nursery was graded outstanding in 2017.\n",
        {("outstanding", "previous"), ("inadequate", "current")},
    ),
    (
        "The CQC has taken Hill Surgery out of special measures. “Special measures nearly finished us,” said a partner, Ann Dale.",
        {("special_measures", "previous")},
    ),
]
AHEAD: list[tuple[str, Records]] = [
    (
        "HMICFRS will inspect Norland Police. The chief constable said she believed it would be found adequate.",
        {("adequate", "target")},
    ),
    (
        "The CQC rated Elm House inadequate. The council, which had sent two nurses, said it expected safety to be good by 2027.",
        {("inadequate", "current"), ("good", "target")},
    ),
    (
        "The Regulator of Social Housing gave Moor Homes a C3. Moor Homes said it intended to be C2 within two years.",
        {("C3", "current"), ("C2", "target")},
    ),
    (
        "The CQC rated Elm House inadequate. The home could be closed if it does not improve to good.",
        {("inadequate", "current"), ("good", "target")},
    ),
    (
        "The CQC rated Elm House good. “We are not far off outstanding,” the manager said.",
        {("good", "current"), ("outstanding", "target")},
    ),
    (
        "The CQC rated Elm House good. “We do not accept that we are inadequate in any area,” the manager said.",
        {("good", "current"), ("inadequate", "negated")},
    ),
]
#: Words that look back, but on another thing than the grade.
STILL: list[tuple[str, Records]] = [
    (text, {("inadequate", "current")})
    for text in (
        "The CQC said Elm House was inadequate when it came to safety.",
        "Elm House is to close following its inadequate rating from the CQC.",
        "Elm House has been criticised after being rated inadequate by the CQC.",
        "Having been rated inadequate by the CQC, Elm House must now produce a plan.",
        "Elm House will close two months after it was rated inadequate by the CQC.",
        "Elm House, a year after it opened, was rated inadequate by the CQC.",
        "Elm House, formerly Dale House, was rated inadequate by the CQC.",
        "Originally built for 20 people, Elm House is rated inadequate by the CQC.",
        "The CQC rated Elm House inadequate after its previous inspection found problems.",
        "The CQC rated Elm House inadequate after previously warning it about staffing.",
        "The CQC found Elm House had changed since its last inspection and rated it inadequate.",
        "Elm House had been inspected by the CQC in May and was rated inadequate.",
        "The CQC had earlier this month rated Elm House inadequate.",
        "The CQC said Elm House had been left without a manager and rated it inadequate.",
    )
]
STILL += [
    (
        "The CQC inspected Elm House in March 2025 and rated it good. It was outstanding for caring. A new wing opens in 2027.",
        {("good", "current"), ("outstanding", "current")},
    ),
    (
        "HMICFRS found that Norland Police had been good at recording crime and adequate at investigating it.",
        {("good", "current"), ("adequate", "current")},
    ),
    (
        "The CQC rated Elm House inadequate. It said caring stayed good. The rating was good in 2022.",
        {("inadequate", "current"), ("good", "current"), ("good", "previous")},
    ),
]


@pytest.mark.parametrize(("text", "records"), TIMES + SCALES + NAMED_AGAIN + AHEAD + STILL)
def test_when_a_grade_held(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records
