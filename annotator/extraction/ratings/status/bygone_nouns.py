"""Grades told as things of the past: "the 4 it was given", "last year's good verdict"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import PRONOUNS, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate

Cue = tuple[int, int]
_JOINED = frozenset([",", ".", "and", "but", "if", "when", ";"])


class BygoneNouns:
    """Finds the words that put a grade into the past though no verb says so."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._had = WAS | {"had"} | words.set("grammar", "status_words.having")
        self._bygone = self._had | words.set("grammar", "status_words.bygone")
        given = words.set("grammar", "status_words.given")
        self._given = given | {"on", "proud", "before"}
        confirming = words.set("grammar", "status_words.confirming")
        self._kept = words.set("grammar", "verbs.same") | confirming
        self._turning = words.set("grammar", "status_words.turning")
        self._repeated = words.set("grammar", "status_words.repeated") | {"previous"}
        self._lately = words.set("times", "days") | {"this", "next", "now"}

    def cue(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """The words.

        Args:
            start: first word of the candidate's clause.
        """
        return (
            self._it_had(article, candidate, start)
            or self._of_a_time(article, candidate)
            or self._on_the_way(article, candidate)
        )

    def _it_had(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "the 4 it was given in 2021"; not "keeps the 4 it was given"."""
        lowers, end = article.lowers, candidate.end
        first = (
            article.sent(candidate.start)[0] if "and" in lowers[start : candidate.start] else start
        )
        if self._kept & set(lowers[max(first, candidate.start - 6) : candidate.start]):
            return None
        if lowers[end : end + 1] in (["which"], ["that"]):  # "the good which the school held"
            stop = min(article.sent(end - 1)[1], end + 7)
            held = next((i for i in range(end + 1, stop) if lowers[i] in self._bygone), None)
            return (
                (end, held + 1)
                if held is not None and article.before(candidate.start) == "the"
                else None
            )
        for index in range(end, min(end + 3, len(article) - 1)):
            if lowers[index] in _JOINED:
                return None
            if lowers[index] in PRONOUNS and lowers[index + 1] in self._had | {"once"}:
                passive = lowers[index + 1] not in WAS or self._given & set(
                    lowers[index + 2 : index + 4]
                )
                return (index, index + 2) if passive else None
        return None

    def _of_a_time(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "the outstanding of 2014", "last year's good verdict"."""
        lowers, at, end = article.lowers, candidate.start, candidate.end
        if lowers[end : end + 1] == ["of"]:
            dated = next(article.inside(end + 1, end + 2), None)
            if dated is not None and dated.label == "DATE":
                return end, dated.end
        first = article.sent(at)[0]
        for index in range(at - 1, max(first, at - 4) - 1, -1):
            owner = article.owner[index]
            if owner is None or owner.label != "DATE":
                continue
            words = lowers[owner.start : owner.end]
            possessive = "'s" in (*words[-1:], *lowers[owner.end : owner.end + 1])
            return (
                (owner.start, owner.end) if possessive and not self._lately & set(words) else None
            )
        return None

    def _on_the_way(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "from weak through adequate to good", "two successive ...", "(was weak)"."""
        lowers, at = article.lowers, candidate.start
        if not at:
            return None
        first = article.sent(at)[0]
        before = lowers[at - 1]
        through = before == "through" and "from" in lowers[max(first, at - 20) : at]
        was = before in WAS and at > 1 and lowers[at - 2] == "("
        if through or was or (before in self._repeated and not candidate.plural):
            return at - 1, at
        turned = self._turning & set(lowers[max(first, at - 6) : at])
        if turned and "into" in lowers[candidate.end : candidate.end + 4]:
            return at, candidate.end
        return None
