"""Names that only their grade shows to be bodies: "rated Elm Grove two stars"."""

from __future__ import annotations

from collections import Counter

from annotator.extraction.article import Article
from annotator.extraction.closed_words import ARTICLES
from annotator.extraction.entities.human_names import HumanNames, is_human
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate, Subject
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.subjects.focus import Focus
from annotator.extraction.ratings.subjects.named_bodies import NamedBodies


class RatedNames(NamedBodies):
    """What ``Subjects`` asks about names guessed or unknown; knows one article."""

    def __init__(
        self, article: Article, setting: Setting, focus: Focus, knowledge: Knowledge
    ) -> None:
        super().__init__(article, setting, focus, knowledge)
        words = knowledge.words
        #: Words of grades: they name nobody.
        self._graded: set[int] = set()
        self._raters = words.set("grammar", "verbs.rating") | words.set("grammar", "verbs.handed")
        self._raters |= words.set("grammar", "verbs.handing")
        self._called_by_place = words.set("services", "called_by_place")
        self._people_do = words.set("names", "people_do")
        self._titles = knowledge.titles
        self._humans = HumanNames(knowledge).of(article)

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
            place = owner.label == "PERSON" and self._setting.kinds <= self._called_by_place
            owner.label, owner.rule = "GPE" if place else "SERVICE", "rated-name"
            owner.score = 0.55
            return owner
        if (
            article.pos[head] != "PROPN"
            or not article.is_capital(head)
            or head in self._graded
            or head == article.sent(head)[0]
            or (article.words[head].isupper() and article.before(head) == "a")  # "A TEAROOM"
        ):
            return None
        start = head
        while (
            start > first
            and article.is_capital(start - 1)
            and article.owner[start - 1] is None
            and article.before(start) not in ARTICLES
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
        if main is not None and set(main.remit) <= self._called_by_place:
            return owner.label == "PERSON" and self._is_no_person(owner)
        long = owner.end - owner.start > 1
        return (owner.label == "GPE" and long) or (
            owner.label == "PERSON" and self._is_no_person(owner)
        )

    def _is_no_person(self, owner: Found) -> bool:
        before = self._article.before(owner.start)
        after = self._article.lowers[owner.end : owner.end + 3]
        if self._people_do & set(after) or is_human(
            self._article, owner.start, owner.end, self._humans
        ):
            return False
        return before not in self._titles

    def _take_up(self, owner: Found) -> None:
        """A rated name that the model took for something else."""
        if owner.label not in {"SERVICE", "GPE"}:
            label = "GPE" if self._setting.kinds & self._called_by_place else "SERVICE"
            name = self._article.text(owner.start, owner.end)
            for other in self._article.entities:
                same = self._article.text(other.start, other.end) == name
                if other is owner or (same and self._may_be_service(other)):
                    other.label, other.rule, other.score = label, "rated-name", 0.5
        self._focus.add(owner)
        self._take_up_joined([owner])

    def _take_up_joined(self, known: list[Found]) -> None:
        """ "inspected Larch House, Ash Court and The Elms": what "and" joins to a body is one."""
        for found in known:
            if found.label == "SERVICE" and found.kind not in self._called_by_place:
                for step in (1, -1):
                    for other in self._joined_on(found, step):
                        if not self._focus.is_body(other):
                            other.kind = other.kind or found.kind
                            self._take_up(other)

    def _joined_on(self, found: Found, step: int) -> list[Found]:
        """The names of a list that goes on from a body, to the right (1) or left (-1)."""
        owner, lowers = self._article.owner, self._article.lowers
        out: list[Found] = []
        ended = False
        while True:
            at = found.end if step > 0 else found.start - 1
            link = lowers[at : at + 1]
            if step < 0 and link == ["the"]:
                at -= 1
                link = lowers[at : at + 1]
            if link not in ([","], ["and"], ["&"]) or not 0 < at < len(owner) - 1:
                break
            last = link != [","]
            at += step
            at += step * (lowers[at] == "the" and step > 0)
            next_to = owner[at] if at < len(owner) else None
            if next_to is None or not (
                self._may_be_service(next_to) or self._focus.is_body(next_to)
            ):
                break
            out.append(next_to)
            found, ended = next_to, ended or last
            if last and step > 0:
                break
        return out if ended else []

    def _take_up_both(self, owner: Found) -> None:
        """ "both Northmoor and Southdale": the first of two is what the second one is."""
        lowers = self._article.lowers
        first = self._article.owner[owner.start - 2] if owner.start > 2 else None
        if (
            first is None
            or lowers[owner.start - 1] != "and"
            or self._article.before(first.start) != "both"
        ):
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
