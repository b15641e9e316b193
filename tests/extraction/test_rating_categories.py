"""What is rated, with the real model. All sentences are ours."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.conftest import Parts

pytestmark = pytest.mark.model
Read = Callable[[str], Parts]

CASES = [
    ("Safe and well-led are inadequate at Elm Lodge, the CQC said.", {("safe", "well-led")}),
    (
        "At Elm Lodge responsive requires improvement, as does caring, the CQC said.",
        {("responsive", "caring")},
    ),
    (
        "The CQC rated Elm Lodge inadequate overall and for being safe.",
        {("overall", "safe")},
    ),
    ("Elm Lodge was good across the board, the CQC said.", {("all",)}),
    ("Nothing at Elm Lodge was rated outstanding by the CQC.", {("all",)}),
    ("The CQC found Elm Lodge good in all five domains.", {("all",)}),
    (
        "HMICFRS rated Norland Police good in three areas: preventing crime, custody, and recording crime.",
        {("preventing crime", "custody", "recording crime")},
    ),
    (
        "HMICFRS rated Ferrier Fire and Rescue Service inadequate for how it protects the public.",
        {("protecting the public",)},
    ),
    (
        "HM Inspectorate of Prisons found that HMP Ravel had made good progress on use of force and key work.",
        {("use of force", "key work")},
    ),
    (
        "Wellbeing\n5 – very good\nThe Care Inspectorate visited Braeside House in May.",
        {("wellbeing",)},
    ),
    ("Ofsted came to Oak Academy and called training there “piecemeal”.", {("training",)}),
    (
        "At Oak Academy attendance was poor and the quality of marking was uneven, Ofsted said.",
        {("attendance",), ("marking",)},
    ),
    (
        "The CQC visited Elm Lodge in May.\n\nSafe: inadequate\nEffective: good\nCaring: good\nWell-led: inadequate\n",
        {("safe",), ("effective",), ("caring",), ("well-led",)},
    ),
    (
        "The CQC visited Elm Lodge in May.\n\n- Caring: good\n- Responsive: good\n",
        {("caring",), ("responsive",)},
    ),
    (
        "The CQC visited Elm Lodge in May.\n\nCaring | good\nResponsive | good\n",
        {("caring",), ("responsive",)},
    ),
    ("Ofsted said that managers at Oak Academy were weak.", {("leadership",)}),
]


@pytest.mark.parametrize(("text", "categories"), CASES)
def test_what_is_rated(read: Read, text: str, categories: set[tuple[str, ...]]) -> None:
    assert {rating.category for rating in read(text).ratings} == categories
