"""The tense that a verb stands in, auxiliaries and all."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import HAD, HAS, MIGHT

#: What ``tense_of`` says of verbs that make a clause.
FINITE = frozenset(["past perfect", "perfect", "past", "present", "will", "would"])
_BY_TAG = {
    "VBD": "past",
    "VBZ": "present",
    "VBP": "present",
    "VBG": "-ing",
    "VBN": "participle",
    "VB": "bare",
}


def tense_of(article: Article, verb: int) -> str:
    """One of ``FINITE``, or "to", "-ing", "participle", "bare", "none"."""
    helping = [c for c in article.children[verb] if article.deps[c] in {"aux", "auxpass"}]
    words = {article.lowers[c] for c in helping}
    tags = {article.tags[c] for c in helping}
    if "MD" in tags | {article.tags[verb]}:
        return "would" if words & MIGHT else "will"
    if "TO" in tags:
        return "to"
    if words & HAD and article.tags[verb] in {"VBN", "VBD"}:
        return "past perfect"
    if words & HAS:
        return "perfect"
    if "VBD" in tags:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return _BY_TAG.get(article.tags[verb], "none")
