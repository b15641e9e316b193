"""brat standoff: a folder with a text and its annotations per article, and brat's configuration.

A span is a text-bound annotation, a rating an event on the words of the judgement: several events
may share them. Words that prove a field without a label of their own are text-bound annotations of
the type ``WORDS``. brat counts a line end as one character and breaks at a byte order mark, so
every line end is written as LF, and offsets are those of the text as written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from annotator.core.gold import GoldLine
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.exchange.files import Files
from annotator.exchange.formats import Loss, Report, Wanted
from annotator.exchange.formats.brat_config import Config

#: The type of words that carry no label.
WORDS = "WORDS"
#: Field of a record -> role of its words in the event; a field with several has Also, Also2 ...
ROLES = {
    "subject": "Subject",
    "subject_mention": "SubjectWords",
    "subject_aliases": "Alias",
    "also": "Also",
    "rating_body": "RatingBody",
    "speaker": "Speaker",
    "date": "Date",
    "evidence": "Evidence",
}
#: Attribute of an event -> field of a record.
ATTRIBUTES = {
    "Scale": "scale",
    "Value": "value_norm",
    "Rank": "rank",
    "Category": "category",
    "Status": "status",
    "Change": "change",
    "Certainty": "certainty",
    "Polarity": "polarity",
    "Inspectorate": "rating_body_id",
    "Entity": "entity",
    "CannotTell": "cannot_tell",
    "State": "state",
}
LINE_ENDS = Loss(
    "line_ends",
    "In one article line ends of Windows or a mark at its beginning were written as brat wants.",
    "In {n} articles line ends of Windows or a mark at the beginning were written as brat wants.",
)
NAMES = Loss(
    "names",
    "One id or label was written with other characters, as brat takes only plain ones.",
    "{n} ids or labels were written with other characters, as brat takes only plain ones.",
)
NOTES = Loss(
    "note_lines",
    "One note of several lines became one line.",
    "{n} notes of several lines became one line.",
)
WORDLESS = Loss(
    "wordless_ratings",
    "One rating was left out, because no words of the text belong to it.",
    "{n} ratings were left out, because no words of the text belong to them.",
)


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """Two files an article, in one folder."""
    folder, report = files.folder(), Report()
    config, names = Config(wanted.labels), set[str]()
    for line in lines:
        name = _file_name(line.document.id, names, report)
        text, annotations = standoff(line, config, report)
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
        (folder / f"{name}.ann").write_bytes(annotations.encode("utf-8"))
    for name, content in config.files().items():
        (folder / name).write_bytes(content.encode("utf-8"))
    return report


def standoff(line: GoldLine, config: Config, report: Report) -> tuple[str, str]:
    """The text of an article as brat counts it, and its annotations."""
    shown = re.sub(r"\r\n?", "\n", line.document.text)
    if shown.startswith("\ufeff"):
        shown = "\u2060" + shown[1:]
    if shown != line.document.text:
        report.lose(LINE_ENDS)
    return shown, "".join(f"{one}\n" for one in _Standoff(line, shown, config, report).lines())


class _Standoff:
    """The annotations of one article; ids count from 1."""

    def __init__(self, line: GoldLine, shown: str, config: Config, report: Report) -> None:
        self._line = line
        self._shown = shown
        self._config = config
        self._report = report
        self._pairs = [match.end() for match in re.finditer("\r\n", line.document.text)]
        self._attributes = self._notes = self._references = 0
        self._words: dict[tuple[int, int], str] = {}
        self._labels = {span.id: span.label for span in line.spans}
        self._ids = {span.id: f"T{number}" for number, span in enumerate(line.spans, 1)}

    def lines(self) -> Iterator[str]:
        for span in self._line.spans:
            yield self._bound(self._ids[span.id], self._type(span.label), span)
            yield from self._about(self._ids[span.id], {"State": span.state}, span.note)
            if span.entity:
                self._references += 1
                place = f"{self._ids[span.id]} Register:{_value(span.entity)}"
                yield f"N{self._references}\tReference {place}\t{' '.join(span.entity.split())}"
        number = 0
        for rating in self._line.ratings:
            if next(rating.mentions(), None) is None:
                self._report.lose(WORDLESS)
                continue
            number += 1
            yield from self._event(f"E{number}", rating)

    def _event(self, event: str, rating: Rating) -> Iterator[str]:
        fields = dict[str, str]()
        for attribute, name in ATTRIBUTES.items():
            value = getattr(rating, name)
            if value not in (None, ()):
                several = value if isinstance(value, tuple) else (value,)
                fields[attribute] = "+".join(str(one) for one in several)
        if rating.date.value is not None:
            fields |= {"DateValue": rating.date.value, "DatePrecision": rating.date.precision}
        trigger = rating.value
        if trigger is None:
            trigger = rating.evidence or next(rating.mentions())[1]
            fields["NoWords"] = "value"
        kind, trigger_id, new = self._mention(trigger)
        yield from new
        self._config.events[kind] = None
        arguments, counts = [f"{kind}:{trigger_id}"], dict[str, int]()
        for name, mention in rating.mentions():
            if name == "value":
                continue
            kind, target, new = self._mention(mention)
            yield from new
            role = ROLES.get(name) or f"Why-{name.removeprefix('why.')}"
            counts[role] = counts.get(role, 0) + 1
            self._config.roles[role] = None
            arguments.append(f"{role}{counts[role] if counts[role] > 1 else ''}:{target}")
        yield f"{event}\t{' '.join(arguments)}"
        yield from self._about(event, fields, rating.note)

    def _mention(self, mention: Mention) -> tuple[str, str, list[str]]:
        """Type and id of the words, and the line for them if they have none yet."""
        if mention.span in self._ids:
            return self._type(self._labels[mention.span]), self._ids[mention.span], []
        place = (mention.start, mention.end)
        if place in self._words:
            return WORDS, self._words[place], []
        words = self._words[place] = f"T{len(self._ids) + len(self._words) + 1}"
        return WORDS, words, [self._bound(words, WORDS, mention)]

    def _bound(self, name: str, kind: str, part: Span | Mention) -> str:
        """A text-bound annotation; a line end inside parts it into fragments."""
        begin, end = self._at(part.start), self._at(part.end)
        places = [
            (begin + match.start(), begin + match.end())
            for match in re.finditer(r"[^\n]+", self._shown[begin:end])
        ]
        offsets = ";".join(f"{start} {stop}" for start, stop in places)
        words = " ".join(self._shown[start:stop] for start, stop in places)
        return f"{name}\t{kind} {offsets}\t{words}"

    def _at(self, offset: int) -> int:
        """The offset in the text as written, where a line end is one character."""
        return offset - bisect_right(self._pairs, offset)

    def _about(self, target: str, fields: dict[str, str], note: str | None) -> Iterator[str]:
        for attribute, value in fields.items():
            self._attributes += 1
            written = _value(value)
            self._config.attribute(attribute, written)
            yield f"A{self._attributes}\t{attribute} {target} {written}"
        if note:
            self._notes += 1
            words = " ".join(note.split())
            self._report.lose(NOTES, int(words != note))
            yield f"#{self._notes}\tAnnotatorNotes {target}\t{words}"

    def _type(self, label: str) -> str:
        kind = re.sub(r"[^A-Za-z0-9_-]", "_", label)
        if kind != label and kind not in self._config.labels:
            self._report.lose(NAMES)
        self._config.labels[kind] = label
        return kind


def _value(words: str) -> str:
    """An attribute's value: brat takes no white space there."""
    return quote(words, safe="+@/.:-_")


def _file_name(document_id: str, taken: set[str], report: Report) -> str:
    """A name for the two files that no other article has, whatever letter case counts for."""
    wanted = document_id.removesuffix(".txt")
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", wanted).lstrip(".")[:120] or "article"
    name, number = plain, 2
    while name.casefold() in taken or name in ("annotation.conf", "visual.conf"):
        name, number = f"{plain}-{number}", number + 1
    taken.add(name.casefold())
    report.lose(NAMES, int(f"{name}.txt" != document_id))
    return name
