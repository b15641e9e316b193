"""Prodigy's JSON lines: tasks, answered or not, with spans, relations or choices.

An answer speaks for what the analyst saw: a rejected task says that its spans are wrong, an
ignored one nothing; a span with a ``source`` is the machine's until the task is accepted. In a
binary view the answer is about one span and says nothing of the rest of the text, so its span is a
suggestion, whatever the user says.
Offsets are code points.
"""

from __future__ import annotations

from typing import Any

from annotator.core.gold import GoldLine
from annotator.exchange.carried import KEY, uncarried
from annotator.exchange.formats.prodigy import SOMEBODY
from annotator.exchange.readers.described import Origin, described
from annotator.exchange.readers.found import Found, FoundSpan, Relation, machine_of
from annotator.exchange.units import Claim

#: Keys that nobody else writes beside a text.
_SIGNS = ("_task_hash", "_input_hash", "_view_id", "_session_id")
_ANSWERS = ("accept", "reject", "ignore")
#: Views in which one span is judged.
_BINARY = ("ner", "spans")


def matches(data: dict[str, Any]) -> bool:
    """Has it a text, and what only Prodigy writes?"""
    is_answered = data.get("answer") in _ANSWERS
    return isinstance(data.get("text"), str) and (is_answered or any(s in data for s in _SIGNS))


def read(data: dict[str, Any], origin: Origin) -> GoldLine:
    """One task.

    Raises:
        BadInput: there is no text in it.
    """
    meta = data["meta"] if isinstance(data.get("meta"), dict) else {}
    found = Found(described({**meta, **data}, origin, data.get("text"), meta.get("id")))
    spans = data["spans"] if isinstance(data.get("spans"), list) else []
    if data.get("answer") == "reject":
        found.left_out["of a rejected task"] += len(spans)
        return found.line()
    found.base = uncarried(data.get(KEY), found.document.text)
    answer = None if data.get("_view_id") in _BINARY else data.get("answer")
    for span in spans:
        _take(found, span, answer, is_binary=data.get("_view_id") in _BINARY)
    for key in ("accept", "label"):  # of choices, and of texts that are labelled whole
        chosen = data.get(key)
        count = len(chosen) if isinstance(chosen, list) else int(isinstance(chosen, str))
        if count:
            found.left_out["labels of a whole article"] += count
    if isinstance(data.get("relations"), list):
        found.relations = []
        for relation in data["relations"]:
            _relate(found, found.relations, relation)
    return found.line()


def _take(found: Found, span: object, answer: object, *, is_binary: bool) -> None:
    match span:
        case {"start": int(start), "end": int(end), "label": str(label), **more} if label.strip():
            source, words = more.get("source"), more.get("text")
            machine = None
            is_made = answer != "accept" and source not in (None, SOMEBODY)
            if is_binary or is_made or answer == "ignore":
                machine = machine_of(source, more.get("score"))
            claim = Claim(start, end, words if isinstance(words, str) else None)
            key = f"{start}-{end}-{label}"
            found.spans.append(FoundSpan(key, claim, label, machine=machine))
        case _:
            found.left_out["that cannot be read"] += 1


def _relate(found: Found, relations: list[Relation], relation: object) -> None:
    match relation:
        case {"head_span": dict(head), "child_span": dict(child), "label": str(name)}:
            relations.append(Relation(_key(head), _key(child), name))
        case _:
            found.left_out["relations"] += 1


def _key(span: dict[str, Any]) -> str:
    return f"{span.get('start')}-{span.get('end')}-{span.get('label')}"
