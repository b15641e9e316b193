"""Annotations of another tool find their place in a project: its labels, its scales, who decided.

A label is known by its id or name, or by an alias (``resources/label_aliases.toml``); any other
becomes a new label of the project, so that nothing is lost. It can be merged into another one or
taken away as any label can.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from annotator.core.brought import Brought
from annotator.core.gold import GoldLine
from annotator.core.label_colours import derived, free_colour
from annotator.core.labels import Label, LabelSet
from annotator.core.ratings import FREE, Rating
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span
from annotator.exchange.label_files import load_aliases, plain_name

_Item = TypeVar("_Item", Span, Rating)

#: A project that has so many labels gets no new ones from files.
MOST_LABELS = 60
_LONGEST_NAME = 60


def settled(
    line: GoldLine, labels: LabelSet, scales: ScaleRegistry, *, as_gold: bool
) -> tuple[GoldLine, LabelSet]:
    """The line as the project can keep it, and the project's labels with those that are new.

    Args:
        as_gold: take as decided what people annotated, also where the file does not say so.
    """
    brought = line.brought or Brought()
    left_out = Counter(brought.left_out)
    wanted = {span.label: "" for span in line.spans}
    new: list[str] = []
    for name in wanted:
        label_id = _known(name, labels)
        if label_id is None and len(labels.labels) < MOST_LABELS and len(name) <= _LONGEST_NAME:
            labels, label_id = _with_new(labels, name)
            new.append(label_id)
        wanted[name] = label_id or ""
    spans = [_relabelled(span, wanted[span.label]) for span in line.spans if wanted[span.label]]
    left_out["with a label that has no place"] += len(line.spans) - len(spans)
    kept = {span.id for span in spans}
    ratings = []
    for rating in line.ratings:
        checked = _checked(rating, scales)
        if checked is None:
            left_out["ratings whose value is on no known scale"] += 1
        else:
            for span_id in checked.span_ids() - kept:
                checked = checked.without_span(span_id)
            ratings.append(checked)
    if as_gold:
        spans, ratings = [_decided(s) for s in spans], [_decided(r) for r in ratings]
    renamed = {old: now for old, now in wanted.items() if now and old != now and now not in new}
    brought = replace(
        brought,
        spans=len(spans),
        ratings=len(ratings),
        labels=renamed,
        new_labels=tuple(new),
        left_out={why: count for why, count in left_out.items() if count},
    )
    return replace(line, spans=tuple(spans), ratings=tuple(ratings), brought=brought), labels


def _known(name: str, labels: LabelSet) -> str | None:
    """The id of the label that a file means by this name."""
    found = labels.get(name) or labels.called(_one_line(name))
    if found is None:
        alias = load_aliases().get(plain_name(name))
        found = labels.get(alias) if alias else None
    return found.id if found else None


def _with_new(labels: LabelSet, name: str) -> tuple[LabelSet, str]:
    light, dark = derived(free_colour(labels))
    name = _one_line(name)
    label = Label(labels.free_id(name), name, labels.free_key(), "", light, dark)
    return labels.with_label(label), label.id


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _relabelled(span: Span, label_id: str) -> Span:
    return span if span.label == label_id else replace(span, label=label_id)


def _checked(rating: Rating, scales: ScaleRegistry) -> Rating | None:
    """The record with the rank and polarity of its value; None where it is on no scale."""
    known = scales.find(rating.scale) if rating.scale != FREE else None
    scale = known.id if known else rating.scale
    if scales.record_problem(scale, rating.value_norm):
        return None
    rank, polarity = scales.checked(scale, rating.value_norm)
    if rank != rating.rank:
        rating = replace(rating, rank=rank)
        if "polarity" not in rating.cannot_tell:
            rating = replace(rating, polarity=polarity)
    return replace(rating, scale=scale)


def _decided(item: _Item) -> _Item:
    """An annotation, decided; but what a machine made stays open."""
    if item.state == "suggested" and item.origin is None:
        return replace(item, state="added")
    return item
