"""What a decision costs beside its bare row, and what a long log costs when a project is opened.

Makes a project of 20,000 articles whose log holds 1,000 decisions, and the same with 1,000,000,
both on a real disk (``--folder``). A commit is timed with a watch, as waiting for the disk is what
it is about; opening with processor time. The last line is JSON. ``--quick`` makes a tenth of it in
about a minute. No number here is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from annotator.core import edits
from annotator.core.decisions import ArticleState, Decision
from annotator.core.documents import Document
from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.session import Session
from annotator.store.project import Project

SPANS = 60  # of an article
DECIDED = 50  # of them, in the long log
ROUNDS = 400  # commits that are timed, each beside its bare row
WORD = "Northmoor"
TEXT = " ".join([WORD] * SPANS)
LAST = "SELECT * FROM decisions ORDER BY seq DESC LIMIT 1"
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


def article(number: int) -> GoldLine:
    """An article in which every word is a suggested service."""
    name = f"a{number}"
    document = Document(name, f"{TEXT} {number}", title=name, raw_sha256=f"{number:064x}")
    step = len(WORD) + 1
    spans = [
        Span(f"s{n}", n * step, n * step + len(WORD), WORD, "SERVICE", "suggested", origin=f"g{n}")
        for n in range(SPANS)
    ]
    made = [
        {"id": s.origin, "kind": "span", "rule": "bench", "rules": "1", "score": 0.5}
        | {"value": {"start": s.start, "end": s.end, "label": s.label}}
        for s in spans
    ]
    return GoldLine(document, ArticleState(), spans=tuple(spans), suggestions=tuple(made))


def base(path: Path, articles: int) -> None:
    """The project without any decision of a person."""
    project = Project(path, create=True)
    with closing(project), project.db.writing():
        for number in range(articles):
            line = article(number)
            said = {"name": line.document.id, "raw_sha256": line.document.raw_sha256}
            act = Decision(None, "article", line.document.id, "import", None, said, "anna", AT, 0)
            project.add((line, act))


AT = "2026-01-01T00:00:00.000Z"


def decide(path: Path, decisions: int, articles: int) -> None:
    """Confirm spans, in every article as many as in the others, a gesture each."""
    rng = random.Random(7)
    each = -(-decisions // articles)
    project = Project(path)
    with closing(project), project.db.writing():
        for number in range(articles):
            count = min(each, decisions - number * each)
            if count <= 0:
                break
            log = [
                Decision(n + 1, "span", f"s{n}", "confirm", None, None, "anna", AT, ms)
                for n, ms in enumerate(rng.choices(range(300, 9000), k=count))
            ]
            project.decisions.append([(f"a{number}", log)])
            before = project.review(f"a{number}")
            after = before.copy()
            for n in range(count):
                after.put("span", f"s{n}", replace(before.spans[f"s{n}"], state="confirmed"))
            project.items.write(f"a{number}", before, after)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def bare_row(conn: sqlite3.Connection, row: tuple[object, ...]) -> None:
    """The same row with nothing around it but its transaction."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(f"INSERT INTO decisions VALUES ({','.join('?' * len(row))})", row)
    conn.execute("COMMIT")


def commits(path: Path, articles: int) -> tuple[float, float]:
    """Median milliseconds of a decision through the session, and of its row in a bare database.

    Both write to files of the same content, one after the other, so that the disk treats them
    alike.
    """
    rng = random.Random(11)
    bare_path = path.with_suffix(".bare")
    shutil.copy(path, bare_path)
    own, bare = [], []
    with ExitStack() as stack:
        session = stack.enter_context(closing(Session(path, analyst="anna")))
        conn = stack.enter_context(closing(sqlite3.connect(bare_path, isolation_level=None)))
        reader = stack.enter_context(closing(sqlite3.connect(path)))
        for pragma in PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
        for number in rng.sample(range(articles), ROUNDS // (SPANS - DECIDED)):
            session.open_article(f"a{number}")
            for n in range(DECIDED, SPANS):
                assert session.review is not None
                edit = edits.confirm(session.review, f"s{n}", session.scales)
                begin = time.perf_counter()
                session.apply(edit, ms=900)
                own.append(time.perf_counter() - begin)
                row = reader.execute(LAST).fetchone()
                begin = time.perf_counter()
                bare_row(conn, row)
                bare.append(time.perf_counter() - begin)
    bare_path.unlink()
    return statistics.median(own) * 1000, statistics.median(bare) * 1000


def openings(paths: list[Path]) -> list[float]:
    """Median milliseconds of processor time until each shows its progress and an article.

    They take turns, so that a busy machine slows all of them alike.
    """
    times: dict[Path, list[float]] = {path: [] for path in paths}
    for _ in range(40):
        for path in paths:
            begin = time.process_time()
            with closing(Session(path)) as session:
                session.progress()
                session.open_article("a0")
            times[path].append(time.process_time() - begin)
    return [statistics.median(each) * 1000 for each in times.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="on the disk to measure")
    options = parser.parse_args()
    articles, many = (2_000, 100_000) if options.quick else (20_000, 1_000_000)
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="bench-") as name:
        few_path, many_path = (Path(name) / f"{n}.annotator" for n in (1_000, many))
        base(few_path, articles)
        shutil.copy(few_path, many_path)
        decide(few_path, 1_000, articles)
        decide(many_path, many, articles)
        found: dict[str, float] = {}
        opened = openings([few_path, many_path])
        for key, count, path in (("1k", 1_000, few_path), ("1m", many, many_path)):
            own, bare = commits(path, articles)
            found[f"commit_vs_raw_{key}"] = own / bare
            print(f"log of {count:9,}: a decision {own:6.2f} ms, its bare row {bare:6.2f} ms")
        found["open_1m_vs_1k"] = opened[1] / opened[0]
        print(f"opening: {opened[0]:.1f} ms with 1,000 decisions, {opened[1]:.1f} ms with {many:,}")
    if options.quick:
        print(f"--quick: 1m stands for {many:,} decisions", file=sys.stderr)
    print(json.dumps({"decisions": many, **{k: round(v, 2) for k, v in found.items()}}))


if __name__ == "__main__":
    main()
