"""Grades like C3 and what they mean: "a C3 for serious failings" is one judgement."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate

_CODE = re.compile(r"[A-Z]\d")


def without_glosses(article: Article, found: list[Candidate]) -> list[Candidate]:
    """The signed candidates; words for a grade that stands there as a code become its repeats."""
    signed = [c for c in found if c.sign]
    codes = [c for c in signed if _CODE.fullmatch(" ".join(article.words[c.start : c.end]))]
    scales = {c.options[0][0].id for c in codes}
    kept = [c for c in signed if c in codes or c.options[0][0].id not in scales]
    for gloss in signed:
        same = [c for c in codes if c.options[0][1] is gloss.options[0][1]]
        if gloss not in kept and same:
            near = min(same, key=lambda c: abs(c.start - gloss.start))
            near.also.append((gloss.start, gloss.end))
    return kept
