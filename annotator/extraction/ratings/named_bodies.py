"""Bodies named in a stretch of words, and names that only their grade shows to be bodies."""

from __future__ import annotations

from collections import Counter

from annotator.extraction.article import Article
from annotator.extraction.entities.human_names import HumanNames, is_human
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.focus import PLACES, Focus
from annotator.extraction.ratings.setting import Setting

#: Kinds of service that articles call by their place; there a place stays one.
_CALLED_BY_PLACE = frozenset(["probation", "youth-justice", "police", "fire"])
#: Right behind a name these show that it is a person's.
_HUMAN = frozenset(["who", "said", "says", "hopes", "wants", "expects", "told", "believes"])
_GIVING = frozenset(["gave", "gives", "give", "giving", "handed", "awarded", "put", "placed"])
_CLAUSES = frozenset([";", ",", "but", "and", "while", "whereas", "–", "—", "-"])
_JOINING = frozenset(
    [
        *("and", "&", ",", "as", "well", "both", "the", "or", "plus", "in", "at", "of", "for"),
        *("on", "nor"),
    ]
)


class NamedBodies:
    """What ``Subjects`` asks about names; knows one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        self._article = article
        self._setting = setting
        self._focus = focus
        self._services = knowledge.words.set("grammar", "nouns.services")
        self._raters = knowledge.words.set("grammar", "verbs.rating") | _GIVING
        self._humans = HumanNames(knowledge).of(article)

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
            and all(w in _JOINING for w in between)
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
            joined = all(w in _JOINING or w in self._services for w in between) and len(between) < 5
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
            at = beside.start - 1 - (article.lowers[beside.start - 1] == "the")
            if article.lowers[at] in {"in", "at", "for"} and article.lowers[at - 1] in _CLAUSES:
                return beside  # "...; at Fold Academy it was"
        if article.lowers[begin] not in {"in", "at", "for"} or first - begin > 9:
            return None
        start = begin + 1 + (article.lowers[begin + 1 : begin + 2] == ["the"])
        named = self._named(start, start + 1)
        closed = bool(named) and article.words[named[0].end : named[0].end + 1] == [","]
        return named[0] if closed else None

    def _new_service(self, head: int, first: int, last: int, owner: Found | None) -> Found | None:
        """A rated proper name that no list knows is a service."""
        article = self._article
        owned = [c for c in article.children[head] if article.deps[c] == "poss"]
        if owner is None and owned:
            owner = article.owner[owned[0]]
            if owner is not None and owner.label == "PERSON" and not self._is_no_person(owner):
                return None
        if (
            owner is None
            and owned
            and article.pos[owned[0]] == "PROPN"
            and article.owner[owned[0]] is None
        ):
            head = owned[0]
        if owner is not None:
            if self._is_landlord(owner):
                owner.kind = "housing"
                return owner
            if self._focus.is_category(owner) or not self._may_be_service(owner):
                return None
            place = owner.label == "PERSON" and self._setting.kinds <= _CALLED_BY_PLACE
            owner.label, owner.rule = "GPE" if place else "SERVICE", "rated-name"
            owner.score = 0.55
            return owner
        if (
            article.pos[head] != "PROPN"
            or not article.is_capital(head)
            or head == article.sent(head)[0]
            or (article.words[head].isupper() and article.lowers[head - 1] == "a")  # "A TEAROOM"
        ):
            return None
        start = head
        while (
            start > first
            and article.is_capital(start - 1)
            and article.owner[start - 1] is None
            and (article.lowers[start - 1] not in {"the", "a", "an"})
        ):
            start -= 1
        found = Found(start, head + 1, "SERVICE", "rated-name", 0.5)
        if self._focus.is_category(found):
            return None
        return found if article.claim(found) else None

    def _is_landlord(self, owner: Found) -> bool:
        """Whatever organisation the regulator of landlords grades is one."""
        main = self._setting.main
        return owner.label == "ORG" and main is not None and "housing" in main.remit

    def _may_be_service(self, owner: Found) -> bool:
        """The model's guess about a rated name gives way, unless the name is a plain place."""
        if not owner.model or owner.label in {"ORG", "LOC"}:
            return owner.model or owner.rule == "organisation-suffix"
        main = self._setting.main
        if main is not None and set(main.remit) <= _CALLED_BY_PLACE:
            return owner.label == "PERSON" and self._is_no_person(owner)
        long = owner.end - owner.start > 1
        return (owner.label == "GPE" and long) or (
            owner.label == "PERSON" and self._is_no_person(owner)
        )

    def _is_no_person(self, owner: Found) -> bool:
        before = self._article.words[owner.start - 1] if owner.start else ""
        after = self._article.lowers[owner.end : owner.end + 3]
        if _HUMAN & set(after) or is_human(self._article, owner.start, owner.end, self._humans):
            return False
        return before.lower() not in {"mr", "mrs", "ms", "dr", "sir", "dame", "miss"}

    def _take_up(self, owner: Found) -> None:
        """A rated name that the model took for something else."""
        if owner.label not in {"SERVICE", "GPE"}:
            place = bool(self._setting.kinds & _CALLED_BY_PLACE)
            owner.label, owner.rule, owner.score = "GPE" if place else "SERVICE", "rated-name", 0.5
        self._focus.add(owner)

    def _take_up_both(self, owner: Found) -> None:
        """ "both Northmoor and Southdale": the first of two is what the second one is."""
        lowers = self._article.lowers
        first = self._article.owner[owner.start - 2] if owner.start > 2 else None
        if first is None or lowers[owner.start - 1] != "and" or lowers[first.start - 1] != "both":
            return
        if not self._focus.is_body(first) and self._may_be_service(first):
            self._take_up(first)

    def _just_rated(self, owner: Found, candidate: Candidate) -> bool:
        """ "The CSCI rated Elm Grove two stars": a name between rating verb and value."""
        verb = owner.start - 1
        if verb >= 0 and self._article.lowers[verb] == "the":
            verb -= 1
        rating = verb >= 0 and self._article.lowers[verb] in self._raters
        official = not candidate.free and rating and owner.start < candidate.start
        if not official or self._focus.eligible(owner) or self._focus.is_category(owner):
            return False
        if not self._may_be_service(owner):
            return False
        self._take_up(owner)
        return True

    def _guessed(self, candidate: Candidate) -> list[Subject]:
        """No body in the article: the name it gives most often, if it may be a body's."""
        if candidate.free or self._focus.bodies:
            return []
        names = [
            f
            for f in self._article.entities
            if f.model
            and (f.label == "ORG" or self._may_be_service(f))
            and not self._focus.is_category(f)
        ]
        if not names:
            return []
        text = self._article.text
        counted = Counter(text(f.start, f.end) for f in names)
        best = max(names, key=lambda f: (counted[text(f.start, f.end)], f.end - f.start, -f.start))
        self._take_up(best)
        return [Subject(best, None, "guessed", 0.35)]
