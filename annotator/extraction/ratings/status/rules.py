"""Is a judgement current, over, denied or hoped for?"""

from __future__ import annotations

from annotator.core.ratings import RatingStatus
from annotator.extraction.article import Article
from annotator.extraction.closed_words import CONTRASTS
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.status.bygone_times import BygoneTimes
from annotator.extraction.ratings.status.corrections import Corrections
from annotator.extraction.ratings.status.denials import Denials
from annotator.extraction.ratings.status.departures import Departures
from annotator.extraction.ratings.status.ellipses import Ellipses
from annotator.extraction.ratings.status.hopes import Hopes
from annotator.extraction.ratings.status.retrospects import Retrospects
from annotator.extraction.ratings.status.stuck import Stuck

_WINDOW = 18
#: Bare forms are left out: "respect" is a thing that is rated, no verb.
_FINITE = frozenset(["VBD", "VBZ", "VBN", "MD"])
#: Values of one list stand at most this far apart.
_LIST = 18


class StatusRules:
    """Cues in the clause before (and a little behind) the value."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._denials = Denials(knowledge)
        self._hopes = Hopes(knowledge)
        self._departures = Departures(knowledge)
        self._retrospects = Retrospects(knowledge)
        self._stuck = Stuck(knowledge)
        self._corrections = Corrections(knowledge)
        self._ellipses = Ellipses(knowledge)
        self._bygone = BygoneTimes(knowledge)
        self._hedged = knowledge.word_phrases("grammar", "status.hedged")
        self._correction = knowledge.word_phrases("grammar", "status.correction")
        self._up = knowledge.word_phrases("grammar", "verbs.up")
        self._down = knowledge.word_phrases("grammar", "verbs.down")
        self._same = knowledge.word_phrases("grammar", "verbs.same")
        latest = knowledge.words.set("times", "latest")
        self._turning = latest | (CONTRASTS - {"but"}) | {"despite", ";", ")"}

    def restore(self, article: Article, candidates: list[Candidate]) -> None:
        """What is denied of today and told of earlier: a record more, or a grade that is over."""
        self._ellipses.restore(article, candidates)

    def set(
        self, article: Article, candidate: Candidate, left: int, right: int, setting: Setting
    ) -> None:
        """Sets status, change and certainty.

        Args:
            left, right: the words that belong to this candidate: behind the one before it in
                the sentence, and up to the next.
        """
        start = max(
            left,
            candidate.start - _WINDOW,
            self._clause_start(article, candidate),
        )
        status, cue = self._status(article, candidate, start, right, setting)
        candidate.status = status
        if cue is not None:
            candidate.why["status"] = cue
        self._set_change(article, candidate, start, right)
        if status == "current" and self._has(self._hedged, article, start, candidate.start):
            candidate.certainty = "hedged"

    def inherit(self, article: Article, before: Candidate, candidate: Candidate) -> None:
        """ "judged weak for care and good for staffing in 2016": one verb, one status."""
        gap = article.lowers[before.end : candidate.start]
        if "performance" in gap:  # "good for current performance": no news
            gap = [word for word in gap if word != "current"]
        verbs = any(_is_verb(article, i) for i in range(before.end, candidate.start))
        listed = (
            not self._turning & set(gap)
            and not before.free
            and not candidate.free
            and bool({"and", ",", "but", "/", "or", "nor"} & set(gap))
        )
        if (
            listed
            and not verbs
            and candidate.date is None
            and article.sent_of(before.start) == (article.sent_of(candidate.start))
        ):
            candidate.date = before.date
        if (
            listed
            and not verbs
            and len(gap) < _LIST
            and article.sent_of(before.start) == article.sent_of(candidate.start)
            and candidate.status == "current"
            and before.status in {"previous", "target", "negated"}
            and (article.lowers[before.start - 1 : before.start] != ["from"] or gap == ["/"])
            and not (before.status == "negated" and "but" in gap)
            and not ("but" in gap and _no_longer(article, before))
        ):
            candidate.status = before.status

    def _status(
        self, article: Article, candidate: Candidate, start: int, right: int, setting: Setting
    ) -> tuple[RatingStatus, tuple[int, int] | None]:
        if candidate.fixed:
            return candidate.status, None
        first = article.line(candidate.start)[0]
        told = self._told_elsewhere(article, candidate, first)
        if told:
            return told
        cue = self._denials.wrongly(article, candidate, start)
        if cue:
            return "negated", cue
        cue = self._stuck.cue(article, candidate, start) or self._departures.yet_to_leave(
            article, candidate, start
        )
        if cue:
            return "current", cue
        cue = self._departures.left_behind(article, candidate, start)
        if cue:
            return "previous", cue
        denied = self._denials.cue(article, candidate, start)
        if denied:
            return denied
        cue = self._hopes.cue(article, candidate, start)
        if cue:
            came = self._denials.came_true(article, candidate)
            return ("target" if came else "negated"), cue
        cue = self._bygone.cue(article, candidate, start, right) or self._retrospects.cue(
            article, candidate, start, right
        )
        return ("previous", cue) if cue else ("current", None)

    def _set_right(self, article: Article, candidate: Candidate) -> bool:
        """ "Correction: it was rated good, not inadequate": the first value is the true one."""
        behind = article.lowers[candidate.end : candidate.end + 2]
        return behind == [",", "not"] or self._corrections.set_right(article, candidate)

    def _told_elsewhere(
        self, article: Article, candidate: Candidate, first: int
    ) -> tuple[RatingStatus, tuple[int, int]] | None:
        """Corrections, denials behind the value, answers: cues outside the value's clause."""
        mended = self._correction.at(article.lowers, first) and not self._set_right(
            article, candidate
        )
        if mended:
            return "negated", (first, first + 1)
        cue = (
            self._corrections.corrected(article, candidate)
            or self._corrections.belied(article, candidate)
            or self._ellipses.denied_next(article, candidate)
        )
        if cue:
            once = self._corrections.was_there(article, candidate)
            return ("previous", once) if once else ("negated", cue)
        cue = self._corrections.never_there(article, candidate)
        if cue:
            return "negated", cue
        answer = self._corrections.answered(article, candidate)
        if answer:
            return ("negated" if answer[0] == "negated" else "previous"), answer[1]
        cue = self._corrections.in_none(article, candidate)
        if cue:
            return "negated", cue
        cue = self._departures.taken_away(article, candidate)
        return ("previous", cue) if cue else None

    def _clause_start(self, article: Article, candidate: Candidate) -> int:
        """Behind the last colon, semicolon, quote's begin or "but" of the sentence."""
        index = candidate.start
        first, _ = article.sent(index)
        for position in range(index - 1, first - 1, -1):
            low = article.lowers[position]
            if low in CONTRASTS | {";"} or (low == ":" and position > first + 1):
                return position + 1
            spoken = low == '"' and article.lowers[position - 1 : position] == [","]
            if spoken and not candidate.quoted:
                return position + 1  # what was said before: "...," said the head of X, rated ...
            if low == "and" and self._opens_clause(article, position, index):
                return position + 1
        return first

    def _opens_clause(self, article: Article, position: int, index: int) -> bool:
        """Does a main clause with a subject of its own begin behind this "and"?"""
        for word in range(position + 1, index):
            verb = article.heads[word]
            if article.deps[word] in SUBJECT and word < verb < index + 2:
                top = article.heads[verb]
                return article.deps[verb] == "conj" and (
                    article.deps[top] == "ROOT" and top < position
                )
        return False

    def _set_change(self, article: Article, candidate: Candidate, start: int, right: int) -> None:
        stop = min(right, candidate.end + 4, article.sent(candidate.end - 1)[1])
        for name, phrases in (("same", self._same), ("up", self._up), ("down", self._down)):
            for a, b, _ in phrases.find(article.lowers, start, stop):
                if a < candidate.start or name == "same":
                    candidate.change = name
                    candidate.why["change"] = (a, b)
                    return

    def _has(self, phrases: object, article: Article, start: int, end: int) -> bool:
        return any(True for _ in phrases.find(article.lowers, start, end))  # type: ignore[attr-defined]


def _is_verb(article: Article, index: int) -> bool:
    """A verb of the clause: "AWARDING it two", not "good for RECORDING crime"."""
    if article.tags[index] == "VBG":
        return article.lowers[index - 1] == ","
    finite = article.pos[index] == "AUX" or article.tags[index] in _FINITE
    return finite or article.lowers[index] == "now"


def _no_longer(article: Article, before: Candidate) -> bool:
    """ "no longer outstanding but good": the second holds."""
    cue = before.why.get("status")
    return cue is not None and article.lowers[slice(*cue)] == ["no", "longer"]
