"""Values without a verb: "HMP X poor on respect", "maternity inadequate", "straight 4s"."""

from __future__ import annotations

import re

from annotator.core.scales import Scale
from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES, QUOTES
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, attribute_of

_MARKS = DASHES | {":"}
#: A line of a list has no more words.
_LINE = 14
_PLURAL = re.compile(r"\d+s|[a-z]+s")


class BareSigns:
    """Judges values that only their neighbours show to be grades."""

    def __init__(
        self, knowledge: Knowledge, words: SignWords, categories: dict[str, Phrases[str]]
    ) -> None:
        self._words = words
        lists = knowledge.words
        self._determiners = lists.set("grammar", "signs.determiners")
        self._aside = lists.set("grammar", "signs.aside")
        self._between = lists.set("grammar", "signs.between_bare")
        self._behind = lists.set("grammar", "signs.behind_bare")
        self._categories = categories
        self._previous = knowledge.word_phrases("grammar", "status.previous")
        self._giving = words.giving | words.rating | words.moving

    def noun(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "got a good for care", "straight excellents", "4s across the board"."""
        start = candidate.start
        lowers = article.lowers
        if candidate.plural:
            spelt = lowers[start] in {"ones", "twos"}  # "the wee ones"
            first = max(article.sent(start)[0], start - 5)
            given = any(w in self._giving for w in lowers[first:start])
            return ("plural-grade", 0.72) if given or not spelt else None
        last = start - 1
        while last > 0 and lowers[last] in QUOTES:
            last -= 1
        if last >= 0 and lowers[last] == "the" and _of_year(article, candidate.end):
            return "grade-of-year", 0.7
        if last >= 0 and self._told_further(article, last, candidate.end):
            return "grade-told-further", 0.66
        if last < 0 or lowers[last] not in self._determiners:
            return None
        if self._noun_behind(article, candidate):
            return None
        first = max(article.sent(start)[0], start - 8)
        given = any(w in self._giving for w in lowers[first:last]) or lowers[last] != "a"
        given = given or article.before(last) in self._words.being  # "the shop was a pass"
        plain = self._words.is_plain(article, candidate)
        alone = lowers[last] in {"a", "an"} and _closes(article, candidate.end)
        return (
            ("grade-as-noun", 0.7 if given or plain else 0.6) if given or plain or alone else None
        )

    def _told_further(self, article: Article, determiner: int, end: int) -> bool:
        """ "the good which the school held from 2013", "the requires improvement that it had"."""
        lowers = article.lowers
        if lowers[determiner] != "the" or lowers[end : end + 1] not in (["which"], ["that"]):
            return False
        stop = min(article.sent(end - 1)[1], end + 7)
        return bool((self._giving | {"gone", "came", "stood"}) & set(lowers[end + 1 : stop]))

    def verbless(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """A body or a rated area right before the value, and no verb between."""
        start = candidate.start
        first = article.sent(start)[0]
        if candidate.quoted or not self._ends(article, candidate.end):
            return None
        if attribute_of(article, candidate) is not None and self._noun_behind(article, candidate):
            return None
        position = start - 1
        while position >= first and article.lowers[position] in self._between | QUOTES:
            position -= 1
        if position < first:
            return None
        owner = article.owner[position]
        if owner is not None:
            rated = owner.kind in setting.kinds or (owner.label == "GPE" and setting.area)
            aside = set(article.lowers[position + 1 : start])
            comma = "," in aside and not aside & self._aside
            if comma and self._told_over(article, candidate):
                return "body-then-value", 0.58
            return ("body-then-value", 0.66) if rated and not comma else None
        if article.lowers[position] == "outcomes":
            return "category-then-value", 0.68  # "found outcomes poor at HMP X"
        for scale, _ in candidate.options:
            if self._ends_category(article, scale, first, position):
                return "category-then-value", 0.68
        opens = all(article.pos[i] not in {"VERB", "AUX"} for i in range(first, start))
        kind = article.lowers[position] in self._words.kinds - {"standard"}
        return ("body-then-value", 0.56) if opens and kind else None

    def closing(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """ "Ash Court, Selby - Good": a line with a body, its place, a mark and the grade."""
        first, last = article.line(candidate.start)
        marked = candidate.start > first and article.words[candidate.start - 1] in _MARKS
        if not marked or candidate.end != last or last - first > _LINE:
            return None
        opens = article.owner[first + (article.lowers[first] == "the")]
        rated = opens is not None and opens.kind in setting.kinds
        return ("body-then-value", 0.66) if rated else None

    def _told_over(self, article: Article, candidate: Candidate) -> bool:
        """ "Northmoor, good at its last inspection, ..." """
        last = min(article.sent(candidate.end - 1)[1], candidate.end + 6)
        return any(True for _ in self._previous.find(article.lowers, candidate.end, last))

    def _ends_category(self, article: Article, scale: Scale, first: int, position: int) -> bool:
        """Does a wording of a category end at this word?"""
        known = self._categories[scale.id]
        for begin in range(position, max(first, position - 6) - 1, -1):
            hit = known.at(article.lowers, begin)
            if hit and begin + hit[0] == position + 1:
                return True
        return False

    def _noun_behind(self, article: Article, candidate: Candidate) -> bool:
        end = candidate.end
        return end < len(article) and article.pos[end] in {"NOUN", "PROPN", "ADJ"}

    def _ends(self, article: Article, end: int) -> bool:
        """A stop, a sign or a small word stands behind the value."""
        if end >= len(article) or article.line_of(end) != article.line_of(end - 1):
            return True
        word = article.lowers[end]
        return not word[0].isalnum() or word in self._behind


def _of_year(article: Article, end: int) -> bool:
    """ "the good OF 2019" """
    owner = article.owner[end + 1] if end + 1 < len(article) else None
    dated = owner is not None and owner.label == "DATE"
    return dated and article.lowers[end] == "of"


def _closes(article: Article, end: int) -> bool:
    """Does the phrase end behind an adjective with "a" before it, so that it is a grade's name?"""
    ends = end >= len(article) or article.words[end] in {".", ",", ";", ")", "!", "?"}
    return ends or article.lowers[end] in {"for", "from", "this"}


def plural_of(wording: str) -> str | None:
    """ "4s", "excellents": grades counted like things."""
    plural = wording[:-1] + "ies" if wording.endswith("y") else wording + "s"
    return plural if " " not in wording and _PLURAL.fullmatch(plural) else None
