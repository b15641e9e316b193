"""The main job from an empty project to gold: real main(), real keys and mouse, real files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.core.documents import Document
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.exchange import gold_jsonl
from annotator.exchange.predictions import predicted
from tests.e2e.conftest import LONG, Analyst

TEXT = (
    "Ferrow unit rated inadequate\r\n\r\n"
    "The Ferrow Vale Probation Unit has been rated inadequate by HM Inspectorate of Probation. "
    "Leadership at the unit was good, inspectors said. 🚓\r\n\r\n"
    "Director Ines Varley said the report by Dalby Media on Tuesday was fair."
)


def span(number: int, words: str, label: str, *, extra: int = 0) -> Suggestion:
    """A suggested span; ``extra`` characters too long."""
    start = TEXT.index(words)
    end = start + len(words) + extra
    item = Span(f"s{number}", start, end, TEXT[start:end], label, origin=f"g{number}")
    return Suggestion(f"g{number}", item, "test-model-1", "1.0", "test", 0.8)


def prediction() -> str:
    """A gold line as `predict` writes it, with one wrong edge, one wrong label, one false span."""
    found = [
        span(1, "Ferrow Vale Probation Unit", "SERVICE"),
        span(2, "inadequate by", "RATING", extra=-3),
        span(3, "HM Inspectorate of Probation", "INSPECTORATE"),
        span(4, "Ines Varley said", "PERSON"),  # one word too long
        span(5, "Dalby Media", "PERSON"),  # an ORG
        span(6, "fair", "RATING"),  # not a judgement of a rated body
    ]
    items = {s.item.id: s.item for s in found}
    evidence = TEXT.index("The Ferrow"), TEXT.index(" Leadership")
    rating = Rating(
        id="r1",
        subject=Mention.of(items["s1"]),  # type: ignore[arg-type]
        value=Mention.of(items["s2"]),  # type: ignore[arg-type]
        evidence=Mention.at(TEXT, *evidence),
        scale="hmi_probation4@1",
        value_norm="inadequate",
        rank=1,
        polarity="negative",
        rating_body=Mention.of(items["s3"]),  # type: ignore[arg-type]
        rating_body_id="hmi-probation",
        origin="g7",
    )
    found.append(Suggestion("g7", rating, None, "1.0", "test", 0.9))
    document = Document("ferrow.txt", TEXT, "Ferrow unit rated inadequate", raw_sha256="0" * 64)
    line = predicted(document, Extraction(tuple(found), "test-model-1", "1.0"))
    return gold_jsonl.to_json(line) + "\n"


def decided(project: Path) -> list[tuple[str, str]]:
    """What the log holds, read with nothing but sqlite3."""
    with sqlite3.connect(project) as db:
        rows = db.execute("SELECT act, target FROM decisions WHERE n IS NOT NULL ORDER BY seq")
        found: list[tuple[str, str]] = rows.fetchall()
    db.close()
    return found


def states(project: Path) -> dict[str, str]:
    """Exact words -> label and state of every span, read with nothing but sqlite3."""
    with sqlite3.connect(project) as db:
        rows = db.execute("SELECT exact, label || ' ' || state FROM spans").fetchall()
    db.close()
    return dict(rows)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "news.annotator"


def code_the_article(analyst: Analyst, source: Path) -> None:
    """Import, confirm, correct an edge and a label, reject, add a span and a rating, undo."""
    analyst.name_file(source)
    analyst.press("Ctrl+O")
    analyst.wait(lambda: analyst.window.bench.desk.review is not None)  # type: ignore[union-attr]
    assert analyst.window.bench.desk.chosen_id == "r1"  # type: ignore[union-attr]  # first
    analyst.press("A")  # the rating and its three spans
    analyst.choose("Ines Varley said")
    analyst.press("[")
    analyst.choose_again("Ines Varley")
    analyst.choose("Dalby Media")
    analyst.press("5")
    analyst.choose("fair")
    analyst.press("X")
    analyst.select("Tuesday")
    analyst.press("9")
    analyst.select("good")
    analyst.press("N")
    analyst.wait(lambda: analyst.window.panels.cards.is_editing)
    analyst.fill_rating(category="leadership")
    analyst.wait(lambda: not analyst.window.panels.cards.is_editing)
    analyst.press("F", "Backspace")  # flag it, and take that back


def test_from_import_to_gold(tmp_path: Path, project: Path, sit_down: Callable[..., int]) -> None:
    source, out = tmp_path / "found.jsonl", tmp_path / "gold.jsonl"
    source.write_bytes(prediction().encode("utf-8"))

    def first_sitting(analyst: Analyst) -> None:
        code_the_article(analyst, source)
        analyst.press("Ctrl+Return")
        analyst.wait(lambda: analyst.window.bench.desk.review.status == "complete")  # type: ignore[union-attr]

    assert sit_down([str(project)], first_sitting) == 0
    log = decided(project)
    assert [act for act, _ in log][:4] == ["confirm"] * 4
    assert {target for _, target in log[:4]} == {"r1", "s1", "s2", "s3"}
    assert [act for act, _ in log[4:]] == (
        ["correct", "correct", "reject", "add", "add", "add", "flag", "undo", "complete"]
    )
    expected = {
        "Ferrow Vale Probation Unit": "SERVICE confirmed",
        "inadequate": "RATING confirmed",
        "HM Inspectorate of Probation": "INSPECTORATE confirmed",
        "Ines Varley": "PERSON corrected",
        "Dalby Media": "ORG corrected",
        "Tuesday": "DATE added",
        "good": "RATING added",
    }
    assert states(project) == expected

    def second_sitting(analyst: Analyst) -> None:
        analyst.wait(lambda: analyst.window.bench.desk.review is not None)  # type: ignore[union-attr]
        review = analyst.window.bench.desk.review  # type: ignore[union-attr]
        assert review.status == "complete"
        assert {s.exact: f"{s.label} {s.state}" for s in review.spans.values()} == expected
        analyst.name_export(out)
        analyst.press("Ctrl+E")
        analyst.wait(out.exists)

    assert sit_down([str(project)], second_sitting) == 0
    check_gold(json.loads(out.read_text(encoding="utf-8")))
    manifest = json.loads((tmp_path / "gold.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert manifest["articles"] == 1
    assert manifest["status"] == {"complete": 1}


def check_gold(gold: dict[str, Any]) -> None:
    """The one line of gold that the sittings end in."""
    assert gold["article"]["text"] == TEXT
    assert gold["status"] == "complete"
    assert gold["flag"] is False
    for item in gold["spans"]:
        assert TEXT[item["start"] : item["end"]] == item["exact"]
    ratings = {r["value"]["exact"]: r for r in gold["ratings"]}
    assert ratings["inadequate"]["state"] == "confirmed"
    added = ratings["good"]
    assert (added["state"], added["scale"], added["value_norm"], added["rank"]) == (
        "added",
        "hmi_probation4@1",
        "good",
        3,
    )
    assert added["category"] == ["leadership"]
    assert added["subject"]["exact"] == "Ferrow Vale Probation Unit"
    assert added["evidence"]["exact"].startswith("Leadership at the unit was good")
    assert [d["act"] for d in gold["decisions"]][-2:] == ["undo", "complete"]


@pytest.mark.model
def test_a_plain_text_gets_suggestions_and_becomes_gold(
    tmp_path: Path, project: Path, sit_down: Callable[..., int]
) -> None:
    source = tmp_path / "ferrow.txt"
    source.write_bytes(TEXT.encode("utf-8"))

    def script(analyst: Analyst) -> None:
        analyst.name_file(source)
        analyst.press("Ctrl+O")
        bench = analyst.window.bench
        assert bench is not None
        analyst.wait(lambda: bool(bench.desk.review and bench.desk.review.spans), timeout=LONG)
        assert bench.desk.review is not None
        values = {
            (r.value.exact, r.scale_code) for r in bench.desk.review.ratings.values() if r.value
        }
        assert ("inadequate", "hmi_probation4") in values
        for _ in range(len(bench.desk.review.open_items())):
            analyst.press("A")
        analyst.press("Ctrl+Return")
        analyst.wait(lambda: bench.desk.review.status == "complete")  # type: ignore[union-attr]

    assert sit_down([str(project)], script) == 0
    assert states(project)
    assert all(state.endswith("confirmed") for state in states(project).values())
