"""Bodies named in a stretch of words, and which of them "and" joins."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import DASHES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.focus import PLACES, Focus

#: Behind these another clause, or another of the same, begins.
NEW_CLAUSE = DASHES | {";", ",", "but", "and", "while", "whereas"}


class NamedBodies:
    """What ``Subjects`` asks about names; knows one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        self._article = article
        self._setting = setting
        self._focus = focus
        self._services = knowledge.words.set("grammar", "nouns.services")
        self._joining = knowledge.words.set("grammar", "links.joining_names")

    def _named(self, first: int, last: int) -> list[Found]:
        """Bodies named in ``[first, last)``: services, else places that may stand for one."""
        inside = list(self._article.inside(first, last))
        services = [f for f in inside if self._focus.eligible(f)]
        if services:
            in_remit = [f for f in services if f.kind in self._setting.kinds]
            places = [f for f in inside if f.label in PLACES and self._focus.is_body(f)]
            if places and self._joined_to(places[-1], services[0]):
                return sorted([*places, *(in_remit or services)], key=lambda f: f.start)
            return in_remit or services
        if not self._setting.area:
            return []
        places = [f for f in inside if f.label in PLACES and self._focus.is_body(f)]
        if places:
            return places
        return [f for f in inside if f.label in PLACES and self._is_head_place(f, first, last)]

    def _is_head_place(self, found: Found, first: int, last: int) -> bool:
        """The phrase is the place itself, or a service of it, and no other body is known."""
        if self._focus.bodies:
            return False
        words = set(self._article.lowers[first:last])
        return (found.start, found.end) == (first, last) or bool(words & self._services)

    def _joined_to(self, place: Found, service: Found) -> bool:
        between = self._article.lowers[
            min(place.end, service.end) : max(place.start, service.start)
        ]
        return (
            bool(between)
            and len(between) < 4
            and all(w in self._joining for w in between)
            and "and" in between
        )

    def _together(self, named: list[Found], last: bool = False) -> list[Found]:
        """The first (or last) body with those that "and" joins to it."""
        ordered = named[::-1] if last else named
        if not named:
            return []
        picked = [ordered[0]]
        for found in ordered[1:]:
            left, right = (found, picked[-1]) if last else (picked[-1], found)
            between = self._between(left, right)
            joined = (
                all(w in self._joining or w in self._services for w in between) and len(between) < 5
            )
            if not joined or not ({"and", "&", ",", "or", "nor"} & set(between)):
                break
            picked.append(found)
        picked = picked[::-1] if last else picked
        if len(picked) > 1 and not self._has_and(picked):
            return [picked[0]] if not last else [picked[-1]]
        return picked

    def _between(self, left: Found, right: Found) -> list[str]:
        """The words between two names, the places that they are in left out."""
        owner = self._article.owner
        return [
            self._article.lowers[i]
            for i in range(left.end, right.start)
            if (o := owner[i]) is None or o.label not in {"LOC", "GPE", "DATE"}
        ]

    def _has_and(self, picked: list[Found]) -> bool:
        between = self._article.lowers[picked[0].end : picked[-1].start]
        return bool({"and", "&", "or", "nor"} & set(between))

    def _including(self, last: int) -> list[Found]:
        """ "three of its schools ..., including X"."""
        article = self._article
        if last >= len(article):
            return []
        stop = article.sent(last)[1]
        for index in range(last, stop):
            among = article.lowers[index - 1 : index + 1] == ["among", "them"]
            if among or article.lowers[index] in {"including", "namely"}:
                return self._together(self._named(index + 1, stop))
        return []

    def _opening(self, first: int) -> Found | None:
        """ "In Southdale, the picture was better": the place the sentence opens with."""
        article = self._article
        begin = article.sent(first)[0]
        beside = article.owner[first - 1 - (article.words[first - 1] == ",")] if first > 2 else None
        if beside is not None and beside.start > begin + 1 and self._focus.is_body(beside):
            at = beside.start - 1 - (article.before(beside.start) == "the")
            if article.low(at) in {"in", "at", "for"} and article.before(at) in NEW_CLAUSE:
                return beside  # "...; at Fold Academy it was"
        if article.lowers[begin] not in {"in", "at", "for"} or first - begin > 9:
            return None
        start = begin + 1 + (article.lowers[begin + 1 : begin + 2] == ["the"])
        named = self._named(start, start + 1)
        closed = bool(named) and article.words[named[0].end : named[0].end + 1] == [","]
        return named[0] if closed else None
