"""Plain sentences of local news: names nobody knows, bodies in lists, categories behind clauses."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]

CASES: list[tuple[str, set[tuple[str, str]]]] = [
    (  # the model takes the name for a person's, but it does nothing that people do
        "Golden Fry got a four for hygiene under the Food Standards Agency scheme. Its neighbour, Heathfield Verde, scored five out of five.",
        {("Golden Fry", "4"), ("Heathfield Verde", "5")},
    ),
    (  # who was taken for a body only because nothing else was known speaks elsewhere
        "Nursery's turnaround: from weak to good in ten months\n\nReporter: Eilidh Strachan-Boyle\n\nThe Care Inspectorate looked at a nursery in Fife. Tornhill Patch, in the old drill hall, was marked 2 – weak in May.",
        {("Tornhill Patch", "weak"), ("Tornhill Patch", "good")},
    ),
    (
        "Dragon Wok, on Mill Lane, has a food hygiene rating of 4. Its neighbour, the Rowan Tap, has never had a zero for hygiene but came close with a 1.",
        {("Dragon Wok", "4"), ("Rowan Tap", "0"), ("Rowan Tap", "1")},
    ),
    (
        "Kingsholt and Ferndale University are both gold, the Office for Students said.",
        {("Kingsholt", "gold"), ("Ferndale University", "gold")},
    ),
    (
        "The Food Standards Agency's hygiene scores are out.\n\nBlackwood Fish Bar, Stryd Fawr: 5\nBallymore Spencer House, Heol y Bont: 3 (generally satisfactory)",
        {("Blackwood Fish Bar", "5"), ("Ballymore Spencer House", "3")},
    ),
    (
        "Ofsted published three reports. Safeguarding is effective at Hill Primary School, Fold Academy and Dale Infant School.",
        {
            ("Hill Primary School", "effective"),
            ("Fold Academy", "effective"),
            ("Dale Infant School", "effective"),
        },
    ),
    (  # the parser breaks the list off
        "Food Standards Scotland lists them. Bella Pizza, on Union Wynd, The Happy Haddock, on Harbour Street, and Curry Cottage, on Mill Brae, were each given an improvement required status.",
        {
            ("Bella Pizza", "improvement_required"),
            ("Happy Haddock", "improvement_required"),
            ("Curry Cottage", "improvement_required"),
        },
    ),
    (
        "HM Inspectorate of Prisons visited HMP Stonecross. When inspectors visited in 2022, safety and purposeful activity were poor.",
        {("HMP Stonecross", "poor")},
    ),
    (
        "HM Inspectorate of Prisons carried out an independent review of progress at HMP Stonecross. Progress in education was insufficient.",
        {("HMP Stonecross", "insufficient_progress")},
    ),
    (
        "HMICFRS inspected Borsetfield Police. The force left Engage in March.",
        {("Borsetfield Police", "engage")},
    ),
    (
        "The Education and Training Inspectorate visited Drumlough High School. The school must address the quality of provision, which requires significant improvement.",
        {("Drumlough High School", "requires_significant_improvement")},
    ),
    (  # one inspectorate rates hospitals, the other councils
        "The Healthcare Commission gave Royal Kenning NHS Trust and Ash Vale NHS Trust three stars. The Audit Commission has confirmed that Kenning County Council is a four-star authority.",
        {
            ("Royal Kenning NHS Trust", "3_stars"),
            ("Ash Vale NHS Trust", "3_stars"),
            ("Kenning County Council", "4_stars"),
        },
    ),
    (  # what the school is said of, not where it is
        "Ofsted has apologised to Kelham Primary School. The entry should have been that of Maltby Road Juniors, a school in Kelham, which left special measures on 12 July.",
        {("Maltby Road Juniors", "special_measures")},
    ),
    (
        "The CQC inspected two GP surgeries. Dr Anand and Partners, at Station Road Health Centre, has been put in special measures.",
        {("Dr Anand and Partners", "special_measures")},
    ),
    (
        "Ofsted has been busy. Queen's Park Academy and Holly Bank both slipped to requires improvement.",
        {
            ("Queen's Park Academy", "requires_improvement"),
            ("Holly Bank", "requires_improvement"),
        },
    ),
    (  # nothing but its grade shows that it is inspected
        "Food hygiene ratings are out. The Golden Fry was rated five, and inspectors gave Kirkbrae Bowling Club four.",
        {("Golden Fry", "5"), ("Kirkbrae Bowling Club", "4")},
    ),
    (
        "Officers of the Food Standards Agency visited the Olive Tree. Food handling required major improvement.",
        {("Olive Tree", "1")},
    ),
    (  # one that is named behind
        "Estyn has left Ysgol Bryn Eithin alone. The county also has one school requiring significant improvement, Ysgol y Castell.",
        {("Ysgol y Castell", "significant_improvement_category")},
    ),
    (  # told of both, each in its own clause
        "Ofsted inspected two schools in Selby. At Hill Primary School the judgement was good; at Fold Academy it was inadequate.",
        {("Fold Academy", "inadequate"), ("Hill Primary School", "good")},
    ),
    (  # only compared
        "Parents at Hill Primary School are celebrating. Ofsted has rated the school outstanding, unlike nearby Fold Academy.",
        {("Hill Primary School", "outstanding")},
    ),
    (  # not the place it is in
        "The CQC has rated Larch House, in Selby, inadequate. The company also runs Ash Court, which was rated good last year.",
        {("Ash Court", "good"), ("Larch House", "inadequate")},
    ),
    (  # what somebody runs is rated, not who runs it
        "Brightwell Care, which runs Larch House, said it was disappointed by the inadequate rating from the CQC.",
        {("Larch House", "inadequate")},
    ),
    (  # a place that is told its grade
        "Fenshire has been told by HMICFRS that it is inadequate at answering calls.",
        {("Fenshire", "inadequate")},
    ),
    (
        "HM Inspectorate of Probation rated Northmoor inadequate and Southdale good.",
        {("Northmoor", "inadequate"), ("Southdale", "good")},
    ),
    (
        "HM Inspectorate of Probation rated both Northmoor and Southdale inadequate.",
        {("Northmoor", "inadequate"), ("Southdale", "inadequate")},
    ),
    (
        "Both Northmoor, in May, and Southdale, in June, were found inadequate by HM Inspectorate of Probation.",
        {("Northmoor", "inadequate"), ("Southdale", "inadequate")},
    ),
    (  # a capital behind The
        "The Beeches got outstanding from the CQC.",
        {("Beeches", "outstanding")},
    ),
    (
        "Homes in the county were graded by the CSCI. Gull's Rest, half a mile away, was left with one star, and St Bede's Grange with no stars at all.",
        {("Gull's Rest", "1_star"), ("St Bede's Grange", "0_stars")},
    ),
    (
        "Bara Brith & Co and Fell School each keep a food hygiene rating of 5.",
        {("Bara Brith & Co", "5"), ("Fell School", "5")},
    ),
    (  # a tearoom has no name yet
        "A TEAROOM has gone from zero to five for food hygiene. Buttercup Café was visited by officers.",
        {("Buttercup Café", "0"), ("Buttercup Café", "5")},
    ),
    (
        "Residents of Ardmore House were moved to Glen View, a home that the Care Inspectorate grades excellent.",
        {("Glen View", "excellent")},
    ),
    (
        "The Office for Students gave gold to the University of Wexcombe and bronze to Holt University.",
        {("Holt University", "bronze"), ("University of Wexcombe", "gold")},
    ),
    (
        "Care Inspectorate grades\n\nRowanlea, Drumore\nWellbeing: 5\nLeadership: 4\n\nFern Bank, Kirkton\nWellbeing: 2\nLeadership: 3",
        {
            ("Fern Bank", "adequate"),
            ("Fern Bank", "weak"),
            ("Rowanlea", "good"),
            ("Rowanlea", "very_good"),
        },
    ),
    (
        "Ratings from the CQC this week:\n\nAsh Court, Selby - Good\nMarram Lea, Holt - Inadequate\nThe Willows, Ryde - Outstanding",
        {("Ash Court", "good"), ("Marram Lea", "inadequate"), ("Willows", "outstanding")},
    ),
    (  # a town behind its school
        "Ofsted visited two schools. Fold Academy, Selby, was good. Selby needs it.",
        {("Fold Academy", "good")},
    ),
    (  # a scale is explained, nobody is rated
        "The Care Inspectorate rates care homes. Grades run from 1 (unsatisfactory) to 6 (excellent). Fell House is 5 – very good.",
        {("Fell House", "very_good")},
    ),
]

#: Ways to tell a grade.
WORDINGS: list[tuple[str, set[tuple[str, str]]]] = [
    (
        "HMICFRS inspected Fenshire Police. Out of nine areas, five were adequate, three good and one outstanding.",
        {
            ("Fenshire Police", "adequate"),
            ("Fenshire Police", "good"),
            ("Fenshire Police", "outstanding"),
        },
    ),
    (
        "Ofsted visited Elm Primary School. Behaviour (good) and personal development (outstanding) were praised.",
        {("Elm Primary School", "good"), ("Elm Primary School", "outstanding")},
    ),
    (
        "Ofsted visited Elm Primary School. The good of 2019 has given way to requires improvement.",
        {("Elm Primary School", "good"), ("Elm Primary School", "requires_improvement")},
    ),
    (
        "Ofsted visited Elm Primary School. Only early years escaped with a good.",
        {("Elm Primary School", "good")},
    ),
    (
        "Ofsted visited Elm Primary School. The inspectors put it at good.",
        {("Elm Primary School", "good")},
    ),
    (
        "Inspectors from Ofsted visited Elm Primary School in May.\n\nEarly years, too, is good.",
        {("Elm Primary School", "good")},
    ),
    (
        "Ofsted visited Elm Primary School. The rest of it required improvement.",
        {("Elm Primary School", "requires_improvement")},
    ),
    (
        "HMICFRS inspected Fenshire Police. How it looks after victims is adequate.",
        {("Fenshire Police", "adequate")},
    ),
    (
        "Education Scotland visited Elm Primary School. Both indicators were good.",
        {("Elm Primary School", "good")},
    ),
    (
        "Ofsted visited Elm Primary School. It was good for everything bar attendance.",
        {("Elm Primary School", "good")},
    ),
    (
        "Ofsted visited Elm Primary School, which drops out of the outstanding bracket.",
        {("Elm Primary School", "outstanding")},
    ),
    (
        "The CQC inspected Ash Court and Elm Court. The former is good.",
        {("Ash Court", "good")},
    ),
]


@pytest.mark.parametrize(("text", "records"), [*CASES, *WORDINGS])
def test_all_bodies_and_their_grades(read: Read, text: str, records: set[tuple[str, str]]) -> None:
    assert {(name, value) for name, value, _, _ in read(text).official()} == records
