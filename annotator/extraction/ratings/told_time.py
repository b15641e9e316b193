"""When a grade was given, as far as its sentence tells: a year, a time gone by, "at that visit"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import in_aside, verb_of

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_PRESENT = frozenset(["VBZ", "VBP"])
_AHEAD = frozenset(["by", "before", "until", "since"])
_NEAR = 6
#: "... although in 2018 it got a three"
_TURNING = frozenset(
    ["that", "although", "though", "but", "while", "whereas", "where", "yet", ";", "–", "-"]
)
_LONG = frozenset(["year", "years", "decade", "decades"])
_GONE = frozenset(["last", "ago", "earlier", "before", "previous"])
_VISITS = frozenset(["inspection", "visit", "assessment", "review", "report"])
_VISITED = frozenset(["inspected", "visited", "assessed", "called", "reviewed", "examined", "came"])
_FIRST = frozenset(["first", "last", "previously", "originally"])


def year_of(article: Article, candidate: Candidate) -> int | None:
    """The year in the words that belong to the candidate, a plan's year left out."""
    date = candidate.date
    if date is None or (date.start and article.lowers[date.start - 1] in _AHEAD):
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
    return any(article.tags[word] in _PRESENT for word in words)


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
    return opens or article.lowers[date.start - 2] in _TURNING or date.end - date.start == 1


def _told_in_past(article: Article, candidate: Candidate) -> bool:
    date = candidate.date
    if date is None or not date.start or article.lowers[date.start - 1] != "in":
        return False
    if "to" in article.lowers[candidate.start - 2 : candidate.start]:
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


def gone_by(article: Article, candidate: Candidate) -> bool:
    """Does the sentence open in the past: "last year it was X", "at that inspection X was Y"?"""
    first, _ = article.sent(candidate.start)
    told = [article.tags[i] for i in range(first, candidate.start) if article.tags[i] in _FINITE]
    if "VBD" not in told or _PRESENT & set(told) or is_now(article, candidate):
        return False
    opening = article.lowers[first : min(first + 9, candidate.start)]
    for found in article.inside(first, candidate.start):
        words = set(article.lowers[found.start : found.end + 1])
        if found.label == "DATE" and found.start <= first + 1:
            return bool(words & _LONG) and bool(words & _GONE)
    if opening[:2] in (["at", "that"], ["in", "that"], ["on", "that"], ["during", "that"]):
        return bool(_VISITS & set(opening[2:4]))
    return opening[:1] == ["when"] and bool(_VISITED & set(opening)) and bool(_FIRST & set(opening))


def back_then(article: Article, candidate: Candidate) -> bool:
    """ "was on 4 last year": a time gone by and a verb in the past."""
    date = candidate.date
    if date is None or date.start < candidate.end or date.start - candidate.end > _NEAR:
        return False
    words = set(article.lowers[date.start : date.end + 1])
    first = max(article.sent(candidate.start)[0], candidate.start - _NEAR)
    told = set(article.lowers[first : candidate.start])
    was = bool({"was", "were", "had", "scored", "got"} & told)
    bare = date.start == candidate.end and not {"is", "are", "has", "have", "now"} & told
    return (was or bare) and bool(words & {"last", "ago", "earlier", "before", "previous"})


def for_years(article: Article, candidate: Candidate) -> bool:
    """ "outstanding for a decade, is now only good" """
    behind = article.owner[candidate.end + 1] if candidate.end + 1 < len(article) else None
    lasting = article.lowers[candidate.end] == "for" if behind is not None else False
    return lasting and behind is not None and behind.label == "DATE"


def lasted(article: Article, candidate: Candidate) -> bool:
    """ "after nine years": a date that counts and tells no time."""
    date = candidate.date
    words = article.lowers[date.start : date.end + 1] if date else []
    return (
        bool(words) and "years" in words and not {"ago", "earlier", "before", "last"} & set(words)
    )


def just_now(article: Article, candidate: Candidate) -> bool:
    """Is its date that of the news: "this week", "today"?"""
    date = candidate.date
    words = set(article.lowers[date.start : date.end]) if date else set()
    return bool(words & {"this", "today", "yesterday", "tonight", "week"})
