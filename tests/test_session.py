"""The one doorway: check, write, change memory, announce."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.decisions import Edit
from annotator.core.documents import PartialDate
from annotator.core.errors import BadInput, KnownError, ProjectError, Refused
from annotator.core.exports import ExportWish
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.session import Changes, Imported, Session
from annotator.store.project import Conflict
from tests.gestures import confirm_all_and_complete, random_gesture
from tests.samples import (
    TEXT,
    extract,
    filled,
    items_of,
    rating_of,
    span_of,
    suggested,
    write_article,
    write_gold,
)

ID = "ashcombe.txt"


def now(session: Session) -> Review:
    assert session.review is not None
    return session.review


def picture(review: Review) -> tuple[object, ...]:
    return review.spans, review.ratings, review.article


def stored(session: Session, document_id: str = ID) -> tuple[object, ...]:
    """What another program would read from the file."""
    with closing(Session(session.path)) as other:
        return picture(other.open_article(document_id))


def confirm(session: Session, item_id: str) -> Changes:
    return session.apply(edits.confirm(now(session), item_id, session.scales), ms=700)


@pytest.fixture
def other(reviewed: Session) -> Iterator[Session]:
    """A second window on the same project and article."""
    opened = Session(reviewed.path, analyst="ben", busy_ms=50)
    opened.open_article(ID)
    yield opened
    opened.close()


# --- import ---


def imported(session: Session, *paths: Path, **how: Any) -> list[Imported]:
    return list(session.import_files(paths, **how))


def line(folder: Path, name: str, *lines: dict[str, object]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(data) + "\n" for data in lines), encoding="utf-8")
    return path


def test_added_then_same(session: Session, tmp_path: Path) -> None:
    path = write_article(tmp_path)
    assert imported(session, path) == [Imported(ID, "added", ID)]
    assert imported(session, path) == [Imported(ID, "same", ID)]
    again = write_article(tmp_path, "under another name.txt")
    assert imported(session, again) == [Imported("under another name.txt", "same", ID)]
    assert session.article_ids() == [ID]


def test_the_same_text_from_elsewhere_is_a_further_appearance(
    session: Session, tmp_path: Path
) -> None:
    imported(session, write_article(tmp_path))
    told = {"id": "x", "text": TEXT, "outlet": "Moor Times", "url": "https://example.org/9"}
    path = line(tmp_path, "x.jsonl", told | {"published": {"value": "2024", "precision": "year"}})
    assert imported(session, path) == [Imported("x.jsonl", "appearance", ID)]
    assert imported(session, path) == [Imported("x.jsonl", "same", ID)]
    (seen,) = session.gold_line(ID).document.appearances
    assert (seen.outlet, seen.url) == ("Moor Times", "https://example.org/9")
    assert seen.published.value == "2024"
    assert list(session.examine()) == []


def test_a_name_that_is_taken_gets_a_suffix(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = write_article(tmp_path / "a")
    second = write_article(tmp_path / "b", text="Dunmere was rated good.")
    done = imported(session, first, second)
    assert [(i.outcome, i.document_id) for i in done] == [("added", ID), ("added", f"{ID}-2")]


def test_the_id_given_in_the_file(session: Session, tmp_path: Path) -> None:
    path = line(tmp_path, "x.jsonl", {"id": "k1", "text": "Good."}, {"text": "Poor."})
    assert [i.document_id for i in imported(session, path)] == ["k1", "x.jsonl-2"]


def test_what_cannot_be_read_stops_nothing_else(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_text(" \r\n\t", encoding="utf-8")
    good = write_article(tmp_path)
    paths = [tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "b.txt", good]
    done = imported(session, *paths)
    outcomes = {i.name: (i.outcome, i.detail) for i in done}
    assert outcomes["a.txt"] == ("failed", "a.txt is a picture, not a text.")
    assert outcomes["gone.txt"][0] == "failed"
    assert outcomes["b.txt"] == ("failed", "It is empty: there is nothing to read.")
    assert outcomes[ID] == ("added", "")
    assert session.article_ids() == [ID]


def test_gold_that_does_not_pass_the_gate_is_not_taken(reviewed: Session, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write_gold(reviewed, out, all_articles=True)
    data = json.loads(out.read_bytes())
    data["spans"][0]["label"] = "ORG"
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        (done,) = imported(second, line(tmp_path, "bad.jsonl", data))
        assert (done.outcome, "s1 is not what its suggestion" in done.detail) == ("failed", True)
        assert second.article_ids() == []


@pytest.mark.parametrize(("as_", "open_"), [("suggestions", 9), ("gold", 5), (None, 5)])
def test_annotations_as_suggestions_or_as_they_are(
    reviewed: Session, tmp_path: Path, as_: str | None, open_: int
) -> None:
    confirm(reviewed, "r1")
    out = tmp_path / "out.jsonl"
    write_gold(reviewed, out, all_articles=True)
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        assert imported(second, out, as_=as_) == [Imported("out.jsonl", "added", ID)]
        assert len(second.open_article(ID).open_items()) == open_
        assert list(second.examine()) == []


def test_gold_for_an_article_that_is_there_says_what_was_not_taken(
    reviewed: Session, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    write_gold(reviewed, out, all_articles=True)
    (done,) = imported(reviewed, out)
    assert (done.outcome, done.detail) == ("same", "its annotations were not taken over")


def gold_line(text: str, document_id: str, raw_sha256: str) -> dict[str, object]:
    article = {"id": document_id, "text": text, "raw_sha256": raw_sha256}
    state = {"status": "new", "flag": False, "note": None}
    return {"schema": "annotator-gold/1", "article": article, **state, "spans": [], "ratings": []}


def test_two_articles_of_one_file_are_two_articles(session: Session, tmp_path: Path) -> None:
    """A gold line may say which file its text was part of: that alone makes it no repetition."""
    lines = [gold_line(f"Report {n}: good.", f"k{n}", "ab" * 32) for n in range(2)]
    path = line(tmp_path, "both.jsonl", *lines)
    assert [(i.outcome, i.document_id) for i in imported(session, path)] == [
        ("added", "k0"),
        ("added", "k1"),
    ]
    assert {i.outcome for i in imported(session, path)} == {"same"}
    assert list(session.examine()) == []


def test_numbers_that_json_does_not_know_stop_nothing_else(
    session: Session, tmp_path: Path
) -> None:
    skip = {"n": 1, "kind": "span", "target": "s1", "act": "skip", "by": "anna", "at": "t"}
    lines = []
    for number, value in enumerate((float("nan"), float("inf"), 7)):
        data = gold_line(f"Report {number}: good.", f"k{number}", f"{number:064}")
        logged = skip | {"before": {"unknown": value}, "after": None, "ms": 0}
        lines.append(data | {"suggestions": [], "decisions": [logged]})
    path = line(tmp_path, "x.jsonl", *lines)
    outcomes = [(i.outcome, i.detail) for i in imported(session, path)]
    assert outcomes[:2] == [("failed", f"x.jsonl, line {n}: this is not JSON.") for n in (1, 2)]
    assert outcomes[2] == ("added", "")


def test_the_projects_own_files_are_not_articles(session: Session, tmp_path: Path) -> None:
    path = write_article(tmp_path)
    assert session.files_in([session.path.parent, path])[-1] == path
    assert session.path not in session.files_in([session.path.parent])
    with pytest.raises(BadInput, match="is this project itself"):
        session.files_in([session.path])


def test_an_export_shows_one_state_whatever_is_decided_meanwhile(
    reviewed: Session, tmp_path: Path
) -> None:
    filled(reviewed, tmp_path, "second.txt", "Dunmere Prison requires improvement.")
    head = reviewed.safety.log()[1]
    second = Session(reviewed.path, analyst="ben")
    second.open_article("second.txt")
    try:
        out = tmp_path / "gold.jsonl"

        def decide(done: int, _total: int) -> None:
            if done == 1:
                confirm(second, "s1")

        reviewed.exporting.run(ExportWish(out, all_articles=True), on_progress=decide)
    finally:
        second.close()
    lines = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    assert [len(line["decisions"]) for line in lines] == [0, 0]
    manifest = json.loads((tmp_path / "gold.jsonl.manifest.json").read_bytes())
    assert manifest["log_head"] == head != reviewed.safety.log()[1]


def test_a_locked_project_fails_the_files_and_loses_none_of_them(
    session: Session, tmp_path: Path
) -> None:
    paths = [write_article(tmp_path, f"{n}.txt", f"Report {n}: good.") for n in range(3)]
    with closing(Session(session.path, busy_ms=20)) as second:
        with session._project.db.writing():
            assert {i.outcome for i in imported(second, *paths)} == {"failed"}
        assert {i.outcome for i in imported(second, *paths)} == {"added"}


def test_an_import_that_is_broken_off_keeps_what_it_reported(
    session: Session, tmp_path: Path
) -> None:
    heard: list[Changes] = []
    session.on_change(heard.append)
    lines = [{"id": f"k{n}", "text": f"Report {n}: good."} for n in range(120)]
    run = session.import_files([line(tmp_path, "x.jsonl", *lines)])
    reported = [next(run) for _ in range(5)]
    assert isinstance(run, Iterator)
    run.close()  # type: ignore[attr-defined]
    assert {i.document_id for i in reported} <= set(session.article_ids())
    assert heard == [Changes(articles=True)]
    assert list(session.examine()) == []


# --- deciding ---


def test_announced_only_once_it_is_written(reviewed: Session) -> None:
    heard: list[tuple[Changes, bool]] = []
    reviewed.on_change(lambda c: heard.append((c, stored(reviewed) == picture(now(reviewed)))))
    changes = confirm(reviewed, "r1")
    assert heard == [(changes, True)]
    assert changes.items == {"r1", "s1", "s2", "s3"}
    assert (changes.document_id, changes.article, changes.articles) == (ID, True, False)
    assert not confirm(reviewed, "s4").article  # it was in work already


def test_a_listener_that_fails_takes_nothing_back(reviewed: Session) -> None:
    def fail(changes: Changes) -> None:
        raise ZeroDivisionError

    reviewed.on_change(fail)
    with pytest.raises(ZeroDivisionError):
        confirm(reviewed, "s4")
    assert now(reviewed).spans["s4"].state == "confirmed"
    assert stored(reviewed) == picture(now(reviewed))


def test_a_rating_that_only_follows_is_announced_too(reviewed: Session) -> None:
    edit = edits.correct_span(now(reviewed), "s1", end=13)
    assert reviewed.apply(edit).items == {"s1", "r1"}


def test_an_empty_edit_writes_nothing(reviewed: Session) -> None:
    confirm(reviewed, "s4")
    head = reviewed.safety.log()[1]
    heard: list[Changes] = []
    reviewed.on_change(heard.append)
    confirm(reviewed, "s4")
    assert (reviewed.safety.log()[1], heard) == (head, [])


def fail_to_write(session: Session) -> None:
    pages = session._project.db.value("PRAGMA page_count")
    session._project.db.conn.execute(f"PRAGMA max_page_count = {pages}")


def test_a_failed_write_leaves_memory_and_file_as_they_were(reviewed: Session) -> None:
    before, head = now(reviewed), reviewed.safety.log()[1]
    heard: list[Changes] = []
    reviewed.on_change(heard.append)
    fail_to_write(reviewed)
    note = edits.set_note(before, "s1", "x" * 200_000)
    with pytest.raises(ProjectError, match="The disk is full"):
        reviewed.apply(note)
    assert reviewed.review is before
    assert (reviewed.safety.log()[1], heard) == (head, [])
    assert stored(reviewed) == picture(before)
    confirm(reviewed, "s1")  # and the next one counts on
    assert [d.n for d in reviewed.gold_line(ID).decisions] == [1]


def test_a_failed_undo_in_another_article_leaves_this_one_open(
    reviewed: Session, tmp_path: Path
) -> None:
    confirm(reviewed, "s4")
    filled(reviewed, tmp_path, "second.txt", "Dunmere Prison requires improvement.")
    here = now(reviewed)
    with closing(Session(reviewed.path)) as second, second._project.db.writing():
        reviewed._project.db.conn.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(ProjectError, match="Another program"):
            reviewed.undo()
    assert reviewed.review is here
    assert reviewed.undo() is not None
    assert now(reviewed).document.id == ID


def test_an_edit_made_on_an_older_state_is_refused(reviewed: Session) -> None:
    old = edits.correct_span(now(reviewed), "s1", end=13)
    confirm(reviewed, "s1")
    with pytest.raises(Refused, match="changed in the meantime"):
        reviewed.apply(old)
    assert now(reviewed).spans["s1"].state == "confirmed"


def test_ids_of_added_items_are_free(reviewed: Session) -> None:
    span_id = reviewed.new_item_id("span")
    assert (span_id, reviewed.new_item_id("rating", ahead=2)) == ("as1", "ar3")
    reviewed.apply(edits.add_span(now(reviewed), span_id, 76, 91, "ROLE"))
    assert reviewed.new_item_id("span") == "as2"


def test_an_id_kept_by_a_short_import_is_not_given_twice(reviewed: Session, tmp_path: Path) -> None:
    for _ in range(3):
        reviewed.apply(edits.set_flag(now(reviewed), not now(reviewed).flag))
    span_id = reviewed.new_item_id("span")
    reviewed.apply(edits.add_span(now(reviewed), span_id, 76, 91, "ROLE"))
    confirm(reviewed, "s1")
    confirm(reviewed, "s3")
    out = tmp_path / "out.jsonl"
    write_gold(reviewed, out, all_articles=True, log=False)
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        imported(second, out)
        second.open_article(ID)
        while len(second.gold_line(ID).decisions) < 3:
            second.apply(edits.set_flag(now(second), not now(second).flag))
        new = {second.new_item_id("span", ahead=n) for n in range(3)}
        assert not new & now(second).spans.keys()
        assert len(new) == 3


# --- two sessions on one file ---


def test_the_second_of_two_decisions_is_refused_and_sees_the_first(
    reviewed: Session, other: Session
) -> None:
    heard: list[Changes] = []
    other.on_change(heard.append)
    confirm(reviewed, "r1")
    edit = edits.reject(now(other), "s2")
    with pytest.raises(Conflict, match="another window") as caught:
        other.apply(edit)
    assert "Nothing was overwritten" in caught.value.safe
    assert picture(now(other)) == picture(now(reviewed)) == stored(reviewed)
    assert heard == [Changes(ID, article=True, articles=True)]
    confirm(other, "s4")  # decided again, on what is there now
    assert now(other).ratings["r1"].state == "confirmed"
    assert list(other.examine()) == []


def test_a_flag_set_elsewhere_is_noticed(reviewed: Session, other: Session) -> None:
    """It touches no item; only the count of decisions shows it."""
    reviewed.apply(edits.set_flag(now(reviewed), True))
    with pytest.raises(Conflict):
        other.apply(edits.set_note(now(other), None, "look again"))
    assert now(other).flag
    assert now(other).note is None


def test_an_undo_does_not_overwrite_either(reviewed: Session, other: Session) -> None:
    confirm(reviewed, "s4")
    other.open_article(ID)
    confirm(reviewed, "s5")
    with pytest.raises(Conflict):
        other.undo()
    assert picture(now(other)) == stored(reviewed)
    assert now(other).spans["s5"].state == "confirmed"


def test_decisions_on_different_articles_do_not_disturb_each_other(
    reviewed: Session, other: Session, tmp_path: Path
) -> None:
    filled(reviewed, tmp_path, "second.txt", "Dunmere Prison requires improvement.")
    confirm(reviewed, "s1")
    confirm(other, "s4")
    confirm(reviewed, "s2")
    assert list(reviewed.examine()) == []
    assert reviewed._project.decisions.broken_link() is None


def test_a_run_of_the_extractor_in_between_is_noticed(reviewed: Session, other: Session) -> None:
    """It decides nothing, so the log is the same; but what is confirmed here is gone."""
    reviewed.add_suggestions(ID, suggested(items_of(TEXT)[:3], rules="2.0"))
    with pytest.raises(Conflict):
        confirm(other, "s7")
    assert picture(now(other)) == stored(reviewed)
    assert list(other.examine()) == []


def test_what_another_window_wrote_is_noticed_once(reviewed: Session, other: Session) -> None:
    assert not other.changed_outside()
    confirm(reviewed, "s1")
    assert other.changed_outside()
    assert not other.changed_outside()
    other.refresh()
    assert now(other).spans["s1"].state == "confirmed"
    confirm(other, "s4")
    assert not other.changed_outside()


# --- undo and redo ---


def test_undo_and_redo_across_articles_and_after_reopening(
    session: Session, tmp_path: Path
) -> None:
    filled(session, tmp_path)
    first = picture(now(session))
    confirm(session, "r1")
    second_id = filled(session, tmp_path, "second.txt", "Dunmere Prison requires improvement.")
    confirm(session, "s1")
    last = stored(session, ID), stored(session, second_id)
    session.close()

    with closing(Session(session.path, analyst="ben")) as again:
        back = [again.undo(), again.undo(), again.undo()]
        assert [c and c.document_id for c in back] == [second_id, ID, None]
        assert picture(again.open_article(ID)) == first
        assert again.gold_line(ID).reviewed_by == ()

    with closing(Session(session.path, analyst="cleo")) as third:
        forth = [third.redo(), third.redo(), third.redo()]
        assert [c and c.document_id for c in forth] == [ID, second_id, None]
        assert (stored(third, ID), stored(third, second_id)) == last
        assert third.gold_line(ID).reviewed_by == ("cleo",)
        assert third.undo() is not None
        confirm(third, "s2")
        assert third.redo() is None  # something new was decided since
        assert list(third.examine()) == []


def test_undo_takes_back_a_bulk_act_as_a_whole(reviewed: Session) -> None:
    before = picture(now(reviewed))
    items = [item.id for item in now(reviewed).open_items()]
    edit = confirm_all_and_complete(now(reviewed), items, reviewed.scales)
    reviewed.apply(edit)
    assert now(reviewed).status == "complete"
    reviewed.undo()
    assert picture(now(reviewed)) == before == stored(reviewed)


def test_imported_decisions_are_not_undone(reviewed: Session, tmp_path: Path) -> None:
    confirm(reviewed, "r1")
    out = tmp_path / "out.jsonl"
    write_gold(reviewed, out, all_articles=True)
    with closing(Session(tmp_path / "second.annotator", create=True)) as second:
        imported(second, out)
        assert second.undo() is None
        assert second.redo() is None


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_whatever_happens_file_memory_and_log_agree(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng, folder = random.Random(seed), tmp_path_factory.mktemp("any")
    with closing(Session(folder / "news.annotator", create=True)) as session:
        filled(session, folder, "second.txt", "Dunmere Prison requires improvement.")
        filled(session, folder)
        for _ in range(15):
            _do_anything(session, rng)
            here = now(session).document.id
            assert picture(now(session)) == stored(session, here)
        assert list(session.examine()) == []
        write_gold(session, folder / "gold.jsonl", all_articles=True)


def _do_anything(session: Session, rng: random.Random) -> None:
    kind = rng.random()
    if kind < 0.25:
        session.undo() if kind < 0.15 else session.redo()
    elif kind < 0.35:
        here = [now(session).document.id]  # all of them may be aside
        session.open_article(rng.choice(session.article_ids() or here))
    elif kind < 0.5:
        text = now(session).document.text
        items = items_of(text)
        wider = [
            replace(item, label="ORG") if isinstance(item, Span) and rng.random() < 0.2 else item
            for item in items
            if rng.random() < 0.9 or isinstance(item, Span)
        ]
        session.add_suggestions(now(session).document.id, suggested(wider, rules="2.0"))
    else:
        edit: Edit = random_gesture(now(session), rng, lambda k: session.new_item_id(k))  # type: ignore[arg-type]
        session.apply(edit)


# --- suggestions ---


def test_a_complete_article_stays_untouched(reviewed: Session) -> None:
    items = [item.id for item in now(reviewed).open_items()]
    reviewed.apply(confirm_all_and_complete(now(reviewed), items, reviewed.scales))
    before = picture(now(reviewed))
    more = suggested([*items_of(TEXT), span_of(TEXT, "inspectors", "ROLE", "s9")], rules="2.0")
    assert reviewed.add_suggestions(ID, more) is None
    assert picture(now(reviewed)) == before == stored(reviewed)
    difference = reviewed.compare(ID, more)
    assert [s.item.id for s in difference.added] == ["s8"]
    assert stored(reviewed) == before


def test_a_new_run_never_brings_back_what_was_rejected(reviewed: Session) -> None:
    reviewed.apply(edits.reject(now(reviewed), "s4"))
    reviewed.apply(edits.correct_span(now(reviewed), "s1", end=13))
    reviewed.apply(edits.reject(now(reviewed), "r2"))
    for rules in ("2.0", "3.0"):
        reviewed.add_suggestions(ID, suggested(items_of(TEXT), rules=rules))
        words = [s.exact for s in now(reviewed).spans.values()]
        assert "May 2024" not in words
        assert words.count("Ashcombe Vale") == 1
        assert "Ashcombe Vale Probation" not in words
        assert len(now(reviewed).ratings) == 1
        assert list(reviewed.examine()) == []


def test_an_undone_rejection_finds_its_spans_again(reviewed: Session) -> None:
    """The run in between does not withdraw the words that the rating points to."""
    reviewed.apply(edits.reject(now(reviewed), "r1"))
    reviewed.add_suggestions(ID, suggested([], rules="2.0"))
    reviewed.undo()
    rating = now(reviewed).ratings["r1"]
    assert rating.span_ids() <= now(reviewed).spans.keys()
    assert list(reviewed.examine()) == []


def test_an_undone_span_lets_go_of_a_rating_that_a_later_run_found(reviewed: Session) -> None:
    start = TEXT.index("inspectors")
    reviewed.apply(edits.add_span(now(reviewed), "as1", start, start + 10, "SERVICE"))
    subject = span_of(TEXT, "inspectors", "SERVICE", "s1")
    value = span_of(TEXT, "patchy", "RATING", "s2")
    rating = rating_of("r1", subject, value, "cqc4@1", "inadequate")
    reviewed.add_suggestions(ID, suggested([subject, value, rating], rules="2.0"))
    (new,) = now(reviewed).ratings.values()
    assert new.subject is not None
    assert new.subject.span == "as1"
    reviewed.undo()
    (left,) = now(reviewed).ratings.values()
    assert left == replace(new, subject=None)
    assert picture(now(reviewed)) == stored(reviewed)
    assert list(reviewed.examine()) == []
    reviewed.redo()
    assert now(reviewed).ratings[new.id] == new
    assert list(reviewed.examine()) == []
    reviewed.undo()
    assert now(reviewed).ratings[new.id] == left


def test_a_redone_rejection_takes_along_a_rating_that_a_later_run_found(
    reviewed: Session,
) -> None:
    reviewed.apply(edits.reject(now(reviewed), "s7"))
    assert "r2" not in now(reviewed).ratings
    reviewed.undo()
    value = span_of(TEXT, "requires improvement", "RATING", "s1")
    rating = rating_of("r1", None, value, "hmicfrs5@1", "requires_improvement")
    reviewed.add_suggestions(ID, suggested([value, rating], rules="2.0"))
    assert [r.value.span for r in now(reviewed).ratings.values() if r.value] == ["s7", "s7"]
    reviewed.redo()
    assert now(reviewed).ratings == {}
    assert list(reviewed.examine()) == []
    reviewed.undo()
    assert len(now(reviewed).ratings) == 2
    assert list(reviewed.examine()) == []


def test_an_undo_leaves_an_article_open_where_a_run_found_more(reviewed: Session) -> None:
    items = [item.id for item in now(reviewed).open_items()]
    edit = confirm_all_and_complete(now(reviewed), items, reviewed.scales)
    reviewed.apply(edit)
    reviewed.apply(edits.reopen(now(reviewed)))
    more = suggested([span_of(TEXT, "inspectors", "ROLE", "s1")], rules="2.0")
    reviewed.add_suggestions(ID, more)
    reviewed.undo()
    assert (now(reviewed).status, len(now(reviewed).open_items())) == ("in_progress", 1)
    assert list(reviewed.examine()) == []
    reviewed.undo()  # and the gestures before it can be taken back too
    assert len(now(reviewed).open_items()) == len(items) + 1
    reviewed.redo()
    reviewed.redo()
    assert now(reviewed).status == "in_progress"
    assert list(reviewed.examine()) == []


def test_scores_and_what_was_not_seen_yet(reviewed: Session) -> None:
    assert reviewed.scores(ID)["r1"] == (0.5, "by-hand")
    assert reviewed.without_suggestions("1.0", "hand-made-1") == []
    assert reviewed.without_suggestions("2.0", "hand-made-1") == [ID]
    text, zones, published = reviewed.source(ID)
    assert published == PartialDate()
    assert extract(text, zones).rules == "1.0"


def test_an_unknown_article(reviewed: Session) -> None:
    before = reviewed.review
    with pytest.raises(KnownError, match="no article “zz”"):
        reviewed.open_article("zz")
    assert reviewed.review is before
