"""A project of the first kind of file: opened, copied, brought up to date, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils.db import Database as Tables

from annotator.core import edits
from annotator.session import Session
from annotator.store.database import APPLICATION_ID
from annotator.store.migrations import MIGRATIONS

ID = "ashcombe.txt"
TABLES = ("documents", "texts", "sources", "suggestions", "decisions", "spans", "ratings")


def as_it_was(new: Path, old: Path) -> Path:
    """The same articles in a file with the tables of the first step alone."""
    with closing(sqlite3.connect(old)) as conn:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        MIGRATIONS.apply(Tables(conn), stop_before="m002_workbench")
        conn.commit()
        conn.execute("ATTACH ? AS new", (str(new),))
        for table in TABLES:
            rows = conn.execute(f"PRAGMA main.table_info({table})").fetchall()
            names = ", ".join(f'"{row[1]}"' for row in rows)
            conn.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
        conn.commit()
    return old


def test_an_older_project_is_brought_up_to_date(reviewed: Session, tmp_path: Path) -> None:
    assert reviewed.review is not None
    reviewed.apply(edits.confirm(reviewed.review, "r1", reviewed.scales))
    gold = tmp_path / "gold.jsonl"
    reviewed.export_gold(gold, all_articles=True)
    before = gold.read_bytes()
    reviewed.close()

    with closing(Session(as_it_was(reviewed.path, tmp_path / "old.annotator"))) as old:
        assert list(old.examine()) == []
        old.export_gold(gold, all_articles=True)
        assert gold.read_bytes() == before
        assert old.undo() is not None
    assert (tmp_path / "old.annotator.before-m002_workbench").exists()
