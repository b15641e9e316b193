"""What extraction costs over the bare language model, in the same run on the same texts.

    python benchmarks/extraction.py [--quick]

Ratios, medians of several rounds, of processor time where one thread works; the last line is JSON:
overhead_vs_spacy (whole pipeline over the bare model with all its components, one process, one
thread), overhead_with_second_opinion (the same with the small model asked about doubtful names),
speedup_2_workers (articles per second of two workers over one; needs two idle cores), growth_1mb
(time per character of one line of a million characters full of quotes, over that of a normal
article; ``--quick``: 200,000).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from annotator import assets, paths
from annotator.core.documents import Source
from annotator.core.furniture import find_zones
from annotator.exchange.furniture_files import load_furniture
from annotator.exchange.scale_files import load_registry
from annotator.extraction import PACKAGES
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.pool import WorkerPool


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def cpu_seconds(work: Callable[[], object]) -> float:
    """What one thread worked, so that a busy machine does not matter."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def articles(count: int) -> list[str]:
    """The sample articles, over and over."""
    files = sorted(Path(assets.seed("articles")).glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in files]
    return [texts[i % len(texts)] for i in range(count)]


def overhead(pipelines: list[Pipeline], texts: list[str], rounds: int) -> list[float]:
    """Each pipeline's time over the bare model's, round by round."""
    import spacy

    name = next(package for package in PACKAGES if spacy.util.is_package(package))
    bare = spacy.load(name)
    patterns = load_furniture()
    pairs = [(text, find_zones(text, patterns)) for text in texts]
    ratios: list[list[float]] = [[] for _ in pipelines]
    for _ in range(rounds):
        floor = cpu_seconds(lambda: list(bare.pipe(texts, batch_size=64)))
        for number, pipeline in enumerate(pipelines):
            ours = cpu_seconds(lambda pipeline=pipeline: list(pipeline.read_many(pairs)))
            ratios[number].append(ours / floor)
        shown = ", ".join(f"{ratio[-1]:.2f}" for ratio in ratios)
        print(f"bare {name} {floor:.2f} s; pipeline, and with a second opinion: {shown} times that")
    return [statistics.median(ratio) for ratio in ratios]


def speedup(texts: list[str]) -> float:
    """Articles per second of two workers over one; starting them is left out."""
    jobs = [(number, Source(text)) for number, text in enumerate(texts)]
    times = []
    for workers in (1, 2):
        with WorkerPool(paths.own_command("worker"), workers) as pool:
            warm = pool.run(iter(jobs[: workers * 2] + jobs))
            for _ in range(workers * 2):
                next(warm)
            times.append(seconds(lambda warm=warm: list(warm)))
        print(f"{workers} worker(s): {len(jobs) / times[-1]:.1f} articles a second")
    return times[0] / times[1]


def growth(pipeline: Pipeline, texts: list[str], size: int) -> float:
    """Time per character of one huge line over that of normal articles."""
    sentence = "“Inspectors rated Harrow Lane School good,” said Mr Cole, “but not outstanding.” "
    huge = sentence * (size // len(sentence))
    normal = cpu_seconds(lambda: [pipeline.extract(text) for text in texts]) / sum(map(len, texts))
    pathological = cpu_seconds(lambda: pipeline.extract(huge)) / len(huge)
    print(f"{len(huge):,} characters in one line: {pathological / normal:.2f} times as long each")
    return pathological / normal


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about a minute")
    quick = parser.parse_args().quick
    pipeline = Pipeline(load_registry())
    asking = Pipeline(load_registry(), second_opinion=True)
    for made in (pipeline, asking):
        list(made.read_many((text, ()) for text in articles(14)))
    alone, second = overhead([pipeline, asking], articles(56 if quick else 280), 3 if quick else 5)
    result = {
        "overhead_vs_spacy": alone,
        "overhead_with_second_opinion": second,
        "speedup_2_workers": speedup(articles(84 if quick else 420)),
        "growth_1mb": growth(pipeline, articles(28), 200_000 if quick else 1_000_000),
    }
    print(json.dumps({key: round(value, 3) for key, value in result.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
