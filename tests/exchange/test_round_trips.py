"""To the formats of other annotation tools and back: what comes back, and what does not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.core.decisions import ArticleState
from annotator.core.gold import GoldLine, in_gold_order
from annotator.core.ratings import Rating, RatingDate
from annotator.core.spans import Mention, Span, in_text_order
from annotator.exchange import gate, gold_jsonl
from annotator.exchange.exporting import Part, export
from annotator.exchange.formats import (
    FORMATS,
    Report,
    Wanted,
    brat,
    doccano,
    label_studio,
    prodigy,
    w3c,
)
from annotator.exchange.formats.brat_config import Config
from annotator.exchange.formats.tagging import words_of
from annotator.exchange.label_files import load_label_set
from annotator.exchange.readers import brat as brat_reader
from annotator.exchange.readers import json_objects
from annotator.exchange.readers import w3c as w3c_reader
from annotator.exchange.readers.described import Origin
from annotator.exchange.settling import settled
from tests.exchange import read_back_tools
from tests.exchange.read_back_tools import as_brat
from tests.exchange.test_gold_jsonl import full_line
from tests.samples import document, labelled_lines, scales

NOTES = st.sampled_from((None, "check the date", "two\nlines \\n"))


@st.composite
def rated_lines(draw: st.DrawFn) -> GoldLine:
    """Articles with any spans, and any records made of them and of other words."""
    line = draw(labelled_lines())
    unique = {(s.start, s.end, s.label): s for s in line.spans}
    spans = [
        replace(s, note=draw(NOTES), entity=draw(st.sampled_from((None, "a b", "é:1"))))
        for s in unique.values()
    ]
    text = line.document.text
    count = draw(st.integers(0, 3)) if spans else 0
    ratings = [_rating(draw, f"r{number + 1}", text, spans) for number in range(count)]
    in_order = in_gold_order(spans, ratings)
    return replace(line, spans=in_order[0], ratings=in_order[1])


def _rating(draw: st.DrawFn, item_id: str, text: str, spans: list[Span]) -> Rating:
    mentions = st.sampled_from(spans).flatmap(
        lambda s: st.sampled_from((Mention.of(s), Mention.at(text, s.start, s.end)))
    )
    some = st.none() | mentions
    scale, norm = draw(st.sampled_from((("free", "free"), ("cqc4@1", "good"))))
    rank, polarity = scales().checked(scale, norm)
    date = draw(st.sampled_from((RatingDate(), RatingDate(None, "2024-05", "month"))))
    mention = draw(some)
    return Rating(
        item_id,
        draw(some),
        draw(some),
        draw(some),
        subject_mention=draw(some),
        subject_aliases=tuple(draw(st.lists(mentions, max_size=2, unique=True))),
        also=tuple(draw(st.lists(mentions, max_size=2, unique=True))),
        scale=scale,
        value_norm=norm,
        rank=rank,
        polarity=polarity,
        category=draw(st.sampled_from(((), ("overall",), ("overall", "well led")))),
        status=draw(st.sampled_from(("current", "negated"))),
        change=draw(st.sampled_from((None, "up"))),
        rating_body=draw(some),
        rating_body_id=draw(st.sampled_from((None, "cqc"))),
        speaker=draw(some),
        date=replace(date, mention=mention) if mention else date,
        why={"status": draw(mentions)} if draw(st.booleans()) else {},
        state=draw(st.sampled_from(("confirmed", "corrected", "added"))),
        note=draw(NOTES),
    )


def rich() -> GoldLine:
    """An article in which everything says something, something is open, and two share a value."""
    line = gold_jsonl.from_json(full_line())
    (rating, *_) = line.ratings
    twin = replace(rating, id="r9", subject=None, status="previous", origin=None)
    open_ = Span("s7", 0, 4, line.document.text[:4], "ORG")
    in_order = in_gold_order([*line.spans, open_], [*line.ratings, twin])
    state = replace(line.state, status="in_progress")
    return replace(line, spans=in_order[0], ratings=in_order[1], state=state)


def bare(line: GoldLine) -> GoldLine:
    """What is left of a line without its log."""
    data = json.loads(gold_jsonl.to_json(line, log=False))
    return gold_jsonl.from_json(data)


def through_json(data: object) -> GoldLine:
    raw = json.dumps(data, ensure_ascii=False)
    return json_objects.article(json.loads(raw), Origin("x", raw))


def through_w3c(line: GoldLine) -> GoldLine:
    page = {"type": "AnnotationPage", "items": list(w3c.items_of(line))}
    raw = json.dumps(page)
    (found,) = w3c_reader.read_all(json.loads(raw), "x")
    assert isinstance(found, GoldLine)
    return found


def through_brat(line: GoldLine) -> GoldLine:
    text, annotations = brat.standoff(line, Config(load_label_set()), Report())
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    return brat_reader.found_in(document(text), annotations).line()


THROUGH = {
    "doccano": lambda line: through_json(doccano.task(line)),
    "label-studio": lambda line: through_json(label_studio.task(line, 7)),
    "prodigy": lambda line: through_json(prodigy.task(line, words_of(line)[0])),
    "w3c": through_w3c,
}


@pytest.mark.parametrize("name", THROUGH)
@settings(max_examples=60, deadline=None)
@given(line=rated_lines())
@example(line=bare(rich()))
def test_all_but_the_log_comes_back(name: str, line: GoldLine) -> None:
    found = THROUGH[name](line)
    assert found.brought is not None
    assert not found.brought.left_out
    assert not found.brought.snapped
    assert replace(found, suggestions=()) == bare(line)
    assert settled(found, load_label_set(), scales(), as_gold=False)[0] == found
    assert list(gate.problems(replace(found, has_log=False), scales())) == []


def test_label_studio_makes_conll_of_it(tmp_path: Path) -> None:
    """By Label Studio's own converter, whose words are other ones than ours."""
    text = "West Kent PDU was rated inadequate by HMI Probation."
    found = [
        Span("s1", 0, 13, "West Kent PDU", "SERVICE", None, "added"),
        Span("s2", 24, 34, "inadequate", "RATING", None, "added"),
        Span("s3", 38, 51, "HMI Probation", "INSPECTORATE", None, "added"),
    ]
    line = GoldLine(document(text), ArticleState("complete"), tuple(found), has_log=False)
    out = tmp_path / "tasks.json"
    export([Part(out, [line])], FORMATS["label-studio"], Wanted(scales(), load_label_set()))
    tags = read_back_tools.label_studio_conll(out)
    assert tags == [
        ("West", "B-SERVICE"),
        ("Kent", "I-SERVICE"),
        ("PDU", "I-SERVICE"),
        ("was", "O"),
        ("rated", "O"),
        ("inadequate", "B-RATING"),
        ("by", "O"),
        ("HMI", "B-INSPECTORATE"),
        ("Probation", "I-INSPECTORATE"),
        (".", "O"),
    ]


