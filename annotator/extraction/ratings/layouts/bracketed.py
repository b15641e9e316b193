"""Old grades beside new ones: "Safe: 2 (was 4)", "Good (previously: inadequate)"."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

_SAME = (["unchanged"], ["no", "change"], ["as", "before"], ["same"], ["the", "same"], ["also"])
_REACH = 9


class Brackets:
    """Knows what in brackets says that a grade is over."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._over = knowledge.words.set("grammar", "brackets.over")
        self._small = self._over | knowledge.words.set("grammar", "brackets.small")

    def judge(self, article: Article, candidates: list[Candidate]) -> None:
        """Signs the grade in the brackets behind another one and puts it into the past."""
        for now, then in itertools.pairwise(candidates):
            opened = self._opening(article, now, then)
            if opened is None or article.line_of(now.start) != article.line_of(then.start):
                continue
            if not {s.id for s, _ in now.options} & {s.id for s, _ in then.options}:
                continue
            then.status, then.fixed = "previous", True
            if not then.sign:
                then.sign, then.score = "bracketed-value", 0.8
            if not now.sign and now.number:
                now.sign, now.score = "bracketed-value", 0.7
            then.subjects = then.subjects or list(now.subjects)
        for candidate in candidates:
            behind = article.lowers[candidate.end : candidate.end + 4]
            if behind[:1] == ["("] and any(behind[1:] == [*same, ")"][:3] for same in _SAME):
                candidate.change = "same"

    def _opening(self, article: Article, now: Candidate, then: Candidate) -> int | None:
        """Where the brackets around the old grade begin; None where there are none."""
        between = article.lowers[now.end : then.start]
        closed = article.words[then.end] if then.end < len(article) else ""
        if "(" not in between or ")" in between or closed not in {")", ",", ";"}:
            return None
        start = now.end + between.index("(")
        inside = range(start + 1, then.start)
        dated = [i for i in inside if (o := article.owner[i]) is not None and o.label == "DATE"]
        small = all(article.lowers[i] in self._small or i in dated for i in inside)
        over = bool(dated) or bool(self._over & set(article.lowers[start : then.start]))
        near = start - now.end < _REACH and then.start - start < _REACH
        return start if small and over and near else None
