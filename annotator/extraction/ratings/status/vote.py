"""The last word on a status: the rules' cue and all facts around the grade, weighed together."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

from annotator import assets
from annotator.core.ratings import STATUSES
from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.status.facts import Facts, StatusFacts
from annotator.extraction.ratings.subjects.focus import Focus

#: What the rules' own answer weighs, in log-odds: "current" for want of a cue, a denial, which is
#: hardly mistaken, and the rest. Not fitted: on the files that rules were made from they are nearly
#: always right, which says nothing of other text (docs/adr/0016).
_NO_CUE, _DENIED, _CUE = 2.0, 5.0, 4.0
#: A fact that every grade has.
ALWAYS = "how often grades have it"
#: So many reasons of an overruling are kept.
_TOLD = 3

#: Fact to a weight for each of ``STATUSES``.
Weights = Mapping[str, tuple[float, ...]]


def rules_weigh(candidate: Candidate) -> float:
    """What the rules' answer counts."""
    if candidate.status == "negated":
        return _DENIED
    return _CUE if candidate.status != "current" or "status" in candidate.why else _NO_CUE


class StatusVote:
    """Overrules the cues where what stands around a grade speaks clearly for another status.

    Attributes:
        weights: of the facts; without any the rules' answers stand.
    """

    def __init__(self, knowledge: Knowledge, weights: Weights) -> None:
        self.facts = StatusFacts(knowledge)
        self.weights = weights

    def __call__(
        self, article: Article, candidates: list[Candidate], focus: Focus, year: int | None
    ) -> None:
        """Sets status, its words, and how sure it is.

        Args:
            year: that the article appeared in, as far as known.
        """
        if not self.weights:
            return
        told = list(self.facts.of(article, candidates, focus, year))  # before any is changed
        for candidate, facts in told:
            self.decide(candidate, facts)

    def decide(self, candidate: Candidate, facts: Facts) -> None:
        """Adds up what facts and rules say; the heaviest status stands."""
        votes = [self.weights[fact] for fact in (ALWAYS, *facts) if fact in self.weights]
        totals = [sum(vote) for vote in zip(*votes, strict=True)]
        by_rule = STATUSES.index(candidate.status)
        totals[by_rule] += rules_weigh(candidate)
        best = max(range(len(STATUSES)), key=lambda number: totals[number])
        candidate.status_sure = 1 / sum(math.exp(total - totals[best]) for total in totals)
        if best != by_rule:
            self._overrule(candidate, facts, best, by_rule)

    def _overrule(self, candidate: Candidate, facts: Facts, best: int, by_rule: int) -> None:
        """Sets the status; the weightiest facts against the rules' answer are its reasons."""
        candidate.status = STATUSES[best]
        candidate.why.pop("status", None)
        against = {
            fact: self.weights[fact][best] - self.weights[fact][by_rule]
            for fact in facts
            if fact in self.weights
        }
        spoken = sorted((f for f in against if against[f] > 0), key=lambda f: -against[f])
        candidate.overruled = tuple(spoken[:_TOLD])
        place = next((place for f in spoken if (place := facts[f]) is not None), None)
        if place is not None:
            candidate.why["status"] = place


@cache
def load_status_weights() -> Weights:
    """The packaged weights; `make status` fits them anew."""
    path = assets.resource("extraction", "status.json")
    told = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return {fact: tuple(by.get(status, 0.0) for status in STATUSES) for fact, by in told.items()}
