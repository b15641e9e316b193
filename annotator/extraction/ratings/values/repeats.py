"""Lets a judgement vouch for another: headline for body, and the rest of a list."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, QUOTES
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate

_BETWEEN = 12
_LIGHT = QUOTES | ARTICLES | {",", "overall"}
_JOINS = frozenset(["and", ",", "but", ";", "while", "or"])


class Repeats:
    """Accepts what stands unsigned in a headline and signed in the story, and list members."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._towards = knowledge.words.set("grammar", "categories.before")
        self._links = knowledge.word_phrases("grammar", "joints.values")
        self._meaning = knowledge.word_phrases("grammar", "joints.meaning")
        self._contrasts = knowledge.word_phrases("grammar", "joints.contrasts")

    def accept(
        self,
        article: Article,
        candidates: list[Candidate],
        is_heading: Callable[[Article, int], bool],
    ) -> None:
        """Gives them a sign and a score."""
        sure = {point.code for c in candidates if c.sign for _, point in c.options}
        for candidate in candidates:
            if candidate.sign or candidate.number:
                continue
            codes = {point.code for _, point in candidate.options}
            if is_heading(article, candidate.start) and codes & sure:
                candidate.sign, candidate.score = "headline-repeat", 0.6
        for before, after in itertools.pairwise(candidates):
            if not before.sign and not after.sign and _from_to(article, before, after):
                before.sign, before.score = after.sign, after.score = "from-to", 0.8
            if before.sign and not after.sign and self._in_list(article, before, after):
                after.sign, after.score = "listed-with", min(before.score, 0.72)
                after.verb = before.verb
            elif after.sign and not before.sign and self._in_list(article, before, after):
                before.sign, before.score = "listed-with", min(after.score, 0.66)

    def _in_list(self, article: Article, before: Candidate, after: Candidate) -> bool:
        """ "good for caring and poor for safety", "from one star to four"."""
        if article.sent_of(before.start) != article.sent_of(after.start):
            return False
        if not {o[0].code for o in before.options} & {o[0].code for o in after.options}:
            return False
        gap = article.lowers[before.end : after.start]
        if _is_one(self._meaning, gap):
            return bool({o[1].code for o in before.options} & {o[1].code for o in after.options})
        if _is_one(self._contrasts, [w for w in gap if w not in _LIGHT]):
            return True
        owner = article.owner[after.start - 1]
        if after.number and owner is not None and owner.label in {"SERVICE", "ORG"}:
            end = after.end  # "X gets three stars, Y one"
            return len(gap) < 9 and (end >= len(article) or not article.words[end][0].isalnum())
        if before.number or after.number:
            return len(gap) <= 4 and "to" in gap
        if len(gap) > _BETWEEN or (after.end < len(article) and article.pos[after.end] == "NOUN"):
            return False
        return bool(_JOINS & set(gap) and self._towards & set(gap)) or _is_one(self._links, gap)


def _from_to(article: Article, before: Candidate, after: Candidate) -> bool:
    """ "crashed from outstanding to inadequate": two points of one scale, whatever the verb."""
    if before.number or not {o[0].code for o in before.options} & {
        o[0].code for o in after.options
    }:
        return False
    gap = [w for w in article.lowers[before.end : after.start] if w not in QUOTES]
    ahead = [w for w in article.lowers[max(0, before.start - 3) : before.start] if w not in QUOTES]
    return gap == ["to"] and ahead[-1:] == ["from"]


def _is_one(phrases: Phrases[str], words: list[str]) -> bool:
    """Are the words one of the phrases, no more and no less?"""
    hit = phrases.at(words, 0) if words else None
    return hit is not None and hit[0] == len(words)
