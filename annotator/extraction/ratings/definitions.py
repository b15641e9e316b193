"""Sentences that explain a scale and rate nobody: "A 6 is excellent", "a C1 grade means ..."."""

from __future__ import annotations

import itertools

from annotator.core.scales import Scale, ScalePoint
from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate

_MEANS = frozenset(["means", "denotes", "indicates", "signifies", "stands", "equals", "meant"])
_NOUNS = frozenset(["grade", "rating", "score", "judgement", "star", "stars", "mark", "verdict"])
_RANGES = frozenset(["run", "runs", "running", "range", "ranges", "ranging"])
_SCALES = frozenset(["grades", "ratings", "scores", "scale", "stars", "marks", "judgements"])
_DETERMINERS = frozenset(["a", "an", "any", "each", "where", "(", ":", ",", "and", "while", "the"])


def defining(article: Article, candidates: list[Candidate]) -> set[int]:
    """Numbers of the candidates that stand in a definition of their scale."""
    sents = {article.sent_of(c.start) for c in candidates if _defines(article, c)}
    sents |= {
        article.sent_of(a.start)
        for a, b in itertools.pairwise(candidates)
        if _runs_from_to(article, a, b)
    }
    return {n for n, c in enumerate(candidates) if article.sent_of(c.start) in sents}


def _runs_from_to(article: Article, worst: Candidate, best: Candidate) -> bool:
    """ "Grades run from 1 to 6", "on a scale of 0 to 5": the ends of a scale, not two grades."""
    if article.sent_of(worst.start) != article.sent_of(best.start):
        return False
    if "to" not in article.lowers[worst.end : best.start]:
        return False
    first = article.sent(worst.start)[0]
    before = article.lowers[max(first, worst.start - 4) : worst.start]
    ends = [{_end(option, 0) for option in c.options} for c in (worst, best)]
    ends += [{_end(option, -1) for option in c.options} for c in (worst, best)]
    whole = ends[0] & ends[3] or ends[1] & ends[2]
    return (
        bool(whole - {None})
        and before[-1:] in (["from"], ["of"])
        and bool((_RANGES | {"go", "goes", "scale"}) & set(before))
    )


def _end(option: tuple[Scale, ScalePoint], number: int) -> str | None:
    """The scale's code, if the point is its first (0) or last (-1)."""
    scale, point = option
    return scale.code if scale.points[number : number + 1 or None] == (point,) else None


def _defines(article: Article, candidate: Candidate) -> bool:
    """Is it the subject of "means", or a grade with an article in front that "is" a word?"""
    first, last = article.sent(candidate.start)
    if _ranges(article, first, last):
        return True
    start, lowers = candidate.start, article.lowers
    noun = lowers[start - 1] == "of" and start - first > 2 and lowers[start - 2] in _NOUNS
    if noun:
        start -= 2  # "A score of 3 means ..."
    if start > first and lowers[start - 1] not in _DETERMINERS:
        return False
    behind = candidate.end
    while behind < last and lowers[behind] in _NOUNS | {"'", '"', ")"}:
        behind += 1
    if behind >= last or _rated(article, first, start):
        return False
    if lowers[behind] in _MEANS:
        return True
    ahead = lowers[behind + 1 : behind + 3]
    points = {w for scale, _ in candidate.options for p in scale.points for w in (p.name,)}
    is_point = " ".join(ahead) in points or (ahead[:1] != [] and ahead[0] in points)
    return candidate.number and lowers[behind] in {"is", "="} and is_point


def _ranges(article: Article, first: int, last: int) -> bool:
    """ "Grades run from 1 (unsatisfactory) to 6 (excellent)." """
    lowers = article.lowers
    named = any(
        lowers[i : i + 2][1:] == ["from"] and lowers[i] in _RANGES | {"ranged"}
        for i in range(first, last)
    )
    return named and bool(_SCALES & set(lowers[first:last])) and not _rated(article, first, last)


def _rated(article: Article, first: int, last: int) -> list[object]:
    return [f for f in article.inside(first, last) if f.label in {"SERVICE", "GPE"}]
