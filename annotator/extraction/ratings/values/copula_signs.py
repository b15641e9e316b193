"""Values behind "is": "the school was poor in 2018", "safety is good", "no area was excellent"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import NOT, QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import head_of, phrase, subject_of, upward
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.category_clauses import (
    CategoryClauses,
    ends_category,
    is_category,
)
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, noun_follows

_PRONOUNS = frozenset(["it", "they", "which", "that"])
_ALL_AREAS = frozenset(["none", "nothing", "anything", "everything", "rest", "neither"])
_ALL_AREAS |= {"both", "each", "others"}
_OF_TWO = frozenset(["former", "latter"])
_OURSELVES = frozenset(["we", "it", "they"])
_WILL = frozenset(["will", "shall", "'ll", "wo"])


class CopulaSigns:
    """Judges values that a form of "be" links to a subject."""

    def __init__(self, knowledge: Knowledge, words: SignWords) -> None:
        self._words = words
        lists = knowledge.words
        self._clauses = CategoryClauses(knowledge)
        self._times = lists.set("grammar", "copula.times")
        self._light = lists.set("grammar", "copula.light") | self._times | QUOTES | words.being
        self._deserving = lists.set("grammar", "denial.deserving")
        self._goes_on = lists.set("grammar", "copula.goes_on")
        self._areas = words.parts | _ALL_AREAS
        self._verdicts = words.grade | lists.set("grammar", "nouns.verdict")
        self._aims = knowledge.word_phrases("grammar", "status.target")
        self._before = knowledge.word_phrases("grammar", "status.previous")

    def sign(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """The sign, if the subject is rated on this scale, or is a body."""
        if self._clauses.joined(article, candidate) or self._clauses.opening(article, candidate):
            return "category-is-value", 0.74
        if self._clauses.right_before(article, candidate):
            return "category-is-value", 0.7
        being = self._being(article, candidate)
        if being is None:
            return None
        subject = subject_of(article, being)
        if subject is None and ends_category(article, being, candidate):
            return "category-is-value", 0.7  # a parse without a subject
        if subject is None or candidate.start <= subject < candidate.end:
            return None
        if article.lowers[subject] in self._verdicts and candidate.start - being < 3:
            candidate.verb = being
            return "verdict-is-value", 0.72  # "the word it used was good"
        found = self._judged(article, candidate, being, subject, setting)
        if found is not None and found[0]:
            candidate.verb = being
        return found

    def _being(self, article: Article, candidate: Candidate) -> int | None:
        value = head_of(article, candidate.start, candidate.end)
        for index in list(upward(article, value))[1:6]:
            if article.lowers[index] in self._words.being:
                return index
            if article.pos[index] not in {"ADJ", "NOUN", "ADV", "PRON", "ADP"}:
                return None
        return None

    def _judged(
        self, article: Article, candidate: Candidate, being: int, subject: int, setting: Setting
    ) -> Sign | None:
        if article.pos[subject] == "NUM" and article.words[candidate.end : candidate.end + 1] == [
            ":"
        ]:
            return "counted-list", 0.62  # "five are inadequate: A, B ..."
        body = is_body(article, subject, setting, self._words) or _named_aside(
            article, being, setting
        )
        timed = self._timed(article, being, candidate)
        if body and (_dated(article, candidate) or timed):
            return "dated-value", 0.66
        named = is_category(article, subject, candidate) or ends_category(article, being, candidate)
        if named or article.lowers[subject] in self._areas or _asks_how(article, being):
            return "category-is-value", 0.74
        if body and article.lowers[candidate.start] in self._words.plain:
            return "body-is-value", 0.6
        if not self._bare(article, being, candidate):
            return None
        if body and article.lowers[subject] not in _PRONOUNS and not candidate.quoted:
            return "body-is-value", 0.58
        denied = (NOT | {"yet"}) & set(article.lowers[being : candidate.start])
        if body and denied and article.lowers[subject] not in _PRONOUNS:
            return "body-is-value", 0.58
        if denied and article.lowers[subject] == "we":
            return "self-is-value", 0.52  # "we are not excellent"
        if self._aimed(article, candidate) or self._dated_by_clause(article, candidate):
            ours = article.lowers[subject] in _OURSELVES | {"services"}
            return ("self-is-value", 0.55) if body or ours else None
        return None

    def _bare(self, article: Article, being: int, candidate: Candidate) -> bool:
        """No other adverb before the value, no comparison, no noun or clause behind it."""
        lowers = article.lowers
        between = range(being + 1, candidate.start)
        light = all(lowers[i] in self._light for i in between)
        if not light or noun_follows(article, candidate.end):
            return False
        return candidate.end >= len(article) or lowers[candidate.end] not in self._goes_on

    def _aimed(self, article: Article, candidate: Candidate) -> bool:
        first = article.sent(candidate.start)[0]
        start = max(first, candidate.start - 9)
        cue = any(True for _ in self._aims.find(article.lowers, start, candidate.start))
        return cue or bool((_WILL | self._deserving) & set(article.lowers[start : candidate.start]))

    def _dated_by_clause(self, article: Article, candidate: Candidate) -> bool:
        """ "we were unsatisfactory when I came in 2010", "... until June"."""
        behind = article.lowers[candidate.end : candidate.end + 1]
        if behind in (["when"], ["until"], ["before"]):
            return True
        first = article.sent(candidate.start)[0]
        return any(True for _ in self._before.find(article.lowers, first, candidate.start))

    def _timed(self, article: Article, being: int, candidate: Candidate) -> bool:
        """ "was previously good", "is now good"."""
        return bool(self._times & set(article.lowers[max(0, being - 1) : candidate.start]))


def _named_aside(article: Article, being: int, setting: Setting) -> bool:
    """ "Its sister home, Tithe Barn, was good" """
    owner = article.owner[being - 2] if being > 2 and article.before(being) == "," else None
    if owner is None or article.before(owner.start) != ",":
        return False
    return owner.kind in setting.kinds


def is_body(article: Article, subject: int, setting: Setting, words: SignWords) -> bool:
    """Is the word (in) a name of a body that is rated here, or a noun for one?"""
    owner = article.owner[subject]
    if owner is not None:
        unknown = owner.label in {"SERVICE", "ORG"} and owner.kind is None
        area = owner.label == "GPE" and setting.area
        return owner.kind in setting.kinds or unknown or area
    if article.lowers[subject] in words.told_by_place:
        inside = article.inside(*phrase(article, subject))
        return any(f.kind in setting.kinds or (f.label == "GPE" and setting.area) for f in inside)
    return article.lowers[subject] in words.kinds | _PRONOUNS | _OF_TWO


def _asks_how(article: Article, being: int) -> bool:
    """ "HOW it looks after victims is adequate" """
    return article.lowers[article.sent(being)[0]] in {"how", "whether"}


def _dated(article: Article, candidate: Candidate) -> bool:
    """ "good in 2018", "weak a year earlier": a year in the clause makes it a grade."""
    first, last = article.sent(candidate.start)
    near = article.inside(max(first, candidate.start - 9), min(last, candidate.end + 7))
    return any(
        found.label == "DATE"
        and any(
            (w.isdigit() and len(w) == 4) or w in {"year", "years"} or w == "ago"
            for w in article.lowers[found.start : found.end + 1]
        )
        for found in near
    )
