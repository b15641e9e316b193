"""What is said not to hold: "never X", "nobody calls it X", "deserved X", "would have been X"."""

from __future__ import annotations

from annotator.core.ratings import RatingStatus
from annotator.extraction.article import Article
from annotator.extraction.closed_words import (
    DEMONSTRATIVES,
    HAS,
    IS,
    MIGHT,
    NOT,
    POSSESSIVES,
    PRONOUNS,
    WAS,
)
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.categories.category_words import part_nouns
from annotator.extraction.ratings.clauses import (
    SUBJECT,
    SUBORDINATE,
    governing_verb,
    head_of,
    upward,
)

Cue = tuple[int, int]
_REACH = 12
_CUTS = frozenset(["because", "which", "who", "whose", "where", "when", ",", "until", "unless"])
_ANY = (["anything"], ["nothing"], ["no"], ["any"])
#: "Denied ITS rating": there is one.
_OWN = POSSESSIVES | DEMONSTRATIVES | {"the", "every"}
_IS = IS | WAS | HAS
#: A clause of its own, or a speaker's, parts the two.
_APART = frozenset(["after", "because", "when", "since"])


class Denials:
    """Finds the words that deny a judgement, or tell that it holds no more."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._negating = knowledge.word_phrases("grammar", "status.negation")
        self._opaque = words.set("grammar", "denial.opaque")
        self._keeping = words.set("grammar", "denial.keeping")
        self._losing = words.set("grammar", "denial.losing")
        self._saying = words.set("grammar", "denial.saying")
        self._believed = words.set("grammar", "denial.believed")
        self._raters = words.set("grammar", "nouns.inspecting")
        self._remote = knowledge.word_phrases("grammar", "denial.remote")
        self._telling = words.set("grammar", "speech.verbs")
        self._deserving = words.set("grammar", "denial.deserving")
        self._idle = words.set("grammar", "denial.idle")
        self._any_more = knowledge.word_phrases("grammar", "denial.any_more")
        self._disputing = words.set("grammar", "denial.disputing")
        self._avoiding = words.set("grammar", "denial.avoiding")
        self._parts = part_nouns(knowledge)
        self._granting = words.set("grammar", "denial.granting")
        self._nearly = knowledge.word_phrases("grammar", "denial.nearly")
        self._wrongly = words.set("grammar", "denial.wrongly")
        self._having = words.set("grammar", "status_words.having") | {"been", "had"}

    def cue(
        self, article: Article, candidate: Candidate, start: int
    ) -> tuple[RatingStatus, Cue] | None:
        """The status that a denial gives, and its words.

        Args:
            start: first word of the candidate's clause.
        """
        lowers = article.lowers
        near = lowers[max(start, candidate.start - 3) : candidate.start]
        if {"below", "than"} & set(near) and near[-2:] != ["rather", "than"]:
            return self._below(article, candidate, start)
        reach = 1 if candidate.sign == "quoted-noun" else _REACH
        begin = max(start, candidate.start - reach)
        for a, b, _ in self._negating.find(lowers, begin, candidate.start):
            status = self._scope(article, a, b, candidate)
            if status is not None:
                return status, (a, b)
        cue = self._behind(article, candidate) or self._unlikely(article, candidate)
        if cue is None and not candidate.free:
            cue = self._deserved(article, candidate, begin) or self._unreal(
                article, candidate, start
            )
        return ("negated", cue) if cue else None

    def _below(
        self, article: Article, candidate: Candidate, start: int
    ) -> tuple[RatingStatus, Cue] | None:
        """ "a step below good"; not "never below good", "nothing other than good"."""
        at = candidate.start
        hit = any(True for _ in self._negating.find(article.lowers, max(start, at - 8), at))
        before = article.lowers[max(start, at - 8) : at]
        if "never" in before and before[-3:-1] == ["more", "than"]:
            return "negated", (at - 3, at)  # "never be more than a one-star council"
        less = before[-2:] == ["less", "than"] and before[-3:-2] not in _ANY
        low = before[-1:] == ["below"] or less
        plain = low and not hit and not candidate.number
        return ("negated", (at - 1, at)) if plain and not candidate.free else None

    def wrongly(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "was wrongly said to have been rated X" """
        for index in range(start, candidate.start):
            if article.lowers[index] in self._wrongly:
                return index, index + 1
        return None

    def came_true(self, article: Article, candidate: Candidate) -> bool:
        """Not in "feared it would be X, but that has not happened"."""
        _, last = article.sent(candidate.end - 1)
        tail = article.lowers[candidate.end : min(last, candidate.end + 12)]
        return not ("but" in tail and NOT & set(tail[tail.index("but") :]))

    def _scope(
        self, article: Article, begin: int, end: int, candidate: Candidate
    ) -> RatingStatus | None:
        """What a denial makes of the value behind it; None where it denies another thing."""
        lowers = article.lowers
        between = _without_aside(lowers[end : candidate.start])
        if self._parts & set(between[:4]) and {"which", "where"} & set(between[1:6]):
            return "negated"  # "there was not a single area in which it was X"
        condition = {"if", "unless"} & set(lowers[max(0, begin - 8) : begin])
        if condition or (between and self._nearly.at(between, 0)):
            return "target"  # "if it does not improve to X", "not far off X"
        reason = "reason" in lowers[max(0, begin - 8) : begin]  # "no reason why it should not"
        if reason or (between[:1] and between[0] in self._idle) or lowers[end - 1] == "longer":
            return None
        if self._of_another(article, begin, candidate, between):
            return None
        outside = begin not in upward(article, head_of(article, candidate.start, candidate.end))
        if lowers[begin] == "without" and outside:
            return None  # "was left without a head and rated X"
        if self._other_verb(article, end, candidate) or _joined_clause(article, begin, candidate):
            return None
        if self._keeping & set(between):
            kept = next(i for i, word in enumerate(between) if word in self._keeping)
            # "could not keep its good rating"; but "were not visited and keep the good ratings"
            return None if {"and", "but"} & set(between[:kept]) else "previous"
        behind = lowers[candidate.end : candidate.end + 4]
        if "since" in behind[:2] and self._having & set(between):
            return "previous"  # "has not been good since 2015"
        if any(self._any_more.at(behind, i) for i in range(min(3, len(behind)))):
            return "previous"  # "nobody calls it weak any more"
        return "negated"

    def _of_another(
        self, article: Article, begin: int, candidate: Candidate, between: list[str]
    ) -> bool:
        """Not told, not lost, "not because ...": what follows holds all the same."""
        if between[:1] and between[0] in self._granting and "that" in between[:2]:
            return False  # "we do not accept that the prison is out of control"
        if (_CUTS | self._opaque | self._losing) & set(between):
            return True
        if "out" in between and "of" in between:
            return True  # "has not come out of special measures"
        if "that" in between:
            if article.lowers[begin] == "nor" and between[0] == "that":
                return False  # "it is not true that ..., nor that it is X"
            said = {article.lowers[begin], *between[: between.index("that")]}
            return not self._saying & said
        own = between[:1] and between[0] in _OWN
        if own and article.lowers[begin] in self._disputing:
            return True  # "rejects its inadequate rating"
        return self._aside(article, begin, candidate)

    def _aside(self, article: Article, negator: int, candidate: Candidate) -> bool:
        """Does the value stand in a clause that begins behind the denial?"""
        verb = candidate.verb
        if verb is None or article.deps[verb] not in SUBORDINATE or verb <= negator:
            return False
        if article.lowers[negator] in {"no", "none", "neither", "nobody", "without"}:
            return article.deps[verb] == "advcl"
        return article.doc[verb].left_edge.i > negator

    def _other_verb(self, article: Article, begin: int, candidate: Candidate) -> bool:
        """ "staff were not invited when ... rated X": the denial belongs to another verb."""
        verbs = [i for i in range(begin, candidate.start) if article.pos[i] == "VERB"]
        if len(verbs) < 2 or candidate.verb is None:
            return False
        if candidate.free:
            return True
        joined = any(
            article.lowers[i] in {"and", "after", "as"} for i in range(verbs[0], verbs[-1])
        )
        return joined or len(verbs) > 3

    def _deserved(self, article: Article, candidate: Candidate, begin: int) -> Cue | None:
        """ "deserve a good", but not "deserves its good rating"."""
        lowers = article.lowers
        for index in range(candidate.start - 1, max(begin, candidate.start - 7) - 1, -1):
            if lowers[index] in self._deserving and not self._awarded(article, index):
                own = _OWN & set(lowers[index + 1 : candidate.start])
                denied = NOT & set(lowers[max(0, index - 3) : index])
                return None if own or denied else (index, index + 1)
        return None

    def _awarded(self, article: Article, verb: int) -> bool:
        """ "inspectors found that the setting deserved a 5": who grades says what is due."""
        if article.tags[verb] != "VBD":
            return False
        first = article.sent(verb)[0]
        raters = (
            word in self._raters or ((o := article.owner[i]) and o.label == "INSPECTORATE")
            for i, word in enumerate(article.lowers[first:verb], first)
        )
        return any(a and article.deps[i] in SUBJECT for i, a in enumerate(raters, first))

    def _unlikely(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "a C4 had never been in prospect", "special measures were not on the cards"."""
        for word in upward(article, head_of(article, candidate.start, candidate.end)):
            verb = article.heads[word]
            if article.deps[word] not in SUBJECT or verb < candidate.end:
                continue
            last = article.sent(verb)[1]
            negated = any(article.lowers[c] in NOT for c in article.children[verb])
            told = [b for _, b, _ in self._remote.find(article.lowers, verb, min(last, verb + 5))]
            return (verb, told[0]) if negated and told else None
        return None

    def _unreal(self, article: Article, candidate: Candidate, start: int) -> Cue | None:
        """ "should have been X", "X would have been fairer", "thought it would be X"."""
        lowers = article.lowers
        _, last = article.sent(candidate.end - 1)
        stop = min(last, candidate.end + 6)
        for index in range(start, stop):
            if lowers[index] not in MIGHT or candidate.start <= index < candidate.end:
                continue
            if index >= candidate.end and _CUTS & set(lowers[candidate.end : index]):
                return None
            if index < candidate.start and (_APART | self._telling) & set(
                lowers[index : candidate.start]
            ):
                continue  # "X would have meant closure, she said after it was rated Y"
            if {"have", "'ve", "of"} & set(lowers[index + 1 : index + 4]):
                if "settled" in lowers[index + 2 : candidate.start]:
                    return None  # "would have settled for X": a hope
                if "how" in lowers[max(start, index - 5) : index]:
                    return None  # "asked how it could have been X": it was
                return index, index + 2
            back = range(index - 1, max(start, index - 8) - 1, -1)
            belief = next((i for i in back if lowers[i] in self._believed), None)
            if index > candidate.start or belief is None:
                continue
            if not self._reported(article, belief, candidate):
                return index, index + 1
        return None

    def _reported(self, article: Article, belief: int, candidate: Candidate) -> bool:
        """ "SAID she believed it would be X" looks ahead; "I thought it would be X" does not."""
        first = article.sent(belief)[0]
        told = self._telling & set(article.lowers[first:belief])
        return bool(told) and not candidate.quoted and article.before(belief) != "had"

    def _behind(self, article: Article, candidate: Candidate) -> Cue | None:
        """ "X, and are not getting it", "X they are not"."""
        _, last = article.sent(candidate.end - 1)
        tail = article.lowers[candidate.end : min(last, candidate.end + 10)]
        for i in range(len(tail) - 2):
            denied = tail[i] in _IS and tail[i + 1] in NOT
            if denied and tail[i + 2] == "getting":
                return candidate.end + i, candidate.end + i + 3
            if tail[i] == "but" and tail[i + 1] in self._avoiding:
                return candidate.end + i, candidate.end + i + 2
            pronoun = i and tail[i - 1] in PRONOUNS and i < 4
            ends = tail[i + 2 : i + 3] in (["."], [","], [";"], ["'"], ['"'])
            if denied and pronoun and ends and not candidate.free:
                return candidate.end + i, candidate.end + i + 2
        return None


def _joined_clause(article: Article, negator: int, candidate: Candidate) -> bool:
    """ "things were no better and the home was rated X": a clause of its own beside the denied."""
    denied = governing_verb(article, negator, negator + 1)
    if denied is None or article.lowers[negator] in {"nor", "neither"}:
        return False
    for word in upward(article, head_of(article, candidate.start, candidate.end)):
        if article.deps[word] == "conj" and article.heads[word] == denied and denied < negator:
            return any(
                article.deps[c] in SUBJECT and negator < c < candidate.start
                for c in article.children[word]
            )
    return False


def _without_aside(words: list[str]) -> list[str]:
    """ "not, as reported, graded X": what stands between the two commas is left out."""
    if words[:1] == [","] and words.count(",") > 1:
        return words[words.index(",", 1) + 1 :]
    return words
