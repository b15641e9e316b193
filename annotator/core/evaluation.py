"""How good suggestions are: precision, recall and F1 against gold.

Spans count as exact after trimming "the", quotes and possessives, as partial where they overlap a
span of the same label. Ratings are paired one to one: *strict* by subject, value and status,
*lenient* by value and status; records that agree in these three are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.core.gold import GoldLine
from annotator.core.matching import core_range, pairs, same_scale, same_subject, same_value
from annotator.core.ratings import FREE, Rating
from annotator.core.tokens import sentence_at

Fits = Callable[[Rating, Rating], bool]


@dataclass(slots=True)
class Tally:
    """Counts of right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, right: int, false: int, missed: int) -> None:
        self.right += right
        self.false += false
        self.missed += missed

    def to_dict(self) -> dict[str, float]:
        counts = {"right": self.right, "false": self.false, "missed": self.missed}
        scores = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return counts | {name: round(score, 4) for name, score in scores.items()}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference, with the sentence it is in."""

    article: str
    kind: str
    what: str
    context: str


Tallies = defaultdict[str, Tally]


def _tallies() -> Tallies:
    return defaultdict(Tally)


@dataclass(slots=True)
class Evaluation:
    """The whole result.

    Attributes:
        exact, partial: per label, and "all".
        ratings: "strict", "strict and scale", "lenient", each for all, scale and free.
        by_scale, by_status: strict, by what gold says (so only right and missed).
        fields: of strict pairs, how often each further field is right.
        reliability: per tenth of confidence, how many suggestions were right.
    """

    articles: int = 0
    exact: Tallies = field(default_factory=_tallies)
    partial: Tallies = field(default_factory=_tallies)
    ratings: Tallies = field(default_factory=_tallies)
    by_scale: Tallies = field(default_factory=_tallies)
    by_status: Tallies = field(default_factory=_tallies)
    fields: Tallies = field(default_factory=_tallies)
    reliability: Tallies = field(default_factory=_tallies)
    mistakes: list[Mistake] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """For a machine-readable file; offsets and words of mistakes included."""
        out: dict[str, Any] = {"articles": self.articles}
        for name in ("exact", "partial", "ratings", "by_scale", "by_status", "fields"):
            out[name] = {k: t.to_dict() for k, t in sorted(getattr(self, name).items())}
        out["reliability"] = {k: t.to_dict() for k, t in sorted(self.reliability.items())}
        keys = ("article", "kind", "what", "context")
        out["mistakes"] = [{key: getattr(m, key) for key in keys} for m in self.mistakes]
        return out


def evaluate(lines: Iterable[tuple[GoldLine, GoldLine]]) -> Evaluation:
    """Compare gold lines with predicted lines of the same articles."""
    result = Evaluation()
    for gold, found in lines:
        result.articles += 1
        _spans(result, gold, found)
        _ratings(result, gold, found)
    return result


def _spans(result: Evaluation, gold: GoldLine, found: GoldLine) -> None:
    text = gold.document.text
    right = _by_label(text, gold)
    given = _by_label(text, found)
    scores = {s["id"]: s.get("score") for s in found.suggestions}
    for label in right.keys() | given.keys():
        a, b = right[label], given[label]
        hits = len(a & b)
        near_b = sum(any(x < d and c < y for c, d in a) for x, y in b)
        near_a = sum(any(x < d and c < y for c, d in b) for x, y in a)
        for name in (label, "all"):
            result.exact[name].add(hits, len(b) - hits, len(a) - hits)
            result.partial[name].add(near_b, len(b) - near_b, len(a) - near_a)
        for x, y in sorted(a - b):
            result.mistakes.append(_mistake(gold, f"missed {label}", text[x:y], x, y))
        for x, y in sorted(b - a):
            result.mistakes.append(_mistake(gold, f"false {label}", text[x:y], x, y))
    for span in found.spans:
        is_right = core_range(text, span.start, span.end) in right[span.label]
        _trust(result, scores.get(span.origin or ""), is_right)


def _by_label(text: str, line: GoldLine) -> defaultdict[str, set[tuple[int, int]]]:
    out: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for span in line.spans:
        out[span.label].add(core_range(text, span.start, span.end))
    return out


def _ratings(result: Evaluation, gold: GoldLine, found: GoldLine) -> None:
    def strict(g: Rating, p: Rating) -> bool:
        return same_value(g, p) and g.status == p.status and same_subject(g, p)

    kinds: dict[str, Fits] = {
        "strict": strict,
        "strict and scale": lambda g, p: strict(g, p) and same_scale(g, p),
        "lenient": lambda g, p: same_value(g, p) and g.status == p.status,
    }
    for part in ("all", "scale", "free"):
        right = _merged([r for r in gold.ratings if _is_of(r, part)])
        given = _merged([r for r in found.ratings if _is_of(r, part)])
        for kind, fits in kinds.items():
            matched = pairs(right, given, fits)
            free = {j for _, j in matched}
            # A second record of what is already matched (headline and story) is no mistake.
            again = sum(
                any(strict(right[i], p) for i, _ in matched)
                for j, p in enumerate(given)
                if j not in free
            )
            false = len(given) - len(matched) - again
            result.ratings[f"{kind}, {part}"].add(len(matched), false, len(right) - len(matched))
            if (part, kind) == ("all", "strict"):
                _details(result, gold, found, right, given, matched)


def _details(
    result: Evaluation,
    gold: GoldLine,
    found: GoldLine,
    right: list[Rating],
    given: list[Rating],
    matched: list[tuple[int, int]],
) -> None:
    hit = {i for i, _ in matched}
    for i, rating in enumerate(right):
        for tally in (result.by_scale[rating.scale_code], result.by_status[rating.status]):
            tally.add(int(i in hit), 0, int(i not in hit))
        if i not in hit:
            result.mistakes.append(_rating_mistake(gold, "missed rating", rating))
    used = {j for _, j in matched}
    scores = {s["id"]: s.get("score") for s in found.suggestions}
    for j, rating in enumerate(given):
        _trust(result, scores.get(rating.origin or ""), j in used)
        if j not in used:
            result.mistakes.append(_rating_mistake(gold, "false rating", rating))
    for i, j in matched:
        for name, same in _field_checks(right[i], given[j]).items():
            result.fields[name].add(int(same), int(not same), int(not same))


def _field_checks(gold: Rating, found: Rating) -> dict[str, bool]:
    checks = {
        "category": bool(set(gold.category) & set(found.category)),
        "rating body": gold.rating_body_id == found.rating_body_id,
        "change": gold.change == found.change,
        "polarity": gold.polarity == found.polarity,
        "evidence": _touch(gold, found, "evidence"),
    }
    if gold.speaker or found.speaker:
        checks["speaker"] = _touch(gold, found, "speaker")
    return checks


def _touch(gold: Rating, found: Rating, name: str) -> bool:
    a, b = getattr(gold, name), getattr(found, name)
    if a is None or b is None:
        return a is b
    # A speaker may be named in full in one place and by surname in another.
    same_words = bool(set(a.exact.split()) & set(b.exact.split())) and name == "speaker"
    return bool(same_words or (a.start < b.end and b.start < a.end))


def _merged(ratings: list[Rating]) -> list[Rating]:
    """Records that agree in subject, value and status as one (their categories may differ)."""
    out: list[Rating] = []
    for rating in ratings:
        for other in out:
            if (
                rating.scale != FREE
                and same_value(other, rating)
                and other.status == rating.status
                and same_subject(other, rating)
            ):
                break
        else:
            out.append(rating)
    return out


def _is_of(rating: Rating, part: str) -> bool:
    return part == "all" or (rating.scale == FREE) == (part == "free")


def _trust(result: Evaluation, score: float | None, is_right: bool) -> None:
    if score is not None:
        low = min(int(score * 10), 9) / 10
        name = f"{low:.1f}-{low + 0.1:.1f}"
        result.reliability[name].add(int(is_right), int(not is_right), 0)


def _rating_mistake(gold: GoldLine, kind: str, rating: Rating) -> Mistake:
    subject = rating.subject.exact if rating.subject else "nobody"
    value = rating.value.exact if rating.value else rating.value_norm
    what = f"{subject}: {value} ({rating.scale_code}, {rating.status})"
    place = rating.value or rating.evidence
    start, end = (place.start, place.end) if place else (0, 0)
    return _mistake(gold, kind, what, start, end)


def _mistake(gold: GoldLine, kind: str, what: str, start: int, end: int) -> Mistake:
    text = gold.document.text
    return Mistake(gold.document.id, kind, what, text[slice(*sentence_at(text, start, end))])
