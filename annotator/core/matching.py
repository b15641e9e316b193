"""When a predicted rating is the same as one of gold, and pairing them one to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import regex

from annotator.core.ratings import FREE, Rating
from annotator.core.spans import Mention

G = TypeVar("G")
P = TypeVar("P")

#: Words that say nothing about which body is meant.
_GENERIC = frozenset(
    (
        "the a an its their this that it they service services school prison jail hospital home "
        "trust force council unit department academy police nursery practice surgery probation "
        "house team county city in of at and for"
    ).split()
)


#: A subject of more words is a sentence, not a name.
_LONGEST_NAME = 16


def core_range(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without a leading "the", quotes and punctuation at its ends, and a possessive."""
    match = regex.compile(r"[\s\"'“”‘’(),.:;]*(?:the\s+)?", regex.IGNORECASE).match(
        text, start, end
    )
    if match is not None and match.end() < end:
        start = match.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"'“”‘’(),.:;"):
        end -= 1
    if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’":
        end -= 2
    return start, end


def same_subject(gold: Rating, found: Rating) -> bool:
    """Do both name the same body: by place, by words, or by words one holds of the other?"""
    mention = found.subject
    if mention is None or len(mention.exact.split()) > _LONGEST_NAME:
        return False
    length = mention.end - mention.start
    for named in (gold.subject, gold.subject_mention):
        # Half an article is no subject: an overlap counts only where the sizes agree.
        if _overlap(named, mention) and named and length <= 2 * (named.end - named.start) + 12:
            return True
    names = [m for m in (gold.subject, gold.subject_mention, *gold.subject_aliases) if m]
    return any(_same_name(name.exact, mention.exact) for name in names)


def same_value(gold: Rating, found: Rating) -> bool:
    """The same point; for free wording, words that overlap."""
    if gold.scale == FREE or found.scale == FREE:
        places = [gold.value, *gold.also]
        both_free = gold.scale == found.scale
        return both_free and any(_overlap(place, found.value) for place in places)
    return gold.value_norm == found.value_norm


def same_scale(gold: Rating, found: Rating) -> bool:
    """The same scale, whichever version."""
    return gold.scale_code == found.scale_code


def pairs(
    gold: Sequence[G], found: Sequence[P], fits: Callable[[G, P], bool]
) -> list[tuple[int, int]]:
    """As many one-to-one pairs as there can be (augmenting paths, Kuhn 1955)."""
    edges = [[j for j, p in enumerate(found) if fits(g, p)] for g in gold]
    owner: dict[int, int] = {}

    def give(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or give(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        give(i, set())
    return sorted((i, j) for j, i in owner.items())


def _overlap(a: Mention | None, b: Mention | None) -> bool:
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def _same_name(a: str, b: str) -> bool:
    a, b = _plain(a), _plain(b)
    if a == b:
        return bool(a)
    first, second = set(a.split()) - _GENERIC, set(b.split()) - _GENERIC
    return bool(first and second and (first <= second or second <= first))


def _plain(words: str) -> str:
    words = regex.sub(r"['’]s\b", "", words.casefold())
    return regex.sub(r"^the ", "", " ".join(regex.findall(r"[\w&]+", words)))
