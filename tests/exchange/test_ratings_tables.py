"""The analysts' own deliverable: the ratings as a table, and a report to read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from annotator.core.deciders import last_decisions
from annotator.core.decisions import Decision
from annotator.core.documents import Zone
from annotator.core.errors import KnownError
from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.exchange import gold_jsonl
from annotator.exchange.exporting import Part, export
from annotator.exchange.formats import FORMATS, Report, Wanted
from annotator.exchange.label_files import load_label_set
from tests.exchange.test_gold_jsonl import full_line
from tests.samples import plain_line, scales

TABLES = ("ratings-csv", "ratings-xlsx", "ratings-parquet")


def write(name: str, lines: Sequence[GoldLine], out: Path, per_category: bool = False) -> Report:
    labels = load_label_set()
    ids = tuple(label.id for label in labels.known)
    wanted = Wanted(scales(), labels, ids, per_category=per_category)
    (report,) = export([Part(out, lines)], FORMATS[name], wanted)
    return report


def read(name: str, out: Path) -> list[dict[str, Any]]:
    """The rows as the tools that analysts have give them; "" where nothing is."""
    if name == "ratings-csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    if name == "ratings-xlsx":
        with out.open("rb") as file:
            book = openpyxl.load_workbook(file)
            head, *rows = book.active.iter_rows()
        assert not [cell for row in rows for cell in row if cell.data_type == "f"]
        names = [cell.value for cell in head]
        return [dict(zip(names, (_said(c.value) for c in row), strict=True)) for row in rows]
    table = pyarrow.parquet.ParquetFile(out).read(use_threads=False)
    return [{key: _said(value) for key, value in row.items()} for row in table.to_pylist()]


def _said(value: object) -> str:
    return "" if value is None else str(value)


def sample(**changes: Any) -> GoldLine:
    line = gold_jsonl.from_json(full_line())
    return replace(line, has_log=False, document=replace(line.document, **changes))


@pytest.mark.parametrize("name", TABLES)
def test_a_row_says_who_was_rated_what_by_whom(name: str, tmp_path: Path) -> None:
    line = sample()
    write(name, [line], tmp_path / "t")
    (row,) = read(name, tmp_path / "t")
    rating = line.ratings[0]
    assert rating.subject
    assert rating.value
    assert (row["article"], row["rating"]) == (line.document.id, rating.id)
    assert row["subject"] == rating.subject.exact
    assert row["words"] == rating.value.exact
    assert line.document.text[int(row["start"]) : int(row["end"])] == rating.value.exact
    assert (row["rank"], row["status"]) == (_said(rating.rank), rating.status)
    assert row["category"] == "; ".join(rating.category)


@pytest.mark.parametrize("name", TABLES)
def test_a_row_for_each_category(name: str, tmp_path: Path) -> None:
    line = sample()
    rating = replace(line.ratings[0], category=("overall", "safe"))
    write(name, [replace(line, ratings=(rating,))], tmp_path / "t", per_category=True)
    assert [row["category"] for row in read(name, tmp_path / "t")] == ["overall", "safe"]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_cell_is_a_formula(name: str, bad: str, tmp_path: Path) -> None:
    write(name, [sample(title=bad)], tmp_path / "t")
    (row,) = read(name, tmp_path / "t")
    assert row["title"] == (f"'{bad}" if name == "ratings-csv" else bad)


@pytest.mark.parametrize("name", TABLES)
def test_any_words_fit_in_a_cell(name: str, tmp_path: Path) -> None:
    bad = "a\x00b" if name == "ratings-parquet" else "a😀\u202e"
    long = "x" * 40_000
    report = write(name, [sample(title=bad + long)], tmp_path / "t")
    (row,) = read(name, tmp_path / "t")
    assert row["title"].startswith(bad)
    assert (len(row["title"]) < 40_000) == bool(report.lost)


@pytest.mark.parametrize("name", [*TABLES, "html"])
def test_the_same_bytes_twice_and_nothing_half(name: str, tmp_path: Path) -> None:
    out = tmp_path / "t"
    write(name, [sample()], out)
    first = out.read_bytes()
    write(name, [sample()], out)
    assert out.read_bytes() == first
    broken = sample()
    span = replace(broken.spans[0], exact="something else")
    with pytest.raises(KnownError, match="row 2"):
        write(name, [sample(), replace(broken, spans=(span, *broken.spans[1:]))], out)
    assert out.read_bytes() == first


def test_a_workbook_does_not_tell_when_it_was_written(tmp_path: Path) -> None:
    write("ratings-xlsx", [sample()], tmp_path / "t.xlsx")
    told = openpyxl.load_workbook(tmp_path / "t.xlsx").properties
    assert told.modified == told.created == datetime(1980, 1, 1)


@pytest.mark.parametrize("name", TABLES)
def test_a_project_without_ratings_gives_a_table_without_rows(name: str, tmp_path: Path) -> None:
    write(name, [plain_line()], tmp_path / "t")
    assert read(name, tmp_path / "t") == []


def test_who_decided_is_whose_decision_stands() -> None:
    def made(n: int, act: str, by: str, undoes: int | None = None) -> Decision:
        return Decision(n, "rating", "r1", act, None, None, by, f"2026-01-0{n}", 0, undoes=undoes)  # type: ignore[arg-type]

    log = [made(1, "confirm", "anna"), made(2, "correct", "ben"), made(3, "undo", "ben", 2)]
    assert last_decisions(log)["r1"].by == "anna"
    assert last_decisions([*log, made(4, "redo", "cleo", 3)])["r1"].by == "cleo"
    assert last_decisions([*log, made(4, "undo", "cleo", 1)]) == {}


class _Page(HTMLParser):
    """The text of a page, its tags balanced, and every attribute that could be live."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.live: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.live += [name for name, _ in attrs if name in ("href", "src") or name[:2] == "on"]
        self.live += [tag] * (tag in ("script", "img", "iframe", "a", "object", "form"))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "div" in self.open and self.open[-2:] != ["mark", "span"]:
            self.text += data


def test_a_report_shows_the_text_and_nothing_in_it_is_live(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script> & <img src=x onerror=y> https://example.org"
    text = f"{bad}\nAlder School was rated good.\n"
    crossing = [Span("s1", 0, 12, text[0:12], "ORG"), Span("s2", 8, 20, text[8:20], "PERSON")]
    line = plain_line(text)
    document = replace(line.document, title=bad, url="javascript:alert(1)", zones=(Zone(0, 8),))
    line = replace(line, document=document, spans=tuple(crossing), has_log=False)
    write("html", [line, sample()], tmp_path / "t.html")
    page = _Page((tmp_path / "t.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert page.live == []
    assert page.text.startswith(text)
