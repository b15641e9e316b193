"""One gesture over several articles: all of it or nothing, and one undo takes back all of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.decisions import Edit
from annotator.core.errors import KnownError, ProjectError
from annotator.core.review import Review
from annotator.session import Changes, Session
from annotator.store.project import Conflict
from tests.gestures import random_gesture
from tests.samples import TEXT, filled, items_of, suggested

TEXTS = {f"{name}.txt": f"{TEXT}\nReport of {name}." for name in ("anna", "ben", "cleo")}


@pytest.fixture
def three(session: Session, tmp_path: Path) -> Iterator[Session]:
    """Three articles with the same suggestions; the last one is open."""
    for name, text in TEXTS.items():
        filled(session, tmp_path, name, text)
    return session


def reviews(session: Session) -> dict[str, Review]:
    """Every article as the file has it."""
    return {i: session._project.review(i) for i in session.article_ids()}


def picture(session: Session) -> dict[str, object]:
    return {i: (r.spans, r.ratings, r.article) for i, r in reviews(session).items()}


def confirmed(session: Session, item: str = "r1") -> list[Edit]:
    return [edits.confirm(r, item, session.scales) for r in reviews(session).values()]


def test_one_undo_takes_back_all_of_it_also_after_a_restart(three: Session) -> None:
    before = picture(three)
    heard: list[Changes] = []
    three.on_change(heard.append)
    changes = three.apply_all(confirmed(three), ms=900)
    assert heard == [changes]
    assert changes.document_id == "cleo.txt"
    assert changes.items == {"r1", "s1", "s2", "s3"}
    assert changes.elsewhere == ("anna.txt", "ben.txt")
    assert three.review is not None
    assert three.review.ratings["r1"].state == "confirmed"
    after = picture(three)
    assert three.progress().in_progress == 3
    three.close()

    with closing(Session(three.path)) as again:
        assert again.progress().median_ms == 900
        undone = again.undo()
        assert undone is not None
        assert {undone.document_id, *undone.elsewhere} == TEXTS.keys()
        assert picture(again) == before
        assert again.undo() is None
        assert list(again.examine()) == []
    with closing(Session(three.path)) as third:
        third.redo()
        assert picture(third) == after
        assert third.redo() is None
        assert list(third.examine()) == []


def test_the_article_under_review_stays(three: Session) -> None:
    here = three.review
    changes = three.apply_all(confirmed(three)[:2])
    assert three.review is here
    assert (changes.document_id, changes.elsewhere) == (None, ("anna.txt", "ben.txt"))
    undone = three.undo()  # an undo shows what it took back
    assert undone is not None
    assert undone.document_id == "anna.txt"
    assert three.review is not None
    assert three.review.document.id == "anna.txt"


def test_nothing_to_do_writes_nothing(three: Session) -> None:
    three.apply_all(confirmed(three))
    head = three.safety.log()[1]
    assert three.apply_all(confirmed(three)) == Changes()
    assert three.safety.log()[1] == head


def test_cancelled_half_way(three: Session) -> None:
    before, head = picture(three), three.safety.log()[1]
    told: list[tuple[int, int]] = []
    with pytest.raises(KnownError, match="Nothing was changed"):
        three.apply_all(
            confirmed(three),
            on_progress=lambda *done: told.append(done),
            is_cancelled=lambda: len(told) == 2,
        )
    assert told == [(1, 3), (2, 3)]
    assert (picture(three), three.safety.log()[1]) == (before, head)


def test_a_failed_write_leaves_every_article_as_it_was(three: Session) -> None:
    before, here, head = picture(three), three.review, three.safety.log()[1]
    noted = [edits.set_note(r, "s1", "x" * 90_000) for r in reviews(three).values()]
    pages = three._project.db.value("PRAGMA page_count")
    three._project.db.conn.execute(f"PRAGMA max_page_count = {pages + 30}")
    with pytest.raises(ProjectError, match="The disk is full"):
        three.apply_all(noted)
    assert (picture(three), three.review, three.safety.log()[1]) == (before, here, head)


def test_what_another_window_decided_in_one_of_them_stops_all(three: Session) -> None:
    heard: list[Changes] = []
    edits_made = confirmed(three)
    three.on_change(heard.append)

    def meddle(done: int, _total: int) -> None:
        if done == 3:
            with closing(Session(three.path)) as other:
                other.apply(edits.set_flag(other.open_article("ben.txt"), True))

    with pytest.raises(Conflict):
        three.apply_all(edits_made, on_progress=meddle)
    assert [r.ratings["r1"].state for r in reviews(three).values()] == ["suggested"] * 3
    assert heard == [Changes(article=True, articles=True)]
    assert three.undo() is not None  # the other window's flag
    assert list(three.examine()) == []


def test_a_run_of_the_extractor_while_it_is_prepared_is_noticed(three: Session) -> None:
    """Also one that this very session writes: a window may do so while it shows progress."""
    made = confirmed(three)

    def run(done: int, _total: int) -> None:
        if done == 2:
            three.add_suggestions("anna.txt", suggested(items_of(TEXT)[:1], rules="2.0"))

    with pytest.raises(Conflict):
        three.apply_all(made, on_progress=run)
    assert list(three.examine()) == []


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_undo_gives_back_every_article_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng, folder = random.Random(seed), tmp_path_factory.mktemp("all")
    with closing(Session(folder / "news.annotator", create=True)) as session:
        for name, text in TEXTS.items():
            filled(session, folder, name, text)
        pictures = [picture(session)]
        for _ in range(5):
            chosen = rng.sample(sorted(TEXTS), rng.randint(1, 3))
            made = [
                random_gesture(
                    session._project.review(i), rng, lambda kind: f"{kind}{rng.random()}"
                )
                for i in chosen
            ]
            session.open_article(rng.choice(sorted(TEXTS)))
            if session.apply_all(made) != Changes():
                pictures.append(picture(session))
        for wanted in reversed(pictures[:-1]):
            assert session.undo() is not None
            assert picture(session) == wanted
        for wanted in pictures[1:]:
            assert session.redo() is not None
            assert picture(session) == wanted
        assert list(session.examine()) == []
