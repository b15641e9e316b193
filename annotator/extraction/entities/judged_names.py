"""Where the name of what is judged ends: before its place, a clause, an aside."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import NUMBERS
from annotator.extraction.entities.free_names import FreeNames
from annotator.extraction.found import Found

_SCORES = frozenset("0123456") | {*NUMBERS[:6]}
_BEFORE_SCORE = frozenset(["a", "an", "to", "from", "its", "their"])
#: "half a mile away" and the like between commas has no more words.
_ASIDE = 8
#: A clause between a name and its verb has no more words.
_CLAUSE = 14


def is_at(article: Article, same: list[Found]) -> bool:
    """Is something at it: "At Elmfield the roof leaks"?"""
    return any(found.start and article.lowers[found.start - 1] == "at" for found in same)


def like_street(article: Article, index: int) -> tuple[int, int] | None:
    """ "pupils at Oak Hill": a name that ends as streets do."""
    owner = article.owner[index] if index < len(article) else None
    street = owner is not None and owner.rule == "street" and owner.start == index
    return (owner.start, owner.end) if owner is not None and street else None


def in_address(article: Article, start: int) -> bool:
    """ "in Mill Lane, HADDOW" """
    street = article.owner[start - 2] if start > 1 and article.words[start - 1] == "," else None
    return street is not None and street.label == "LOC" and street.end == start - 1


def behind_place(article: Article, verb: int) -> int:
    """Where the subject of "X, in Selby, was rated" ends; the verb where nothing stands between."""
    verb = _behind_clause(article, verb)
    at = verb - 1 if article.before(verb) == "," else verb
    owner = _street(article, at - 1) or (article.owner[at - 1] if at else None)
    if owner is None or owner.label not in {"GPE", "LOC"} or owner.start < 2:
        return verb
    before = owner.start - 1 - (article.before(owner.start) == "the")
    if article.low(before) not in {"in", "near", "at", "on", "of"}:
        return verb
    return before - 1 if article.before(before) == "," else before


def _street(article: Article, town: int) -> Found | None:
    """ "in MILL LANE, Selby": the street before a town, whether the town is known or not."""
    street = article.owner[town - 2] if town > 2 and article.lowers[town - 1] == "," else None
    told = street is not None and street.label == "LOC" and article.is_capital(town)
    return street if told else None


def named_aside(article: Article, verb: int, free: FreeNames) -> tuple[int, int] | None:
    """ "Only one, Tandoori Knights, scored a one" """
    name = free.before(article, verb - 1) if article.before(verb) == "," else None
    before = name[0] - 1 if name else 0
    before -= article.low(before) == "the"
    return name if name and article.low(before) == "," else None


def behind_the(article: Article, end: int) -> tuple[int, int] | None:
    """ "The BEECHES got": a capital behind "The", whatever word it is."""
    word = article.words[end - 1] if end > 1 else ""
    named = word[:1].isupper() and not word.isupper() and len(word) > 2
    free = article.owner[end - 1] is None and article.words[end - 2] in {"The", "the"}
    return (end - 1, end) if named and free else None


def _behind_clause(article: Article, verb: int) -> int:
    """Before the comma of "X, which owns 9,000 homes, keeps ..."; the verb where no clause is."""
    if article.before(verb) != ",":
        return verb
    first = max(article.sent(verb)[0], verb - _CLAUSE)
    for index in range(verb - 2, first, -1):
        if article.lowers[index] == ",":
            told = article.lowers[index + 1] in {"which", "where", "whose"}
            verbs = any(article.pos[i] in {"VERB", "AUX"} for i in range(index, verb - 1))
            return index if told or not (verbs or verb - index > _ASIDE) else verb
    return verb


def numbered(article: Article, start: int, last: int) -> bool:
    """ "got a 1", "went from 3 to 5" """
    return any(
        article.lowers[i] in _SCORES and article.lowers[i - 1] in _BEFORE_SCORE
        for i in range(start + 1, min(last, start + 6))
    )
