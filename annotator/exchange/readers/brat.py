"""brat standoff: a text with the annotations that lie beside it.

Fragments are one span where only line ends part them; else they are left out, as a span here is
one stretch. Events on the words of a judgement are records; other relations and events are left
out and counted.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args
from urllib.parse import unquote

from annotator.core.documents import Document, Precision
from annotator.core.ratings import Rating, RatingDate
from annotator.core.spans import ItemState, Mention, Span
from annotator.exchange.formats.brat import ATTRIBUTES, ROLES, WORDS
from annotator.exchange.links import CHOICES, is_judgement
from annotator.exchange.readers.encodings import decode
from annotator.exchange.readers.found import Found, FoundSpan, Relation
from annotator.exchange.readers.incoming import Incoming, Read
from annotator.exchange.units import Claim, Unit

#: brat counts a line end as one character; files from elsewhere count their two.
_UNITS: tuple[Unit, ...] = ("CRLF as one", "code points", "UTF-16")
_SETTINGS = frozenset({"annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"})
_LINE = re.compile(r"([TREAMN#*][^\t]*)\t(.*)", re.S)
_BEGINS = re.compile(rb"(\xef\xbb\xbf)?([TREAMN#]\d+|\*)\t|\s*\Z")
_FIELDS = {role: name for name, role in ROLES.items()}


def matches(file: Incoming) -> bool:
    """Is it a text with annotations beside it, or one of brat's other files?"""
    if file.suffix == ".txt":
        other = file.beside(file.id[:-4] + ".ann")
        return other is not None and _BEGINS.match(other.head) is not None
    return file.id in _SETTINGS or (file.suffix == ".ann" and _BEGINS.match(file.head) is not None)


def read(file: Incoming) -> Iterator[Read]:
    """The article of a text; its annotations and brat's settings are no articles of their own."""
    if file.suffix == ".txt":
        other = file.beside(file.id[:-4] + ".ann")
        yield from [] if other is None else [_article(file, other)]
    elif file.suffix == ".ann" and file.beside(file.id[:-4] + ".txt") is None:
        raise file.bad("has no text: its .txt file is not beside it.")


def _article(file: Incoming, other: Incoming) -> Read:
    raw, beside = file.read(), other.read()
    text = decode(raw, file.name, file.options.encoding)
    document = Document(file.id, text, raw_sha256=hashlib.sha256(raw + beside).hexdigest())
    return found_in(document, decode(beside, other.name)).line()


def found_in(document: Document, annotations: str) -> Found:
    """What the annotations of a text say."""
    standoff = _Standoff()
    for line in re.split(r"\r?\n", annotations.removeprefix("\ufeff")):
        if line.strip():
            standoff.take(line)
    found = Found(document, units=_UNITS, words=WORDS, left_out=standoff.left_out)
    for name, (kind, claim) in standoff.bound.items():
        state, entity = standoff.of(name).get("State"), standoff.references.get(name)
        known: Any = state if state in get_args(ItemState) else "suggested"
        note = standoff.notes.get(name)
        found.spans.append(FoundSpan(name, claim, kind, note, None, known, entity))
    if standoff.relations:
        found.relations = standoff.relations
    found.records = standoff.records
    return found


