"""Judgements that a few words carry over to another body: "..., as was X", "So did Y."."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import AUXILIARIES
from annotator.extraction.found import Found
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.subjects.focus import Focus

_SO = frozenset(["as", "so", "nor", "neither"])
_DO = AUXILIARIES | {"will"}
_STOPS = frozenset([";", ".", "while", "whereas"])


def carry_over(article: Article, candidates: list[Candidate], focus: Focus) -> None:
    """Adds the bodies behind "as was", "so did" ... to the subjects of what stands before."""
    lowers = article.lowers
    for index in range(1, len(article) - 2):
        if lowers[index] in _SO and lowers[index + 1] in _DO:
            found = _named(article, index + 2)
            if found is not None and _may_be_rated(found, focus):
                _add(article, candidates, index, found, focus)


def _named(article: Article, index: int) -> Found | None:
    """The name that begins here (or behind "the"), a new one if nothing knows it."""
    if article.lowers[index] == "the" and index + 1 < len(article):
        index += 1
    owner = article.owner[index]
    if owner is not None or article.pos[index] != "PROPN" or not article.is_capital(index):
        return owner
    end = index + 1
    while end < len(article) and article.is_capital(end) and article.owner[end] is None:
        end += 1
    found = Found(index, end, "ORG", "rated-name", 0.5, model=True)
    return found if article.claim(found) else None


def _may_be_rated(found: Found, focus: Focus) -> bool:
    if focus.eligible(found) or any(found is body for body in focus.bodies):
        return True
    return found.model and found.label in {"ORG", "GPE", "PERSON", "LOC"}


def _add(
    article: Article, candidates: list[Candidate], index: int, found: Found, focus: Focus
) -> None:
    number = article.sent_of(index)
    first = article.sents[number][0]
    opens = index - first <= 1
    begin = article.sents[number - 1][0] if opens and number else first
    near = [c for c in candidates if begin <= c.start < index and c.subjects and not c.free]
    if not near:
        return
    last = near[-1]
    if not opens and _STOPS & set(article.lowers[last.end : index]):
        return
    who = [focus.key(s.found) for s in last.subjects if s.found]
    for candidate in near:
        same = [focus.key(s.found) for s in candidate.subjects if s.found] == who
        together = candidate is last or (candidate.verb == last.verb and last.verb is not None)
        if same and (together or opens):
            candidate.subjects = [*candidate.subjects, Subject(found, None, "echo", 0.62)]
    if not focus.eligible(found) and not any(found is body for body in focus.bodies):
        found.label, found.rule, found.score = "SERVICE", "rated-name", 0.5
        focus.add(found)
