"""The charts of a project: counts of the store, in the words of its scales and labels."""

from __future__ import annotations

from collections.abc import Callable

from annotator.core.filters import ArticleFilter
from annotator.core.labels import LabelSet
from annotator.core.overview import Bar, Chart, ChartName, Counted
from annotator.core.scales import Scale, ScaleRegistry
from annotator.store import statistics
from annotator.store.database import Database

#: A longer name of an inspectorate gives way to its short form.
_LONG = 32
_HALVES = "strong: decided, faint: still open"


def charts(db: Database, scales: ScaleRegistry, labels: LabelSet) -> list[Chart]:
    """All charts, counted on one state of the project."""

    def chart(
        name: ChartName, title: str, bar: Callable[[Counted], Bar], note: str = _HALVES
    ) -> Chart:
        return Chart(title, note, tuple(bar(one) for one in statistics.counted(db, name)))

    def inspectorate(one: Counted) -> Bar:
        body = scales.body(one.key)
        wanted = ArticleFilter(inspectorate=one.key) if one.key else None
        name = (body.name if len(body.name) <= _LONG else body.short) if body else "not said"
        return _bar(one, name, wanted)

    def value(one: Counted) -> Bar:
        scale_id, _, norm = one.key.partition(" ")
        scale = scales.find(scale_id)
        point = scale.point(norm) if scale else None
        words = point.name if point else norm.replace("_", " ")
        name = f"{words} ({_short(scale, scales) if scale else scale_id})"
        code = scale.code if scale else scale_id
        return _bar(one, name, ArticleFilter(scale=code, value=norm))

    def service(one: Counted) -> Bar:
        words = " ".join(one.key.split())
        return _bar(one, words or "no subject", ArticleFilter(service=words) if words else None)

    def label(one: Counted) -> Bar:
        known = labels.get(one.key)
        return _bar(one, known.name if known else one.key, ArticleFilter(label=one.key))

    with db.reading():
        return [
            chart("inspectorates", "Ratings by inspectorate", inspectorate),
            chart("values", "Ratings by value", value),
            chart("services", "Current ratings by service", service),
            chart("months", "Ratings by month of the article", _month),
            chart("labels", "Spans by label", label),
            chart(
                "confidence",
                "Confidence, and what was decided",
                _confidence,
                "strong: right as suggested, faint: corrected or rejected",
            ),
        ]


def _short(scale: Scale, scales: ScaleRegistry) -> str:
    """The inspectorate whose usual scale it is, else the scale's own name."""
    body = scales.body(next(iter(scale.bodies), None))
    return body.short if body is not None and body.scales[:1] == (scale.code,) else scale.name


def _bar(one: Counted, name: str, wanted: ArticleFilter | None) -> Bar:
    return Bar(name, one.decided, one.total, wanted)


def _month(one: Counted) -> Bar:
    wanted = ArticleFilter(published=one.key) if one.key else None
    return _bar(one, one.key or "no date", wanted)


def _confidence(one: Counted) -> Bar:
    low = int(one.key) * 10
    return _bar(one, f"{low} to {low + 10} %", None)
