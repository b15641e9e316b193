"""Label Studio: tasks with an annotation of what is decided and a prediction of what is open.

A span is a region; a rating is relations between regions and choices on the region of its words.
Label Studio has one set of choices per region, so where several records share the words of one
judgement the choices are those of all of them; the whole records ride along in ``data.annotator``.
Offsets are code points. The labelling configuration lies beside: ``OUT.config.xml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import DECIDED, Span
from annotator.exchange.carried import KEY, carried
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.label_studio_config import Config
from annotator.exchange.links import choices_of, links_of, relation_of


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """A list of tasks, one a line, and the labelling configuration beside it."""
    file = files.main()
    config = Config(wanted.labels, wanted.scales)
    number = 0
    for number, line in enumerate(lines, 1):
        file.write(b"[\n" if number == 1 else b",\n")
        file.write(json.dumps(task(line, number), ensure_ascii=False).encode("utf-8"))
        config.see(line)
    file.write(b"\n]\n" if number else b"[]\n")
    files.beside(".config.xml").write(config.xml())
    return Report()


def task(line: GoldLine, number: int) -> dict[str, Any]:
    """One article; ``number`` is the id of the task, as Label Studio wants one."""
    document = line.document
    decided = [span for span in line.spans if span.state in DECIDED]
    data = {"text": document.text, "id": document.id, "title": document.title}
    out: dict[str, Any] = {"id": number, "data": {**data, KEY: carried(line)}}
    out["annotations"] = [_annotation(line, decided, number)] if line.is_looked_at else []
    if len(decided) < len(line.spans):
        out["predictions"] = [_prediction(line)]
    return out


def _annotation(line: GoldLine, decided: list[Span], number: int) -> dict[str, Any]:
    ms = sum(decision.ms for decision in line.decisions)
    times = [decision.at for decision in line.decisions if decision.n is not None]
    made = (
        {"created_at": min(times), "updated_at": max(times), "lead_time": ms / 1000}
        if times
        else {}
    )
    return {
        "id": number,
        "was_cancelled": False,
        "ground_truth": line.state.status == "complete",
        **made,
        "result": _results(decided, line.ratings, {}),
    }


def _prediction(line: GoldLine) -> dict[str, Any]:
    """Everything, as a machine would offer it: relations of open spans may go to decided ones."""
    made = {suggestion["id"]: suggestion for suggestion in line.suggestions}
    scores = {s.id: made.get(s.origin or "", {}).get("score") for s in line.spans if s.is_open}
    models = [
        s["model"] or s["rules"] for s in line.suggestions if s.get("model") or s.get("rules")
    ]
    known = [score for score in scores.values() if score is not None]
    return {
        "model_version": models[0] if models else "annotator",
        **({"score": round(sum(known) / len(known), 4)} if known else {}),
        "result": _results(list(line.spans), line.ratings, scores),
    }


def _results(
    spans: list[Span], ratings: Iterable[Rating], scores: dict[str, float | None]
) -> list[dict[str, Any]]:
    """Regions, each with what is chosen for it, then the relations between them.

    Args:
        scores: by span id, how sure a machine was.
    """
    by_value: dict[str, list[Rating]] = {}
    for rating in ratings:
        if rating.value and rating.value.span:
            by_value.setdefault(rating.value.span, []).append(rating)
    out: list[dict[str, Any]] = []
    for span in spans:
        out.append(_region(span, scores.get(span.id)))
        out += [
            _chosen(span, name, answers)
            for name, answers in choices_of(by_value.get(span.id, ())).items()
        ]
    there = {span.id for span in spans}
    links = (link for group in by_value.values() for rating in group for link in links_of(rating))
    for begin, end, name in dict.fromkeys(map(relation_of, links)):
        if begin in there and end in there:
            out.append(
                {"from_id": begin, "to_id": end, "type": "relation"}
                | {"direction": "right", "labels": [name]}
            )
    return out


def _region(span: Span, score: float | None) -> dict[str, Any]:
    region = {
        "id": span.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {**_place(span), "labels": [span.label]},
    }
    if span.note:
        region["meta"] = {"text": [span.note]}
    return region | ({} if score is None else {"score": score})


def _chosen(span: Span, name: str, answers: list[str]) -> dict[str, Any]:
    return {
        "id": span.id,
        "from_name": name,
        "to_name": "text",
        "type": "choices",
        "value": {**_place(span), "choices": answers},
    }


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.exact}
