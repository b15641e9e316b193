"""Where a word that judges elsewhere judges nothing: counted, asked, part of a longer word."""

from __future__ import annotations

from annotator.extraction.article import Article

#: "whether their homes were safe" has no more words between.
_ASKED = 8
_PARTS = frozenset([",", ".", ";", ":", '"'])


def judges_nothing(article: Article, start: int, end: int) -> bool:
    """Do the words ``[start, end)`` leave open, count or belong to something else?"""
    return (
        _in_compound(article, start, end)
        or _counted(article, end)
        or _asked(article, start)
        or _of_participle(article, end)
    )


def _in_compound(article: Article, start: int, end: int) -> bool:
    """ "HIGH-risk medicines"."""
    last = article.line(start)[1]
    behind = end + 1 < last and article.words[end] == "-"
    return behind and article.starts[end + 1] == article.end_char(end - 1) + 1


def _counted(article: Article, end: int) -> bool:
    """ "had been well prepared in 12 of 40 cases": how often it was done, not how well."""
    done = article.tags[end - 1] == "VBN" or article.lowers[end - 1].endswith("ed")
    if not done or article.low(end) != "in" or end + 1 >= len(article):
        return False
    owner = article.owner[end + 1]
    if owner is not None:
        return owner.label == "COUNT"
    return article.pos[end + 1] == "NUM"


def _asked(article: Article, start: int) -> bool:
    """ "could not tell tenants WHETHER their homes were safe"."""
    for index in range(start - 1, max(article.sent(start)[0] - 1, start - _ASKED), -1):
        if article.lowers[index] in _PARTS:
            return False
        if article.lowers[index] == "whether":
            return True
    return False


def _of_participle(article: Article, end: int) -> bool:
    """ "are TOO OFTEN placed apart": the adverb says how often."""
    verb = end < article.line(end - 1)[1] and article.tags[end] in {"VBN", "VBG", "VBD"}
    return verb and article.pos[end - 1] == "ADV"
