"""Grades of progress told apart: "progress was insufficient", "'reasonable' progress"."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.scales import Scale, ScalePoint
from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

_NOUN = "progress"
_FAR = 7


class ProgressWords:
    """Finds the adjectives of progress that stand away from their noun."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._links = knowledge.words.set("grammar", "progress.links") | QUOTES
        #: "progress TOWARDS a safe regime", "reasonable IN two areas"
        self._about = knowledge.words.set("grammar", "categories.before") | {"with", "towards"}

    def apart(self, article: Article, scales: Sequence[Scale]) -> list[Candidate]:
        """Values of the scales of progress whose adjective stands away from the noun."""
        points: dict[str, list[tuple[Scale, ScalePoint]]] = {}
        for scale in scales:
            for point in scale.points:
                if point.name.endswith(" " + _NOUN) and point.name.count(" ") == 1:
                    points.setdefault(point.name.removesuffix(" " + _NOUN), []).append(
                        (scale, point)
                    )
        if not points:
            return []
        out: list[Candidate] = []
        for index, word in enumerate(article.lowers):
            if word in points and (
                self._linked(article, index)
                or _quoted(article, index)
                or self._goes_on(article, out, index)
            ):
                out.append(
                    Candidate(index, index + 1, list(points[word]), sign="progress-is", score=0.78)
                )
        return out

    def _goes_on(self, article: Article, found: list[Candidate], index: int) -> bool:
        """ "progress was good in two areas, reasonable in six and insufficient in five" """
        if not found or article.sent_of(found[-1].start) != article.sent_of(index):
            return False
        joined = article.before(index) in {",", "and", "but", ";"}
        return joined and bool(self._about & set(article.lowers[index + 1 : index + 2]))

    def _linked(self, article: Article, index: int) -> bool:
        """ "progress was found to be insufficient", "only there was progress insufficient" """
        first = article.sent(index)[0]
        if index == first:
            return False
        at = index - 1
        while at > first and (article.lowers[at] in self._links or _of_a_body(article, at)):
            at -= 1
        if article.lowers[at] != _NOUN:
            at = self._back_to_noun(article, first, at)
        behind = article.lowers[index + 1 : index + 2]
        alone = (
            not behind or not behind[0].isalpha() or article.pos[index + 1] not in {"NOUN", "ADJ"}
        )
        return at >= first and article.lowers[at] == _NOUN and alone

    def _back_to_noun(self, article: Article, first: int, last: int) -> int:
        """ "PROGRESS in education was insufficient": the noun that a preposition's phrase parts."""
        for at in range(last, max(first, last - _FAR) - 1, -1):
            if article.lowers[at] == _NOUN and article.lowers[at + 1] in self._about:
                return at
            if article.pos[at] in {"VERB", "AUX", "PUNCT"}:
                break
        return last


def _of_a_body(article: Article, index: int) -> bool:
    """ "progress AT HMP CARR was good" """
    owner = article.owner[index]
    named = owner is not None and owner.label in {"SERVICE", "ORG"}
    behind = article.owner[index + 1]
    before = article.lowers[index] in {"at", "by", "in", "the"} and behind is not None
    return named or (before and behind is not None and behind.label in {"SERVICE", "ORG"})


def _quoted(article: Article, index: int) -> bool:
    """ "'reasonable' progress" """
    behind = article.lowers[index + 1 : index + 3]
    return len(behind) == 2 and behind[0] in QUOTES and behind[1] == _NOUN
