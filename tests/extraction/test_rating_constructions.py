"""One construction a table row, over many inspectorates. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]
#: A part of the subject's name, value, status.
Record = tuple[str, str, str]

COPULA: list[tuple[str, list[Record]]] = [
    (
        "HMP Farholt was poor for safety, reasonably good for respect and not sufficiently good for purposeful activity, HM Inspectorate of Prisons found.",
        [
            ("Farholt", "poor", "current"),
            ("Farholt", "reasonably_good", "current"),
            ("Farholt", "not_sufficiently_good", "current"),
        ],
    ),
    (
        "Ofsted inspectors said Ashdown Primary School was now good, having been inadequate in 2019.",
        [("Ashdown", "good", "current"), ("Ashdown", "inadequate", "previous")],
    ),
    (
        "Education Scotland said Balmoor Primary was satisfactory in two quality indicators and weak in the others. It had been good in 2015.",
        [
            ("Balmoor", "satisfactory", "current"),
            ("Balmoor", "weak", "current"),
            ("Balmoor", "good", "previous"),
        ],
    ),
    (
        "Estyn inspectors found that Ysgol Bryn Mawr’s current performance is adequate and that its prospects for improvement are unsatisfactory.",
        [("Bryn Mawr", "adequate", "current"), ("Bryn Mawr", "unsatisfactory", "current")],
    ),
    (
        "It may be years before HMP Farholt is good again, HM Inspectorate of Prisons said.",
        [("Farholt", "good", "target")],
    ),
    (
        "Probation in Northdale is inadequate, says HM Inspectorate of Probation.",
        [("Northdale", "inadequate", "current")],
    ),
    (  # the way a thing is done, but not the roof
        "HMICFRS inspected Fenshire Police. The way the force looks after its staff requires improvement, and the roof requires improvement too.",
        [("Fenshire", "requires_improvement", "current")],
    ),
    (  # who inspects thinks it so; others only talk
        "Ofsted inspected Hill Primary School. Inspectors considered the school good. A visitor called the dinners poor.",
        [("Hill", "good", "current")],
    ),
    (
        "Only the sixth form was good at Hill Primary School, Ofsted said, and safeguarding was effective.",
        [("Hill", "good", "current"), ("Hill", "effective", "current")],
    ),
    (  # the ends of the scale
        "The Bay Tree Café was given a food hygiene rating of one. Scores go up to five.",
        [("Bay Tree", "1", "current")],
    ),
    (  # each year's grade
        "The café was scored 4 in 2021, 3 in 2022 and 1 in 2023 under the food hygiene scheme. The Bay Tree Café has closed.",
        [
            ("Bay Tree", "4", "previous"),
            ("Bay Tree", "3", "previous"),
            ("Bay Tree", "1", "current"),
        ],
    ),
    (  # "good enough" is no grade
        "HM Inspectorate of Probation rated Northmoor Probation Delivery Unit inadequate. Its work to protect the public was not good enough.",
        [("Northmoor", "inadequate", "current")],
    ),
    (  # a rating that is a number; one of the lowest is none
        "The Bay Tree Café is open again. The food hygiene rating of the café is now one. It is one of the lowest in town.",
        [("Bay Tree", "1", "current")],
    ),
    (  # behind the body's aside
        "The CQC rated Larch Nursing Home, a home for 40 people in Selby, good.",
        [("Larch", "good", "current")],
    ),
    (  # deserved, promised, and merely welcome
        'The CQC rated Larch Nursing Home inadequate. "They told us they\'d be good by spring. It would be good to see," a relative said.',
        [("Larch", "inadequate", "current"), ("Larch", "good", "target")],
    ),
    (  # the town behind the street is no body
        "Ofsted judged Hill Primary School, in Mill Lane, Selby, good.",
        [("Hill", "good", "current")],
    ),
]

VERBLESS: list[tuple[str, list[Record]]] = [
    (
        "Ofsted has published its report. Ashdown Primary School crashed from outstanding to inadequate at a stroke.",
        [("Ashdown", "outstanding", "previous"), ("Ashdown", "inadequate", "current")],
    ),
    (
        "The CQC inspected wards at Melby Hospital. Medical care was rated good, surgery requires improvement, and maternity inadequate.",
        [
            ("Melby", "good", "current"),
            ("Melby", "requires_improvement", "current"),
            ("Melby", "inadequate", "current"),
        ],
    ),
    (
        "Estyn judged standards at Ysgol Bryn Mawr to be good, teaching adequate and leadership unsatisfactory.",
        [
            ("Bryn Mawr", "good", "current"),
            ("Bryn Mawr", "adequate", "current"),
            ("Bryn Mawr", "unsatisfactory", "current"),
        ],
    ),
    (
        "The Care Inspectorate found Ardveck House’s leadership weak and its setting adequate.",
        [("Ardveck", "weak", "current"), ("Ardveck", "adequate", "current")],
    ),
    (
        "Ysgol Bryn Mawr, previously excellent, slipped to adequate, Estyn said.",
        [("Bryn Mawr", "excellent", "previous"), ("Bryn Mawr", "adequate", "current")],
    ),
    (
        "An inspectorate report on HMP Farholt gives the jail the lowest possible mark, poor, for safety.",
        [("Farholt", "poor", "current")],
    ),
    (
        "There was gold for the University of Eastmoor in the Office for Students’ Teaching Excellence Framework, silver for Westmoor University and bronze for Northmoor College.",
        [
            ("Eastmoor", "gold", "current"),
            ("Westmoor", "silver", "current"),
            ("Northmoor", "bronze", "current"),
        ],
    ),
]

NUMBERS: list[tuple[str, list[Record]]] = [
    (
        "The Care Inspectorate gave Ardveck House a 2 for leadership and a 3 for care and support.",
        [("Ardveck", "weak", "current"), ("Ardveck", "adequate", "current")],
    ),
    (
        "Ardveck House has gone from a 5 to a 2 for care planning, the Care Inspectorate says.",
        [("Ardveck", "very_good", "previous"), ("Ardveck", "weak", "current")],
    ),
    (
        "Ardveck Care Home scored a mix of 3s and 4s in its latest Care Inspectorate report.",
        [("Ardveck", "adequate", "current"), ("Ardveck", "good", "current")],
    ),
    (
        "Balmoor Primary received two ‘goods’ and two ‘satisfactories’ from Education Scotland inspectors.",
        [("Balmoor", "good", "current"), ("Balmoor", "satisfactory", "current")],
    ),
    (
        "NHS star ratings: Northbridge NHS Trust gets three stars, Southbridge NHS Trust one.",
        [("Northbridge", "3_stars", "current"), ("Southbridge", "1_star", "current")],
    ),
    (
        "The Audit Commission cut Westbury District Council from three stars to one.",
        [("Westbury", "3_stars", "previous"), ("Westbury", "1_star", "current")],
    ),
    (
        "The Golden Wok has a one-star hygiene rating. The Food Standards Agency rates kitchens from 0 to 5.",
        [("Golden Wok", "1", "current")],
    ),
    (
        "Harmony Homes falls to G3/V2. The regulator, the RSH, had given it G1/V1 in 2021.",
        [
            ("Harmony", "G3", "current"),
            ("Harmony", "V2", "current"),
            ("Harmony", "G1", "previous"),
            ("Harmony", "V1", "previous"),
        ],
    ),
]

ECHOES: list[tuple[str, list[Record]]] = [
    (
        "Tarnbrook Council was given a C3 by the Regulator of Social Housing, as was Melby Council.",
        [("Tarnbrook", "C3", "current"), ("Melby", "C3", "current")],
    ),
    (
        "Northdale probation service has been rated inadequate overall, and so has Southdale, HM Inspectorate of Probation said.",
        [("Northdale", "inadequate", "current"), ("Southdale", "inadequate", "current")],
    ),
    (
        "Of 12 schools inspected by Ofsted, nine were rated good. Hinton Primary was not among them.",
        [],
    ),
]

STATUS: list[tuple[str, list[Record]]] = [
    (
        "Parents were wrongly told that Ashdown Primary School had been graded inadequate by Ofsted.",
        [("Ashdown", "inadequate", "negated")],
    ),
    (
        "Correction: Ashdown Primary School was rated good, not inadequate, by Ofsted.",
        [("Ashdown", "good", "current"), ("Ashdown", "inadequate", "negated")],
    ),
    (
        "Ofsted put Ashdown Primary School in special measures in 2015 and rated it good three years later.",
        [("Ashdown", "special_measures", "previous"), ("Ashdown", "good", "current")],
    ),
    (
        "Elm Grove Care Home has an overall CQC rating of ‘requires improvement’. Before that it was ‘good’.",
        [("Elm Grove", "requires_improvement", "current"), ("Elm Grove", "good", "previous")],
    ),
    (
        "The home, Elm Grove Care Home, which had held an outstanding rating since 2016, is now in special measures, according to the CQC.",
        [("Elm Grove", "outstanding", "previous"), ("Elm Grove", "special_measures", "current")],
    ),
    (
        "Mill Street Surgery’s “inadequate” status was lifted by the CQC last week and replaced with “requires improvement”.",
        [
            ("Mill Street", "inadequate", "previous"),
            ("Mill Street", "requires_improvement", "current"),
        ],
    ),
]

LISTS: list[tuple[str, list[Record]]] = [
    (
        "Norvale Police\nHMICFRS graded the force across nine areas.\nGood: preventing crime, managing offenders\nAdequate: investigating crime\nInadequate: custody",
        [
            ("Norvale", "good", "current"),
            ("Norvale", "adequate", "current"),
            ("Norvale", "inadequate", "current"),
        ],
    ),
    (
        "HMICFRS grades for Norvale Police\n| Area | 2023 | 2021 |\n| Custody | Good | Inadequate |",
        [("Norvale", "good", "current"), ("Norvale", "inadequate", "previous")],
    ),
    (
        "Hinton Primary\n| Ofsted area | Before | Now |\n| Overall | Inadequate | Outstanding |",
        [("Hinton", "inadequate", "previous"), ("Hinton", "outstanding", "current")],
    ),
]

NOTHING = [
    "Ofsted said nine of the actions agreed with Ashdown Primary School were outstanding, which was not good enough.",
    "It was a good day for Ashdown Primary School, where Ofsted said pupils made good progress and staff offer outstanding support.",
    "Ofsted said the poor condition of the roof was an outstanding matter. Ashdown Primary School is seeking adequate funds.",
    "Ofsted found a good many poor lessons and outstanding bills at Hinton Primary, and said adequate funding was needed.",
    "The view from HMP Farholt is as good as ever, HM Inspectorate of Prisons was told.",
    "The gold medal and the silver cup went to Westmoor University’s rowers, the Office for Students heard.",
]

TABLES = {
    "copula": COPULA,
    "verbless": VERBLESS,
    "numbers": NUMBERS,
    "echoes": ECHOES,
    "status": STATUS,
    "lists": LISTS,
}
ROWS = [
    pytest.param(text, records, id=f"{name}-{number}")
    for name, table in TABLES.items()
    for number, (text, records) in enumerate(table)
]


def _official(parts: Parts) -> list[Record]:
    return [
        (rating.subject.exact if rating.subject else "", rating.value_norm, rating.status)
        for rating in parts.ratings
        if rating.value_norm != "free"
    ]


@pytest.mark.parametrize(("text", "records"), ROWS)
def test_constructions_give_their_records(read: Read, text: str, records: list[Record]) -> None:
    found = _official(read(text))

    assert len(found) == len(records), found
    for name, value, status in records:
        assert any(name in f[0] and f[1:] == (value, status) for f in found), (name, value, found)


@pytest.mark.parametrize("text", NOTHING)
def test_the_same_words_in_other_senses_are_no_grades(read: Read, text: str) -> None:
    assert _official(read(text)) == []
