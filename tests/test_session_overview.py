"""The charts of a project: counted against a plain fold over its gold lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.filters import read_filter
from annotator.core.overview import Bar
from annotator.core.spans import DECIDED
from annotator.session import Session
from tests import samples


@pytest.fixture
def three(session: Session, tmp_path: Path) -> Session:
    """Three articles; in the first a rating is confirmed, a span corrected, another rejected."""
    for name in ("a", "b", "c"):
        samples.filled(session, tmp_path, f"{name}.txt", f"{samples.TEXT}\nReport {name}.")
    review = session.open_article("a.txt")
    for make in (
        lambda r: edits.confirm(r, "r1", session.scales),
        lambda r: edits.correct_span(r, _id(r, "Ruth Hale"), label="ORG"),
        lambda r: edits.reject(r, _id(r, "Dunmere Prison")),
    ):
        session.apply(make(review))
        review = session.review or review
    return session


def _id(review: object, words: str) -> str:
    return next(s.id for s in review.spans.values() if s.exact == words)  # type: ignore[attr-defined]


def bars(session: Session, title: str) -> dict[str, Bar]:
    chart = next(chart for chart in session.overview() if chart.title == title)
    return {bar.name: bar for bar in chart.bars}


def test_labels_are_counted_as_in_the_gold_lines(three: Session) -> None:
    total, decided = Counter[str](), Counter[str]()
    for document_id in three.article_ids():
        for span in three.gold_line(document_id).spans:
            total[span.label] += 1
            decided[span.label] += span.state in DECIDED
    found = bars(three, "Spans by label")
    assert {name: (bar.decided, bar.total) for name, bar in found.items()} == {
        three.labels.get(label).name: (decided[label], total[label])  # type: ignore[union-attr]
        for label in total
    }


def test_every_bar_leads_to_the_articles_that_it_counts(three: Session) -> None:
    for chart in three.overview():
        for bar in chart.bars:
            if bar.wanted is not None:
                ids = three.article_ids(read_filter(bar.wanted.to_line()))
                assert ids, (chart.title, bar)
    assert bars(three, "Spans by label")["ORG"].wanted is not None
    assert three.article_ids(bars(three, "Spans by label")["ORG"].wanted) == ["a.txt"]


def test_confidence_counts_what_was_right_of_what_was_decided(three: Session) -> None:
    found = bars(three, "Confidence, and what was decided").values()
    line = three.gold_line("a.txt")
    confirmed = [item for item in (*line.spans, *line.ratings) if item.state == "confirmed"]
    assert sum(bar.decided for bar in found) == len(confirmed)
    corrected = rejected = 1  # the rating that lost its subject is still open
    assert sum(bar.total for bar in found) == len(confirmed) + corrected + rejected


def test_an_empty_project_has_charts_without_bars(session: Session) -> None:
    assert [chart.bars for chart in session.overview()] == [()] * 6
