"""Each format read by the tool it is for, as far as one can be had: what a stranger gets of it.

A reader gives, per article, the facts that are in the files; ``facts_of`` names them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.json
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.converters import conll_ner_to_docs
from spacy.vocab import Vocab

from annotator.core.gold import GoldLine
from annotator.core.spans import outermost
from annotator.exchange import gold_jsonl
from tests.exchange import read_back_tools

Facts = dict[str, Any]
Places = list[tuple[int, int, str]]


def facts_of(line: GoldLine) -> Facts:
    """All that can be said of an article, by the names under which formats keep or lose it."""
    document = line.document
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "inspected": document.inspected,
        "bytes": document.raw_sha256,
        "cluster": document.cluster,
        "appearances": document.appearances,
        "zones": document.zones,
        "status": line.state.status,
        "flag and note": (line.state.flag, line.state.note),
        "reviewers": line.reviewed_by,
        "versions": (line.guideline, line.label_set),
        "entities": [span.entity for span in line.spans],
        "spans": [(s.start, s.end, s.label) for s in line.spans],
        "flat spans": [(s.start, s.end, s.label) for s in outermost(line.spans)],
        "open spans": [(s.start, s.end, s.label) for s in line.spans if s.is_open],
        "states": [span.state for span in line.spans],
        "notes": [span.note for span in line.spans],
        "ratings": tuple(replace(rating, origin=None) for rating in line.ratings),
        "log": (line.suggestions, line.decisions, [rating.origin for rating in line.ratings]),
    }


def jsonl(out: Path) -> list[Facts]:
    found = [facts_of(gold_jsonl.from_json(data)) for data in _lines(out)]
    return [{fact: said for fact, said in one.items() if fact != "flat spans"} for one in found]


def prodigy(out: Path) -> list[Facts]:
    found = []
    for task in _lines(out):
        text, tokens = task["text"], task["tokens"]
        assert "".join(t["text"] + " " * t["ws"] for t in tokens) == text
        for number, token in enumerate(tokens):
            assert (token["id"], text[token["start"] : token["end"]]) == (number, token["text"])
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
        spans = [(s["start"], s["end"], s["label"]) for s in task["spans"]]
        if "annotator" not in task:  # where only some labels are wanted
            found.append({"text": text, "spans": spans})
            continue
        facts = read_back_tools.with_what_rode_along(text, spans, task["annotator"])
        sources = [place for place, s in zip(spans, task["spans"], strict=True) if "source" in s]
        assert facts.get("open spans", sources) == sources
        assert task["meta"]["id"] == facts["id"]
        assert (task.get("answer") == "accept") == (facts["status"] == "complete")
        found.append(facts)
    return found


def conll(out: Path) -> list[Facts]:
    """The tags as spaCy's converter reads them; where the words stand, and the rest, from beside.

    An article without a word is none for the converter.
    """
    beside = _lines(out.with_name(out.name + ".offsets.jsonl"))
    converted = conll_ner_to_docs(out.read_text(encoding="utf-8"), no_print=True)
    docs = iter(list(converted))
    found = []
    for said in beside:
        starts, ends = zip(*said["tokens"], strict=True) if said["tokens"] else ((), ())
        flat: Places = []
        if starts:
            doc = next(docs)
            assert [t.text for t in doc] == [said["text"][a:b] for a, b in said["tokens"]]
            flat = [(starts[e.start], ends[e.end - 1], e.label_) for e in doc.ents]
        spans = [tuple(span) for span in said["spans"]]
        found.append({"id": said["id"], "text": said["text"], "flat spans": flat, "spans": spans})
    assert list(docs) == []
    return found


def docbin(out: Path) -> list[Facts]:
    def places(spans: Any) -> Places:
        return [(s.start_char, s.end_char, s.label_) for s in spans]

    def facts(doc: Doc) -> Facts:
        return {
            "id": doc.user_data["id"],
            "text": doc.text,
            "flat spans": places(doc.ents),
            "spans": places(doc.spans["sc"]),
        }

    return [facts(doc) for doc in DocBin().from_disk(out).get_docs(_vocab())]


def huggingface(out: Path) -> list[Facts]:
    features = json.loads(out.with_name(out.name + ".features.json").read_bytes())
    names = features["ner_tags"][0]["names"]
    found = []
    table = pyarrow.json.read_json(out) if out.stat().st_size else pyarrow.table({})
    for row in table.to_pylist():
        assert row.keys() == features.keys()
        starts = row["token_starts"]
        ends = [start + len(word) for start, word in zip(starts, row["tokens"], strict=True)]
        flat: Places = []
        for start, end, tag in zip(starts, ends, (names[n] for n in row["ner_tags"]), strict=True):
            if tag.startswith("B-"):
                flat.append((start, end, tag[2:]))
            elif tag.startswith("I-"):
                flat[-1] = (flat[-1][0], end, flat[-1][2])
        spans = [(s["start"], s["end"], s["label"]) for s in row["entities"]]
        found.append({"id": row["id"], "text": row["text"], "flat spans": flat, "spans": spans})
    return found


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


#: How each format is read back.
READERS: dict[str, Callable[[Path], list[Facts]]] = {
    "jsonl": jsonl,
    "prodigy": prodigy,
    "conll": conll,
    "docbin": docbin,
    "huggingface": huggingface,
    "doccano": read_back_tools.doccano,
    "label-studio": read_back_tools.label_studio,
    "brat": read_back_tools.brat,
    "w3c": read_back_tools.w3c,
}


def _lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_bytes().decode().split("\n") if line]
