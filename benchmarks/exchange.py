"""Import and export against what the same rows cost without us, and search against bare FTS5.

Generated articles with 25 spans each, all decided, as another machine would send them.

- *Import* takes a gold file into a project. The floor holds in memory all rows that this makes
  (texts, spans, decisions with their JSON and hashes, slots of near copies) in the order in which
  they came, and writes them with one ``executemany`` a table and one commit: into the same tables
  and indexes with FTS5, under the same pragmas, but without our triggers.
- *Export* writes gold through its gate. The floor selects the same rows from the same project, a
  query a table, and dumps them with ``json``, a line an article: each row as an object with the
  names of its columns, JSON of a column as the text that it is. So it writes what the gold lines
  hold, and neither checks it nor makes a value of it. ``export_vs_json`` leaves out the project
  too: against it the gold lines are in memory, parsed, and are dumped to the same bytes.

Product and floors take turns, each in a process of its own that has loaded all it needs. The median
of the rounds counts, of processor time (also the system's, and that of child processes); the wall
time is printed beside it, as the disk and other programs change it. Memory is the most that a
process used. Growth is what ten times the articles cost, of import or export the worse
(``--no-growth`` leaves that out). The last line is JSON; ``--quick`` makes a twentieth of the
articles, of which opening the project is a good part. No number here is asserted.
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
from typing import NamedTuple, TextIO

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
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cell_size_check = ON",
)
#: What a gold line holds: of the article itself, and of its parts.
ARTICLES = """SELECT id, id, title, text, sha256, raw_sha256, outlet, url, published, appearances,
    cluster, zones, status, flag, note, guideline, label_set
    FROM documents JOIN texts ON document_id = id ORDER BY position"""
PARTS = {
    "spans": """SELECT document_id, id, start, "end", exact, label, entity, state,
        origin AS "from", note FROM spans""",
    "ratings": "SELECT document_id, record FROM ratings",
    "suggestions": """SELECT document_id, id, kind, value, model, rules, rule, score
        FROM suggestions""",
    "decisions": """SELECT document_id, n, kind, target, act, before, after, "by", at, ms, batch,
        undoes FROM decisions WHERE n IS NOT NULL ORDER BY seq""",
}
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


class Cost(NamedTuple):
    """What a step took: seconds of processor time, seconds by the clock, megabytes of memory."""

    cpu: float
    wall: float
    memory: float


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time, children included, and seconds by the clock."""
    begin, since = processor_time(), time.perf_counter()
    act()
    return processor_time() - begin, time.perf_counter() - since


def processor_time() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def take_in(file: Path, project: Path) -> tuple[float, float]:
    def act() -> None:
        with closing(Session(project, create=True, analyst="anna")) as session:
            for done in session.import_files([file]):
                assert done.outcome == "added", done

    return timed(act)


def give_out(project: Path, out: Path) -> tuple[float, float]:
    def act() -> None:
        with closing(Session(project)) as session:
            session.exporting.run(ExportWish(out))

    return timed(act)


def write_rows(project: Path, floor: Path) -> tuple[float, float]:
    """The rows of a project into the same tables and index, in one go and without our guards."""
    with closing(sqlite3.connect(project)) as source:
        made = source.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE "
            "'sqlite_%' AND name NOT LIKE 'words_%' AND type IN ('table', 'index', 'view')"
        ).fetchall()
        names = [name for kind, name, _ in made if kind == "table" and name != "words"]
        tables = {name: rows_of(source, name) for name in names}
        words = source.execute("SELECT position, title, text FROM searchable").fetchall()
    with closing(sqlite3.connect(floor)) as target:
        target.executescript("; ".join(f"PRAGMA {pragma}" for pragma in PRAGMAS))
        for _, _, sql in sorted(made, key=lambda row: ("table", "view", "index").index(row[0])):
            target.execute(sql)

        def act() -> None:
            for name, (columns, rows) in tables.items():
                marks = ", ".join("?" * len(columns))
                into = f'"{name}" ({", ".join(columns)})'
                target.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
            target.executemany("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", words)
            target.commit()

        return timed(act)


