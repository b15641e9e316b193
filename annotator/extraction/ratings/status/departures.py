"""What was left: "no longer X", "out of X", "from X to Y", "stripped of its X"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import HAS, IS, MIGHT, NOT_YET, WAS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT, upward
from annotator.extraction.ratings.status.bygone_nouns import BygoneNouns
from annotator.extraction.ratings.status.soft_words import SoftWords

Cue = tuple[int, int]
_NEAR = 6
_OVER = WAS | IS | HAS | {"been", "being"}


class Departures:
    """Finds the words that tell a judgement was left behind."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._previous = knowledge.word_phrases("grammar", "status.previous")
        self._leaving = knowledge.word_phrases("grammar", "status.leaving")
        self._up = knowledge.word_phrases("grammar", "verbs.up")
        self._down = knowledge.word_phrases("grammar", "verbs.down")
        self._soft = SoftWords(knowledge)
        self._nouns = BygoneNouns(knowledge)
        words = knowledge.words
        self._out_of = tuple(words["grammar", "status_words.out_of"])
        self._removing = words.set("grammar", "status_words.removing")
        self._depriving = words.set("grammar", "status_words.depriving")
        self._ended = words.set("grammar", "status_words.ended")
        self._gone = words.set("grammar", "status_words.left")
        self._stint = words.set("grammar", "status_words.stint")
        self._ranging = words.set("grammar", "definitions.ranges")
        self._going = words.set("grammar", "status_words.going")
        self._ahead = words.set("grammar", "hopes.ahead")
        self._needing = words.set("grammar", "hopes.needing") | HAS | {"had"}

    def yet_to_leave(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "We will be out of special measures by May": it holds until then."""
        if not any(scale.code == "intervention" for scale, _ in candidate.options):
            return None
        first = article.sent(candidate.start)[0]
        for a, b, words in self._leaving.find(article.lowers, start, candidate.start):
            leaves = words[0].endswith(self._out_of) or words[0] in {"leaving", "exit", "exit from"}
            if leaves and self._ahead & set(article.lowers[max(first, a - 5) : a]):
                return a, b
        return None

    def left_behind(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "no longer X", "out of X", "from X to Y": the cue stands right before the value."""
        if any(scale.code == "intervention" for scale, _ in candidate.options):
            for a, b, words in self._leaving.find(article.lowers, start, candidate.start):
                if words[0].endswith(self._out_of) or (
                    words[0] == "from" and self._removing & set(article.lowers[start:a])
                ):
                    return a, b
            near = article.lowers[max(start, candidate.start - _NEAR) : candidate.start]
            if self._stint & set(near) and not HAS & set(near):
                return candidate.start - 1, candidate.start  # "spent two years in X"
        begin = max(start, candidate.start - _NEAR)
        cue = self._left(article, candidate, start, begin)
        if cue is not None:
            return cue
        if self._of_ourselves(article, candidate, start):
            return candidate.start - 1, candidate.start
        if self._last_was(article, candidate):
            return candidate.start - 1, candidate.start
        for a, b, words in self._previous.find(article.lowers, start, candidate.start):
            needed = self._needing & set(article.lowers[b : b + 2])  # "no longer needs to ..."
            if words[0] == "no longer" and (a >= begin or needed):
                return a, b
        return None if candidate.free else self._nouns.cue(article, candidate, start)

    def taken_away(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "stripped the trust of its three stars", "its inadequate status was lifted"."""
        return self._deprived(article, candidate) or self._lifted(article, candidate)

    def _deprived(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "stripped the trust of its three stars" """
        for index in range(candidate.start - 1, max(candidate.start - 4, -1), -1):
            if article.lowers[index] == "of":
                first = article.sent(index)[0]
                for verb in range(index - 1, max(first, index - 10) - 1, -1):
                    if article.lowers[verb] in self._depriving:
                        return verb, verb + 1
        return None

    def _lifted(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "its inadequate status was lifted", "the C3 held by X has been withdrawn" """
        _, last = article.sent(candidate.end - 1)
        for index in range(candidate.end, min(last - 1, candidate.end + 14)):
            if article.lowers[index] == "since" and article.lowers[index + 1] in self._ended:
                return index, index + 2  # "a warning notice in September, since lifted"
            ended = article.lowers[index + 1] in self._ended and article.lowers[index] in _OVER
            if article.lowers[index - 1] in MIGHT:
                continue  # "a zero would have closed us"
            if article.lowers[index] in self._gone and article.lowers[index + 1] == "it":
                return index, index + 2  # "was put into Engage and left it a year later"
            if ended and _ends(article, candidate, index + 1):
                return index, index + 2
        return None

    def _left(self, article: Article, candidate: Candidate, start: int, begin: int) -> Cue | None:
        """Only small words stand between the word of leaving and the value."""
        for a, b, _ in self._leaving.find(article.lowers, begin, candidate.start):
            owned = "'s" in article.lowers[b : candidate.start]  # "lifts the home's X"
            named = (owned and article.owner[i] is not None for i in range(b, candidate.start))
            small = (
                self._soft.stand_at(article, i) or article.lowers[i] == "'s"
                for i in range(b, candidate.start)
            )
            if not all(a or b for a, b in zip(named, small, strict=True)):
                continue
            stays = article.lowers[a] == "from" and not self._goes_to(article, a, candidate)
            denied = NOT_YET & set(article.lowers[max(start, a - 3) : a])
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
        if self._ranging & set(lowers[max(0, index - 3) : index]):
            return False
        if any(p.at(lowers, i) for p in (self._up, self._down) for i in back):
            return True
        _, last = article.sent(index)
        ahead = lowers[candidate.end : min(last, candidate.end + 12)]
        return bool(self._going & set(lowers[back.start : back.stop])) or bool(
            {"to", "through"} & set(ahead)
        )

    def _of_ourselves(self, article: Article, candidate: Candidate, start: int) -> bool:
        """ "on governance we were G2", "our work was broken": who runs it tells of what is over."""
        if article.lowers[max(0, candidate.start - 2) : candidate.start] == ["we", "were"]:
            return True
        if not candidate.free:
            return False
        at = candidate.start - 1
        while at > start and article.lowers[at] in self._soft:
            at -= 1
        subject = article.lowers[max(start, at - 5) : at]
        return at >= start and article.lowers[at] in WAS and bool({"our", "my"} & set(subject))


def _ends(article: Article, candidate: Candidate, verb: int) -> bool:
    """Does the phrase that holds the value hang on this verb as its subject?"""
    return any(
        article.heads[word] == verb and article.deps[word] in SUBJECT
        for word in upward(article, candidate.end - 1)
    )
