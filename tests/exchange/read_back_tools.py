"""The formats of other annotation tools, read by their own converters or by their written rules."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from annotator.core.documents import Document
from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.exchange.carried import uncarried
from annotator.exchange.readers import brat as brat_reader

Facts = dict[str, Any]
Places = list[tuple[int, int, str]]


def doccano(out: Path) -> list[Facts]:
    """As doccano's importer takes it: offsets in UTF-16 units; what is left is meta data."""
    found = []
    for raw in out.read_bytes().decode().split("\n")[:-1]:
        meta = json.loads(raw)
        text, entities = meta.pop("text"), meta.pop("entities")
        units = text.encode("utf-16-le")
        spans: Places = []
        for entity in entities:
            start, end = entity["start_offset"], entity["end_offset"]
            words = units[2 * start : 2 * end].decode("utf-16-le")
            begin = len(units[: 2 * start].decode("utf-16-le"))
            spans.append((begin, begin + len(words), entity["label"]))
        ids = [entity["id"] for entity in entities]
        assert len(set(ids)) == len(ids)
        for relation in meta.pop("relations"):
            assert {relation["from_id"], relation["to_id"]} <= set(ids)
        found.append(with_what_rode_along(text, spans, meta["annotator"]))
    return found


def label_studio(out: Path) -> list[Facts]:
    """As Label Studio's own converter takes the annotations; predictions as they are."""
    tasks = json.loads(out.read_bytes())
    rows = {row["id"]: row for row in json.loads(_convert(out, "JSON_MIN", "result.json"))}
    found = []
    for task in tasks:
        regions = list(rows[task["id"]].get("label", ())) if task["annotations"] else []
        for prediction in task.get("predictions", ()):
            there = {_place(region) for region in regions}
            taken = [r["value"] for r in prediction["result"] if r["type"] == "labels"]
            regions += [one for one in taken if _place(one) not in there]
        text = task["data"]["text"]
        assert all(text[r["start"] : r["end"]] == r["text"] for r in regions)
        spans = [_place(region) for region in regions]
        if task.get("predictions"):  # what is open comes behind what is decided
            spans.sort(key=lambda place: (place[0], -place[1]))
        found.append(with_what_rode_along(text, spans, task["data"]["annotator"]))
    return found


def label_studio_conll(out: Path) -> list[tuple[str, str]]:
    """Words and tags, as Label Studio's converter makes them of the annotations."""
    rows = _convert(out, "CONLL2003", "result.conll").splitlines()[1:]
    return [(row.split(" ")[0], row.split(" ")[-1]) for row in rows if row]


