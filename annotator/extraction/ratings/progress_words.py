"""Grades of progress told apart: "progress was insufficient", "'reasonable' progress"."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.scales import Scale
from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.sign_words import QUOTES

_NOUN = "progress"
_LINKS = frozenset(["is", "was", "were", "been", "be", "being", "remained", "remains", "as", "had"])
_LINKS |= frozenset(
    ["judged", "found", "rated", "deemed", "has", "have", "considered", "to", "only"]
)
_LINKS |= frozenset(["called", "described", "also", "again", "still", "merely"])


def apart(article: Article, scales: Sequence[Scale]) -> list[Candidate]:
    """Values of the scales of progress whose adjective stands away from the noun."""
    points = {
        point.name.removesuffix(" " + _NOUN): (scale, point)
        for scale in scales
        for point in scale.points
        if point.name.endswith(" " + _NOUN) and point.name.count(" ") == 1
    }
    if not points:
        return []
    return [
        Candidate(index, index + 1, [points[word]], sign="progress-is", score=0.78)
        for index, word in enumerate(article.lowers)
        if word in points and (_linked(article, index) or _quoted(article, index))
    ]


def _linked(article: Article, index: int) -> bool:
    """ "progress was found to be insufficient", "only there was progress insufficient" """
    first = article.sent(index)[0]
    at = index - 1
    while at > first and article.lowers[at] in _LINKS | QUOTES:
        at -= 1
    behind = article.lowers[index + 1 : index + 2]
    alone = not behind or not behind[0].isalpha() or article.pos[index + 1] not in {"NOUN", "ADJ"}
    return at >= first and article.lowers[at] == _NOUN and alone


def _quoted(article: Article, index: int) -> bool:
    """ "'reasonable' progress" """
    behind = article.lowers[index + 1 : index + 3]
    return len(behind) == 2 and behind[0] in QUOTES and behind[1] == _NOUN
