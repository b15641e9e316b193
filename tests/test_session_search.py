"""Search over the project: whatever is typed, every hit is where the text has it."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.searching import CONTEXT, Found
from annotator.session import Session
from tests.samples import messy_texts

TEXTS = {
    "a.txt": "West Kent 😀 was rated inadequate.\r\nThe Cafe\u0301 in west\nKENT, too.",
    "b.txt": "Kent, not West: the café’s inspectors inspected naïvely. " + "x " * 90 + "C3-4 good",
    "c.txt": 'Said "AND OR NOT NEAR(west)" * ^ - col: x; west kent',
}


@pytest.fixture
def three(session: Session, tmp_path: Path) -> Session:
    path = tmp_path / "all.jsonl"
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert {done.outcome for done in session.import_files([path])} == {"added"}
    return session


def words(session: Session, query: str) -> list[tuple[str, str]]:
    """Article and words of every hit; each is where its offsets say."""
    found = session.search(query)
    for hit in found.hits:
        document = session._project.documents.get(hit.document_id)
        there = (document.title if hit.field == "title" else document.text)[hit.start : hit.end]
        assert " ".join(there.split()) == hit.exact
        assert len(hit.left) <= CONTEXT + 2 >= len(hit.right)
    assert found.articles == len({hit.document_id for hit in found.hits})
    assert found.is_all
    return [(hit.document_id[0], hit.exact) for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ('"west kent"', "a:West Kent a:west KENT c:west kent"),
        ("WEST kent", "a:West a:Kent a:west a:KENT b:Kent b:West c:west c:west c:kent"),
        ("cafe", "a:Cafe\u0301 b:café"),
        ("cafe\u0301", "a:Cafe\u0301 b:café"),
        ("NAIVELY", "b:naïvely"),
        ("inspect*", "b:inspectors b:inspected"),
        ("inspect", "b:inspectors b:inspected"),
        ("inspect ", ""),  # finished by the blank
        ('"inspect"', ""),
        ("inad*", "a:inadequate"),
        ('"kent was ra"*', "a:Kent 😀 was rated"),
        ('"was ra"*', "a:was rated"),
        ("C3-4", "b:C3-4"),
        ("NOT west", "b:not b:West c:NOT c:west c:west"),
        ('"AND OR', "c:AND OR"),
        ("near(west)", "c:NEAR(west"),
        ("rated\x00", "a:rated"),
        ("", ""),
        ('" * ^ - "" NUL:', ""),
        ("😀", ""),
    ],
)
def test_what_is_typed_and_what_is_found(three: Session, query: str, hits: str) -> None:
    wanted = re.findall(r"[abc]:.*?(?=$| [abc]:)", hits)
    assert [":".join(hit) for hit in words(three, query)] == wanted


def test_a_hit_stands_in_its_line(three: Session) -> None:
    (hit,) = three.search('"too"').hits
    assert (hit.field, hit.exact, hit.right) == ("text", "too", ".")
    assert hit.left.endswith("The Cafe\u0301 in west KENT, ")
    (late,) = three.search("good").hits
    assert late.left.startswith("… ")
    assert late.left.removeprefix("… ") in three.search("good").hits[0].left


def test_only_so_many_and_how_many_there_are(three: Session) -> None:
    found = three.search("west", limit=2)
    assert [(h.document_id, h.start) for h in found.hits] == [("a.txt", 0), ("a.txt", 48)]
    assert (found.articles, found.is_all) == (3, False)
    assert three.search("nothing like it") == Found()


def test_a_corrected_title_is_found_and_the_former_is_not(three: Session) -> None:
    review = three.open_article("b.txt")
    three.apply(edits.correct_details(review, {"title": "Moor Times reports"}))
    (hit,) = three.search("moor").hits
    assert (hit.document_id, hit.field, hit.exact, hit.right) == (
        "b.txt",
        "title",
        "Moor",
        " Times reports",
    )
    three.undo()
    assert three.search("moor") == Found()
    assert len(three.search("naively").hits) == 1
    assert list(three.examine()) == []


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example('"a" OR b*', "xa" * 9)
@given(query=st.text(max_size=12) | messy_texts(max_size=4), text=messy_texts())
def test_nothing_that_can_be_typed_fails(
    tmp_path_factory: pytest.TempPathFactory, query: str, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with closing(Session(folder / "news.annotator", create=True)) as session:
        path = folder / "a.txt"
        path.write_bytes((text + " rated inadequate").encode("utf-8"))
        list(session.import_files([path]))
        for typed in (query, f'"{query}', f"{query}*", "rated", "dunmere"):
            for hit in session.search(typed).hits:
                document = session._project.documents.get(hit.document_id)
                where = document.title if hit.field == "title" else document.text
                exact = where[hit.start : hit.end]
                assert exact.strip()
                if typed in ("rated", "dunmere"):
                    bare = unicodedata.normalize("NFD", exact).casefold()
                    assert "".join(c for c in bare if c.isascii()) == typed
        assert list(session.examine()) == []
