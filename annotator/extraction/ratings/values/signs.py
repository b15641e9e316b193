"""Is a word of a scale a judgement here? Signs in the clause say so, or it is let go."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES, QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.bare_signs import BareSigns
from annotator.extraction.ratings.values.copula_signs import CopulaSigns
from annotator.extraction.ratings.values.number_signs import NumberSigns
from annotator.extraction.ratings.values.plain_signs import PlainSigns
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, attribute_of, in_quotes
from annotator.extraction.ratings.values.status_signs import StatusSigns
from annotator.extraction.ratings.values.verb_signs import VerbSigns

_BEFORE_CATEGORY = frozenset(["the", "its", "their", "how", "being", "both", "it"])
_OTHER = frozenset(["other", "remaining", "all", "the"])
_TOWARDS = frozenset(["for", "at", "in", "against", "on", "across"])
_SET_OFF = ([","], ["–"], ["—"], ["("], ["-"], [":"])
_IS_THE = (["is", "the"], ["was", "the"], ["is", "its"], ["was", "its"], ["is", "ofsted"])
_ARTICLES = frozenset(["a", "an", "the", "rated", "graded", "judged", "overall"])


class Signs:
    """Gives each candidate a rule id and a score, or none."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = SignWords.of(knowledge)
        self._numbers = NumberSigns(knowledge, self._words)
        self._status = StatusSigns(knowledge)
        self._verbs = VerbSigns(knowledge, self._words)
        lists = knowledge.words
        self._aims = knowledge.word_phrases("grammar", "status.target")
        self._saying = self._words.being | self._words.rating
        self._saying |= lists.set("grammar", "denial.deserving")
        self._grade_nouns = self._words.grade | {"word"}
        self._goes_on = lists.set("grammar", "copula.goes_on")
        self._links = lists.set("grammar", "signs.links")
        self._aimed_at = lists.set("grammar", "signs.aimed_at")
        self._before_noun = lists.set("grammar", "signs.before_noun")
        self._after = self._words.nouns - lists.set("grammar", "signs.not_after_value")
        self._categories = knowledge.categories
        self._copula = CopulaSigns(knowledge, self._words)
        self._bare = BareSigns(knowledge, self._words, self._categories)
        self._plain = PlainSigns(knowledge, self._words)

    def judge(self, article: Article, candidate: Candidate, setting: Setting) -> None:
        """Sets ``sign`` and ``score``; both stay empty where nothing speaks for a judgement."""
        if not candidate.sign and not _asked(article, candidate):
            sign = self._sign(article, candidate, setting)
            if sign is not None:
                candidate.sign, candidate.score = sign

    def _sign(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        scale = candidate.options[0][0]
        if scale.code == "intervention":
            return self._status.intervention(article, candidate, setting)
        if scale.kind == "status" and set(scale.categories) - {"overall"}:
            return self._status.yes_no(article, candidate)
        if candidate.plural:
            return self._bare.noun(article, candidate)
        if candidate.number:
            sign = self._numbers.number(article, candidate)
            for_what = article.lowers[candidate.end : candidate.end + 1] == ["for"]
            if sign is None and for_what and candidate.options[0][0].kind == "ordered":
                sign = self._by_category(article, candidate, setting)  # "5 for wellbeing"
            return sign
        return (
            self._numbers.code(article, candidate)
            or self._verbs.own(article, candidate, setting)
            or self._by_noun(article, candidate)
            or self._by_category(article, candidate, setting)
            or self._hoped_for(article, candidate)
            or self._as_attribute(article, candidate, setting)
            or self._verbs.above(article, candidate)
            or self._verbs.near(article, candidate)
            or self._bare.noun(article, candidate)
            or self._by_look(article, candidate)
            or self._copula.sign(article, candidate, setting)
            or self._bare.closing(article, candidate, setting)
            or self._bare.verbless(article, candidate, setting)
            or self._plain.sign(article, candidate, setting)
        )

    def _by_noun(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "an inadequate rating", "a rating of good", "graded as good"."""
        after = [w for w in article.lowers[candidate.end : candidate.end + 4] if w not in QUOTES]
        first = article.sent(candidate.start)[0]
        if after[:1] == ["one"] and any(
            w in self._after for w in article.lowers[first : candidate.start]
        ):
            return "value-one", 0.72  # "a good rating for care and a poor one for food"
        for gap, word in enumerate(after[:2]):
            if word in self._after:
                return "value-noun", 0.88 - 0.04 * gap
            if word not in self._before_noun:
                break
        if after[:2] in _IS_THE and any(w in self._after for w in after[2:4]):
            return "value-is-noun", 0.7  # "good is the verdict"
        if after[1:3] == ["have", "been"]:
            return "value-is-noun", 0.6  # "good would have been fairer"
        if self._aside(article, candidate):
            return "noun-of-value", 0.7
        return self._noun_before(article, candidate)

    def _aside(self, article: Article, candidate: Candidate) -> bool:
        """ "the worst mark of the lot, poor, ..." """
        at, lowers = candidate.start, article.lowers
        first = max(article.sent(at)[0], at - 7)
        ends = candidate.end >= len(article) or not article.words[candidate.end][0].isalnum()
        apart = at > first and lowers[at - 1] in DASHES | {","}
        return apart and ends and bool(self._grade_nouns & set(lowers[first:at]))

    def _noun_before(self, article: Article, candidate: Candidate) -> Sign | None:
        words, lowers = self._words, article.lowers
        for back in range(candidate.start - 1, max(candidate.start - 7, -1), -1):
            low = lowers[back]
            if low in words.nouns and article.pos[back] in {"NOUN", "PROPN", "VERB"}:
                if self._set_off(article, back, candidate):
                    candidate.verb = back
                    return "noun-of-value", 0.8
                link = [w for w in lowers[back + 1 : candidate.start] if w not in QUOTES]
                told = link and link[0] in {"on", "for", "of"} and link[-1] in words.being
                if not link or (link[0] not in self._links and not told):
                    return None
                candidate.verb = back
                return "noun-of-value", 0.86
            small = low in words.fillers or low in words.moving or low in words.being
            if not small and article.owner[back] is None:
                return None
        return None

    def _set_off(self, article: Article, noun: int, candidate: Candidate) -> bool:
        """ "the lowest grade, poor, for safety", "the top mark (outstanding)"."""
        between = [w for w in article.lowers[noun + 1 : candidate.start] if w not in QUOTES]
        if article.lowers[noun] not in self._grade_nouns or between not in _SET_OFF:
            return False
        end = candidate.end
        return end >= len(article) or not article.words[end][0].isalnum()

    def _for_body(
        self, article: Article, candidate: Candidate, position: int, setting: Setting
    ) -> Sign | None:
        """ "gold for the University of Eastmoor, silver for Westmoor"."""
        lowers = article.lowers
        if article.before(position) != "for" or position >= len(article):
            return None
        position += lowers[position] == "the"
        owner = article.owner[position] if position < len(article) else None
        rated = owner is not None and owner.kind in setting.kinds
        plain = self._words.is_plain(article, candidate)
        return ("value-for-body", 0.66) if rated and plain else None

    def _by_category(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """ "adequate at preventing crime", "good for leadership": what follows is rated here."""
        size, lowers = len(article), article.lowers
        position = candidate.end
        while position < size and lowers[position] in QUOTES | {"then", "again"}:
            position += 1
        if position >= size or lowers[position] not in _TOWARDS:
            return None
        position += 1
        held = self._for_body(article, candidate, position, setting)
        if held is not None:
            return held
        while position < size and lowers[position] in _BEFORE_CATEGORY:
            position += 1
        if position >= size:
            return None
        if any(self._categories[scale.id].at(lowers, position) for scale, _ in candidate.options):
            return "value-for-category", 0.82
        while position + 2 < size and (
            lowers[position] in _OTHER or lowers[position : position + 2][1:] == ["of"]
        ):
            position += 2 if lowers[position + 1] == "of" else 1
        other = lowers[position - 1] == "other" and not article.words[position][0].isalnum()
        if other or lowers[position] in {"everything", "all"}:
            return "value-in-areas", 0.66  # "adequate in the other, environment"
        if lowers[position + 1 : position + 2] and lowers[position + 1] in self._words.parts:
            return "value-in-areas", 0.74  # "good in two areas"
        doing = lowers[position - 1] == "at" and article.tags[position] == "VBG"
        return ("value-at-doing", 0.6) if doing else None

    def _hoped_for(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "hopes to be good", "want to be outstanding": an aim at a point of the scale."""
        start = max(article.sent(candidate.start)[0], candidate.start - 9)
        before = article.lowers[start : candidate.start]
        while before and before[-1] in QUOTES | _ARTICLES:
            before.pop()
        if not before or before[-1] not in self._aimed_at:
            return None
        if article.low(candidate.end) in self._goes_on:
            return None  # "it would be good to see"
        again = article.lowers[candidate.end : candidate.end + 1] == ["again"]
        hoped = again or "back" in before or any(w in self._words.aims for w in before)
        hoped = hoped or any(True for _ in self._aims.find(article.lowers, start, candidate.start))
        return ("aimed-at", 0.68) if hoped and attribute_of(article, candidate) is None else None

    def _as_attribute(
        self, article: Article, candidate: Candidate, setting: Setting
    ) -> Sign | None:
        """ "good progress", "poor visibility": an empty sign ends the search."""
        noun = attribute_of(article, candidate)
        if noun is None or (candidate.end - candidate.start > 1 and noun != candidate.end):
            return None
        if in_quotes(article, candidate):
            return "quoted-value", 0.7
        owner = article.owner[candidate.end]
        unknown = owner is not None and owner.kind is None and owner.label in {"SERVICE", "ORG"}
        ratable = unknown or (owner is not None and owner.kind in setting.kinds)
        if owner is not None and ratable and owner.start == candidate.end:
            plain = self._words.is_plain(article, candidate)
            return ("attribute-of-body", 0.6) if plain else ("", 0.0)
        uncounted = article.lowers[noun] == "practice" and article.before(candidate.start) != "a"
        if article.lowers[noun] not in self._words.kinds or uncounted:
            return "", 0.0  # "good practice"
        around = article.lowers[max(candidate.start - 6, 0) : candidate.start]
        said = any(w in self._saying for w in around)
        if said or self._words.is_plain(article, candidate):
            return "attribute-of-service", 0.55 if said else 0.5
        return "", 0.0

    def _by_look(self, article: Article, candidate: Candidate) -> Sign | None:
        """In quotes, with a capital inside the sentence, or too long to be chance."""
        if in_quotes(article, candidate):
            return "quoted-value", 0.75
        start = candidate.start
        first = start == article.sent(start)[0]
        if article.is_capital(start) and not first and article.pos[start] != "PROPN":
            return "capital-value", 0.66
        if candidate.end - start > 1 and not _of_degree(article, candidate):
            return "long-value", 0.72 if "improvement" in article.lowers[
                start : candidate.end
            ] else 0.66
        return None


def _of_degree(article: Article, candidate: Candidate) -> bool:
    """ "the crossword was not very good" """
    before = article.lowers[candidate.start - 1 : candidate.start]
    return article.lowers[candidate.start] == "very" and before in (["not"], ["n't"], ["really"])


def _asked(article: Article, candidate: Candidate) -> bool:
    """ "How good is our leadership?", "not good enough": no grade is told."""
    before = article.lowers[candidate.start - 1 : candidate.start]
    if article.low(candidate.end) == "enough":
        return True
    if article.lowers[candidate.start : candidate.end] == ["expected"]:
        behind = article.lowers[candidate.end : candidate.end + 1]
        return before in (["as"], ["than"]) or behind == ["to"]  # "as expected", "expected to"
    return before == ["how"]