@settings(max_examples=60, deadline=None)
@given(line=rated_lines())
@example(line=bare(rich()))
def test_what_brat_loses(line: GoldLine) -> None:
    found = through_brat(line)
    assert found.brought is not None
    assert not found.brought.left_out
    expected = as_brat(line)
    spans = tuple(in_text_order(expected.spans))  # numbered anew, "s10" stands before "s9"
    assert (found.spans, found.ratings) == (spans, expected.ratings)
    assert found.document.text == expected.document.text
    assert list(gate.problems(replace(found, has_log=False), scales())) == []


def test_prodigy_answers() -> None:
    """Rejected spans are not taken, ignored and unanswered ones are the machine's."""
    spans = [
        {"start": 0, "end": 9, "token_start": 0, "token_end": 1, "label": "ORG", "source": "m1"},
        {"start": 20, "end": 30, "token_start": 4, "token_end": 4, "label": "RATING"},
    ]
    task = {"text": "West Kent was rated inadequate.", "spans": spans, "_task_hash": -1}
    found = {
        answer: through_json({**task, "answer": answer} if answer else task)
        for answer in (None, "accept", "reject", "ignore")
    }
    machines = {answer: [s.origin for s in line.spans] for answer, line in found.items()}
    assert machines == {
        None: ["g1", None],
        "accept": [None, None],
        "reject": [],
        "ignore": ["g1", "g2"],
    }
    assert found[None].suggestions[0]["model"] == "m1"
    assert found["reject"].brought is not None
    assert found["reject"].brought.left_out == {"of a rejected task": 2}


def test_prodigy_choices_and_relations() -> None:
    head = {"start": 0, "end": 9, "label": "SERVICE"}
    child = {"start": 20, "end": 30, "label": "RATING"}
    relation = {"head": 1, "child": 4, "label": "rated", "head_span": child, "child_span": head}
    task = {"text": "West Kent was rated inadequate.", "spans": [head, child], "answer": "accept"}
    line = through_json({**task, "relations": [relation, {"head": 1}], "accept": ["bad"]})
    (rating,) = line.ratings
    assert rating.subject is not None
    assert rating.subject.exact == "West Kent"
    assert line.brought is not None
    assert line.brought.left_out == {"labels of a whole article": 1, "relations": 1}
