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


FURTHER: list[tuple[str, Records]] = [
    (
        "Nobody can compare the result with the good which Elm Primary School held from 2013, still less with the inadequate that had gone before it. Ofsted has now rated it outstanding.",
        {("good", "previous"), ("inadequate", "previous"), ("outstanding", "current")},
    ),
    (
        "Ofsted has come and gone at Barrowdale Academy, and the word it used was good.",
        {("good", "current")},
    ),
    (
        "HM Inspectorate of Prisons considered progress at HMP Carr to be good in two areas, reasonable in six and insufficient in five.",
        {
            ("good_progress", "current"),
            ("reasonable_progress", "current"),
            ("insufficient_progress", "current"),
        },
    ),
    (
        "Wenshire Police was inspected by HMICFRS. At investigating crime it is good, and its use of police powers is considered adequate.",
        {("good", "current"), ("adequate", "current")},
    ),
    (
        "The owner of the Lotus Garden told the Food Standards Agency that nothing less than a five would do.",
        {("5", "target")},
    ),
]
CORRECTIONS: list[tuple[str, Records]] = [
    (
        "An article said that Marl House was inadequate. That was wrong. The home was lifted out of that grade by the Care Quality Commission in 2023 and has since then been judged good.",
        {("inadequate", "previous"), ("good", "current")},
    ),
    (
        "A table listed Kettle Lane Infants under special measures. The school has never been in that category and, when last graded by Ofsted, was good.",
        {("special_measures", "negated"), ("good", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), [*FURTHER, *CORRECTIONS])
def test_what_is_told_indirectly(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records


def test_names_stand_over_their_grades(read: Read) -> None:
    text = """Three homes were visited by the Care Quality Commission.
Marl House, Kiln Lane
A third report in a row of requires improvement.
Oak Lodge
• Safe: requires improvement
• Overall: good
Fir Grange
Inadequate."""

    assert {(subject, value) for subject, value, _, _ in read(text).official()} == {
        ("Marl House", "requires_improvement"),
        ("Oak Lodge", "requires_improvement"),
        ("Oak Lodge", "good"),
        ("Fir Grange", "inadequate"),
    }


def test_services_are_named_by_what_stands_around_them(read: Read) -> None:
    text = """At the foot of the table is the Jade Lantern, in Fore Street, a takeaway which was given a one by the Food Standards Agency.
Its chef has left for Dubai, and the 14 cafés on the list are glad."""

    labels = read(text).labels()

    assert ("SERVICE", "Jade Lantern") in labels
    assert ("SERVICE", "Dubai") not in labels
    assert ("SERVICE", "14") not in labels


LATEST: list[tuple[str, Records]] = [
    (
        "Families learned on Monday that Elm Court had been judged inadequate by the Care Quality Commission.",
        {("inadequate", "current")},
    ),
    (
        "In March the Care Inspectorate graded leadership at Glen Lodge 1 – unsatisfactory; by August, when it went back, the grade had risen to 3 – adequate.",
        {("unsatisfactory", "previous"), ("adequate", "current")},
    ),
    (
        "Ratings of good for caring did not save Fenland Hospital from an overall grade of inadequate, the CQC said.",
        {("good", "current"), ("inadequate", "current")},
    ),
    (
        "Councillors asked HMICFRS why Northlea Police was inadequate when every other force in the region was good.",
        {("inadequate", "current")},
    ),
]


@pytest.mark.parametrize(("text", "records"), LATEST)
def test_the_latest_grade_is_current(read: Read, text: str, records: Records) -> None:
    found = {(r.value_norm, r.status) for r in read(text).ratings if r.value_norm != "free"}

    assert found == records


def test_places_stand_for_their_services_in_lists_and_openings(read: Read) -> None:
    table = """HMICFRS has graded three forces on how they answer the public.
Eastmarch: inadequate
Westmarch: good
Northmarch: requires improvement"""
    opening = "In Ashdown, where posts are empty, youth justice work was found by HM Inspectorate of Probation to require improvement."

    assert {(subject, value) for subject, value, _, _ in read(table).official()} == {
        ("Eastmarch", "inadequate"),
        ("Westmarch", "good"),
        ("Northmarch", "requires_improvement"),
    }
    assert {(subject, value) for subject, value, _, _ in read(opening).official()} == {
        ("Ashdown", "requires_improvement"),
    }
