"""The JSON Schema that ships with the program says what a gold line is."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from annotator import assets
from annotator.core import edits
from annotator.core.exports import ExportWish
from annotator.core.gold import GoldLine
from annotator.exchange import gold_jsonl
from annotator.session import Session
from tests.exchange.test_gold_jsonl import full_line
from tests.gestures import random_gesture
from tests.samples import filled, labelled_lines

_ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((assets.resource("schemas") / "gold_line.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "path", [_ROOT / "seeds" / "gold.jsonl", *sorted((_ROOT / "tests" / "gold").glob("*.jsonl"))]
)
def test_our_gold_fits(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            CHECK.validate(json.loads(line))


@settings(max_examples=50, deadline=None)
@given(line=labelled_lines())
def test_what_is_exported_fits(line: GoldLine) -> None:
    CHECK.validate(json.loads(gold_jsonl.to_json(line, log=False)))


def test_a_log_fits(tmp_path: Path) -> None:
    rng = random.Random(3)
    with closing(Session(tmp_path / "p.annotator", create=True)) as session:
        filled(session, tmp_path)
        (article,) = session.article_ids()
        for _ in range(60):
            edit = random_gesture(session.open_article(article), rng, session.new_item_id)
            if edit:
                session.apply(edit)
            if rng.random() < 0.2:
                session.undo()
        session.apply(edits.set_aside(session.open_article(article), False))
        session.exporting.run(ExportWish(tmp_path / "gold.jsonl", all_articles=True))
    line = json.loads((tmp_path / "gold.jsonl").read_text(encoding="utf-8"))
    assert {d["act"] for d in line["decisions"]} >= {"confirm", "correct", "reject", "undo"}
    CHECK.validate(line)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("article"),
        lambda d: d.update(schema="annotator-gold/2"),
        lambda d: d.update(more=1),
        lambda d: d["article"].update(sha256="abc"),
        lambda d: d["spans"][0].update(start=-1),
        lambda d: d["spans"][0].update(state="rejected"),
        lambda d: d["ratings"][0].update(rank=0),
        lambda d: d["ratings"][0].update(scale="ofsted4"),
        lambda d: d["ratings"][0]["value"].pop("span"),
        lambda d: d.pop("decisions"),
    ],
)
def test_what_is_none_does_not(spoil: Callable[[dict[str, Any]], object]) -> None:
    line = json.loads(gold_jsonl.to_json(gold_jsonl.from_json(full_line())))
    CHECK.validate(line)
    spoil(line)
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(line)
