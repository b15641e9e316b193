"""What is hoped for, promised or a condition: "wants X", "X next time", "needs X to ..."."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES, HAD, HAS, NOT, POSSESSIVES, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import in_aside, in_present

Cue = tuple[int, int]
_TELLING = frozenset(["VERB", "AUX", "NOUN", "ADP", "SCONJ", "ADJ", "PART", "ADV", "X", "PRON"])
_REACH = 8
#: "Outstanding is OUR aim".
_OWN = ARTICLES | POSSESSIVES | {"now"}


class Hopes:
    """Finds the words that make a judgement an aim."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._before = knowledge.word_phrases("grammar", "status.target")
        self._behind = knowledge.word_phrases("grammar", "status.target_behind")
        words = knowledge.words
        having = words.set("grammar", "status_words.having")
        self._past = WAS | HAS | HAD | having | {"ago"}
        self._staying = words.set("grammar", "verbs.same")
        self._ranks = words.set("times", "first_or_last") | words.set("times", "latest") | {"only"}
        self._by_then = words.set("times", "by_then")
        self._goals = words.set("grammar", "hopes.goals")
        self._meaning = words.set("grammar", "hopes.meaning")
        needing = words.set("grammar", "hopes.needing")
        self._must = needing | HAS | {"must", "should", "will", "would"}

    def cue(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """The words that say so, in the candidate's clause before it or right behind.

        Args:
            start: first word of the candidate's clause.
        """
        lowers = article.lowers
        for a, b, _ in self._before.find(lowers, start, candidate.start):
            aside = in_aside(article, b - 1, candidate.start)
            if article.pos[a] not in _TELLING or article.owner[a] is not None or aside:
                continue
            if lowers[a] == "until":
                end = self._term(article, b, candidate)
                if end is not None:
                    return a, end
            elif lowers[a].startswith("expect"):
                if _expects(article, a, b, start):
                    return a, b
            elif lowers[a] == "to" and self._ranks & set(lowers[max(0, a - _REACH) : a]):
                continue  # "the first school here to be rated good"
            elif lowers[b : b + 2] not in (["to", "know"], ["to", "ask"]):
                return a, b  # not "wanted to know how it could be good"
        if candidate.free:
            return None
        return (
            self._condition(article, candidate)
            or _once(article, candidate, start)
            or self._ahead(article, candidate, start)
        )

    def _ahead(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "good next time", "outstanding is the aim"."""
        meant = self._where_we_mean(article, candidate)
        if meant is not None or self._past & set(article.lowers[start : candidate.start]):
            return meant
        by = article.lowers[candidate.end : candidate.end + 1] == ["by"]
        owner = (
            article.owner[candidate.end + 1] if by and candidate.end + 1 < len(article) else None
        )
        if owner is not None and owner.label == "DATE":
            return candidate.end, owner.end  # "good by 2027"
        _, last = article.sent(candidate.end - 1)
        stop = min(last, candidate.end + _REACH)
        for a, b, _ in self._behind.find(article.lowers, candidate.end, stop):
            if not {",", ";", "and", "but"} & set(article.lowers[candidate.end : a]):
                return a, b
        return None

    def _where_we_mean(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "C1 is where we mean to be", "good was what they were working for"."""
        lowers, at = article.lowers, candidate.end
        at += lowers[at : at + 1] in (["'"], ['"'])
        if lowers[at : at + 1] not in (["is"], ["was"]):
            return None
        if self._goals & set(lowers[at + 2 : at + 5]) and lowers[at + 1] in _OWN:
            return at, at + 3  # "outstanding is the next goal"
        if lowers[at + 1 : at + 2] not in (["where"], ["what"], ["how"]):
            return None
        stop = min(article.sent(candidate.end - 1)[1], at + _REACH)
        told = range(at + 2, stop)
        meant = any(lowers[i] in self._meaning for i in told)
        hit = any(True for _ in self._before.find(lowers, at + 2, stop))
        return (at, stop) if meant or hit else None

    def _term(self, article: Article, index: int, candidate: Candidate) -> int | None:
        """End of a term behind "until": "has until June to be good", "until it is good"."""
        lowers = article.lowers
        owner = article.owner[index]
        if owner is not None and owner.label == "DATE":
            return owner.end + 1 if lowers[owner.end : owner.end + 1] == ["to"] else None
        past = lowers[index] in self._by_then  # "until then it was good"
        stays = self._staying & set(
            lowers[index : candidate.start]
        )  # "until it opens it remains weak"
        return None if past or stays else index

    def _condition(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "To be rated good, it must ...", "In order to reach good it has to ..."."""
        first, last = article.sent(candidate.start)
        opening = article.lowers[first : first + 3]
        purpose = opening[:1] == ["to"] or opening == ["in", "order", "to"]
        if not purpose or candidate.start - first > _REACH:
            return None
        for index in range(candidate.end, min(last, candidate.end + 14)):
            if article.lowers[index] in self._must:
                return first, first + 1
        return None


def _once(article: Article, candidate: Candidate, start: int) -> Cue | None:
    """ "ONCE it reaches good, ..." """
    for index in range(start, candidate.start):
        if article.lowers[index] == "once" and in_present(article, index, candidate.start):
            return index, index + 1
    return None


def _expects(article: Article, begin: int, end: int, start: int) -> bool:
    """ "it EXPECTED safety to be X"; not "as expected", nor "did not expect it to be X"."""
    lowers = article.lowers
    if NOT & set(lowers[max(start, begin - 3) : begin]):
        return False
    if end - begin > 1 or lowers[begin] != "expected":
        return True
    return article.tags[begin] == "VBD" and article.before(begin) not in {"as", "than", "had"}
