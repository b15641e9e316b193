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

from annotator.core import reliability
from annotator.core.gold import GoldLine
from annotator.core.matching import core_range, pairs, same_scale, same_subject, same_value
from annotator.core.ratings import FREE, Rating
from annotator.core.reliability import Judged
from annotator.core.suggestions import ItemKind
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
        judged: every suggestion with a score, and whether it is right.
    """

    articles: int = 0
    exact: Tallies = field(default_factory=_tallies)
    partial: Tallies = field(default_factory=_tallies)
    ratings: Tallies = field(default_factory=_tallies)
    by_scale: Tallies = field(default_factory=_tallies)
    by_status: Tallies = field(default_factory=_tallies)
    fields: Tallies = field(default_factory=_tallies)
    judged: list[Judged] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """For a machine-readable file; offsets and words of mistakes included."""
        out: dict[str, Any] = {"articles": self.articles}
        for name in ("exact", "partial", "ratings", "by_scale", "by_status", "fields"):
            out[name] = {k: t.to_dict() for k, t in sorted(getattr(self, name).items())}
        out["reliability"] = reliability.to_dict(self.judged)
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
        _judge(result, "span", gold, span.origin, scores, is_right)


def _by_label(text: str, line: GoldLine) -> defaultdict[str, set[tuple[int, int]]]:
    out: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for span in line.spans:
        out[span.label].add(core_range(text, span.start, span.end))
    return out


def _ratings(result: Evaluation, gold: GoldLine, found: GoldLine) -> None:
    kinds: dict[str, Fits] = {
        "strict": _strict,
        "strict and scale": lambda g, p: _strict(g, p) and same_scale(g, p),
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
                any(_strict(right[i], p) for i, _ in matched)
                for j, p in enumerate(given)
                if j not in free
            )
            false = len(given) - len(matched) - again
            result.ratings[f"{kind}, {part}"].add(len(matched), false, len(right) - len(matched))
            if (part, kind) == ("all", "strict"):
                _details(result, gold, found, right, given, matched)


def _strict(gold: Rating, found: Rating) -> bool:
    return same_value(gold, found) and gold.status == found.status and same_subject(gold, found)


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
        is_right = j in used or any(_strict(right[i], rating) for i in hit)
        _judge(result, "rating", gold, rating.origin, scores, is_right)
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


def _judge(
    result: Evaluation,
    kind: ItemKind,
    gold: GoldLine,
    suggestion: str | None,
    scores: dict[str, float | None],
    is_right: bool,
) -> None:
    score = scores.get(suggestion or "")
    if suggestion is not None and score is not None:
        result.judged.append(Judged(kind, gold.document.id, suggestion, score, is_right))


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
