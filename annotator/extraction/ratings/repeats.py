"""Lets a judgement vouch for another: headline for body, and the rest of a list."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.ratings.candidate import Candidate

_BETWEEN = 12
_FOR = frozenset(["for", "in", "on", "against", "at", "across"])
#: All that may stand between two values of one scale: "not weak but good", "good or very good".
_LINKS = (
    ["to"],
    ["but"],
    ["or"],
    ["not"],
    [",", "not"],
    ["rather", "than"],
    [",", "but"],
    ["into"],
)
#: One grade in other words: "three, meaning excellent".
_MEANING = ([",", "meaning"], ["meaning"], ["at", "all", ":"])
#: "X, up from Y", "X, compared with Y"
_CONTRASTS = (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"])
_LIGHT = frozenset([*QUOTES, ",", "overall", "a", "an", "the"])
_JOINS = frozenset(["and", ",", "but", ";", "while", "or"])


def accept_repeats(
    article: Article, candidates: list[Candidate], is_heading: Callable[[Article, int], bool]
) -> None:
    """Accepts what stands unsigned in a headline and signed in the story, and list members."""
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
        if before.sign and not after.sign and _in_list(article, before, after):
            after.sign, after.score = "listed-with", min(before.score, 0.72)
            after.verb = before.verb
        elif after.sign and not before.sign and _in_list(article, before, after):
            before.sign, before.score = "listed-with", min(after.score, 0.66)


def _from_to(article: Article, before: Candidate, after: Candidate) -> bool:
    """ "crashed from outstanding to inadequate": two points of one scale, whatever the verb."""
    if before.number or not {o[0].code for o in before.options} & {
        o[0].code for o in after.options
    }:
        return False
    gap = [w for w in article.lowers[before.end : after.start] if w not in QUOTES]
    ahead = [w for w in article.lowers[max(0, before.start - 3) : before.start] if w not in QUOTES]
    return gap == ["to"] and ahead[-1:] == ["from"]


def _in_list(article: Article, before: Candidate, after: Candidate) -> bool:
    """ "good for caring and poor for safety", "from one star to four"."""
    if article.sent_of(before.start) != article.sent_of(after.start):
        return False
    if not {o[0].code for o in before.options} & {o[0].code for o in after.options}:
        return False
    gap = article.lowers[before.end : after.start]
    if gap in _MEANING:
        return bool({o[1].code for o in before.options} & {o[1].code for o in after.options})
    if [w for w in gap if w not in _LIGHT] in _CONTRASTS:
        return True
    owner = article.owner[after.start - 1]
    if after.number and owner is not None and owner.label in {"SERVICE", "ORG"}:
        end = after.end  # "X gets three stars, Y one"
        return len(gap) < 9 and (end >= len(article) or not article.words[end][0].isalnum())
    if before.number or after.number:
        return len(gap) <= 4 and "to" in gap
    if len(gap) > _BETWEEN or (after.end < len(article) and article.pos[after.end] == "NOUN"):
        return False
    return bool(_JOINS & set(gap) and _FOR & set(gap)) or gap in _LINKS