def rows_of(source: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns of a table, but for generated ones, and its rows in the order of the articles."""
    info = source.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    columns = [f'"{column[1]}"' for column in info if column[6] == 0]  # 2, 3: generated
    listed, order = ", ".join(f"t.{column}" for column in columns), ""
    if '"document_id"' in columns:
        order = "JOIN documents AS d ON d.id = t.document_id ORDER BY d.position"
    elif '"position"' in columns:
        order = "ORDER BY t.position"
    return columns, source.execute(f'SELECT {listed} FROM "{table}" AS t {order}').fetchall()


def dump_rows(project: Path, out: Path) -> tuple[float, float]:
    """What a gold line holds, row for row, with ``json`` alone."""

    def act() -> None:
        with closing(sqlite3.connect(project)) as conn, out.open("w", encoding="utf-8") as file:
            of_article = [(name, by_article(conn, sql)) for name, sql in PARTS.items()]
            for name, (row,) in by_article(conn, ARTICLES).items():
                parts = {part: rows.get(name, []) for part, rows in of_article}
                write_line(file, {**row, **parts})

    return timed(act)


def by_article(conn: sqlite3.Connection, sql: str) -> dict[str, list[dict[str, object]]]:
    """The rows of a query as objects, by their first column."""
    cursor = conn.execute(sql)
    names = [column[0] for column in cursor.description][1:]
    found: dict[str, list[dict[str, object]]] = {}
    for document_id, *row in cursor:
        found.setdefault(document_id, []).append(dict(zip(names, row, strict=True)))
    return found


def dump_lines(gold_file: Path, out: Path) -> tuple[float, float]:
    """The lines of an export once more, from memory."""
    lines = [json.loads(line) for line in gold_file.open(encoding="utf-8")]

    def act() -> None:
        with out.open("w", encoding="utf-8") as file:
            for line in lines:
                write_line(file, line)

    seconds = timed(act)
    assert out.read_bytes() == gold_file.read_bytes()
    return seconds


def write_line(file: TextIO, line: dict[str, object]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def search(project: Path) -> float:
    """The worst ratio of our search to the query that fetches the same marked texts."""
    ratios = []
    with closing(Session(project)) as session, closing(sqlite3.connect(project)) as conn:
        for name in NAMES:
            match = as_match(read_query(name))
            own, bare = [], []
            for _ in range(7):
                own.append(timed(lambda name=name: session.search(name))[0])
                bare.append(timed(lambda match=match: conn.execute(MARKED, (match,)).fetchall())[0])
            ratios.append(statistics.median(own) / statistics.median(bare))
    return max(ratios)


STEPS = {
    "import": take_in,
    "rows": write_rows,
    "export": give_out,
    "dump": dump_rows,
    "json": dump_lines,
}


def alone(what: str, *paths: Path) -> Cost:
    """One step in a process of its own."""
    command = [sys.executable, __file__, "--step", what, *map(str, paths)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    cost = Cost(*map(float, said.split()))
    print(f"  {what}: {cost.cpu:.2f} s ({cost.wall:.2f} s), {cost.memory:.0f} MB", flush=True)
    return cost


def rehearse() -> None:
    """Load what a first import and export load: what a start costs, benchmarks/startup.py tells."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.jsonl").write_text("\n".join(gold(3)), encoding="utf-8")
        take_in(folder / "in.jsonl", folder / "p.annotator")
        give_out(folder / "p.annotator", folder / "out.jsonl")


def step(what: str, *paths: str) -> None:
    if what in ("import", "export"):
        rehearse()
    seconds = STEPS[what](*map(Path, paths))
    print(*seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(folder: Path, articles: int, rounds: int) -> dict[str, list[Cost]]:
    """Everything for one size, product and floors in turn; without rounds the product once."""
    print(f"{articles:,} articles")
    file, project, out = folder / "in.jsonl", folder / "p.annotator", folder / "out.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{line}\n" for line in gold(articles))
    costs: dict[str, list[Cost]] = {}
    for _ in range(max(rounds, 1)):
        for path in (*folder.glob("p.annotator*"), *folder.glob("floor*")):
            path.unlink()
        costs.setdefault("import", []).append(alone("import", file, project))
        if rounds:
            costs.setdefault("rows", []).append(alone("rows", project, folder / "floor.sqlite"))
        costs.setdefault("export", []).append(alone("export", project, out))
        if rounds:
            raw = folder / "raw.jsonl"
            costs.setdefault("dump", []).append(alone("dump", project, raw))
            costs.setdefault("json", []).append(alone("json", out, raw))
    return costs


def ratio(costs: dict[str, list[Cost]], own: str, floor: str) -> float:
    """Of processor time; the wall times are printed."""
    pairs = list(zip(costs[own], costs[floor], strict=True))
    wall = statistics.median(one.wall / other.wall for one, other in pairs)
    print(f"{own} against {floor}: {wall:.2f} times the wall time")
    return statistics.median(one.cpu / other.cpu for one, other in pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the articles")
    parser.add_argument("--no-growth", action="store_true", help="without ten times the articles")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(*options.step)
        return
    small = 500 if options.quick else 10_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        own = measure(folder, small, rounds=3)
        ratios = {
            "import_vs_raw": ratio(own, "import", "rows"),
            "export_vs_raw": ratio(own, "export", "dump"),
            "export_vs_json": ratio(own, "export", "json"),
            "search_vs_raw": search(folder / "p.annotator"),
        }
        if not options.no_growth:
            large = measure(folder, small * 10, rounds=0)
            ratios["growth_100k_vs_10k"] = growth(own, large, "cpu")
            ratios["memory_100k_vs_10k"] = growth(own, large, "memory")
    print(
        json.dumps({"articles": small, **{key: round(value, 2) for key, value in ratios.items()}})
    )


def growth(small: dict[str, list[Cost]], large: dict[str, list[Cost]], what: str) -> float:
    """How many times as much ten times the articles cost, of import or export, the worse."""
    return max(
        getattr(large[own][0], what) / statistics.median(getattr(cost, what) for cost in small[own])
        for own in ("import", "export")
    )


if __name__ == "__main__":
    main()