def _convert(out: Path, format_: str, result: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that it is made of
        from label_studio_sdk.converter import Converter

    config = out.with_name(out.name + ".config.xml").read_text(encoding="utf-8")
    folder = out.with_name(out.name + "-converted")
    Converter(config, str(folder)).convert(str(out), str(folder), format_, is_dir=False)
    made = (folder / result).read_text(encoding="utf-8")
    shutil.rmtree(folder)
    return made


def w3c(out: Path) -> list[Facts]:
    """As a JSON-LD processor sees it: expanded, flattened, and followed from node to node."""
    from pyld import jsonld

    def load(url: str, _options: Any) -> Any:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": _context()}

    flat = jsonld.flatten(json.loads(out.read_bytes()), options={"documentLoader": load})
    nodes = {node["@id"]: node for node in flat}
    (page,) = [node for node in flat if f"{_AS}items" in node] or [{}]
    items = page[f"{_AS}items"][0]["@list"] if page else []
    by_source: dict[str, tuple[str, Places, Any]] = {}
    for item in (nodes[one["@id"]] for one in items):
        motive = item[f"{_OA}motivatedBy"][0]["@id"].removeprefix(_OA)
        body = nodes[item[f"{_OA}hasBody"][0]["@id"]]
        value = body[f"{_RDF}value"][0]["@value"]
        target = nodes.get(item[f"{_OA}hasTarget"][0]["@id"], {})
        if motive == "describing":
            source = item[f"{_OA}hasTarget"][0]["@id"]
            by_source[source] = (value, [], item["urn:annotator:gold:line"][0]["@value"])
        elif motive == "tagging":
            text, spans, _ = by_source[target[f"{_OA}hasSource"][0]["@id"]]
            said = {key: one[0].get("@value") for key, one in _selected(nodes, target)}
            start, end = int(said[f"{_OA}start"]), int(said[f"{_OA}end"])
            around = [said[f"{_OA}{part}"] for part in ("prefix", "exact", "suffix")]
            assert text[start:end] == around[1]
            assert "".join(around) in text
            spans.append((start, end, value))
    return [with_what_rode_along(*one) for one in by_source.values()]


def brat(out: Path) -> list[Facts]:
    """As brat's written rules have it, line by line; then as this program reads it."""
    found = []
    for path in sorted(out.glob("*.ann"), key=lambda p: (len(p.name), p.name)):
        raw = path.with_suffix(".txt").read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        text, lines = raw.decode(), path.read_bytes().decode()
        spans = _checked_standoff(text, lines)
        line = brat_reader.found_in(Document(path.stem + ".txt", text), lines).line()
        found.append(
            {
                "id": path.stem + ".txt",
                "text": text,
                "spans": spans,
                "open spans": [(s.start, s.end, s.label) for s in line.spans if s.is_open],
                "states": [span.state for span in line.spans],
                "entities": [span.entity for span in line.spans],
                "notes": [span.note for span in line.spans],
                "ratings": line.ratings,
            }
        )
    return found


def as_brat(line: GoldLine) -> GoldLine:
    """A line as brat can hold it: LF, ids in order, notes of one line, no wordless record."""
    text = line.document.text
    text = "\u2060" + text[1:] if text.startswith("\ufeff") else text
    shown = re.sub("\r\n?", "\n", text)
    ids = {span.id: f"s{number}" for number, span in enumerate(line.spans, 1)}

    def at(offset: int) -> int:
        return offset - text.count("\r\n", 0, offset)

    def mention(one: Mention) -> Mention:
        start, end = at(one.start), at(one.end)
        return Mention(start, end, shown[start:end], ids[one.span] if one.span else None)

    def span(one: Span) -> Span:
        start, end = at(one.start), at(one.end)
        moved = replace(one, id=ids[one.id], start=start, end=end, exact=shown[start:end])
        return replace(moved, origin=None, note=_one_line(one.note))

    ratings: list[Rating] = []
    for one in line.ratings:
        if next(one.mentions(), None) is not None:
            moved = one.with_mentions(mention)
            note, new_id = _one_line(one.note), f"r{len(ratings) + 1}"
            ratings.append(replace(moved, id=new_id, origin=None, note=note))
    name = re.sub(r"[^A-Za-z0-9._-]", "_", line.document.id.removesuffix(".txt")) + ".txt"
    document = replace(line.document, id=name, text=shown)
    return replace(
        line, document=document, spans=tuple(map(span, line.spans)), ratings=tuple(ratings)
    )


def _checked_standoff(text: str, lines: str) -> Places:
    """The spans; every line is held against the rules of standoff files."""
    spans: Places = []
    rows = [line.split("\t", 2) for line in lines.split("\n")[:-1]]
    ids = {row[0] for row in rows}
    assert len(ids) == len(rows)
    for name, said, *words in rows:
        parts = said.split(" ")
        if name[0] == "T":
            label, places = said.split(" ", 1)
            fragments = [tuple(map(int, part.split(" "))) for part in places.split(";")]
            slices = [text[start:end] for start, end in fragments]
            assert words == [" ".join(slices)]
            assert all(slices)
            assert "\n" not in words[0]
            if label != "WORDS":
                spans.append((fragments[0][0], fragments[-1][1], label))
        elif name[0] == "E":
            assert {part.partition(":")[2] for part in parts} <= ids
            roles = [part.partition(":")[0] for part in parts[1:]]
            assert len(set(roles)) == len(roles)
        else:
            assert name[0] in "AN#"
            assert parts[1] in ids
            assert len(parts) == (2 if name[0] == "#" else 3)
    return spans


def with_what_rode_along(text: str, spans: Places, data: Any) -> Facts:
    """What is in the tool's own keys, and the rest from our gold line."""
    from tests.exchange.read_back import facts_of

    line = uncarried(data, text)
    assert line is not None
    facts = facts_of(line)
    lost = ("flat spans", "log")
    return {fact: said for fact, said in facts.items() if fact not in lost} | {
        "text": text,
        "spans": spans,
    }


def _selected(nodes: dict[str, Any], target: Any) -> Iterator[tuple[str, Any]]:
    for selector in target[f"{_OA}hasSelector"]:
        said = nodes[selector["@id"]]
        yield from ((key, value) for key, value in said.items() if not key.startswith("@"))


def _place(region: Any) -> tuple[int, int, str]:
    (label,) = region["labels"]
    return region["start"], region["end"], label


def _one_line(note: str | None) -> str | None:
    return " ".join(note.split()) if note else None


_OA, _AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@cache
def _context() -> Any:
    """As much of the vocabulary of web annotations as the file uses, in our own words."""
    number = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    when = "http://www.w3.org/2001/XMLSchema#dateTime"
    terms: dict[str, Any] = {"id": "@id", "type": "@type", "value": f"{_RDF}value"}
    for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector"):
        terms[name] = _OA + name
    for name in ("tagging", "describing", "assessing", "commenting", "exact", "prefix", "suffix"):
        terms[name] = _OA + name
    for name in ("body", "target", "source", "selector"):
        terms[name] = {"@id": f"{_OA}has{name.capitalize()}", "@type": "@id"}
    terms["motivation"] = {"@id": f"{_OA}motivatedBy", "@type": "@vocab"}
    terms["purpose"] = {"@id": f"{_OA}hasPurpose", "@type": "@vocab"}
    terms |= {name: {"@id": _OA + name, "@type": number} for name in ("start", "end")}
    for name in ("created", "modified"):
        terms[name] = {"@id": f"http://purl.org/dc/terms/{name}", "@type": when}
    terms["creator"] = {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"}
    terms["format"] = "http://purl.org/dc/elements/1.1/format"
    terms |= {
        "Person": "http://xmlns.com/foaf/0.1/Person",
        "name": "http://xmlns.com/foaf/0.1/name",
    }
    terms |= {"AnnotationCollection": f"{_AS}OrderedCollection", "AnnotationPage": f"{_AS}Page"}
    terms["items"] = {"@id": f"{_AS}items", "@type": "@id", "@container": "@list"}
    terms["first"] = {"@id": f"{_AS}first", "@type": "@id"}
    terms["total"] = {"@id": f"{_AS}totalItems", "@type": number}
    return {"@context": terms}
