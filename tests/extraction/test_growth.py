"""Work grows with a text, not with its square: counted in calls, so that no clock matters."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from annotator.extraction.pipeline import Pipeline

Sentences = Callable[[int], str]


def _name(number: int) -> str:
    return f"{chr(65 + number % 26)}{'aeiou'[number // 26 % 5]}n{'bdfgklmprst'[number // 130]}"


def _quotes(count: int) -> str:
    return "“Ofsted rated Larch School good,” said Mr Cole, “but not outstanding.” " * count


def _schools(count: int) -> str:
    grades = ("good", "inadequate", "outstanding")
    return "Ofsted has published reports. " + " ".join(
        f"{_name(i)}ham Primary School was rated {grades[i % 3]} after being satisfactory."
        for i in range(count)
    )


def _listed(count: int) -> str:
    return "Food hygiene ratings\n\n" + "".join(
        f"Rated {i % 6}: Cafe {_name(i)}e at {i} High Street; rated on {i % 28 + 1} May\n"
        for i in range(count)
    )


def _paragraphs(count: int) -> str:
    return (
        "Tamefield Police was rated adequate by HMICFRS in 2025.\n\n"
        "It had been good. The force, which hopes to be outstanding, said so.\n\n" * count
    )


def calls(pipeline: Pipeline, text: str) -> int:
    """How many Python functions are called to read a text."""
    count = 0

    def called(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        pipeline.extract(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", [_quotes, _schools, _listed, _paragraphs])
def test_twice_the_text_is_twice_the_work(pipeline: Pipeline, text: Sentences) -> None:
    pipeline.extract(text(2))  # what is prepared once is no growth
    small, middle, large = (calls(pipeline, text(count)) for count in (60, 120, 240))
    assert large - middle < 2.2 * (middle - small)
