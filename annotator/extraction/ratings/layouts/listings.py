"""Tables and lists of grades: "Safe: good", "Rated 5: X at Y", "Inadequate: A, B"."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.focus import Focus

_MARKS = DASHES | {":", "|", "=", "•", "*", "?"}
_LONGEST_KEY = 8
_SMALL = frozenset(["of", "the", "and", "&", "'s", "in", "at", ",", "for"])
#: Grades like C3.
_CODE = re.compile(r"[A-Z]\d")
#: What may go on behind the value of a line: "excellent on both counts", "good overall".
_BEHIND = frozenset(["on", "in", "for", "across", "overall", "at", "and", "but"])


class Listings:
    """Reads lines that are no sentences."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._words = words.set("grammar", "verbs.rating") | words.set("grammar", "nouns.grade")
        self._nouns = words.set("grammar", "nouns.rating")
        self._categories = knowledge.categories
        self._overall = {"overall", "overall rating", "rating", "overall effectiveness"}

    def names(self, article: Article, candidates: list[Candidate], setting: Setting) -> None:
        """Claims the businesses and addresses of "Rated 5: X at Y; rated on 9 May" lines."""
        food = next((k for k in setting.kinds if k == "food"), None)
        for candidate in candidates:
            first, last = article.line(candidate.start)
            opens = candidate.number and food and candidate.start - first <= 2
            if not opens or candidate.end >= last or article.words[candidate.end] not in _MARKS:
                continue
            candidate.sign, candidate.score = "listed-rating", 0.93
            stop = next(
                (i for i in range(candidate.end + 1, last) if article.words[i] in {";", "("}), last
            )
            at = next(
                (i for i in range(candidate.end + 1, stop) if article.lowers[i] in {"at", ","}),
                stop,
            )
            name = self._claim(article, candidate.end + 1, at, "SERVICE", "food")
            address = self._address_end(article, at + 1, stop)
            if at < stop:
                self._claim(article, at + 1, address, "LOC", None)
            if name:
                candidate.subjects = [Subject(name, None, "listed", 0.95)]

    def _address_end(self, article: Article, start: int, stop: int) -> int:
        """The street only: town and county behind the comma are places of their own."""
        return next((i for i in range(start, stop) if article.words[i] == ","), stop)

    def _claim(
        self, article: Article, start: int, end: int, label: str, kind: str | None
    ) -> Found | None:
        while end > start and not article.words[end - 1][-1].isalnum():
            end -= 1
        if end <= start or end - start > 9:
            return None
        exact = list(article.inside(start, end))
        if (
            len(exact) == 1
            and (exact[0].start, exact[0].end) == (start, end)
            and exact[0].label == label
        ):
            return exact[0]
        touching = {id(o): o for o in article.owner[start:end] if o is not None}
        if any(o.start < start or o.end > end for o in touching.values()):
            return None
        for owner in touching.values():
            article.release(owner)
        found = Found(start, end, label, "listed-name", 0.9, kind=kind)
        article.claim(found)
        return found

    def judge(self, article: Article, candidate: Candidate, focus: Focus) -> None:
        """ "Safe: good" and "Inadequate: A, B and C" are judgements by their form alone."""
        if candidate.sign or (candidate.number and not self._key_is_plain(article, candidate)):
            return
        first, last = article.line(candidate.start)
        before = candidate.start - 1
        while before > first and article.words[before] in {"'", '"'}:
            before -= 1
        ends = candidate.end >= last or self._closes(article, candidate.end)
        if before >= first and article.words[before] in _MARKS and ends:
            key = self._key_start(article, first, before)
            rated = self._is_category(article, candidate, key, before)
            if before - key <= _LONGEST_KEY and (
                rated or not self._is_sentence(article, key, before)
            ):
                candidate.sign, candidate.score = "listed-value", 0.84
                named = [
                    f
                    for f in article.inside(self._name_start(article, first, key), before)
                    if any(f is b for b in focus.bodies)
                ]
                new = None if named or rated else self._new_name(article, candidate, first, before)
                if new is not None:
                    focus.add(new)
                    named = [new]
                if named:
                    candidate.subjects = [Subject(named[0], None, "listed", 0.92)]
            return
        first = max(first, article.sent(candidate.start)[0])
        opens = (
            candidate.start - first <= 2
            and candidate.end < last
            and article.words[candidate.end] in {":", "-", "–"}
        )
        if opens and self._only_marks(article, first, candidate.start):
            named = [
                f for f in article.inside(candidate.end, last) if any(f is b for b in focus.bodies)
            ]
            what = self._categories[candidate.options[0][0].id]
            if not named and what.at(article.lowers, min(candidate.end + 1, last - 1)):
                candidate.sign, candidate.score = "listed-under-value", 0.8
            if named:
                candidate.sign, candidate.score = "listed-under-value", 0.84
                candidate.subjects = [Subject(f, None, "listed", 0.9) for f in named]

    def _new_name(
        self, article: Article, candidate: Candidate, first: int, mark: int
    ) -> Found | None:
        """ "Pound Lane Almshouse Charity – G1/V2": a name that nothing knows, before a code."""
        coded = _CODE.fullmatch(article.words[candidate.start]) or candidate.number
        while first < mark and not article.words[first][0].isalnum():
            first += 1
        capital = all(
            article.is_capital(i) or article.lowers[i] in _SMALL for i in range(first, mark)
        )
        grade = any(w in self._nouns for w in article.lowers[first:mark])
        if not coded or not capital or grade or mark - first < 2:
            return None
        label = "SERVICE" if candidate.number else "ORG"
        found = self._claim(article, first, mark, label, None if candidate.number else "housing")
        return found if found is not None and not found.body else None

    def _is_category(self, article: Article, candidate: Candidate, key: int, mark: int) -> bool:
        """Is what stands before the mark rated here: "responsive and well-led – good"?"""
        known = self._categories[candidate.options[0][0].id]
        return any(end == mark for _, end, _ in known.find(article.lowers, key, mark))

    def _closes(self, article: Article, end: int) -> bool:
        """A stop, a sign or "on both counts" behind the value."""
        word = article.words[end]
        return not word[0].isalnum() or article.lowers[end] in _BEHIND

    def _key_is_plain(self, article: Article, candidate: Candidate) -> bool:
        first, last = article.line(candidate.start)
        ends = candidate.end >= last or article.words[candidate.end] == "("
        return ends and candidate.start - first < 9

    def _key_start(self, article: Article, first: int, mark: int) -> int:
        for index in range(mark - 1, first - 1, -1):
            if article.words[index] in {";", ",", ".", "|"}:
                return index + 1
        return first

    def _name_start(self, article: Article, first: int, key: int) -> int:
        """ "St Mary's, Holme: good": a name and its place are one key."""
        while first < key and not article.words[first][0].isalnum():
            first += 1
        first += article.low(first) == "the"
        owner = article.owner[first] if first < key else None
        named = owner is not None and owner.label in {"SERVICE", "ORG"} and owner.end == key - 1
        return first if named else key

    def _is_sentence(self, article: Article, start: int, end: int) -> bool:
        verbs = [i for i in range(start, end) if article.pos[i] in {"VERB", "AUX"}]
        return (
            bool(verbs)
            and end - start > 1
            and article.lowers[start] not in {"is", "are", "how", "was"}
        )

    def _only_marks(self, article: Article, first: int, start: int) -> bool:
        return all(not w[0].isalnum() or w in self._words for w in article.lowers[first:start])
