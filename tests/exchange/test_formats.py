"""Every format keeps what it says, and what it loses is written down here."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.documents import PartialDate
from annotator.core.errors import KnownError
from annotator.core.exports import ExportWish
from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.exchange import gold_jsonl
from annotator.exchange.exporting import Part, export
from annotator.exchange.files import manifest_path
from annotator.exchange.formats import FORMATS, Report, Wanted, guessed
from annotator.exchange.label_files import load_label_set
from annotator.session import Session
from tests.exchange.read_back import READERS, facts_of
from tests.exchange.read_back_tools import as_brat
from tests.exchange.test_gold_jsonl import full_line
from tests.samples import labelled_lines, plain_line, scales

#: What is left of an article in each format. A new format gets a row here, a reader in
#: ``read_back.READERS``, and a row in docs/FORMAT.md; everything else is lost.
KEPT: dict[str, set[str]] = {
    "jsonl": set(facts_of(plain_line())) - {"flat spans"},
    "prodigy": set(facts_of(plain_line())) - {"flat spans", "log"},
    "conll": {"id", "text", "spans", "flat spans"},
    "docbin": {"id", "text", "spans", "flat spans"},
    "huggingface": {"id", "text", "spans", "flat spans"},
    "doccano": set(facts_of(plain_line())) - {"flat spans", "log"},
    "label-studio": set(facts_of(plain_line())) - {"flat spans", "log"},
    "brat": {"id", "text", "spans", "open spans", "states", "entities", "notes", "ratings"},
    "w3c": set(facts_of(plain_line())) - {"flat spans", "log"},
}

#: An article as a format can hold it at best, where that is another one: ids, line ends.
AT_BEST: dict[str, Callable[[GoldLine], GoldLine]] = {"brat": as_brat}

#: What is for people and their spreadsheets, and does not bring an article back.
TO_READ = {"ratings-csv", "ratings-xlsx", "ratings-parquet", "html"}

ANY = pytest.mark.parametrize("name", KEPT)


def test_every_format_is_tested() -> None:
    assert set(KEPT) | TO_READ == set(FORMATS)


def write(
    name: str, lines: Sequence[GoldLine], out: Path, only: frozenset[str] = frozenset()
) -> Report:
    labels = load_label_set()
    ids = tuple(label.id for label in labels.known if not only or label.id in only)
    wanted = Wanted(scales(), labels, ids, only=only)
    (report,) = export([Part(out, lines)], FORMATS[name], wanted)
    return report


def rich() -> GoldLine:
    """An article in which everything says something, with a span around another and one open."""
    line = gold_jsonl.from_json(full_line())
    text = line.document.text
    start, end = text.index("Ofsted"), text.index(" said")
    wide = Span("s7", start, end, text[start:end], "ORG", None, "suggested")
    named = [replace(s, entity="larkmoor") if s.id == "s1" else s for s in line.spans]
    spans = sorted((*named, wide), key=lambda s: (s.start, -s.end))
    state = replace(line.state, status="in_progress")
    document = replace(line.document, inspected=PartialDate("2024-05", "month"))
    return replace(line, document=document, spans=tuple(spans), state=state, has_log=False)


@ANY
def test_what_each_format_keeps_and_what_it_loses(name: str, tmp_path: Path) -> None:
    line = rich()
    report = write(name, [line], tmp_path / "out")
    (found,) = READERS[name](tmp_path / "out")
    facts = facts_of(AT_BEST.get(name, replace)(line))
    assert found == {fact: facts[fact] for fact in KEPT[name]}
    keys = {loss.key: count for loss, count in report.lost.items()}
    assert keys.get("ratings", 0) == (0 if "ratings" in KEPT[name] else 1)
    assert keys.get("overlapping_spans", 0) == (2 if "flat spans" in KEPT[name] else 0)
    assert keys.get("open_spans", 0) == (0 if {"open spans", "states"} & KEPT[name] else 1)


#: By what word docs/FORMAT.md names what a format loses, where it is not the fact itself.
WORDS = {
    **dict.fromkeys(("title", "outlet", "url", "published", "inspected"), "details"),
    **dict.fromkeys(("status", "flag and note"), "status"),
    "open spans": "states",
    "ratings": "records",
}


@ANY
def test_the_documentation_names_all_that_is_lost(name: str) -> None:
    said = (Path(__file__).parents[2] / "docs" / "FORMAT.md").read_text(encoding="utf-8")
    rows = {
        row[1]: row[2] for row in re.finditer(r"^\| `(\w[a-z0-9-]*)` \|.*\| (.*) \|$", said, re.M)
    }
    assert rows.keys() == set(FORMATS)
    loses = re.sub("as `([a-z]+)`", lambda other: rows[other[1]], rows[name]).split(";")[0]
    lost = set(facts_of(plain_line())) - KEPT[name] - {"flat spans"}
    assert set(loses.split(", ")) - {"nothing"} == {WORDS.get(fact, fact) for fact in lost}


@ANY
@settings(max_examples=30, deadline=None)
@given(lines=st.lists(labelled_lines(), min_size=1, max_size=3))
def test_any_text_and_any_spans_come_back(name: str, lines: list[GoldLine]) -> None:
    lines = [replace(x, document=replace(x.document, id=f"a{n}")) for n, x in enumerate(lines)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write(name, lines, out)
        found = READERS[name](out)
        first = {path.name: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
        write(name, lines, out)
        again = {path.name: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
    kept = KEPT[name] & {"id", "text", "spans", "flat spans"}
    expected = [facts_of(AT_BEST.get(name, replace)(line)) for line in lines]
    expected = [{fact: facts[fact] for fact in kept} for facts in expected]
    assert [{fact: facts[fact] for fact in kept} for facts in found] == expected
    assert first == again


@ANY
def test_only_some_labels(name: str, tmp_path: Path) -> None:
    line, out = rich(), tmp_path / "out"
    if not FORMATS[name].by_label:
        with pytest.raises(KnownError, match="cannot be limited to some labels"):
            write(name, [line], out, frozenset({"SERVICE"}))
        return
    write(name, [line], out, frozenset({"SERVICE"}))
    (found,) = READERS[name](out)
    assert [label for *_, label in found["spans"]] == ["SERVICE"]


@ANY
def test_a_former_export_is_replaced_and_one_that_was_changed_is_kept(
    name: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(name, [rich()], out)
    write(name, [rich()], out)
    changed = out if out.is_file() else next(out.iterdir())
    changed.write_bytes(b"changed by hand " + changed.read_bytes())
    before = changed.read_bytes()
    with pytest.raises(KnownError, match="was changed after it was exported"):
        write(name, [rich()], out)
    assert changed.read_bytes() == before
    assert manifest_path(out).exists()


def test_what_cannot_be_written_names_article_and_row(tmp_path: Path) -> None:
    wanted = Wanted(scales(), load_label_set(), ("SERVICE",))
    lines = [plain_line("Nothing here.", "first.txt"), rich()]
    with pytest.raises(KnownError, match=r"Article “larkmoor\.txt” \(row 2\) cannot be written"):
        export([Part(tmp_path / "out", lines)], FORMATS["huggingface"], wanted)
    assert not (tmp_path / "out").exists()


@ANY
def test_an_article_without_a_word(name: str, tmp_path: Path) -> None:
    write(name, [plain_line(" \n")], tmp_path / "out")
    (found,) = READERS[name](tmp_path / "out")
    assert found["text"] == " \n"


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("gold.jsonl", "jsonl"),
        ("GOLD.JSONL", "jsonl"),
        ("dev.spacy", "docbin"),
        ("dev.conll", "conll"),
        ("gold.txt", None),
        ("gold", None),
    ],
)
def test_a_format_is_guessed_from_the_name_where_that_is_clear(
    name: str, format_: str | None
) -> None:
    found = guessed(PurePath(name))
    assert (found.name if found else None) == format_


def through_the_store(lines: list[GoldLine], folder: Path) -> None:
    """What a project takes in as gold leaves it in every format as it came."""
    given = folder / "given.jsonl"
    said = [gold_jsonl.to_json(replace(x, has_log=True), log=False) for x in lines]
    given.write_bytes("".join(f"{one}\n" for one in said).encode("utf-8"))
    session = Session(folder / "p.annotator", create=True)
    try:
        assert {done.outcome for done in session.import_files([given])} == {"added"}
        for name in FORMATS:
            session.exporting.run(ExportWish(folder / name, name))
    finally:
        session.close()
    for name in KEPT:
        kept = KEPT[name] & {"id", "text", "spans", "flat spans"}
        best = [facts_of(AT_BEST.get(name, replace)(line)) for line in lines]
        expected = [{fact: facts[fact] for fact in kept} for facts in best]
        found = READERS[name](folder / name)
        assert [{fact: facts[fact] for fact in kept} for facts in found] == expected, name


def apart(lines: list[GoldLine]) -> list[GoldLine]:
    """With ids and texts of their own: the same text twice would be one article."""
    made = enumerate(replace(x.document, id=f"a{n}") for n, x in enumerate(lines))
    ends = [replace(document, text=f"{document.text}\n{n}") for n, document in made]
    return [replace(x, document=end) for x, end in zip(lines, ends, strict=True)]


@settings(max_examples=3, deadline=None)
@given(lines=st.lists(labelled_lines(), min_size=1, max_size=4))
def test_through_the_store(lines: list[GoldLine]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        through_the_store(apart(lines), Path(folder))


@pytest.mark.soak
@pytest.mark.timeout(1200)
@settings(max_examples=200, deadline=None)
@given(lines=st.lists(labelled_lines(), min_size=1, max_size=6))
def test_through_the_store_for_long(lines: list[GoldLine]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        through_the_store(apart(lines), Path(folder))
