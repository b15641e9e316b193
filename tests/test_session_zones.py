"""Zones that an analyst changed: logged, undone, exported, and left out by the next reading."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from annotator.core import zoning
from annotator.core.changes import Changes
from annotator.core.documents import Zone
from annotator.core.history import in_words
from annotator.session import Session
from tests.samples import TEXT, items_of, suggested, write_gold

LINE = (TEXT.index("Dunmere"), len(TEXT))


def toggle(session: Session) -> Changes:
    assert session.review is not None
    return session.apply(zoning.toggled(session.review, LINE[0] + 3, LINE[0] + 9))


def test_a_zone_is_decided_undone_and_survives_a_restart(reviewed: Session) -> None:
    toggle(reviewed)
    assert reviewed.source("ashcombe.txt").zones == (Zone(*LINE),)
    said = in_words(reviewed.past()[0])
    assert said == "corrected the furniture of the article"
    with closing(Session(reviewed.path)) as again:
        assert again.read("ashcombe.txt").document.zones == (Zone(*LINE),)
        assert list(again.examine()) == []
    reviewed.undo()
    assert reviewed.source("ashcombe.txt").zones == ()
    reviewed.redo()
    toggle(reviewed)
    assert reviewed.source("ashcombe.txt").zones == ()
    assert list(reviewed.examine()) == []


def test_a_gold_line_holds_them_as_corrected_and_says_what_they_were(
    reviewed: Session, tmp_path: Path
) -> None:
    toggle(reviewed)
    gold, again = tmp_path / "gold.jsonl", tmp_path / "again.jsonl"
    write_gold(reviewed, gold, all_articles=True)
    line = gold.read_text(encoding="utf-8")
    zone = f'[{{"start":{LINE[0]},"end":{LINE[1]},"kind":"furniture"}}]'
    assert f'"zones":{zone}}},"status"' in line
    assert f'"act":"correct","before":{{"zones":[]}},"after":{{"zones":{zone}}}' in line
    with closing(Session(tmp_path / "other.annotator", create=True)) as other:
        (done,) = other.import_files([gold])
        assert done.outcome == "added", done
        write_gold(other, again, all_articles=True)
        assert list(other.examine()) == []
    assert again.read_bytes() == gold.read_bytes()


def test_the_article_is_read_anew_and_what_was_suggested_there_goes(reviewed: Session) -> None:
    assert reviewed.never_read() == []
    toggle(reviewed)
    assert reviewed.never_read() == ["ashcombe.txt"]
    outside = items_of(TEXT[: LINE[0]])
    reviewed.add_suggestions("ashcombe.txt", suggested(outside))
    spans = reviewed.read("ashcombe.txt").spans.values()
    assert spans
    assert all(span.end <= LINE[0] for span in spans)
