"""Our own gold line: read, let through the gate, imported and given back to the byte."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.core.errors import BadInput
from annotator.exchange import gate, gold_jsonl
from annotator.session import Session
from tests.samples import scales, write_gold

TEXT = "Home\r\n\r\nLarkmoor Primary 😀 was judged good by Ofsted, Ms Pell said in June."
Line = dict[str, Any]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def mention(words: str, span: str | None = None) -> Line:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words, "span": span}


def span(words: str, span_id: str, label: str, state: str, origin: str | None) -> Line:
    place = {key: value for key, value in mention(words).items() if key != "span"}
    return {
        **{"id": span_id, **place, "label": label, "entity": None, "state": state},
        **{"from": origin, "note": None},
    }


def suggestion(number: int, kind: str, value: Line, rule: str, score: float) -> Line:
    return {
        **{"id": f"g{number}", "kind": kind, "value": value, "model": None, "rules": "1.0"},
        **{"rule": rule, "score": score},
    }


def decision(n: int, kind: str, target: str, act: str, **more: Any) -> Line:
    data = {
        **{"n": n, "kind": kind, "target": target, "act": act, "before": None, "after": None},
        **{"by": "anna", "at": f"2026-01-05T09:00:{n:02}.000Z", "ms": 900 + n},
        **{"batch": None, "undoes": None},
    }
    return {**data, **more}


RECORD: Line = {
    "subject": mention("Larkmoor Primary", "s1"),
    "subject_mention": mention("Home"),
    "subject_aliases": [mention("Larkmoor")],
    "entity": None,
    "value": mention("good", "s2"),
    "also": [mention("judged")],
    "scale": "ofsted4@1",
    "value_norm": "good",
    "rank": 3,
    "category": ["overall", "leadership"],
    "status": "current",
    "change": "up",
    "certainty": "plain",
    "polarity": "positive",
    "rating_body": mention("Ofsted", "s3"),
    "rating_body_id": "ofsted",
    "speaker": mention("Pell"),
    "date": {"mention": mention("June"), "value": "2024-06", "precision": "month"},
    "evidence": mention("Larkmoor Primary 😀 was judged good by Ofsted, Ms Pell said in June."),
    "why": {"change": mention("judged"), "status": mention("was")},
}


def full_line() -> Line:
    """A line in which every key says something, as the program would write it."""
    value = {k: v for k, v in mention("good by Ofsted").items() if k in ("start", "end")}
    wide = {**RECORD, "value": mention("good by Ofsted", "s2")}
    removed = span("said", "s4", "ORG", "suggested", "g5")
    places = {
        name: {k: v for k, v in mention(words).items() if k in ("start", "end")}
        for name, words in (("s1", "Larkmoor Primary"), ("s3", "Ofsted"), ("s4", "said"))
    }
    return {
        "schema": "annotator-gold/1",
        "article": {
            "id": "larkmoor.txt",
            "title": "Larkmoor Primary 😀",
            "text": TEXT,
            "sha256": sha256(TEXT),
            "raw_sha256": "ab" * 32,
            "outlet": "Vale Post",
            "url": "https://example.org/larkmoor",
            "published": {"value": "2024-06-03", "precision": "day"},
            "appearances": [
                {
                    "outlet": "Moor Times",
                    "url": None,
                    "published": {"value": None, "precision": "unknown"},
                }
            ],
            "cluster": "k7",
            "zones": [{"start": 0, "end": 4, "kind": "furniture"}],
        },
        "status": "complete",
        "flag": True,
        "note": "a good example",
        "reviewed_by": ["anna", "ben"],
        "guideline": "inspection-news@1",
        "label_set": "inspection-news@1",
        "spans": [
            span("Larkmoor Primary", "s1", "SERVICE", "confirmed", "g1"),
            span("good", "s2", "RATING", "corrected", "g2"),
            span("Ofsted", "s3", "INSPECTORATE", "confirmed", "g3"),
            {**span("Pell", "as9", "PERSON", "added", None), "note": "spelling?"},
        ],
        "ratings": [{"id": "r1", **RECORD, "state": "confirmed", "from": "g4", "note": None}],
        "suggestions": [
            suggestion(1, "span", {**places["s1"], "label": "SERVICE"}, "gazetteer", 0.91),
            suggestion(2, "span", {**value, "label": "RATING"}, "scale-word", 0.8),
            suggestion(3, "span", {**places["s3"], "label": "INSPECTORATE"}, "body", 1.0),
            suggestion(4, "rating", wide, "passive-subject", 0.84),
            suggestion(5, "span", {**places["s4"], "label": "ORG"}, "noun", 0.1),
        ],
        "decisions": [
            decision(
                1,
                "span",
                "s2",
                "correct",
                before={"end": mention("good by Ofsted")["end"]},
                after={"end": mention("good")["end"]},
            ),
            decision(2, "rating", "r1", "confirm", batch=1),
            decision(3, "span", "s1", "confirm", batch=1),
            decision(4, "span", "s3", "confirm", batch=1),
            decision(5, "span", "s4", "confirm", by="ben"),
            decision(6, "span", "s4", "undo", undoes=5),
            decision(
                7, "span", "s4", "reject", before={k: v for k, v in removed.items() if k != "id"}
            ),
            decision(8, "span", "as9", "skip"),
            decision(
                9,
                "span",
                "as9",
                "add",
                after={
                    k: v
                    for k, v in span("Pell", "as9", "PERSON", "added", None).items()
                    if k != "id"
                },
            ),
            decision(10, "span", "as9", "note", before={"note": None}, after={"note": "spelling?"}),
            decision(
                11, "article", "larkmoor.txt", "flag", before={"flag": False}, after={"flag": True}
            ),
            decision(
                12,
                "article",
                "larkmoor.txt",
                "note",
                before={"note": None},
                after={"note": "a good example"},
                by="ben",
            ),
            decision(
                13,
                "article",
                "larkmoor.txt",
                "complete",
                before={"status": "in_progress"},
                after={"status": "complete"},
            ),
        ],
    }


def without_log(line: Line) -> Line:
    bare = copy.deepcopy(line)
    del bare["suggestions"], bare["decisions"]
    for item in (*bare["spans"], *bare["ratings"]):
        item["from"] = None
    return bare


def as_bytes(*lines: Line) -> bytes:
    made = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return "".join(line + "\n" for line in made).encode("utf-8")


def problems(line: Line) -> list[str]:
    return list(gate.problems(gold_jsonl.from_json(line), scales()))


def there_and_back(session: Session, folder: Path, data: bytes, *, log: bool) -> bytes:
    given, out = folder / "given.jsonl", folder / "out.jsonl"
    given.write_bytes(data)
    outcomes = [(i.outcome, i.detail) for i in session.import_files([given])]
    assert outcomes == [("added", "")] * data.count(b"\n")
    assert list(session.examine()) == []
    write_gold(session, out, all_articles=True, log=log)
    return out.read_bytes()


def test_the_full_line_passes_the_gate() -> None:
    assert problems(full_line()) == []
    assert problems(without_log(full_line())) == []


def test_reading_and_writing_gives_the_same_bytes() -> None:
    line = full_line()
    assert gold_jsonl.to_json(gold_jsonl.from_json(line)) + "\n" == as_bytes(line).decode()
    bare = without_log(line)
    assert (
        gold_jsonl.to_json(gold_jsonl.from_json(bare), log=False) + "\n" == as_bytes(bare).decode()
    )
    assert (
        gold_jsonl.to_json(gold_jsonl.from_json(line), log=False) + "\n" == as_bytes(bare).decode()
    )


def test_import_and_export_give_identical_bytes(session: Session, tmp_path: Path) -> None:
    data = as_bytes(full_line())
    assert there_and_back(session, tmp_path, data, log=True) == data


def test_the_short_form_comes_back_identical_too(session: Session, tmp_path: Path) -> None:
    data = as_bytes(without_log(full_line()))
    assert there_and_back(session, tmp_path, data, log=False) == data


@pytest.mark.parametrize("state", ["suggested", "propagated", "corrected"])
@pytest.mark.parametrize("status", ["new", "in_progress"])
def test_the_short_form_keeps_every_state(
    session: Session, tmp_path: Path, state: str, status: str
) -> None:
    line = without_log(full_line())
    for item in (*line["spans"], *line["ratings"]):
        item["state"] = state
        item["note"] = None
    line |= {"status": status, "flag": False, "note": None}
    if status == "new" and state != "suggested":
        line["status"] = "in_progress"  # somebody looked at it
    data = as_bytes(line)
    assert there_and_back(session, tmp_path, data, log=False) == data


def test_the_shipped_seeds_come_back_identical(session: Session, tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "seeds" / "gold.jsonl"
    data = path.read_bytes()
    has_log = b'"decisions":' in data.split(b"\n", 1)[0]
    assert there_and_back(session, tmp_path, data, log=has_log) == data


# --- the eight checks ---


def changed(change: Callable[[Line], object]) -> Line:
    line = copy.deepcopy(full_line())
    change(line)
    return line


def put(*path: str | int, value: object) -> Callable[[Line], object]:
    def change(line: Line) -> None:
        here: Any = line
        for key in path[:-1]:
            here = here[key]
        here[path[-1]] = value

    return change


def both(*changes: Callable[[Line], object]) -> Callable[[Line], object]:
    return lambda line: [change(line) for change in changes]


CHECKS = {
    "2 slice of a span": (put("spans", 0, "exact", value="Larkmoor primary"), "span s1 says"),
    "2 slice of a mention": (
        put("ratings", 0, "speaker", "exact", value="Bell"),
        "rating r1, speaker, says “Bell”, but the text there is “Pell”",
    ),
    "3 empty": (
        both(put("spans", 3, "end", value=3), put("spans", 3, "start", value=3)),
        "span as9 lies outside the text (3 to 3 of",
    ),
    "3 beyond the end": (put("spans", 3, "end", value=900), "span as9 lies outside the text"),
    "3 negative": (put("spans", 3, "start", value=-1), "span as9 lies outside the text"),
    "4 white space": (
        put("ratings", 0, "speaker", value=mention("Pell ")),
        "rating r1, speaker, begins or ends in white space",
    ),
    "4 half a line end": (
        put("ratings", 0, "subject_mention", value={**mention("Home"), "start": 0, "end": 5}),
        "rating r1, subject_mention, says",
    ),
    "5 missing span": (
        put("ratings", 0, "rating_body", "span", value="s77"),
        "rating_body, points to span s77, which is not there",
    ),
    "5 span elsewhere": (
        put("ratings", 0, "rating_body", "span", value="s1"),
        "rating_body, is not where its span s1 is",
    ),
    "5 missing suggestion": (
        put("spans", 0, "from", value="g77"),
        "s1 comes from suggestion g77, which is not there",
    ),
    "5 double id": (put("spans", 0, "id", value="s3"), "the id s3 is there twice"),
    "6 off the scale": (
        put("ratings", 0, "value_norm", value="superb"),
        "rating r1: “superb” is not on the scale of Ofsted",
    ),
    "6 unknown version": (
        put("ratings", 0, "scale", value="ofsted4@99"),
        "rating r1: There is no scale “ofsted4@99”",
    ),
    "6 no version": (put("ratings", 0, "scale", value="ofsted4"), "no scale “ofsted4”"),
    "7 open in a complete article": (
        put("spans", 0, "state", value="suggested"),
        "s1 is still only suggested, but the article is complete",
    ),
    "8 another label": (put("spans", 0, "label", value="ORG"), "s1 is not what its suggestion"),
    "8 one too few": (lambda line: line["spans"].pop(), "as9 is not what its suggestion"),
    "8 another rating": (
        put("ratings", 0, "category", value=["safe"]),
        "r1 is not what its suggestion",
    ),
    "8 status": (put("status", value="in_progress"), "its status is not what its decisions make"),
    "8 flag": (put("flag", value=False), "its status is not what its decisions make"),
    "8 a gap": (put("decisions", 0, "n", value=40), "the decisions are not numbered 1, 2, 3"),
    "8 undo of nothing": (put("decisions", 5, "undoes", value=44), "cannot be replayed"),
    "8 a decision about nothing": (
        put("decisions", 2, "target", value="s55"),
        "cannot be replayed (decision 3 names s55: not there)",
    ),
    "zone outside": (put("article", "zones", 0, "end", value=5000), "the zone from 0 to 5000"),
}


@pytest.mark.parametrize(("change", "words"), CHECKS.values(), ids=CHECKS.keys())
def test_the_gate_stops_by_name(change: Callable[[Line], object], words: str) -> None:
    line = changed(change)
    assert any(words in problem for problem in problems(line)), problems(line)
    with pytest.raises(BadInput, match=r"Article “larkmoor\.txt”: .*Nothing was exported"):
        gate.check(gold_jsonl.from_json(line), scales())


def test_inside_a_character() -> None:
    def cut(line: Line) -> None:
        line["article"]["text"] = TEXT.replace("June", "Jun\u0065\u0301")
        line["article"]["sha256"] = sha256(line["article"]["text"])

    found = problems(changed(both(cut, put("flag", value=True))))
    assert any("date, begins or ends inside a character" in problem for problem in found)


def test_another_sha256_is_refused_when_read() -> None:
    with pytest.raises(BadInput, match="not the one its sha256 was taken of"):
        problems(changed(put("article", "text", value=TEXT + "!")))


# --- what cannot even be read ---


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("schema",), "annotator-gold/2", "not a line of annotator-gold/1"),
        (("article",), [], "“article” is not of the right kind"),
        (("article", "id"), "", "“article.id”"),
        (("article", "id"), 7, "“article.id”"),
        (("article", "published"), "June", "“article.published”"),
        (("article", "published", "precision"), "week", "“article.published.precision”"),
        (("article", "zones", 0, "start"), "0", "“article.zones[0].start”"),
        (("status",), "done", "“status”"),
        (("flag",), "yes", "“flag”"),
        (("spans",), {}, "“spans”"),
        (("spans", 0, "start"), 1.0, "“spans[0].start”"),
        (("spans", 0, "start"), True, "“spans[0].start”"),
        (("spans", 0, "end"), 10**30, "“spans[0].end”"),
        (("spans", 1, "state"), "liked", "“spans[1].state”"),
        (("spans", 1, "label"), None, "“spans[1].label”"),
        (("spans", 1, "note"), {"a": 1}, "“spans[1].note”"),
        (("ratings", 0, "subject"), "Larkmoor", "“ratings[0].subject”"),
        (("ratings", 0, "why"), ["x"], "“ratings[0].why”"),
        (("ratings", 0, "why", "change"), None, "“ratings[0].why.change”"),
        (("ratings", 0, "date", "mention"), 4, "“ratings[0].date.mention”"),
        (("ratings", 0, "status"), "future", "“ratings[0].status”"),
        (("ratings", 0, "rank"), "3", "“ratings[0].rank”"),
        (("suggestions", 0, "value", "start"), None, "“suggestions[0].value.start”"),
        (("suggestions", 3, "value", "date"), "x", "“suggestions[3].value.date”"),
        (("suggestions", 0, "score"), float("nan"), "“suggestions[0].score”"),
        (("suggestions", 0, "score"), 10**400, "“suggestions[0].score”"),
        (("suggestions", 0, "kind"), "verse", "“suggestions[0].kind”"),
        (("suggestions", 0), 5, "“suggestions[0]”"),
        (("decisions", 0, "act"), "like", "“decisions[0].act”"),
        (("decisions", 0, "after"), "x", "“decisions[0].after”"),
        (("decisions", 1, "after"), {"subject": 3}, "“decisions[1].after.subject”"),
        (("decisions", 12, "after"), {"status": "gone"}, "“decisions[12].after.status”"),
        (("decisions", 0, "n"), None, "“decisions[0].n”"),
        (("decisions", 0, "ms"), 2**70, "“decisions[0].ms”"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(path: tuple[Any, ...], value: Any, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        problems(changed(put(*path, value=value)))
    assert words in str(caught.value)


@pytest.mark.parametrize("key", ["article", "status", "flag", "note", "spans", "ratings"])
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(BadInput, match=f"The key '{key}' is missing"):
        problems(changed(lambda line: line.pop(key)))


@pytest.mark.parametrize("key", ["id", "kind", "value"])
def test_a_suggestion_needs_its_keys(key: str) -> None:
    with pytest.raises(BadInput, match="suggestions"):
        problems(changed(lambda line: line["suggestions"][0].pop(key)))
