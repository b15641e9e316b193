"""Whatever a file says, it gives an article that the gate lets pass, or is said to be wrong."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.documents import Document
from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine, with_log
from annotator.exchange import gate
from annotator.exchange.formats import doccano, label_studio, prodigy, w3c
from annotator.exchange.formats.tagging import words_of
from annotator.exchange.label_files import load_label_set
from annotator.exchange.readers import brat, json_objects
from annotator.exchange.readers import w3c as w3c_reader
from annotator.exchange.readers.described import Origin
from annotator.exchange.settling import settled
from tests.exchange.test_round_trips import bare, rich
from tests.samples import messy_texts, scales

#: What each tool writes for one article: the fuzzer changes parts of it.
BEGUN: tuple[Any, ...] = (
    doccano.task(bare(rich())),
    label_studio.task(bare(rich()), 1),
    prodigy.task(rich(), words_of(rich())[0]),
    {"type": "AnnotationPage", "items": list(w3c.items_of(bare(rich())))},
    {"text": "West Kent 😀", "spans": [{"start": 0, "end": 4, "label": "ORG", "text": "West"}]},
    {"text": "West Kent", "label": [[0, 4, "ORG"]], "cats": []},
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 60),
    st.sampled_from((10**30, -1.5, 1e300, "", " ", "s1", "RATING", "rated", "x" * 80, "\u0301")),
    st.sampled_from(([], {}, [0, 4], [[0, 4, "ORG"]], {"start": 0, "end": 2}, ["a", 1])),
)


def places_of(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a value another could stand."""
    keys = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    inner = [place for key in keys for place in places_of(data[key], (*path, key))]
    return [*((*path, key) for key in keys), *inner]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    data = json.loads(json.dumps(draw(st.sampled_from(BEGUN))))
    for _ in range(draw(st.integers(1, 4))):
        *path, last = draw(st.sampled_from(places_of(data)))
        part = data
        for key in path:
            part = part[key]
        if isinstance(part, dict) and draw(st.booleans()):
            del part[last]
        else:
            part[last] = copy.deepcopy(draw(VALUES))
        if not places_of(data):
            break
    return data


def check(line: GoldLine) -> None:
    assert line.brought is not None
    for as_gold in (False, True):
        kept, labels = settled(line, load_label_set(), scales(), as_gold=as_gold)
        labels.edited(labels, load_label_set())
        logged = with_log(kept, "anna", "2026-01-01T10:00:00.000Z")
        if line.document.title == "" or not line.ratings:  # else what rode along may be at fault
            assert list(gate.problems(logged, scales())) == []


def read(data: Any) -> list[GoldLine | BadInput]:
    if isinstance(data, dict) and "items" in data:
        return list(w3c_reader.read_all(data, "x"))
    try:
        return [json_objects.article(data, Origin("x", json.dumps(data)))]
    except BadInput as error:
        return [error]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=changed())
def test_json_that_somebody_broke(data: Any) -> None:
    for line in read(data):
        if isinstance(line, GoldLine) and line.brought is not None:
            check(line)


@pytest.mark.soak
@pytest.mark.timeout(600)
@settings(max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=changed())
def test_json_that_somebody_broke_for_long(data: Any) -> None:
    for line in read(data):
        if isinstance(line, GoldLine) and line.brought is not None:
            check(line)


_STANDOFF = st.lists(
    st.sampled_from(
        (
            *(
                "T1",
                "T2",
                "E1",
                "A1",
                "#1",
                "N1",
                "R1",
                "*",
                "M1",
                "\t",
                "\t",
                " ",
                " ",
                "\n",
                "\n",
            ),
            *(
                "RATING",
                "WORDS",
                "0",
                "4",
                "9",
                ";",
                "-1",
                "9" * 30,
                "T1",
                "RATING:T1",
                "Subject:T2",
            ),
            *(
                "Scale",
                "free",
                "Rank",
                "²",
                "Category",
                "a+b",
                "State",
                "confirmed",
                "West",
                "Arg1:T1",
            ),
        )
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=messy_texts(), annotations=_STANDOFF)
def test_standoff_that_somebody_broke(text: str, annotations: str) -> None:
    check(brat.found_in(Document("a", text), annotations).line())
