"""Exports of a project: which articles, into which files, all of them or none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import KnownError
from annotator.core.exports import ExportWish
from annotator.core.filters import read_filter
from annotator.core.splitting import Split
from annotator.exchange import gold_jsonl
from annotator.session import Session
from tests.samples import plain_line


@pytest.fixture
def many(session: Session, tmp_path: Path) -> Session:
    """Twelve articles, the first three near copies; the last two hold what needs a filter."""
    lines = []
    for number in range(12):
        line = plain_line(f"Article {number} of Dunmere.", f"a{number}")
        data = json.loads(gold_jsonl.to_json(line))
        data["article"]["cluster"] = "k1" if number < 3 else None
        data["flag"] = number >= 10
        data["status"] = "in_progress" if number == 11 else "complete"
        del data["suggestions"], data["decisions"]
        lines.append(json.dumps(data) + "\n")
    given = tmp_path / "given.jsonl"
    given.write_text("".join(lines))
    assert {done.outcome for done in session.import_files([given])} == {"added"}
    return session


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "gold.jsonl"


def ids(path: Path) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("line", "all_articles", "expected"),
    [
        ("flagged", False, ["a10"]),
        ("flagged", True, ["a10", "a11"]),
        ("status:open", False, ["a11"]),
        ("cluster:k1", False, ["a0", "a1", "a2"]),
    ],
)
def test_a_filter_says_which_articles(
    many: Session, out: Path, line: str, all_articles: bool, expected: list[str]
) -> None:
    many.exporting.run(ExportWish(out, all_articles=all_articles, filter=read_filter(line)))
    assert ids(out) == expected


def test_a_split_is_whole_and_parts_no_near_copies(many: Session, out: Path) -> None:
    wish = ExportWish(out, all_articles=True, split=Split((50, 25, 25), 3))
    done = many.exporting.run(wish)
    parts = {name: ids(out.with_name(f"gold-{name}.jsonl")) for name in ("train", "dev", "test")}
    assert {len(part) for part in parts.values()} == {6, 3}
    assert sorted(i for part in parts.values() for i in part) == sorted(many.article_ids())
    assert [name for name, part in parts.items() if {"a0", "a1", "a2"} & set(part)] == ["train"]
    assert done.total == 12
    assert list(done.articles.values()) == [6, 3, 3]
    assert not out.exists()


def test_a_part_that_gets_no_article_is_told(many: Session, out: Path) -> None:
    wish = ExportWish(out, filter=read_filter("cluster:k1"), split=Split((90, 10)))
    done = many.exporting.run(wish)
    assert list(done.articles.values()) == [3, 0]
    assert done.losses[-1] == "gold-test.jsonl got no article: too few to split like this."


def test_a_split_that_is_cancelled_leaves_no_part(many: Session, out: Path) -> None:
    seen: list[int] = []
    with pytest.raises(KnownError, match="cancelled"):
        many.exporting.run(
            ExportWish(out, split=Split((50, 50))),
            on_progress=lambda done, _: seen.append(done),
            is_cancelled=lambda: len(seen) == 8,
        )
    assert seen == list(range(1, 9))
    assert list(out.parent.iterdir()) == []


def test_what_was_lost_is_told_and_counted(reviewed: Session, out: Path) -> None:
    wish = ExportWish(out.with_suffix(".spacy"), "docbin", all_articles=True)
    done = reviewed.exporting.run(wish)
    assert done.losses == (
        "7 spans are only suggested; the file does not tell them from decided ones.",
        "2 ratings stayed behind: this format has no place for them.",
    )
    manifest = json.loads(out.with_name("gold.spacy.manifest.json").read_bytes())
    assert manifest["lost"] == {"open_spans": 7, "ratings": 2}
    assert manifest["format"] == "docbin"


def test_an_article_whose_text_is_lost_stops_no_export(many: Session, out: Path) -> None:
    with closing(sqlite3.connect(many.path)) as conn:
        conn.execute("DROP TRIGGER texts_no_DELETE")
        conn.execute("DELETE FROM texts WHERE document_id = 'a4'")
        conn.commit()
    done = many.exporting.run(ExportWish(out, all_articles=True))
    assert "a4" not in ids(out)
    assert done.total == 11
    assert done.losses == ("a4 was left out: its text is lost since the project file was damaged.",)
