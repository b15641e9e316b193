"""Small sound files of every kind that is read, made here: what analysts have."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from functools import partial

import docx
import openpyxl

from annotator import assets

HEADLINE = "Corrow Moor Prison rated poor after an unannounced visit"
STORY = (
    "Inspectors rated Corrow Moor Prison “poor” for safety after a visit in March, and found that "
    "violence had risen by a third while many men spent 22 hours a day in their cells."
)
MORE = (
    "“Leaders had lost their grip on the basics,” said the chief inspector, Marian Holt. The "
    "prison, which holds 640 men, had been rated good in 2021 and is due to be seen again soon."
)
ADDRESS = "https://sedgeholm-echo.example/news/corrow-moor"

PDF_STORIES = tuple(
    f"{number} visit found much of the same: {STORY}".replace("“", "")
    .replace("”", "")
    .replace("22 hours a day in their cells", f"the {number.lower()} of four days in their cells")
    for number in ("First", "Second", "Third", "Fourth")
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Sedgeholm Echo</title>
<meta property="og:site_name" content="Sedgeholm Echo">
<meta property="og:title" content="{HEADLINE}">
<meta property="article:published_time" content="2024-05-14T08:30:00Z">
<link rel="canonical" href="{ADDRESS}"><script>var tracking = "on";</script></head><body>
<div class="cookie-banner">We use cookies. <button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{HEADLINE}</h1><p>{STORY}</p><h2>Leadership</h2><p>{MORE}</p>
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Safety</td><td>Poor</td></tr></table>
</article></main><aside><h3>Most read</h3><ul><li><a href="/x">Cat found</a></li></ul></aside>
<footer>© 2024 Sedgeholm Echo. All rights reserved.</footer></body></html>
"""


def page() -> bytes:
    return PAGE.encode("utf-8")


def mhtml() -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}?saved\r\n"
        "Subject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b--"\r\n\r\n'
        "----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: {ADDRESS}\r\n\r\n"
    )
    tail = "\r\n----b--\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n----b----\r\n"
    return (head + PAGE + tail).encode("utf-8")


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Corrow Moor – rated poor"
    message["From"] = '"Prisons Inspectorate" <press@inspectorate.example>'
    message["Date"] = "Tue, 14 May 2024 10:00:00 +0100"
    message.set_content(f"{STORY}\n\n{MORE}\n")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def word() -> bytes:
    document = docx.Document()
    document.add_heading(HEADLINE, 0)
    document.add_paragraph(STORY)
    table = document.add_table(rows=2, cols=2)
    for number, words in enumerate(("Area", "Grade", "Safety", "Poor")):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph(MORE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(
    header: tuple[str, ...] = ("Headline", "Body", "Date", "Outlet", "Link"), above: str = ""
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Coverage"
    if above:
        sheet.append([above])
    sheet.append(header)
    sheet.append([HEADLINE, STORY, date(2024, 5, 14), "Sedgeholm Echo", ADDRESS])
    sheet.append(["Only a headline"])
    sheet.append([12, MORE, "14 May 2024", None, None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv() -> bytes:
    rows = [
        ("Headline", "Full text", "Published", "Source", "URL", "ID"),
        (HEADLINE, f"{STORY}\n\n{MORE}", "14/05/2024", "Sedgeholm Echo", ADDRESS, "echo-1"),
        ("Second", "It was rated “good”.", "sometime", "", "", ""),
    ]
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(quoted).encode("utf-8-sig")


def pdf(pages: int = 4, lines: tuple[str, ...] | None = None) -> bytes:
    """A report with a running head and page numbers; ``lines`` empty: only pictures."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        own = _wrapped(PDF_STORIES[number % len(PDF_STORIES)]) if lines is None else lines
        said = ("Inspection report", *own, f"Page {number + 1}") if own else ()
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in said)
        content = zlib.compress(f"BT /F1 11 Tf 60 780 Td {shown} ET".encode())
        size = f"<< /Length {len(content)} /Filter /FlateDecode >>".encode()
        objects.append(size + b"\nstream\n" + content + b"\nendstream")
    return _pdf_of(objects)


def pdf_of_contents(content: bytes) -> bytes:
    """A PDF with one page that is drawn by this stream."""
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    return _pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page, content])


def pdf_of_lines(*lines: tuple[int, int, str]) -> bytes:
    """A PDF with one page of lines: size of the letters, height on the page, words."""
    drawn = "".join(f"BT /F1 {size} Tf 60 {y} Td ({words}) Tj ET\n" for size, y, words in lines)
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn.encode())
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            stream,
        ]
    )


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 60)


def _pdf_of(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def json_array() -> bytes:
    articles = [{"id": "a", "text": STORY, "title": HEADLINE}, {"text": MORE}]
    return json.dumps(articles, indent=1).encode("utf-8")


def json_lines() -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in (STORY, MORE))


def text() -> bytes:
    return f"{HEADLINE}\n\n{STORY}\n\n{MORE}\n".encode("cp1252")


def zipped(**files: bytes) -> bytes:
    """An archive; ``__`` in a name stands for a dot, and three for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), raw)
    return out.getvalue()


def archive() -> bytes:
    inner = zipped(note__txt=text(), list__csv=csv())
    return zipped(saved___page__html=page(), report__pdf=pdf(), more__zip=inner)


#: Name of a file -> what makes it.
ALL: dict[str, Callable[[], bytes]] = {
    "page.html": page,
    "page.mhtml": mhtml,
    "release.eml": mail,
    "release.docx": word,
    "list.xlsx": excel,
    "list.csv": csv,
    "report.pdf": pdf,
    "array.json": json_array,
    "lines.jsonl": json_lines,
    "note.txt": text,
    "all.zip": archive,
}


def _marked_json(name: str) -> bytes:
    """STORY with two marked spans, as another tool says it."""
    spans = [(STORY.index(words), words, label) for words, label in _MARKS]
    places = [(start, start + len(words), label) for start, words, label in spans]
    match name:
        case "doccano.jsonl":
            data: object = {"id": 1, "text": STORY, "label": places}
        case "prodigy.jsonl":
            keys = ("start", "end", "label")
            data = {"text": STORY, "spans": [dict(zip(keys, p, strict=True)) for p in places]}
        case _:
            result = [
                {
                    "value": {"start": a, "end": b, "text": STORY[a:b], "labels": [label]},
                    **{"from_name": "label", "to_name": "text", "type": "labels"},
                }
                for a, b, label in places
            ]
            data = [{"id": 1, "data": {"text": STORY}, "annotations": [{"result": result}]}]
    return json.dumps(data).encode("utf-8")


_MARKS = (("Corrow Moor Prison", "SERVICE"), ("poor", "RATING"))


def gold() -> bytes:
    """An article of the sample with its spans, ratings and suggestions."""
    with assets.seed("sample.jsonl").open("rb") as lines:
        return next(lines)


#: The same for files that bring annotations along.
MARKED: dict[str, Callable[[], bytes]] = {
    "gold.jsonl": gold,
    **{
        name: partial(_marked_json, name)
        for name in ("doccano.jsonl", "prodigy.jsonl", "label-studio.json")
    },
}
