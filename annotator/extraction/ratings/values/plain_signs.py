"""Values that no sign speaks for, but nothing speaks against either.

In an article about an inspection nearly every wording of its scale is a grade: of 90 wordings
without a sign in development articles two thirds were. So the burden of proof turns round here.
"""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import governing_verb, subject_of
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.category_clauses import is_category
from annotator.extraction.ratings.values.copula_signs import is_body
from annotator.extraction.ratings.values.sign_words import Sign, SignWords, attribute_of

_FORMERLY = frozenset(["previously", "formerly"])
_TO = frozenset(["to", "from", "below", "above"])
_EVERYWHERE = (
    ["across", "the"],
    ["in", "all"],
    ["in", "every"],
    ["on", "all"],
    ["right", "across"],
)


class PlainSigns:
    """The last resort for words; numbers always need a sign."""

    def __init__(self, knowledge: Knowledge, words: SignWords) -> None:
        self._words = words
        lists = knowledge.words
        self._behind_value = lists.set("grammar", "signs.behind_plain")
        self._behind_aim = lists.set("grammar", "signs.behind_aim")
        self._merely = lists.set("grammar", "signs.merely")
        self._content = lists.set("grammar", "signs.content")
        self._degree = lists.set("grammar", "signs.degree")
        self._behind = knowledge.word_phrases("grammar", "status.target_behind")
        self._previous = knowledge.word_phrases("grammar", "status.previous_behind")
        self._aims = knowledge.word_phrases("grammar", "status.target")

    def sign(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """A sign of low score, or None where the words may as well be everyday ones."""
        start, end, lowers = candidate.start, candidate.end, article.lowers
        before = self._before(article, start)
        if before in self._degree:
            return None
        if article.before(start) == "," and self._told_over(article, end):
            return "value-aside", 0.6
        if attribute_of(article, candidate) is not None:
            return None
        if lowers[start:end] == ["passed"] and article.tags[start] in {"VBD", "VBN"}:
            return "passed-check", 0.6 if self._ends(article, end) else 0.5
        if before in _FORMERLY:
            return "formerly-value", 0.75
        return self._by_small_words(article, candidate, before) or self._by_itself(
            article, candidate, setting
        )

    def _by_small_words(self, article: Article, candidate: Candidate, before: str) -> Sign | None:
        """ "to good", "merely good", "good again", "good is within reach"."""
        start, end, lowers = candidate.start, candidate.end, article.lowers
        ends = self._ends(article, end)
        set_off = before == "at" and article.low(start - 2) == ","  # "the setting, at good,"
        content = before in {"with", "for"} and article.low(start - 2) in self._content
        if (before in _TO or set_off or content) and ends:
            return "to-value", 0.6
        if (before in self._merely and ends) or lowers[end : end + 2] in _EVERYWHERE:
            return "mere-value", 0.6
        if before == "been" and article.low(start - 2) == "having" and ends:
            return "having-been", 0.7
        if not before and lowers[end : end + 1] in (["again"], ["overall"]):
            return "opening-value", 0.6
        if any(a == end for a, _, _ in self._behind.find(lowers, end, min(end + 6, len(article)))):
            return "aimed-at", 0.55  # "good is within reach"
        if ends and before in self._behind_aim and self._aimed(article, start):
            return "aimed-at", 0.55
        return None

    def _by_itself(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """Words that are hardly ever anything but a grade."""
        plain = self._words.is_plain(article, candidate)
        if plain and self._may_be_rated(article, candidate, setting):
            return "plain-value", 0.55
        return None

    def _before(self, article: Article, start: int) -> str:
        first = article.sent(start)[0]
        index = start - 1
        while index >= first and article.lowers[index] in QUOTES | {"("}:
            index -= 1
        return article.lowers[index] if index >= first else ""

    def _told_over(self, article: Article, end: int) -> bool:
        """ "fairness, inadequate last time, ...": a time gone by stands right behind."""
        hit = self._previous.at(article.lowers, end) if end < len(article) else None
        return hit is not None and article.lowers[end + hit[0] : end + hit[0] + 1] == [","]

    def _aimed(self, article: Article, start: int) -> bool:
        first = max(article.sent(start)[0], start - 14)
        return any(True for _ in self._aims.find(article.lowers, first, start))

    def _ends(self, article: Article, end: int) -> bool:
        if end >= len(article) or not article.words[end][0].isalnum():
            return True
        return article.lowers[end] in self._behind_value

    def _may_be_rated(self, article: Article, candidate: Candidate, setting: Setting) -> bool:
        """Not where it is said of a thing nobody inspects: "nine actions were outstanding"."""
        verb = governing_verb(article, candidate.start, candidate.end)
        subject = None if verb is None else subject_of(article, verb)
        if subject is None or candidate.start <= subject < candidate.end:
            return True
        if article.lowers[verb or 0] not in self._words.being:
            return True
        return (
            article.pos[subject] in {"PRON", "PROPN", "VERB"}
            or is_body(article, subject, setting, self._words)
            or is_category(article, subject, candidate)
            or candidate.end - candidate.start > 1
        )
