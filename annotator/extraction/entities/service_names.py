"""Names of services told by how they stand: "X, run by Y", "X: 5, 4, 4", "the Fox and Hounds"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.extraction.article import Article
from annotator.extraction.entities.free_names import FreeNames, usable
from annotator.extraction.entities.judged_names import behind_place, behind_the
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.word_lists import ServiceKind

#: "in Selby, inadequate"
_PLACING = (["in"], ["near"], ["across"])
#: Grades of landlords.
_CODE = re.compile(r"[CGV][1-4]")
#: A name in front of a colon is no longer than this many words.
_LISTED = 7


@dataclass(frozen=True, slots=True)
class Hint:
    """A name and what its surroundings say it is."""

    start: int
    end: int
    kind: ServiceKind
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Around:
    """The article's main kind, and where other kinds are spoken of (word, kind)."""

    main: ServiceKind
    spoken: list[tuple[int, ServiceKind]]

    def kind(self, index: int) -> ServiceKind:
        """The kind that an unknown name at a word is of."""
        if not self.main.area_named:
            return self.main
        before = [kind for start, kind in self.spoken if start < index]
        return before[-1] if before else self.main


class ServiceNames:
    """Hints for ``Contexts`` that need no verb of judgement."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._free = FreeNames(knowledge)
        self._kinds = {kind.id: kind for kind in words.kinds}
        self._run_by = knowledge.word_phrases("services", "run_by")
        self._who_runs = words.set("services", "who_runs")
        self._visits = knowledge.word_phrases("services", "visits")
        self._given = knowledge.word_phrases("services", "given_to")
        self._judgements = words.set("services", "judgements")
        self._numbers = words.set("counts", "numbers")
        self._playful = words.set("services", "playful")
        self._place_before = words.set("places", "certain_before")
        self._categories = knowledge.category_wordings
        self._parts = {word for wording in self._categories for word in wording.split()}
        self._parts |= words.set("services", "report_headings")

    def hints(
        self, article: Article, main: ServiceKind, around: Around, remit: frozenset[str]
    ) -> list[Hint]:
        """Where a name of a service stands, with the reason."""
        found = [
            *self._run(article, around),
            *self._given_to(article, around),
            *(self._listed(article, around) if remit else ()),
            *(self._headings(article, around) if remit else ()),
            *(self._inspected(article, around) if remit else ()),
            *(self._coded(article, main) if main.id == "housing" else ()),
            *(self._saints(article, main) if remit else ()),
            *(self._addresses(article, around) if remit else ()),
        ]
        if "food" in remit:
            found += self._pubs(article) + self._listed_kitchens(article)
            found += self._owned_kitchens(article)
        if main.id in {"nursery", "school"} and remit:
            found += self._playful_names(article)
        return found

    def _run(self, article: Article, around: Around) -> list[Hint]:
        """ "X, run by Y," and "X and Z, which look after nine children,"."""
        hints = []
        told = [start for start, _, _ in self._run_by.find(article.lowers)]
        for start in [*told, *self._whom_somebody_runs(article)]:
            name = self._free.before(article, behind_place(article, start))
            while name:
                kind = around.kind(name[0])
                if kind.area_named or article.lowers[name[0] - 1 : name[0]] in _PLACING:
                    break
                hints.append(Hint(*name, kind, "service-run-by", 0.75))
                joined = name[0] > 1 and article.before(name[0]) == "and"
                name = self._free.before(article, name[0] - 1) if joined else None
        return hints

    def _whom_somebody_runs(self, article: Article) -> Iterator[int]:
        """The comma of "X, which Lorne Council runs"."""
        for index, low in enumerate(article.lowers):
            owner = article.owner[index - 1] if low in self._who_runs and index else None
            if owner is not None:
                at = owner.start - (article.before(owner.start) == "the") - 1
                if at > 1 and article.lowers[at] == "which" and article.before(at) == ",":
                    yield at - 1

    def _given_to(self, article: Article, around: Around) -> list[Hint]:
        """ "five stars went to X and Y"."""
        hints = []
        for _, end, _ in self._given.find(article.lowers):
            name = self._free.after(article, end)
            while name and not around.kind(name[0]).area_named:
                hints.append(Hint(*name, around.kind(name[0]), "service-given", 0.6))
                behind = name[1] + (article.lowers[name[1] : name[1] + 1] == ["'s"])
                joined = article.lowers[behind : behind + 1] in (["and"], [","])
                name = self._free.after(article, behind + 1) if joined else None
        return hints

    def _inspected(self, article: Article, around: Around) -> list[Hint]:
        """ "the inspection of Brambling House": no place alone."""
        hints = []
        for _, end, _ in self._visits.find(article.lowers):
            name = self._free.after(article, end)
            if name is None or around.kind(name[0]).area_named:
                continue
            owners = {o.label for o in article.owner[name[0] : name[1]] if o is not None}
            if name[1] - name[0] > 1 and not owners & {"GPE", "LOC"}:
                hints.append(Hint(*name, around.kind(name[0]), "service-inspected", 0.62))
        return hints

    def _coded(self, article: Article, main: ServiceKind) -> list[Hint]:
        """ "Holm Valley (G1 and V1)" where landlords are graded."""
        words = article.words
        names = [
            self._free.before(article, index)
            for index in range(1, len(words) - 1)
            if words[index] == "(" and _CODE.fullmatch(words[index + 1])
        ]
        return [Hint(*name, main, "service-coded", 0.7) for name in names if name]

    def _listed(self, article: Article, around: Around) -> list[Hint]:
        """A line "X: 5, 4, 4" or "X - good"."""
        hints = []
        for first, last in article.lines:
            name = self._free.after(article, first) if last - first > 2 else None
            name = name or _unknown_word(article, first, last)
            name = name or (behind_the(article, first + 2) if last - first > 3 else None)
            begin = first + (article.lowers[first] == "the")
            if name is None or name[0] != begin or name[1] - first > _LISTED:
                continue
            behind = self._behind_address(article, name[1], last)
            if behind + 1 >= last:
                continue
            mark, grade = article.words[behind], article.lowers[behind + 1]
            told = grade in self._judgements or grade in self._numbers or grade.isdigit()
            known = article.text(*name).lower() in self._categories
            kind = around.kind(first)
            if mark in {":", "-", "–", "—"} and told and not known:
                hints.append(Hint(*name, kind, "service-listed", 0.7))
        return hints

    def _headings(self, article: Article, around: Around) -> list[Hint]:
        """A line with a name, and perhaps a place, above "Wellbeing: 5"."""
        hints = []
        for (first, last), below in itertools.pairwise(article.lines):
            name = self._free.after(article, first) if last > first else None
            name = name or (_unknown_word(article, first, last + 2) if last > first else None)
            if name is None or name[0] > first + 1 or not self._is_graded(article, *below):
                continue
            rest = article.words[name[1] : last]
            closed = not rest or (rest[0] == "," and last - name[1] < _LISTED)
            told_of = set(article.lowers[slice(*name)]) & (self._judgements | self._parts)
            if closed and not told_of:
                hints.append(Hint(*name, around.kind(first), "service-heading", 0.7))
        return hints

    def _is_graded(self, article: Article, first: int, last: int) -> bool:
        """Is it a line "Wellbeing: 5 – very good"?"""
        marks = [i for i in range(first, last) if article.words[i] in {":", "-", "–", "—"}]
        if not marks or marks[0] + 1 >= last or marks[0] == first:
            return False
        grade = article.lowers[marks[0] + 1]
        told = grade in self._judgements or grade in self._numbers or grade.isdigit()
        return told and article.text(first, marks[0]).lower() in self._categories

    def _behind_address(self, article: Article, end: int, last: int) -> int:
        """The colon of "X, Heol y Bont: 3"; the end of the name where no address follows."""
        if article.words[end : end + 1] != [","]:
            return end
        town = article.owner[end + 1] if end + 1 < last else None
        if town is not None and town.label in {"GPE", "LOC"} and town.end < last:
            return town.end
        place = self._free.after(article, end + 1)
        return place[1] if place and place[0] == end + 1 and place[1] < last else end

    def _saints(self, article: Article, main: ServiceKind) -> list[Hint]:
        """ "St Bede's" is the school (or hospital) that the article is about."""
        if main.area_named:
            return []
        words = article.words
        return [
            Hint(
                self._saint_begins(article, i),
                self._saint_ends(article, i + 3),
                main,
                "service-saint",
                0.7,
            )
            for i in range(len(words) - 2)
            if words[i] in {"St", "St."} and article.is_capital(i + 1) and words[i + 2] == "'s"
        ]

    def _pubs(self, article: Article) -> list[Hint]:
        """ "the Fox and Hounds" where kitchens are inspected; "Toast & Co"."""
        words, lowers = article.words, article.lowers
        hints = []
        for index in range(1, len(words) - 1):
            if lowers[index] not in {"and", "&"} or index + 1 >= article.line(index)[1]:
                continue
            start, end = index - 1, index + 2
            named = all(
                words[i][0].isupper() and article.pos[i] == "PROPN" for i in (start, end - 1)
            )
            if not named or not (lowers[start - 1 : start] == ["the"] or lowers[index] == "&"):
                continue
            name = self._free.before(article, index) if lowers[index] == "&" else None
            start = name[0] if name else start
            hints.append(Hint(start, end, self._kinds["food"], "service-pub", 0.68))
        return hints

    def _listed_kitchens(self, article: Article) -> list[Hint]:
        """ "Pizza Palazzo, Spice Garden and the Bombay Kitchen": one is a kitchen, so are all."""
        hints = []
        for found in article.entities:
            if found.kind != "food":
                continue
            name: tuple[int, int] | None = (found.start, found.end)
            if "and" not in article.lowers[slice(*article.sent(found.start))]:
                continue
            while name and name[0] > 1:
                link = name[0] - (2 if article.before(name[0]) == "the" else 1)
                if article.lowers[link] not in {",", "and"}:
                    break
                name = self._free.before(article, link)
                if name:
                    hints.append(Hint(*name, self._kinds["food"], "service-listed", 0.6))
            name = (found.start, found.end)
            while name and article.lowers[name[1] : name[1] + 1] in ([","], ["and"]):
                name = self._free.after(article, name[1] + 1)
                if name:
                    hints.append(Hint(*name, self._kinds["food"], "service-listed", 0.6))
        return hints

    def _owned_kitchens(self, article: Article) -> list[Hint]:
        """ "Rab's Rolls", "Nana Joan's Kitchen" where kitchens are inspected."""
        words, hints = article.words, []
        for index in range(1, len(words) - 1):
            if words[index] not in {"'s", "'"} or not words[index + 1][0].isupper():
                continue
            owner = article.owner[index - 1]
            if owner is not None and (owner.label != "PERSON" or not owner.model):
                continue
            plain = self._free.is_word(article, index - 1) and self._free.is_word(
                article, index + 1
            )
            name = self._free.before(article, index + 2) if plain else None
            if name and name[0] < index and usable(article, index + 1):
                hints.append(Hint(*name, self._kinds["food"], "service-owned", 0.6))
        return hints

    def _addresses(self, article: Article, around: Around) -> list[Hint]:
        """Lines "Wok Thyme, Station Approach": two and more, or among those of known services."""
        names: list[tuple[int, int]] = []
        known = 0
        for first, last in article.lines:
            words = article.lowers[first:last]
            if not 3 < last - first < 9 or words.count(",") != 1 or words[-1] == ".":
                continue
            comma = first + words.index(",")
            owner = article.owner[comma - 1]
            known += owner is not None and owner.label == "SERVICE"
            name = self._free.before(article, comma)
            begin = first + (article.lowers[first] == "the")
            if name and name[0] == begin and article.is_capital(comma + 1):
                names.append(name)
        kitchens = around.main.id == "food" and len(names) > 1
        kinds = [around.kind(start) for start, _ in names]
        return [
            Hint(*name, kind, "service-listed", 0.64)
            for name, kind in zip(names, kinds, strict=True)
            if kitchens or (known and not kind.area_named)
        ]

    def _playful_names(self, article: Article) -> list[Hint]:
        """ "Little Acorns", "Busy Bees": what nurseries are called."""
        hints = []
        for index, word in enumerate(article.words):
            if word not in self._playful:
                continue
            name = self._free.after(article, index)
            before = article.before(index)
            long = name is not None and name[0] == index and name[1] - index > 1
            if name and long and before not in self._place_before:
                hints.append(Hint(*name, self._kinds["nursery"], "service-playful", 0.62))
        return hints

    def _saint_begins(self, article: Article, index: int) -> int:
        """ "HOLT St Peter's": the town before the saint, where no small word parts them."""
        before = index - 1
        inside = before > article.sent(index)[0] and usable(article, before)
        return before if inside and self._free.is_word(article, before) else index

    def _saint_ends(self, article: Article, index: int) -> int:
        """ "St Botolph's REST" """
        last = article.line(index - 1)[1]
        while index < last and usable(article, index) and self._free.is_word(article, index):
            index += 1
        return index


def _unknown_word(article: Article, first: int, last: int) -> tuple[int, int] | None:
    """A capital word that is no word of the language opens the line: "Eastmarch: good"."""
    if last - first < 3 or not article.is_capital(first) or not usable(article, first):
        return None
    known = article.doc.vocab.has_vector(article.lowers[first])
    return None if known or not article.words[first].isalpha() else (first, first + 1)


def opens_with_word(article: Article, found: Found) -> bool:
    """Is it one word of the language that only a sentence's beginning makes a capital?"""
    first = article.sent(found.start)[0]
    opens = found.start == first or article.words[found.start - 1] in {'"', "'", ":"}
    alone = found.end - found.start == 1 and opens
    return alone and article.doc.vocab.has_vector(article.lowers[found.start])
