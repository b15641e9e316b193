"""How sure a suggestion is: its reasons, weighed as gold taught, added up to log-odds."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

from annotator import assets
from annotator.core.explanations import ScorePart
from annotator.extraction.reasons import Reasons
from annotator.extraction.second_opinion import OPINIONS

#: A reason that every suggestion of a kind has.
ALWAYS = "how often such suggestions are right"
#: Nothing is certain and nothing impossible.
_OWN_SCORE = {"the rule's own score": 1.0}
_LOWEST, _HIGHEST = 0.03, 0.99


class Confidence:
    """Weights per table: "span", "span, second opinion" and "rating".

    Where a table is missing, the rule's own score stands.
    """

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights

    @classmethod
    def plain(cls) -> Confidence:
        """Without weights: every rule's own score stands."""
        return cls({})

    def score(self, kind: str, reasons: Reasons) -> float:
        """From 0 to 1, three digits."""
        total = sum(part.weight for part in self._parts(kind, reasons))
        score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        return round(min(_HIGHEST, max(_LOWEST, score)), 3)

    def parts(self, kind: str, reasons: Reasons) -> tuple[ScorePart, ...]:
        """What made the score, the weightiest reason first, what all such suggestions have last."""
        parts = [ScorePart(p.reason, round(p.weight, 2)) for p in self._parts(kind, reasons)]
        parts.sort(key=lambda p: (p.reason == ALWAYS, -abs(p.weight)))
        return tuple(part for part in parts if part.weight)

    def _parts(self, kind: str, reasons: Reasons) -> list[ScorePart]:
        asked = not OPINIONS.isdisjoint(reasons)
        weights = self._weights.get(f"{kind}, second opinion" if asked else kind, _OWN_SCORE)
        given = {ALWAYS: 1.0, **reasons}
        return [
            ScorePart(reason, strength * weights[reason])
            for reason, strength in given.items()
            if reason in weights
        ]


@cache
def load_confidence() -> Confidence:
    """The packaged weights; `make confidence` fits them anew."""
    path = assets.resource("extraction", "confidence.json")
    return Confidence(json.loads(path.read_text(encoding="utf-8"))["weights"])
