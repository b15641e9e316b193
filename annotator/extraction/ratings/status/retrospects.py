"""What is looked back on: "had been X", "X until June", "it was X two years ago"."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import AFTER, CONTRASTS, HAD, HAS, QUOTES, WAS
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import PRESENT, in_aside, in_present, upward
from annotator.extraction.ratings.status.soft_words import SoftWords

Cue = tuple[int, int]
_WAS = WAS | HAD | {"been"}
_FINITE = PRESENT | {"VBD"}
_TURN = CONTRASTS | {";", "since"}


class Retrospects:
    """Finds the words that set a judgement in the past."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._previous = knowledge.word_phrases("grammar", "status.previous")
        self._after = knowledge.word_phrases("grammar", "status.previous_behind")
        self._up = knowledge.word_phrases("grammar", "verbs.up")
        self._down = knowledge.word_phrases("grammar", "verbs.down")
        self._grades = words.set("grammar", "nouns.rating") - {"report", "inspection", "rated"}
        self._judging = words.set("grammar", "verbs.rating") | words.set("grammar", "verbs.giving")
        self._keeping = words.set("grammar", "denial.keeping")
        self._now = words.set("times", "still") | {"remains"}
        self._turned_by = self._judging | words.set("grammar", "status_words.going") | self._now
        self._former = words.set("times", "former")
        self._formerly = words.set("times", "formerly")
        self._long = words.set("times", "long_spans")
        self._ago = words.set("times", "ago")
        self._visits = words.set("grammar", "visits.nouns")
        self._under = words.set("grammar", "status_words.under")
        self._in_a_row = words.set("grammar", "status_words.in_a_row")
        self._soft = SoftWords(knowledge)

    def cue(self, article: Article, candidate: Candidate, start: int, right: int) -> Cue | None:
        """Past perfect, "previously", a last inspection; nothing where "now" stands before it.

        Args:
            start, right: the words that belong to the candidate.
        """
        lowers = article.lowers
        now = self._now & set(lowers[max(start, candidate.start - 5) : candidate.start])
        if now or _arrives(article, candidate, start):
            return None
        for a, b, _ in self._previous.find(lowers, start, candidate.start):
            at = candidate.start
            if _is_no_cue(article, a, b, start, at) or in_aside(article, b - 1, at):
                continue
            if self._of_another_time(article, a, b, at):
                continue
            if lowers[a:b] == ["after", "being"] and not self._turned(article, a, candidate):
                continue  # "celebrates after being rated good"
            if not (candidate.free and lowers[a] in {"had", "having", "after", "since"}):
                return a, b
        if not candidate.free:
            cue = self._old(article, candidate, start) or self._since(article, candidate, start)
            if cue is not None:
                return cue
        return (
            self._past_perfect(article, candidate, start)
            or self._dated(article, candidate, start, right)
            or self._at_last_visit(article, candidate)
        )

    def _turned(self, article: Article, index: int, candidate: Candidate) -> bool:
        """Is a change told before: "improved to good after being weak"? Or a grade behind?"""
        first, last = article.sent(candidate.start)
        words = article.lowers[first:index]
        turned = any(self._up.at(words, i) or self._down.at(words, i) for i in range(len(words)))
        graded = self._turned_by & {*words, *article.lowers[candidate.end : last]}
        return turned or bool(graded)

    def _old(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "its previous overall rating was X", "the old grades were X"."""
        lowers = article.lowers
        for index in range(start, candidate.start):
            if lowers[index] in self._former and self._grades & set(lowers[index + 1 : index + 3]):
                return index, index + 2
        return None

    def _since(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "since it was rated X", "until June it was X", "after two years in X", "a year ago"."""
        lowers = article.lowers
        for index in range(start, candidate.start):
            was = bool(_WAS & set(lowers[index : candidate.start]))
            told = any(article.tags[i] == "VBD" for i in range(index, candidate.start))
            apart = "," in lowers[index : candidate.start]
            by_now = article.before(index) in HAS or lowers[index + 1] in HAS  # "has since been"
            clause = article.deps[index] != "prep"  # not "since its last visit and rated X"
            if lowers[index] == "since" and clause and (was or told) and not apart and not by_now:
                return index, index + 1
            owner = article.owner[index]
            if owner is None or owner.label != "DATE" or owner.start != index:
                continue
            before = article.before(index)
            between = range(owner.end, candidate.start)
            joined = all(
                lowers[i] in self._under or self._soft.stand_at(article, i) for i in between
            )
            was = bool(_WAS & set(lowers[start : candidate.start]))
            if (before in {"until", "till"} and was) or (before == "after" and joined):
                return index - 1, owner.end
            words = set(lowers[index : owner.end + 1])
            ago = (
                bool(self._ago & words and self._long & words)
                and before != "since"
                and "this" not in words
            )
            if (
                ago
                and _opens(article, max(start, article.sent(index)[0]), index)
                and "has" not in lowers[index : candidate.start]
            ):
                return index, owner.end
        return None

    def _past_perfect(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        lowers = article.lowers
        for index in range(start, candidate.start):
            if lowers[index - 1 : index] == ["there"]:
                continue
            if lowers[index] in {"had", "'d"} and lowers[index + 1 : index + 2] != ["to"]:
                verb = _participle(article, index)
                if verb is None or in_aside(article, verb, candidate.start):
                    continue
                if self._lately(article, index, candidate) or self._of_another_time(
                    article, index, index + 1, candidate.start
                ):
                    continue
                been = "been" in {lowers[verb], *lowers[index + 1 : index + 2]}
                been = been and not candidate.free
                judged = lowers[verb] in self._judging and lowers[verb] not in self._keeping
                if lowers[candidate.start - 1] == "to" and "that" in lowers[start:index]:
                    continue  # "said that it had been marked down to X": so it is now
                if (
                    "made" in lowers[index : index + 3]
                    and "progress" in lowers[start : candidate.end]
                ):
                    continue  # "good progress had been made": a review in the past tense
                if been or (judged and not candidate.free):
                    return index, index + 1
        return None

    def _lately(self, article: Article, had: int, candidate: Candidate) -> bool:
        """ "weeks after it had been cut to one": the change is the news."""
        lowers = article.lowers
        after = "after" in lowers[max(0, had - 4) : had]
        between = lowers[had : candidate.start]
        moved = any(
            self._up.at(between, i) or self._down.at(between, i) for i in range(len(between))
        )
        return after and moved and "to" in between[-3:]

    def _dated(self, article: Article, candidate: Candidate, start: int, right: int) -> Cue | None:
        """A time that has run out, a last inspection, "last time"."""
        last = min(right, article.sent(candidate.end - 1)[1], candidate.end + 14)
        cue = self._behind(article, candidate, right, last)
        if cue is not None:
            return cue
        for found in article.inside(start, last):
            if found.label == "DATE" and self._ran_out(article, candidate, start, found):
                return found.start, found.end
        return None

    def _behind(self, article: Article, candidate: Candidate, right: int, last: int) -> Cue | None:
        """ "good when inspectors last called", "weak until now", "a five before"."""
        lowers, end = article.lowers, candidate.end
        if ";" in lowers[end:last]:
            last = lowers.index(";", end)  # "is good; last time it was weak"
        for a, b, _ in self._previous.find(lowers, end, last):
            if self._tells_of_next(article, b, right) or AFTER & set(lowers[end:a]):
                continue
            if lowers[a - 1] == "having" or _as_before(lowers, end, a):
                continue  # "given 2, having previously scored 3"
            inspected = "inspect" in lowers[b - 1] or "report" in lowers[b - 1]
            dated = lowers[a] in {"previously", "before", "last"} or (
                candidate.free and lowers[a] in {"earlier", "previous"}
            )
            if inspected or dated:
                return a, b
        for a, b, _ in self._after.find(lowers, end, last):
            if _as_before(lowers, end, a):
                continue
            again = lowers[a : a + 2] in (["once", "more"], ["once", "again"])
            other = lowers[a] == "no" and a > end  # "satisfactory and no more"
            if not again and not other and not self._tells_of_next(article, b, right):
                return a, b
        told = WAS & set(lowers[max(0, candidate.start - 3) : candidate.start])
        now = next((i for i in range(end, min(right, last)) if lowers[i] == "now"), None)
        if told and now is not None and right < len(article) and lowers[now + 1] != "and":
            return now, now + 1  # "which was good ..., now requires improvement"
        stops = end + 1 >= len(article) or not article.words[end + 1][0].isalnum()
        alone = lowers[end : end + 1] in (["before"], ["previously"], ["then"])
        then = lowers[end : end + 2] in (["then", "for"], ["then", "at"], ["then", "in"])
        return (end, end + 1) if (alone and stops) or then else None

    def _tells_of_next(self, article: Article, end: int, right: int) -> bool:
        """ "good (previously weak)": the words before the next value are about that one."""
        return right < len(article) and all(
            self._soft.stand_at(article, i) for i in range(end, right)
        )

    def _ran_out(self, article: Article, candidate: Candidate, start: int, date: Found) -> bool:
        """ "was weak for six years", "a year after it was weak", "in 2019, when it was"."""
        lowers = article.lowers
        if article.before(candidate.start) in {"is", "are", "remains", "remain"}:
            return False  # "ten months after the report progress is insufficient"
        past = bool((WAS | HAD) & set(lowers[start : candidate.start]))
        if date.start >= candidate.end:
            before = lowers[max(0, date.start - 4) : date.start]
            again = self._in_a_row & set(lowers[date.start - 1 : date.end + 3])
            return "for" in before and past and not again
        first = article.sent(date.start)[0]
        before = lowers[max(first, date.start - 8) : date.start]
        if before[-1:] == ["since"] and (HAS | HAD) & set(before):
            return False  # "has been closed since May, when it was given a two": it still has that
        if before[-1:] == ["by"] or {"which", "who"} & set(lowers[date.end : candidate.start]):
            return False  # "by August the grade had risen", "a week after one on X, which was ..."
        behind = lowers[date.end : date.end + 2]
        if behind[:1] == ["after"] and "," in lowers[date.end : candidate.start]:
            return False  # "a year after it opened, it was rated X"
        linked = behind[:1] in (["after"], ["when"]) or behind == [",", "when"]
        linked = linked or (behind[:1] == ["since"] and not candidate.free)
        told = not candidate.free or (behind == [",", "when"] and past)
        return linked and (past or behind[:1] == ["after"]) and told

    def _of_another_time(self, article: Article, begin: int, end: int, value: int) -> bool:
        """ "SINCE its last inspection", "AFTER a previous visit found": before the grade told."""
        owner = article.owner[end - 1] or article.owner[end]
        if (
            owner is not None
            and owner.label == "DATE"
            and "this" in article.lowers[begin : owner.end]
        ):
            return True  # "had earlier this month given X"
        if article.lowers[begin] == "had" and _tells_more(article, begin, value):
            return True
        if self._visits & set(article.lowers[begin:end]):
            first = max(article.sent(begin)[0], begin - 3)
            return bool(AFTER & set(article.lowers[first:begin]))
        return article.lowers[begin] in self._formerly and in_aside(
            article, begin, value, wide=True
        )

    def _at_last_visit(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "When it was last looked at, in 2018, its score was X and it was told it was Y"."""
        first = article.sent(candidate.start)[0]
        opening = article.lowers[first : min(first + 8, candidate.start)]
        told = article.lowers[first : candidate.start]
        if opening[:1] != ["when"] or "last" not in opening or candidate.free:
            return None
        return None if (self._now | _TURN) & set(told) else (first, first + 1)


def _tells_more(article: Article, had: int, value: int) -> bool:
    """ "HAD been inspected in May and WAS rated X": the value's verb has a tense of its own."""
    verb = _participle(article, had)
    for word in upward(article, value):
        if word == verb or verb is None:
            return False
        if article.deps[word] == "conj" and verb < word < value:
            return any(article.tags[c] in _FINITE for c in article.children[word])
    return False


def _is_no_cue(article: Article, begin: int, end: int, start: int, value: int) -> bool:
    """Words that look back, but not on the value behind them."""
    lowers = article.lowers
    if lowers[begin - 1 : begin] == ["there"] or lowers[end : end + 1] == ["made"]:
        return True  # "there had been insufficient progress": a report in the past
    if lowers[begin + 1] in {"again", "more"} or in_present(article, begin, value):
        return True  # "once it reaches X, ...", "last inspected in May, it is X"
    # "weak last time, has climbed to good": it tells of the one before
    return begin == start and lowers[end : end + 1] == [","] and begin > article.sent(begin)[0]


def _arrives(article: Article, candidate: Candidate, start: int) -> bool:
    """ "from good at its last inspection, in 2021, to poor": the last inspection gave the good."""
    lowers, at = article.lowers, candidate.start
    while at > start and lowers[at - 1] in QUOTES:
        at -= 1
    first = article.sent(at)[0]
    left = "from" in lowers[max(first, start - 5) : start]
    return article.before(at) == "to" and start > first and left


def _opens(article: Article, start: int, index: int) -> bool:
    """Does a clause begin here: nothing but signs and one small word before it?"""
    between = [w for w in article.lowers[start:index] if w[0].isalnum()]
    return len(between) <= 1 and index - start < 4


def _as_before(lowers: list[str], end: int, index: int) -> bool:
    """ "poor, the SAME AS last time" is poor now too."""
    return lowers[index - 1] == "as" and "same" in lowers[end:index]


def _participle(article: Article, index: int) -> int | None:
    """The verb that a "had" helps: "had in 2023 FOUND the unit to be inadequate"."""
    if article.deps[index] in {"aux", "auxpass", "ROOT"}:
        return article.heads[index]
    for word in range(index + 1, min(index + 6, len(article))):
        if article.tags[word] in {"VBN", "VBD"}:
            return word
        owner = article.owner[word]
        dated = owner is not None and owner.label == "DATE"
        if not dated and article.pos[word] not in {"ADP", "ADV", "PUNCT"}:
            return None
    return None
