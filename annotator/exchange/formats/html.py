"""A report to read: each article with its highlights and records, one HTML file without links.

It opens in any browser, prints, needs nothing beside it, and nothing in it is live: no script, no
address to click, no picture from elsewhere (the policy in its head forbids them besides).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from html import escape

from annotator.core.documents import Document
from annotator.core.gold import GoldLine
from annotator.core.labels import LabelSet
from annotator.core.spans import Span
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.html_style import stylesheet
from annotator.exchange.formats.ratings_rows import rows_of

#: Column of the ratings table -> its head in the report.
_SHOWN = {
    "subject": "Subject",
    "value": "Value",
    "category": "Category",
    "status": "Status",
    "rating_body": "Rating body",
    "date": "Date",
    "speaker": "Speaker",
    "evidence": "Evidence",
    "decided_by": "Decided by",
}
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """One section an article, one after the other."""
    file = files.main()
    style = stylesheet(wanted.labels, wanted.label_ids)
    file.write(_HEAD.format(title="Articles and their ratings", style=style).encode("utf-8"))
    for line in lines:
        file.write("".join(_article(line, wanted)).encode("utf-8", "replace"))
    file.write(b"</body>\n</html>\n")
    return Report()


def _article(line: GoldLine, wanted: Wanted) -> Iterator[str]:
    document = line.document
    yield f"<article>\n<h1>{escape(document.title or document.id)}</h1>\n"
    yield f'<p class="about">{escape(_about(line))}</p>\n'
    if line.state.note:
        yield f'<p class="note">{escape(line.state.note)}</p>\n'
    yield from _records(line, wanted)
    yield f'<div class="text">{"".join(_text(line, wanted.labels))}</div>\n'
    yield "</article>\n"


def _about(line: GoldLine) -> str:
    document, state = line.document, line.state
    said = [document.outlet, document.published.value, document.url, state.status.replace("_", " ")]
    if line.reviewed_by:
        said.append("reviewed by " + ", ".join(line.reviewed_by))
    return " · ".join(part for part in (*said, "flagged" if state.flag else None) if part)


def _text(line: GoldLine, labels: LabelSet) -> Iterator[str]:
    """The text with its spans; where spans cross, a span is drawn in pieces."""
    document = line.document
    edges = {0, len(document.text)}
    edges |= {edge for span in line.spans for edge in (span.start, span.end)}
    edges |= {edge for zone in document.zones for edge in (zone.start, zone.end)}
    cuts = sorted(edges)
    spans = sorted(line.spans, key=lambda s: (s.start, -s.end))
    begun = 0
    around: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        around = [span for span in around if span.end > start]
        while begun < len(spans) and spans[begun].start <= start:
            around.append(spans[begun])
            begun += 1
        yield _piece(document, start, end, around, labels)


def _piece(document: Document, start: int, end: int, around: list[Span], labels: LabelSet) -> str:
    words = escape(document.text[start:end])
    for span in reversed(around):
        label = labels.get(span.label)
        name = escape(label.name if label else span.label)
        tag = f'<span class="tag">{name}</span>' if span.start == start else ""
        style = f"l-{span.label}" if label else "l-other"
        open_ = " open" if span.is_open else ""
        words = f'<mark class="{escape(style)}{open_}" title="{name}">{tag}{words}</mark>'
    if any(zone.start <= start < zone.end for zone in document.zones):
        words = f'<span class="furniture">{words}</span>'
    return words


def _records(line: GoldLine, wanted: Wanted) -> Iterator[str]:
    if not line.ratings:
        yield '<p class="about">No ratings.</p>\n'
        return
    table = list(rows_of(line, wanted))
    shown = [name for name in _SHOWN if any(row[name] is not None for row in table)]
    yield "<table>\n<thead><tr>"
    yield "".join(f'<th class="{name}">{_SHOWN[name]}</th>' for name in shown)
    yield "</tr></thead>\n<tbody>\n"
    for row in table:
        cells = ("" if row[name] is None else escape(str(row[name])) for name in shown)
        yield f'<tr class="{escape(str(row["polarity"] or "none"))}">'
        yield "".join(
            f'<td class="{name}">{cell}</td>' for name, cell in zip(shown, cells, strict=True)
        )
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"
