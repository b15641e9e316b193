"""When a grade was given, as far as its sentence tells: a year, a time gone by, "at that visit"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import CONTRASTS, DASHES, HAS, IS, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import PRESENT, in_aside, verb_of

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_AHEAD = frozenset(["by", "before", "until", "since"])
_NEAR = 6
#: "... although in 2018 it got a three"
_TURNING = CONTRASTS | DASHES | {"that", "where", "yet", ";"}
_AT = (["at"], ["in"], ["on"], ["during"])
_HAD_GRADE = WAS | {"had", "scored", "got"}
_HOLDS = IS | HAS | {"now"}


def year_of(article: Article, candidate: Candidate) -> int | None:
    """The year in the words that belong to the candidate, a plan's year left out."""
    date = candidate.date
    if date is None or (article.before(date.start) in _AHEAD):
        return None
    if {"as", "same", "like"} & set(article.lowers[candidate.end : date.start]):
        return None  # "is X, as it was in 2020"
    years = [w for w in article.words[date.start : date.end] if w.isdigit() and len(w) == 4]
    return int(years[-1]) if years else None


def is_now(article: Article, candidate: Candidate) -> bool:
    """ "now it's very good", "this time it is weak" """
    first = max(article.sent(candidate.start)[0], candidate.start - 5)
    words = article.lowers[first : candidate.start]
    return "now" in words or ("this" in words and "time" in words)


def holds(article: Article, candidate: Candidate) -> bool:
    """Is it told in the present tense: "is rated good", "requires improvement"?"""
    verb = verb_of(article, candidate)
    if verb is None or candidate.start <= verb < candidate.end:
        return False
    words = [verb, *(c for c in article.children[verb] if article.pos[c] == "AUX")]
    return any(article.tags[word] in PRESENT for word in words)


def looks_back(article: Article, candidate: Candidate) -> bool:
    """Is it told in the past and of a bare year, or of one that its clause begins with?

    "It was X in 2018", "although in May 2018 it got X". Who tells the news gives its day or month
    behind it, or no date at all.
    """
    date = candidate.date
    if date is None or not _told_in_past(article, candidate):
        return False
    first = article.sent(candidate.start)[0]
    opens = date.start <= first + 2 and article.lowers[first] in {"in", "back"}
    return opens or article.before(date.start - 1) in _TURNING or date.end - date.start == 1


def _told_in_past(article: Article, candidate: Candidate) -> bool:
    date = candidate.date
    if date is None or article.before(date.start) != "in":
        return False
    if "to" in article.lowers[max(0, candidate.start - 2) : candidate.start]:
        return False  # "when they came back, in 2023, it fell to X": the news of then
    begin = article.sent(candidate.start)[0]
    if date.start < candidate.start:
        begin = date.start
    elif "having" in article.lowers[begin : candidate.start]:
        return True  # "having given it X in 2018"
    told = {
        article.tags[i]
        for i in range(begin, candidate.start)
        if article.tags[i] in _FINITE and not in_aside(article, i, candidate.start)
    }
    return told == {"VBD"}


def for_years(article: Article, candidate: Candidate) -> bool:
    """ "outstanding for a decade, is now only good" """
    behind = article.owner[candidate.end + 1] if candidate.end + 1 < len(article) else None
    lasting = article.lowers[candidate.end] == "for" if behind is not None else False
    return lasting and behind is not None and behind.label == "DATE"


class ToldTime:
    """Asks the words of dates and sentences which time they tell of."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._long = words.set("times", "long_spans")
        self._gone = words.set("times", "ago") | {"last", "previous"}
        self._formerly = words.set("times", "formerly") | words.set("times", "first_or_last")
        self._visits = words.set("grammar", "visits.nouns")
        self._visited = words.set("grammar", "visits.verbs")

    def gone_by(self, article: Article, candidate: Candidate) -> bool:
        """Does the sentence open in the past: "last year it was X", "at that visit X was Y"?"""
        first, _ = article.sent(candidate.start)
        tags = {article.tags[i] for i in range(first, candidate.start)} & _FINITE
        if "VBD" not in tags or PRESENT & tags or is_now(article, candidate):
            return False
        opening = article.lowers[first : min(first + 9, candidate.start)]
        for found in article.inside(first, candidate.start):
            if found.label == "DATE" and found.start <= first + 1:
                words = set(article.lowers[found.start : found.end + 1])
                return bool(words & self._long) and bool(words & self._gone)
        if opening[:1] in _AT and opening[1:2] == ["that"]:
            return bool(self._visits & set(opening[2:4]))
        visited = self._visited & set(opening) and self._formerly & set(opening)
        return opening[:1] == ["when"] and bool(visited)

    def back_then(self, article: Article, candidate: Candidate) -> bool:
        """ "was on 4 last year": a time gone by and a verb in the past."""
        date = candidate.date
        if date is None or date.start < candidate.end or date.start - candidate.end > _NEAR:
            return False
        words = set(article.lowers[date.start : date.end + 1])
        first = max(article.sent(candidate.start)[0], candidate.start - _NEAR)
        told = set(article.lowers[first : candidate.start])
        was = bool(_HAD_GRADE & told)
        bare = date.start == candidate.end and not _HOLDS & told
        return (was or bare) and bool(words & self._gone)

    def lasted(self, article: Article, candidate: Candidate) -> bool:
        """ "after nine years": a date that counts and tells no time."""
        date = candidate.date
        words = set(article.lowers[date.start : date.end + 1]) if date else set()
        return "years" in words and not self._gone & words