@dataclass(slots=True)
class _Standoff:
    """The lines of one file, by kind."""

    bound: dict[str, tuple[str, Claim]] = field(default_factory=dict)
    events: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def of(self, name: str) -> dict[str, str]:
        """The attributes of an annotation."""
        return self.attributes.get(name, {})

    def take(self, line: str) -> None:
        """One line; what cannot be read is counted."""
        match = _LINE.fullmatch(line)
        words = match[2].split("\t")[0].split(" ") if match else []
        rest = match[2].split("\t", 1)[1] if match and "\t" in match[2] else ""
        kind = match[1][0] if match else ""
        if match and kind == "T" and len(words) >= 3:
            self._bind(match[1], words[0], " ".join(words[1:]), rest)
        elif match and kind == "E":
            pairs = [word.partition(":") for word in words if ":" in word]
            self.events[match[1]] = [(role, target) for role, _, target in pairs]
        elif kind == "R" and len(words) >= 3:
            begin, end = (word.partition(":")[2] for word in words[1:3])
            self.relations.append(Relation(begin, end, words[0]))
        elif kind in "AM" and len(words) >= 2:
            value = unquote(words[2]) if len(words) > 2 else "true"
            self.attributes.setdefault(words[1], {})[words[0]] = value
        elif kind == "#" and len(words) >= 2 and rest.strip():
            former = self.notes.get(words[1])
            self.notes[words[1]] = f"{former}; {rest}" if former else rest
        elif kind == "N" and len(words) >= 3:
            register, _, entity = words[2].partition(":")
            self.references[words[1]] = unquote(entity or register)
        else:
            self.left_out["that cannot be read" if kind != "*" else "relations"] += 1

    def _bind(self, name: str, kind: str, offsets: str, words: str) -> None:
        try:
            places = [tuple(map(int, part.split())) for part in offsets.split(";")]
            start, end = places[0][0], places[-1][1]
        except (ValueError, IndexError):
            self.left_out["that cannot be read"] += 1
            return
        self.bound[name] = (kind, Claim(start, end, words or None))

    def records(self, spans: Mapping[str, Span]) -> list[Rating]:
        """The ratings of the events, in their order."""
        out: list[Rating] = []
        for name, arguments in self.events.items():
            made = self._record(name, arguments, spans, f"r{len(out) + 1}")
            if made is None:
                self.left_out["events that are no ratings"] += 1
            else:
                out.append(made)
        return out

    def _record(
        self, event: str, arguments: list[tuple[str, str]], spans: Mapping[str, Span], new_id: str
    ) -> Rating | None:
        trigger = spans.get(arguments[0][1]) if arguments else None
        said = self.of(event)
        if trigger is None or not ("Scale" in said or is_judgement(trigger)):
            return None
        fields: dict[str, Any] = {"category": ()}
        for role, target in arguments[1:]:
            name = re.sub(r"\d+$", "", role)
            span = spans.get(target)
            if span is None or not (name in _FIELDS or name.startswith("Why-")):
                self.left_out["arguments of events"] += 1
            elif name.startswith("Why-"):
                fields.setdefault("why", {})[name[4:]] = _mention(span)
            elif name in ("Alias", "Also"):
                fields[_FIELDS[name]] = (*fields.get(_FIELDS[name], ()), _mention(span))
            elif name == "Date":
                fields["date"] = RatingDate(_mention(span))
            else:
                fields[_FIELDS[name]] = _mention(span)
        value = None if "NoWords" in said else _mention(trigger)
        made = {"subject": None, "evidence": None, **fields, **_answers(said, self.left_out)}
        if "DateValue" in said:
            date = made.get("date", RatingDate())
            made["date"] = RatingDate(date.mention, said["DateValue"], _precision(said))
        return Rating(new_id, value=value, note=self.notes.get(event), **made)


def _mention(span: Span) -> Mention:
    return Mention(span.start, span.end, span.exact, None if span.label == WORDS else span.id)


def _answers(said: Mapping[str, str], left_out: Counter[str]) -> dict[str, Any]:
    """The attributes of an event as fields of a record."""
    out: dict[str, Any] = {}
    for attribute, value in said.items():
        name = ATTRIBUTES.get(attribute)
        allowed = get_args(ItemState) if name == "state" else CHOICES.get(name or "")
        if name in ("category", "cannot_tell"):
            out[name] = tuple(value.split("+"))
        elif name == "rank" and value.isdecimal() and len(value) < 4:
            out[name] = int(value)
        elif name is not None and name != "rank" and (allowed is None or value in allowed):
            out[name] = value
        elif attribute not in ("DateValue", "DatePrecision", "NoWords"):
            left_out["attributes"] += 1
    return out


def _precision(said: Mapping[str, str]) -> Precision:
    given: Any = said.get("DatePrecision")
    return given if given in get_args(Precision) else "unknown"
