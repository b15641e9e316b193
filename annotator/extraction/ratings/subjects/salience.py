"""How much each body of an article stands in the foreground at a given word."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.ratings.clauses import SUBJECT, head_of
from annotator.extraction.word_lists import WordLists

#: What is left of a mention's weight one sentence on.
_FADING = 0.5
#: No further back than this many sentences does the distance matter.
_FAR = 12
#: Only so many mentions before a word are looked at.
_MENTIONS = 80
#: What the share of all names, and naming in title or lead, add.
_SHARE, _TITLE, _LEAD = 0.06, 0.05, 0.1
_SAME_SENTENCE = 0.08
#: The second of two names that "and" joins weighs a little less.
_SECOND = 0.97
_ASIDE = 0.85
_OF_SUBJECT, _OF_OTHER = 0.8, 0.55
_TOPIC = 0.95
#: A place that is merely somewhere weighs no more than this.
_PLACE, _MERE = 0.45, 0.6
#: A body that is named in passing.
_PASS = 0.2
#: "A Prison Service spokesman": who speaks, not who is rated.
_OF_ROLE = 0.4
_BY_ROLE = {
    "nsubj": 1.0,
    "nsubjpass": 1.0,
    "csubj": 1.0,
    "ROOT": 0.85,
    "dobj": 0.8,
    "dative": 0.8,
    "oprd": 0.7,
    "attr": 0.7,
    "npadvmod": 0.7,
    "dep": 0.6,
}


@dataclass(order=True, slots=True)
class _Mention:
    """A place where a body is named or meant."""

    start: int
    weight: float = field(compare=False)
    found: Found = field(compare=False)
    key: object = field(compare=False)


class Salience:
    """Ranks bodies by where, how and how often they are named; knows one article."""

    def __init__(self, article: Article, key: Callable[[Found], object], words: WordLists) -> None:
        self._article = article
        self._passing = words.set("grammar", "focus.passing")
        self._contrast = words.set("grammar", "focus.contrast")
        self._beside = words.set("grammar", "focus.beside")
        self._opening = words.set("grammar", "focus.opening")
        self._key = key
        self._mentions: list[_Mention] = []
        self._sums: dict[object, float] = {}
        self._first: dict[object, int] = {}

    def name(self, found: Found) -> None:
        """Takes up a named mention."""
        key = self._key(found)
        self._first[key] = min(found.start, self._first.get(key, found.start))
        weight = self._weight(head_of(self._article, found.start, found.end))
        if found.label == "GPE" and weight < _MERE:
            weight = min(weight, _PLACE)
        self._sums[key] = self._sums.get(key, 0.0) + weight
        insort(self._mentions, _Mention(found.start, weight, found, key))

    def mean(self, index: int, found: Found, share: float) -> None:
        """Takes up a word that stands for a body; its name would weigh more."""
        weight = share * self._weight(index)
        insort(self._mentions, _Mention(index, weight, found, self._key(found)))

    def best(self, index: int, fits: Callable[[Found], bool]) -> Found | None:
        """The body in the foreground at a word, by what stands before it, else behind.

        Args:
            fits: which bodies may be meant.
        """
        at = bisect_left(self._mentions, index, key=lambda m: m.start)
        before = self._mentions[max(0, at - _MENTIONS) : at]
        return self._best(before[::-1], index, fits) or self._best(
            self._mentions[at : at + _MENTIONS], index, fits
        )

    def _best(
        self, mentions: list[_Mention], index: int, fits: Callable[[Found], bool]
    ) -> Found | None:
        scores: dict[object, float] = {}
        names: dict[object, Found] = {}
        for mention in mentions:
            if not fits(mention.found):
                continue
            score = mention.weight * self._fading(mention.start, index)
            if score > scores.get(mention.key, 0.0):
                scores[mention.key], names[mention.key] = score, mention.found
        for key in scores:
            scores[key] += self.standing(key)
        return names[max(scores, key=lambda k: scores[k])] if scores else None

    def standing(self, key: object) -> float:
        """What title, lead and the number of its names say for a body."""
        most = max(self._sums.values(), default=1.0)
        number = self._article.sent_of(self._first.get(key, 0))
        early = _TITLE if number == 0 else _LEAD if number <= 2 else 0.0
        return _SHARE * self._sums[key] / most + early

    def _fading(self, start: int, index: int) -> float:
        article = self._article
        sents = min(abs(article.sent_of(index) - article.sent_of(start)), _FAR)
        near = _SAME_SENTENCE if not sents else 0.0
        return _FADING**sents + near

    def _weight(self, head: int) -> float:
        """From the part that a name or noun plays in its sentence."""
        article = self._article
        if any(article.lowers[c] in self._beside for c in article.children[head]):
            return 0.5
        share = 1.0
        for _ in range(4):
            dep = article.deps[head]
            if dep not in {"conj", "appos", "compound", "nmod"}:
                break
            share *= _SECOND if dep == "conj" else 1.0
            head = article.heads[head]
            owner = article.owner[head]
            if dep == "compound" and owner is not None and owner.label == "ROLE":
                share *= _OF_ROLE
        return share * self._of_role(head) * self._of_clause(head)

    def _of_clause(self, head: int) -> float:
        """What is told beside the main clause weighs less."""
        article = self._article
        verb = article.heads[head] if article.deps[head] in SUBJECT else head
        return _ASIDE if article.deps[verb] in {"advcl", "relcl", "acl"} else 1.0

    def _of_role(self, head: int) -> float:
        dep = self._article.deps[head]
        if dep == "poss":
            return 0.9 if self._in_subject(self._article.heads[head]) else 0.65
        if dep == "pobj":
            return self._behind_preposition(self._article.heads[head])
        return _BY_ROLE.get(dep, 0.5)

    def _behind_preposition(self, preposition: int) -> float:
        article = self._article
        word = article.lowers[preposition]
        if article.lowers[article.heads[preposition]] in self._contrast:
            return _PASS
        if preposition - article.sent(preposition)[0] <= 1 and word in self._opening:
            return 0.95
        away = word in {"from", "by"} and article.pos[article.heads[preposition]] == "VERB"
        if away or word in self._passing:
            return _PASS
        noun = article.heads[preposition]
        owner = article.owner[noun]
        if owner is not None and owner.label in {"PERSON", "ROLE"}:
            return 0.6
        if self._is_topic(noun):
            return _TOPIC
        return _OF_SUBJECT if self._in_subject(noun) else _OF_OTHER

    def _is_topic(self, noun: int) -> bool:
        """ "There was worse news FOR X", "it was another story AT X": X is what it is about."""
        article = self._article
        verb = article.heads[noun] if article.deps[noun] in {"attr", "acomp"} else noun
        dummies = (c for c in article.children[verb] if article.lowers[c] in {"it", "there"})
        return any(article.deps[c] in {"nsubj", "expl"} for c in dummies)

    def _in_subject(self, noun: int) -> bool:
        return self._article.deps[noun] in SUBJECT
