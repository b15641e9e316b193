"""Verbs without their grade: "we were rated X. We were not.", "no area is X; in 2022 two were"."""

from __future__ import annotations

from dataclasses import replace

from annotator.extraction.article import Article
from annotator.extraction.closed_words import (
    AUXILIARIES,
    DASHES,
    IT_OR_THEY,
    NOT,
    PRONOUNS,
    QUOTES,
    WAS,
)
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate

Cue = tuple[int, int]
_WAS = WAS | {"did", "had"}
_ITSELF = PRONOUNS | {"that", "this"}
_ENDS = DASHES | QUOTES | {".", ",", "!", ";", ":"}
_SUBJECT_WORDS = 7
_REACH = 14


class Ellipses:
    """Reads a verb that leaves its grade out as telling of the grade before it."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._categories = knowledge.categories
        self._heard = words.set("grammar", "denial.heard")
        self._stress = words.set("grammar", "denial.stress")
        then = words.set("times", "ago") | words.set("times", "formerly")
        self._then = then | {"then", "until"}

    def denied_next(self, article: Article, candidate: Candidate) -> Cue | None:
        """The denial that a sentence behind the value's is: "We did not.", "It never has been."."""
        number = article.sent_of(candidate.end - 1)
        first, last = article.sents[number]
        near = last - candidate.end < _SUBJECT_WORDS
        if number + 1 >= len(article.sents) or not (
            near or self._heard & set(article.lowers[first : candidate.start])
        ):
            return None
        begin, stop = article.sents[number + 1]
        while begin < stop and article.words[begin] in _ENDS:
            begin += 1
        if article.lowers[begin : begin + 1] and article.lowers[begin] not in _ITSELF:
            return None
        verb = begin + 1
        words = article.lowers[verb : min(stop, verb + 4)]
        denied = words[:1] and words[0] in AUXILIARIES and words[1:2] and words[1] in NOT
        denied = denied or (words[:1] == ["never"] and bool(words[1:]) and words[1] in AUXILIARIES)
        if not denied or "still" in article.lowers[max(0, candidate.start - 4) : candidate.start]:
            return None
        end = verb + 2
        while end < stop and article.lowers[end] in self._stress:
            end += 1
        return (begin, end) if end >= stop or article.words[end] in _ENDS else None

    def restore(self, article: Article, candidates: list[Candidate]) -> None:
        """What is denied of today and told of earlier: a record more, or a grade that is over."""
        for candidate in list(candidates):
            if candidate.free or candidate.status != "negated" or not candidate.subjects:
                continue
            cue = self._was_then(article, candidate)
            if cue is None:
                continue
            verb, begin = cue
            date = next((f for f in article.inside(begin, verb) if f.label == "DATE"), None)
            if _of_itself(article, begin, verb):
                candidate.status, candidate.why["status"] = "previous", (begin, verb + 1)
                candidate.date = candidate.date or date
                continue
            candidates.append(_earlier(article, candidate, begin, verb, date, self._categories))
        candidates.sort(key=lambda c: c.start)

    def _was_then(self, article: Article, candidate: Candidate) -> tuple[int, int] | None:
        """The verb that nothing follows and the begin of its clause; a time stands before it."""
        number = article.sent_of(candidate.end - 1)
        last = article.sents[number][1]
        own = [
            i for i in range(candidate.end, last - 2) if article.words[i] in {";", ",", "–", "-"}
        ]
        begins = [i + 1 for i in own] + ([last] if number + 1 < len(article.sents) else [])
        for begin in begins:
            stop = min(article.sent(begin)[1], begin + _REACH)
            verb = next((i for i in range(begin, stop) if article.lowers[i] in _WAS), None)
            if verb is None or verb == begin:
                continue
            ends = verb + 1 >= len(article) or article.words[verb + 1] in {".", ",", ";", '"', "'"}
            dated = any(f.label == "DATE" for f in article.inside(begin, verb))
            if ends and (dated or self._then & set(article.lowers[begin:verb])):
                return verb, begin
        return None


def _earlier(
    article: Article,
    candidate: Candidate,
    begin: int,
    verb: int,
    date: Found | None,
    categories: dict[str, Phrases[str]],
) -> Candidate:
    known = categories[candidate.scale.id] if candidate.scale else None
    hits = known.find(article.lowers, begin, verb) if known else ()
    named = tuple(dict.fromkeys(codes[0] for _, _, codes in hits))
    return replace(
        candidate,
        status="previous",
        sign="told-of-then",
        fixed=True,
        category=named or ("overall",),
        change=None,
        date=date,
        also=[],
        why={"status": (begin, verb + 1)},
        subjects=list(candidate.subjects),
    )


def _of_itself(article: Article, begin: int, verb: int) -> bool:
    """Is it the body that was, not some of its areas?"""
    return bool(IT_OR_THEY & set(article.lowers[max(begin, verb - 2) : verb]))
