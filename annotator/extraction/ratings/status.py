"""Is a judgement current, over, denied or hoped for?"""

from __future__ import annotations

from annotator.core.ratings import RatingStatus
from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.status_cues import (
    answered,
    belied,
    bygone,
    corrected,
    deprived,
    in_none,
    lifted,
)

_WINDOW = 14
_NEAR = 6
_SOFT = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "her",
        "overall",
        "rating",
        "grade",
        "of",
        "'",
        '"',
        "-",
        "previous",
        "earlier",
        "last",
        "former",
        "category",
        "ofsted",
        "cqc",
        "top",
        "lowest",
        "highest",
    ]
)
_REMOVED = frozenset(["removed", "taken", "freed", "lifted", "released"])
_RANGES = frozenset(["range", "ranges", "ranged", "ranging", "vary", "varies", "varied"])
_WRONGLY = frozenset(["wrongly", "incorrectly", "mistakenly", "falsely"])
_NOW = frozenset(["now", "currently", "today", "remains", "still"])


class StatusRules:
    """Cues in the clause before (and a little behind) the value."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._previous = knowledge.word_phrases("grammar", "status.previous")
        self._leaving = knowledge.word_phrases("grammar", "status.leaving")
        self._negation = words.set("grammar", "status.negation")
        self._negating = knowledge.word_phrases("grammar", "status.negation")
        self._target = knowledge.word_phrases("grammar", "status.target")
        self._hedged = knowledge.word_phrases("grammar", "status.hedged")
        self._correction = knowledge.word_phrases("grammar", "status.correction")
        self._up = knowledge.word_phrases("grammar", "verbs.up")
        self._down = knowledge.word_phrases("grammar", "verbs.down")
        self._same = knowledge.word_phrases("grammar", "verbs.same")
        self._rating = words.set("grammar", "verbs.rating")
        self._giving = words.set("grammar", "verbs.giving")

    def set(
        self, article: Article, candidate: Candidate, left: int, right: int, setting: Setting
    ) -> None:
        """Sets status, change and certainty.

        Args:
            left, right: the words that belong to this candidate: behind the one before it in
                the sentence, and up to the next.
        """
        start = max(left, candidate.start - _WINDOW, self._clause_start(article, candidate.start))
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
        verbs = any(article.pos[i] in {"VERB", "AUX"} for i in range(before.end, candidate.start))
        listed = (
            not before.free and not candidate.free and bool({"and", ",", "but", "/"} & set(gap))
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
            and len(gap) < 12
            and article.sent_of(before.start) == article.sent_of(candidate.start)
            and candidate.status == "current"
            and before.status in {"previous", "target", "negated"}
            and article.lowers[before.start - 1 : before.start] != ["from"]
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
        cue = self._wrongly(article, candidate, start)
        if cue:
            return "negated", cue
        cue = self._left_behind(article, candidate, start)
        if cue:
            return "previous", cue
        cue = self._denied(article, candidate, start)
        if cue:
            return "negated", cue
        cue = self._hoped(article, candidate, start)
        if cue:
            return ("negated" if self._did_not_come(article, candidate) else "target"), cue
        cue = bygone(article, candidate, start, right) or self._over(
            article, candidate, start, right, setting
        )
        return ("previous", cue) if cue else ("current", None)

    def _wrongly(
        self, article: Article, candidate: Candidate, start: int
    ) -> tuple[int, int] | None:
        """ "was wrongly said to have been rated X" """
        for index in range(start, candidate.start):
            if article.lowers[index] in _WRONGLY:
                return index, index + 1
        return None

    def _set_right(self, article: Article, candidate: Candidate) -> bool:
        """ "Correction: it was rated good, not inadequate": the first value is the true one."""
        return article.lowers[candidate.end : candidate.end + 2] == [",", "not"]

    def _told_elsewhere(
        self, article: Article, candidate: Candidate, first: int
    ) -> tuple[RatingStatus, tuple[int, int]] | None:
        """Corrections, denials behind the value, answers: cues outside the value's clause."""
        mended = self._correction.at(article.lowers, first) and not self._set_right(
            article, candidate
        )
        if mended:
            return "negated", (first, first + 1)
        cue = corrected(article, candidate) or belied(article, candidate)
        if cue:
            return "negated", cue
        answer = answered(article, candidate)
        if answer:
            return ("negated" if answer[0] == "negated" else "previous"), answer[1]
        cue = in_none(article, candidate)
        if cue:
            return "negated", cue
        cue = deprived(article, candidate) or lifted(article, candidate)
        return ("previous", cue) if cue else None

    def _clause_start(self, article: Article, index: int) -> int:
        """Behind the last colon, semicolon, quote's begin or "but" of the sentence."""
        first, _ = article.sent(index)
        for position in range(index - 1, first - 1, -1):
            low = article.lowers[position]
            if low in {";", "but", "while", "although", "whereas"} or (
                low == ":" and position > first + 1
            ):
                return position + 1
        return first

    def _left_behind(
        self, article: Article, candidate: Candidate, start: int
    ) -> tuple[int, int] | None:
        """ "no longer X", "out of X", "from X to Y": the cue stands right before the value."""
        if any(scale.code == "intervention" for scale, _ in candidate.options):
            for a, b, words in self._leaving.find(article.lowers, start, candidate.start):
                if words[0].endswith(("out of", "removed from", "freed from", "lifted from")) or (
                    words[0] == "from" and _REMOVED & set(article.lowers[start:a])
                ):
                    return a, b
        begin = max(start, candidate.start - _NEAR)
        for a, b, _ in self._leaving.find(article.lowers, begin, candidate.start):
            between = article.lowers[b : candidate.start]
            if all(w in _SOFT for w in between):
                if article.lowers[a] == "from" and not self._goes_to(article, a, candidate):
                    continue
                return a, b
        if self._last_was(article, candidate):
            return candidate.start - 1, candidate.start
        for a, b, words in self._previous.find(article.lowers, begin, candidate.start):
            if words[0] == "no longer":
                return a, b
        return None

    def _last_was(self, article: Article, candidate: Candidate) -> bool:
        """ "the college, last good in 2018": "last" right before the value."""
        before = article.lowers[max(0, candidate.start - 2) : candidate.start]
        return before[-1:] == ["last"] and before[:1] not in (["at"], ["the"], ["long"])

    def _goes_to(self, article: Article, index: int, candidate: Candidate) -> bool:
        """ "from good to poor", "up from", "fallen from"."""
        back = range(max(0, index - 5), index)
        moved = any(
            phrases.at(article.lowers, i) for phrases in (self._up, self._down) for i in back
        ) or any(
            article.lowers[i]
            in {"gone", "went", "moved", "move", "change", "changed", "taken", "removed", "return"}
            for i in back
        )
        if _RANGES & set(article.lowers[max(0, index - 3) : index]):
            return False
        _, last = article.sent(index)
        ahead = article.lowers[candidate.end : min(last, candidate.end + 12)]
        return moved or "to" in ahead

    def _denied(self, article: Article, candidate: Candidate, start: int) -> tuple[int, int] | None:
        if {"below", "than"} & set(
            article.lowers[max(start, candidate.start - 3) : candidate.start]
        ):
            return None  # "never below good", "nothing other than good": at least good
        begin = max(start, candidate.start - (1 if candidate.sign == "quoted-noun" else 8))
        for a, b, _ in self._negating.find(article.lowers, begin, candidate.start):
            if article.lowers[b : b + 1] == ["only"] or article.lowers[a : a + 2] == [
                "no",
                "longer",
            ]:
                continue
            between = article.lowers[b : candidate.start]
            if (
                not any(w in {"because", "which", "that"} for w in between[-6:])
                and "," not in between
                and not self._other_verb(article, b, candidate)
            ):
                return a, b
        _, last = article.sent(candidate.end - 1)
        tail = article.lowers[candidate.end : min(last, candidate.end + 10)]
        for phrase_words in (["are", "not", "getting"], ["is", "not", "getting"]):
            for i in range(len(tail) - 2):
                if tail[i : i + 3] == phrase_words:
                    return candidate.end + i, candidate.end + i + 3
        return None

    def _other_verb(self, article: Article, begin: int, candidate: Candidate) -> bool:
        """ "staff were not told it had been rated X": the denial belongs to another verb."""
        verbs = [i for i in range(begin, candidate.start) if article.pos[i] == "VERB"]
        return len(verbs) > 1 and candidate.verb is not None and verbs[-1] != verbs[0]

    def _did_not_come(self, article: Article, candidate: Candidate) -> bool:
        """ "feared it would be X, but that has not happened"."""
        _, last = article.sent(candidate.end - 1)
        tail = article.lowers[candidate.end : min(last, candidate.end + 12)]
        return "but" in tail and bool({"not", "n't", "never"} & set(tail[tail.index("but") :]))

    def _hoped(self, article: Article, candidate: Candidate, start: int) -> tuple[int, int] | None:
        for a, b, _ in self._target.find(article.lowers, start, candidate.start):
            if article.pos[a] in {
                "VERB",
                "AUX",
                "NOUN",
                "ADP",
                "SCONJ",
                "ADJ",
                "PART",
                "ADV",
                "X",
            } and (article.owner[a] is None):
                owner = article.owner[b] if b < len(article) else None
                if article.lowers[a] == "until" and owner is not None and owner.label == "DATE":
                    continue
                return a, b
        return None

    def _over(
        self, article: Article, candidate: Candidate, start: int, right: int, setting: Setting
    ) -> tuple[int, int] | None:
        lowers = article.lowers
        now = any(w in _NOW for w in lowers[max(start, candidate.start - 5) : candidate.start])
        if now:
            return None
        for a, b, _ in self._previous.find(lowers, start, candidate.start):
            if lowers[a - 1 : a] == ["there"]:
                continue  # "there had been insufficient progress": a report in the past
            if not (candidate.free and lowers[a] in {"had", "having", "after", "since"}):
                return a, b
        for index in range(start, candidate.start):
            if lowers[index - 1 : index] == ["there"]:
                continue
            if lowers[index] in {"had", "'d"} and article.deps[index] in {"aux", "auxpass", "ROOT"}:
                verb = article.heads[index]
                been = lowers[index + 1 : index + 2] == ["been"] and not candidate.free
                judged = lowers[verb] in self._rating or lowers[verb] in self._giving
                if been or (judged and not candidate.free):
                    return index, index + 1
        return self._dated(article, candidate, start, right, setting)

    def _dated(
        self, article: Article, candidate: Candidate, start: int, right: int, setting: Setting
    ) -> tuple[int, int] | None:
        """A year before the article's latest, a time that has run out, a last inspection."""
        lowers = article.lowers
        last = min(right, article.sent(candidate.end - 1)[1], candidate.end + 14)
        for a, b, _ in self._previous.find(lowers, candidate.end, last):
            if (
                "inspect" in lowers[b - 1]
                or "report" in lowers[b - 1]
                or lowers[a] in {"previously", "before", "last"}
            ):
                return a, b
        for found in article.inside(start, last):
            if found.label != "DATE":
                continue
            before = lowers[max(0, found.start - 4) : found.start]
            past = any(w in {"was", "were", "had"} for w in lowers[start : candidate.start])
            if found.start >= candidate.end and "for" in before and past:
                return found.start, found.end
        return None

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
