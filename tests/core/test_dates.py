"""Dates as people type them."""

from __future__ import annotations

import pytest

from annotator.core.dates import read_date
from annotator.core.documents import PartialDate
from annotator.core.errors import Refused

#: A Thursday.
PUBLISHED = PartialDate("2024-03-14", "day")


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("2024", "2024", "year"),
        ("March 2024", "2024-03", "month"),
        ("in Sept 2019", "2019-09", "month"),
        ("03/2024", "2024-03", "month"),
        ("2024-03", "2024-03", "month"),
        ("12/03/2024", "2024-03-12", "day"),
        ("12.3.24", "2024-03-12", "day"),
        ("2024-03-12", "2024-03-12", "day"),
        ("Tuesday, 12th of March 2024", "2024-03-12", "day"),
        ("March 12, 2024", "2024-03-12", "day"),
        ("29 Feb 2024", "2024-02-29", "day"),
        ("last year", "2023", "year"),
        ("two years ago", "2022", "year"),
        ("last month", "2024-02", "month"),
        ("3 months earlier", "2023-12", "month"),
        ("January", "2024-01", "month"),
        ("in October", "2023-10", "month"),
        ("last March", "2023-03", "month"),
        ("12 March", "2024-03-12", "day"),
        ("15 March", "2023-03-15", "day"),
        ("yesterday", "2024-03-13", "day"),
        ("on Tuesday", "2024-03-12", "day"),
        ("last Thursday", "2024-03-07", "day"),
        ("a week ago", "2024-03-07", "day"),
        ("", None, "unknown"),
    ],
)
def test_a_date_is_understood(typed: str, value: str | None, precision: str) -> None:
    assert read_date(typed, PUBLISHED) == PartialDate(value, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2024", "February 2024 has 29"),
        ("03/13/2024", "names the month 13; the day comes first"),
        ("12/03/0024", "names the year 24"),
        ("soon", "is no date that can be read. Nothing was changed. Type a day"),
        ("12 13 March 2024", "is no date"),
    ],
)
def test_a_wrong_date_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        read_date(typed, PUBLISHED)


@pytest.mark.parametrize(
    ("typed", "published", "sentence"),
    [
        ("last year", PartialDate(), "which is not known"),
        ("October", PartialDate("2024", "year"), "of which no more is known"),
        ("on Tuesday", PartialDate("2024-03", "month"), "of which no more is known"),
    ],
)
def test_what_counts_from_the_publication_needs_it(
    typed: str, published: PartialDate, sentence: str
) -> None:
    with pytest.raises(Refused, match=f"counts from the day of publication, {sentence}"):
        read_date(typed, published)
