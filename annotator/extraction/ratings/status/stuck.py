"""What a body fails to leave is what it has: "failed to rise above X", "has never got past X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, CONTRASTS, POSSESSIVES, QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

Cue = tuple[int, int]
#: Between the failing and the value no other judgement or clause may begin.
_CUTS = CONTRASTS | {";", ":", "because", "when"}
_REACH = 30


class Stuck:
    """Finds the words that tell of a change that did not come."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._failing = words.set("grammar", "denial.failing")
        self._moving = words.set("grammar", "verbs.moving") | words.set("grammar", "denial.losing")
        self._moving |= words.set("grammar", "denial.getting")
        self._small = ARTICLES | POSSESSIVES | QUOTES | {"that", "being", "same"}
        self._small |= words.set("grammar", "nouns.grade") | words.set("grammar", "denial.bands")
        self._beyond = knowledge.word_phrases("grammar", "denial.beyond")

    def cue(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """The words from the failing up to the "above".

        Args:
            start: first word of the candidate's clause.
        """
        lowers = article.lowers
        at = candidate.start
        while at > start and lowers[at - 1] in self._small:
            at -= 1
        first, _ = article.sent(at)
        edge = next(
            (a for a, b, _ in self._beyond.find(lowers, max(first, at - 2), at) if b == at), None
        )
        if edge is None:
            return None
        for index in range(edge - 1, max(first, edge - _REACH) - 1, -1):
            if lowers[index] in _CUTS:
                return None
            moved = self._moving & set(lowers[index:edge])
            if lowers[index] in self._failing and moved:
                return index, edge
        return None
