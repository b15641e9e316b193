"""An article that is none of the project's is set aside: out of the way, never gone."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli import run
from annotator.core import edits
from annotator.core.exports import ExportWish
from annotator.core.filters import read_filter
from annotator.core.history import in_words
from annotator.core.propagation import Lesson
from annotator.session import Session
from tests import samples
from tests.gestures import confirm_all_and_complete

ASIDE = read_filter("aside")


@pytest.fixture
def two(session: Session, tmp_path: Path) -> Session:
    """Two complete articles with the same ratings, the second of them set aside."""
    for name in ("a.txt", "b.txt"):
        samples.filled(session, tmp_path, name, f"{samples.TEXT}\nReport {name}.")
        review = session.open_article(name)
        items = [*review.ratings, *review.spans]
        session.apply(confirm_all_and_complete(review, items, session.scales))
    session.apply(edits.set_aside(session.open_article("b.txt"), True))
    return session


def test_what_is_aside_is_counted_found_and_offered_nowhere_but_where_it_is_asked_for(
    two: Session,
) -> None:
    assert two.article_ids() == ["a.txt"]
    assert two.article_ids(read_filter("Report")) == ["a.txt"]
    assert two.article_ids(ASIDE) == two.article_ids(read_filter("aside status:complete"))
    assert two.article_ids(ASIDE) == ["b.txt"]
    assert (two.progress().articles, two.progress().complete, two.progress().aside) == (1, 1, 1)
    assert {hit.document_id for hit in two.search("Report").hits} == {"a.txt"}
    assert two.search("Report").articles == 1
    (chart,) = [chart for chart in two.overview() if "label" in chart.title]
    assert sum(bar.total for bar in chart.bars) == 7
    two.apply(edits.reopen(two.open_article("b.txt")))
    assert two.without_suggestions("other rules", None) == []
    assert list(two.examine()) == []


def test_it_is_brought_back_as_it_was_by_an_undo_too(two: Session) -> None:
    assert in_words(two.past()[0]) == "set aside the article"
    two.undo()
    assert two.article_ids() == ["a.txt", "b.txt"]
    two.redo()
    two.apply(edits.set_aside(two.open_article("b.txt"), False))
    assert in_words(two.past()[0]) == "brought back the article"
    assert two.open_article("b.txt").status == "complete"
    assert two.article_ids() == ["a.txt", "b.txt"]
    assert (two.progress().articles, two.progress().aside) == (2, 0)
    assert list(two.examine()) == []


def test_its_file_is_the_same_and_says_where_it_is(two: Session, tmp_path: Path) -> None:
    (done,) = two.import_files([tmp_path / "b.txt"])
    assert (done.outcome, done.detail) == ("same", "It is set aside in this project.")


def test_an_export_leaves_it_behind_and_says_so(two: Session, tmp_path: Path) -> None:
    done = two.exporting.run(ExportWish(tmp_path / "gold.jsonl"))
    assert (done.total, done.losses) == (1, ("1 article is set aside and stayed behind.",))
    asked = two.exporting.run(ExportWish(tmp_path / "aside.jsonl", filter=ASIDE))
    assert (asked.total, asked.losses) == (1, ())
    (line,) = (tmp_path / "aside.jsonl").read_bytes().splitlines()
    assert json.loads(line)["aside"] is True

    with closing(Session(tmp_path / "other.annotator", create=True)) as other:
        list(other.import_files([tmp_path / "aside.jsonl"]))
        assert (other.article_ids(), other.article_ids(ASIDE)) == ([], ["b.txt"])
        other.exporting.run(ExportWish(tmp_path / "again.jsonl", filter=ASIDE))
        assert list(other.examine()) == []
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "aside.jsonl").read_bytes()


def test_the_command_sets_aside_lists_and_brings_back(
    two: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    project = str(two.path)

    def said(*arguments: str) -> str:
        assert run(["set-aside", project, *arguments], lambda _: 2) == 0
        return capsys.readouterr().out

    assert said() == "b.txt\n"
    assert said("a.txt", "b.txt", "a.txt") == "1 article set aside\n"
    assert said() == "a.txt\nb.txt\n"
    assert run(["doctor", project], lambda _: 2) == 0
    assert capsys.readouterr().out == "news.annotator is sound: 2 articles.\n"
    assert said("--back", "a.txt", "b.txt") == "2 articles brought back\n"
    assert run(["set-aside", project, "a.txt", "nowhere.txt"], lambda _: 2) == 1
    assert "no article “nowhere.txt”" in capsys.readouterr().err
    assert said() == ""


def test_near_copies_of_it_have_one_less(session: Session, tmp_path: Path) -> None:
    texts = {"a.txt": samples.story(), "b.txt": samples.story(paragraphs=3)}
    list(session.import_files(samples.write_article(tmp_path, *each) for each in texts.items()))
    copies = read_filter("copies")
    assert session.article_ids(copies) == ["a.txt", "b.txt"]
    session.apply(edits.set_aside(session.open_article("a.txt"), True))
    assert (session.article_ids(copies), session.copies.clusters()) == ([], [])
    assert session.copies.members("b.txt") == []
    assert session.copies.first("b.txt") == "b.txt"
    # It goes on to be told of what it is a copy, and is one again when it is back.
    assert session.article_ids(read_filter("aside copies")) == ["a.txt"]
    assert session.copies.members("a.txt") == ["b.txt"]
    session.undo()
    assert session.copies.clusters() == [("a.txt", ["a.txt", "b.txt"])]


def test_nothing_is_carried_over_in_it(two: Session) -> None:
    lesson = Lesson("add", "Report", "", "ORG", (0, 0), "Report")
    two.apply(edits.reopen(two.open_article("b.txt")))
    assert "b.txt" not in two.carrying.articles(lesson)
    assert two.carrying.hits(lesson, "b.txt")[1] == []
    two.apply(edits.set_aside(two.open_article("b.txt"), False))
    assert two.carrying.hits(lesson, "b.txt")[1]
