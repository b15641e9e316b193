"""What was left: "no longer X", "out of X", "from X to Y", "stripped of its X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.bygone_nouns import as_noun
from annotator.extraction.ratings.candidate import Candidate

Cue = tuple[int, int]
_NEAR = 6
_REMOVED = frozenset(["removed", "taken", "freed", "lifted", "released"])
_RANGES = frozenset(["range", "ranges", "ranged", "ranging", "vary", "varies", "varied"])
WENT = frozenset(["gone", "went", "moved", "move", "change", "changed", "taken", "removed"])
WENT |= frozenset(["moves", "moving", "goes", "going", "steps", "shifts", "slides", "slid"])
WENT |= frozenset(["return", "climb", "way", "journey", "turnaround", "path", "leap", "fall"])
_SOFT = frozenset(["a", "an", "the", "its", "their", "his", "her", "overall", "rating", "grade"])
_SOFT |= frozenset(["of", "'", '"', "-", "previous", "earlier", "last", "former", "category"])
_SOFT |= frozenset(["ofsted", "cqc", "top", "lowest", "highest", "local", "original", "our"])
_SOFT |= frozenset(["successive", "consecutive", "straight", "two", "three", "four", "five"])
#: Phrases of leaving that end so take a body out of a status.
_OUT_OF = (
    *("out of", "removed from", "freed from", "lifted from", "off the list", "off its list"),
    *("off the", "off a list", "off the list of", "off its list of"),
)
_AHEAD = frozenset(["will", "'ll", "shall", "hopes", "hope", "expects", "expect", "wants", "want"])
_AHEAD |= frozenset(["aims", "aim", "plans", "plan", "to", "hopes", "hoping", "aiming", "could"])
_AHEAD |= frozenset(["confident", "hopeful", "optimistic", "determined", "before"])
_STAYED = frozenset(["spent", "spell", "stint", "time"])
_NEEDED = frozenset(["needs", "need", "needed", "has", "have", "had", "requires", "required"])
_NOT = frozenset(["not", "n't", "never", "without", "yet"])


class Departures:
    """Finds the words that tell a judgement was left behind."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._previous = knowledge.word_phrases("grammar", "status.previous")
        self._leaving = knowledge.word_phrases("grammar", "status.leaving")
        self._up = knowledge.word_phrases("grammar", "verbs.up")
        self._down = knowledge.word_phrases("grammar", "verbs.down")

    def yet_to_leave(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "We will be out of special measures by May": it holds until then."""
        if not any(scale.code == "intervention" for scale, _ in candidate.options):
            return None
        first = article.sent(candidate.start)[0]
        for a, b, words in self._leaving.find(article.lowers, start, candidate.start):
            leaves = words[0].endswith(_OUT_OF) or words[0] in {"leaving", "exit", "exit from"}
            if leaves and _AHEAD & set(article.lowers[max(first, a - 5) : a]):
                return a, b
        return None

    def left_behind(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "no longer X", "out of X", "from X to Y": the cue stands right before the value."""
        if any(scale.code == "intervention" for scale, _ in candidate.options):
            for a, b, words in self._leaving.find(article.lowers, start, candidate.start):
                if words[0].endswith(_OUT_OF) or (
                    words[0] == "from" and _REMOVED & set(article.lowers[start:a])
                ):
                    return a, b
            near = article.lowers[max(start, candidate.start - _NEAR) : candidate.start]
            if _STAYED & set(near) and not {"has", "have"} & set(near):
                return candidate.start - 1, candidate.start  # "spent two years in X"
        begin = max(start, candidate.start - _NEAR)
        cue = self._left(article, candidate, start, begin)
        if cue is not None:
            return cue
        if _of_ourselves(article, candidate, start):
            return candidate.start - 1, candidate.start
        if self._last_was(article, candidate):
            return candidate.start - 1, candidate.start
        for a, b, words in self._previous.find(article.lowers, start, candidate.start):
            needed = _NEEDED & set(article.lowers[b : b + 2])  # "no longer needs to be in ..."
            if words[0] == "no longer" and (a >= begin or needed):
                return a, b
        return None if candidate.free else as_noun(article, candidate, start)

    def _left(self, article: Article, candidate: Candidate, start: int, begin: int) -> Cue | None:
        """Only small words stand between the word of leaving and the value."""
        for a, b, _ in self._leaving.find(article.lowers, begin, candidate.start):
            owned = "'s" in article.lowers[b : candidate.start]  # "lifts the home's X"
            named = (owned and article.owner[i] is not None for i in range(b, candidate.start))
            small = (
                is_soft(article, i) or article.lowers[i] == "'s" for i in range(b, candidate.start)
            )
            if not all(a or b for a, b in zip(named, small, strict=True)):
                continue
            stays = article.lowers[a] == "from" and not self._goes_to(article, a, candidate)
            denied = _NOT & set(article.lowers[max(start, a - 3) : a])
            if not stays and not denied:  # "has not lost its good rating"
                return a, b
        return None

    def _last_was(self, article: Article, candidate: Candidate) -> bool:
        """ "the college, last good in 2018": "last" right before the value."""
        before = article.lowers[max(0, candidate.start - 2) : candidate.start]
        return before[-1:] == ["last"] and before[:1] not in (["at"], ["the"], ["long"])

    def _goes_to(self, article: Article, index: int, candidate: Candidate) -> bool:
        """ "from good to poor", "up from", "fallen from"."""
        back = range(max(0, index - 5), index)
        lowers = article.lowers
        if _RANGES & set(lowers[max(0, index - 3) : index]):
            return False
        if any(p.at(lowers, i) for p in (self._up, self._down) for i in back):
            return True
        _, last = article.sent(index)
        ahead = lowers[candidate.end : min(last, candidate.end + 12)]
        return bool(WENT & set(lowers[back.start : back.stop])) or bool(
            {"to", "through"} & set(ahead)
        )


def is_soft(article: Article, index: int) -> bool:
    """May this word stand between a cue and its grade: "out of ITS PREVIOUS X"?"""
    owner = article.owner[index]
    return article.lowers[index] in _SOFT or (owner is not None and owner.label == "DATE")


def _of_ourselves(article: Article, candidate: Candidate, start: int) -> bool:
    """ "on governance we were G2", "our work was broken": who runs it tells of what is over."""
    if article.lowers[candidate.start - 2 : candidate.start] == ["we", "were"]:
        return True
    if not candidate.free:
        return False
    at = candidate.start - 1
    while at > start and article.lowers[at] in _SOFT:
        at -= 1
    subject = article.lowers[max(start, at - 5) : at]
    return article.lowers[at] in {"was", "were"} and bool({"our", "my"} & set(subject))
