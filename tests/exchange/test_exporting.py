"""Writing gold: whole or not at all, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.errors import KnownError
from annotator.core.exports import ExportWish
from annotator.core.gold import GoldLine
from annotator.exchange.exporting import Part, export, write_lines
from annotator.exchange.files import manifest_path
from annotator.exchange.formats import FORMATS, Wanted
from annotator.exchange.label_files import load_label_set
from annotator.session import Session
from tests.gestures import confirm_all_and_complete
from tests.samples import extract, filled, plain_line, scales, write_gold

#: What an earlier export may have left: the program writes over nothing else.
FORMER = b'{"schema":"annotator-gold/1"}\n'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "gold.jsonl"


def export_gold(lines: Iterable[GoldLine], out: Path) -> None:
    export([Part(out, lines)], FORMATS["jsonl"], Wanted(scales(), load_label_set()))


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


@pytest.fixture
def done(reviewed: Session) -> Session:
    """One complete article, and a second one that nobody looked at."""
    review = reviewed.review
    assert review is not None
    items = [item.id for item in review.open_items()]
    reviewed.apply(confirm_all_and_complete(review, items, reviewed.scales))
    filled(reviewed, reviewed.path.parent, "other.txt", "Dunmere Prison requires improvement.")
    return reviewed


def test_a_second_run_gives_the_same_bytes(done: Session, out: Path) -> None:
    write_gold(done, out)
    first = out.read_bytes(), manifest_path(out).read_bytes()
    write_gold(done, out)
    assert (out.read_bytes(), manifest_path(out).read_bytes()) == first
    assert names(out) == ["gold.jsonl", "gold.jsonl.manifest.json"]


def test_only_complete_articles_unless_asked(done: Session, out: Path) -> None:
    assert write_gold(done, out) == 1
    assert write_gold(done, out, all_articles=True) == 2
    lines = [json.loads(line) for line in out.read_bytes().decode().splitlines()]
    assert [line["status"] for line in lines] == ["complete", "new"]


def test_the_manifest(done: Session, out: Path) -> None:
    write_gold(done, out, all_articles=True)
    manifest = json.loads(manifest_path(out).read_bytes())
    assert manifest == {
        "schema": "annotator-manifest/1",
        "file": "gold.jsonl",
        "format": "jsonl",
        "articles": 2,
        "status": {"complete": 1, "new": 1},
        "label": {"DATE": 1, "INSPECTORATE": 1, "PERSON": 1, "RATING": 3, "SERVICE": 3},
        "scale": {"cqc4@1": 2, "hmi_probation4@1": 1},
        "state": {"confirmed": 9, "suggested": 3},
        "lost": {},
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
        "log_head": done.safety.log()[1],
    }


def test_without_the_log_nothing_tells_two_runs_apart(done: Session, out: Path) -> None:
    write_gold(done, out, log=False)
    (line,) = map(json.loads, out.read_bytes().decode().splitlines())
    assert not {"suggestions", "decisions"} & line.keys()
    assert {item["from"] for item in (*line["spans"], *line["ratings"])} == {None}
    assert json.loads(manifest_path(out).read_bytes())["log_head"] is None


def bad_lines() -> Iterator[GoldLine]:
    good = plain_line()
    yield good
    (span,) = (s.item for s in extract(good.document.text).suggestions if s.item.id == "s4")
    yield replace(good, spans=(replace(span, exact="June 2024"),))  # type: ignore[call-arg,arg-type]


def failing_disk() -> Iterator[GoldLine]:
    yield plain_line()
    raise OSError(28, "No space left on device")


def stopped() -> Iterator[GoldLine]:
    yield plain_line()
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("lines", "error", "words"),
    [
        (bad_lines, KnownError, r"Article “ashcombe\.txt”( \(row 2\))?: span s4 says “June 2024”"),
        (failing_disk, KnownError, "could not be written: No space left on device"),
        (stopped, KeyboardInterrupt, "^$"),
    ],
)
@pytest.mark.parametrize("former", [None, FORMER])
def test_a_failed_export_keeps_the_former_one(
    out: Path, former: bytes | None, lines: object, error: type[BaseException], words: str
) -> None:
    for path in (out, manifest_path(out)):
        if former is not None:
            path.write_bytes(former)
    before = names(out)
    with pytest.raises(error, match=words):
        export_gold(lines(), out)  # type: ignore[operator]
    assert names(out) == before
    assert all(path.read_bytes() == former for path in out.parent.iterdir())
    with pytest.raises(error, match=words):
        write_lines(lines(), out, scales())  # type: ignore[operator]
    assert names(out) == before


def test_a_manifest_that_cannot_be_written_stops_the_export(out: Path) -> None:
    out.write_bytes(FORMER)
    manifest_path(out).mkdir()
    with pytest.raises(KnownError, match="is a folder"):
        export_gold([plain_line()], out)
    assert out.read_bytes() == FORMER
    assert names(out) == ["gold.jsonl", "gold.jsonl.manifest.json"]


def test_a_disk_that_is_full_at_the_end_leaves_both_files(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_gold([plain_line()], out)
    former = out.read_bytes(), manifest_path(out).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError, match="No space left"):
        export_gold([plain_line("Another text.", "b.txt")], out)
    assert (out.read_bytes(), manifest_path(out).read_bytes()) == former
    assert names(out) == ["gold.jsonl", "gold.jsonl.manifest.json"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"There is no folder .*gold\.jsonl could not be written"):
        export_gold([], tmp_path / "missing" / "gold.jsonl")


def test_a_folder_is_no_target(out: Path) -> None:
    out.mkdir()
    with pytest.raises(KnownError, match="is a folder"):
        export_gold([], out)
    assert names(out) == ["gold.jsonl"]


def test_a_project_is_never_written_over(done: Session) -> None:
    before = done.path.read_bytes()
    with pytest.raises(KnownError, match="is a project or another database"):
        write_gold(done, done.path)
    assert done.path.read_bytes() == before


def test_permissions_are_the_usual_ones(out: Path) -> None:
    mask = os.umask(0o027)
    try:
        export_gold([], out)
    finally:
        os.umask(mask)
    assert out.stat().st_mode & 0o777 == 0o640


def test_cancelled(done: Session, out: Path) -> None:
    with pytest.raises(KnownError, match="cancelled"):
        done.exporting.run(ExportWish(out), is_cancelled=lambda: True)
    assert names(out) == []


@pytest.mark.parametrize("words", [b"A plain article.\n", b'{"text": "a line of somebody"}\n'])
def test_a_file_that_no_export_made_is_never_written_over(out: Path, words: bytes) -> None:
    out.write_bytes(words)
    with pytest.raises(KnownError, match="no export of this program"):
        export_gold([plain_line()], out)
    assert out.read_bytes() == words


def test_an_export_of_nothing_keeps_the_former_one(out: Path) -> None:
    out.write_bytes(FORMER)
    with pytest.raises(KnownError, match="nothing to export"):
        export_gold([], out)
    assert out.read_bytes() == FORMER


def test_a_device_is_no_target(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KnownError, match="no plain file"):
        export_gold([plain_line()], pipe)


def test_a_link_stays_a_link(out: Path) -> None:
    target = out.with_name("elsewhere.jsonl")
    out.symlink_to(target)
    export_gold([plain_line()], out)
    assert out.is_symlink()
    assert target.read_bytes().startswith(b'{"schema"')
