"""Articles in the project file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from annotator.core.decisions import ArticleState, Change, Decision, Edit
from annotator.core.documents import Appearance, Document, PartialDate, Zone
from annotator.core.errors import ProjectError
from annotator.core.gold import GoldLine
from annotator.store.project import Project, Step
from tests.samples import TEXT, document, extract, import_act

RICH = Document(
    id="a/b “c”.txt",
    text="\r\nDunmere 😀\u2028was rated\x85good.\u00a0",
    title="Dunmere",
    raw_sha256="f" * 64,
    outlet="Harbour News",
    url="https://example.org/dunmere",
    published=PartialDate("2024-05", "month"),
    appearances=(Appearance("Vale Post", None, PartialDate("2024", "year")),),
    cluster="k1",
    zones=(Zone(2, 9),),
)


def add(project: Project, *documents: Document, state: ArticleState | None = None) -> None:
    for found in documents:
        project.add((GoldLine(found, state or ArticleState()), import_act(found.id)))


def numbered(count: int) -> list[Document]:
    return [
        replace(document(f"Report {n} says good.", f"a{n}"), raw_sha256=f"{n:064}")
        for n in range(count)
    ]


def test_a_document_comes_back_as_it_was(project: Project) -> None:
    add(project, RICH)
    assert project.documents.get(RICH.id) == RICH
    assert project.documents.info(RICH.id).label_set == "inspection-news@1"


def test_articles_that_hold_words(project: Project) -> None:
    texts = ("West Kent rose. £5?", "west kent", "Kentish West", "“West Kent”, they said", "£")
    for n, text in enumerate(texts):
        add(project, replace(document(text, f"a{n}"), raw_sha256=f"{n:064}"))
    done = replace(document("West Kent again", "done"), raw_sha256="d" * 64)
    add(project, done, state=ArticleState("complete"))
    find = project.documents.open_with_words
    assert find("West Kent") == ["a0", "a3"]
    assert find("West Kent", 1) == ["a0"]
    assert find("Kent") == ["a0", "a3"]
    assert find("£") == ["a0", "a4"]
    assert find('"') == []


def test_an_unknown_article(project: Project) -> None:
    with pytest.raises(ProjectError, match="no article “zz”"):
        project.documents.get("zz")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE texts SET text = 'x'",
        "DELETE FROM texts",
        "INSERT OR REPLACE INTO texts VALUES ('ashcombe.txt', 'x')",
        "DELETE FROM documents",
    ],
)
def test_a_text_cannot_be_changed(project: Project, sql: str) -> None:
    add(project, document())
    with pytest.raises(sqlite3.IntegrityError), project.db.writing():
        project.db.conn.execute(sql)
    assert project.documents.get("ashcombe.txt").text == TEXT


def test_a_text_changed_behind_its_back_is_noticed(project: Project) -> None:
    add(project, document())
    project.db.conn.execute("DROP TRIGGER texts_no_UPDATE")
    project.db.conn.execute("UPDATE texts SET text = text || '!'")
    with pytest.raises(ProjectError, match="is not the text that was stored"):
        project.documents.get("ashcombe.txt")


def test_ids_in_the_order_of_import(project: Project) -> None:
    a, b, c, d = numbered(4)
    add(project, c)
    add(project, a, state=ArticleState("complete", True))
    add(project, b, state=ArticleState("in_progress"))
    add(project, d, state=ArticleState("complete", True, aside=True))
    documents = project.documents
    assert documents.ids() == ["a2", "a0", "a1", "a3"]
    assert documents.counts() == (3, 1, 1, 1, 1)


def test_rows_for_more_ids_than_sqlite_takes_at_once(project: Project) -> None:
    project.db.conn.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 600)
    with project.db.writing():
        add(project, *numbered(700))
    wanted = [*reversed(project.documents.ids()), "gone"]
    rows = project.documents.row_list(wanted)
    assert [row.id for row in rows] == wanted[:-1]


def test_a_row_counts_open_and_decided_items(project: Project) -> None:
    add(project, document())
    project.add_suggestions("ashcombe.txt", extract(TEXT))
    before = project.review("ashcombe.txt")
    after = before.copy()
    after.put("span", "s1", replace(before.spans["s1"], state="confirmed"))
    after.put("rating", "r1", replace(before.ratings["r1"], state="corrected"))
    after.put("span", "s2", replace(before.spans["s2"], state="propagated"))
    project.items.write("ashcombe.txt", before, after)
    (row,) = project.documents.row_list(["ashcombe.txt"])
    assert (row.open, row.decided, row.title) == (7, 2, "Ashcombe")


def test_free_ids(project: Project) -> None:
    a, b = numbered(2)
    add(project, replace(a, id="x.txt"), replace(b, id="x.txt-2"))
    assert project.documents.free_id("x.txt") == "x.txt-3"
    assert project.documents.free_id("y.txt") == "y.txt"
    add(project, replace(numbered(3)[2], id="x.txt-3"))
    assert project.documents.free_id("x.txt") == "x.txt-4"


def test_found_by_bytes_and_by_text(project: Project) -> None:
    add(project, RICH)
    assert project.documents.with_source("f" * 64) == RICH.id
    assert project.documents.with_source("e" * 64) is None
    assert project.documents.with_text(RICH.sha256) == RICH.id
    assert project.documents.with_text("e" * 64) is None


def test_an_appearance_is_added_with_its_source(project: Project) -> None:
    add(project, RICH)
    seen = Appearance("Moor Times", "https://example.org/2", PartialDate("2024-05-02", "day"))
    project.add_appearance(RICH.id, seen, import_act(RICH.id, raw_sha256="9" * 64))
    assert project.documents.get(RICH.id).appearances == (*RICH.appearances, seen)
    assert project.documents.with_source("9" * 64) == RICH.id


def test_articles_that_a_run_has_not_seen(project: Project) -> None:
    a, b, c = numbered(3)
    add(project, a, b)
    add(project, c, state=ArticleState("complete"))
    documents = project.documents
    assert documents.without_suggestions("1.0", None) == ["a0", "a1"]
    documents.set_versions("a0", "1.0", None)
    assert documents.without_suggestions("1.0", None) == ["a1"]
    assert [row.unread for row in documents.row_list(["a0", "a1", "a2"])] == [False, True, False]
    assert documents.without_suggestions("1.0", "model-2") == ["a0", "a1"]
    assert documents.without_suggestions("1.1", None) == ["a0", "a1"]


def test_an_article_is_added_whole_or_not_at_all(project: Project) -> None:
    wrong = GoldLine(
        document(),
        ArticleState(),
        decisions=(Decision(0, "span", "s1", "confirm", None, None, "a", "t", 0),),
    )
    with pytest.raises(sqlite3.IntegrityError):
        project.add((wrong, import_act("ashcombe.txt")))
    tables = ("documents", "texts", "sources", "decisions")
    assert [project.db.value(f"SELECT count(*) FROM {name}") for name in tables] == [0] * 4


def test_counts_over_the_project(project: Project) -> None:
    a, b = numbered(2)
    add(project, a)
    add(project, b, state=ArticleState("complete", True))
    progress = project.progress()
    assert (progress.articles, progress.complete, progress.flagged) == (2, 1, 1)
    assert (progress.in_progress, progress.decisions, progress.median_ms) == (0, 0, None)


def test_counts_follow_own_writes_and_those_of_others(project: Project) -> None:
    assert project.progress().articles == 0
    a, b = numbered(2)
    add(project, a)
    assert project.progress().articles == 1
    other = Project(project.path)
    add(other, b, state=ArticleState("complete", True))
    other.close()
    progress = project.progress()
    assert (progress.articles, progress.complete, progress.flagged) == (2, 1, 1)
    before = project.review("a0")
    flagged = Change("article", "a0", "flag", before.article, ArticleState(flag=True))
    edit = Edit("a0", (flagged,))
    act = Decision(1, "article", "a0", "flag", {"flag": False}, {"flag": True}, "anna", "t", 0)
    project.write([Step(edit, [act], project.standing("a0"), before.after(edit.changes))])
    progress = project.progress()
    assert (progress.articles, progress.complete, progress.flagged) == (2, 1, 2)
    assert project.documents.counts() == (2, 1, 0, 2, 0)
