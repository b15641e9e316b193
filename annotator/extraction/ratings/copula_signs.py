"""Values behind "is": "the school was poor in 2018", "safety is good", "no area was excellent"."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import head_of, phrase, subject_of, upward
from annotator.extraction.ratings.grade_rows import PARTS
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.sign_words import QUOTES, Sign, SignWords, noun_follows

_TIMES = frozenset(["previously", "currently", "now", "formerly", "once", "still", "always"])
_PRONOUNS = frozenset(["it", "they", "which", "that"])
_OF_TWO = frozenset(["former", "latter"])
_OURSELVES = frozenset(["we", "it", "they"])
#: Words that may stand between "is" and a grade; any other adverb makes it a mere adjective.
_LIGHT = frozenset(
    ["only", "merely", "just", "overall", "again", "both", "all", "already", "first", "last", "not"]
)
_LIGHT |= frozenset(["n't", "never", "to", "be", "been", "have", "being", "at", "least", "no"])
_LIGHT |= frozenset(
    [
        "longer",
        "or",
        "anything",
        "nothing",
        "less",
        "than",
        "generally",
        "firmly",
        "officially",
        "judged",
        "rated",
        "yet",
    ]
)
_AREAS = frozenset(["area", "areas", "none", "nothing", "anything", "everything", "aspect", "rest"])
_AREAS |= frozenset(["neither", "both", "each", "others"]) | PARTS - {"services"}
_AREAS |= frozenset(["heading", "indicator", "theme", "standard", "domain", "test", "strand"])
#: What may not follow: "good at" another thing, "good for you", "good to see", "good that".
_GOES_ON = frozenset(["to", "that", "than", "as", "of", "about", "enough", "with"])
#: Stand for the body that a place or name behind them tells.
_SERVICES = frozenset(["probation", "policing", "provision", "performance", "services", "work"])
#: "For ... it was good": so many words before the verb.
_OPENING = 14
#: What is said of a body in one word.
_VERDICTS = frozenset(["word", "verdict", "answer", "adjective", "conclusion", "label", "finding"])
_VERDICTS |= frozenset(["grade", "rating", "mark", "judgement", "judgment", "result", "outcome"])
_IS = frozenset(["is", "was", "were", "are", "remain", "remains", "remained", "stayed", "stays"])
#: Between them and the value of what a category in front is.
_LIGHT_HERE = frozenset(["both", "all", "each", "now", "still", "also", "again", "only", "merely"])
#: A category's name opens a clause behind these; behind others it may be part of another thing.
_OPENS = frozenset([",", "and", "but", "while", "its", "their", "that", ";", ":", "the", "whereas"])
_BY_THE_WAY = frozenset(["too", "however", "meanwhile", "though", "moreover", "also", "alone"])
#: Words that the name of a category may have.
_LONGEST = 5
_YEARS = frozenset(["year", "years"])
_WILL = frozenset(["will", "shall", "'ll", "wo"])


class CopulaSigns:
    """Judges values that a form of "be" links to a subject."""

    def __init__(self, knowledge: Knowledge, words: SignWords) -> None:
        self._words = words
        self._aims = knowledge.word_phrases("grammar", "status.target")
        self._before = knowledge.word_phrases("grammar", "status.previous")

    def sign(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """The sign, if the subject is rated on this scale, or is a body."""
        if categories_are(article, candidate) or opens_with_category(article, candidate):
            return "category-is-value", 0.74
        if behind_category(article, candidate):
            return "category-is-value", 0.7
        being = self._being(article, candidate)
        if being is None:
            return None
        subject = subject_of(article, being)
        if subject is None and ends_category(article, being, candidate):
            return "category-is-value", 0.7  # a parse without a subject
        if subject is None or candidate.start <= subject < candidate.end:
            return None
        if article.lowers[subject] in _VERDICTS and candidate.start - being < 3:
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
        if named or article.lowers[subject] in _AREAS or _asks_how(article, being):
            return "category-is-value", 0.74
        if body and article.lowers[candidate.start] in self._words.plain:
            return "body-is-value", 0.6
        if not self._bare(article, being, candidate):
            return None
        if body and article.lowers[subject] not in _PRONOUNS and not candidate.quoted:
            return "body-is-value", 0.58
        denied = {"not", "never", "n't", "yet"} & set(article.lowers[being : candidate.start])
        if body and denied and article.lowers[subject] not in _PRONOUNS:
            return "body-is-value", 0.58
        if denied and article.lowers[subject] == "we":
            return "self-is-value", 0.52  # "we are not excellent"
        if self._aimed(article, candidate) or self._dated_by_clause(article, candidate):
            ours = article.lowers[subject] in _OURSELVES
            return ("self-is-value", 0.55) if body or ours else None
        return None

    def _bare(self, article: Article, being: int, candidate: Candidate) -> bool:
        """No other adverb before the value, no comparison, no noun or clause behind it."""
        words, lowers = self._words, article.lowers
        between = range(being + 1, candidate.start)
        light = all(lowers[i] in _LIGHT | _TIMES | QUOTES | words.being for i in between)
        if not light or noun_follows(article, candidate.end):
            return False
        return candidate.end >= len(article) or lowers[candidate.end] not in _GOES_ON

    def _aimed(self, article: Article, candidate: Candidate) -> bool:
        first = article.sent(candidate.start)[0]
        start = max(first, candidate.start - 9)
        cue = any(True for _ in self._aims.find(article.lowers, start, candidate.start))
        return cue or bool(_WILL & set(article.lowers[start : candidate.start]))

    def _dated_by_clause(self, article: Article, candidate: Candidate) -> bool:
        """ "we were unsatisfactory when I came in 2010", "... until June"."""
        behind = article.lowers[candidate.end : candidate.end + 1]
        if behind in (["when"], ["until"], ["before"]):
            return True
        first = article.sent(candidate.start)[0]
        return any(True for _ in self._before.find(article.lowers, first, candidate.start))

    def _timed(self, article: Article, being: int, candidate: Candidate) -> bool:
        """ "was previously good", "is now good"."""
        return bool(_TIMES & set(article.lowers[max(0, being - 1) : candidate.start]))


def _named_aside(article: Article, being: int, setting: Setting) -> bool:
    """ "Its sister home, Tithe Barn, was good" """
    owner = article.owner[being - 2] if being > 2 and article.lowers[being - 1] == "," else None
    if owner is None or article.lowers[owner.start - 1 : owner.start] != [","]:
        return False
    return owner.kind in setting.kinds


def is_body(article: Article, subject: int, setting: Setting, words: SignWords) -> bool:
    """Is the word (in) a name of a body that is rated here, or a noun for one?"""
    owner = article.owner[subject]
    if owner is not None:
        unknown = owner.label in {"SERVICE", "ORG"} and owner.kind is None
        area = owner.label == "GPE" and setting.area
        return owner.kind in setting.kinds or unknown or area
    if article.lowers[subject] in _SERVICES:
        inside = article.inside(*phrase(article, subject))
        return any(f.kind in setting.kinds or (f.label == "GPE" and setting.area) for f in inside)
    return article.lowers[subject] in words.kinds | _PRONOUNS | _OF_TWO


def _rated_on(candidate: Candidate) -> set[str]:
    """The wordings of what is rated on the scales that the value may be of."""
    return {w for scale, _ in candidate.options for ws in scale.categories.values() for w in ws}


def _asks_how(article: Article, being: int) -> bool:
    """ "HOW it looks after victims is adequate" """
    return article.lowers[article.sent(being)[0]] in {"how", "whether"}


def is_category(article: Article, subject: int, candidate: Candidate) -> bool:
    """Does the phrase name what this scale rates?"""
    words = article.lowers[slice(*phrase(article, subject))]
    text = f" {' '.join(words)} ".replace(" - ", "-")
    known = _rated_on(candidate)
    return "outcomes" in words or any(f" {wording} " in text for wording in known)


def ends_category(article: Article, being: int, candidate: Candidate) -> bool:
    """Does a thing that this scale rates stand right before the verb?"""
    before = " " + " ".join(article.lowers[max(0, being - 6) : being])
    known = _rated_on(candidate)
    return any(before.endswith(f" {wording}") for wording in known)


def categories_are(article: Article, candidate: Candidate) -> bool:
    """ "Effective and responsive are good": nothing but categories, joined, before the verb."""
    first, at = article.sent(candidate.start)[0], candidate.start - 1
    while at > first and article.lowers[at] in QUOTES | {"both", "all", "now", "still", "also"}:
        at -= 1
    if at <= first or article.lowers[at] not in {"are", "is", "were", "was", "remain", "remains"}:
        return False
    text = " ".join(w for w in article.lowers[first:at] if w not in {"the", "both"})
    parts = re.split(r" (?:and|,|&) ", text.replace(" - ", "-"))
    known = _rated_on(candidate)
    return len(parts) > 1 and all(part.strip() in known for part in parts)


def behind_category(article: Article, candidate: Candidate) -> bool:
    """ "..., safety and respect were both good", whatever the parser takes for the subject."""
    first, at, lowers = article.sent(candidate.start)[0], candidate.start - 1, article.lowers
    while at > first and lowers[at] in QUOTES | _LIGHT_HERE:
        at -= 1
    if lowers[at] == "(" and lowers[candidate.end : candidate.end + 1] == [")"]:
        return _ends_with_category(article, first, at, candidate)  # "behaviour (good)"
    if lowers[at] not in _IS or noun_follows(article, candidate.end):
        return False
    if lowers[at - 1] == "," and lowers[at - 2] in _BY_THE_WAY:
        at -= 2 + (lowers[at - 3] == ",")  # "early years, too, is good"
    if lowers[candidate.end : candidate.end + 1] and lowers[candidate.end] in _GOES_ON:
        return False
    return _ends_with_category(article, first, at, candidate)


def _ends_with_category(article: Article, first: int, at: int, candidate: Candidate) -> bool:
    """Does the name of a category, and no longer thing, stand right before the word ``at``?"""
    known, lowers = _rated_on(candidate), article.lowers
    begins = [b for b in range(max(first, at - _LONGEST), at) if " ".join(lowers[b:at]) in known]
    return any(begin == first or lowers[begin - 1] in _OPENS for begin in begins)


def opens_with_category(article: Article, candidate: Candidate) -> bool:
    """ "For raising attainment it was good": what is rated stands before a plain clause."""
    first, at = article.sent(candidate.start)[0], candidate.start - 1
    while at > first and article.lowers[at] in QUOTES | _TIMES | {"again", "also"}:
        at -= 1
    if article.lowers[at] not in {"is", "was", "were", "are", "remains"} or at - first > _OPENING:
        return False
    begin = first + (article.lowers[first] in {"and", "but"})
    if article.lowers[begin] not in {"for", "on", "in", "at"}:
        return False
    text = " ".join(w for w in article.lowers[begin + 1 : at] if w not in {"the", "its", "being"})
    return any(text.startswith(wording) for wording in _rated_on(candidate))


def _dated(article: Article, candidate: Candidate) -> bool:
    """ "good in 2018", "weak a year earlier": a year in the clause makes it a grade."""
    first, last = article.sent(candidate.start)
    near = article.inside(max(first, candidate.start - 9), min(last, candidate.end + 7))
    return any(
        found.label == "DATE"
        and any(
            (w.isdigit() and len(w) == 4) or w in _YEARS or w == "ago"
            for w in article.lowers[found.start : found.end + 1]
        )
        for found in near
    )
