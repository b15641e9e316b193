"""Search against a bare FTS5 query, and filters against reading the whole list.

Makes a project of 10,000 articles, prints medians in milliseconds; the last line is JSON with the
worst ratio of each. ``--quick`` makes a tenth of it. No number here is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from annotator.core.filters import read_filter
from annotator.core.searching import read_query
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.session import Session
from annotator.store.search import as_match

LENGTH = 400  # words of an article
WORDS = [f"word{n}" for n in range(5000)]
WEIGHTS = [1 / (n + 1) for n in range(5000)]  # few are common, most are rare, as in any text
LABELS = ("SERVICE", "SERVICE", "RATING", "GPE", "PERSON")
QUERIES = ("word0", "word40", "word4000", "word30 word50", '"word3 word4"', "word49*")
FILTERS = ("status:new", "label:SERVICE", "service:word1", "value:good", "doubt:0.3", "word40")
MARKED = (
    "SELECT rowid, highlight(words, 1, '<', '>') FROM words WHERE words MATCH ? "
    "ORDER BY rowid LIMIT 500"
)


def project(path: Path, articles: int) -> Session:
    """A project of random articles with a few suggestions each."""
    rng = random.Random(7)
    session = Session(path / "bench.annotator", create=True)
    file = path / "articles.jsonl"
    texts = (" ".join(rng.choices(WORDS, WEIGHTS, k=LENGTH)) for _ in range(articles))
    lines = (json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts))
    file.write_text("\n".join(lines), encoding="utf-8")
    for done in session.import_files([file]):
        assert done.document_id is not None, done
        text, found, start = session.source(done.document_id).text, [], 0
        for number, word in enumerate(text.split()[:10], 1):
            span = Span(f"s{number}", start, start + len(word), word, rng.choice(LABELS))
            found.append(Suggestion(f"g{number}", span, "bench", "1", "bench", rng.random()))
            start += len(word) + 1
        session.add_suggestions(done.document_id, Extraction(tuple(found), "bench", "1"))
    return session


def median(act: Callable[[], object]) -> float:
    """Milliseconds of processor time; other programs on the machine do not count."""
    times = []
    for _ in range(9):
        begin = time.process_time()
        act()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    articles = 1_000 if parser.parse_args().quick else 10_000
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        session = stack.enter_context(closing(project(Path(folder), articles)))
        conn = stack.enter_context(closing(sqlite3.connect(session.path)))
        searches, filters = [], []
        for query in QUERIES:
            match = as_match(read_query(query))
            bare = median(lambda match=match: conn.execute(MARKED, (match,)).fetchall())
            own = median(lambda query=query: session.search(query))
            searches.append(own / bare)
            print(f"search {query:16} {own:7.1f} ms, bare FTS5 {bare:7.1f} ms")
        whole = median(session.article_ids)
        for line in FILTERS:
            own = median(lambda line=line: session.article_ids(read_filter(line)))
            filters.append(own / whole)
            print(f"filter {line:16} {own:7.1f} ms, the whole list {whole:7.1f} ms")
    ratios = {"search_vs_fts5": max(searches), "filter_vs_list": max(filters)}
    print(json.dumps({"articles": articles, **{k: round(v, 2) for k, v in ratios.items()}}))


if __name__ == "__main__":
    main()
