"""Import and export against what the same rows cost without us, and search against bare FTS5.

Generated articles with 25 spans each. *Import* takes a gold file into a project; the floor writes
the rows that this makes in one ``executemany`` a table, into the same tables with FTS5 but without
our triggers. *Export* writes gold through its gate; the floor dumps the same lines with ``json``.
Processor time counts, and the most memory that a process used. The last line is JSON; ``--quick``
makes a twentieth of the articles. No number here is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from annotator.core.decisions import ArticleState
from annotator.core.documents import Document, text_sha256
from annotator.core.exports import ExportWish
from annotator.core.gold import GoldLine
from annotator.core.searching import read_query
from annotator.core.spans import Span
from annotator.exchange import gold_jsonl
from annotator.session import Session
from annotator.store.search import as_match

LENGTH = 400  # words of an article
SPANS = 25
WORDS = [f"word{n}" for n in range(5000)]
WEIGHTS = [1 / (n + 1) for n in range(5000)]  # few are common, most are rare, as in any text
LABELS = ("SERVICE", "ORG", "GPE", "PERSON", "DATE")
NAMES = ("word40", "word300", "word4000", '"word3 word4"')
MARKED = (
    "SELECT rowid, highlight(words, 1, '<', '>') FROM words WHERE words MATCH ? "
    "ORDER BY rowid LIMIT 500"
)


def gold(articles: int) -> Iterator[str]:
    """Lines of gold without a log, as another machine would send them."""
    rng = random.Random(11)
    for number in range(articles):
        words = rng.choices(WORDS, WEIGHTS, k=LENGTH)
        text = " ".join(words)
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word) + 1
        spans = tuple(
            Span(
                f"s{n}",
                starts[i],
                starts[i] + len(words[i]),
                words[i],
                rng.choice(LABELS),
                None,
                "added",
            )
            for n, i in enumerate(sorted(rng.sample(range(LENGTH), SPANS)), 1)
        )
        document = Document(
            f"a{number}", text, raw_sha256=text_sha256(text), title=f"Story {number}"
        )
        line = GoldLine(document, ArticleState("complete"), spans, reviewed_by=("anna",))
        yield gold_jsonl.to_json(line, log=False)


def timed(act: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begin = time.process_time()
    act()
    return time.process_time() - begin


def take_in(file: Path, project: Path) -> None:
    with closing(Session(project, create=True, analyst="anna")) as session:
        for done in session.import_files([file]):
            assert done.outcome == "added", done


def write_rows(project: Path, floor: Path) -> float:
    """The same rows into the same tables and index, in one go and without our guards."""
    with closing(sqlite3.connect(project)) as source:
        made = source.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE "
            "'sqlite_%' AND name NOT LIKE 'words_%' AND type IN ('table', 'index', 'view')"
        ).fetchall()
        tables = [name for kind, name, _ in made if kind == "table" and name != "words"]
        rows = {}
        for table in tables:
            info = source.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
            columns = ", ".join(f'"{c[1]}"' for c in info if c[6] == 0)  # 2, 3: generated
            rows[table, columns] = source.execute(f'SELECT {columns} FROM "{table}"').fetchall()
        words = source.execute("SELECT position, title, text FROM searchable").fetchall()
    with closing(sqlite3.connect(floor)) as target:
        target.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        for _, _, sql in sorted(made, key=lambda row: ("table", "view", "index").index(row[0])):
            target.execute(sql)

        def write() -> None:
            for (table, columns), values in rows.items():
                marks = ", ".join("?" * (columns.count(",") + 1))
                target.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
            target.executemany("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", words)
            target.commit()

        return timed(write)


def dump(lines: list[dict[str, object]], out: Path) -> None:
    """The same lines with ``json`` alone."""
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def give_out(project: Path, out: Path) -> int:
    with closing(Session(project)) as session:
        return session.exporting.run(ExportWish(out)).total


def search(project: Path) -> float:
    """The worst ratio of our search to the query that fetches the same marked texts."""
    ratios = []
    with closing(Session(project)) as session, closing(sqlite3.connect(project)) as conn:
        for name in NAMES:
            match = as_match(read_query(name))
            own, bare = [], []
            for _ in range(7):
                own.append(timed(lambda name=name: session.search(name)))
                bare.append(timed(lambda match=match: conn.execute(MARKED, (match,)).fetchall()))
            ratios.append(statistics.median(own) / statistics.median(bare))
    return max(ratios)


def alone(what: str, *arguments: str) -> tuple[float, float]:
    """Seconds and megabytes of one step in a process of its own."""
    command = [sys.executable, __file__, "--step", what, *arguments]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = said.split()
    return float(seconds), float(megabytes)


def step(what: str, arguments: list[str]) -> None:
    steps = {"import": take_in, "export": give_out}
    seconds = timed(lambda: steps[what](*map(Path, arguments)))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(folder: Path, articles: int) -> dict[str, float]:
    """Everything for one size; prints it."""
    file, project, out = folder / "in.jsonl", folder / "p.annotator", folder / "out.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{line}\n" for line in gold(articles))
    taken, taken_mb = alone("import", str(file), str(project))
    given, given_mb = alone("export", str(project), str(out))
    print(f"{articles:,} articles: import {taken:.1f} s, {taken_mb:.0f} MB", end="; ")
    print(f"export {given:.1f} s, {given_mb:.0f} MB", flush=True)
    return {"import": taken, "export": given, "import_mb": taken_mb, "export_mb": given_mb}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the articles")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(options.step[0], options.step[1:])
        return
    small = 500 if options.quick else 10_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        own = measure(folder, small)
        raw_import = write_rows(folder / "p.annotator", folder / "floor.sqlite")
        lines = [json.loads(line) for line in (folder / "out.jsonl").open(encoding="utf-8")]
        raw_export = timed(lambda: dump(lines, folder / "raw.jsonl"))
        print(f"floor: rows {raw_import:.2f} s, json {raw_export:.2f} s")
        searched = search(folder / "p.annotator")
        for path in folder.iterdir():
            path.unlink()
        large = measure(folder, small * 10)
    growth = max(large[key] / own[key] for key in ("import", "export"))
    memory = max(large[key] / own[key] for key in ("import_mb", "export_mb"))
    ratios = {
        "import_vs_raw": own["import"] / raw_import,
        "export_vs_raw": own["export"] / raw_export,
        "growth_100k_vs_10k": growth,
        "memory_100k_vs_10k": memory,
        "search_vs_raw": searched,
    }
    print(
        json.dumps({"articles": small, **{key: round(value, 2) for key, value in ratios.items()}})
    )


if __name__ == "__main__":
    main()
