"""What is known of an article besides its text: corrected, undone, exported, imported."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.documents import Details, PartialDate
from annotator.session import Changes, Session
from tests.samples import write_gold

ID = "ashcombe.txt"
MAY = PartialDate("2024-05", "month")
LAST_YEAR = PartialDate("2023", "year")


def correct(session: Session, **fields: object) -> Changes:
    assert session.review is not None
    return session.apply(edits.correct_details(session.review, fields))


def details(session: Session) -> Details:
    """What another program would read from the file."""
    return session.gold_line(ID).document.details


def exported(session: Session, out: Path, *, log: bool = True) -> bytes:
    write_gold(session, out, all_articles=True, log=log)
    return out.read_bytes()


def test_the_log_keeps_what_changed_and_undo_gives_it_back(reviewed: Session) -> None:
    before = details(reviewed)
    changes = correct(reviewed, title="  Two \n units ", outlet="", inspected=LAST_YEAR)
    assert changes.article
    assert reviewed.review is not None
    after = Details("Two units", None, before.url, before.published, LAST_YEAR)
    assert reviewed.review.document.details == details(reviewed) == after
    (decision,) = reviewed.gold_line(ID).decisions
    assert (decision.kind, decision.act) == ("article", "correct")
    assert decision.after == {"title": "Two units", "inspected": LAST_YEAR.to_dict()}
    assert reviewed.article_rows([ID])[0].title == "Two units"
    assert reviewed.review.status == "in_progress"
    reviewed.apply(edits.set_flag(reviewed.review, True))
    reviewed.undo()
    reviewed.undo()
    assert details(reviewed) == before
    reviewed.redo()
    assert details(reviewed) == after
    assert list(reviewed.examine()) == []


def test_what_changes_nothing_writes_nothing(reviewed: Session) -> None:
    correct(reviewed, url="https://example.org/1")
    head = reviewed.safety.log()[1]
    correct(reviewed, url=" https://example.org/1 ")
    assert reviewed.safety.log()[1] == head


def test_the_same_bytes_come_back_from_an_import(reviewed: Session, tmp_path: Path) -> None:
    correct(reviewed, title="Two units", published=MAY)
    correct(reviewed, title="Both units", inspected=LAST_YEAR)
    reviewed.undo()
    correct(reviewed, outlet="Moor Times")
    out = exported(reviewed, tmp_path / "out.jsonl")
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        list(second.import_files([tmp_path / "out.jsonl"]))
        assert details(second) == details(reviewed)
        assert exported(second, tmp_path / "again.jsonl") == out
        assert list(second.examine()) == []


def test_an_inspection_date_is_a_key_only_where_it_is_known(
    reviewed: Session, tmp_path: Path
) -> None:
    (line,) = exported(reviewed, tmp_path / "out.jsonl").splitlines()
    assert "inspected" not in json.loads(line)["article"]
    correct(reviewed, inspected=LAST_YEAR)
    (line,) = exported(reviewed, tmp_path / "out.jsonl", log=False).splitlines()
    article = json.loads(line)["article"]
    assert article["inspected"] == {"value": "2023", "precision": "year"}
    assert list(article).index("inspected") == list(article).index("published") + 1


@pytest.mark.parametrize("key", ["title", "published"])
def test_details_that_no_decision_made_do_not_pass_the_gate(
    reviewed: Session, tmp_path: Path, key: str
) -> None:
    correct(reviewed, title="Two units", published=MAY)
    data = json.loads(exported(reviewed, tmp_path / "out.jsonl"))
    data["article"][key] = "Three units" if key == "title" else LAST_YEAR.to_dict()
    (tmp_path / "bad.jsonl").write_text(json.dumps(data) + "\n", encoding="utf-8")
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        (done,) = second.import_files([tmp_path / "bad.jsonl"])
        assert done.outcome == "failed"
        assert "not what its decisions make of them" in done.detail
