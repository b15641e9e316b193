"""Fits what the facts around a grade weigh for its status, and says what that is worth.

    python benchmarks/status.py [--dry]

Multinomial logistic regression with ridge, on the sample articles and the development gold. Every
file's figure comes from a fit on all others. Writes resources/extraction/status.json (not with
--dry); run it after a change of the rules of status, and before benchmarks/confidence.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotator import assets
from annotator.core.gold import GoldLine
from annotator.core.ratings import STATUSES
from annotator.exchange.evaluation_report import read_gold
from annotator.exchange.scale_files import load_registry
from annotator.extraction import RULES
from annotator.extraction.article import Article
from annotator.extraction.knowledge import knowledge_of
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.component import Ratings
from annotator.extraction.ratings.status.vote import ALWAYS, StatusVote, rules_weigh
from annotator.extraction.ratings.subjects.focus import Focus

HERE = Path(__file__).resolve().parent.parent
GOLD = (
    HERE / "seeds" / "gold.jsonl",
    *(HERE / "tests" / "gold" / f"dev{number}.jsonl" for number in ("", *range(2, 9))),
)
RIDGE = 0.5
#: What the rules' answer weighs while the rest is fitted: little, since the rules were made from
#: these files and are right there almost always.
RULES_WEIGH_HERE = 1.0
#: A fact seen less often has no weight.
SEEN = 4
_STEPS, _CLOSE = 800, 2e-5

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One grade: what bears on its status, what the rules say, what gold says."""

    file: str
    facts: tuple[str, ...]
    rule: int
    weight: float
    right: frozenset[int]

    @property
    def answer(self) -> int:
        return self.rule if self.rule in self.right else min(self.right)


class Recorder(StatusVote):
    """Leaves every status to the rules and keeps what it would have weighed."""

    def __call__(
        self, article: Article, candidates: list[Candidate], focus: Focus, year: int | None
    ) -> None:
        self.seen = [
            (candidate, article.starts[candidate.start], article.end_char(candidate.end - 1), facts)
            for candidate, facts in self.facts.of(article, candidates, focus, year)
        ]
        self.rules = [(c.status, rules_weigh(c)) for c, *_ in self.seen]


def cases(paths: Iterable[Path]) -> Iterator[Case]:
    """The grades of gold files that gold has too, with the rules' own status."""
    pipeline = Pipeline(load_registry())
    (ratings,) = (part for _, part in pipeline.finder.pipeline if isinstance(part, Ratings))
    ratings.vote = recorder = Recorder(knowledge_of(pipeline.finder), {})
    for path in paths:
        for line in read_gold(path).values():
            recorder.seen, recorder.rules = [], []
            list(pipeline.read_many([line.document.source]))
            for (candidate, start, end, facts), (rule, weight) in zip(
                recorder.seen, recorder.rules, strict=True
            ):
                right = _right(line, candidate, start, end)
                if right:
                    told = (ALWAYS, *facts)
                    yield Case(path.stem, told, STATUSES.index(rule), weight, frozenset(right))


def _right(line: GoldLine, candidate: Candidate, start: int, end: int) -> set[int]:
    """The statuses that gold gives the grade: at its place, else wherever it tells the value."""
    same = [g for g in line.ratings if g.value_norm == candidate.value_norm]
    here = [g for g in same for m in (g.value, *g.also) if m and m.start < end and start < m.end]
    return {STATUSES.index(g.status) for g in here or same}


def fit(some: list[Case]) -> dict[str, list[float]]:
    """Weights for each of ``STATUSES`` of every fact that is there often enough."""
    counts = Counter(fact for case in some for fact in case.facts)
    names = sorted(fact for fact, count in counts.items() if count >= SEEN)
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(some), len(names)))
    y = np.zeros((len(some), len(STATUSES)))
    ruled = np.zeros_like(y)
    for row, case in enumerate(some):
        x[row, [column[fact] for fact in case.facts if fact in column]] = 1.0
        y[row, case.answer] = 1.0
        ruled[row, case.rule] = RULES_WEIGH_HERE
    penalty = np.full((len(names), 1), RIDGE)
    penalty[column[ALWAYS]] = 1e-3
    weights = _descend(x, y, ruled, penalty)
    return {name: [round(float(w), 2) for w in weights[column[name]]] for name in names}


def _descend(x: Array, y: Array, ruled: Array, penalty: Array) -> Array:
    """Accelerated gradient descent (Nesterov 1983)."""
    step = 1 / (0.5 * float(np.linalg.norm(x, 2)) ** 2 + RIDGE)
    weights = ahead = np.zeros((x.shape[1], y.shape[1]))
    speed = 1.0
    for _ in range(_STEPS):
        p = _shares(x @ ahead + ruled)
        new = ahead - step * (x.T @ (p - y) + penalty * ahead)
        faster = (1 + np.sqrt(1 + 4 * speed * speed)) / 2
        ahead = new + (speed - 1) / faster * (new - weights)
        moved, weights, speed = float(np.abs(new - weights).max()), new, faster
        if moved < _CLOSE:
            break
    return weights


def _shares(scores: Array) -> Array:
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def right(some: list[Case], weights: dict[str, list[float]]) -> int:
    """How many grades get the right status."""
    hits = 0
    for case in some:
        totals = np.sum([weights[f] for f in case.facts if f in weights], axis=0)
        totals[case.rule] += case.weight
        hits += int(np.argmax(totals)) in case.right
    return hits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    dry = parser.parse_args().dry
    every = list(cases(GOLD))
    final = fit(every)
    print("file     grades  by rules  weighed, fitted on the others  on all")
    for file in dict.fromkeys(case.file for case in every):
        own = [case for case in every if case.file == file]
        others = fit([case for case in every if case.file != file])
        ruled = sum(case.rule in case.right for case in own)
        print(f"{file:8} {len(own):6} {ruled:9} {right(own, others):31} {right(own, final):7}")
    if not dry:
        weights = {
            fact: {s: w for s, w in zip(STATUSES, row, strict=True) if w}
            for fact, row in final.items()
        }
        data = {"made by": "make status", "rules": RULES, "cases": len(every), "weights": weights}
        path = assets.resource("extraction", "status.json")
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
